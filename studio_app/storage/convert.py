"""What is booked and read as rows, and back: agents, orders, appointments, events, history."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from sys import intern
from typing import Any

from sqlalchemy import Row

from studio_app.domain.agent import Agent
from studio_app.domain.appointment import Appointment, OwnWords, Part, State
from studio_app.domain.calendar_event import Guest
from studio_app.domain.history import HistoryEntry
from studio_app.domain.order import Order, Property
from studio_app.domain.outside_event import EventKind, EventStatus, OutsideEvent, Response, ShowAs
from studio_app.domain.timespan import DateSpan, Span
from studio_app.domain.wall_time import Weekday
from studio_app.domain.wishes import NO_WISHES, DayPart, Wishes
from studio_app.storage.convert_setup import Values, place_of, place_values
from studio_app.storage.tables import appointments, events
from studio_app.storage.words import email_key, folded, folded_values

# A look-up costs a third of calling the class, and diaries hold many of them.
_STATES = {item.value: item for item in State}
_PARTS = {item.value: item for item in Part}
_SHOWN = {item.value: item for item in ShowAs}
_STATUSES = {item.value: item for item in EventStatus}
_RESPONSES: dict[str | None, Response | None] = {None: None} | {item.value: item for item in Response}
_KINDS = {item.value: item for item in EventKind}

# The zones of the world lie between UTC-12 and UTC+14.
_EARLIEST_MIDNIGHT, _LATEST_MIDNIGHT = timedelta(hours=14), timedelta(hours=12)
_BEGINNING = datetime.min.replace(tzinfo=UTC)

# ---------------------------------------------------------------- agents and orders


def agent_values(agent: Agent) -> Values:
    """A row of `agents`."""
    return {
        "id": agent.id,
        "name": agent.name,
        "email": agent.email,
        "phone": agent.phone,
        "brokerage": agent.brokerage,
        "version": agent.version,
        "email_key": email_key(agent.email),
        "search": folded(agent.name, agent.email, agent.brokerage),
    }


def agent_of(row: Row[Any]) -> Agent:
    """The agent of that row."""
    return Agent(row.id, row.name, row.email, row.phone, row.brokerage, row.version)


def order_values(order: Order) -> Values:
    """A row of `orders`."""
    return {
        "id": order.id,
        "agent": order.agent,
        "address": order.property.address,
        **place_values(order.property.place),
        "square_feet": order.property.square_feet,
        "services": order.services,
        "packages": order.packages,
        "created_at": order.created_at,
        "notes": order.notes,
        "version": order.version,
        "due": order.due,
        "wishes": wishes_value(order.wishes),
        "open": order.open,
        "cancelled": order.cancelled,
        "search": folded(order.id, order.property.address),
    }


def order_of(row: Row[Any]) -> Order:
    """The order of that row."""
    return Order(
        id=row.id,
        agent=row.agent,
        property=Property(row.address, place_of(row.lat, row.lon), row.square_feet),
        services=tuple(row.services),
        packages=tuple(row.packages),
        created_at=row.created_at,
        notes=row.notes,
        version=row.version,
        due=row.due,
        wishes=wishes_of(row.wishes),
        open=tuple(row.open),
        cancelled=row.cancelled,
    )


def wishes_value(wishes: Wishes) -> Values:
    """Wishes as JSON; only what is wished for."""
    values = {
        "part": "" if wishes.part is DayPart.ANY else wishes.part.value,
        "photographers": wishes.photographers,
        "weekdays": sorted(wishes.weekdays),
        "not_before": wishes.not_before and wishes.not_before.isoformat(),
        "text": wishes.text,
    }
    return {name: value for name, value in values.items() if value}


def wishes_of(stored: Values) -> Wishes:
    """The wishes of that JSON."""
    if not stored:
        return NO_WISHES
    first = stored.get("not_before")
    return Wishes(
        DayPart(stored.get("part", DayPart.ANY)),
        tuple(stored.get("photographers", ())),
        frozenset(Weekday(day) for day in stored.get("weekdays", ())),
        date.fromisoformat(first) if first else None,
        stored.get("text", ""),
    )


# ---------------------------------------------------------------- appointments

APPOINTMENT_COLUMNS = [
    appointments.c.id,
    appointments.c.starts_at,
    appointments.c.ends_at,
    appointments.c.state,
    appointments.c.hold_until,
    appointments.c.services,
    appointments.c.lat,
    appointments.c.lon,
    appointments.c.assigned_at,
    appointments.c.order_id,
    appointments.c.part,
    appointments.c.address,
    appointments.c.version,
    appointments.c.own,
    appointments.c.reason,
    appointments.c.no_show,
]


def appointment_values(appointment: Appointment, now: datetime) -> Values:
    """A row of `appointments`, without its number; whether it is live is seen from `now`."""
    return {
        "id": appointment.id,
        "starts_at": appointment.span.start,
        "ends_at": appointment.span.end,
        "state": appointment.state.value,
        "hold_until": appointment.hold_until,
        "live": appointment.blocks_at(now),
        "services": appointment.services,
        **place_values(appointment.place),
        "assigned_at": appointment.assigned_at,
        "order_id": appointment.order or None,
        "part": appointment.part.value,
        "address": appointment.address,
        "version": appointment.version,
        "own": own_value(appointment.own),
        "reason": appointment.reason,
        "no_show": appointment.no_show,
    }


def crew_values(appointment: Appointment, number: int, now: datetime) -> list[Values]:
    """The rows of `crew` of the appointment with that number."""
    same = {
        "appointment": number,
        "starts_at": appointment.span.start,
        "ends_at": appointment.span.end,
        "live": appointment.blocks_at(now),
        "assigned_at": appointment.assigned_at if appointment.state is State.CONFIRMED else None,
    }
    return [same | {"photographer": key, "position": place} for place, key in enumerate(appointment.crew)]


def appointment_of(row: Sequence[Any], crew: tuple[str, ...]) -> Appointment:
    """The appointment of a row that begins with `APPOINTMENT_COLUMNS`."""
    key, start, end, state, hold, services, lat, lon, assigned, order, part, address = row[:12]
    version, own, reason, no_show = row[12:16]
    return Appointment(
        key,
        crew,
        Span(start, end),
        _STATES[state],
        hold,
        tuple(services),
        place_of(lat, lon),
        assigned,
        order or "",
        _PARTS[part],
        address,
        version,
        own_of(own),
        reason,
        no_show,
    )


def own_value(own: OwnWords | None) -> Values | None:
    """An appointment's own words as JSON; only what there is."""
    if own is None:
        return None
    values = {
        "title": own.title,
        "description": own.description,
        "location": own.location,
        "guests": [[guest.name, guest.email] for guest in own.guests] or None,
        "without": own.without or None,
    }
    return {name: value for name, value in values.items() if value is not None}


