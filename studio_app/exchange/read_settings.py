"""The `studio` object of a studio file, and hours."""

from __future__ import annotations

from studio_app.domain.settings import (
    SLOT_STEPS,
    DayEdges,
    Settings,
    Travel,
    TravelMode,
    Twilight,
    TwilightMode,
)
from studio_app.domain.wall_time import Weekday, format_wall
from studio_app.domain.working_hours import WallSpans, WeekHours
from studio_app.exchange.fields import Members, Value, quoted

WEEKDAYS = {day.key: day for day in Weekday}
MOST_HOURS = 100_000
OPTIONAL = (
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
)


def read_settings(value: Value) -> Settings:
    """The settings of a studio."""
    members = value.members(("name", "timezone"), OPTIONAL)
    return Settings(
        name=members["name"].text(),
        timezone=members["timezone"].zone(),
        integrated_booking=members.get("integrated_booking", Value.flag, True),
        slot_step_min=members.get("slot_step_min", _step, 15),
        buffer_before_min=members.get("buffer_before_min", _buffer, 30),
        buffer_after_min=members.get("buffer_after_min", _buffer, 30),
        day_edge_buffers=members.get("day_edge_buffers", lambda v: v.choice(DayEdges), DayEdges.STRICT),
        lead_time_hours=members.get("lead_time_hours", _hours_ahead, 0),
        max_advance_days=members.get("max_advance_days", lambda v: v.whole(1, 730), 90),
        bookable_weekdays=members.get("bookable_weekdays", _weekdays, frozenset(Weekday)),
        closed_dates=members.get(
            "closed_dates", lambda v: frozenset(item.day() for item in v.items()), frozenset()
        ),
        company_hours=members.maybe("company_hours", read_week),
        skills_enabled=members.get("skills_enabled", Value.flag, False),
        zones_enabled=members.get("zones_enabled", Value.flag, False),
        priority_enabled=members.get("priority_enabled", Value.flag, False),
        two_photographers_hours=members.get("two_photographers_hours", _hours_ahead, 0),
        duration_reduction_pct=members.get("duration_reduction_pct", lambda v: v.whole(0, 90), 0),
        twilight=members.get("twilight", _twilight, Twilight()),
        travel=members.get("travel", _travel, Travel()),
    )


def read_week(value: Value) -> WeekHours:
    """Hours of a week, by weekday."""
    members = value.members((), WEEKDAYS)
    return WeekHours.of({WEEKDAYS[key]: read_hours(day) for key, day in members.items()})


def read_hours(value: Value) -> WallSpans:
    """Hours of one day: sorted, disjoint, each end after its start."""
    spans: list[tuple[int, int]] = []
    for item in value.items():
        pair = list(item.items())
        if len(pair) != 2:
            item.fail("is not a pair of a start and an end")
        start, end = pair[0].wall(), pair[1].wall(ends_a_day=True)
        if end < start:
            item.fail("end is before start")
        if end == start:
            item.fail("end is not after start")
        if spans and start < spans[-1][1]:
            item.fail(f"starts before {format_wall(spans[-1][1])}, the end of the hours before")
        spans.append((start, end))
    return tuple(spans)


def read_weekday(key: str, path: Value) -> Weekday:
    """A weekday by its name in the file."""
    if key not in WEEKDAYS:
        path.fail(f"{quoted(key)} is none of {', '.join(WEEKDAYS)}")
    return WEEKDAYS[key]


def _step(value: Value) -> int:
    step = value.whole()
    if step not in SLOT_STEPS:
        value.fail(f"is none of {', '.join(map(str, SLOT_STEPS))}")
    return step


def _buffer(value: Value) -> int:
    return value.whole(0, 480)


def _hours_ahead(value: Value) -> float:
    return value.number(0, MOST_HOURS)


def _weekdays(value: Value) -> frozenset[Weekday]:
    return frozenset(read_weekday(item.text(), item) for item in value.items())


def _twilight(value: Value) -> Twilight:
    members = value.members((), ("mode", "start", "end", "before_min", "after_min"))
    usual = Twilight()
    twilight = Twilight(
        mode=members.get("mode", lambda v: v.choice(TwilightMode), usual.mode),
        start=members.get("start", Value.wall, usual.start),
        end=members.get("end", lambda v: v.wall(ends_a_day=True), usual.end),
        before_min=members.get("before_min", _around_sunset, usual.before_min),
        after_min=members.get("after_min", _around_sunset, usual.after_min),
    )
    if twilight.end <= twilight.start:
        _fail_at(
            members, "end is before start" if twilight.end < twilight.start else "end is not after start"
        )
    return twilight


def _fail_at(members: Members, problem: str) -> None:
    members["end" if "end" in members else "start"].fail(problem)


def _around_sunset(value: Value) -> int:
    return value.whole(0, 1440)


def _travel(value: Value) -> Travel:
    members = value.members((), ("mode", "speed_kmh", "detour", "floor_min", "max_travel_min"))
    usual = Travel()
    return Travel(
        mode=members.get("mode", lambda v: v.choice(TravelMode), usual.mode),
        speed_kmh=members.get("speed_kmh", _speed, usual.speed_kmh),
        detour=members.get("detour", lambda v: v.number(0, 100), usual.detour),
        floor_min=members.get("floor_min", Value.whole, usual.floor_min),
        max_travel_min=members.maybe("max_travel_min", Value.whole),
    )


def _speed(value: Value) -> float:
    speed = value.number(0, 2000)
    if speed < 0.1:
        value.fail("is too slow: at least 0.1 km/h")
    return speed
