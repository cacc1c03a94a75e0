"""Busy events and appointments of a studio file. There may be hundreds of thousands of events."""

from __future__ import annotations

from collections.abc import Mapping

from studio_app.domain.appointment import Appointment, Part, State
from studio_app.domain.outside_event import EventKind, EventStatus, OutsideEvent, Response, ShowAs
from studio_app.domain.service import Service
from studio_app.domain.timespan import DateSpan, Span
from studio_app.exchange.fields import Members, Value, ids_in, unique
from studio_app.exchange.read_people import read_span

BUSY_REQUIRED = ("photographer", "start", "end")
BUSY_OPTIONAL = ("title", "all_day", "show_as", "status", "response", "kind", "place")
APPOINTMENT_REQUIRED = ("id", "crew", "start", "end")
APPOINTMENT_OPTIONAL = ("state", "hold_until", "services", "place", "assigned_at")


def read_busy(value: Value, people_ids: set[str]) -> list[OutsideEvent]:
    """The outside events, in the order of the file."""
    return [_event(item, people_ids) for item in value.items()]


def _event(value: Value, people_ids: set[str]) -> OutsideEvent:
    members = value.members(BUSY_REQUIRED, BUSY_OPTIONAL)
    return OutsideEvent(
        photographer=members["photographer"].known(people_ids, "photographer"),
        when=_when(value, members),
        title=members.get("title", Value.text, ""),
        show_as=members.get("show_as", lambda v: v.choice(ShowAs), ShowAs.BUSY),
        status=members.get("status", lambda v: v.choice(EventStatus), EventStatus.CONFIRMED),
        response=members.maybe("response", lambda v: v.choice(Response)),
        kind=members.get("kind", lambda v: v.choice(EventKind), EventKind.DEFAULT),
        place=members.maybe("place", Value.place),
    )


def _when(value: Value, members: Members) -> Span | DateSpan:
    if members.get("all_day", Value.flag, False):
        first, end = members["start"].day(), members["end"].day()
        if end < first:
            value.fail("end is before start")
        return DateSpan(first, end)
    start, finish = members["start"].moment(), members["end"].moment()
    if finish < start:
        value.fail("end is before start")
    return Span(start, finish)


def read_appointments(
    value: Value, people_ids: set[str], services: Mapping[str, Service]
) -> list[Appointment]:
    """The studio's own appointments, in the order of the file."""
    items = list(value.items())
    appointments = [_appointment(item, people_ids, services) for item in items]
    unique(items, [appointment.id for appointment in appointments])
    return appointments


def _appointment(value: Value, people_ids: set[str], services: Mapping[str, Service]) -> Appointment:
    members = value.members(APPOINTMENT_REQUIRED, APPOINTMENT_OPTIONAL)
    state = members.get("state", lambda v: v.choice(State), State.CONFIRMED)
    if state is State.HOLD and members.maybe("hold_until", Value.moment) is None:
        members["hold_until"].fail("is missing: a hold needs an end")
    wanted = members.get("services", lambda v: ids_in(v, services, "service", once=True), ())
    return Appointment(
        id=members["id"].id(),
        crew=_crew(members["crew"], people_ids),
        span=read_span(value, members["start"], members["end"]),
        state=state,
        hold_until=members.maybe("hold_until", Value.moment),
        services=wanted,
        place=members.maybe("place", Value.place),
        assigned_at=members.maybe("assigned_at", Value.moment),
        part=part_of([services[key] for key in wanted]),
    )


def _crew(value: Value, people_ids: set[str]) -> tuple[str, ...]:
    crew = ids_in(value, people_ids, "photographer", once=True)
    if not 1 <= len(crew) <= 2:
        value.fail(f"has {len(crew)} photographers, one or two go")
    return crew


def part_of(services: list[Service]) -> Part:
    """Which part an appointment with these services is."""
    if services and all(service.twilight for service in services):
        return Part.TWILIGHT
    if len(services) == 1 and services[0].separate:
        return Part.SEPARATE
    return Part.MAIN
