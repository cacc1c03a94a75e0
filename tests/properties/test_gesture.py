"""Any sequence of press, move, key, release, sync and focus loss ends in a committed or an untouched state."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from studio_app.desk.board.gesture import advance
from studio_app.desk.board.ground import DayGround, minute_of
from studio_app.desk.board.hand import (
    FINE,
    Answer,
    Commit,
    Drop,
    Edge,
    Escape,
    Event,
    FocusLost,
    Judge,
    Judged,
    Mark,
    Move,
    NextEdge,
    Overrule,
    Phase,
    PickedUp,
    PickUp,
    Piece,
    Place,
    Press,
    Put,
    Release,
    Source,
    Spot,
    State,
    Step,
    Sync,
    TakeSync,
    Untouched,
    Way,
    Why,
)
from studio_app.desk.week.geometry import axis_of
from tests.support.looks import one_in

ZONES = ("America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe")
# The nights of New York's two clock changes and an ordinary day; a day and a week.
DAYS = (date(2026, 6, 16), date(2026, 11, 1), date(2026, 3, 8))
LANES = ("ana", "ben", "cy")
GROUNDS = [
    DayGround(axis_of(ZoneInfo(zone), tuple(day + timedelta(days=n) for n in range(count))), step, LANES)
    for zone in ZONES
    for day in DAYS
    for count in (1, 7)
    for step in (15, 30)
]


@st.composite
def stories(draw: st.DrawFn) -> tuple[DayGround, list[Event]]:
    """A ground and what happens on it."""
    ground = draw(st.sampled_from(GROUNDS))
    begin = minute_of(ground.axis.columns[0].start)
    minutes = st.integers(0, 24 * 60).map(lambda minute: begin + minute)
    piece = st.builds(
        Piece,
        key=st.sampled_from(("a", "b", "c")),
        lane=st.sampled_from(LANES),
        start=minutes,
        minutes=st.sampled_from((60, 90, 35, 5)),
        version=st.sampled_from((1, 1, 2)),
    )
    card = st.builds(
        Piece,
        key=st.just("t"),
        lane=st.just(""),
        start=st.none(),
        minutes=st.just(60),
        source=st.just(Source.TRAY),
    )
    ghost = st.builds(
        Piece,
        key=st.just("g"),
        lane=st.just(""),
        start=minutes,
        minutes=st.just(60),
        source=st.just(Source.GHOST),
    )
    spot = st.builds(Spot, lane=st.sampled_from(LANES), minute=minutes)
    thing = st.one_of(piece, piece, card, ghost)
    place = st.builds(Place, lane=st.sampled_from(LANES), start=minutes, minutes=st.sampled_from((60, 90)))
    press = st.builds(
        Press,
        piece=st.one_of(st.none(), thing),
        spot=spot,
        edge=st.sampled_from((Edge.BODY, Edge.BODY, Edge.START, Edge.END)),
        many=st.sampled_from((False, False, True)),
    ).filter(
        lambda event: event.edge is Edge.BODY or (event.piece is not None and event.piece.start is not None)
    )
    sync = st.dictionaries(st.sampled_from(("a", "b", "c", "t")), st.sampled_from((0, 1, 2))).map(Sync)
    event = st.one_of(
        press,
        st.builds(
            Move,
            spot=st.one_of(spot, spot, spot, st.none()),
            travelled=st.sampled_from((0.0, 5.0, 40.0, 40.0)),
            fine=st.booleans(),
            pull=st.sampled_from(((0, 0), (1, 0), (0, -1))),
        ),
        st.just(Release()),
        st.builds(PickUp, piece=thing, place=place),
        st.builds(Mark, piece=thing),
        st.builds(Step, way=st.sampled_from(list(Way)), fine=st.booleans()),
        st.sampled_from((NextEdge(), Put(), Escape(), FocusLost())),
        st.builds(Judged, answer=st.sampled_from(list(Answer))),
        st.builds(Overrule, reason=st.sampled_from(("", "  ", "they asked"))),
        sync,
    )
    return ground, draw(st.lists(event, max_size=40))


LEAVING: tuple[Event, ...] = (FocusLost(), Escape())


@settings(max_examples=one_in(10))
@given(stories())
def test_whatever_happens_it_ends_committed_or_untouched(story: tuple[DayGround, list[Event]]) -> None:
    ground, events = story
    state = State()
    in_hand = 0
    waiting = False
    judging: Drop | None = None
    for event in (*events, *LEAVING):
        before = state
        state, effects = advance(state, event, ground)
        for effect in effects:
            if isinstance(effect, PickedUp):
                in_hand += 1
                assert in_hand == 1
                assert state.pieces == effect.pieces
            if isinstance(effect, Judge):
                judging = effect.drop
                assert effect.drop.place == before.place
                check_drop(effect.drop, ground)
            if isinstance(effect, Commit):
                in_hand -= 1
                assert judging is not None
                assert (effect.drop.pieces, effect.drop.place) == (judging.pieces, judging.place)
                overruled = isinstance(event, Overrule)
                assert bool(effect.drop.overrule) == overruled
                assert overruled or event == Judged(Answer.WORKS)
                nothing_held(state)
            if isinstance(effect, Untouched):
                in_hand -= 1
                assert not any(isinstance(other, Commit) for other in effects)
                assert isinstance(event, Press) or state.phase is Phase.IDLE
            if isinstance(effect, TakeSync):
                assert state.phase is not Phase.HELD, "newer data waits until the gesture ends"
                waiting = False
        waiting = (waiting or isinstance(event, Sync)) and TakeSync() not in effects
        assert in_hand == (1 if state.is_held else 0)
        assert state.waiting == waiting
        if not state.is_held:
            assert state.place is None, "what is not held is shown where it stands"
    assert in_hand == 0
    assert not waiting
    nothing_held(state)


def nothing_held(state: State) -> None:
    assert (state.phase, state.pieces, state.place) == (Phase.IDLE, (), None)


def check_drop(drop: Drop, ground: DayGround) -> None:
    """It is somewhere else, on a step or where it stood, never shorter than a fine step; an edge moves alone."""
    first, place = drop.pieces[0], drop.place
    assert (first.lane, first.start, first.minutes) != (place.lane, place.start, place.minutes)
    if drop.edge is Edge.BODY:
        assert len({piece.key for piece in drop.pieces}) == len(drop.pieces)
        if len({piece.lane for piece in drop.pieces}) > 1:
            assert place.lane == first.lane
        return
    assert drop.pieces == (first,)
    assert first.start is not None
    assert place.lane == first.lane
    assert place.minutes >= FINE
    fixed = (place.start, first.start) if drop.edge is Edge.END else (place.end, first.start + first.minutes)
    assert fixed[0] == fixed[1]


@settings(max_examples=one_in(10))
@given(stories(), st.sampled_from((Answer.NEVER, Answer.ASK)))
def test_a_refused_drop_leaves_time_and_lane_as_they_were(
    story: tuple[DayGround, list[Event]], answer: Answer
) -> None:
    ground, events = story
    state = State()
    for event in events:
        if isinstance(event, Judged | Overrule):
            continue
        state, effects = advance(state, event, ground)
        if any(isinstance(effect, Judge) for effect in effects):
            state, refused = advance(state, Judged(answer), ground)
            if answer is Answer.ASK:
                state, refused = advance(state, Escape(), ground)
            assert any(isinstance(effect, Untouched) for effect in refused)
            nothing_held(state)
        assert not any(isinstance(effect, Commit) for effect in effects)


@given(stories())
def test_a_block_that_vanished_ends_the_gesture_with_a_word(story: tuple[DayGround, list[Event]]) -> None:
    ground, events = story
    state = State()
    for event in events:
        state, _ = advance(state, event, ground)
        if state.is_held and any(piece.source is not Source.GHOST for piece in state.pieces):
            state, effects = advance(state, Sync({}), ground)
            assert effects == (Untouched(Why.VANISHED), TakeSync())
            nothing_held(state)
