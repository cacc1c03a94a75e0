"""The list under a field: what is known and fits to what is typed.

It is a child of the window and never takes the focus: the field keeps it and hands the keys on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from studio_app.desk import theme
from studio_app.desk.people import Face
from studio_app.desk.widgets import painting
from studio_app.desk.widgets.row_list import Index, RowDelegate, RowList, RowModel

_ROW = 34
_SECTION = 26
_PAD = 10
_EDGE = 4
_MOST_ROWS = 8


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line of the list.

    Attributes:
        key: What it stands for; given back when it is chosen.
        detail: Follows the title, paler.
        note: Stands at the right end.
        action: It does something (make a new agent) instead of being something that is known.
        section: Title above the first line of its kind; "" without.
    """

    key: str
    title: str
    detail: str = ""
    note: str = ""
    face: Face | None = None
    action: bool = False
    section: str = ""


class _Model(RowModel[Suggestion]):
    def spoken(self, row: Suggestion) -> str:
        return ", ".join(part for part in (row.title, row.detail, row.note) if part)

    def starts_section(self, place: int) -> bool:
        section = self.rows[place].section
        return bool(section) and (place == 0 or self.rows[place - 1].section != section)


class _Delegate(RowDelegate[RowList, _Model]):
    def row_height(self, index: Index, width: int) -> int:
        return _ROW + (_SECTION if self._model.starts_section(index.row()) else 0)

    def paint_row(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        shown, row = theme.current(), self._model.row(index)
        if self._model.starts_section(index.row()):
            caption = QRectF(rect.left() + _PAD, rect.top() + 4, rect.width() - 2 * _PAD, _SECTION - 4)
            font = shown.font("caption", QFont.Weight.DemiBold)
            painting.draw_line(painter, caption, row.section, font, shown.text_muted)
            rect = rect.adjusted(0, _SECTION, 0, 0)
        if index.row() == self._view.currentIndex().row():
            painting.fill_round(painter, rect.adjusted(0, 1, 0, -1), shown.accent_soft, 6)
        self._paint_words(painter, rect.adjusted(_PAD, 0, -_PAD, 0), row)

    def _paint_words(self, painter: QPainter, rect: QRectF, row: Suggestion) -> None:
        shown = theme.current()
        if row.face is not None:
            disc = QRectF(
                rect.left(), rect.center().y() - painting.AVATAR / 2, painting.AVATAR, painting.AVATAR
            )
            painting.draw_avatar(painter, disc, row.face)
            rect = rect.adjusted(painting.AVATAR + 8, 0, 0, 0)
        body = shown.font("body")
        if row.note:
            small = shown.font("caption")
            width = min(painting.text_width(row.note, small), rect.width() / 2)
            right = rect.adjusted(rect.width() - width, 0, 0, 0)
            painting.draw_line(painter, right, row.note, small, shown.text_muted, Qt.AlignmentFlag.AlignRight)
            rect = rect.adjusted(0, 0, -width - 8, 0)
        title = shown.font("body", QFont.Weight.Medium)
        color = shown.accent if row.action else shown.text
        painting.draw_line(painter, rect, row.title, title, color)
        used = painting.text_width(row.title, title) + 8
        if row.detail and used < rect.width():
            rest = rect.adjusted(used, 0, 0, 0)
            painting.draw_line(painter, rest, f"· {row.detail}", body, shown.text_muted)


class Suggestions(QFrame):
    """The list itself; `owner` is the field that it belongs to.

    Signals:
        chosen: the Suggestion that the user took.
    """

    chosen = Signal(object)

    def __init__(self, owner: QWidget, name: str, *, width: int = 0) -> None:
        super().__init__(owner)
        self._owner, self._width = owner, width
        self.setObjectName("suggestions")
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list = RowList(self)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setAccessibleName(name)
        self._model = _Model(self._list)
        self._list.setModel(self._model)
        self._list.setItemDelegate(_Delegate(self._list, self._model))
        self._list.clicked.connect(self._clicked)
        self._list.entered.connect(self._list.setCurrentIndex)
        box = QVBoxLayout(self)
        box.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        box.addWidget(self._list)
        self.hide()

    def offer(self, rows: tuple[Suggestion, ...], current: int = 0) -> None:
        """Show these under the owner, one of them (or none: -1) ready to be taken; nothing hides the list."""
        if not rows or not self._owner.isVisible():
            self.hide()
            return
        self._model.set_rows(rows)
        self._list.setCurrentIndex(self._model.index(current) if current >= 0 else self._model.index(-1, 0))
        self._place()
        self.show()
        self.raise_()
        self._list.viewport().update()
        self._say_current()

    def rows(self) -> tuple[Suggestion, ...]:
        """What is offered."""
        return self._model.rows if self.isVisible() else ()

    def current(self) -> Suggestion | None:
        """What Enter would take."""
        place = self._list.currentIndex().row()
        return self._model.rows[place] if self.isVisible() and 0 <= place < len(self._model.rows) else None

    def row_center(self, place: int) -> QPoint:
        """Middle of a line, in the coordinates of `surface()`."""
        return self._list.row_rect(place).center().toPoint()

    def surface(self) -> QWidget:
        """The widget that takes the mouse."""
        return self._list.viewport()

    def take_key(self, event: QKeyEvent) -> bool:
        """Act on a key of the owner; says whether it was for the list."""
        if not self.isVisible():
            return False
        moves: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Down: lambda: self._move(1),
            Qt.Key.Key_Up: lambda: self._move(-1),
            Qt.Key.Key_PageDown: lambda: self._move(_MOST_ROWS),
            Qt.Key.Key_PageUp: lambda: self._move(-_MOST_ROWS),
            Qt.Key.Key_Escape: self.hide,
        }
        move = moves.get(event.key())
        if move is not None:
            move()
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self.take_current()
        return False

    def take_current(self) -> bool:
        """Choose what is marked; says whether anything was."""
        row = self.current()
        if row is None:
            return False
        self.hide()
        self.chosen.emit(row)
        return True

    def _move(self, step: int) -> None:
        count = len(self._model.rows)
        place = self._list.currentIndex().row()
        target = (0 if step > 0 else count - 1) if place < 0 else min(max(place + step, 0), count - 1)
        self._list.setCurrentIndex(self._model.index(target))
        self._say_current()

    def _say_current(self) -> None:
        """Tell a screen reader what is marked: the focus stays in the field, so nothing else would."""
        row = self.current()
        if row is not None and QAccessible.isActive():
            QAccessible.updateAccessibility(
                QAccessibleAnnouncementEvent(self._owner, self._model.spoken(row))
            )

    def _clicked(self, index: Index) -> None:
        self.hide()
        self.chosen.emit(self._model.row(index))

    def _place(self) -> None:
        window = self._owner.window()
        if self.parentWidget() is not window:
            self.setParent(window)
            window.installEventFilter(self)
        corner = self._owner.mapTo(window, QPoint(0, self._owner.height() + 4))
        width = min(max(self._owner.width(), self._width), window.width() - 16)
        self.resize(width, self.height())
        self._list.resize(width - 2 * _EDGE, self._list.height())
        self._list.fit()
        visible = sum(self._list.sizeHintForRow(row) for row in range(min(_MOST_ROWS, len(self._model.rows))))
        room = window.height() - corner.y() - 8
        height = visible + 2 * _EDGE
        if height > room and corner.y() > window.height() / 2:
            corner.setY(max(8, corner.y() - self._owner.height() - 8 - height))
        else:
            height = min(height, max(room, _ROW))
        corner.setX(max(8, min(corner.x(), window.width() - width - 8)))
        self.setGeometry(corner.x(), corner.y(), width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self.hide()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: object) -> None:
        shown = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(shown.busy_line)
        painter.setBrush(shown.surface)
        radius = shown.metrics.radius_control
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
