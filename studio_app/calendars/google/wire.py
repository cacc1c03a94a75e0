"""An appointment's event as Google has it, and back."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from html.parser import HTMLParser
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from studio_app.calendars.google.items import ANSWERS, Malformed, Moment, moment, not_understood
from studio_app.calendars.google.service import JSON
from studio_app.domain.calendar_event import CalendarEvent, Guest, StoredEvent, Written
from studio_app.domain.event_words import tidied
from studio_app.domain.outside_event import Response
from studio_app.domain.timespan import Span
from studio_app.domain.wall_time import day_start
from studio_app.errors import CalendarUnavailable

APPOINTMENT = "studioDeskAppointment"
"""The private extended property that holds the appointment's id; only this calendar's copy of the event has it."""

LONGEST_TEXT = 8_000
"""Characters of a description; Google takes 8,192, and marked up a text may be longer."""

_READ_ONLY = frozenset(
    {"kind", "etag", "htmlLink", "created", "updated", "creator", "organizer", "hangoutLink", "locked"}
)
_DROPPED = _READ_ONLY | {"recurrence"}
"""What is not written back; an appointment never repeats."""

_LINES = frozenset(
    {"br", "p", "div", "li", "ul", "ol", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"}
)

_GAP = re.compile(r"\n{3,}")


# ---------------------------------------------------------------- from Google


def is_cancelled(event: JSON) -> bool:
    """Whether it was deleted: Google keeps such events, as `cancelled`."""
    return event.get("status") == "cancelled"


def appointment_of(event: JSON) -> str:
    """The appointment whose event it is; "" for the events of others."""
    properties = (event.get("extendedProperties") or {}).get("private") or {}
    return str(properties.get(APPOINTMENT, ""))


def stored_event(event: JSON, zone: ZoneInfo) -> StoredEvent:
    """An event of ours as it is stored, whoever changed it.

    Args:
        event: As Google gives it.
        zone: Of an event that somebody moved to whole days, or that names none.

    Raises:
        CalendarUnavailable: it can't be understood; it is named.
    """
    try:
        start, end = moment(event.get("start")), moment(event.get("end"))
        home = _zone(start.zone, zone)
        return StoredEvent(
            CalendarEvent(
                id=event["id"],
                appointment=appointment_of(event),
                span=Span(_instant(start, home), _instant(end, home)),
                zone=home,
                title=str(event.get("summary") or ""),
                description=plain_text(str(event.get("description") or "")),
                location=str(event.get("location") or ""),
                guests=tuple(
                    Guest(str(each.get("displayName") or ""), str(each["email"])) for each in _guests(event)
                ),
                repeats=bool(event.get("recurrence")),
            ),
            str(event.get("etag") or ""),
            {str(each["email"]).strip().casefold(): answer for each, answer in _answers(event)},
        )
    except (Malformed, ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
        words = str(error) if isinstance(error, Malformed) else "can’t be understood"
        raise not_understood(str(event.get("summary") or event.get("id")), words) from error


def _zone(name: str, instead: ZoneInfo) -> ZoneInfo:
    try:
        return ZoneInfo(name) if name else instead
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return instead


def _instant(at: Moment, zone: ZoneInfo) -> datetime:
    return at.at if isinstance(at.at, datetime) else day_start(zone, at.at)


def _guests(event: JSON) -> Iterator[JSON]:
    return (each for each in event.get("attendees") or () if each.get("email"))


def _answers(event: JSON) -> Iterator[tuple[JSON, Response]]:
    for each in _guests(event):
        answer = ANSWERS.get(each.get("responseStatus", ""))
        if answer is not None:
            yield each, answer


# ---------------------------------------------------------------- to Google


def fitted(event: CalendarEvent) -> CalendarEvent:
    """The event in texts that Google can carry."""
    found = tidied(event)
    return replace(found, description=found.description[:LONGEST_TEXT].rstrip())


def fitted_version(last: Written | None) -> Written | None:
    """What the program wrote last, in the texts in which it was written."""
    return Written(last.etag, fitted(last.event)) if last and last.event else last


def new_event(event: CalendarEvent) -> JSON:
    """The body that creates an event; `event` is fitted."""
    made = {"id": event.id, "attendees": [_invited(guest) for guest in event.guests]} | _fields(event)
    return {name: value for name, value in made.items() if value not in ("", [])}


def changed_event(stored: JSON, event: CalendarEvent) -> JSON:
    """The body that brings a stored event up to date.

    All that others added stays: reminders, colour, conference, attachments, their guests, and the guests' answers,
    unless the time is another one, to which they must answer again.
    """
    made = {name: value for name, value in stored.items() if name not in _DROPPED} | _fields(event)
    if plain_text(str(stored.get("description") or "")).split() == event.description.split():
        made["description"] = stored.get("description") or ""  # somebody made it bold; it says the same
    properties = stored.get("extendedProperties") or {}
    private = (properties.get("private") or {}) | made["extendedProperties"]["private"]
    made["extendedProperties"] = properties | {"private": private}
    made["attendees"] = _attendees(stored, event)
    return made


def revived_event(stored: JSON, event: CalendarEvent) -> JSON:
    """The body that brings a deleted event back, with new invitations."""
    return changed_event({name: value for name, value in stored.items() if name != "attendees"}, event)


def alike(stored: StoredEvent, wanted: CalendarEvent) -> StoredEvent:
    """The stored event with the wanted one's words wherever they say the same: what Google made of them is no change.

    The calendar itself, which Google may list among the guests, is one only where it is wanted as such.
    """
    there = {guest.email.casefold(): guest for guest in stored.event.guests}
    ours = [guest for guest in wanted.guests if there.pop(guest.email.casefold(), None)]
    texts = {
        name: getattr(wanted, name)
        for name in ("title", "description", "location")
        if getattr(wanted, name).split() == getattr(stored.event, name).split()
    }
    return replace(stored, event=replace(stored.event, guests=(*ours, *there.values()), **texts))


def without_host(event: JSON, wanted: CalendarEvent) -> JSON:
    """The event without the calendar's own entry among its guests, unless it is invited by name."""
    invited = {guest.email.casefold() for guest in wanted.guests}
    kept = [
        each
        for each in event.get("attendees") or ()
        if not (each.get("organizer") and each.get("self"))
        or str(each.get("email", "")).strip().casefold() in invited
    ]
    return event | {"attendees": kept}


