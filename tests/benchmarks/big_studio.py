"""Studios of the sizes that the benchmarks promise, the same at every run."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from studio_app.domain.appointment import Appointment
from studio_app.domain.outside_event import OutsideEvent
from studio_app.domain.photographer import Photographer
from studio_app.domain.place import Place
from studio_app.domain.request import Request
from studio_app.domain.service import Service
from studio_app.domain.settings import Settings, Travel, TravelMode
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import Span
from studio_app.domain.wall_time import Weekday
from studio_app.domain.working_hours import WeekHours
from studio_app.domain.zone import Zone

NEW_YORK = ZoneInfo("America/New_York")
FIRST_DAY = date(2026, 6, 15)
MIDNIGHT = datetime(2026, 6, 15, tzinfo=NEW_YORK)
NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
CORNERS = 50


@dataclass(frozen=True)
class Size:
    """How much a studio holds."""

    photographers: int
    weeks: int
    events: int


MEDIUM = Size(50, 4, 12_000)
LARGE = Size(500, 12, 366_000)


def studio_of(size: Size) -> Studio:
    """A studio with every rule switched on: skills, zones, caps, presets, estimated travel with a limit, lead time."""
    dice = random.Random(20260615)
    services = [Service(f"service{i}", f"Service {i}", 30 + 15 * i) for i in range(6)]
    zones = [_zone(i) for i in range(10)]
    people = [_photographer(i, dice) for i in range(size.photographers)]
    settings = Settings(
        "Large Studio",
        NEW_YORK,
        skills_enabled=True,
        zones_enabled=True,
        lead_time_hours=2,
        max_advance_days=120,
        closed_dates=frozenset({date(2026, 7, 3)}),
        travel=Travel(TravelMode.ESTIMATE, max_travel_min=60),
    )
    return Studio.of(
        settings,
        services=services,
        zones=zones,
        photographers=people,
        events=_events(size, people, dice),
        appointments=_appointments(size, people, dice),
    )


def request_of(size: Size, number: int) -> Request:
    """One request of many that differ in services and place."""
    services = (("service0", "service1"), ("service0",), ("service1", "service2"))[number % 3]
    place = Place(42.30 + number % 17 / 500, -71.10 - number % 13 / 500)
    return Request(
        NOW, FIRST_DAY, FIRST_DAY + timedelta(days=7 * size.weeks - 1), services=services, place=place
    )


def _zone(number: int) -> Zone:
    radius = 0.30 + number * 0.05
    angles = [2 * math.pi * corner / CORNERS for corner in range(CORNERS)]
    ring = tuple((-71 + radius * math.cos(angle), 42.3 + radius * math.sin(angle)) for angle in angles)
    return Zone(f"zone{number}", f"Zone {number}", ring)


def _photographer(number: int, dice: random.Random) -> Photographer:
    hours = ((480 + 15 * (number % 5), 720), (765, 1080))
    return Photographer(
        f"person{number}",
        f"Person {number}",
        f"person{number}@example.com",
        senior=number % 3 == 0,
        skills=frozenset(f"service{key}" for key in range(6) if (number + key) % 5),
        zones=frozenset(f"zone{key}" for key in range(10)),
        hours=WeekHours.of({day: hours for day in Weekday if day < Weekday.SUN}),
        presets={2: (540, 720, 840)} if number % 10 == 0 else {},
        max_shoots_per_day=6,
        home=_place(dice),
    )


def _place(dice: random.Random) -> Place:
    return Place(42.2 + dice.random() / 4, -71 - dice.random() / 4)


def _events(size: Size, people: list[Photographer], dice: random.Random) -> Iterator[OutsideEvent]:
    for person in people:
        for _ in range(size.events // size.photographers):
            day, minute = dice.randrange(size.weeks * 7), 5 * dice.randrange(84, 240)
            start = MIDNIGHT + timedelta(days=day, minutes=minute)
            place = _place(dice) if dice.random() < 0.3 else None
            yield OutsideEvent(
                person.id, Span(start, start + timedelta(minutes=dice.choice((15, 30, 45, 60)))), place=place
            )


def _appointments(size: Size, people: list[Photographer], dice: random.Random) -> Iterator[Appointment]:
    for person in people:
        for day in range(0, size.weeks * 7, 3):
            start = MIDNIGHT + timedelta(days=day, hours=11)
            span = Span(start, start + timedelta(hours=1))
            assigned = MIDNIGHT - timedelta(days=day + 1)
            yield Appointment(
                f"{person.id}-{day}", (person.id,), span, place=_place(dice), assigned_at=assigned
            )
