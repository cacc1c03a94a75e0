"""Calendars written: which are connected, what was read from them, and how events of ours were seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Row, Table, delete, insert, select, update

from studio_app.domain.account import Account
from studio_app.domain.calendar_event import Seen
from studio_app.domain.calendar_item import CalendarItem, Pull
from studio_app.domain.calendar_rules import CalendarRules
from studio_app.domain.calendar_source import CalendarSource
from studio_app.domain.outside_event import OutsideEvent
from studio_app.storage import tables
from studio_app.storage.connected import RULES_SETTING
from studio_app.storage.convert import EVENT_COLUMNS, event_of, event_values
from studio_app.storage.convert_calendars import (
    account_values,
    item_of,
    item_values,
    primary_values,
    rules_value,
    seen_values,
    source_of,
    source_values,
)
from studio_app.storage.rows import batches
from studio_app.storage.types import storable
from studio_app.storage.writing_base import WritingBase


class CalendarWriting(WritingBase):
    """The part of `actions.ports.Writing` that is about calendars."""

    # ------------------------------------------------------------ photographers' calendars

    def save_source(self, source: CalendarSource) -> None:
        """Add or change a calendar source (by id). Where it becomes another calendar or another photographer's, what
        was read before is forgotten, and it is unread. Raises NotFound where its photographer is not stored."""
        sources = tables.calendar_sources
        with self._whole("The calendar"):
            row = self._connection.execute(select(sources).where(sources.c.id == source.id)).first()
            if row and _place(source_of(row)) != _place(source):
                self._forget_read(source.id)
                source = replace(source, read_at=None, cursor="", window=None)
            self._store(sources, "id", source_values(source), position=self._next(sources, "position"))

    def remove_source(self, source_id: str) -> None:
        """Forget a calendar source and the events that came from it."""
        with self._whole("The calendar"):
            self._forget_read(source_id)
            sources = tables.calendar_sources
            self._connection.execute(delete(sources).where(sources.c.id == source_id))

    def take_pull(
        self,
        before: CalendarSource,
        after: CalendarSource,
        pull: Pull,
        events: Mapping[str, Sequence[OutsideEvent]],
    ) -> bool:
        """Store what was read from a photographer's calendar, all of it or nothing: the source as it is after, the
        items, and the events by series.

        Replaced are the events of every series in `events`, and of every series whose items the pull changed or
        removed: one that `events` doesn't name has none any more. Where the pull is whole, all are replaced. What is as
        it was is not written again, so that a diary only changes with its events.

        Returns:
            False, and nothing stored, where the source was removed, changed or read by another desk since `before`.

        Raises:
            NotFound: the photographer is not stored.
        """
        sources = tables.calendar_sources
        row = self._connection.execute(select(sources).where(sources.c.id == before.id)).first()
        if row is None or source_of(row) != before:
            return False
        new = {storable(series): list(found) for series, found in events.items()}
        with self._whole("The calendar"):
            touched = self._take_items(before.id, pull)
            self._take_events(before.id, new, None if pull.whole else touched.union(new))
            same = sources.c.id == before.id
            self._connection.execute(update(sources).where(same).values(source_values(after)))
        return True

    def _take_items(self, source: str, pull: Pull) -> set[str]:
        """Store the items of a pull; returns the series that they changed."""
        items = tables.calendar_items
        new = {storable(item.id): item for item in pull.items}
        gone = {storable(key) for key in pull.gone}
        rows = self._rows_of(items, source, "id", None if pull.whole else gone.union(new))
        stored = {row.id: row for row in rows}
        same = {key for key, item in new.items() if key in stored and _is_same(item, stored[key])}
        leaving = [row for key, row in stored.items() if key not in same]
        coming = [item for key, item in new.items() if key not in same]
        self._delete_numbers(items, [row.number for row in leaving])
        first = self._next(items)
        values = [item_values(item, number, source) for number, item in enumerate(coming, first)]
        if values:
            self._connection.execute(insert(items), values)
        return {row.series for row in leaving} | {storable(item.series) for item in coming}

    def _take_events(
        self, source: str, new: Mapping[str, list[OutsideEvent]], touched: Collection[str] | None
    ) -> None:
        """Put events in the place of those of the touched series; of all where nothing is said."""
        stored: dict[str, list[Row[Any]]] = defaultdict(list)
        for row in self._rows_of(tables.events, source, "series", touched):
            stored[row.series].append(row)
        same = {series for series in stored if [event_of(row) for row in stored[series]] == new.get(series)}
        leaving = [row for series, rows in stored.items() if series not in same for row in rows]
        self._delete_numbers(tables.events, [row.number for row in leaving])
        self._touch({row.photographer for row in leaving})
        self._add_events(source, {series: found for series, found in new.items() if series not in same})

    def _add_events(self, source: str, events: Mapping[str, Iterable[OutsideEvent]]) -> None:
        first = self._next(tables.events)
        found = ((series, event) for series, those in events.items() for event in those)
        values = [
            event_values(event, number, source, series) for number, (series, event) in enumerate(found, first)
        ]
        if values:
            self._connection.execute(insert(tables.events), values)
            self._touch({row["photographer"] for row in values})

    def _rows_of(
        self, table: Table, source: str, column: str, keys: Collection[str] | None
    ) -> Iterable[Row[Any]]:
        """The rows that came from a source, in the order they came in; only those with certain keys where given."""
        columns = [*EVENT_COLUMNS, table.c.number, table.c.series] if table is tables.events else [table]
        query = select(*columns).where(table.c.source == source).order_by(table.c.number)
        if keys is None:
            yield from self._connection.execute(query)
            return
        for some in batches(sorted(keys)):
            yield from self._connection.execute(query.where(table.c[column].in_(some)))

    def _delete_numbers(self, table: Table, numbers: Sequence[int]) -> None:
        for some in batches(numbers):
            self._connection.execute(delete(table).where(table.c.number.in_(some)))

    def _forget_read(self, source_id: str) -> None:
        self._forget_events(source_id)
        items = tables.calendar_items
        self._connection.execute(delete(items).where(items.c.source == source_id))

    def _forget_events(self, source_id: str) -> None:
        events = tables.events
        owners = select(events.c.photographer).where(events.c.source == source_id).distinct()
        self._touch(self._connection.scalars(owners).all())
        self._connection.execute(delete(events).where(events.c.source == source_id))

    # ------------------------------------------------------------ the primary calendar

    def save_primary(self, source: CalendarSource) -> None:
        """Choose the primary calendar, or keep what was read from it; where it is another one, what was seen in the
        one before is forgotten."""
        self._begin()
        if _place(self.primary()) != _place(source):
            self._connection.execute(delete(tables.seen))
        self._store(tables.primary_calendar, "number", primary_values(source) | {"number": 1})

    def see(self, seen: Iterable[Seen], gone: Collection[str] = ()) -> None:
        """Keep how events of ours were read last; forget those that are `gone` with their appointments."""
        new = {one.event: seen_values(one) for one in seen}
        if not new and not gone:
            return
        self._begin()
        table = tables.seen
        for some in batches(sorted({*new, *gone})):
            self._connection.execute(delete(table).where(table.c.event.in_(some)))
        kept = [values for key, values in new.items() if key not in gone]
        if kept:
            self._connection.execute(insert(table), kept)

    # ------------------------------------------------------------ accounts and rules

    def save_account(self, account: Account) -> None:
        """Add or change an account (by id)."""
        self._begin()
        accounts = tables.accounts
        self._store(accounts, "id", account_values(account), position=self._next(accounts, "position"))

    def remove_account(self, account_id: str) -> None:
        """Forget an account and its calendars, with the events that came from them. Where one of them is the primary
        calendar, the local one takes its place."""
        if not account_id:
            return
        accounts, sources, primary = tables.accounts, tables.calendar_sources, tables.primary_calendar
        with self._whole("The account"):
            for source in self._connection.scalars(
                select(sources.c.id).where(sources.c.account == account_id)
            ).all():
                self.remove_source(source)
            if self._connection.execute(delete(primary).where(primary.c.account == account_id)).rowcount:
                self._connection.execute(delete(tables.seen))
            self._connection.execute(delete(accounts).where(accounts.c.id == account_id))

    def save_calendar_rules(self, rules: CalendarRules) -> None:
        """Store what the studio decided about calendars."""
        self.set_setting(RULES_SETTING, rules_value(rules))

    def set_setting(self, name: str, value: str) -> None:
        """Store a setting of the desk."""
        self._begin()
        self._store(tables.desk_settings, "name", {"name": name, "value": value})


def _place(source: CalendarSource) -> tuple[str, ...]:
    return (source.photographer, source.id, source.kind, source.address)


def _is_same(item: CalendarItem, row: Row[Any]) -> bool:
    return item_of(row) == replace(item, id=row.id)