def _fields(event: CalendarEvent) -> JSON:
    return {
        "status": "confirmed",
        "summary": event.title,
        "description": marked_up(event.description),
        "location": event.location,
        "start": _time(event.span.start, event.zone),
        "end": _time(event.span.end, event.zone),
        "extendedProperties": {"private": {APPOINTMENT: event.appointment}},
    }


def _time(at: datetime, zone: ZoneInfo) -> JSON:
    return {"dateTime": at.astimezone(zone).isoformat(), "timeZone": zone.key}


def _invited(guest: Guest) -> JSON:
    return {"email": guest.email} | ({"displayName": guest.name} if guest.name else {})


def _attendees(stored: JSON, event: CalendarEvent) -> list[JSON]:
    there: Mapping[str, Any] = {str(each["email"]).strip().casefold(): each for each in _guests(stored)}
    moved = _is_moved(stored, event)
    found = []
    for guest in event.guests:
        entry = dict(there.get(guest.email.casefold()) or _invited(guest))
        if moved and not entry.get("organizer"):
            entry["responseStatus"] = "needsAction"
        found.append(entry)
    invited = {guest.email.casefold() for guest in event.guests}
    hosts = [each for name, each in there.items() if each.get("organizer") and name not in invited]
    return found + [dict(each) for each in hosts]


def _is_moved(stored: JSON, event: CalendarEvent) -> bool:
    try:
        return stored_event(stored, event.zone).event.span != event.span
    except CalendarUnavailable:
        return True


# ---------------------------------------------------------------- texts


def marked_up(text: str) -> str:
    """A plain text as a description of Google's, which is taken for HTML: escaped only where it would be misread."""
    return text if plain_text(text) == text else html.escape(text, quote=False)


def plain_text(text: str) -> str:
    """What a description says, without the HTML that Google's own pages make of it."""
    if "<" not in text and "&" not in text:
        return text
    # A tag that never ends is none. Pythons differ in what they make of it: some keep the words, newer ones drop them.
    ended = text.rfind(">") + 1
    reader = _Text()
    reader.feed(text[:ended] + text[ended:].replace("<", "&lt;"))
    reader.close()
    words = "".join(reader.pieces).replace("\xa0", " ").strip("\n")
    return _GAP.sub("\n\n", words) if reader.has_tags else words


class _Text(HTMLParser):
    """Collects the words of HTML, with lines where it has lines."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.has_tags = False

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.has_tags = True
        if tag in _LINES:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _LINES:
            self.pieces.append("\n")
