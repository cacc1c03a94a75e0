"""The list of services, then packages: chosen, filtered, and dragged into another order."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFont, QHelpEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QToolTip, QWidget

from studio_app.desk import theme
from studio_app.desk.services import drawing
from studio_app.desk.services.content import NOT_OFFERED
from studio_app.desk.services.model import SellRow
from studio_app.desk.widgets import painting
from studio_app.desk.widgets.labels import plain_tip
from studio_app.desk.widgets.movable_list import MovableList
from studio_app.desk.widgets.row_list import Index, RowDelegate, RowModel

_ROW, _CAPTION, _PAD, _TEXT = 50, 30, 12, 38


class _Model(RowModel[SellRow]):
    def starts(self, place: int) -> str:
        """The title over a row that begins a part of the list."""
        row = self.rows[place]
        if place and self.rows[place - 1].package == row.package:
            return ""
        return self.tr("Packages") if row.package else self.tr("Services")

    def spoken(self, row: SellRow) -> str:
        kind = self.tr("package") if row.package else ""
        offered = "" if row.offered else NOT_OFFERED
        return ", ".join(filter(None, (row.name, kind, row.minutes, row.problem or row.note, offered)))


class _Delegate(RowDelegate["SellList", _Model]):
    def row_height(self, index: Index, width: int) -> int:
        return _ROW + (_CAPTION if self._model.starts(index.row()) else 0)

    def paint_row(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        shown, row, place = theme.current(), self._model.row(index), index.row()
        if title := self._model.starts(place):
            caption = QRectF(rect.left() + _PAD, rect.top() + 9, rect.width() - 2 * _PAD, 16)
            font = shown.font("caption", QFont.Weight.DemiBold)
            painting.draw_line(painter, caption, title, font, shown.text_muted)
        body = self._view.body_rect(rect, place)
        ground = body.adjusted(0, 1, 0, -1)
        if self._view.is_held(place):
            painting.fill_round(painter, ground, shown.busy, 8)
        elif self._view.is_shown(place):
            painting.fill_round(painter, ground, shown.accent_soft, 8)
        elif self._view.is_hovered(place):
            painting.fill_round(painter, ground, shown.raised, 8)
        self._paint_words(painter, body, row, place)
        if self._view.shows_focus(place):
            painting.draw_ring(painter, ground, 8)

    def _paint_words(self, painter: QPainter, body: QRectF, row: SellRow, place: int) -> None:
        shown = theme.current()
        left, right = body.left() + _TEXT, body.right() - _PAD
        words = _note(row)
        top = body.top() + (9 if words else 16)
        middle = QPointF(body.left() + 20, top + 9)
        if row.colour is None:
            drawing.draw_sign(painter, middle, "package", 16, "text_muted" if row.offered else "text_faint")
        else:
            drawing.draw_dot(painter, middle, row.colour, pale=not row.offered)
        if self._view.is_hovered(place) or self._view.is_shown(place):
            grip = self._view.grip_rect(body)
            self._view.draw_grip(painter, grip)
            right = grip.left() - 8
        small = shown.font("caption", tabular=True)
        width = painting.text_width(row.minutes, small) + 2
        minutes = QRectF(right - width, top, width, 18)
        painting.draw_line(
            painter, minutes, row.minutes, small, shown.text_muted, Qt.AlignmentFlag.AlignRight
        )
        name = QRectF(left, top, minutes.left() - left - 8, 18)
        ink = shown.text if row.offered else shown.text_muted
        painting.draw_line(painter, name, row.name, shown.font("body", QFont.Weight.DemiBold), ink)
        self._paint_note(painter, QRectF(left, body.top() + 27, right - left, 16), row, words)

    @staticmethod
    def _paint_note(painter: QPainter, box: QRectF, row: SellRow, words: str) -> None:
        shown = theme.current()
        ink = shown.text_muted
        if row.problem and row.offered:
            drawing.draw_sign(painter, QPointF(box.left() + 6, box.center().y()), "warning", 13, "warning")
            box, ink = box.adjusted(17, 0, 0, 0), shown.warning
        painting.draw_line(painter, box, words, shown.font("caption"), ink)


def _note(row: SellRow) -> str:
    """The second line of a row: what stands in its way, else what it is."""
    if not row.offered:
        return " \N{MIDDLE DOT} ".join(filter(None, (NOT_OFFERED.capitalize(), row.note)))
    return row.problem or row.note


class SellList(MovableList):
    """The list.

    Signals:
        menu_requested: key of the row, and where on the screen.
        remove_requested: key of the row; the Delete key was pressed on it.
        add_requested: the Insert key was pressed.
    """

    menu_requested = Signal(str, QPoint)
    remove_requested = Signal(str)
    add_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sell_list")
        self.setAccessibleName(self.tr("Services and packages"))
        self._rows = _Model(self)
        self.setModel(self._rows)
        self.setItemDelegate(_Delegate(self, self._rows))
        self._key, self._filtered = "", False

    def show_rows(self, rows: tuple[SellRow, ...], key: str, *, filtered: bool = False) -> None:
        """Show these, with the one of that key looked at; filtered ones can't be put into another order."""
        if rows != self._rows.rows:
            self.let_go()
            self._rows.set_rows(rows)
            self.fit()
        self._key, self._filtered = key, filtered
        place = next((at for at, row in enumerate(rows) if row.key == key), -1)
        if place >= 0 and place != self.currentIndex().row():
            self.go_to(place)
        self.viewport().update()

    def rows(self) -> tuple[SellRow, ...]:
        """What is shown."""
        return self._rows.rows

    def is_shown(self, place: int) -> bool:
        """Whether the details are those of a row."""
        return self._rows.rows[place].key == self._key

    def body_rect(self, rect: QRectF, place: int) -> QRectF:
        """A row without the title over it."""
        return rect.adjusted(8, _CAPTION if self._rows.starts(place) else 0, -8, 0)

    def row_top(self, place: int) -> float:
        return self.body_rect(self.row_rect(place), place).top()

    def movable_among(self, place: int) -> range:
        if self._filtered:
            return range(0)
        services = sum(not row.package for row in self._rows.rows)
        return range(services, len(self._rows.rows)) if self._rows.rows[place].package else range(services)

    def row_point(self, place: int) -> QPoint:
        """Middle of a row without its title, in the viewport."""
        return self.body_rect(self.row_rect(place), place).center().toPoint()

    # ------------------------------------------------------------ hands

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = self.currentIndex().row()
        if event.key() == Qt.Key.Key_Delete and place >= 0:
            self.remove_requested.emit(self._rows.rows[place].key)
        elif event.key() == Qt.Key.Key_Insert:
            self.add_requested.emit()
        elif event.key() == Qt.Key.Key_Menu and place >= 0:
            self._ask_menu(place, self.row_rect(place).center().toPoint())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = self.indexAt(event.pos()).row()
        if place >= 0:
            self._ask_menu(place, event.pos())

    def _ask_menu(self, place: int, at: QPoint) -> None:
        self.menu_requested.emit(self._rows.rows[place].key, self.viewport().mapToGlobal(at))

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            place = self.indexAt(event.pos()).row()
            row = self._rows.rows[place] if place >= 0 else None
            words = [row.name, row.problem or row.note] if row else []
            QToolTip.showText(event.globalPos(), plain_tip("\n".join(filter(None, words))), self)
            return True
        return super().viewportEvent(event)
