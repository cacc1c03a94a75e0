"""iCalendar text (RFC 5545) to components, strictly: a file that can't be understood whole is not understood.

icalendar forgives much: it drops what a truncated file ends in, keeps a time of an unknown zone as a time of no zone,
and remembers a zone that one file defines for all later ones. Here each of these is told.
"""

from __future__ import annotations

import re
import threading
import warnings
import zoneinfo
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from icalendar import Calendar, Component
from icalendar.error import GloballyUniqueTZIDGuessed
from icalendar.timezone import tzp

from studio_app.calendars.guests import without_names
from studio_app.domain.outside_event import Response


class Unreadable(ValueError):
    """Says in words what can't be understood, to stand after a file's name."""


_PARSING = threading.Lock()
"""icalendar keeps the zones that files define in one place for the whole program."""

_NAME = re.compile(r"[^;:]*")
_PRIVATE = re.compile(r"CLASS\b[^:]*:\s*(PRIVATE|CONFIDENTIAL)\s*", re.IGNORECASE)

_UTC_WITH_ZONE = re.compile(
    r"([^:]*?);TZID=(?:\"[^\"]*\"|[^;:]*)([^:]*:(?:\d{8}T\d{6}Z,?)+[ \t]*)", re.IGNORECASE
)
"""A zone beside a time in UTC says nothing (RFC 5545, 3.2.19), but icalendar would let the zone win."""

ANSWERS = {
    "ACCEPTED": Response.ACCEPTED,
    "TENTATIVE": Response.TENTATIVE,
    "DECLINED": Response.DECLINED,
    "NEEDS-ACTION": Response.NEEDS_ACTION,
}
"""PARTSTAT (RFC 5545, 3.2.12)."""

DATES = ("DTSTART", "DTEND", "RECURRENCE-ID", "RDATE", "EXDATE")

