"""Hours as they are typed and written."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.desk.hours.spans import joined
from studio_app.desk.hours.text import hours_text, parse_hours, span_text, spoken_hours
from studio_app.desk.wording import ENGLISH
from studio_app.domain.working_hours import WallSpans
from studio_app.errors import BadInput

WIDE = replace(ENGLISH, hours24=True)
minutes = st.integers(0, 24 * 12).map(lambda fives: fives * 5)
days = st.lists(st.tuples(minutes, minutes), max_size=5).map(joined)


def spans(*hours: float) -> WallSpans:
    ends = [round(hour * 60) for hour in hours]
    return tuple(zip(ends[::2], ends[1::2], strict=True))


@pytest.mark.parametrize(
    "typed, hours",
    [
        ("8-12, 1-6", (8, 12, 13, 18)),
        ("8–12 and 1–6", (8, 12, 13, 18)),
        ("9-5", (9, 17)),
        ("10-2", (10, 14)),
        ("8:30 to 12; 13:00 until 17:45", (8.5, 12, 13, 17.75)),
        ("7-7", (7, 19)),
        ("1-6", (13, 18)),
        ("5-1", (5, 13)),
        ("5am-9am", (5, 9)),
        ("05-09", (5, 9)),
        ("6pm-12", (18, 24)),
        ("18-24", (18, 24)),
        ("22-0", (22, 24)),
        ("10 pm - midnight", (22, 24)),
        ("0-24", (0, 24)),
        ("12am-6am", (0, 6)),
        ("noon-4", (12, 16)),
        ("8-12, 12-5", (8, 17)),
        ("0800-1200", (8, 12)),
        ("8.30-12", (8.5, 12)),
        ("8h30-12", (8.5, 12)),
        ("off", ()),
        ("Day off", ()),
        ("  ", ()),
        ("-", ()),
    ],
)
def test_what_people_type(typed: str, hours: tuple[float, ...]) -> None:
    assert parse_hours(typed) == spans(*hours)


@pytest.mark.parametrize(
    "typed, hours", [("8-12, 13-18", (8, 12, 13, 18)), ("1-6", (1, 6)), ("9-5", (9, 17))]
)
def test_a_clock_of_24_hours(typed: str, hours: tuple[float, ...]) -> None:
    assert parse_hours(typed, WIDE) == spans(*hours)


@pytest.mark.parametrize(
    "typed, told",
    [
        ("8", "has no beginning and end"),
        ("8-", "has no beginning and end"),
        ("8-12-3", "can’t be read"),
        ("eight to twelve", "is no time of a day"),
        ("8-25", "is no time of a day"),
        ("13pm-14", "is no time of a day"),
        ("18-9am", "18–midnight here, and midnight–9am on the next day"),
        ("14:00-14:00", "ends before it begins"),
        ("13-18, 8am-12", "overlap, or are not in order"),
        ("8:75-9", "is no time of a day"),
        (",", "No hours are in"),
        ("9" * 300, "longer than 200"),
        ("=1+1", "has no beginning and end"),
    ],
)
def test_what_cannot_be_read_gets_a_sentence(typed: str, told: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_hours(typed)
    assert told in caught.value.sentence
    assert caught.value.path == ""


@given(days)
def test_what_is_written_is_read_back(day: WallSpans) -> None:
    for wording in (ENGLISH, WIDE):
        assert parse_hours(hours_text(day, wording), wording) == day


@given(st.text(max_size=40))
def test_any_text_is_hours_or_a_sentence(text: str) -> None:
    try:
        found = parse_hours(text)
    except BadInput:
        return
    assert found == joined(found)


def test_bars_say_little_and_screen_readers_all() -> None:
    assert span_text(8 * 60, 12 * 60) == "8–12"
    assert span_text(13 * 60, 18 * 60 + 30) == "1–6:30"
    assert span_text(13 * 60, 18 * 60, WIDE) == "13–18"
    assert spoken_hours(spans(8, 12, 13, 18)) == "8 am to noon, 1 pm to 6 pm"
    assert spoken_hours(()) == "day off"
    assert hours_text(spans(2, 4)) == "2 am–4 am", "marked where it would be read as the afternoon"
