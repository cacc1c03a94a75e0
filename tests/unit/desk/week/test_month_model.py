"""The days of a month and where they stand."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.desk.week.month_model import MonthGeometry, month_dates, month_day_lines
from tests.support.shots_grid import month


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 6))
def test_six_whole_weeks_hold_the_whole_month(of: date, first_weekday: int) -> None:
    dates = month_dates(of, first_weekday)
    assert len(dates) == 42
    assert dates[0].weekday() == first_weekday
    assert dates[0] <= of.replace(day=1) < dates[0] + timedelta(days=7)
    assert dates[-1] >= (of.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


@given(st.integers(420, 2000), st.integers(300, 1500), st.integers(0, 41))
def test_a_point_in_a_day_means_that_day(width: int, height: int, index: int) -> None:
    places = MonthGeometry(width, height)
    left, top, right, bottom = places.edges(index)
    assert right > left
    assert bottom > top
    for x, y in ((left, top), (right - 1, bottom - 1), ((left + right) / 2, (top + bottom) / 2)):
        assert places.day_at(x, y) == index


@pytest.mark.parametrize("x, y", [(10, 5), (-1, 100), (760, 100), (10, 700)])
def test_beside_the_days_is_no_day(x: int, y: int) -> None:
    assert MonthGeometry(760, 700).day_at(x, y) is None


def test_a_day_in_words() -> None:
    data = month()
    assert month_day_lines(data.days[29], data) == (
        "Tuesday 24 November 2026",
        "2 slots",
        "7:45 41 Harbor Rd",
    )
    assert month_day_lines(data.days[3], data) == ("Thursday 29 October 2026",)
