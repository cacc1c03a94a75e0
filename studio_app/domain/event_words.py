"""What of an event every calendar can hold unchanged, so that what is read back is what was written."""

from __future__ import annotations

import re
from dataclasses import replace

from studio_app.domain.calendar_event import CalendarEvent, Guest
from studio_app.domain.timespan import Span

LONGEST_LINE, LONGEST_TEXT = 500, 20_000
"""Characters of a title or a place, and of a text."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_CONTROL_BUT_LINES = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_END = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_ADDRESS = re.compile(r"[^\s@<>\"(),:;\\\[\]]+@[^\s@<>\"(),:;\\\[\]]+")


def tidied(event: CalendarEvent) -> CalendarEvent:
    """The event in texts that calendars carry: no control characters, one line where one line is meant, whole seconds,
    each guest once and only with an address. Tidying twice is tidying once."""
    guests: dict[str, Guest] = {}
    for guest in event.guests:
        address = guest.email.strip()
        if _ADDRESS.fullmatch(address):
            guests.setdefault(address.casefold(), Guest(beside_an_address(guest.name), address))
    return replace(
        event,
        appointment=_one_line(event.appointment),
        span=Span(event.span.start.replace(microsecond=0), event.span.end.replace(microsecond=0)),
        title=_one_line(event.title)[:LONGEST_LINE].strip(),
        description=_lines(event.description)[:LONGEST_TEXT].strip(),
        location=_one_line(event.location)[:LONGEST_LINE].strip(),
        guests=tuple(guests.values()),
    )


def beside_an_address(text: str) -> str:
    """A name that can stand beside an address, where iCalendar knows neither quotes nor a way to escape them.

    Programs take a backslash there for an escape all the same, icalendar among them, and lose what follows.
    """
    return _one_line(text).replace('"', "'").replace("\\", "/")


def _one_line(text: str) -> str:
    return " ".join(_CONTROL.sub(" ", text).split())


def _lines(text: str) -> str:
    return _CONTROL_BUT_LINES.sub("", _LINE_END.sub("\n", text)).strip()
