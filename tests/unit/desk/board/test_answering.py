"""What everybody answers to what is held, and how it is said."""

from __future__ import annotations

from dataclasses import replace

from studio_app.actions.read_desk import Snapshot
from studio_app.desk.board.answering import HandQuestion, answer, held_of
from studio_app.desk.board.ground import minute_of, moment_of
from studio_app.desk.board.hand import Edge, Piece, Place
from studio_app.desk.board.model import Board
from studio_app.desk.board.words import ghost_words, say_lane, say_lane_block, say_picked
from studio_app.domain.appointment import State
from studio_app.engine.answers import Code, Failure
from studio_app.engine.placing import Verdict
from tests.support.board_studio import (
    DAY,
    NOW,
    ZONE,
    at,
    lane,
    north,
    person,
    shoot,
    shown,
    snapshot,
)


def asked(found: Snapshot, key: str, lane_id: str, edge: Edge = Edge.BODY) -> HandQuestion:
    item = found.studio.appointments[key]
    board = shown(found)
    piece = board.pieces[f"{key}/{lane_id}"]
    return HandQuestion(
        found.studio, (piece,), (held_of(found.studio, item, lane_id, board.days, NOW),), edge, board
    )


def stretches(question: HandQuestion, key: str) -> list[tuple[str, str, bool, str]]:
    def clock(minute: int) -> str:
        return f"{moment_of(minute).astimezone(ZONE):%-H:%M}"

    return [
        (clock(one.start), clock(one.end), one.works, one.text)
        for one in answer(question).lanes[key].stretches
    ]


def test_green_where_it_could_lie_and_red_with_the_reason() -> None:
    found = snapshot(
        [person("ana"), person("ben", home=north(12)), person("cy", accepting=False)],
        [
            shoot("a", "ana", "10:00", "11:00", north(6)),
            shoot("b", "ben", "12:00", "13:00", north(12)),
            shoot("c", "ben", "14:30", "15:00", north(12)),
        ],
    )
    question = asked(found, "a", "ana")
    assert stretches(question, "ana") == [("9:06", "16:54", True, "can take it")]
    assert stretches(question, "ben") == [
        ("9:06", "11:54", True, "can take it"),
        ("13:06", "14:24", True, "can take it"),
        ("15:06", "16:54", True, "can take it"),
    ]
    assert stretches(question, "cy") == [("9:00", "17:00", False, "Takes no bookings at the moment")]
    said = answer(question).lanes
    assert said["ana"].words == "can take it, 9:06 – 4:54 pm"
    assert said["cy"].words == "Takes no bookings at the moment"
    assert said["cy"].never


def test_a_gap_that_is_too_short_has_no_words() -> None:
    found = snapshot(
        [person("ana"), person("ben")],
        [
            shoot("a", "ana", "9:30", "12:30"),
            shoot("b", "ben", "9:00", "11:00"),
            shoot("c", "ben", "12:00", "16:40"),
        ],
    )
    assert stretches(asked(found, "a", "ana"), "ben") == [("11:00", "12:00", False, "")]


def test_an_edge_shows_how_far_it_goes() -> None:
    found = snapshot([person("ana")], [shoot("a", "ana", "10:00", "11:00")])
    assert stretches(asked(found, "a", "ana", Edge.END), "ana") == [("10:00", "16:30", True, "until 4:30 pm")]
    assert stretches(asked(found, "a", "ana", Edge.START), "ana") == [("9:30", "11:00", True, "from 9:30 on")]


def test_a_grid_without_lanes_hears_where_everybody_could_take_it() -> None:
    found = snapshot(
        [person("ana"), person("ben", home=north(9))], [shoot("a", "ana", "10:00", "11:00", north(6))]
    )
    question = replace(asked(found, "a", "ana"), board=None)
    assert stretches(question, "ben") == [("9:03", "16:57", True, "can take it · −6 min drive")]


def words(
    place: Place, verdict: Verdict | None, start: str = "13:00", edge: Edge = Edge.BODY
) -> tuple[str, ...]:
    piece = Piece("a", "leo", minute_of(at(start)), 180)
    names = {"leo": "Leo", "jun": "Jun", "ana": "Ana"}
    board = Board((DAY,), ZONE)
    return ghost_words("12 Mill Pond", board.as_week, names, (piece,), place, verdict, edge).lines


def test_the_ghost_names_time_hand_over_old_time_and_driving() -> None:
    nine = Place("jun", minute_of(at("9:30")), 180)
    assert words(nine, Verdict(("jun",), {}, -12)) == (
        "Leo → Jun · 9:30 – 12:30 pm",
        "was 1:00 pm · −12 min driving",
    )
    assert words(nine, Verdict(("ana", "jun"), {}, 0))[0] == "Leo → Jun + Ana · 9:30 – 12:30 pm"
    assert words(replace(nine, lane="leo"), None) == ("9:30 – 12:30 pm", "was 1:00 pm")
    red = Verdict(
        ("jun",), {"jun": (Failure(Code.LACKS_SKILL, "Not trained in Video"),)}, 9, "Not trained in Video"
    )
    assert words(nine, red)[1:] == ("Not trained in Video", "was 1:00 pm · +9 min driving")
    other_day = Place("leo", minute_of(at("9:30", 17)), 180)
    assert words(other_day, None)[1] == "was Tue 1:00 pm"
    longer = Place("leo", minute_of(at("13:00")), 240)
    assert words(longer, None, edge=Edge.END) == ("1:00 – 5:00 pm", "was 1:00 – 4:00 pm")


def test_lanes_and_blocks_have_names_and_states() -> None:
    found = snapshot(
        [person("ana")], [shoot("a", "ana", "9:30", "11:00", state=State.HOLD, hold_until=at("9:00"))]
    )
    board = shown(found)
    ana = lane(board, "ana")
    assert say_lane(ana, "can take it") == "Ana Reyes, 1 h 30 booked, can take it"
    said = say_lane_block(ana.blocks[0], board, held=True, marked=True)
    assert said.startswith("a Rd · 9:30 Photos, Dana Whitfield, Tue 16 Jun, 9:30 – 11:00")
    assert said.endswith("on hold, held in the hand, marked")
    board = Board((DAY,), ZONE)
    ghost = ghost_words(
        "a Rd", board.as_week, {}, (Piece("a", "x", 0, 60),), Place("x", minute_of(at("9:30")), 60), None
    )
    assert say_picked("a Rd", ghost).startswith("a Rd picked up. 9:30 – 10:30")
