"""What is in photographers' diaries, read from the tables by time and by person."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, or_, select

from studio_app.domain.appointment import Appointment
from studio_app.domain.outside_event import OutsideEvent
from studio_app.domain.timespan import Span
from studio_app.storage.convert import APPOINTMENT_COLUMNS, EVENT_COLUMNS, appointment_of, event_of
from studio_app.storage.tables import appointments, crew, events, photographers

Numbered = list[tuple[int, Appointment]]
"""Appointments with their numbers, in which they came in."""

_JOINED: Select[Any] = (
    select(*APPOINTMENT_COLUMNS, appointments.c.number, crew.c.photographer)
    .join_from(appointments, crew, crew.c.appointment == appointments.c.number)
    .order_by(appointments.c.number, crew.c.position)
)


def appointments_where(connection: Connection, *conditions: ColumnElement[bool]) -> Numbered:
    """The appointments that meet the conditions, in the order they came in."""
    found: Numbered = []
    rows: list[Sequence[Any]] = []
    for row in _rows(connection, _JOINED.where(*conditions)):
        if rows and rows[0][-2] != row[-2]:
            found.append(_joined(rows))
            rows = []
        rows.append(row)
    if rows:
        found.append(_joined(rows))
    return found


def appointments_in(connection: Connection, window: Span, people: Collection[str]) -> Numbered:
    """The appointments of these photographers that overlap the window."""
    numbers = select(crew.c.appointment).where(crew.c.photographer.in_(people), _within(crew, window))
    return appointments_where(connection, appointments.c.number.in_(numbers))


def events_in(connection: Connection, window: Span, people: Collection[str]) -> list[OutsideEvent]:
    """The outside events of these photographers that overlap the window, in the order they came in."""
    return events_where(connection, events.c.photographer.in_(people), _within(events, window))


def events_where(connection: Connection, *conditions: ColumnElement[bool]) -> list[OutsideEvent]:
    """The outside events that meet the conditions, in the order they came in."""
    query = select(*EVENT_COLUMNS).where(*conditions).order_by(events.c.number)
    return [event_of(row) for row in _rows(connection, query)]


def events_from(connection: Connection, source: str) -> list[OutsideEvent]:
    """The outside events that came from a calendar, by start."""
    query = select(*EVENT_COLUMNS).where(events.c.source == source)
    return [event_of(row) for row in _rows(connection, query.order_by(events.c.starts_at, events.c.number))]


def last_assigned(
    connection: Connection, window: Span, people: Collection[str], loaded: Iterable[str] = ()
) -> dict[str, datetime]:
    """The latest `assigned_at` among these photographers' confirmed appointments that neither overlap the window nor
    are named in `loaded`; who has none is not in it."""
    outside = or_(crew.c.ends_at <= window.start, crew.c.starts_at >= window.end)
    elsewhere = select(appointments.c.number).where(appointments.c.id.in_(list(loaded)))
    latest = (
        select(crew.c.assigned_at)
        .where(
            crew.c.photographer == photographers.c.id,
            crew.c.assigned_at.is_not(None),
            outside,
            crew.c.appointment.not_in(elsewhere),
        )
        .order_by(crew.c.assigned_at.desc())
        .limit(1)
        .scalar_subquery()
    )
    rows = connection.execute(select(photographers.c.id, latest).where(photographers.c.id.in_(people)))
    return {person: moment for person, moment in rows if moment is not None}


def _rows(connection: Connection, query: Select[Any]) -> Iterator[Sequence[Any]]:
    # Some at a time: one by one takes longer, and all at once holds everything twice.
    for some in connection.execute(query).partitions(1000):
        yield from some


def _joined(rows: list[Sequence[Any]]) -> tuple[int, Appointment]:
    return rows[0][-2], appointment_of(rows[0], tuple(row[-1] for row in rows))


def _within(table: Any, window: Span) -> ColumnElement[bool]:
    return and_(table.c.ends_at > window.start, table.c.starts_at < window.end)
