"""The `studio` object of a studio file."""

from __future__ import annotations

from datetime import date

from studio_app.domain.settings import (
    MOST_ADVANCE_DAYS,
    MOST_AROUND_SUNSET_MIN,
    MOST_BUFFER_MIN,
    MOST_HOURS,
    MOST_REDUCTION_PCT,
    SLOT_STEPS,
    DayEdges,
    Settings,
    Travel,
    TravelMode,
    Twilight,
    TwilightMode,
)
from studio_app.domain.wall_time import Weekday
from studio_app.exchange.containers import Keys, each
from studio_app.exchange.fields import (
    choice,
    day,
    flag,
    minutes,
    number,
    refuse,
    text,
    wall,
    wall_end,
    whole,
    zone,
)
from studio_app.exchange.read_times import read_week, read_weekday, takes_time

SETTINGS = Keys(
    ("name", "timezone"),
    (
        "integrated_booking",
        "slot_step_min",
        "buffer_before_min",
        "buffer_after_min",
        "day_edge_buffers",
        "lead_time_hours",
        "max_advance_days",
        "bookable_weekdays",
        "closed_dates",
        "company_hours",
        "skills_enabled",
        "zones_enabled",
        "priority_enabled",
        "two_photographers_hours",
        "duration_reduction_pct",
        "twilight",
        "travel",
    ),
)
TWILIGHT = Keys((), ("mode", "start", "end", "before_min", "after_min"))
TRAVEL = Keys((), ("mode", "speed_kmh", "detour", "floor_min", "max_travel_min"))

_buffer = whole(0, MOST_BUFFER_MIN)
_hours = number(0, MOST_HOURS)
_around_sunset = whole(0, MOST_AROUND_SUNSET_MIN)


def read_settings(raw: object) -> Settings:
    """The settings of a studio."""
    members = SETTINGS.of(raw)
    return Settings(
        name=members.read("name", text),
        timezone=members.read("timezone", zone),
        integrated_booking=members.get("integrated_booking", flag, True),
        slot_step_min=members.get("slot_step_min", _step, 15),
        buffer_before_min=members.get("buffer_before_min", _buffer, 30),
        buffer_after_min=members.get("buffer_after_min", _buffer, 30),
        day_edge_buffers=members.get("day_edge_buffers", choice(DayEdges), DayEdges.STRICT),
        lead_time_hours=members.get("lead_time_hours", _hours, 0),
        max_advance_days=members.get("max_advance_days", whole(1, MOST_ADVANCE_DAYS), 90),
        bookable_weekdays=members.get("bookable_weekdays", _weekdays, frozenset(Weekday)),
        closed_dates=members.get("closed_dates", _dates, frozenset()),
        company_hours=members.maybe("company_hours", read_week),
        skills_enabled=members.get("skills_enabled", flag, False),
        zones_enabled=members.get("zones_enabled", flag, False),
        priority_enabled=members.get("priority_enabled", flag, False),
        two_photographers_hours=members.get("two_photographers_hours", _hours, 0),
        duration_reduction_pct=members.get("duration_reduction_pct", whole(0, MOST_REDUCTION_PCT), 0),
        twilight=members.get("twilight", _twilight, Twilight()),
        travel=members.get("travel", _travel, Travel()),
    )


def _step(raw: object) -> int:
    step = minutes(raw)
    if step not in SLOT_STEPS:
        refuse(f"is none of {', '.join(map(str, SLOT_STEPS))}")
    return step


def _weekdays(raw: object) -> frozenset[Weekday]:
    return frozenset(each(read_weekday)(raw))


def _dates(raw: object) -> frozenset[date]:
    return frozenset(each(day)(raw))


def _twilight(raw: object) -> Twilight:
    members, usual = TWILIGHT.of(raw), Twilight()
    twilight = Twilight(
        mode=members.get("mode", choice(TwilightMode), usual.mode),
        start=members.get("start", wall, usual.start),
        end=members.get("end", wall_end, usual.end),
        before_min=members.get("before_min", _around_sunset, usual.before_min),
        after_min=members.get("after_min", _around_sunset, usual.after_min),
    )
    takes_time(twilight.start, twilight.end)
    return twilight


def _travel(raw: object) -> Travel:
    members, usual = TRAVEL.of(raw), Travel()
    return Travel(
        mode=members.get("mode", choice(TravelMode), usual.mode),
        speed_kmh=members.get("speed_kmh", number(0.1, 2000), usual.speed_kmh),
        detour=members.get("detour", number(0, 100), usual.detour),
        floor_min=members.get("floor_min", minutes, usual.floor_min),
        max_travel_min=members.maybe("max_travel_min", minutes),
    )
