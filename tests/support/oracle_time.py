"""Time for the oracle: instants, wall times and working hours, as slowly and plainly as they can be written.

Nothing here is shared with the program. An instant is an aware `datetime` in UTC, an interval is half-open, a wall
time is minutes after midnight (1440 ends a day). What a calendar says of one instant is remembered, as every rule asks
it again for everybody; nothing else is clever.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from typing import Any
from zoneinfo import ZoneInfo

Json = dict[str, Any]
Interval = tuple[datetime, datetime]

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
MICROSECOND = timedelta(microseconds=1)
_remembered = lru_cache(100_000)


@_remembered
def instant(text: str) -> datetime:
    """The instant that an ISO 8601 time with an offset names."""
    return datetime.fromisoformat(text).astimezone(UTC)


def wall_minutes(text: str) -> int:
    """`HH:MM` as minutes after midnight; `24:00` is 1440."""
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


@_remembered
def resolve(zone: ZoneInfo, day: date, minutes: int) -> datetime:
    """The instant of a wall time.

    `fold` 0 is the specification's rule word for word: of a repeated time the first; a skipped time is read with the
    offset before the change, which is as far past the change as the clock jumped.
    """
    wall = datetime.combine(day, time(), zone) + timedelta(minutes=minutes)
    return wall.replace(fold=0).astimezone(UTC)


def whole_day(zone: ZoneInfo, day: date) -> Interval:
    """Midnight to midnight in a zone: 23, 24, 25 or some other number of hours."""
    return resolve(zone, day, 0), resolve(zone, day, 1440)


@_remembered
def local_date(zone: ZoneInfo, at: datetime) -> date:
    return at.astimezone(zone).date()


def weekday(day: date) -> str:
    return WEEKDAYS[day.weekday()]


@_remembered
def wall_time(zone: ZoneInfo, at: datetime) -> str | None:
    """`HH:MM` of an instant, or None where it doesn't stand on a whole minute."""
    wall = at.astimezone(zone)
    if wall.second or wall.microsecond:
        return None
    return f"{wall.hour:02}:{wall.minute:02}"


def days_around(zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[date]:
    """Every local date whose hours could reach into the interval, with a day to spare at both ends."""
    day, last = local_date(zone, start) - DAY, local_date(zone, end) + DAY
    while day <= last:
        yield day
        day += DAY


def overlap(first: Interval, second: Interval) -> bool:
    return first[0] < second[1] and second[0] < first[1]


def contains(spans: list[Interval], at: datetime) -> bool:
    return any(start <= at < end for start, end in spans)


class WorkingTime:
    """When one photographer works: their hours, less time off and closed dates, asked one instant at a time."""

    def __init__(self, studio: Json, photographer: Json) -> None:
        settings = studio["studio"]
        self.studio_zone = ZoneInfo(settings["timezone"])
        self.zone = ZoneInfo(photographer.get("timezone") or settings["timezone"])
        self.exceptions = {entry["date"]: entry["hours"] for entry in photographer.get("exceptions") or []}
        self.week = next(
            (
                hours
                for hours in (photographer.get("hours"), settings.get("company_hours"))
                if hours and any(hours.values())  # hours with no interval at all count as not set
            ),
            None,
        )
        self.time_off = [
            (instant(off["start"]), instant(off["end"])) for off in photographer.get("time_off") or []
        ]
        self.closed = [
            whole_day(self.studio_zone, date.fromisoformat(day)) for day in settings.get("closed_dates") or []
        ]
        self.spans = cache(self._spans)
        self.works_at = cache(self._works_at)

    def listed(self, day: date) -> list[list[str]] | None:
        """The wall-time intervals of a date in their zone; None is no restriction."""
        if day.isoformat() in self.exceptions:
            found: list[list[str]] = self.exceptions[day.isoformat()]
            return found
        if self.week is None:
            return None
        return self.week.get(weekday(day)) or []

    def _spans(self, day: date) -> list[Interval]:
        """The same as instants."""
        listed = self.listed(day)
        if listed is None:
            return [whole_day(self.zone, day)]
        return [
            (resolve(self.zone, day, wall_minutes(start)), resolve(self.zone, day, wall_minutes(end)))
            for start, end in listed
        ]

    def _works_at(self, at: datetime) -> bool:
        """Whether one instant is working time. Each date's hours stand alone, so touching at midnight joins."""
        in_hours = any(contains(self.spans(day), at) for day in days_around(self.zone, at, at))
        return in_hours and not contains(self.time_off, at) and not contains(self.closed, at)

    def works_through(self, start: datetime, end: datetime) -> bool:
        """Whether all of `[start, end)` is working time: at its start and wherever anything could change."""
        edges = [start]
        hours = [span for day in days_around(self.zone, start, end) for span in self.spans(day)]
        for span in hours + self.time_off + self.closed:
            edges.extend(edge for edge in span if start < edge < end)
        return all(self.works_at(edge) for edge in edges)
