"""Hours on the wall: a week of them, and single dates that differ."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from studio_app.domain.wall_time import Weekday

WallSpans = tuple[tuple[int, int], ...]
"""Sorted, disjoint `(start, end)` pairs in minutes after midnight, 0 to 1440."""


@dataclass(frozen=True, slots=True)
class WeekHours:
    """Seven days of wall spans, Monday first. Hours with no span at all count as not set."""

    days: tuple[WallSpans, WallSpans, WallSpans, WallSpans, WallSpans, WallSpans, WallSpans]

    @property
    def is_set(self) -> bool:
        """Whether any day has hours; then the days without are off."""
        return any(self.days)

    def on(self, weekday: int) -> WallSpans:
        """The spans of a weekday, 0 for Monday."""
        return self.days[weekday]

    @classmethod
    def of(cls, days: dict[Weekday, WallSpans]) -> WeekHours:
        """The week with the given days; the others are empty."""
        mon, tue, wed, thu, fri, sat, sun = (days.get(day, ()) for day in Weekday)
        return cls((mon, tue, wed, thu, fri, sat, sun))


@dataclass(frozen=True, slots=True)
class HoursException:
    """The hours of one date, instead of the weekly ones; no span is a day off."""

    day: date
    hours: WallSpans


@dataclass(frozen=True, slots=True, order=True)
class DayReason:
    """Why a date is off, closed or otherwise than usual, in the words of the studio."""

    day: date
    text: str


def reasons_on(reasons: Iterable[DayReason]) -> dict[date, str]:
    """What is said of each date; of two that somebody wrote at the same time, both."""
    found: dict[date, str] = {}
    for reason in sorted(reasons):
        found[reason.day] = f"{found[reason.day]}; {reason.text}" if reason.day in found else reason.text
    return found
