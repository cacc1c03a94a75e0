"""Entries of the history as people read them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.actions.history_words import HistoryWords
from studio_app.actions.read_history import HistoryRow
from studio_app.actions.wording import recorded, recorded_order
from studio_app.desk.history.sentences import HistoryLine, history_line
from studio_app.domain.agent import Agent
from studio_app.domain.appointment import Appointment, State
from studio_app.domain.history import HistoryEntry
from studio_app.domain.order import Order, Property
from studio_app.domain.photographer import Photographer
from studio_app.domain.service import Service
from studio_app.domain.settings import Settings
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import Span

NEW_YORK = ZoneInfo("America/New_York")
NOW = datetime(2026, 6, 15, 14, 41, tzinfo=UTC)
TEN = datetime(2026, 6, 16, 14, tzinfo=UTC)
STUDIO = Studio.of(
    Settings("Harbor Light", NEW_YORK),
    services=[Service("photos", "Photos", 60), Service("video", "Video", 60)],
    photographers=[
        Photographer("leo", "Leo", "leo@studio.test"),
        Photographer("jun", "Jun", "jun@studio.test"),
    ],
)
VISIT = Appointment(
    "v1",
    ("leo",),
    Span(TEN, TEN + timedelta(hours=1)),
    services=("photos",),
    order="o1",
    address="12 Mill Pond, Boston",
)
ORDER = Order("o1", "dana", Property("12 Mill Pond, Boston", None, 2400), ("photos",), (), NOW)
WORDS = HistoryWords(STUDIO, {"dana": Agent("dana", "Dana Reed", "dana@reed.test")})


def line(entry: HistoryEntry, address: str = "12 Mill Pond, Boston") -> HistoryLine:
    return history_line(HistoryRow(entry, address, WORDS.changes(entry), WORDS.overruled(entry)), NEW_YORK)


def changed(action: str, after: Appointment, before: Appointment | None = VISIT, **more: str) -> HistoryLine:
    values = recorded(before) if before else {}
    return line(HistoryEntry(NOW, "Kim", action, "o1", "v1", values, recorded(after), **more))


def moved(minutes: int = 60, crew: tuple[str, ...] = ("leo",)) -> Appointment:
    start = TEN + timedelta(hours=4)
    return replace(VISIT, span=Span(start, start + timedelta(minutes=minutes)), crew=crew)


def test_a_move_says_from_when_to_when() -> None:
    found = changed("moved", moved(crew=("jun",)), why="rain")
    assert (found.day, found.when, found.order) == (date(2026, 6, 15), "10:41", "o1")
    assert found.sentence == "Kim moved 12 Mill Pond"
    assert found.details == (
        "Tue 16 Jun 10:00 → Tue 16 Jun 2:00 pm",
        "Photographers: Leo → Jun",
    )
    assert found.why == "Reason: rain"
    assert found.spoken("Monday") == (
        "Monday, 10:41. Kim moved 12 Mill Pond. Tue 16 Jun 10:00 → Tue 16 Jun 2:00 pm. "
        "Photographers: Leo → Jun. Reason: rain"
    )


def test_another_length_says_how_long() -> None:
    longer = replace(VISIT, span=Span(TEN, TEN + timedelta(minutes=90)))
    assert changed("changed the length of", longer).details == ("1 h 00 → 1 h 30",)
    assert changed("moved", moved(90)).details == ("Tue 16 Jun 10:00 → Tue 16 Jun 2:00 pm, 1 h 00 → 1 h 30",)


def test_a_booking_says_all_that_it_is() -> None:
    found = changed("booked", VISIT, None)
    assert found.sentence == "Kim booked 12 Mill Pond"
    assert found.details == ("Tue 16 Jun 10:00, 1 h 00 · Leo · Photos · 12 Mill Pond, Boston",)


@pytest.mark.parametrize(
    "action, sentence",
    [
        ("handed over", "Kim handed over 12 Mill Pond"),
        ("took the order", "Kim took the order for 12 Mill Pond"),
        ("confirmed the hold", "Kim confirmed the hold on 12 Mill Pond"),
        ("noted as a no-show", "Kim noted 12 Mill Pond as a no-show"),
        ("gave a time to", "Kim gave a time to 12 Mill Pond"),
        ("took the calendar's version of", "Kim took the calendar's version of 12 Mill Pond"),
        ("undid: 12 Mill Pond to Jun", "Kim undid: 12 Mill Pond to Jun"),
    ],
)
def test_the_property_stands_where_it_belongs(action: str, sentence: str) -> None:
    assert line(HistoryEntry(NOW, "Kim", action, "o1", "v1")).sentence == sentence


@pytest.mark.parametrize("state, action", [(State.CANCELLED, "cancelled"), (State.POSTPONED, "postponed")])
def test_what_the_sentence_says_is_not_said_again(state: State, action: str) -> None:
    assert changed(action, replace(VISIT, state=state)).details == ()


def test_what_the_calendar_answered() -> None:
    took = line(HistoryEntry(NOW, "the calendar", "wrote the event", "o1", "v1"))
    assert (took.sentence, took.bad) == ("The calendar took the event of 12 Mill Pond", False)
    failed = line(
        HistoryEntry(NOW, "the calendar", "could not write the event", "o1", "v1", why="Not allowed.")
    )
    assert failed.sentence == "The calendar did not take the event of 12 Mill Pond"
    assert (failed.why, failed.bad) == ("Not allowed.", True)


def test_an_order_says_what_was_changed() -> None:
    after = replace(ORDER, notes="Gate code 5\nring", due=date(2026, 6, 20), services=("photos", "video"))
    values = recorded_order(ORDER), recorded_order(after)
    found = line(HistoryEntry(NOW, "Kim", "changed", "o1", "", *values))
    assert found.details == (
        "Services: Photos → Photos and Video",
        "Notes: Gate code 5 ring",
        "Due: Sat 20 Jun",
    )
    back = line(HistoryEntry(NOW, "Kim", "changed", "o1", "", *reversed(values)))
    assert back.details[1:] == ("Notes: Gate code 5 ring → none", "Due: Sat 20 Jun → none")


def test_what_is_about_the_studio_has_no_property() -> None:
    entry = HistoryEntry(
        NOW, "Kim", "imported a studio", after={"services": 5, "agents": 12.0}, why="studio.json"
    )
    found = line(entry, "")
    assert (found.sentence, found.details, found.why) == (
        "Kim imported a studio",
        ("Services: 5 · Agents: 12",),
        "Reason: studio.json",
    )


def test_overruled_rules_are_told() -> None:
    rule = {"photographer": "leo", "code": "x", "text": "Works 9:00–5:00 pm that day"}
    entry = HistoryEntry(NOW, "Kim", "booked", "o1", "v1", after={**recorded(VISIT), "overruled": [rule]})
    assert line(entry).details[-1] == "Overruled: Leo: Works 9:00–5:00 pm that day"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
KEYS = st.sampled_from(["start", "end", "crew", "state", "services", "overruled", "due", "notes", "x"])
VALUES = st.dictionaries(KEYS, JSON, max_size=5)


@given(VALUES, VALUES, st.text(max_size=12), st.text(max_size=12), st.text(max_size=12))
def test_entries_of_any_shape_are_told_on_single_lines(
    before: dict[str, object], after: dict[str, object], action: str, why: str, address: str
) -> None:
    found = line(HistoryEntry(NOW, "Kim", action, "o1", "", before, after, why), address)
    assert found.sentence.startswith("Kim ")
    assert all("\n" not in text for text in (*found.details, found.why))
    assert bool(found.why) == bool(why)
