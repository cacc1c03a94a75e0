"""The board on a real X display with a window manager: pointer and keys of the server, the program from start to end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from studio_app.desk.board.answering import Stretch
from studio_app.desk.board.ground import moment_of
from studio_app.desk.board.hand import Phase
from studio_app.domain.appointment import Appointment
from tests.gui.board_hands import RealBoard
from tests.support.whole_desk import whole_desk
from tests.support.x_hand import XHand

pytestmark = pytest.mark.display

THURSDAY = 3


@pytest.fixture
def board(qtbot: QtBot, tmp_path: Path, x_display: str) -> Iterator[RealBoard]:
    """Thursday of the demo studio on the board."""
    with whole_desk(tmp_path, invitation_seconds=10) as desk, XHand(x_display) as hand:
        desk.program.syncing.write_due()
        desk.settle()
        shown = RealBoard(desk, hand)
        shown.show_day(THURSDAY)
        assert desk.window.top_bar.heading.text() == "Thursday 26 November"
        yield shown


def test_moved_and_undone_after_the_event_was_written(board: RealBoard) -> None:
    block = board.blocks()[0]
    first = move_within_its_lane(board, block.id, 0)
    board.write_what_is_owed()
    event = board.event_of(first)
    moved = move_within_its_lane(board, block.id, 30)
    assert (moved.span.minutes, moved.crew) == (first.span.minutes, first.crew)
    assert moved.span != first.span
    board.write_what_is_owed()
    assert board.event_of(moved) != event
    board.key("z", "Control")
    back = board.wait_until_moved(block.id, moved)
    assert (back.span, back.crew) == (first.span, first.crew)
    board.write_what_is_owed()
    assert board.event_of(back) == event


def move_within_its_lane(board: RealBoard, block: str, later: int) -> Appointment:
    """Move a block to the first time that works in its lane, or some minutes later."""
    before = board.appointment(block)
    board.take(block)
    lane, stretch = board.stretches(lambda key, one: one.works and key in before.crew)[0]
    start = board.step(moment_of(stretch.start)) + timedelta(minutes=later)
    board.carry(lane, start)
    board.let_go()
    moved = board.wait_until_moved(block, before)
    assert moved.span.start == start
    return moved


def test_handed_over_and_undone_before_anybody_hears_of_it(board: RealBoard) -> None:
    block = next(one for one in board.blocks() if can_be_handed_over(board, one.id))
    before = move_within_its_lane(board, block.id, 0)
    board.write_what_is_owed()
    files = board.desk.events()
    assert files
    board.take(block.id)
    lane, stretch = others(board, before)[0]
    board.carry(lane, board.step(moment_of(stretch.start)))
    words = board.canvas.words()
    assert words is not None
    assert "→" in words.lines[0]
    board.let_go()
    moved = board.wait_until_moved(block.id, before)
    assert lane in moved.crew
    assert board.desk.events() == files, "invitations wait some seconds"
    board.key("z", "Control")
    board.wait_until_moved(f"{before.id}/{before.crew[0]}", moved)
    board.write_what_is_owed()
    assert board.desk.events() == files


def others(board: RealBoard, item: Appointment) -> list[tuple[str, Stretch]]:
    """The lanes of others that can take what is held."""
    return board.stretches(lambda key, one: one.works and key not in item.crew)


def can_be_handed_over(board: RealBoard, block: str) -> bool:
    board.take(block)
    found = bool(others(board, board.appointment(block)))
    board.key("Escape")
    board.let_go()
    return found


def test_stretched_by_its_edge(board: RealBoard) -> None:
    block = board.blocks()[0]
    before = board.appointment(block.id)
    area = board.area(block.id)
    hour = board.canvas.lanes.hour_width
    board.grab(board.canvas, QPointF(area.right() - 3, area.center().y()))
    x, y = board.on_screen(board.canvas, QPointF(area.right() - 3 - hour / 2, area.center().y()))
    board.hand.move(x, y)
    board.settle()
    board.let_go()
    after = board.wait_until_moved(block.id, before)
    assert after.span.start == before.span.start
    assert after.span.length == before.span.length - timedelta(minutes=30)


def test_a_card_of_the_tray_gets_a_time(board: RealBoard) -> None:
    card = board.page.tray.cards()[0]
    key = card.card.id
    waiting = len(board.page.tray.cards())
    board.grab(card, QPointF(40, 20))
    lane, stretch = board.stretches(lambda _key, one: one.works)[0]
    board.carry(lane, board.step(moment_of(stretch.start)))
    board.let_go()
    board.desk.wait_for(lambda: len(board.page.tray.cards()) == waiting - 1, "one card less")
    assert key not in [view.card.id for view in board.page.tray.cards()]
    assert any(piece.lane == lane for piece in board.canvas.board.pieces.values())
    board.click(board.page.board_bar.undo_list)
    assert len(board.desk.menu("undo_list").actions()) == 2
    board.key("Return")
    board.desk.wait_for(lambda: len(board.page.tray.cards()) == waiting, "the card again")


def test_against_the_rules_with_a_reason(board: RealBoard) -> None:
    block = board.blocks()[0]
    before = board.appointment(block.id)
    board.take(block.id)
    refused = board.stretches(lambda key, one: not one.works and bool(one.text) and key not in before.crew)
    lane, stretch = max(refused, key=lambda each: each[1].end - each[1].start)
    board.carry(lane, board.step(moment_of(stretch.start)))
    board.let_go()
    assert board.asks()
    for letter in "ill":
        board.key(letter)
    board.key("Return")
    moved = board.wait_until_moved(block.id, before)
    assert lane in moved.crew
    assert any("12" in text or "Handed" in text or "Moved" in text for text in board.desk.messages())


def test_escape_and_keys_alone(board: RealBoard) -> None:
    block = board.blocks()[0]
    before = board.appointment(block.id)
    board.take(block.id)
    board.key("Escape")
    assert board.holding.state.phase is Phase.IDLE
    board.let_go()
    assert board.appointment(block.id) == before
    board.canvas.set_current(block.id)
    board.key("space")
    board.desk.wait_for(lambda: board.holding.answer is not None, "the lanes' answers")
    reach = next(one for key, one in board.stretches(lambda key, one: one.works and key in before.crew))
    way = "Left" if moment_of(reach.start) < before.span.start else "Right"
    board.key(way)
    board.key("Return")
    if board.asks():
        board.key("x")
        board.key("Return")
    moved = board.wait_until_moved(block.id, before)
    assert abs(moved.span.start - before.span.start) == timedelta(minutes=board.canvas.board.step_min)


def test_moved_on_the_week_grid(board: RealBoard) -> None:
    desk, grid = board.desk, board.desk.grid
    board.click(desk.window.rail.button("desk"))
    block = next(one for one in grid.week.blocks if grid.canvas.block_rect(one.id) and "/" in one.id)
    before = board.appointment(block.id)
    area = grid.canvas.block_rect(block.id)
    assert area is not None
    x, y = board.on_screen(grid.canvas, QPointF(area.center().x(), area.top() + 14))
    board.hand.move(x, y)
    board.settle()
    board.hand.press()
    for step in range(1, 12):
        board.hand.move(x, y + 6 * step)
        board.settle()
    desk.wait_for(lambda: grid.holding.answer is not None, "the answer")
    shown = grid.holding.state.place
    assert shown is not None
    board.hand.release()
    board.settle()
    if grid.asking.card.isVisible():
        board.key("x")
        board.key("Return")
    moved = board.wait_until_moved(block.id, before)
    assert moved.span.start == moment_of(shown.start)
    assert moved.span.start > before.span.start
