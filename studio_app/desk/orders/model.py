"""The table's rows: all ids, and of the rows only those that somebody looked at."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from studio_app.actions.order_words import TITLES
from studio_app.desk.orders.columns import COLUMNS, Cell, cell
from studio_app.desk.wording import ENGLISH, Wording
from studio_app.domain.order_list import ListedOrder, OrderColumn
from studio_app.domain.studio import Studio

Index = QModelIndex | QPersistentModelIndex
MOST_KEPT = 2_000
"""Rows that are remembered; those far from what is looked at go first."""


@dataclass(frozen=True, eq=False)
class Ground:
    """What rows are read with."""

    studio: Studio
    now: datetime
    wording: Wording = ENGLISH


class OrdersModel(QAbstractTableModel):
    """Orders as rows, all columns that there are as columns; rows that are not read yet are blank."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids: tuple[str, ...] = ()
        self._rows: dict[str, ListedOrder] = {}
        self._fresh: set[str] = set()
        self._cells: dict[tuple[str, OrderColumn], Cell] = {}
        self._ground: Ground | None = None

    # ------------------------------------------------------------ what is known

    @property
    def ids(self) -> tuple[str, ...]:
        """The orders, in their order."""
        return self._ids

    def order(self, place: int) -> str:
        """The id of the order in a row; "" where there is none."""
        return self._ids[place] if 0 <= place < len(self._ids) else ""

    def place(self, order: str) -> int:
        """The row of an order; -1 where it is not listed."""
        try:
            return self._ids.index(order)
        except ValueError:
            return -1

    def row(self, place: int) -> ListedOrder | None:
        """The order in a row, if it was read."""
        return self._rows.get(self.order(place))

    def missing(self, first: int, last: int) -> tuple[str, ...]:
        """The orders of some rows, first and last included, that must be read (again)."""
        return tuple(key for key in self._ids[max(first, 0) : last + 1] if key not in self._fresh)

    # ------------------------------------------------------------ what is shown

    def show_list(self, ids: Sequence[str], rows: Iterable[ListedOrder], ground: Ground) -> bool:
        """Show another list, whose other rows are to be read (again); they stay as they were until then.

        Returns:
            Whether there are other rows, or in another order: then place and choice are lost.
        """
        same = self._ids == tuple(ids)
        if not same:
            self.beginResetModel()
            self._ids = tuple(ids)
        self._ground = ground
        self._fresh = set()
        self._cells = {}
        self._take(rows)
        if same:
            self._tell(0, len(self._ids) - 1)
        else:
            self.endResetModel()
        return not same

    def add_rows(self, rows: Iterable[ListedOrder], near: Collection[str]) -> None:
        """Take rows that were read; `near` are the orders that are looked at."""
        if len(self._rows) > MOST_KEPT:
            kept = set(near)
            self._rows = {key: row for key, row in self._rows.items() if key in kept}
            self._fresh &= kept
            self._cells = {}
        places = [place for place in map(self.place, self._take(rows)) if place >= 0]
        if places:
            self._tell(min(places), max(places))

    def _take(self, rows: Iterable[ListedOrder]) -> list[str]:
        found = {row.order.id: row for row in rows}
        for key, row in found.items():
            if self._rows.get(key) != row:
                self._rows[key] = row
                for column in COLUMNS:
                    self._cells.pop((key, column), None)
        self._fresh.update(found)
        return list(found)

    def _tell(self, first: int, last: int) -> None:
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(COLUMNS) - 1))

    def cell(self, place: int, column: OrderColumn) -> Cell:
        """What stands in a cell."""
        key = self.order(place)
        row = self._rows.get(key)
        if row is None or self._ground is None:
            return Cell()
        known = self._cells.get((key, column))
        if known is None:
            ground = self._ground
            known = cell(column, row, ground.studio, ground.now, ground.wording)
            self._cells[key, column] = known
        return known

    # ------------------------------------------------------------ Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            shown = self.cell(index.row(), COLUMNS[index.column()])
            separator = ", " if COLUMNS[index.column()] is OrderColumn.ADDRESS else " "
            return separator.join(filter(None, (shown.text, shown.rest)))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        across = orientation is Qt.Orientation.Horizontal
        if across and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            column = COLUMNS[section]
            metric = self._ground is not None and self._ground.wording.metric_area
            return "Square metres" if metric and column is OrderColumn.SIZE else _TITLES[column]
        return None


_TITLES: Mapping[OrderColumn, str] = TITLES
