"""How much everybody does, week by week: what has been and what is booked, so that fairness can be seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from studio_app.domain.appointment import Appointment, State
from studio_app.domain.photographer import Photographer
from studio_app.domain.settings import Travel
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import Span
from studio_app.domain.wall_time import day_start, local_date
from studio_app.engine.travel import tour_minutes

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Load:
    """What somebody does in a week.

    Attributes:
        shoots: Confirmed appointments that start in it.
        minutes: Time on site.
        driving: Minutes from home from place to place and back, each day, by known drives and the estimate.
        unplaced: How many of the shoots have no known place: their drives are not counted.
    """

    shoots: int = 0
    minutes: int = 0
    driving: int = 0
    unplaced: int = 0

    def __add__(self, other: Load) -> Load:
        return Load(
            self.shoots + other.shoots,
            self.minutes + other.minutes,
            self.driving + other.driving,
            self.unplaced + other.unplaced,
        )


@dataclass(frozen=True, slots=True)
class Workload:
    """What a team does.

    Attributes:
        weeks: The Mondays with which the weeks begin, in the studio's zone.
        people: One load a week for every photographer, by id, in their order.
    """

    weeks: tuple[date, ...] = ()
    people: Mapping[str, tuple[Load, ...]] | None = None

    def of(self, person: str) -> tuple[Load, ...]:
        """The weeks of one photographer; of the whole team for ""."""
        people = self.people or {}
        if person:
            return people.get(person, (Load(),) * len(self.weeks))
        return tuple(
            sum((loads[place] for loads in people.values()), Load()) for place in range(len(self.weeks))
        )


def monday_of(day: date) -> date:
    """The Monday of a date's week."""
    return day - timedelta(days=day.weekday())


def workload(studio: Studio, first: date, weeks: int) -> Workload:
    """The load of every photographer in the weeks from that of `first` on, as far as their diaries are loaded."""
    zone, monday = studio.settings.timezone, monday_of(first)
    span = Span(day_start(zone, monday), day_start(zone, monday + weeks * WEEK))
    people = {}
    for person in studio.photographers:
        days: dict[date, list[Appointment]] = defaultdict(list)
        for item in studio.diaries[person.id].appointments:
            if item.state is State.CONFIRMED and span.start <= item.span.start < span.end:
                days[local_date(zone, item.span.start)].append(item)
        people[person.id] = _by_week(person, studio.settings.travel, days, monday, weeks)
    return Workload(tuple(monday + place * WEEK for place in range(weeks)), people)


def _by_week(
    person: Photographer,
    travel: Travel,
    days: Mapping[date, Iterable[Appointment]],
    monday: date,
    weeks: int,
) -> tuple[Load, ...]:
    loads = [Load()] * weeks
    for day, items in days.items():
        loads[(day - monday) // WEEK] += _day(person, travel, items)
    return tuple(loads)


def _day(person: Photographer, travel: Travel, items: Iterable[Appointment]) -> Load:
    visits = sorted(items, key=lambda item: item.span.start)
    stops = [item.place for item in visits if item.place]
    load = Load(len(visits), sum(item.span.minutes for item in visits))
    return replace(load, driving=tour_minutes(travel, person.home, stops), unplaced=len(visits) - len(stops))
