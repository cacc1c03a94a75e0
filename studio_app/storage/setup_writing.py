"""The set-up as managers shape it: read as stored, and written change by change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Table, and_, delete, func, insert, select, update

from studio_app.domain.outside_event import OutsideEvent
from studio_app.domain.photographer import Photographer
from studio_app.domain.service import Package
from studio_app.domain.setup import ListChange, Setup, difference
from studio_app.storage import tables
from studio_app.storage.convert import event_values
from studio_app.storage.convert_setup import (
    Values,
    package_values,
    photographer_values,
    service_values,
    settings_values,
    zone_values,
)
from studio_app.storage.diaries import events_where
from studio_app.storage.loading import read_setup
from studio_app.storage.writing_base import WritingBase

_READ_ELSEWHERE = frozenset({"id", "calendar_known"})
"""Of a photographer's row: what stays as it is stored when somebody changes the rest."""


class SetupWriting(WritingBase):
    """What `actions.setup_ports` promises."""

    def setup(self) -> Setup:
        """The set-up as it was stored. Raises NotFound where there is no studio."""
        return read_setup(self._connection)

    def times_booked(self) -> Mapping[str, int]:
        """In how many appointments each photographer goes; only those who do."""
        who = tables.crew.c.photographer
        query = select(who, func.count()).group_by(who)
        return {key: int(count) for key, count in self._connection.execute(query)}

    def times_sold(self) -> Mapping[str, int]:
        """In how many appointments, and orders with something that waits, each service stands."""
        found: Counter[str] = Counter()
        for column in (tables.appointments.c.services, tables.orders.c.open):
            for services in self._connection.scalars(select(column)):
                found.update(set(services))
        return found

    def times_ordered(self) -> Mapping[str, int]:
        """In how many orders each package stands; only those that do."""
        found: Counter[str] = Counter()
        for packages in self._connection.scalars(select(tables.orders.c.packages)):
            found.update(set(packages))
        return found

    def loose_events(self, photographer: str) -> Sequence[OutsideEvent]:
        """A photographer's outside events that no connected calendar brought, in their order."""
        events = tables.events.c
        return events_where(self._connection, events.photographer == photographer, events.source.is_(None))

    def add_loose_events(self, events: Sequence[OutsideEvent]) -> None:
        """Add outside events that no connected calendar brings."""
        first = self._next(tables.events)
        rows = [event_values(event, first + place, None) for place, event in enumerate(events)]
        if rows:
            self._touch({event.photographer for event in events})
            for row in rows:
                self._connection.execute(insert(tables.events).values(row))

    def save_setup(self, setup: Setup) -> None:
        """Store a set-up in the place of the stored one; only what differs is written.

        Raises:
            NotFound: something that is removed is still referred to; nothing was written.
        """
        change = difference(self.setup(), setup)
        if change.nothing:
            return
        with self._whole("The studio"):
            number = self._begin()
            for package in change.packages.before:
                self._clear(tables.package_services, "package", package.id)
            self._remove(change.packages, tables.packages)
            linked = _linked_otherwise(change.photographers)
            for person in change.photographers.before:
                if person.id in linked:
                    self._let_go(person.id)
            self._remove(change.photographers, tables.photographers)
            if change.settings:
                self._connection.execute(update(tables.studio).values(settings_values(setup.settings)))
            self._put(change.services, tables.services, setup.services, service_values)
            self._put(change.zones, tables.zones, setup.zones, zone_values)
            self._put(change.packages, tables.packages, setup.packages, package_values)
            self._put_people(change.photographers, setup.photographers, number)
            self._link_packages(change.packages.after)
            self._link_people(person for person in change.photographers.after if person.id in linked)
            self._remove(change.services, tables.services)
            self._remove(change.zones, tables.zones)
            self._set_counter("setup", number)
        self._counters["setup"] = number

    # ------------------------------------------------------------ rows

    def _remove(self, change: ListChange[Any], table: Table) -> None:
        """Take away what is removed."""
        for item in change.removed:
            self._connection.execute(delete(table).where(table.c.id == item.id))

    def _let_go(self, photographer: str) -> None:
        for table in (tables.photographer_skills, tables.photographer_zones, tables.time_off):
            self._clear(table, "photographer", photographer)

    def _clear(self, table: Table, column: str, key: str) -> None:
        self._connection.execute(delete(table).where(table.c[column] == key))

    def _put(
        self,
        change: ListChange[Any],
        table: Table,
        items: Sequence[Any],
        values: Callable[[Any, int], Values],
    ) -> None:
        changed = {item.id for item in change.after}
        for place, item in enumerate(items):
            if item.id in changed:
                self._store(table, "id", values(item, place))
        self._number(change, table, items)

    def _put_people(
        self, change: ListChange[Photographer], people: Sequence[Photographer], number: int
    ) -> None:
        new = {item.id for item in change.added}
        changed = {item.id for item in change.after}
        for place, person in enumerate(people):
            values = photographer_values(person, place)
            if person.id in new:
                self._connection.execute(
                    insert(tables.photographers).values(values | {"diary_changed": number})
                )
            elif person.id in changed:
                kept = {key: value for key, value in values.items() if key not in _READ_ELSEWHERE}
                theirs = tables.photographers.c.id == person.id
                self._connection.execute(update(tables.photographers).where(theirs).values(kept))
        self._number(change, tables.photographers, people)

    def _number(self, change: ListChange[Any], table: Table, items: Sequence[Any]) -> None:
        """Positions follow the order of the list."""
        if change.order_after is None:
            return
        for place, item in enumerate(items):
            moved = and_(table.c.id == item.id, table.c.position != place)
            self._connection.execute(update(table).where(moved).values(position=place))

    def _link_packages(self, packages: Iterable[Package]) -> None:
        for package in packages:
            for place, service in enumerate(package.services):
                row = {"package": package.id, "position": place, "service": service}
                self._connection.execute(insert(tables.package_services).values(row))

    def _link_people(self, people: Iterable[Photographer]) -> None:
        # One by one: psycopg sends several as a pipeline, and logs a warning when one of them is refused.
        for person in people:
            for table, column, keys in (
                (tables.photographer_skills, "service", person.skills),
                (tables.photographer_zones, "zone", person.zones),
            ):
                for key in sorted(keys):
                    row = {"photographer": person.id, column: key}
                    self._connection.execute(insert(table).values(row))
            self._add_time_off(person.id, person.time_off)


def _linked_otherwise(change: ListChange[Photographer]) -> frozenset[str]:
    """Those whose skills, zones or time off are to be otherwise; a large team may have tens of thousands of them."""
    same = (
        new.id
        for old, new in change.changed
        if (old.skills, old.zones, old.time_off) == (new.skills, new.zones, new.time_off)
    )
    return frozenset(item.id for item in (*change.before, *change.after)) - frozenset(same)
