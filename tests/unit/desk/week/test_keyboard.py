"""Where the keys lead."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from studio_app.desk.week.geometry import axis_of
from studio_app.desk.week.keyboard import Way, walk
from studio_app.domain.wall_time import instant

ZONE = ZoneInfo("America/New_York")
MONDAY = date(2026, 11, 23)
AXIS = axis_of(ZONE, tuple(MONDAY + timedelta(days=number) for number in range(7)))


def at(day: int, minute: int) -> datetime:
    return instant(ZONE, MONDAY + timedelta(days=day), minute)


STARTS = tuple(
    at(day, minute)
    for day, minutes in ((1, (570, 600, 630)), (2, (540, 780)), (4, (600,)))
    for minute in minutes
)


def _go(here: datetime | None, way: Way, *, every_step: bool = False) -> datetime | None:
    return walk(AXIS, STARTS, here, way, step_min=15, every_step=every_step)


@pytest.mark.parametrize(
    "here, way, there",
    [
        (at(1, 600), Way.DOWN, at(1, 630)),
        (at(1, 600), Way.UP, at(1, 570)),
        (at(1, 630), Way.DOWN, None),
        (at(1, 570), Way.UP, None),
        (at(1, 600), Way.RIGHT, at(2, 540)),
        (at(2, 780), Way.LEFT, at(1, 630)),
        (at(2, 540), Way.RIGHT, at(4, 600)),
        (at(4, 600), Way.RIGHT, None),
        (at(1, 600), Way.LEFT, None),
        (at(1, 600), Way.HOME, at(1, 570)),
        (at(1, 600), Way.END, at(1, 630)),
        (at(2, 540), Way.FIRST, at(1, 570)),
        (at(2, 540), Way.LAST, at(4, 600)),
        (at(1, 630), Way.NEXT, at(2, 540)),
        (at(2, 540), Way.PREVIOUS, at(1, 630)),
        (at(4, 600), Way.NEXT, None),
        (at(1, 570), Way.PREVIOUS, None),
        (None, Way.NEXT, at(1, 570)),
        (None, Way.PREVIOUS, at(4, 600)),
        (None, Way.DOWN, at(1, 570)),
        # From a time that is not offered.
        (at(1, 580), Way.DOWN, at(1, 600)),
        (at(1, 580), Way.UP, at(1, 570)),
        (at(0, 700), Way.RIGHT, at(1, 630)),
        (at(0, 700), Way.NEXT, at(1, 570)),
        (at(3, 0), Way.HOME, None),
    ],
)
def test_keys_walk_the_offered_starts(here: datetime | None, way: Way, there: datetime | None) -> None:
    assert _go(here, way) == there


def test_shift_walks_every_step() -> None:
    assert _go(at(1, 570), Way.DOWN, every_step=True) == at(1, 585)
    assert _go(at(1, 570), Way.RIGHT, every_step=True) == at(2, 570)
    assert _go(at(1, 0), Way.UP, every_step=True) is None


def test_without_offers_the_keys_walk_the_steps() -> None:
    assert walk(AXIS, (), at(1, 570), Way.DOWN, step_min=30) == at(1, 600)
    assert walk(AXIS, (), None, Way.NEXT, step_min=30) is None
    entry = at(2, 421)
    assert walk(AXIS, (), None, Way.DOWN, step_min=30, entry=entry) == at(2, 450)


def test_a_choice_outside_the_shown_days_enters_anew() -> None:
    assert _go(at(20, 600), Way.DOWN) == at(1, 570)


def test_through_the_repeated_hour_down_is_later() -> None:
    sunday = date(2026, 11, 1)
    axis = axis_of(ZONE, (sunday,))
    here: datetime | None = instant(ZONE, sunday, 30)
    walked = []
    for _ in range(5):
        here = walk(axis, (), here, Way.DOWN, step_min=30)
        assert here is not None
        walked.append(here.astimezone(ZONE).strftime("%H:%M %Z"))
    assert walked == ["01:00 EDT", "01:30 EDT", "01:00 EST", "01:30 EST", "02:00 EST"]


def test_sideways_past_a_skipped_hour_goes_to_the_nearest_time() -> None:
    days = (date(2026, 3, 7), date(2026, 3, 8))
    axis = axis_of(ZONE, days)
    assert walk(axis, (), instant(ZONE, days[0], 130), Way.RIGHT, step_min=10) == instant(ZONE, days[1], 110)
