"""The history as people read it: of one order or of the whole studio, filtered, page by page, and as a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from studio_app.actions.history_words import FieldChange, HistoryWords
from studio_app.actions.ports import Reading, Store
from studio_app.actions.progress import Progress
from studio_app.domain.history import HistoryEntry
from studio_app.domain.order import Order
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import Span
from studio_app.exchange.csv_table import Cell, csv_table

PAGE = 100
MOST_EXPORTED = 50_000

HEADER = ("When", "Who", "What", "Order", "Address", "Changed", "Before", "After", "Why", "Overruled")


@dataclass(frozen=True, slots=True)
class HistoryQuestion:
    """Which entries.

    Attributes:
        order, appointment: Ids of what it was about; "" for whatever it was.
        who: The whole name of who did it; "" for anybody.
        text: Words that all stand in it, in its order's address or in the agent's name.
        span: When it was; None for always.
    """

    order: str = ""
    appointment: str = ""
    who: str = ""
    text: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One entry in words.

    Attributes:
        address: Of its order, or of the appointment; "" where it was about neither.
        changes: What was before and after.
        overruled: The rules that staff overruled, one sentence each.
    """

    entry: HistoryEntry
    address: str
    changes: tuple[FieldChange, ...]
    overruled: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Some entries, newest first; `more` is where the next page begins, None at the end."""

    rows: tuple[HistoryRow, ...]
    more: HistoryEntry | None


class _Known(NamedTuple):
    studio: Studio
    words: HistoryWords
    orders: Mapping[str, Order]


def read_history(
    store: Store, now: datetime, asked: HistoryQuestion, before: HistoryEntry | None = None, limit: int = PAGE
) -> HistoryPage:
    """A page of the history, from the newest entry on, or after the last one of the page before.

    Raises:
        NotFound: there is no studio.
    """
    with store.reading() as reading:
        return page_of(reading, now, asked, before, limit)


def history_people(store: Store) -> tuple[str, ...]:
    """Who did something lately, by name."""
    with store.reading() as reading:
        return tuple(reading.active_people())


def export_history(
    store: Store, now: datetime, asked: HistoryQuestion, progress: Progress | None = None
) -> str:
    """The text of a CSV file with all entries that are asked for, newest first; a row for each thing that changed.

    Raises:
        NotFound: there is no studio.
        GivenUp: nobody wants it any more.
    """
    with store.reading() as reading:
        return csv_table(HEADER, _cells(reading, now, asked, progress or Progress()))


def page_of(
    reading: Reading,
    now: datetime,
    asked: HistoryQuestion,
    before: HistoryEntry | None = None,
    limit: int = PAGE,
) -> HistoryPage:
    """A page of the history in a view of the database that is open already."""
    entries = reading.history(
        order=asked.order,
        appointment=asked.appointment,
        who=asked.who,
        text=asked.text,
        span=asked.span,
        before=before,
        limit=limit + 1,
    )
    shown = entries[:limit]
    known = _known(reading, now, shown)
    rows = tuple(_row(known, entry) for entry in shown)
    return HistoryPage(rows, shown[-1] if len(entries) > limit else None)


def _known(reading: Reading, now: datetime, entries: Sequence[HistoryEntry]) -> _Known:
    """The names that are needed to say what the entries mean."""
    studio = reading.studio(now)
    orders = {order.id: order for order in reading.orders(entry.order for entry in entries if entry.order)}
    named = {
        str(values["agent"])
        for entry in entries
        for values in (entry.before, entry.after)
        if "agent" in values
    }
    agents = {agent.id: agent for agent in reading.agents() if agent.id in named} if named else {}
    return _Known(studio, HistoryWords(studio, agents), orders)


def _row(known: _Known, entry: HistoryEntry) -> HistoryRow:
    order = known.orders.get(entry.order)
    address = (
        order.property.address
        if order
        else str(entry.after.get("address") or entry.before.get("address") or "")
    )
    return HistoryRow(
        entry,
        address,
        known.words.changes(entry),
        known.words.overruled(entry),
    )


def _cells(
    reading: Reading, now: datetime, asked: HistoryQuestion, progress: Progress
) -> Iterator[tuple[Cell, ...]]:
    zone = reading.studio(now).settings.timezone
    before: HistoryEntry | None = None
    left = MOST_EXPORTED
    while left > 0:
        progress.at(0, 0)
        page = page_of(reading, now, asked, before, min(1000, left))
        for row in page.rows:
            yield from _table_rows(row, zone)
        left -= len(page.rows)
        before = page.more
        if before is None:
            return


def _table_rows(row: HistoryRow, zone: ZoneInfo) -> Iterator[tuple[Cell, ...]]:
    entry = row.entry
    when = f"{entry.at.astimezone(zone):%Y-%m-%d %H:%M:%S}"
    start = (when, entry.who, entry.action, entry.order, row.address)
    end = (entry.why, " ".join(row.overruled))
    for change in row.changes or (FieldChange("", "", ""),):
        yield (*start, change.name, change.before, change.after, *end)
