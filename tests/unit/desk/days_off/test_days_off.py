"""The calendar of days off without a screen: where dates stand, what keys do, what is said."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.desk.days_off import model
from studio_app.desk.days_off.geometry import Months
from studio_app.desk.days_off.model import Choice, DaysState
from studio_app.domain.days_off import Day, DayKind, DaysWish, Stretch, stretches
from studio_app.domain.timespan import Span

ZONE = ZoneInfo("America/New_York")
TODAY = date(2026, 11, 23)
THANKS, CHRISTMAS = date(2026, 11, 26), date(2026, 12, 24)
VACATION = Day(DayKind.OFF, reason="Vacation")
DENTIST = Day(DayKind.HOURS, ((540, 720), (780, 1080)), reason="Dentist")
LATE = Day(
    DayKind.PART,
    away=(Span(datetime(2026, 12, 1, 18, tzinfo=UTC), datetime(2026, 12, 1, 20, tzinfo=UTC)),),
)
DAYS = {
    THANKS: Day(DayKind.OFF, reason="Thanksgiving Day"),
    date(2026, 11, 30): DENTIST,
    date(2026, 12, 1): LATE,
    **{CHRISTMAS + timedelta(days=ahead): VACATION for ahead in range(10)},
}
STATE = DaysState(
    TODAY,
    "Maya Ortiz",
    ZONE,
    DAYS,
    stretches(DAYS),
    frozenset({5, 6}),
    {date(2026, 11, 27): "Inventory"},
)
STUDIO = replace(STATE, who="", days={THANKS: DAYS[THANKS]}, coming=stretches({THANKS: DAYS[THANKS]}))


@given(st.integers(1990, 2050), st.integers(150, 1500), st.integers(300, 1200), st.integers(1, 12))
def test_every_date_is_where_it_is_drawn(year: int, width: int, height: int, month: int) -> None:
    for months in (
        Months.year(year, width, height),
        Months.month(date(year, month, 15), width, height),
    ):
        for first in months.firsts:
            for ahead in range(model.month_days(first)):
                day = first + timedelta(days=ahead)
                box = months.day(day)
                assert box
                assert months.at(box.x + box.width / 2, box.y + box.height / 2) == day
        assert months.day(date(year + 1, 1, 1)) is None
        assert months.at(-1, -1) is None
        title = months.block(0)
        assert months.title_at(title.x + 2, title.y + 2) == (months.firsts[0] if months.is_year else None)


@given(st.dates(date(1990, 1, 1), date(2050, 1, 1)), st.integers(-30, 30))
def test_months_go_to_the_same_day_or_the_last(day: date, months: int) -> None:
    there = model.month_by(day, months)
    assert (there.year * 12 + there.month) - (day.year * 12 + day.month) == months
    assert there.day == day.day or there.day == model.month_days(there.replace(day=1)) < day.day


@pytest.mark.parametrize(
    "key, wanted",
    [
        ("left", date(2026, 11, 22)),
        ("down", date(2026, 11, 30)),
        ("home", date(2026, 11, 23)),
        ("end", date(2026, 11, 29)),
        ("page down", date(2026, 12, 23)),
        ("tab", None),
    ],
)
def test_keys_go_from_date_to_date(key: str, wanted: date | None) -> None:
    assert model.stepped(TODAY, key) == wanted


def test_a_choice_reaches_from_the_anchor() -> None:
    choice = Choice(TODAY, TODAY).moved(date(2026, 11, 20), extends=True)
    assert (choice.first, choice.last, choice.days) == (date(2026, 11, 20), TODAY, 4)
    assert choice.moved(THANKS, extends=True) == Choice(TODAY, THANKS)
    assert choice.moved(THANKS, extends=False) == Choice(THANKS, THANKS)


@pytest.mark.parametrize(
    "day, words",
    [
        (THANKS, "Thursday 26 November 2026: off · Thanksgiving Day"),
        (date(2026, 11, 30), "Monday 30 November 2026: 9–12, 1–6 only · Dentist"),
        (date(2026, 12, 1), "Tuesday 1 December 2026: off 1:00 – 3:00 pm"),
        (date(2026, 11, 27), "Friday 27 November 2026: the studio is closed · Inventory"),
        (date(2026, 11, 28), "Saturday 28 November 2026: no hours that weekday"),
        (TODAY, "Monday 23 November 2026, today: as usual"),
    ],
)
def test_a_date_in_words(day: date, words: str) -> None:
    assert model.day_words(STATE, day) == words


def test_what_comes_up_in_words() -> None:
    assert model.summary(STATE) == "11 days off and 2 with other hours coming up"
    assert model.summary(replace(STATE, coming=())) == "no days off coming up"
    assert model.summary(STUDIO) == "1 closed date coming up"
    assert [model.stretch_when(each, TODAY, STATE.wording) for each in STATE.coming] == [
        "Thu 26 Nov",
        "Mon 30 Nov",
        "Tue 1 Dec",
        "24 Dec – 2 Jan 2027",
    ]
    assert [model.stretch_what(each, STATE) for each in STATE.coming] == [
        "Thanksgiving Day · off",
        "Dentist · 9–12, 1–6 only",
        "Off 1:00 – 3:00 pm",
        "Vacation · off · 10 days",
    ]
    assert model.day_words(STUDIO, THANKS).endswith("closed · Thanksgiving Day")
    week = Stretch(date(2026, 12, 7), date(2026, 12, 11), VACATION)
    assert model.stretch_when(week, TODAY, STATE.wording) == "7 – 11 Dec"


def test_the_form_begins_with_what_the_days_are() -> None:
    dentist = date(2026, 11, 30)
    assert model.wish_of(STATE, Choice(dentist, dentist)) == DaysWish(
        DayKind.HOURS, dentist, dentist, DENTIST.hours, "Dentist"
    )
    assert model.wish_of(STATE, Choice(TODAY, TODAY)) == DaysWish(DayKind.OFF, TODAY, TODAY)
    assert model.wish_of(STATE, Choice(THANKS, dentist)) == DaysWish(DayKind.OFF, THANKS, dentist)
    assert model.any_special(STATE, Choice(TODAY, dentist))
    assert not model.any_special(STATE, Choice(TODAY, TODAY))
