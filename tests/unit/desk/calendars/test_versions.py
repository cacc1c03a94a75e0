"""Both versions of an event side by side."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.desk.calendars.model import VersionLine
from studio_app.desk.calendars.versions import compared, said_aspects, text_of, version_lines
from studio_app.domain.calendar_event import Guest, StoredEvent
from studio_app.domain.difference import Aspect, Difference
from studio_app.domain.timespan import Span
from tests.gui.calendar_samples import MOVED, event
from tests.gui.samples import at


def marked(pieces: object) -> list[str]:
    return [piece.text for piece in pieces if piece.marked]  # type: ignore[attr-defined]


def test_what_was_changed_stands_first_with_its_words_marked() -> None:
    lines = version_lines(MOVED)
    assert [(line.label, line.changed) for line in lines] == [
        ("Time", True),
        ("Title", True),
        ("Text", True),
        ("Place", False),
        ("Guests", False),
    ]
    time, title, text = lines[:3]
    assert text_of(time.ours) == "Thu 26 Nov, 9:00 – 11:00"
    assert text_of(time.theirs) == "Thu 26 Nov, 10:30 – 12:30 pm"
    assert marked(title.ours) == ["Ave"]
    assert marked(title.theirs) == ["Avenue"]
    assert [words.strip() for words in marked(text.theirs)] == ["Gate code 4711"]
    assert marked(text.ours) == []


def test_a_deleted_event_shows_ours_alone() -> None:
    lines = version_lines(Difference("a", event(at(26, 9)), None, frozenset({Aspect.DELETED})))
    became, time, *rest = lines
    assert (became.label, text_of(became.ours), text_of(became.theirs)) == ("Event", "booked", "deleted")
    assert text_of(time.ours) == "Thu 26 Nov, 9:00 – 11:00"
    assert all(not line.theirs for line in (time, *rest))


def test_an_event_that_was_brought_back_shows_theirs_alone() -> None:
    theirs = StoredEvent(event(at(26, 9)), "2")
    became, time, *rest = version_lines(Difference("a", None, theirs, frozenset({Aspect.RESTORED})))
    assert (text_of(became.ours), text_of(became.theirs)) == ("cancelled", "brought back")
    assert became.changed
    assert text_of(time.theirs) == "Thu 26 Nov, 9:00 – 11:00"
    assert all(not line.ours for line in (time, *rest))


def test_a_place_that_was_emptied_says_nothing() -> None:
    theirs = replace(event(at(26, 9)), location="")
    lines = version_lines(
        Difference("a", event(at(26, 9)), StoredEvent(theirs, "2"), frozenset({Aspect.LOCATION}))
    )
    assert (lines[0].label, text_of(lines[0].theirs)) == ("Place", "nothing")


def test_a_guest_who_was_removed_is_marked() -> None:
    theirs = replace(event(at(26, 9)), guests=(Guest("Maya Ortiz", "maya@northlight.example"),))
    line = version_lines(
        Difference("a", event(at(26, 9)), StoredEvent(theirs, "2"), frozenset({Aspect.GUESTS}))
    )[0]
    assert [words.strip() for words in marked(line.ours)] == ["Dana Whitfield"]


def test_a_series_is_said_only_where_somebody_made_one() -> None:
    ours = event(at(26, 9))
    theirs = StoredEvent(replace(ours, repeats=True), "2")
    first, *rest = version_lines(Difference("a", ours, theirs, frozenset({Aspect.REPEATS})))
    assert (first.label, text_of(first.ours), text_of(first.theirs)) == ("Repeats", "no", "yes")
    assert "Repeats" not in [line.label for line in rest]


@pytest.mark.parametrize(
    "aspects,words",
    [
        ({Aspect.TIME}, "moved"),
        ({Aspect.DELETED, Aspect.TIME}, "deleted"),
        ({Aspect.TEXT, Aspect.TIME, Aspect.LOCATION}, "time, text and place changed"),
        ({Aspect.GUESTS}, "guests changed"),
        ({Aspect.REPEATS}, "made to repeat"),
        ({Aspect.REPEATS, Aspect.TIME}, "time and repetition changed"),
    ],
)
def test_what_was_done_is_said_shortly(aspects: set[Aspect], words: str) -> None:
    assert said_aspects(aspects) == words


@given(st.text(max_size=60), st.text(max_size=60))
def test_marks_lose_nothing_of_either_text(ours: str, theirs: str) -> None:
    left, right = compared(ours, theirs)
    assert (text_of(left), text_of(right)) == (ours, theirs)
    if ours == theirs:
        assert not marked((*left, *right))


def test_very_long_texts_are_marked_whole() -> None:
    left, right = compared("a b " * 3000, "c d " * 3000)
    assert len(left) == len(right) == 1


def test_an_event_without_hours_is_all_day() -> None:
    midnight = at(26, 9).astimezone(event(at(26, 9)).zone).replace(hour=0, minute=0)
    ours, lines = event(at(26, 9)), list[VersionLine]()
    for days in (1, 2):
        theirs = replace(ours, span=Span(midnight, midnight + timedelta(days=days)))
        lines += version_lines(Difference("a", ours, StoredEvent(theirs, "2"), frozenset({Aspect.TIME})))[:1]
    assert [text_of(line.theirs) for line in lines] == [
        "Thu 26 Nov, all day",
        "Thu 26 Nov – Fri 27 Nov, all day",
    ]