_KEPT = {
    ("VCALENDAR",): frozenset({"VERSION", "PRODID", "CALSCALE"}),
    ("VCALENDAR", "VTIMEZONE"): frozenset({"TZID"}),
    ("VCALENDAR", "VTIMEZONE", "*"): frozenset(
        {"DTSTART", "RRULE", "RDATE", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME"}
    ),
    ("VCALENDAR", "VEVENT"): frozenset(
        {
            "UID",
            "DTSTART",
            "DTEND",
            "DURATION",
            "RRULE",
            "RDATE",
            "EXDATE",
            "RECURRENCE-ID",
            "SEQUENCE",
            "STATUS",
            "TRANSP",
            "SUMMARY",
            "CLASS",
            "GEO",
            "ATTENDEE",
            "ORGANIZER",
            "X-MICROSOFT-CDO-BUSYSTATUS",
            "X-MICROSOFT-MSNCALENDAR-BUSYSTATUS",
            "X-APPLE-STRUCTURED-LOCATION",
        }
    ),
    ("VCALENDAR", "VFREEBUSY"): frozenset({"FREEBUSY"}),
}
"""What busy times depend on. The rest is not even parsed: a broken alarm or note makes no calendar unknown."""

_UNIMPORTANT = frozenset({"SEQUENCE", "GEO", "CLASS", "SUMMARY"})
"""Properties without which an event still blocks the right time."""


def calendars_in(data: bytes) -> list[Calendar]:
    """All calendars of a file with everything in them.

    Raises:
        Unreadable: the file is no iCalendar or a part of it is missing.
    """
    return _parsed("\n".join(line for line, _ in _lines(data)))


def busy_text(data: bytes, *, titles: bool) -> str:
    """The lines of a file that busy times depend on, to be kept and given to `busy_calendars` later.

    Zones that every computer knows are left out, and so are titles that their owner keeps private and who is invited.

    Args:
        data: A whole file.
        titles: Titles may be kept.

    Raises:
        Unreadable: the file is no iCalendar or a part of it is missing.
    """
    kept: list[str] = []
    part: list[str] = []
    for line, path in _lines(data):
        if not _is_kept(line, path):
            continue
        if len(path) == 1:
            kept.append(line)
            continue
        part.append(_as_kept(line))
        if len(path) == 2 and _name(line) == "END":
            kept += _needed(part, path[1], titles=titles)
            part = []
    if not kept:
        raise Unreadable("holds no calendar")
    return "\n".join(kept)


def busy_calendars(text: str) -> list[Calendar]:
    """The calendars in what `busy_text` gave.

    Raises:
        Unreadable: a time can't be read or names a zone that is neither known nor defined.
    """
    calendars = _parsed(text)
    for calendar in calendars:
        for component in calendar.subcomponents:
            _refuse_errors(component)
            _refuse_unknown_zones(component)
    return calendars


def described(component: Component) -> str:
    """How an event is named in an error: its title, else its id."""
    name = str(component.get("SUMMARY") or component.get("UID") or "without a title")
    return f"the event “{name[:60]}”" if component.name == "VEVENT" else f"a {component.name}"


def _unfolded(data: bytes) -> Iterator[str]:
    """The lines of a file with those that go on in the next put together (RFC 5545, 3.1); no empty ones.

    Line by line, as a feed may be large, and no other thread runs while one regular expression goes through it.
    """
    pieces: list[str] = []
    for line in _text(data).replace("\r", "\n").split("\n"):
        if pieces and line[:1] in (" ", "\t"):
            pieces.append(line[1:])
        elif line:
            if pieces:
                yield "".join(pieces)
            pieces = [line]
    if pieces:
        yield "".join(pieces)


def _text(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")  # only titles can differ: all that matters is ASCII
    if "\0" in text:
        raise Unreadable("is no calendar file")
    return text


def _lines(data: bytes) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each line with the names of the components around it, its own included for BEGIN and END."""
    stack: list[str] = []
    seen = False
    for line in _unfolded(data):
        keyword, _, name = line.partition(":")
        match keyword.strip().upper():
            case "BEGIN":
                seen = True
                stack.append(name.strip().upper())
                yield line, tuple(stack)
            case "END":
                if not stack or stack[-1] != name.strip().upper():
                    raise Unreadable(f"is damaged: END:{name.strip()[:40]} without its beginning")
                yield line, tuple(stack)
                stack.pop()
            case "":
                continue
            case _:
                yield line, tuple(stack)
    if stack:
        raise Unreadable(f"is cut off: the end of {stack[-1][:40]} is missing")
    if not seen:
        raise Unreadable("holds no calendar")


def _is_kept(line: str, path: tuple[str, ...]) -> bool:
    if path[:2] == ("VCALENDAR", "VTIMEZONE") and len(path) == 3:
        path = (*path[:2], "*")
    names = _KEPT.get(path)
    if names is None:
        return False
    name = _name(line)
    return name in names or name in ("BEGIN", "END")


def _as_kept(line: str) -> str:
    name = _name(line)
    if name in ("ATTENDEE", "ORGANIZER"):
        return without_names(line)
    found = _UTC_WITH_ZONE.fullmatch(line) if name in DATES else None
    return found[1] + found[2] if found else line


def _name(line: str) -> str:
    found = _NAME.match(line)
    return found.group().strip().upper() if found else ""


def _needed(part: Sequence[str], kind: str, *, titles: bool) -> Sequence[str]:
    """The lines of a component that say something which is not known without them and may be kept."""
    if kind == "VTIMEZONE":
        return () if any(_name(line) == "TZID" and _is_known_zone(line) for line in part) else part
    if titles and not any(_PRIVATE.fullmatch(line) for line in part):
        return part
    return [line for line in part if _name(line) != "SUMMARY"]


def _is_known_zone(line: str) -> bool:
    """Whether icalendar takes its own zone of that name, whatever the file says of it."""
    return line.partition(":")[2].strip().strip("/") in _known_zones()


@cache
def _known_zones() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones())


def _parsed(text: str) -> list[Calendar]:
    with _PARSING, warnings.catch_warnings():
        # A zone named /some.program/America/New_York means America/New_York everywhere it was seen.
        warnings.simplefilter("ignore", GloballyUniqueTZIDGuessed)
        tzp.use_default()  # forgets the zones that other files defined
        try:
            found: list[Any] = Calendar.from_ical(text, multiple=True)
        except Exception as error:
            # Whatever the library trips over, the calendar is unknown.
            raise Unreadable(f"can't be understood: {_first_line(error)}") from error
        finally:
            tzp.use_default()
    if not found or any(component.name != "VCALENDAR" for component in found):
        raise Unreadable("holds no calendar")
    return found


def _refuse_errors(component: Component) -> None:
    for name, problem in component.errors:
        if name in _UNIMPORTANT:
            component.pop(name, None)
        else:
            raise Unreadable(f"can't be understood: {described(component)}: {_first_line(problem)}")


def _refuse_unknown_zones(component: Component) -> None:
    for name in DATES:
        for value in many(component, name):
            zone = value.params.get("TZID") if hasattr(value, "params") else None
            if zone and any(_has_no_zone(moment) for moment in _moments(value)):
                raise Unreadable(f"names a time zone that nobody knows, “{str(zone)[:60]}”")


def _moments(value: Any) -> list[Any]:
    """The dates and times of a property; of periods their starts."""
    found = [each.dt for each in value.dts] if hasattr(value, "dts") else [value.dt]
    return [moment[0] if isinstance(moment, tuple) else moment for moment in found]


def _has_no_zone(moment: object) -> bool:
    return isinstance(moment, datetime) and moment.tzinfo is None


def many(component: Component, name: str) -> list[Any]:
    """All values of a property, none to many."""
    value = component.get(name, [])
    return value if isinstance(value, list) else [value]


def _first_line(problem: object) -> str:
    return (str(problem).splitlines() or ["no reason given"])[0][:200]
