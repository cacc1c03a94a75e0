"""Outside events are found by time exactly as by going through all of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from studio_app.desk.busy_times import BusyTimes, busy_blocks, busy_times
from studio_app.domain.outside_event import OutsideEvent, Response, ShowAs
from studio_app.domain.photographer import Photographer
from studio_app.domain.settings import Settings
from studio_app.domain.studio import Diary, Studio
from studio_app.domain.timespan import DateSpan, Span
from studio_app.engine.blocking import event_blocks, event_span

BOSTON = ZoneInfo("America/New_York")
BEGIN = datetime(2026, 10, 30, tzinfo=UTC)  # the clocks change within these days
HOURS = st.integers(0, 24 * 7)


@st.composite
def events(draw: st.DrawFn) -> OutsideEvent:
    """Timed or whole days, some of no length, some that block nothing."""
    start = draw(HOURS)
    length = draw(st.integers(0, 60))
    if draw(st.booleans()):
        first = date(2026, 10, 30) + timedelta(days=start // 24)
        when: Span | DateSpan = DateSpan(first, first + timedelta(days=1 + length // 24))
    else:
        moment = BEGIN + timedelta(hours=start)
        when = Span(moment, moment + timedelta(hours=length))
    show = draw(st.sampled_from(list(ShowAs)))
    answer = draw(st.sampled_from([None, *Response]))
    return OutsideEvent("maya", when, f"{start}/{length}", show, response=answer)


@given(st.lists(events(), max_size=30), HOURS, st.integers(1, 48))
def test_the_index_finds_what_is_there(found: list[OutsideEvent], start: int, length: int) -> None:
    low = BEGIN + timedelta(hours=start)
    high = low + timedelta(hours=length)
    first, last = (int(moment.timestamp()) * 1_000_000 for moment in (low, high))
    spans = [(*event_span(event, BOSTON), event) for event in found if event_blocks(event)]
    expected = [span for span in spans if span[0] < span[1] and span[0] < last and first < span[1]]
    given_back = list(BusyTimes(Diary("maya", tuple(found)), BOSTON).near(first, last))
    assert sorted(given_back, key=str) == sorted(expected, key=str)


def test_one_event_that_several_share_is_one_block() -> None:
    people = [Photographer(key, f"{key.title()} X", f"{key}@x.test") for key in ("maya", "leo", "ana")]
    lunch = Span(BEGIN, BEGIN + timedelta(hours=1))
    shared = [OutsideEvent(person.id, lunch, "Lunch", calendar="Google") for person in people]
    studio = Studio.of(Settings("Northlight", BOSTON), photographers=people, events=shared)
    (block,) = busy_blocks(studio, BEGIN, BEGIN + timedelta(days=1))
    assert (block.title, block.subtitle, block.tip) == ("Lunch", "3 people · Google", "Maya, Leo, Ana")
    twins = [replace(person, name=f"Maya {person.id}") for person in people[:2]]
    studio = Studio.of(Settings("Northlight", BOSTON), photographers=[*twins, people[2]], events=shared)
    (block,) = busy_blocks(studio, lunch.start, lunch.end)
    assert block.tip == "Maya maya, Maya leo, Ana", "who shares a first name is called by the whole"
    assert not list(busy_blocks(studio, BEGIN + timedelta(hours=1), BEGIN + timedelta(days=1)))


def test_an_index_lives_as_long_as_its_diary() -> None:
    diary = Diary("maya", (OutsideEvent("maya", Span(BEGIN, BEGIN + timedelta(hours=1))),))
    assert busy_times(diary, BOSTON) is busy_times(diary, BOSTON)
    assert busy_times(diary, ZoneInfo("UTC")) is not busy_times(diary, BOSTON)