def own_of(stored: Values | None) -> OwnWords | None:
    """The own words of that JSON."""
    if stored is None:
        return None
    return OwnWords(
        stored.get("title"),
        stored.get("description"),
        stored.get("location"),
        tuple(Guest(name, email) for name, email in stored.get("guests", ())),
        tuple(stored.get("without", ())),
    )


# ---------------------------------------------------------------- outside events

EVENT_COLUMNS = [
    events.c.photographer,
    events.c.starts_at,
    events.c.ends_at,
    events.c.first_day,
    events.c.end_day,
    events.c.title,
    events.c.show_as,
    events.c.status,
    events.c.response,
    events.c.kind,
    events.c.lat,
    events.c.lon,
    events.c.calendar,
]


def event_values(event: OutsideEvent, number: int, source: str | None, series: str = "") -> Values:
    """A row of `events`."""
    when = event.when
    span = when if isinstance(when, Span) else widest(when)
    return {
        "number": number,
        "source": source,
        "photographer": event.photographer,
        "starts_at": span.start,
        "ends_at": span.end,
        "first_day": when.first if isinstance(when, DateSpan) else None,
        "end_day": when.end if isinstance(when, DateSpan) else None,
        "title": event.title,
        "show_as": event.show_as.value,
        "status": event.status.value,
        "response": event.response.value if event.response else None,
        "kind": event.kind.value,
        **place_values(event.place),
        "calendar": event.calendar,
        "series": series,
    }


def event_of(row: Sequence[Any]) -> OutsideEvent:
    """The event of a row that begins with `EVENT_COLUMNS`."""
    person, start, end, first, last, title, show_as, status, response, kind, lat, lon, calendar = row[:13]
    return OutsideEvent(
        intern(person),
        Span(start, end) if first is None else DateSpan(first, last),
        title,
        _SHOWN[show_as],
        _STATUSES[status],
        _RESPONSES[response],
        _KINDS[kind],
        place_of(lat, lon),
        intern(calendar),
    )


def widest(days: DateSpan) -> Span:
    """From the first instant to the last that the dates can mean in any zone."""
    first = _midnight(days.first)
    return Span(first - min(_EARLIEST_MIDNIGHT, first - _BEGINNING), _midnight(days.end) + _LATEST_MIDNIGHT)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


# ---------------------------------------------------------------- history


def history_values(entry: HistoryEntry, number: int) -> Values:
    """A row of `history`."""
    before, after = dict(entry.before), dict(entry.after)
    return {
        "number": number,
        "at": entry.at,
        "who": entry.who,
        "action": entry.action,
        "order_id": entry.order,
        "appointment": entry.appointment,
        "before": before,
        "after": after,
        "why": entry.why,
        "search": folded_values(entry.who, entry.action, entry.why, before, after),
    }


def history_of(row: Row[Any]) -> HistoryEntry:
    """The entry of that row."""
    return HistoryEntry(
        row.at,
        row.who,
        row.action,
        row.order_id,
        row.appointment,
        row.before,
        row.after,
        row.why,
        row.number,
    )
