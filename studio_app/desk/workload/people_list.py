"""Everybody beside each other: who does most and who least."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from studio_app.desk import theme
from studio_app.desk.widgets import painting
from studio_app.desk.widgets.row_list import Index, RowDelegate, RowList, RowModel
from studio_app.desk.workload.model import Row

_ROW, _NAME, _VALUE, _FACE = 28, 92, 76, 18


class _Model(RowModel[Row]):
    def spoken(self, row: Row) -> str:
        return f"{row.face.name}: {row.words}"


class _Delegate(RowDelegate["PeopleLoads", _Model]):
    height = _ROW

    def paint_row(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        view = self._view
        shown, row, place = theme.current(), view.rows()[index.row()], index.row()
        current = row.face.id == view.current
        painter.save()
        if view.is_hovered(place):
            painting.fill_round(painter, rect, shown.raised, 6)
        middle = rect.center().y()
        painting.draw_avatar(painter, QRectF(rect.left() + 4, middle - _FACE / 2, _FACE, _FACE), row.face)
        weight = QFont.Weight.DemiBold if current else QFont.Weight.Normal
        name = QRectF(rect.left() + _FACE + 12, rect.top(), _NAME, rect.height())
        painting.draw_line(painter, name, row.face.first_name, shown.font("small", weight), shown.text)
        left, right = name.right() + 6, rect.right() - _VALUE - 8
        track = QRectF(left, middle - 4, max(0.0, right - left), 8)
        painting.fill_round(painter, track, shown.line_faint, 4)
        if row.value:
            filled = QRectF(track.left(), track.top(), max(6.0, track.width() * row.share), track.height())
            painting.fill_round(painter, filled, shown.accent if current else shown.opening_line, 4)
        value = QRectF(rect.right() - _VALUE, rect.top(), _VALUE - 6, rect.height())
        font = shown.font("caption", weight, tabular=True)
        painting.draw_line(painter, value, row.words, font, shown.text, Qt.AlignmentFlag.AlignRight)
        if view.shows_focus(place):
            painting.draw_ring(painter, rect)
        painter.restore()


class PeopleLoads(RowList):
    """The list.

    Signals:
        opened: id of a person who was clicked, or on whom Enter was pressed.
    """

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("people_loads")
        self.setAccessibleName(self.tr("Workload of everybody"))
        self._rows = _Model(self)
        self.current = ""
        self.setModel(self._rows)
        self.setItemDelegate(_Delegate(self, self._rows))

    def rows(self) -> tuple[Row, ...]:
        """Who is listed."""
        return self._rows.rows

    def show_rows(self, rows: tuple[Row, ...], current: str) -> None:
        """List others; `current` is the id of whom the page is about."""
        self.current = current
        self._rows.set_rows(rows)
        self.fit()
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = self.clicked_row(event)
        if place >= 0:
            self.opened.emit(self.rows()[place].face.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = self.currentIndex().row()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and 0 <= place < len(self.rows()):
            self.opened.emit(self.rows()[place].face.id)
            return
        super().keyPressEvent(event)
