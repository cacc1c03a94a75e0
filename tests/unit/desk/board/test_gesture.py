"""What a hand does with a block, step by step; `tests/properties/test_gesture.py` says what always holds."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from studio_app.desk.board.gesture import advance
from studio_app.desk.board.ground import DayGround, minute_of, moment_of
from studio_app.desk.board.hand import (
    Answer,
    Ask,
    Clicked,
    Commit,
    Drop,
    Edge,
    Escape,
    Event,
    FocusLost,
    Judge,
    Judged,
    Mark,
    Marked,
    Move,
    Moved,
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

ZONE = ZoneInfo("America/New_York")
THURSDAY = date(2026, 11, 26)
FAR = 40.0


def ground(day: date = THURSDAY, days: int = 1) -> DayGround:
    dates = tuple(day + timedelta(days=number) for number in range(days))
    return DayGround(axis_of(ZONE, dates), 15, ("ana", "ben", "cy"))


def at(clock: str, day: int = 26) -> int:
    hour, minute = clock.split(":")
    return minute_of(datetime(2026, 11, day, int(hour), int(minute), tzinfo=ZONE))


BLOCK = Piece("a", "ana", at("10:00"), 60, version=1)
OTHER = Piece("b", "ana", at("13:00"), 60, version=1)
CARD = Piece("t", "", None, 90, Source.TRAY)


class Hand:
    """Keeps the state, and what was to be done."""

    def __init__(self, shown: DayGround | None = None) -> None:
        self.ground = shown or ground()
        self.state = State()

    def do(self, *events: Event) -> list[object]:
        found: list[object] = []
        for event in events:
            self.state, effects = advance(self.state, event, self.ground)
            found += effects
        return found

    def press(
        self, piece: Piece = BLOCK, clock: str = "10:20", edge: Edge = Edge.BODY, many: bool = False
    ) -> None:
        self.do(Press(piece, Spot(piece.lane, at(clock)), edge, many))

    def move(self, clock: str, lane: str = "ana", *, fine: bool = False) -> Place | None:
        self.do(Move(Spot(lane, at(clock)), FAR, fine))
        return self.state.place


# ---------------------------------------------------------------- the mouse


def test_a_click_moves_nothing() -> None:
    hand = Hand()
    hand.press()
    assert hand.do(Move(Spot("ben", at("12:00")), 4.0)) == []
    assert hand.do(Release()) == [Clicked(BLOCK)]
    assert hand.state == State()


def test_a_drag_moves_by_as_much_as_the_hand_and_snaps_to_the_step() -> None:
    hand = Hand()
    hand.press()
    assert hand.do(Move(Spot("ana", at("11:02")), FAR)) == [PickedUp((BLOCK,)), Moved()]
    assert hand.state.place == Place("ana", at("10:45"), 60)
    assert hand.do(Move(Spot("ana", at("11:04")), FAR)) == [], "the same step"
    assert hand.move("11:04", fine=True) == Place("ana", at("10:45"), 60)
    assert hand.move("11:08", fine=True) == Place("ana", at("10:50"), 60)
    assert hand.move("9:52", "cy") == Place("cy", at("9:30"), 60)
    (judge,) = hand.do(Release())
    assert judge == Judge(Drop((BLOCK,), Place("cy", at("9:30"), 60)))
    assert hand.state.phase is Phase.JUDGING
    assert hand.do(Judged(Answer.WORKS)) == [Commit(Drop((BLOCK,), Place("cy", at("9:30"), 60)))]
    assert hand.state == State()


def test_handed_over_straight_it_keeps_its_time_off_the_grid() -> None:
    hand = Hand()
    hand.press(Piece("a", "ana", at("10:07"), 60), "10:20")
    assert hand.move("10:24", "ben") == Place("ben", at("10:07"), 60)
    assert hand.move("10:30", "ben") == Place("ben", at("10:15"), 60)


def test_dropped_where_it_stood_or_beside_the_lanes_nothing_happens() -> None:
    hand = Hand()
    hand.press()
    hand.move("12:00")
    hand.move("10:20")
    assert hand.do(Release()) == [Untouched(Why.NOT_MOVED)]
    hand.press()
    hand.move("12:00")
    hand.do(Move(None, FAR))
    assert hand.state.place is None
    assert hand.do(Release()) == [Untouched(Why.BESIDE)]


@pytest.mark.parametrize(
    "event, why", [(Escape(), Why.ESCAPED), (FocusLost(), Why.FOCUS_LOST), (Press(), None)]
)
def test_escape_and_lost_focus_put_it_back(event: Event, why: Why | None) -> None:
    hand = Hand()
    hand.press()
    hand.move("12:00", "ben")
    done = hand.do(event)
    assert done == ([Untouched(why)] if why else []), "another button changes nothing"
    assert hand.state.is_held == (why is None)


def test_an_edge_is_pulled_alone_and_never_past_the_other() -> None:
    hand = Hand()
    hand.press(clock="11:01", edge=Edge.END)
    assert hand.move("11:40", "cy") == Place("ana", at("10:00"), 105), (
        "the edge keeps its distance to the hand"
    )
    assert hand.move("8:00") == Place("ana", at("10:00"), 5)
    hand.do(Escape())
    hand.press(clock="10:02", edge=Edge.START)
    assert hand.move("9:14") == Place("ana", at("9:15"), 105)
    assert hand.move("10:54", fine=True) == Place("ana", at("10:50"), 10)
    assert hand.move("15:00") == Place("ana", at("10:55"), 5)
    (judge,) = hand.do(Release())
    assert isinstance(judge, Judge)
    assert judge.drop.edge is Edge.START


def test_something_without_a_time_hangs_on_the_hand_near_its_beginning() -> None:
    hand = Hand()
    hand.do(Press(CARD, Spot("", at("7:00"))))
    assert hand.do(Move(None, FAR)) == [PickedUp((CARD,)), Moved()]
    assert hand.state.place is None, "over the tray it would not be put anywhere"
    assert hand.move("12:20", "ben") == Place("ben", at("12:00"), 90)
    assert hand.do(Release()) == [Judge(Drop((CARD,), Place("ben", at("12:00"), 90)))]
    assert Drop((CARD,), Place("ben", 5, 90)).shift == 0


def test_at_an_edge_of_the_board_it_wants_to_scroll() -> None:
    hand = Hand()
    hand.press()
    hand.do(Move(Spot("ana", at("18:00")), FAR, pull=(1, 0)))
    assert hand.state.pull == (1, 0)
    hand.do(Release())
    assert hand.state.pull == (0, 0)


# ---------------------------------------------------------------- several


def test_marked_blocks_come_along() -> None:
    hand = Hand()
    hand.press(OTHER, "13:10", many=True)
    assert hand.do(Release()) == [Marked()]
    hand.do(Mark(BLOCK))
    assert hand.state.marked == (OTHER, BLOCK)
    hand.press()
    hand.move("10:50", "ben")
    assert hand.state.pieces == (BLOCK, OTHER)
    assert hand.state.place == Place("ben", at("10:30"), 60)
    (judge,) = hand.do(Release())
    assert isinstance(judge, Judge)
    assert judge.drop.shift == 30
    hand.do(Judged(Answer.WORKS))
    assert hand.state.marked == State().marked


def test_data_that_came_while_a_block_was_marked_is_shown_then() -> None:
    hand = Hand()
    hand.press(OTHER, "13:10", many=True)
    assert hand.do(Sync({OTHER.key: OTHER.version})) == []
    assert hand.do(Release()) == [Marked(), TakeSync()]
    assert not hand.state.waiting


def test_a_mark_is_taken_away_again() -> None:
    hand = Hand()
    hand.do(Mark(BLOCK), Mark(OTHER), Mark(BLOCK))
    assert hand.state.marked == (OTHER,)
    assert hand.do(Mark(CARD)) == []
    assert hand.do(Press()) == [Marked()]
    assert hand.state.marked == State().marked
    hand.do(Mark(BLOCK))
    assert hand.do(Escape()) == [Marked()]
    hand.do(Mark(BLOCK))
    hand.press(OTHER, "13:10")
    assert hand.do(Release()) == [Marked(), Clicked(OTHER)]
    hand.do(Mark(BLOCK))
    hand.press(OTHER, "13:10")
    hand.move("14:10")
    assert hand.state.pieces == (OTHER,), "one that isn't marked goes alone"


def test_blocks_of_several_lanes_stay_in_theirs() -> None:
    hand = Hand()
    mine = Piece("c", "cy", at("9:00"), 60)
    hand.do(Mark(BLOCK), Mark(mine), PickUp(BLOCK, Place("ana", at("10:00"), 60)))
    hand.do(Step(Way.LANE_DOWN), Step(Way.LATER))
    assert hand.state.place == Place("ana", at("10:15"), 60)
    assert hand.do(NextEdge()) == [], "several are not stretched"


# ---------------------------------------------------------------- the keyboard


def test_keys_pick_up_move_hand_over_and_drop() -> None:
    hand = Hand()
    assert hand.do(PickUp(BLOCK, Place("ana", at("10:00"), 60))) == [PickedUp((BLOCK,)), Moved()]
    assert hand.do(Move(Spot("cy", at("17:00")), FAR), Release()) == [], "the mouse may lie anywhere"
    hand.do(Step(Way.LATER), Step(Way.LATER), Step(Way.EARLIER, fine=True), Step(Way.LANE_DOWN))
    assert hand.state.place == Place("ben", at("10:25"), 60)
    hand.do(Step(Way.LATER))
    assert hand.state.place == Place("ben", at("10:30"), 60), "onto the step again"
    hand.do(Step(Way.LANE_UP))
    assert hand.do(Step(Way.LANE_UP)) == []
    assert hand.do(Step(Way.DAY_AFTER)) == [], "that day isn't shown"
    assert hand.do(Put()) == [Judge(Drop((BLOCK,), Place("ana", at("10:30"), 60)))]


def test_keys_stretch_either_edge() -> None:
    hand = Hand()
    hand.do(PickUp(BLOCK, Place("ana", at("10:00"), 60)), Step(Way.LATER), NextEdge())
    assert hand.state.place == Place("ana", at("10:00"), 60), "moved or stretched, not both"
    hand.do(Step(Way.LATER), Step(Way.LANE_DOWN), Step(Way.DAY_AFTER))
    assert hand.state.place == Place("ana", at("10:00"), 75)
    hand.do(NextEdge(), Step(Way.EARLIER, fine=True))
    assert hand.state.place == Place("ana", at("9:55"), 65)
    for _ in range(20):
        hand.do(Step(Way.LATER))
    assert hand.state.place == Place("ana", at("10:55"), 5)
    hand.do(NextEdge())
    assert hand.state.edge is Edge.BODY


def test_keys_go_to_other_days_at_the_same_time_on_the_wall() -> None:
    hand = Hand(ground(date(2026, 11, 23), 7))
    hand.do(PickUp(BLOCK, Place("ana", at("10:00"), 60)), Step(Way.DAY_AFTER), Step(Way.DAY_AFTER))
    assert hand.state.place == Place("ana", at("10:00", 28), 60)
    hand.do(*[Step(Way.DAY_BEFORE)] * 9)
    assert hand.state.place == Place("ana", at("10:00", 23), 60)


def test_a_mouse_press_ends_what_keys_hold() -> None:
    hand = Hand()
    hand.do(PickUp(BLOCK, Place("ana", at("10:00"), 60)), Step(Way.LATER))
    assert hand.do(Press(OTHER, Spot("ana", at("13:05")))) == [Untouched(Why.ESCAPED)]
    assert hand.do(Release()) == [Clicked(OTHER)]


# ---------------------------------------------------------------- how it ends


def test_a_red_drop_asks_and_a_reason_does_it() -> None:
    hand = Hand()
    hand.press()
    hand.move("12:20", "ben")
    hand.do(Release())
    (ask,) = hand.do(Judged(Answer.ASK))
    assert isinstance(ask, Ask)
    assert hand.do(FocusLost(), Overrule("  "), Judged(Answer.WORKS)) == [], "the keyboard is in the question"
    (done,) = hand.do(Overrule("the  owner asked"))
    assert isinstance(done, Commit)
    assert done.drop.overrule == "the owner asked"


def test_onto_one_of_ours_it_goes_back() -> None:
    hand = Hand()
    hand.press()
    hand.move("13:30")
    assert hand.do(Release(), Judged(Answer.NEVER))[-1] == Untouched(Why.REFUSED)
    assert hand.state == State()


def test_newer_data_waits_until_the_gesture_ends() -> None:
    hand = Hand()
    assert hand.do(Sync({})) == [TakeSync()]
    hand.press()
    hand.move("12:00")
    assert hand.do(Sync({"a": 1}), Sync({"a": 1, "b": 2})) == []
    assert hand.do(Release(), Judged(Answer.WORKS))[1:] == [
        Commit(Drop((BLOCK,), Place("ana", at("11:45"), 60))),
        TakeSync(),
    ]


@pytest.mark.parametrize("known, why", [({"b": 1}, Why.VANISHED), ({"a": 2}, Why.CHANGED)])
def test_a_block_that_vanished_or_changed_ends_it(known: dict[str, int], why: Why) -> None:
    hand = Hand()
    hand.do(Mark(OTHER))
    hand.press()
    hand.move("12:00")
    assert hand.do(Sync(known)) == [Untouched(why), TakeSync()]
    assert hand.do(Move(Spot("ana", at("15:00")), FAR), Release()) == []


def test_pressed_but_not_moved_it_ends_without_a_word() -> None:
    hand = Hand()
    hand.press()
    assert hand.do(Sync({})) == [TakeSync()]
    assert hand.do(Release()) == []


# ---------------------------------------------------------------- the ground


def test_steps_are_those_of_the_wall_where_clocks_change() -> None:
    night = ground(date(2026, 11, 1))
    one = minute_of(datetime(2026, 11, 1, 1, 0, tzinfo=ZONE))
    assert night.beyond(one + 45, 15, 1) == one + 60, "one o'clock comes twice"
    assert night.nearest(one + 68, 15) == one + 75
    spring = DayGround(axis_of(ZONE, (date(2027, 3, 13), date(2027, 3, 14))), 30)
    half_past_two = minute_of(datetime(2027, 3, 13, 2, 30, tzinfo=ZONE))
    assert moment_of(spring.other_day(half_past_two, 1)).astimezone(ZONE).hour == 3
    assert spring.other_lane("", 1) == ""
    assert spring.nearest(half_past_two - 99_999, 30) == minute_of(datetime(2027, 3, 13, tzinfo=ZONE))
    assert spring.beyond(half_past_two + 99_999, 30, 1) == half_past_two + 99_999
    assert ground().other_lane("", 1) == "ana"
