"""When a photographer works: hours on the wall become instants, and what is off is cut out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from studio_app.domain.photographer import Photographer
from studio_app.domain.settings import Settings
from studio_app.domain.wall_time import MINUTES_A_DAY
from studio_app.domain.working_hours import WallSpans, WeekHours
from studio_app.engine.instants import MINUTE, LocalDay, days_between, local_day, micros, wall_micros
from studio_app.engine.intervals import Intervals, union, without

WHOLE_DAY: WallSpans = ((0, MINUTES_A_DAY),)


def zone_of(settings: Settings, person: Photographer) -> ZoneInfo:
    """The photographer's own zone, else the studio's."""
    return person.timezone or settings.timezone


def week_of(settings: Settings, person: Photographer) -> WeekHours | None:
    """The weekly hours that hold: their own, else the company's, else None for no restriction."""
    for hours in (person.hours, settings.company_hours):
        if hours is not None and hours.is_set:
            return hours
    return None


def hours_of(settings: Settings, person: Photographer) -> Callable[[date], WallSpans]:
    """The hours on the wall of any date in the photographer's zone, before anything is cut out."""
    exceptions = {exception.day: exception.hours for exception in person.exceptions}
    week = week_of(settings, person)
    days = (WHOLE_DAY,) * 7 if week is None else week.days

    def on(day: date) -> WallSpans:
        hours = exceptions.get(day)
        return days[day.weekday()] if hours is None else hours

    return on


def working_time(settings: Settings, person: Photographer, first: date, last: date) -> Intervals:
    """The instants at which a photographer works on the dates of their zone from first to last.

    Intervals of neighbouring days that touch join; time off and closed dates are cut out.
    """
    zone, hours = zone_of(settings, person), hours_of(settings, person)
    pairs: list[tuple[int, int]] = []
    for on in _local_days(zone, first, last):
        for start, end in hours(on.day):
            if on.plain:  # spelled out: this is the inner loop of a first request
                pairs.append((on.start + start * MINUTE, on.start + end * MINUTE))
            else:
                pairs.append((wall_micros(zone, on, start), wall_micros(zone, on, end)))
    return without(union(pairs), off_time(settings, person, first, last))


@lru_cache(maxsize=64)
def _local_days(zone: ZoneInfo, first: date, last: date) -> list[LocalDay]:
    return [local_day(zone, day) for day in days_between(first, last)]


def off_time(settings: Settings, person: Photographer, first: date, last: date) -> list[tuple[int, int]]:
    """What is cut out of the hours: all time off, and the closed dates of the studio around the dates."""
    cuts = [(micros(span.start), micros(span.end)) for span in person.time_off]
    margin = timedelta(days=2)
    for day in settings.closed_dates:
        if first - margin <= day <= last + margin:
            closed = local_day(settings.timezone, day)
            cuts.append((closed.start, closed.end))
    return cuts
