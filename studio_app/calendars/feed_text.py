"""A whole calendar in one text, taken apart: an item for each event and its exceptions, so that a change stays small."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

from studio_app.domain.calendar_item import CalendarItem

LONGEST_ID = 200
BUSY = "busy times"
"""Id of the item with all published busy times, which have no events."""


def items_of(text: str) -> list[CalendarItem]:
    """The items of a text as `ics_text.busy_text` gives it; each can be read without the others."""
    texts: dict[str, list[str]] = {}
    for calendar in calendars_of(text.split("\n")):
        zones = [part for part in calendar if part[0] == "BEGIN:VTIMEZONE"]
        for key, parts in _by_event(part for part in calendar if part[0] != "BEGIN:VTIMEZONE"):
            lines = [line for part in parts for line in part]
            used = [line for zone in zones if _is_used(zone, lines) for line in zone]
            texts.setdefault(key, []).append("\n".join(["BEGIN:VCALENDAR", *used, *lines, "END:VCALENDAR"]))
    return [_item(key, "\n".join(found)) for key, found in texts.items()]


def _item(key: str, text: str) -> CalendarItem:
    return CalendarItem(key, key, _digest(text), text)


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20]


Part = Sequence[str]
"""The lines of a component, from its BEGIN to its END."""


def calendars_of(lines: Iterable[str]) -> Iterator[list[Part]]:
    """The components of each calendar; names of components in capitals."""
    parts: list[Part] = []
    part: list[str] = []
    depth = 0
    for line in lines:
        keyword, _, name = line.partition(":")
        is_begin = keyword.strip().upper() == "BEGIN"
        depth += 1 if is_begin else -(keyword.strip().upper() == "END")
        if depth == 0:
            yield parts
            parts = []
        elif part or depth > 1:
            part.append(f"BEGIN:{name.strip().upper()}" if is_begin else line)
            if depth == 1:
                parts.append(part)
                part = []


def _by_event(parts: Iterable[Part]) -> Iterable[tuple[str, list[Part]]]:
    found: dict[str, list[Part]] = {}
    for part in parts:
        found.setdefault(key_of(part), []).append(part)
    return found.items()


def key_of(part: Part) -> str:
    """What the parts of one event have in common."""
    if part[0] != "BEGIN:VEVENT":
        return BUSY
    for line in part:
        name, _, value = line.partition(":")
        if name.partition(";")[0].strip().upper() == "UID" and value.strip():
            uid = value.strip()
            return uid if len(uid) <= LONGEST_ID else _digest(uid)
    return "without id " + _digest("\n".join(part))


def _is_used(zone: Part, lines: Sequence[str]) -> bool:
    name = next((line.partition(":")[2].strip() for line in zone if line[:4].upper() == "TZID"), "")
    return any(name in line for line in lines)
