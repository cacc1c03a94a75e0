"""The list of orders as a table for a spreadsheet: the rows that are asked for, with the columns that are chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from studio_app.actions.order_words import TITLES, crew_words, ordered_words, standing_words, write_words
from studio_app.actions.ports import Reading, Store
from studio_app.actions.progress import Progress
from studio_app.domain.order_list import ListedOrder, OrderColumn, OrderQuestion
from studio_app.domain.studio import Studio
from studio_app.exchange.csv_table import Cell, csv_table

AT_ONCE = 1000
"""Rows that are read together."""


@dataclass(frozen=True, slots=True)
class _Row:
    studio: Studio
    now: datetime
    listed: ListedOrder

    def local(self, at: datetime) -> str:
        """An instant on the studio's wall, as spreadsheets sort it."""
        return f"{at.astimezone(self.studio.settings.timezone):%Y-%m-%d %H:%M}"


def export_orders(
    store: Store,
    now: datetime,
    asked: OrderQuestion,
    columns: Sequence[OrderColumn] = tuple(OrderColumn),
    progress: Progress | None = None,
) -> str:
    """The text of a CSV file with all orders that are asked for, sorted as asked.

    Raises:
        NotFound: there is no studio.
        GivenUp: nobody wants it any more.
    """
    with store.reading() as reading:
        rows = _rows(reading, now, asked, columns, progress or Progress())
        return csv_table([TITLES[column] for column in columns], rows)


def _rows(
    reading: Reading,
    now: datetime,
    asked: OrderQuestion,
    columns: Sequence[OrderColumn],
    progress: Progress,
) -> Iterator[list[Cell]]:
    studio = reading.studio(now)
    ids = reading.order_ids(asked)
    for start in range(0, len(ids), AT_ONCE):
        progress.at(start, len(ids))
        for listed in reading.listed_orders(ids[start : start + AT_ONCE]):
            row = _Row(studio, now, listed)
            yield [_CELLS[column](row) for column in columns]


def _visit(row: _Row) -> Cell:
    visit = row.listed.shown_visit(row.now)
    return row.local(visit.span.start) if visit else ""


def _whole(size: float | None) -> Cell:
    """A size without decimals that say nothing."""
    return int(size) if size is not None and size == int(size) else size


_CELLS: Mapping[OrderColumn, Callable[[_Row], Cell]] = {
    OrderColumn.VISIT: _visit,
    OrderColumn.ADDRESS: lambda row: row.listed.order.property.address,
    OrderColumn.AGENT: lambda row: row.listed.agent.name,
    OrderColumn.BROKERAGE: lambda row: row.listed.agent.brokerage,
    OrderColumn.SERVICES: lambda row: ordered_words(row.studio, row.listed.order),
    OrderColumn.CREW: lambda row: crew_words(row.studio, row.listed.shown_visit(row.now)),
    OrderColumn.STANDING: lambda row: standing_words(row.listed, row.now),
    OrderColumn.CALENDAR: lambda row: write_words(row.listed.write()),
    OrderColumn.DUE: lambda row: row.listed.order.due.isoformat() if row.listed.order.due else "",
    OrderColumn.TAKEN: lambda row: row.local(row.listed.order.created_at),
    OrderColumn.SIZE: lambda row: _whole(row.listed.order.property.square_feet),
    OrderColumn.PHONE: lambda row: row.listed.agent.phone,
    OrderColumn.EMAIL: lambda row: row.listed.agent.email,
    OrderColumn.NOTES: lambda row: row.listed.order.notes,
    OrderColumn.ID: lambda row: row.listed.order.id,
}
