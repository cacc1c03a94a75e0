"""One appointment's event as iCalendar text (RFC 5545), and back."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import TypeGuard
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, vCalAddress, vText

from studio_app.calendars.ics_text import ANSWERS, calendars_in, many
from studio_app.domain.calendar_event import CalendarEvent, Guest, StoredEvent
from studio_app.domain.event_words import beside_an_address
from studio_app.domain.outside_event import Response
from studio_app.domain.timespan import Span

PRODUCT = "-//Studio Desk//Studio Desk//EN"
APPOINTMENT = "X-STUDIO-DESK-APPOINTMENT"
"""The private property that holds the appointment's id."""

NO_REPLY = "noreply@studio-desk.invalid"
"""Organizer of a studio without an address of its own; `.invalid` never delivers (RFC 2606)."""

_UTC = ZoneInfo("UTC")

log = logging.getLogger(__name__)

_OURS = frozenset(
    {
        "UID", "DTSTAMP", "LAST-MODIFIED", "CREATED", "SEQUENCE", "DTSTART", "DTEND", "DURATION", "SUMMARY",
        "DESCRIPTION", "LOCATION", "STATUS", "TRANSP", "ORGANIZER", "ATTENDEE", "RRULE", "RDATE", "EXDATE", "EXRULE",
        "RECURRENCE-ID", APPOINTMENT,
    }
)  # fmt: skip
"""Properties that the program writes; all others belong to whoever added them."""


_SAID_ANEW = frozenset({"SCHEDULE-AGENT", "SCHEDULE-STATUS", "SCHEDULE-FORCE-SEND"})
"""Parameters by which a server says what it sent, or is told what to send (RFC 6638, 7)."""


class _Text(vText):
    """A text that is escaped as RFC 5545, 3.3.11 has it.

    icalendar 7 takes a written backslash before an N for a line's end (`C:\\New`). Can go when it does no longer.
    """

    def to_ical(self) -> bytes:
        escaped = self.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
        return escaped.encode()


def event_in(data: bytes, event_id: str) -> Event | None:
    """The component with that UID in a file, the master where there are several; None where there is none.

    Raises:
        ValueError: the file is no iCalendar.
    """
    for calendar in calendars_in(data):
        for event in calendar.events:
            if str(event.get("UID", "")) == event_id and "RECURRENCE-ID" not in event:
                return event
    return None


def read_event(event: Event, zone: ZoneInfo = _UTC) -> CalendarEvent:
    """What a component of ours says, whoever changed it.

    Args:
        event: The component.
        zone: Of an event with both times in plain UTC, without a zone, or on dates.

    Raises:
        ValueError: it has no start, or its end is before it.
    """
    if "DTSTART" not in event:
        raise ValueError("the event has no start")
    start, end = _instant(event.start, zone), _instant(event.end, zone)
    return CalendarEvent(
        id=str(event.get("UID", "")),
        appointment=str(event.get(APPOINTMENT, "")),
        span=Span(start, end),
        zone=next((found for found in (start.tzinfo, end.tzinfo) if _is_named(found)), zone),
        title=str(event.get("SUMMARY", "")),
        description=str(event.get("DESCRIPTION", "")),
        location=str(event.get("LOCATION", "")),
        guests=tuple(
            Guest(str(guest.params.get("CN", "")), _address(guest)) for guest in many(event, "ATTENDEE")
        ),
        repeats="RRULE" in event or "RDATE" in event,
    )


def stored_in(data: bytes, event_id: str, etag: str, zone: ZoneInfo) -> tuple[Event, StoredEvent] | None:
    """The event with an id in a file, as its component and as it is stored; None where it is called off, or there is none
    that can be understood.

    Args:
        data: The file.
        event_id: The event's UID.
        etag: Of the file.
        zone: As in `read_event`.
    """
    try:
        component = event_in(data, event_id)
        if component is None or _is_cancelled(component):
            return None
        return component, StoredEvent(read_event(component, zone), etag, answers_in(component))
    except ValueError:
        log.info("event %s can't be understood", event_id)  # the error may name the event's title
        return None


