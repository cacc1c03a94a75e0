"""A list to tick: a click or Space toggles a row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from studio_app.desk import theme
from studio_app.desk.widgets import painting
from studio_app.desk.widgets.keys import kept
from studio_app.desk.widgets.painting import TICK
from studio_app.desk.widgets.row_list import Index, RowDelegate, RowList, RowModel

_ROW = 28


@dataclass(frozen=True, slots=True)
class TickRow:
    """One row; `note` stands paler on the right, `faint` is of less account."""

    id: str
    text: str
    note: str = ""
    faint: bool = False


class _Model(RowModel[TickRow]):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.ticked: frozenset[str] = frozenset()

    def spoken(self, row: TickRow) -> str:
        ticked = "ticked" if row.id in self.ticked else "not ticked"
        return ", ".join(filter(None, (row.text, row.note, ticked)))


class _Delegate(RowDelegate["TickList", _Model]):
    height = _ROW

    def paint_row(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        view = self._view
        shown, row, place = theme.current(), view.rows()[index.row()], index.row()
        painter.save()
        if view.is_hovered(place):
            painting.fill_round(painter, rect, shown.raised, 6)
        tick = QRectF(rect.left() + 5, round(rect.center().y() - TICK / 2), TICK, TICK)
        painting.draw_tick(painter, tick, checked=row.id in view.ticked())
        font, small = shown.font("small", tabular=True), shown.font("caption")
        note = painting.text_width(row.note, small)
        room = QRectF(tick.right() + 8, rect.top(), rect.right() - tick.right() - note - 24, rect.height())
        painting.draw_line(painter, room, row.text, font, shown.text_muted if row.faint else shown.text)
        beside = QRectF(rect.right() - note - 10, rect.top(), note + 4, rect.height())
        painting.draw_line(painter, beside, row.note, small, shown.text_muted)
        if view.shows_focus(place):
            painting.draw_ring(painter, rect)
        painter.restore()


class TickList(RowList):
    """Rows with a tick each.

    Signals:
        changed: something else is ticked, by the user.
    """

    changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._rows = _Model(self)
        self.setModel(self._rows)
        self.setItemDelegate(_Delegate(self, self._rows))

    def rows(self) -> tuple[TickRow, ...]:
        """What is listed."""
        return self._rows.rows

    def ticked(self) -> frozenset[str]:
        """Ids of the rows that are ticked."""
        return self._rows.ticked

    def set_rows(self, rows: tuple[TickRow, ...], ticked: Iterable[str]) -> None:
        """List other rows; nothing is signalled."""
        self._rows.ticked = frozenset(ticked) & {row.id for row in rows}
        self._rows.set_rows(rows)
        self.fit()
        self.viewport().update()

    def tick_all(self) -> None:
        """Tick every row."""
        self._take(frozenset(row.id for row in self.rows()))

    def tick_none(self) -> None:
        """Tick no row."""
        self._take(frozenset())

    def _toggle(self, place: int) -> None:
        self._take(self.ticked() ^ {self.rows()[place].id})

    def _take(self, ticked: frozenset[str]) -> None:
        if ticked == self.ticked():
            return
        self._rows.ticked = ticked
        if self.rows():
            self._rows.dataChanged.emit(self._rows.index(0), self._rows.index(len(self.rows()) - 1))
        self.viewport().update()
        self.changed.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = self.clicked_row(event)
        if place >= 0:
            self._toggle(place)

    def event(self, event: QEvent) -> bool:
        return kept(event, Qt.Key.Key_Space) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = self.currentIndex().row()
        if event.key() == Qt.Key.Key_Space and 0 <= place < len(self.rows()):
            self._toggle(place)
            return
        super().keyPressEvent(event)
