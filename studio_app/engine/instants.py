"""Instants inside the engine: whole microseconds since 1970 in UTC, so that comparing them is comparing integers.

Domain values hold datetimes; they are turned into integers once and never back in an inner loop.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from dateutil import tz

from studio_app.domain.wall_time import MINUTES_A_DAY, day_start, instant

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
MINUTE = 60_000_000
"""Microseconds in a minute."""
DAY = MINUTES_A_DAY * MINUTE


def micros(moment: datetime) -> int:
    """Microseconds since 1970 of an aware datetime."""
    return (moment - EPOCH) // MICROSECOND


def moment_of(value: int) -> datetime:
    """The UTC datetime of microseconds since 1970."""
    return EPOCH + value * MICROSECOND


class LocalDay(NamedTuple):
    """A date in a zone: when it starts and ends, and whether every wall time of it exists once, one after another."""

    day: date
    start: int
    end: int
    plain: bool


@lru_cache(maxsize=16384)
def local_day(zone: ZoneInfo, day: date) -> LocalDay:
    """Where a date lies in time."""
    start, end = micros(day_start(zone, day)), micros(day_start(zone, day + timedelta(days=1)))
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=zone)
    plain = end - start == DAY and noon.utcoffset() == day_start(zone, day).astimezone(zone).utcoffset()
    return LocalDay(day, start, end, plain)


def wall_micros(zone: ZoneInfo, on: LocalDay, minute: int) -> int:
    """The instant of a wall time; skipped and repeated ones as the domain says."""
    return on.start + minute * MINUTE if on.plain else micros(instant(zone, on.day, minute))


@lru_cache(maxsize=16384)
def offered_walls(zone: ZoneInfo, day: date, walls: tuple[int, ...]) -> tuple[int, ...]:
    """Instants of wall times (ascending minutes) of a date that may be offered as a start.

    One that the clock skips is not offered; of a repeated one both instants are.
    """
    on = local_day(zone, day)
    if on.plain:
        return tuple(on.start + minute * MINUTE for minute in walls)
    found: set[int] = set()
    for minute in walls:
        wall = datetime(day.year, day.month, day.day, minute // 60, minute % 60)  # noqa: DTZ001 - a wall time
        if tz.datetime_exists(wall, zone):
            found.add(micros(wall.replace(tzinfo=zone, fold=0)))
            found.add(micros(wall.replace(tzinfo=zone, fold=1)))
    return tuple(sorted(found))


def days_between(first: date, last: date) -> list[date]:
    """The dates from first to last, both included."""
    return [first + timedelta(days=offset) for offset in range((last - first).days + 1)]


def date_at(zone: ZoneInfo, value: int) -> date:
    """The date on the wall in a zone at an instant."""
    return moment_of(value).astimezone(zone).date()
