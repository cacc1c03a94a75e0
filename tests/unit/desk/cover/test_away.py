"""When somebody is away."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from studio_app.desk.cover.away import LONGEST, Away, When, problem, said, span_of, usual

BOSTON = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 23, 10, 42, 30, tzinfo=BOSTON)
TODAY = date(2026, 11, 23)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=BOSTON)


def test_usually_it_is_from_now_until_the_end_of_the_day() -> None:
    span = span_of(usual(TODAY), BOSTON, NOW)
    assert (span.start, span.end) == (at(23, 10, 42), at(24, 0))
    assert said(span, BOSTON, NOW) == "today from 10:42"


def test_tomorrow_is_all_of_it() -> None:
    span = span_of(Away(When.TOMORROW, TODAY, TODAY), BOSTON, NOW)
    assert (span.start, span.end) == (at(24, 0), at(25, 0))
    assert said(span, BOSTON, NOW) == "all of Tue 24 Nov"


def test_days_are_whole_and_both_are_counted() -> None:
    span = span_of(Away(When.DAYS, TODAY, date(2026, 11, 25)), BOSTON, NOW)
    assert (span.start, span.end) == (at(23, 0), at(26, 0))
    assert said(span, BOSTON, NOW) == "Mon 23 Nov – Wed 25 Nov"
    assert said(span_of(Away(When.DAYS, TODAY, TODAY), BOSTON, NOW), BOSTON, NOW) == "all of today"


def test_hours_are_those_of_the_wall() -> None:
    span = span_of(Away(When.HOURS, date(2026, 11, 24), TODAY, 9 * 60, 11 * 60), BOSTON, NOW)
    assert (span.start, span.end) == (at(24, 9), at(24, 11))
    assert said(span, BOSTON, NOW) == "Tue 24 Nov, 9:00 – 11:00"


def test_the_day_of_a_clock_change_has_its_own_length() -> None:
    fall = date(2026, 11, 1)
    span = span_of(Away(When.DAYS, fall, fall), BOSTON, datetime(2026, 10, 30, 9, tzinfo=BOSTON))
    assert span.length == timedelta(hours=25)


@pytest.mark.parametrize(
    "away, words",
    [
        (Away(When.HOURS, TODAY, TODAY, 15 * 60, 14 * 60), "Choose a later end"),
        (Away(When.HOURS, TODAY, TODAY, 8 * 60, 9 * 60), "over already"),
        (Away(When.DAYS, TODAY, date(2026, 11, 22)), "Choose a later day"),
        (Away(When.DAYS, date(2026, 11, 2), date(2026, 11, 5)), "over already"),
        (Away(When.DAYS, TODAY, TODAY + timedelta(days=LONGEST)), "more than a year"),
    ],
)
def test_what_is_no_time_says_why(away: Away, words: str) -> None:
    assert words in problem(away, BOSTON, NOW)


@pytest.mark.parametrize("when", list(When))
def test_what_has_no_problem_ends_after_it_begins(when: When) -> None:
    away = Away(when, TODAY, TODAY, 11 * 60, 12 * 60)
    assert problem(away, BOSTON, NOW) == ""
    span = span_of(away, BOSTON, NOW)
    assert span.start < span.end
    assert span.end > NOW
