"""A list whose rows are put into another order: dragged by the mouse, or with Alt and the arrow keys.

`QDrag` is not used: the rows stay in their list, and it can't run without a screen.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from studio_app.desk import theme
from studio_app.desk.widgets import painting, reordering
from studio_app.desk.widgets.keys import kept
from studio_app.desk.widgets.row_list import Index, RowList

_EDGE, _STEP, _STEP_MS = 24, 10, 30
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class MovableList(RowList):
    """Subclasses say which rows can be moved, and between which.

    Signals:
        chosen: place of the row that the user went to.
        moved: place of a row, and the place where it shall stand.
    """

    chosen = Signal(int)
    moved = Signal(int, int)
    _hold = reordering.NOTHING  # Qt asks for events before the constructor is through

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mouse_y = 0.0
        self._showing = False
        self._glide = QTimer(self, interval=_STEP_MS)
        self._glide.timeout.connect(self._scroll_on)

    def movable_among(self, place: int) -> range:
        """The rows between which a row may stand; an empty range where it can't be moved."""
        return range(self.model().rowCount())

    def grip_rect(self, rect: QRectF) -> QRectF:
        """Where a row shows that it can be dragged."""
        return QRectF(rect.right() - 24, rect.center().y() - 6, 9, 12)

    def is_held(self, place: int) -> bool:
        """Whether a row follows the mouse."""
        return self._hold.held and place == self._hold.place

    def is_dragging(self) -> bool:
        """Whether any row does."""
        return self._hold.held

    def go_to(self, place: int) -> None:
        """Make a row the current one; nothing is signalled."""
        self._showing = True
        self.setCurrentIndex(self.model().index(place, 0))
        self._showing = False
        self.viewport().update()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if not self._showing and current.isValid() and current.row() != previous.row():
            self.chosen.emit(current.row())

    # ------------------------------------------------------------ mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        place = self.indexAt(event.position().toPoint()).row()
        if event.button() is Qt.MouseButton.LeftButton and place >= 0 and len(self.movable_among(place)) > 1:
            self._hold = reordering.pressed(place, event.position().y())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._hold.place < 0 or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        self._mouse_y = event.position().y()
        self._follow()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        hold = self._hold
        self.let_go()
        if hold.held:
            self.clicked_row(event)
            if hold.target != hold.place:
                self.moved.emit(hold.place, hold.target)
            return
        super().mouseReleaseEvent(event)

    def _follow(self) -> None:
        self._hold = reordering.moved(
            self._hold, self._mouse_y, self._edges(), self.movable_among(self._hold.place)
        )
        if not self._hold.held:
            return
        self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        self.viewport().update()
        if self._pull() and not self._glide.isActive():
            self._glide.start()

    def _pull(self) -> int:
        """Which way the list scrolls while a row is held at its edge."""
        if self._mouse_y < _EDGE:
            return -1
        return 1 if self._mouse_y > self.viewport().height() - _EDGE else 0

    def _scroll_on(self) -> None:
        bar = self.verticalScrollBar()
        before = bar.value()
        bar.setValue(before + self._pull() * _STEP)
        if not self._hold.held or bar.value() == before:
            self._glide.stop()
            return
        self._follow()

    def row_top(self, place: int) -> float:
        """Where a row begins; below the title of its part where there is one over it."""
        return self.row_rect(place).top()

    def _edges(self) -> list[float]:
        """The tops of all rows, and the bottom of the last one that the held row may stand after."""
        last = self.movable_among(self._hold.place).stop
        edges = [self.row_top(place) for place in range(self.model().rowCount())]
        edges.append(0.0)
        edges[last] = self.row_rect(last - 1).bottom()
        return edges

    def let_go(self) -> None:
        """Nothing is held any more; a row that was stays where it stood."""
        self._hold = reordering.NOTHING
        self._glide.stop()
        self.viewport().unsetCursor()
        self.viewport().update()

    # ------------------------------------------------------------ keyboard

    def event(self, event: QEvent) -> bool:
        if self._hold.held and kept(event, Qt.Key.Key_Escape):
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _MOVES.get(Qt.Key(event.key()), 0)
        if self._hold.held and event.key() == Qt.Key.Key_Escape:
            self.let_go()
        elif step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            place = self.currentIndex().row()
            if place >= 0 and place + step in self.movable_among(place):
                self.moved.emit(place, place + step)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._hold.held:
            self.let_go()

    # ------------------------------------------------------------ painting

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._hold.held or self._hold.gap < 0:
            return
        painter, shown = QPainter(self.viewport()), theme.current()
        edges = self._edges()
        y = min(max(edges[self._hold.gap], 2), self.viewport().height() - 2)
        line = QRectF(10, y - 1, self.viewport().width() - 20, 2)
        painting.fill_round(painter, line, shown.accent, 1)
        painting.fill_round(painter, QRectF(7, y - 3, 6, 6), shown.accent, 3)

    @staticmethod
    def draw_grip(painter: QPainter, rect: QRectF) -> None:
        """Six dots: this can be dragged."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.current().text_faint)
        for column in (0, 1):
            for row in (-1, 0, 1):
                painter.drawEllipse(
                    QPointF(rect.center().x() - 2.5 + column * 5, rect.center().y() + row * 5), 1.2, 1.2
                )
        painter.restore()