def answers_in(event: Event) -> Mapping[str, Response]:
    """What the guests of an event answered, by address in lower case."""
    answers = {}
    for guest in many(event, "ATTENDEE"):
        answer = ANSWERS.get(str(guest.params.get("PARTSTAT", "NEEDS-ACTION")).upper())
        if answer is not None:
            answers[_address(guest).casefold()] = answer
    return answers


def _is_cancelled(event: Event) -> bool:
    """Whether somebody called it off without deleting it."""
    return str(event.get("STATUS", "")).strip().upper() == "CANCELLED"


def write_event(
    event: CalendarEvent,
    stamp: datetime,
    organizer: Guest,
    previous: Event | None = None,
    *,
    silent: bool = False,
) -> bytes:
    """The file of an event.

    Args:
        event: In the words that calendars carry, as `domain.event_words.tidied` gives them.
        stamp: When it is written.
        organizer: The studio; its address may be "".
        previous: The stored event, whose foreign properties, alarms and guests' answers stay.
        silent: A server that invites guests by itself is asked not to invite the new ones. Those whom it invited hear
            of changes all the same: asked to leave them alone it would tell them that the event is off (RFC 6638, 3.2.1.2).
    """
    made = Event()
    created = previous.get("CREATED") if previous is not None else None
    made.add("UID", event.id)
    made.add("DTSTAMP", stamp)
    if created is not None:
        made["CREATED"] = created
    else:
        made.add("CREATED", stamp)
    made.add("LAST-MODIFIED", stamp)
    made.add("SEQUENCE", 0 if previous is None else _sequence(previous) + 1)
    made.add("DTSTART", on_wall(event.span.start, event.zone))
    made.add("DTEND", on_wall(event.span.end, event.zone))
    made.add("SUMMARY", _Text(event.title))
    for name, text in (("DESCRIPTION", event.description), ("LOCATION", event.location)):
        if text:
            made.add(name, _Text(text))
    made.add("STATUS", "CONFIRMED")
    made.add("TRANSP", "OPAQUE")
    # Without VALUE=TEXT a reader would not know that the text is escaped.
    made.add(APPOINTMENT, _Text(event.appointment), parameters={"VALUE": "TEXT"})
    if event.guests:
        _invite(made, event, organizer, previous, silent=silent)
    if previous is not None:
        _keep_foreign(made, previous)
    return _file(made, event)


def _file(made: Event, event: CalendarEvent) -> bytes:
    calendar = Calendar()
    calendar.add("PRODID", PRODUCT)
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    if "TZID" in made["DTSTART"].params or "TZID" in made["DTEND"].params:
        calendar.add_component(zone_component(event.zone, event.span.start))
    calendar.add_component(made)
    data: bytes = calendar.to_ical()
    return data


def zone_component(zone: ZoneInfo, around: datetime) -> Timezone:
    """The VTIMEZONE of a named zone for the years around an instant."""
    first = datetime(around.year - 1, 1, 1, tzinfo=UTC).date()
    last = datetime(around.year + 2, 1, 1, tzinfo=UTC).date()
    component = Timezone.from_tzinfo(zone, zone.key, first_date=first, last_date=last)
    for observance in component.subcomponents:
        before, after = observance.get("TZOFFSETFROM").td, observance.get("TZOFFSETTO").td
        onsets = [
            observance.get("DTSTART"),
            *(onset for rdate in many(observance, "RDATE") for onset in rdate.dts),
        ]
        for onset in onsets:
            onset.dt = _onset(onset.dt, before, after, zone)
    return component


