"""Instants and pixels, both ways, on plain days and around clock changes."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.desk.week.geometry import MAX_HOUR_HEIGHT, MIN_HOUR_HEIGHT, Geometry, axis_of

NEW_YORK = ZoneInfo("America/New_York")
# Clocks change by an hour, by half an hour, at midnight, and not at all; the week of the change is shown.
CHANGES = [
    ("America/New_York", date(2026, 3, 8)),
    ("America/New_York", date(2026, 11, 1)),
    ("Europe/London", date(2026, 3, 29)),
    ("Europe/Berlin", date(2026, 10, 25)),
    ("Australia/Sydney", date(2026, 4, 5)),
    ("Australia/Lord_Howe", date(2026, 4, 5)),
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("America/Havana", date(2026, 3, 8)),
    ("America/Havana", date(2026, 11, 1)),
    ("America/Santiago", date(2026, 4, 4)),
    ("America/Santiago", date(2026, 9, 6)),
    ("Asia/Kathmandu", date(2026, 6, 3)),
    ("Pacific/Apia", date(2011, 12, 30)),
]


def _week_around(day: date) -> tuple[date, ...]:
    return tuple(day + timedelta(days=number) for number in range(-3, 4))


def _geometry(zone: str, day: date, hour_height: float = 60) -> Geometry:
    axis = axis_of(ZoneInfo(zone), _week_around(day))
    return Geometry(axis=axis, width=756, height=700, hour_height=hour_height)


def test_a_plain_week_is_one_day_high_and_level() -> None:
    axis = axis_of(NEW_YORK, _week_around(date(2026, 11, 25)))
    assert axis.length == 1440
    assert [column.axis(column.start + timedelta(hours=9)) for column in axis.columns] == [540.0] * 7
    assert [mark.wall for mark in axis.marks] == list(range(0, 1441, 30))
    assert not [void for column in axis.columns for void in column.voids(axis.length)]


def test_clocks_forward_leave_the_skipped_hour_empty_on_that_day_only() -> None:
    grid = _geometry("America/New_York", date(2026, 3, 8))
    sunday = grid.axis.columns[3]
    assert grid.axis.length == 1440
    assert list(sunday.voids(1440)) == [(120, 180)]
    assert sunday.step(150, 15) is None
    # 9:00 stays level with the other days: 8 hours after midnight on this one.
    assert sunday.axis(sunday.start + timedelta(hours=8)) == 540
    assert sunday.step(185, 15) == sunday.start + timedelta(hours=2)
    # What ends at the change ends above the hole, what begins there begins below.
    change = sunday.start + timedelta(hours=2)
    assert (sunday.axis_end(change), sunday.axis(change)) == (120, 180)


def test_clocks_back_give_the_repeated_hour_a_row_of_its_own() -> None:
    grid = _geometry("America/New_York", date(2026, 11, 1))
    monday, sunday = grid.axis.columns[4], grid.axis.columns[3]
    assert grid.axis.length == 1500
    first, second = sunday.start + timedelta(hours=1), sunday.start + timedelta(hours=2)
    assert first.astimezone(NEW_YORK).hour == second.astimezone(NEW_YORK).hour == 1
    assert (sunday.axis(first), sunday.axis(second)) == (60, 120)
    assert list(sunday.voids(1500)) == []
    assert list(monday.voids(1500)) == [(120, 180)]
    assert (
        sunday.axis(sunday.start + timedelta(hours=10))
        == monday.axis(monday.start + timedelta(hours=9))
        == 600
    )
    names = {mark.axis: mark.name for mark in grid.axis.marks if mark.wall == 60}
    assert names == {60: "", 120: "EST"}


@pytest.mark.parametrize("zone, day", CHANGES)
def test_every_minute_has_a_place_of_its_own(zone: str, day: date) -> None:
    axis = _geometry(zone, day).axis
    for column in axis.columns:
        minutes = (column.end - column.start) // timedelta(minutes=1)
        places = [column.axis(column.start + timedelta(minutes=minute)) for minute in range(minutes)]
        assert all(later - earlier >= 1 for earlier, later in pairwise(places))
        back = [column.step(place, 1) for place in places]
        assert back == [column.start + timedelta(minutes=minute) for minute in range(minutes)]
        held = axis.length - sum(end - start for start, end in column.voids(axis.length))
        assert held == minutes


@pytest.mark.parametrize("zone, day", CHANGES)
@pytest.mark.parametrize("step", [5, 15, 30, 60])
def test_steps_stand_on_the_wall_clock(zone: str, day: date, step: int) -> None:
    for column in _geometry(zone, day).axis.columns:
        steps = column.steps(step)
        assert list(steps) == sorted(set(steps))
        assert all(column.start <= moment < column.end for moment in steps)
        local = [moment.astimezone(ZoneInfo(zone)) for moment in steps]
        assert all((each.hour * 60 + each.minute) % step == 0 for each in local)


@given(
    case=st.sampled_from(CHANGES),
    minute=st.integers(0, 7 * 1440 - 61),
    scroll=st.floats(0, 900),
    hour_height=st.floats(MIN_HOUR_HEIGHT, MAX_HOUR_HEIGHT),
)
def test_a_point_on_a_moment_means_that_moment(
    case: tuple[str, date], minute: int, scroll: float, hour_height: float
) -> None:
    zone, day = case
    grid = _geometry(zone, day, hour_height=hour_height).scrolled(scroll)
    moment = grid.axis.columns[0].start + timedelta(minutes=minute)
    index = grid.axis.column_of(moment)
    if index is None:  # the day that Samoa skipped
        return
    y = grid.y(grid.axis.columns[index].axis(moment) + 0.5)
    x = (grid.left(index) + grid.left(index + 1)) / 2
    assert grid.moment_at(x, y, 1) == moment


def test_columns_share_the_width_without_gaps() -> None:
    grid = _geometry("America/New_York", date(2026, 11, 25))
    edges = [grid.left(index) for index in range(8)]
    assert (edges[0], edges[-1]) == (56, 756)
    assert [grid.column_at(x) for x in (55.9, 56, edges[3] - 0.1, edges[3], 755.9, 756)] == [
        None,
        0,
        2,
        3,
        6,
        None,
    ]
    assert all(grid.left(i) < grid.inner(i)[0] < grid.inner(i)[1] < grid.left(i + 1) for i in range(7))


def test_zoom_keeps_what_is_under_the_pointer_and_has_limits() -> None:
    grid = _geometry("America/New_York", date(2026, 11, 25)).scrolled(420)
    before = grid.axis_minute(300)
    near = grid.zoomed(1.5, 300)
    assert near.axis_minute(300) == pytest.approx(before)
    assert near.hour_height == 90
    assert grid.zoomed(100, 300).hour_height == MAX_HOUR_HEIGHT
    assert grid.zoomed(0.01, 300).hour_height == MIN_HOUR_HEIGHT


def test_scrolling_stays_on_the_axis() -> None:
    grid = _geometry("America/New_York", date(2026, 11, 25))
    assert grid.scrolled(-5).scroll == 0
    assert grid.scrolled(1e6).scroll == grid.max_scroll == 1440 + 16 - 700


def test_extents_are_cut_to_the_day() -> None:
    grid = _geometry("America/New_York", date(2026, 11, 25))
    start, end = datetime(2026, 11, 25, 3, tzinfo=UTC), datetime(2026, 11, 25, 7, tzinfo=UTC)
    # Tuesday 22:00 to Wednesday 2:00 on the wall.
    assert grid.extent(2, start, end) == (grid.y(22 * 60), grid.y(24 * 60))
    assert grid.extent(3, start, end) == (grid.y(0), grid.y(2 * 60))
    top, bottom = grid.extent(5, start, end)
    assert top == bottom
