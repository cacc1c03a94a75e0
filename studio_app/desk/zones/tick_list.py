"""Lines with boxes to tick: who goes to a zone, or where a photographer goes."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from studio_app.desk import theme
from studio_app.desk.widgets import painting
from studio_app.desk.widgets.row_list import Index, RowDelegate, RowList, RowModel
from studio_app.desk.zones import drawing
from studio_app.desk.zones.model import Tick

_ROW, _SIDE = 32, 22


class _Model(RowModel[Tick]):
    def spoken(self, row: Tick) -> str:
        return f"{row.name}; {'covers it' if row.covers else 'does not cover it'}"

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if index.isValid() and role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if self.row(index).covers else Qt.CheckState.Unchecked
        return super().data(index, role)


class _Delegate(RowDelegate["TickList", _Model]):
    height = _ROW

    def paint_row(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        view = self._view
        shown, row, place = theme.current(), view.rows[index.row()], index.row()
        box = rect.adjusted(0, 1, 0, -1)
        if view.is_hovered(place):
            painting.fill_round(painter, box, shown.raised, 6)
        middle = rect.center().y()
        tick = QRectF(box.left() + 8, middle - painting.TICK / 2, painting.TICK, painting.TICK)
        painting.draw_tick(painter, tick, checked=row.covers)
        sign = QRectF(tick.right() + 10, middle - _SIDE / 2, _SIDE, _SIDE)
        if row.face is not None:
            painting.draw_avatar(painter, sign, row.face)
        elif row.swatch is not None:
            drawing.draw_swatch(painter, sign.adjusted(1, 1, -1, -1), row.swatch, 5)
        words = QRectF(sign.right() + 9, rect.top(), box.right() - sign.right() - 15, rect.height())
        weight = QFont.Weight.Medium if row.covers else QFont.Weight.Normal
        ink = shown.text if row.covers else shown.text_muted
        painting.draw_line(painter, words, row.name, shown.font("body", weight), ink)
        if view.shows_focus(place):
            painting.draw_ring(painter, box, 6)


class TickList(RowList):
    """The lines; a click or Space ticks one.

    Signals:
        ticked: key of the line, and whether it is ticked now.
    """

    ticked = Signal(str, bool)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._model = _Model(self)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self, self._model))

    @property
    def rows(self) -> tuple[Tick, ...]:
        """What is shown."""
        return self._model.rows

    def show_rows(self, rows: tuple[Tick, ...]) -> None:
        """Show these."""
        many = len(rows) != len(self.rows)
        self._model.set_rows(rows)
        if many:
            self.fit()
        if rows and not self.currentIndex().isValid():
            self.setCurrentIndex(self._model.index(0))
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = self.clicked_row(event)
        super().mouseReleaseEvent(event)
        self._toggle(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._toggle(self.currentIndex().row())
            return
        if event.text().isprintable() and event.text():
            event.ignore()  # letters are the page's commands
            return
        super().keyPressEvent(event)

    def _toggle(self, place: int) -> None:
        if 0 <= place < len(self.rows):
            row = self.rows[place]
            self.ticked.emit(row.key, not row.covers)