def _onset(wall: datetime, before: timedelta, after: timedelta, zone: ZoneInfo) -> datetime:
    """When an offset begins, on the wall that shows the offset before, as RFC 5545 3.6.5 wants it.

    icalendar 7 gives it on the new wall where the clocks go forward (03:00 instead of 02:00), so that others would
    read the hour after the change wrongly. Harmless where it is right already; can go when it always is.
    """
    just_before = (wall - before).replace(tzinfo=UTC) - timedelta(seconds=1)
    if before != after and just_before.astimezone(zone).utcoffset() == after:
        return wall - (after - before)
    return wall


def on_wall(moment: datetime, zone: ZoneInfo) -> datetime:
    """An instant on the wall of a zone; in UTC where the wall shows that time twice and this is the second.

    A local time in iCalendar always means the first (RFC 5545, 3.3.5).
    """
    local = moment.astimezone(zone)
    return moment.astimezone(UTC) if local.fold else local


def _invite(
    made: Event, event: CalendarEvent, organizer: Guest, previous: Event | None, *, silent: bool
) -> None:
    host = vCalAddress(f"mailto:{organizer.email or NO_REPLY}")
    host.params["CN"] = beside_an_address(organizer.name) or "Studio"
    made.add("ORGANIZER", host)
    answers = _answers(event, previous)
    before = {_address(guest).casefold(): guest for guest in many(previous or Event(), "ATTENDEE")}
    for guest in event.guests:
        address = vCalAddress(f"mailto:{guest.email}")
        answer = answers.get(guest.email.casefold(), "NEEDS-ACTION")
        params = {"CN": guest.name or guest.email, "CUTYPE": "INDIVIDUAL", "ROLE": "REQ-PARTICIPANT"}
        known = before.get(guest.email.casefold())
        if known is not None:
            params |= {key: value for key, value in known.params.items() if key.upper() not in _SAID_ANEW}
        params |= {"CN": guest.name or guest.email}
        params |= {"PARTSTAT": answer, "RSVP": "TRUE" if answer == "NEEDS-ACTION" else "FALSE"}
        agent = "NONE" if silent and known is None else _agent(known, silent=silent)
        if agent:
            params["SCHEDULE-AGENT"] = agent
        for key, value in params.items():
            address.params[key] = value
        made.add("ATTENDEE", address)


def _agent(known: vCalAddress | None, *, silent: bool) -> str:
    """Who sends a guest's messages, where it isn't the server; `NONE` is what this program asks for, until it doesn't."""
    agent = str(known.params.get("SCHEDULE-AGENT", "")).upper() if known is not None else ""
    return agent if silent or agent not in ("NONE", "SERVER") else ""


def _answers(event: CalendarEvent, previous: Event | None) -> Mapping[str, str]:
    """What the guests answered, by address; nothing where the time is another one, as they must answer again."""
    if previous is None:
        return {}
    try:
        if read_event(previous, event.zone).span != event.span:
            return {}
    except ValueError:
        return {}
    return {
        _address(guest).casefold(): str(guest.params.get("PARTSTAT", "NEEDS-ACTION"))
        for guest in many(previous, "ATTENDEE")
    }


def _keep_foreign(made: Event, previous: Event) -> None:
    for name in previous:
        if name.upper() not in _OURS:
            made[name] = previous[name]
    made.subcomponents.extend(previous.subcomponents)


def _is_named(zone: tzinfo | None) -> TypeGuard[ZoneInfo]:
    return isinstance(zone, ZoneInfo) and zone.key != "UTC"


def _address(guest: vCalAddress) -> str:
    text = str(guest)
    return text[7:] if text[:7].casefold() == "mailto:" else text


def _sequence(event: Event) -> int:
    try:
        return int(event.get("SEQUENCE", 0))
    except (TypeError, ValueError):
        return 0


def _instant(moment: date, zone: ZoneInfo) -> datetime:
    """An instant; a date begins at its midnight."""
    if not isinstance(moment, datetime):
        return datetime(moment.year, moment.month, moment.day, tzinfo=zone)
    return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment
