"""What people read for times, dates and lengths."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from studio_app.desk.people import Face, initials_of
from studio_app.desk.wording import ENGLISH, Wording

BOSTON = ZoneInfo("America/New_York")


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=BOSTON)


@pytest.mark.parametrize(
    "minutes,text",
    [(0, "0 min"), (30, "30 min"), (59, "59 min"), (60, "1 h 00"), (150, "2 h 30"), (720, "12 h 00")],
)
def test_duration(minutes: int, text: str) -> None:
    assert ENGLISH.duration(minutes) == text


@pytest.mark.parametrize(
    "seconds,text",
    [
        (-3, "just now"),
        (12, "12 s ago"),
        (60, "1 min ago"),
        (7199, "1 h ago"),
        (86400, "1 day ago"),
        (200000, "2 days ago"),
    ],
)
def test_since(seconds: int, text: str) -> None:
    assert ENGLISH.since(seconds) == text


@pytest.mark.parametrize(
    "moment,twelve,twenty_four",
    [
        (at(26, 9), "9:00", "9:00"),
        (at(26, 12), "12:00 pm", "12:00"),
        (at(26, 16, 30), "4:30 pm", "16:30"),
        (at(26, 5, 59), "5:59 am", "5:59"),
        (at(26, 0, 15), "12:15 am", "0:15"),
        (at(26, 6), "6:00", "6:00"),
    ],
)
def test_time(moment: datetime, twelve: str, twenty_four: str) -> None:
    assert ENGLISH.time(moment, BOSTON) == twelve
    assert Wording(hours24=True).time(moment, BOSTON) == twenty_four


def test_a_repeated_hour_says_which_one() -> None:
    first = datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    second = datetime(2026, 11, 1, 6, 30, tzinfo=UTC)
    assert ENGLISH.time(first, BOSTON) == "1:30 am EDT"
    assert ENGLISH.time(second, BOSTON) == "1:30 am EST"


@pytest.mark.parametrize(
    "start,end,text",
    [
        (at(26, 9), at(26, 11), "9:00 – 11:00"),
        (at(26, 11), at(26, 13), "11:00 – 1:00 pm"),
        (at(26, 13), at(26, 15), "1:00 – 3:00 pm"),
        (at(26, 23), at(27, 1), "11:00 pm – 1:00 am"),
    ],
)
def test_times(start: datetime, end: datetime, text: str) -> None:
    assert ENGLISH.times(start, end, BOSTON) == text


def test_visit_is_said_in_full() -> None:
    assert ENGLISH.visit(at(26, 9), at(26, 11), BOSTON) == "Thu 26 Nov, 9:00 – 11:00"


def test_a_weekday_alone_names_only_the_coming_days() -> None:
    today = date(2026, 11, 23)
    assert ENGLISH.moment(at(26, 9), BOSTON, today) == "Thu 9:00"
    assert ENGLISH.moment(at(29, 9), BOSTON, today) == "Sun 9:00"
    assert ENGLISH.moment(at(30, 9), BOSTON, today) == "Mon 30 Nov 9:00"


def test_an_instant_is_shown_in_the_studios_zone() -> None:
    assert ENGLISH.moment(datetime(2026, 11, 27, 2, tzinfo=UTC), BOSTON, date(2026, 11, 23)) == "Thu 9:00 pm"


@pytest.mark.parametrize(
    "first,last,text",
    [
        (date(2026, 11, 23), date(2026, 11, 29), "23 – 29 November 2026"),
        (date(2026, 11, 30), date(2026, 12, 6), "30 November – 6 December 2026"),
        (date(2026, 12, 28), date(2027, 1, 3), "28 December 2026 – 3 January 2027"),
        (date(2026, 11, 26), date(2026, 11, 26), "Thursday 26 November 2026"),
    ],
)
def test_span_title(first: date, last: date, text: str) -> None:
    assert ENGLISH.span_title(first, last) == text


def test_month_title() -> None:
    assert ENGLISH.month_title(date(2026, 11, 3)) == "November 2026"


@pytest.mark.parametrize(
    "value,text", [(950, "950"), (2400, "2,400"), (1250.5, "1,250.5"), (12345678, "12,345,678")]
)
def test_number(value: float, text: str) -> None:
    assert ENGLISH.number(value) == text


@pytest.mark.parametrize(
    "name,initials",
    [("Maya Ortiz", "MO"), ("Cher", "C"), ("", "?"), ("Anna de la Cruz", "AC"), ("Jo (temp)", "J")],
)
def test_initials(name: str, initials: str) -> None:
    assert initials_of(name) == initials


def test_first_name() -> None:
    assert Face("maya", "Maya Ortiz").first_name == "Maya"
    assert Face("x", "").first_name == ""
