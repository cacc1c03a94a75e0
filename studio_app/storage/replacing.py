"""A whole studio put in the place of the stored one: import, demo, first start."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select

from studio_app.domain.appointment import Appointment, Part
from studio_app.domain.calendar_source import CalendarSource
from studio_app.domain.photographer import Photographer
from studio_app.domain.studio import Studio
from studio_app.errors import DoubleBooking
from studio_app.storage import tables
from studio_app.storage.connected import read_sources
from studio_app.storage.convert import appointment_values, crew_values, event_values, own_of
from studio_app.storage.convert_calendars import source_values
from studio_app.storage.convert_setup import (
    Values,
    package_values,
    photographer_values,
    service_values,
    settings_values,
    zone_values,
)

# Children first.
_REPLACED = (
    tables.crew,
    tables.appointments,
    tables.events,
    tables.calendar_sources,
    tables.time_off,
    tables.photographer_zones,
    tables.photographer_skills,
    tables.photographers,
    tables.zones,
    tables.package_services,
    tables.packages,
    tables.services,
    tables.studio,
)


def replace_all(connection: Connection, studio: Studio, change: int, now: datetime) -> None:
    """Delete what is stored of a studio and store this one; `change` is the number of the transaction's changes.

    An appointment that was stored before keeps its order where the new one names none, and gets a version that is
    newer than what any desk has seen. The calendar sources of photographers who stay are kept, to be read again before
    their photographers count as known.

    Raises:
        DoubleBooking: two live appointments of one photographer overlap.
    """
    _refuse_double_booking(studio, now)
    sources = read_sources(connection)
    visits = tables.appointments.c
    kept = ("id", "version", "state", "order_id", "part", "address", "own", "reason", "no_show")
    stored = {row.id: row for row in connection.execute(select(*(visits[name] for name in kept)))}
    for table in _REPLACED:
        connection.execute(delete(table))
    staying = [source for source in sources if source.photographer in studio.photographer_by_id]
    _insert_setup(connection, studio, change, {source.photographer for source in staying})
    _insert_sources(connection, staying)
    _insert_events(connection, studio, staying)
    _insert_appointments(connection, (_continued(item, stored) for item in studio.appointments.values()), now)


def _refuse_double_booking(studio: Studio, now: datetime) -> None:
    """The database would refuse it too, but could not say which two."""
    for person in studio.photographers:
        live = [visit for visit in studio.diaries[person.id].appointments if visit.blocks_at(now)]
        live.sort(key=lambda visit: visit.span.start)
        for first, second in pairwise(live):
            if first.span.overlaps(second.span):
                raise DoubleBooking(
                    f"{person.name} has two appointments at the same time, {first.id} and {second.id}."
                )


def _insert_setup(connection: Connection, studio: Studio, change: int, read_again: set[str]) -> None:
    def photographer(person: Photographer, position: int) -> Values:
        # Whose calendars are read is unknown until they were, and known then, whatever a studio file says.
        known = person.calendar_known or person.id in read_again
        values = photographer_values(replace(person, calendar_known=known), position)
        return values | {"diary_changed": change}

    def store(table: Table, rows: Iterable[Values]) -> None:
        values = list(rows)
        if values:
            connection.execute(insert(table), values)

    store(tables.studio, [settings_values(studio.settings)])
    store(tables.services, (service_values(item, at) for at, item in enumerate(studio.services)))
    store(tables.packages, (package_values(item, at) for at, item in enumerate(studio.packages)))
    store(
        tables.package_services,
        (
            {"package": package.id, "position": at, "service": service}
            for package in studio.packages
            for at, service in enumerate(package.services)
        ),
    )
    store(tables.zones, (zone_values(item, at) for at, item in enumerate(studio.zones)))
    people = studio.photographers
    store(tables.photographers, (photographer(item, at) for at, item in enumerate(people)))
    store(
        tables.photographer_skills,
        ({"photographer": item.id, "service": key} for item in people for key in sorted(item.skills)),
    )
    store(
        tables.photographer_zones,
        ({"photographer": item.id, "zone": key} for item in people for key in sorted(item.zones)),
    )
    store(
        tables.time_off,
        (
            {"photographer": item.id, "position": at, "starts_at": span.start, "ends_at": span.end}
            for item in people
            for at, span in enumerate(item.time_off)
        ),
    )


def _insert_sources(connection: Connection, sources: Sequence[CalendarSource]) -> None:
    unread = (replace(source, read_at=None, cursor="", window=None) for source in sources)
    rows = [source_values(source) | {"position": at} for at, source in enumerate(unread, start=1)]
    if rows:
        connection.execute(insert(tables.calendar_sources), rows)


def _insert_events(connection: Connection, studio: Studio, sources: Sequence[CalendarSource]) -> None:
    """Events of a photographer whose calendar is still read go to its first source: the next reading replaces them, so
    that none is there twice or for ever."""
    source_of: dict[str, str] = {}
    for source in sources:
        source_of.setdefault(source.photographer, source.id)
    rows = [
        event_values(event, number, source_of.get(event.photographer))
        for number, event in enumerate(studio.events(), start=1)
    ]
    if rows:
        connection.execute(insert(tables.events), rows)


def _insert_appointments(connection: Connection, appointments: Iterable[Appointment], now: datetime) -> None:
    visits, crew = [], []
    for number, appointment in enumerate(appointments, start=1):
        visits.append(appointment_values(appointment, now) | {"number": number})
        crew += crew_values(appointment, number, now)
    if visits:
        connection.execute(insert(tables.appointments), visits)
    if crew:
        connection.execute(insert(tables.crew), crew)


def _continued(appointment: Appointment, stored: Mapping[str, Any]) -> Appointment:
    """As it is to be stored: a studio file knows nothing of orders, of an event's own words, and why."""
    before = stored.get(appointment.id)
    if before is None:
        return appointment
    following = replace(
        appointment,
        version=max(appointment.version, before.version + 1),
        own=appointment.own or own_of(before.own),
        no_show=appointment.no_show or before.no_show,
    )
    if following.state.value == before.state:
        following = replace(following, reason=following.reason or before.reason)
    if appointment.order or not before.order_id:
        return following
    return replace(
        following,
        order=before.order_id,
        part=Part(before.part),
        address=appointment.address or before.address,
    )
