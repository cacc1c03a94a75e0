"""When somebody is away: what can be chosen, and the time that it means. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from studio_app.desk.wording import ENGLISH, Wording
from studio_app.domain.timespan import Span
from studio_app.domain.wall_time import day_start, instant, local_date

LONGEST = 366
"""Days; whoever is away for longer no longer works here."""


class When(StrEnum):
    """Ways to say when."""

    NOW = "now"
    TOMORROW = "tomorrow"
    DAYS = "days"
    HOURS = "hours"


@dataclass(frozen=True, slots=True)
class Away:
    """What is chosen.

    Attributes:
        first, last: Dates in the studio's zone, both included; of hours only the first counts.
        begin, end: Minutes after midnight on the wall; they count for hours only.
    """

    when: When
    first: date
    last: date
    begin: int = 9 * 60
    end: int = 17 * 60


def usual(today: date) -> Away:
    """What is asked for most: from now until the end of the day."""
    return Away(When.NOW, today, today)


def problem(away: Away, zone: ZoneInfo, now: datetime) -> str:
    """Why there is no such time, and what to do; "" where there is one."""
    if away.when is When.HOURS and away.end <= away.begin:
        return "The end is not after the beginning. Choose a later end."
    if away.when is When.DAYS and away.last < away.first:
        return "The last day is before the first one. Choose a later day."
    if away.when is When.DAYS and (away.last - away.first).days >= LONGEST:
        return "That is more than a year. Choose an earlier last day."
    if span_of(away, zone, now).end <= now:
        return "That time is over already. Choose a later one."
    return ""


def span_of(away: Away, zone: ZoneInfo, now: datetime) -> Span:
    """The time that is meant; what has no problem ends after it begins."""
    today = local_date(zone, now)
    tomorrow = today + timedelta(days=1)
    if away.when is When.NOW:
        return Span(now.replace(second=0, microsecond=0), day_start(zone, tomorrow))
    if away.when is When.TOMORROW:
        return Span(day_start(zone, tomorrow), day_start(zone, tomorrow + timedelta(days=1)))
    if away.when is When.HOURS:
        begin, end = instant(zone, away.first, away.begin), instant(zone, away.first, away.end)
        return Span(begin, max(begin, end))
    last = max(away.first, away.last)
    return Span(day_start(zone, away.first), day_start(zone, last + timedelta(days=1)))


def said(span: Span, zone: ZoneInfo, now: datetime, wording: Wording = ENGLISH) -> str:
    """`today from 10:42`, `all of Tue 24 Nov`, `Tue 24 - Thu 26 Nov`, `Tue 24 Nov, 9:00 - 11:00`."""
    today, first = local_date(zone, now), local_date(zone, span.start)
    last = local_date(zone, span.end - timedelta(microseconds=1)) if span.end > span.start else first
    whole = span.start == day_start(zone, first) and span.end == day_start(zone, last + timedelta(days=1))
    day = "today" if first == today else wording.dated(first)
    if whole:
        return f"all of {day}" if first == last else f"{wording.dated(first)} – {wording.dated(last)}"
    if span.end == day_start(zone, first + timedelta(days=1)):
        return f"{day} from {wording.time(span.start, zone)}"
    return f"{day}, {wording.times(span.start, span.end, zone)}"
