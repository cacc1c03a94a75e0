"""What was done in the calendar, one row a change."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRectF, Signal
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QWidget

from studio_app.desk import theme
from studio_app.desk.calendars.model import ChangeRow
from studio_app.desk.widgets import painting
from studio_app.desk.widgets.row_list import Index, RowDelegate, RowList, RowModel

_ROW, _PAD, _FACE = 68, 12, 24


class _Model(RowModel[ChangeRow]):
    def spoken(self, row: ChangeRow) -> str:
        return "; ".join(part for part in (row.title, row.what, row.detail) if part)


class _Delegate(RowDelegate["ChangeList", _Model]):
    height = _ROW

    def paint_row(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        shown, row, place = theme.current(), self._model.row(index), index.row()
        box = rect.adjusted(4, 2, -4, -2)
        if self._view.currentIndex().row() == place:
            painting.fill_round(painter, box, shown.accent_soft, 8)
        elif self._view.is_hovered(place):
            painting.fill_round(painter, box, shown.raised, 8)
        left = rect.left() + _PAD
        if row.face is not None:
            disc = QRectF(left, rect.top() + 10, _FACE, _FACE)
            painting.draw_avatar(painter, disc, row.face)
        left += _FACE + 10
        width = rect.right() - _PAD - left
        title = QRectF(left, rect.top() + 8, width, 17)
        painting.draw_line(painter, title, row.title, shown.font("body", QFont.Weight.DemiBold), shown.text)
        small = shown.font("caption")
        detail = QRectF(left, rect.top() + 26, width, 15)
        painting.draw_line(painter, detail, row.detail, small, shown.text_muted)
        what = QRectF(left, rect.top() + 42, width, 16)
        strong = shown.font("caption", QFont.Weight.DemiBold)
        painting.draw_line(painter, what, row.what, strong, shown.warning)
        if self._view.shows_focus(place):
            painting.draw_ring(painter, box, 8)


class ChangeList(RowList):
    """The changes that wait for somebody.

    Signals:
        chosen: key of the row that is looked at.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("calendar_changes")
        self.setAccessibleName(self.tr("Changes made in the calendar"))
        self._model = _Model(self)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self, self._model))

    def show_rows(self, rows: tuple[ChangeRow, ...]) -> None:
        """Show these; the one that is looked at stays, or the next one takes its place."""
        key, place = self.key(), max(self.currentIndex().row(), 0)
        if rows == self._model.rows:
            return
        self._model.set_rows(rows)
        self.fit()
        keys = [row.key for row in rows]
        self.choose(keys.index(key) if key in keys else min(place, len(rows) - 1))
        self.viewport().update()

    def rows(self) -> tuple[ChangeRow, ...]:
        """What is shown."""
        return self._model.rows

    def key(self) -> str:
        """Key of the row that is looked at; "" without rows."""
        place = self.currentIndex().row()
        return self._model.rows[place].key if 0 <= place < len(self._model.rows) else ""

    def choose(self, place: int) -> None:
        """Look at a row."""
        self.setCurrentIndex(self._model.index(place) if place >= 0 else QModelIndex())
        self.chosen.emit(self.key())

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        super().currentChanged(current, previous)
        self.viewport().update()
        self.chosen.emit(self.key())
