"""The list of what comes up: days off, other hours, closed dates."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from studio_app.desk import icons, theme
from studio_app.desk.days_off import model
from studio_app.desk.days_off.model import DaysState
from studio_app.desk.widgets import painting
from studio_app.desk.widgets.keys import kept
from studio_app.desk.widgets.row_list import Index, RowDelegate, RowList, RowModel
from studio_app.domain.days_off import Stretch

_ROW, _BIN = 42, 30


class _Model(RowModel[Stretch]):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.state = model.NO_STATE

    def spoken(self, row: Stretch) -> str:
        when = model.stretch_when(row, self.state.today, self.state.wording)
        return f"{when}: {model.stretch_what(row, self.state)}"


class _Delegate(RowDelegate["ComingList", _Model]):
    height = _ROW

    def paint_row(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        view = self._view
        shown, row, place = theme.current(), view.rows()[index.row()], index.row()
        painter.save()
        if view.is_hovered(place):
            painting.fill_round(painter, rect, shown.raised, 6)
            picture = icons.pixmap("trash", shown.text_muted, 16, view.devicePixelRatioF())
            painter.drawPixmap(int(rect.right() - _BIN + 6), int(rect.center().y() - 8), picture)
        box = rect.adjusted(6, 0, -(_BIN if view.is_hovered(place) else 6), 0)
        state = view.days()
        when = model.stretch_when(row, state.today, state.wording)
        upper = QRectF(box.left(), box.top() + 4, box.width(), box.height() / 2 - 3)
        painting.draw_line(painter, upper, when, shown.font("small", tabular=True), shown.text)
        lower = upper.translated(0, upper.height() + 1)
        what = model.stretch_what(row, state)
        painting.draw_line(painter, lower, what, shown.font("caption"), shown.text_muted)
        if view.shows_focus(place):
            painting.draw_ring(painter, rect)
        painter.restore()


class ComingList(RowList):
    """What comes up.

    Signals:
        opened: the Stretch that was clicked, or on which Enter was pressed.
        removed: the Stretch that shall be as usual again.
    """

    opened = Signal(object)
    removed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("coming_list")
        self.setAccessibleName(self.tr("What comes up"))
        self._rows = _Model(self)
        self.setModel(self._rows)
        self.setItemDelegate(_Delegate(self, self._rows))

    def rows(self) -> tuple[Stretch, ...]:
        """What is listed."""
        return self._rows.rows

    def days(self) -> DaysState:
        """Whose days they are."""
        return self._rows.state

    def set_state(self, state: DaysState) -> None:
        """List other days."""
        self._rows.state = state
        self._rows.set_rows(state.coming)
        self.fit()
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = self.clicked_row(event)
        if place < 0:
            return
        over_bin = event.position().x() >= self.row_rect(place).right() - _BIN
        (self.removed if over_bin else self.opened).emit(self.rows()[place])

    def event(self, event: QEvent) -> bool:
        return kept(event, Qt.Key.Key_Delete, Qt.Key.Key_Backspace) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = self.currentIndex().row()
        if 0 <= place < len(self.rows()):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
                self.opened.emit(self.rows()[place])
                return
            if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                self.removed.emit(self.rows()[place])
                return
        super().keyPressEvent(event)
