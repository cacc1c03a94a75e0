"""Days off and days with other hours: what a date is, and how it is made otherwise.

What the calendar of days off draws is read from the same photographer that the rules work with. A date belongs to the
photographer's own zone; a day off is a span of time off from midnight to midnight there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from zoneinfo import ZoneInfo

from studio_app.domain.photographer import Photographer
from studio_app.domain.settings import Settings
from studio_app.domain.timespan import Span
from studio_app.domain.wall_time import day_start, local_date
from studio_app.domain.working_hours import DayReason, HoursException, WallSpans, reasons_on

LONGEST = 366
"""Days that can be changed at once."""
_DAY = timedelta(days=1)


class DayKind(StrEnum):
    """What a date is."""

    USUAL = "usual"
    OFF = "off"
    HOURS = "hours"
    """Other hours than the weekly ones."""
    PART = "part"
    """Time off on some of the day; it comes from a studio file or from a plan for somebody who is away."""


@dataclass(frozen=True, slots=True)
class Day:
    """One date.

    Attributes:
        hours: The hours of a day with hours of its own.
        away: The time off on it, where that is not the whole day.
    """

    kind: DayKind = DayKind.USUAL
    hours: WallSpans = ()
    away: tuple[Span, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DaysWish:
    """What some dates are to be, both ends included. `hours` count for other hours only, sorted and disjoint."""

    kind: DayKind
    first: date
    last: date
    hours: WallSpans = ()
    reason: str = ""

    @property
    def dates(self) -> Iterator[date]:
        """Every one of them."""
        return (self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Dates that follow each other and are alike, both ends included."""

    first: date
    last: date
    day: Day

    @property
    def days(self) -> int:
        """How many they are."""
        return (self.last - self.first).days + 1


# ---------------------------------------------------------------- what is stored


def special_days(person: Photographer, zone: ZoneInfo, first: date, last: date) -> Mapping[date, Day]:
    """The dates from first to last that are not as usual, in their order."""
    reasons = reasons_on(person.reasons)
    own = {item.day: item.hours for item in person.exceptions if first <= item.day <= last}
    away: dict[date, list[Span]] = {}
    for span in person.time_off:
        for day in _touched(span, zone, first, last):
            away.setdefault(day, []).append(span)
    return {
        day: replace(_day(zone, day, away.get(day, []), own.get(day)), reason=reasons.get(day, ""))
        for day in sorted(away.keys() | own.keys())
    }


def closed_days(settings: Settings, first: date, last: date) -> Mapping[date, Day]:
    """The dates from first to last on which the studio is closed, in their order."""
    reasons = reasons_on(settings.closed_reasons)
    return {
        day: Day(DayKind.OFF, reason=reasons.get(day, ""))
        for day in sorted(settings.closed_dates)
        if first <= day <= last
    }


def stretches(days: Mapping[date, Day]) -> tuple[Stretch, ...]:
    """Dates in their order as stretches of those that are alike."""
    found: list[Stretch] = []
    for day, what in days.items():
        alike = found and found[-1].last + _DAY == day and found[-1].day == what
        if alike and what.kind is not DayKind.PART:
            found[-1] = replace(found[-1], last=day)
        else:
            found.append(Stretch(day, day, what))
    return tuple(found)


def _touched(span: Span, zone: ZoneInfo, first: date, last: date) -> Iterator[date]:
    if span.end <= span.start:
        return
    day = max(first, local_date(zone, span.start))
    while day <= last and day_start(zone, day) < span.end:
        yield day
        day += _DAY


def _day(zone: ZoneInfo, day: date, away: list[Span], hours: WallSpans | None) -> Day:
    whole = _whole(zone, day, day)
    parts = joined(Span(max(s.start, whole.start), min(s.end, whole.end)) for s in away)
    if parts == (whole,) or hours == ():
        return Day(DayKind.OFF)
    if hours is not None:
        return Day(DayKind.HOURS, hours, parts)
    return Day(DayKind.PART, (), parts)


def _whole(zone: ZoneInfo, first: date, last: date) -> Span:
    return Span(day_start(zone, first), day_start(zone, last + _DAY))


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same time as spans that neither overlap nor touch, in their order."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda each: (each.start, each.end)):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


# ---------------------------------------------------------------- what is wished for


def problem(wish: DaysWish) -> str:
    """Why dates can't be made so, and what to do; "" where they can."""
    if wish.last < wish.first:
        return "The last day is before the first one. Choose a later day."
    if (wish.last - wish.first).days >= LONGEST:
        return "That is more than a year. Choose an earlier last day."
    if wish.kind is DayKind.HOURS and not wish.hours:
        return "Other hours need a beginning and an end. Type them, such as 9-12, or choose Off."
    if any(end <= start for start, end in wish.hours):
        return "Hours end after they begin. Type them again, such as 9-12."
    if any(after < before for (_, before), (after, _) in pairwise(wish.hours)):
        return "The hours overlap. Type them one after the other, such as 9-12, 1-5."
    return ""


def with_days(person: Photographer, zone: ZoneInfo, wishes: Iterable[DaysWish]) -> Photographer:
    """The photographer with dates made otherwise, one wish after the other."""
    for wish in wishes:
        person = _with_days(person, zone, wish)
    return person


def _with_days(person: Photographer, zone: ZoneInfo, wish: DaysWish) -> Photographer:
    cut = _whole(zone, wish.first, wish.last)
    time_off = [part for span in person.time_off for part in without(span, cut)]
    exceptions = [item for item in person.exceptions if not wish.first <= item.day <= wish.last]
    if wish.kind is DayKind.OFF:
        time_off.append(cut)
    elif wish.kind is DayKind.HOURS:
        exceptions += [HoursException(day, wish.hours) for day in wish.dates]
    return replace(
        person,
        time_off=_in_order(person.time_off, time_off),
        exceptions=tuple(sorted(exceptions, key=lambda item: item.day)),
        reasons=_reasons(person.reasons, wish),
    )


def closed_on(settings: Settings, wishes: Iterable[DaysWish]) -> Settings:
    """The settings with dates closed or open again; a studio knows no other hours of a date.

    Raises:
        ValueError: somebody wishes for those.
    """
    for wish in wishes:
        dates = frozenset(wish.dates)
        if wish.kind is DayKind.OFF:
            closed = settings.closed_dates | dates
        elif wish.kind is DayKind.USUAL:
            closed = settings.closed_dates - dates
        else:
            raise ValueError(f"a studio is not closed in part: {wish.kind}")
        reasons = _reasons(settings.closed_reasons, wish)
        settings = replace(settings, closed_dates=closed, closed_reasons=reasons)
    return settings


def without(span: Span, cut: Span) -> Iterator[Span]:
    """What of a span lies outside of another."""
    if not span.overlaps(cut):
        yield span
        return
    if span.start < cut.start:
        yield Span(span.start, cut.start)
    if cut.end < span.end:
        yield Span(cut.end, span.end)


def _in_order(before: tuple[Span, ...], spans: list[Span]) -> tuple[Span, ...]:
    """By start; as they stood where nothing else is off than before."""
    return before if list(before) == spans else tuple(sorted(spans, key=lambda each: (each.start, each.end)))


def _reasons(before: frozenset[DayReason], wish: DaysWish) -> frozenset[DayReason]:
    kept = frozenset(item for item in before if not wish.first <= item.day <= wish.last)
    text = " ".join(wish.reason.split())
    if wish.kind is DayKind.USUAL or not text:
        return kept
    return kept | {DayReason(day, text) for day in wish.dates}
