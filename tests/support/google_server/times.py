"""Google's times: RFC 3339 instants, days, and the zones beside them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tests.support.google_server.refusal import JSON, Refusal, invalid, required

_INSTANT = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)?\Z")


def parse_loose(text: str) -> datetime | None:
    """An RFC 3339 time, with or without its offset; None for anything else."""
    if not _INSTANT.match(text):
        return None
    try:
        return datetime.fromisoformat(text.upper())
    except ValueError:
        return None


def parse_instant(text: str) -> datetime | None:
    """An RFC 3339 time with its offset; None for anything else."""
    found = parse_loose(text)
    return found if found is not None and found.tzinfo is not None else None


@lru_cache(maxsize=200)
def zone_of(name: str) -> ZoneInfo | None:
    """The named zone, or None where the tz database has none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def stamp(at: datetime) -> str:
    """How Google writes `created` and `updated`."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def short(at: datetime) -> str:
    """An instant in UTC as instance ids and freebusy answers have it: seconds and a Z."""
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def shown(at: datetime, zone: tzinfo) -> str:
    """An instant as Google writes it in a zone."""
    return at.astimezone(zone).isoformat(timespec="seconds").replace("+00:00", "Z")


def is_day(when: JSON) -> bool:
    """Whether an event's time is a whole day."""
    return "date" in when


def instant(when: JSON, zone: tzinfo) -> datetime:
    """The instant of an event's (stored) time in UTC; a day begins at midnight in the calendar's zone."""
    if is_day(when):
        day = date.fromisoformat(when["date"])
        return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)
    return datetime.fromisoformat(when["dateTime"]).astimezone(UTC)


def wall_zone(when: JSON, zone: ZoneInfo) -> ZoneInfo:
    """The zone that a series repeats in."""
    return zone_of(when.get("timeZone", "")) or zone


def stored(when: JSON | None, which: str, zone: ZoneInfo, *, recurring: bool) -> JSON:
    """A time from a request as Google keeps it: a day, or an instant in the calendar's zone with a named zone.

    Args:
        which: `start` or `end`, for the words of a refusal.
        zone: The calendar's.
        recurring: The event has a recurrence, which needs a named zone.
    """
    when = {name: value for name, value in (when or {}).items() if value is not None}
    if ("date" in when) == ("dateTime" in when):
        raise required(f"Missing {which} time.") if "date" not in when else invalid(f"Invalid {which} time.")
    name = when.get("timeZone")
    if name is not None and zone_of(name) is None:
        raise invalid(f"Invalid time zone definition for {which} time.", f"{which}.timeZone")
    if "date" in when:
        return {"date": when["date"]}
    at = parse_loose(when["dateTime"])
    assert at is not None
    if name is None and (recurring or at.tzinfo is None):
        raise required(f"Missing time zone definition for {which} time.")
    own = zone_of(name) if name is not None else zone
    assert own is not None
    if at.tzinfo is None:
        at = at.replace(tzinfo=own)
    return {"dateTime": shown(at.replace(microsecond=0), zone), "timeZone": own.key}


def moved(when: JSON, to: datetime, zone: ZoneInfo) -> JSON:
    """The same kind of time at another instant."""
    if is_day(when):
        return {"date": to.astimezone(zone).date().isoformat()}
    return when | {"dateTime": shown(to, zone)}


def in_zone(when: JSON, zone: tzinfo) -> JSON:
    """A stored time as it is answered to a request with a `timeZone`."""
    if is_day(when):
        return when
    return when | {"dateTime": shown(datetime.fromisoformat(when["dateTime"]), zone)}


def length(start: JSON, end: JSON, zone: tzinfo) -> timedelta:
    """From start to end; refused where there is nothing between, or where a day meets an hour."""
    if is_day(start) != is_day(end):
        raise invalid("Start and end times must either both be date or both be dateTime.")
    took = instant(end, zone) - instant(start, zone)
    if took < timedelta(0) or (is_day(start) and not took):
        raise Refusal(
            400, "timeRangeEmpty", "The specified time range is empty.", domain="calendar", location="timeMax"
        )
    return took
