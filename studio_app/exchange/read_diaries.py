"""Busy events and appointments of a studio file. There may be hundreds of thousands of events."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import lru_cache

from studio_app.domain.appointment import Appointment, Part, State
from studio_app.domain.outside_event import EventKind, EventStatus, OutsideEvent, Response, ShowAs
from studio_app.domain.service import Service
from studio_app.domain.timespan import DateSpan, Span
from studio_app.exchange.containers import Keys, Members, distinct, each, references
from studio_app.exchange.fields import Reader, T, choice, day, flag, known, moment, new_id, refuse, text
from studio_app.exchange.read_times import read_place, span_of

EVENT = Keys(
    ("photographer", "start", "end"),
    ("title", "all_day", "show_as", "status", "response", "kind", "place"),
)
APPOINTMENT = Keys(
    ("id", "crew", "start", "end"), ("state", "hold_until", "services", "place", "assigned_at")
)

_show_as = choice(ShowAs)
_status = choice(EventStatus)
_response = choice(Response)
_kind = choice(EventKind)
_state = choice(State)


def read_busy(people_ids: Collection[str]) -> Reader[list[OutsideEvent]]:
    """The outside events of these photographers, in the order of the file."""
    photographer = known(people_ids, "photographer")
    instant = _remembered(moment)

    def event(raw: object) -> OutsideEvent:
        members = EVENT.of(raw)
        return OutsideEvent(
            photographer=members.read("photographer", photographer),
            when=_when(members, instant),
            title=members.get("title", text, ""),
            show_as=members.get("show_as", _show_as, ShowAs.BUSY),
            status=members.get("status", _status, EventStatus.CONFIRMED),
            response=members.maybe("response", _response),
            kind=members.get("kind", _kind, EventKind.DEFAULT),
            place=members.maybe("place", read_place),
        )

    return each(event)


def _remembered(read: Reader[T]) -> Reader[T]:
    """The same reader; the calendars of a studio say the same quarter hours again and again."""
    known_texts = lru_cache(maxsize=65_536)(read)
    return lambda raw: known_texts(raw) if isinstance(raw, str) else read(raw)


def _when(members: Members, instant: Reader[datetime]) -> Span | DateSpan:
    """When an event is; one without length is an event too."""
    if members.get("all_day", flag, False):
        first, until = members.read("start", day), members.read("end", day)
        if until < first:
            refuse("end is before start")
        return DateSpan(first, until)
    start, end = members.read("start", instant), members.read("end", instant)
    if end < start:
        refuse("end is before start")
    return Span(start, end)


def read_appointments(people_ids: Collection[str], services: Sequence[Service]) -> Reader[list[Appointment]]:
    """The studio's own appointments with these photographers and services, in the order of the file."""
    by_id = {service.id: service for service in services}
    position = {service.id: index for index, service in enumerate(services)}
    some_people, some_services = references(people_ids, "photographer"), references(by_id, "service")

    def crew(raw: object) -> tuple[str, ...]:
        found = some_people(raw)
        if not 1 <= len(found) <= 2:
            refuse(f"has {len(found)} photographers, one or two go")
        return found

    def appointment(raw: object) -> Appointment:
        members = APPOINTMENT.of(raw)
        wanted = sorted(members.get("services", some_services, ()), key=position.__getitem__)
        state = members.get("state", _state, State.CONFIRMED)
        hold_until = members.maybe("hold_until", moment)
        if state is State.HOLD and hold_until is None:
            refuse("is missing: a hold needs an end", at="hold_until")
        return Appointment(
            id=members.read("id", new_id),
            crew=members.read("crew", crew),
            span=span_of(members),
            state=state,
            hold_until=hold_until,
            services=tuple(wanted),
            place=members.maybe("place", read_place),
            assigned_at=members.maybe("assigned_at", moment),
            part=_part_of([by_id[key] for key in wanted]),
        )

    return distinct(appointment)


def _part_of(services: list[Service]) -> Part:
    """Which part an appointment with these services is."""
    if services and all(service.twilight for service in services):
        return Part.TWILIGHT
    if len(services) == 1 and services[0].separate:
        return Part.SEPARATE
    return Part.MAIN
