"""Hours drawn, stretched, moved and stepped: whatever the hand does, they stay in order and apart."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.desk.hours import stepping
from studio_app.desk.hours.geometry import Frame, Part, Spot, frame_for
from studio_app.desk.hours.gesture import (
    Clicked,
    Commit,
    Effect,
    Event,
    Leave,
    Move,
    Phase,
    Press,
    Release,
    State,
    Untouched,
    advance,
)
from studio_app.desk.hours.spans import (
    NO_DAYS,
    Days,
    copied,
    joined,
    place_for_more,
    split,
    week_of,
    with_day,
    with_span,
)
from studio_app.desk.hours.stepping import Cursor
from studio_app.domain.photographer import Photographer
from studio_app.domain.settings import Settings
from studio_app.domain.wall_time import Weekday, format_wall
from studio_app.domain.working_hours import WallSpans
from studio_app.engine.working_time import hours_of
from studio_app.exchange.read_times import read_week

MONDAY = date(2026, 11, 23)

EIGHT, NOON, ONE, SIX = 480, 720, 780, 1080
HALVES: Days = with_day(NO_DAYS, 0, ((EIGHT, NOON), (ONE, SIX)))

minutes = st.integers(0, 24 * 12).map(lambda fives: fives * 5)
weeks = st.lists(st.lists(st.tuples(minutes, minutes), max_size=4).map(joined), min_size=7, max_size=7).map(
    tuple
)
where = st.builds(Spot, st.integers(0, 6), st.floats(0, 1440))
moves = st.builds(Move, where, st.floats(0, 300), st.booleans(), st.booleans())
hands = st.lists(st.one_of(moves, st.just(Leave()), st.just(Release())), max_size=8)


def drag(days: Days, start: Spot, *to: Event) -> list[Effect]:
    state, told = advance(State(), Press(start, days))
    effects = [*told]
    for event in (*to, Release()):
        state, more = advance(state, event)
        effects += more
    return effects


def result(days: Days, start: Spot, *to: Event) -> Days:
    last = drag(days, start, *to)[-1]
    assert isinstance(last, Commit)
    return last.days


def to(minute: float, day: int = 0, *, fine: bool = False, copies: bool = False) -> Move:
    return Move(Spot(day, minute), 50, fine, copies)


def test_drawing_snaps_to_quarters_and_to_five_minutes_with_shift() -> None:
    assert result(NO_DAYS, Spot(1, 483), to(718, 1))[1] == ((EIGHT, NOON),)
    assert result(NO_DAYS, Spot(1, 722), to(478, 1))[1] == ((EIGHT, NOON),), "also from right to left"
    assert result(NO_DAYS, Spot(1, 484), to(706, 1, fine=True))[1] == ((485, 705),)


def test_drawing_stays_on_its_day() -> None:
    assert result(NO_DAYS, Spot(1, 480), to(720, 4)) == with_day(NO_DAYS, 1, ((EIGHT, NOON),))


def test_what_touches_becomes_one() -> None:
    assert result(HALVES, Spot(0, 740), to(780))[0] == ((EIGHT, NOON), (735, SIX))
    assert result(HALVES, Spot(0, NOON, 0, Part.END), to(ONE))[0] == ((EIGHT, SIX),)
    assert result(HALVES, Spot(0, 600, 0), to(660))[0] == ((540, SIX),)


def test_edges_are_pulled_and_never_past_each_other() -> None:
    assert result(HALVES, Spot(0, EIGHT, 0, Part.START), to(450))[0][0] == (450, NOON)
    assert result(HALVES, Spot(0, SIX, 1, Part.END), to(700))[0] == ((EIGHT, NOON), (ONE, ONE + 5))


def test_moving_keeps_the_length_and_may_change_the_day() -> None:
    moved = result(HALVES, Spot(0, 600, 0), to(660, 5))
    assert moved[0] == ((ONE, SIX),)
    assert moved[5] == ((540, 780),)
    assert result(HALVES, Spot(0, 600, 0), to(0))[0] == ((0, 240), (ONE, SIX)), "the day begins at midnight"
    assert result(HALVES, Spot(0, 800, 1), to(1440))[0] == ((EIGHT, NOON), (1140, 1440))


def test_moving_with_control_leaves_a_copy() -> None:
    copied_week = result(HALVES, Spot(0, 600, 0), to(600, 3, copies=True))
    assert copied_week == with_day(HALVES, 3, ((EIGHT, NOON),))


def test_a_click_changes_nothing() -> None:
    spot = Spot(0, 600, 0)
    assert drag(HALVES, spot) == [Clicked(spot)]
    assert drag(HALVES, spot, Move(Spot(0, 603), 3)) == [Clicked(spot)]


def test_back_where_it_was_is_no_change() -> None:
    assert drag(HALVES, Spot(0, 600, 0), to(700), to(602))[-1] == Untouched()


def test_esc_puts_it_back() -> None:
    assert drag(HALVES, Spot(0, 600, 0), to(700), Leave())[-1] == Untouched()


def test_a_time_off_the_grid_stays_until_it_is_moved() -> None:
    odd = with_day(NO_DAYS, 0, ((487, 720),))
    assert result(odd, Spot(0, 720, 0, Part.END), to(780))[0] == ((487, 780),)
    assert result(odd, Spot(0, 600, 0), to(630))[0] == ((510, 743),)


@given(weeks, where, st.data(), hands)
def test_whatever_the_hand_does_hours_can_be_stored(
    days: Days, spot: Spot, data: st.DataObject, events: list[Event]
) -> None:
    place = data.draw(st.integers(-1, len(days[spot.day]) - 1))
    part: Part = data.draw(st.sampled_from(Part))
    spot = Spot(spot.day, spot.minute, place, part)
    state, effects = advance(State(), Press(spot, days))
    endings = [each for each in effects if isinstance(each, Commit | Untouched | Clicked)]
    for event in (*events, Leave()):
        held = state.phase is not Phase.IDLE
        state, effects = advance(state, event)
        storable(state.week if state.phase is Phase.HELD else NO_DAYS)
        for effect in effects:
            assert held, "nothing comes of a hand that holds nothing"
            if isinstance(effect, Commit):
                storable(effect.days)
            if isinstance(effect, Commit | Untouched | Clicked):
                endings.append(effect)
    assert state.phase is Phase.IDLE
    assert len(endings) <= 1


def storable(days: Days) -> None:
    """In order, apart, and read back by the reader of studio files as they are drawn."""
    for spans in days:
        assert all(0 <= start < end <= 1440 for start, end in spans)
        assert all(before[1] < after[0] for before, after in pairwise(spans))
    written = {
        Weekday(day).key: [[format_wall(start), format_wall(end)] for start, end in spans]
        for day, spans in enumerate(days)
    }
    assert read_week(written).days == days
    if any(days):
        person = Photographer("ana", "Ana", "", hours=week_of(days))
        at_work = hours_of(Settings("Studio", ZoneInfo("UTC")), person)
        assert tuple(at_work(MONDAY + timedelta(days=day)) for day in range(7)) == days, (
            "what the engine uses"
        )


steps = st.lists(
    st.tuples(
        st.sampled_from([stepping.moved, stepping.moved_day, stepping.stretched, stepping.started]),
        st.sampled_from([-1, 1, -15, 15, 5, -5]),
    ),
    max_size=12,
)


@given(weeks, st.integers(0, 6), st.integers(-1, 3), steps)
def test_so_do_the_keys(days: Days, day: int, place: int, taken: list) -> None:  # type: ignore[type-arg]
    cursor = Cursor(day, place).within(days)
    for step, amount in taken:
        days, cursor = step(days, cursor, amount)
        storable(days)
        assert cursor == cursor.within(days)


@pytest.mark.parametrize("at, halves", [(600, ((480, 570), (630, 720))), (480, ((480, 485), (545, 720)))])
def test_split_leaves_a_break_around_a_minute(at: int, halves: WallSpans) -> None:
    assert split(((EIGHT, NOON),), 0, at) == halves


def test_split_of_what_is_too_short_changes_nothing() -> None:
    assert split(((480, 490),), 0, 485) == ((480, 490),)
    assert split(((480, 495),), 0, 487) == ((480, 485), (490, 495))


@given(st.integers(0, 280), st.integers(1, 288), st.integers(0, 1440))
def test_halves_are_always_storable(start: int, length: int, at: int) -> None:
    spans = joined([(start * 5, (start + length) * 5)])
    storable(with_day(NO_DAYS, 0, split(spans, 0, at)))


def test_days_are_copied_and_begun() -> None:
    assert copied(HALVES, 0, (2, 4))[4] == HALVES[0]
    assert place_for_more(()) == (540, 1020)
    assert place_for_more(((EIGHT, NOON),)) == (780, 900)
    assert place_for_more(((600, 1440),)) == (420, 540)
    assert place_for_more(((0, 1440),)) is None


def test_the_keyboard_goes_from_day_to_day_and_bar_to_bar() -> None:
    days = with_span(HALVES, 2, (540, 1020))
    assert Cursor(0, 0).other_bar(days, 1) == Cursor(0, 1)
    assert Cursor(0, 1).other_bar(days, 1) == Cursor(0, 1)
    assert Cursor(0, 0).other_day(days, 1) == Cursor(1, -1)
    assert Cursor(1, -1).other_day(days, 1) == Cursor(2, 0)
    assert Cursor(6, -1).other_day(days, 1) == Cursor(6, -1)


# ---------------------------------------------------------------- places


def test_the_frame_shows_all_hours() -> None:
    assert (frame_for(HALVES, 0, 100).first, frame_for(HALVES, 0, 100).last) == (360, 1260)
    early = frame_for(with_day(NO_DAYS, 0, ((310, 1400),)), 0, 100)
    assert (early.first, early.last) == (300, 1440)


def test_edges_and_bodies_are_found() -> None:
    frame = Frame(40, 300)
    left, right = frame.bar(EIGHT, NOON)
    assert frame.spot(left + 2, 15, HALVES).part is Part.START
    assert frame.spot(right - 2, 15, HALVES).part is Part.END
    middle = frame.spot((left + right) / 2, 15, HALVES)
    assert (middle.place, middle.part) == (0, Part.BODY)
    assert frame.spot((left + right) / 2, 45, HALVES).place == -1
    assert frame.spot(left + 2, 15, HALVES).day == 0


@given(st.floats(0, 1440))
def test_a_minute_is_found_where_it_is_painted(minute: float) -> None:
    frame = Frame(40, 390, 0, 1440)
    assert abs(frame.minute_at(frame.x_of(minute)) - minute) < 1e-6
