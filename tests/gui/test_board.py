"""The board under mouse and keys: moving, handing over, stretching, marking, and what it says meanwhile."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio_app.desk.board.hand import Edge, Phase, Why
from tests.support.board_page import (
    ALT,
    CONTROL,
    HARBOR,
    MILL_POND,
    NONE,
    RIGHT,
    SHIFT,
    BoardHands,
    Key,
    place,
)
from tests.support.shots_board import board, studio

pytestmark = pytest.mark.usefixtures("light")


@pytest.fixture
def hands(qtbot: QtBot) -> BoardHands:
    return BoardHands(qtbot)


# ---------------------------------------------------------------- the mouse


def test_a_click_opens_the_block_and_moves_nothing(hands: BoardHands) -> None:
    point = hands.middle(MILL_POND)
    hands.press(point)
    hands.move(point + QPoint(2, 3))
    hands.release(point + QPoint(2, 3))
    assert hands.activated == [MILL_POND]
    QTest.mouseClick(hands.canvas, RIGHT, NONE, hands.middle(HARBOR))
    hands.ask_menu_by_key()
    assert hands.activated[1:] == [HARBOR, HARBOR]
    assert hands.dropped == []
    assert hands.picked == 0


def test_the_other_button_puts_it_back(hands: BoardHands) -> None:
    hands.drag_to(MILL_POND, "jun", "9:30")
    QTest.mousePress(hands.canvas, RIGHT, NONE, hands.middle(HARBOR))
    assert hands.ended == [Why.ESCAPED]
    hands.move(hands.middle(HARBOR))
    hands.release(hands.middle(HARBOR))
    assert hands.dropped == []
    assert hands.activated == []


def test_a_block_is_handed_over_at_another_time(hands: BoardHands) -> None:
    to = hands.drag_to(MILL_POND, "jun", "9:30")
    title, lines, red = hands.ghost()
    assert title == "12 Mill Pond"
    assert lines[0] == "Leo → Jun · 9:30 – 12:30 pm"
    assert lines[1].startswith("was 1:00 pm · +")
    assert not red
    assert hands.holding.answer is not None
    assert hands.holding.answer.lanes["jun"].words.startswith("can take it")
    namesake = replace(hands.page.board.lanes[-1].face, name="Leo Park")
    lanes = (*hands.page.board.lanes[:-1], replace(hands.page.board.lanes[-1], face=namesake))
    hands.canvas.show_board(replace(hands.page.board, lanes=lanes))
    assert hands.ghost()[1][0] == "Leo Brandt → Leo Park · 9:30 – 12:30 pm"
    hands.release(to)
    (drop,) = hands.dropped
    assert drop.place == place("jun", "9:30")
    assert drop.overrule == ""
    assert [put.crew for put in hands.holding.puts] == [("jun",)]


def test_it_snaps_to_the_step_and_with_shift_to_five_minutes(hands: BoardHands) -> None:
    hour = hands.canvas.lanes.hour_width
    hands.drag(MILL_POND, QPoint(round(hour * 1.1), 0))
    assert hands.holding.state.place == place("leo", "14:00")
    hands.key(Key.Key_Shift, SHIFT)
    hands.move(hands.middle(MILL_POND) + QPoint(round(hour * 1.1), 0), SHIFT)
    assert hands.holding.state.place == place("leo", "14:05")


def test_dropped_on_a_name_it_is_handed_over_and_keeps_its_time(hands: BoardHands) -> None:
    hands.drag(MILL_POND, QPoint(-200, 300))
    hands.move(QPoint(-60, hands.spot("jun", "9:30").y()))
    assert hands.holding.state.place == place("jun", "13:00")
    assert hands.holding.state.pull == (0, 0)


def test_dropped_where_it_stood_nothing_happens(hands: BoardHands) -> None:
    end = hands.drag(MILL_POND, QPoint(200, 0))
    hands.move(hands.middle(MILL_POND))
    hands.release(end)
    assert hands.dropped == []
    assert hands.ended == [Why.NOT_MOVED]
    assert hands.activated == []


def test_escape_and_a_drop_beside_the_lanes_put_it_back(hands: BoardHands) -> None:
    end = hands.drag(MILL_POND, QPoint(-200, 150))
    hands.key(Key.Key_Escape)
    hands.release(end)
    assert hands.ended == [Why.ESCAPED]
    hands.drag(MILL_POND, QPoint(0, 100))
    hands.move(QPoint(400, hands.canvas.height() + 60))
    assert hands.canvas.words() is None
    hands.release(QPoint(400, hands.canvas.height() + 60))
    assert hands.ended == [Why.ESCAPED, Why.BESIDE]
    assert hands.dropped == []


def test_either_edge_stretches_it(hands: BoardHands) -> None:
    hour = hands.canvas.lanes.hour_width
    area = hands.block(MILL_POND)
    right = QPoint(round(area.right()) - 2, round(area.center().y()))
    hands.press(right)
    hands.move(right + QPoint(round(hour / 2), 0))
    assert hands.holding.state.edge is Edge.END
    assert hands.ghost()[1] == ("1:00 – 4:30 pm", "was 1:00 – 4:00 pm")
    hands.release(right)
    left = QPoint(round(area.left()) + 2, round(area.center().y()))
    hands.press(left)
    hands.move(left + QPoint(round(hour), 90))
    hands.release(left)
    assert [drop.place for drop in hands.dropped] == [place("leo", "13:00", 210)]
    hands.holding.give_up(hands.dropped[0])
    hands.press(left)
    hands.move(left + QPoint(round(hour), 90))
    hands.release(left)
    assert hands.dropped[1].place == place("leo", "14:00", 120)
    assert hands.dropped[1].edge is Edge.START


def test_marked_blocks_go_together(hands: BoardHands) -> None:
    for block in (HARBOR, "a2/maya"):
        hands.press(hands.middle(block), CONTROL)
        hands.release(hands.middle(block))
    hands.drag(HARBOR, QPoint(0, hands.canvas.lanes.lane_height * 6))
    assert hands.ghost()[0] == "2 appointments"
    hands.release(QPoint(0, 0))
    (drop,) = hands.dropped
    assert [piece.key for piece in drop.pieces] == ["a1", "a2"]
    assert drop.place.lane == "jun"
    assert [put.crew for put in hands.holding.puts] == [("jun",), ("jun",)]


def test_of_a_crew_of_two_both_are_seen_to_move(qtbot: QtBot) -> None:
    shown, known = board(), studio()
    item = replace(known.appointments["a4"], crew=("leo", "ana"))
    pieces = dict(shown.pieces)
    blocks = [
        block for lane in shown.lanes if lane.id == "leo" for block in lane.blocks if block.id == MILL_POND
    ]
    lanes = [
        replace(lane, blocks=(replace(blocks[0], id="a4/ana"),)) if lane.id == "ana" else lane
        for lane in shown.lanes
    ]
    pieces["a4/ana"] = replace(pieces[MILL_POND], lane="ana")
    hands = BoardHands(qtbot, replace(shown, lanes=tuple(lanes), pieces=pieces), known.with_appointment(item))
    to = hands.drag_to(MILL_POND, "jun", "17:00")
    areas = [ghost.area for ghost in hands.canvas._ghosts()]
    assert [hands.canvas.lanes.lane_at(area.center().y()) for area in areas] == [2, 6]
    assert areas[0].left() == areas[1].left()
    assert hands.ghost()[1][0] == "Leo → Jun + Ana · 5:00 – 8:00 pm"
    hands.release(to)
    hands.picture()
    assert len(hands.canvas._ghosts()) == 2
    hands.holding.cancel()
    for block in (HARBOR, MILL_POND):
        hands.press(hands.middle(block), CONTROL)
        hands.release(hands.middle(block))
    hands.drag(HARBOR, QPoint(round(hands.canvas.lanes.hour_width), 0))
    several = [ghost.area for ghost in hands.canvas._ghosts()]
    seen = sorted(hands.canvas.lanes.lane_at(area.center().y()) or 0 for area in several)
    assert seen == [0, 1, 2], "and where the crew is one of several that are held"


def test_what_was_dropped_stays_there_until_newer_data_comes(hands: BoardHands) -> None:
    hands.release(hands.drag_to(MILL_POND, "jun", "9:30"))
    assert hands.holding.is_moving("a4")
    hands.press(hands.middle(MILL_POND))
    assert hands.holding.state.phase is Phase.IDLE, "it is on its way and can't be grabbed"
    shown = board()
    pieces = {key: replace(piece, version=2) for key, piece in shown.pieces.items()}
    hands.page.set_board(replace(shown, pieces=pieces))
    assert not hands.holding.is_moving("a4")


def test_what_could_not_be_done_goes_back(hands: BoardHands) -> None:
    hands.release(hands.drag_to(MILL_POND, "jun", "9:30"))
    hands.page.set_board(board())
    assert hands.holding.is_moving("a4"), "data as old as before tells nothing"
    hands.holding.give_up(hands.dropped[0])
    assert not hands.holding.is_moving("a4")


# ---------------------------------------------------------------- red


def test_a_drop_on_red_asks_and_a_reason_does_it(hands: BoardHands) -> None:
    hands.release(hands.drag_to(MILL_POND, "tom", "9:30"))
    assert hands.holding.state.phase is Phase.ASKING
    card = hands.page.overrule
    assert card.isVisible()
    hands.page.resize(1100, 640)
    QApplication.processEvents()
    area = hands.canvas.ghost_area()
    assert area is not None
    assert not card.geometry().intersects(area.toAlignedRect()), "it goes along with what it is about"
    assert card.sentence.text() == "Not trained in Matterport and Photos."
    assert not card.do.isEnabled()
    assert hands.page.rect().contains(card.geometry().translated(hands.canvas.pos()))
    card.reason.setText("Leo is ill")
    card.do.click()
    (drop,) = hands.dropped
    assert drop.overrule == "Leo is ill"
    assert not card.isVisible()


def test_the_question_is_left_with_escape_or_put_back(hands: BoardHands) -> None:
    card = hands.page.overrule
    hands.release(hands.drag_to(MILL_POND, "tom", "9:30"))
    hands.key(Key.Key_Escape, on=card.reason)
    assert hands.ended == [Why.ESCAPED]
    hands.release(hands.drag_to(MILL_POND, "tom", "9:30"))
    card.back.click()
    assert not card.isVisible()
    hands.release(hands.drag_to(MILL_POND, "tom", "9:30"))
    assert hands.page.back_out()
    assert not hands.page.back_out()
    assert hands.dropped == []
    assert QApplication.focusWidget() is hands.canvas


def test_onto_one_of_ours_it_goes_back_with_the_reason(hands: BoardHands) -> None:
    hands.release(hands.drag_to(MILL_POND, "sam", "11:30"))
    assert hands.ended == [Why.REFUSED]
    assert hands.said == ["It can't go there: 401 Park Dr 11:00–2:00 pm."]
    assert not hands.page.overrule.isVisible()


def test_a_drop_before_the_answer_waits_for_it(qtbot: QtBot) -> None:
    hands = BoardHands(qtbot, answers=False)
    hands.release(hands.drag_to(MILL_POND, "jun", "9:30"))
    assert hands.holding.state.phase is Phase.JUDGING
    assert hands.ghost()[2] is False
    hands.answer()
    assert len(hands.dropped) == 1


# ---------------------------------------------------------------- a sync meanwhile


def test_newer_data_waits_until_the_hand_lets_go(hands: BoardHands) -> None:
    end = hands.drag_to(MILL_POND, "jun", "9:30")
    newer = replace(board(()), driving=99)
    hands.page.set_board(newer)
    assert hands.page.board.driving == 218
    assert hands.page.tray.cards()
    hands.release(end)
    assert hands.page.board.driving == 99
    assert not hands.page.tray.cards()


def test_a_block_that_vanished_ends_the_drag_with_a_word(hands: BoardHands) -> None:
    end = hands.drag_to(MILL_POND, "jun", "9:30")
    lanes = [replace(lane, blocks=()) if lane.id == "leo" else lane for lane in board().lanes]
    pieces = {key: piece for key, piece in board().pieces.items() if piece.lane != "leo"}
    hands.page.set_board(replace(board(), lanes=tuple(lanes), pieces=pieces))
    assert hands.said == ["It is gone: another desk took it away. Nothing was moved."]
    hands.release(end)
    assert hands.dropped == []


# ---------------------------------------------------------------- keys


def test_keys_do_all_that_the_mouse_does(hands: BoardHands) -> None:
    assert hands.canvas.current == "a0/maya", "the keyboard begins on the first block"
    hands.key(Key.Key_Down)
    hands.key(Key.Key_Right)
    hands.key(Key.Key_Right)
    assert hands.canvas.current == MILL_POND
    hands.key(Key.Key_Space)
    hands.key(Key.Key_Left)
    hands.key(Key.Key_Left, SHIFT)
    for _ in range(5):
        hands.key(Key.Key_Down, ALT)
    assert hands.holding.state.place == place("jun", "12:40")
    assert hands.page.speaker.said.startswith("Jun Park, Leo to Jun · 12:40 – 3:40 pm")
    hands.key(Key.Key_Return)
    assert [drop.place for drop in hands.dropped] == [place("jun", "12:40")]
    assert hands.page.speaker.said == "Dropped"


def test_keys_stretch_and_put_back(hands: BoardHands) -> None:
    hands.canvas.set_current(MILL_POND)
    hands.key(Key.Key_Space)
    hands.key(Key.Key_Tab)
    hands.key(Key.Key_Right)
    assert hands.holding.state.place == place("leo", "13:00", 195)
    assert hands.holding.answer is not None
    (stretch,) = hands.holding.answer.lanes["leo"].stretches
    assert stretch.text.startswith("until ")
    hands.key(Key.Key_Escape)
    assert hands.ended == [Why.ESCAPED]
    assert hands.page.speaker.said == "Put back."


def test_keys_mark_open_and_walk(hands: BoardHands) -> None:
    hands.key(Key.Key_Space, CONTROL)
    assert [piece.key for piece in hands.holding.state.marked] == ["a0"]
    hands.key(Key.Key_Escape)
    assert hands.holding.state.marked == type(hands.holding.state)().marked
    hands.key(Key.Key_End)
    assert hands.canvas.current == "a2/maya"
    assert hands.page.speaker.said == "Maya Ortiz: " + _said(
        "2200 Lakeview Dr · 1:15 Photos + Video + Drone, Thu 26 Nov, 1:15 – 4:15 pm"
    )
    hands.key(Key.Key_Return)
    assert hands.activated == ["a2/maya"]
    hands.key(Key.Key_Home)
    hands.key(Key.Key_Up)
    assert hands.canvas.current == "a0/maya"
    hands.key(Key.Key_Left)
    assert hands.canvas.current == "a0/maya"


def _said(words: str) -> str:
    return f"{words}, appointment"


def test_leaving_the_board_while_keys_hold_puts_it_back(hands: BoardHands) -> None:
    hands.key(Key.Key_Space)
    hands.page.people.setFocus()
    assert hands.ended == [Why.FOCUS_LOST]
