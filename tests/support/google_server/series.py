"""Recurring events: their occurrences, with those that were changed or cancelled one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import islice

from dateutil.rrule import rrulestr

from tests.support.google_server.book import Book, Stored
from tests.support.google_server.refusal import JSON, invalid
from tests.support.google_server.times import instant, is_day, length, moved, wall_zone, zone_of

LONGEST = 1_000  # occurrences that are written out at most
_INSTANCE = re.compile(r"(?P<series>.+)_(?P<at>\d{8}(T\d{6}Z)?)\Z")
_LINE = re.compile(r"(RRULE|EXRULE|RDATE|EXDATE)[:;]")


def check_recurrence(lines: list[str], start: JSON) -> None:
    """Refuse what is no recurrence; DTSTART and DTEND lines are not allowed in it."""
    if not all(_LINE.match(line) for line in lines):
        raise invalid("Invalid recurrence rule.", "recurrence")
    try:
        _rule(lines, start, UTC)
    except (ValueError, TypeError, KeyError) as wrong:
        raise invalid("Invalid recurrence rule.", "recurrence") from wrong


def instance_id(series_id: str, at: datetime, *, whole_day: bool) -> str:
    """The id of an occurrence: its series' and when it begins by the rule."""
    return f"{series_id}_{at:%Y%m%d}" if whole_day else f"{series_id}_{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def series_of(book: Book, event_id: str) -> Stored | None:
    """The recurring event that an occurrence's id belongs to."""
    match = _INSTANCE.match(event_id)
    found = book.events.get(match["series"]) if match else None
    return found if found is not None and "recurrence" in found.resource else None


def occurrences(
    book: Book, series: Stored, until: datetime | None = None, *, by_rule: bool = False
) -> Iterator[JSON]:
    """All occurrences of a series by their time in the rule, the cancelled ones too.

    Args:
        until: Those that the rule puts from here on are left out.
        by_rule: As the rule makes them, without what was changed about one of them.
    """
    resource = series.resource
    own = {} if by_rule else book.exceptions_of(series.id)
    start, whole_day = resource["start"], is_day(resource["start"])
    took = length(start, resource["end"], book.zone)
    if whole_day:
        took = date.fromisoformat(resource["end"]["date"]) - date.fromisoformat(start["date"])
    zone = wall_zone(start, book.zone)
    for wall in islice(_rule(resource["recurrence"], start, zone), LONGEST):
        at = wall.replace(tzinfo=book.zone if whole_day else zone)
        if until is not None and at >= until:
            return
        name = instance_id(series.id, at, whole_day=whole_day)
        if name in own:
            yield own[name].resource
            continue
        kept = {key: value for key, value in resource.items() if key != "recurrence"}
        if whole_day:
            begin, finish = ({"date": day.date().isoformat()} for day in (wall, wall + took))
        else:
            begin, finish = moved(start, at, book.zone), moved(resource["end"], _later(at, took), book.zone)
        yield kept | {
            "id": name,
            "recurringEventId": series.id,
            "originalStartTime": begin,
            "start": begin,
            "end": finish,
        }


def occurrence(book: Book, event_id: str, *, by_rule: bool = False) -> JSON | None:
    """One occurrence of a series that is not cancelled as a whole."""
    series = series_of(book, event_id)
    if series is None or series.is_cancelled:
        return None
    found = occurrences(book, series, by_rule=by_rule)
    return next((each for each in found if each["id"] == event_id), None)


def reach(book: Book, one: Stored) -> tuple[datetime, datetime | None]:
    """From the first start to the last end of an event; None where it repeats for ever."""
    resource = one.resource
    if "start" not in resource:  # a cancelled occurrence has nothing but its place
        at = instant(resource["originalStartTime"], book.zone)
        return at, at + timedelta(seconds=1)
    start, end = instant(resource["start"], book.zone), instant(resource["end"], book.zone)
    if "recurrence" not in resource:
        return start, end
    if not any("COUNT=" in line or "UNTIL=" in line for line in resource["recurrence"]):
        return start, None
    last = start
    for each in occurrences(book, one):
        if "end" in each:
            last = max(last, instant(each["end"], book.zone))
    return start, last


def _later(at: datetime, took: timedelta) -> datetime:
    """Time really gone by, also across a change of the clocks."""
    return at.astimezone(UTC) + took


def _wall(start: JSON, zone: tzinfo) -> datetime:
    """The first time as the rule counts: by the clock on the wall."""
    if is_day(start):
        return datetime.fromisoformat(start["date"])
    return datetime.fromisoformat(start["dateTime"]).astimezone(zone).replace(tzinfo=None)


def _rule(lines: list[str], start: JSON, zone: tzinfo) -> Iterator[datetime]:
    """The wall times of a recurrence; dateutil mixes no instants with wall times, so all become such."""
    found = []
    for line in lines:
        name, _, value = line.partition(":")
        if name.startswith(("EXDATE", "RDATE")):
            inside = re.search(r"TZID=([^;:]+)", name)
            own = (zone_of(inside[1]) if inside else None) or zone
            times = ",".join(_by_the_wall(each, own, zone) for each in value.split(","))
            found.append(f"{name.partition(';')[0]}:{times}")
        else:
            found.append(re.sub(r"(?<=UNTIL=)\d{8}T\d{6}Z", lambda at: _by_the_wall(at[0], zone, zone), line))
    return iter(rrulestr("\n".join(found), dtstart=_wall(start, zone), forceset=True))


def _by_the_wall(text: str, own: tzinfo, zone: tzinfo) -> str:
    if "T" not in text:
        return text
    at = datetime.strptime(text.removesuffix("Z"), "%Y%m%dT%H%M%S")  # noqa: DTZ007
    at = at.replace(tzinfo=UTC if text.endswith("Z") else own)
    return f"{at.astimezone(zone):%Y%m%dT%H%M%S}"
