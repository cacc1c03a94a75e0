"""The board in the program: its days, whom it shows, what waits, and drops that run their actions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot

from studio_app.actions.cancel_appointment import CancelAppointment, cancel_appointment
from studio_app.actions.move_appointment import MoveAppointment, move_appointment
from studio_app.desk.board.arranging import Arrangement
from studio_app.desk.board.ground import moment_of
from studio_app.desk.board.hand import Edge, Mark, Overrule, Phase, Piece
from studio_app.desk.board.hand import State as HandState
from studio_app.desk.board.page import BoardPage
from studio_app.desk.boarding import Boarding
from studio_app.desk.week.model import Block
from studio_app.domain.appointment import Appointment, State
from tests.support.whole_desk import CONTROL, NO_KEYS, WholeDesk, whole_desk

Key = Qt.Key
MONDAY = date(2026, 11, 23)
ALT = Qt.KeyboardModifier.AltModifier


class Shown:
    """The board of a running program."""

    def __init__(self, desk: WholeDesk) -> None:
        self.desk = desk
        self.page: BoardPage = desk.program.board_page
        self.boarding: Boarding = desk.program.boarding
        self.canvas, self.holding = self.page.canvas, self.page.holding

    def blocks(self) -> list[Block]:
        """What can be held, the longest first."""
        lanes = self.canvas.board.lanes
        found = [b for lane in lanes for b in lane.blocks if b.id in self.canvas.board.pieces]
        return sorted(found, key=lambda block: block.start - block.end)

    def days(self) -> list[date]:
        return list(self.canvas.board.days)

    def item(self, key: str) -> Appointment:
        snapshot = self.desk.desk.snapshot
        assert snapshot
        return snapshot.studio.appointments[key.split("/", 1)[0]]

    def take(self, piece: Piece, at: QPointF, edge: Edge = Edge.BODY) -> None:
        self.canvas.press(piece, at, edge)
        self.canvas.drag(at + QPointF(8, 0), fine=False)
        self.desk.wait_for(lambda: self.holding.answer is not None, "the answers")

    def take_block(self, block: Block) -> QPointF:
        area = self.canvas.block_rect(block.id)
        assert area is not None
        at = QPointF(area.left() + 10, area.center().y())
        self.take(self.canvas.board.pieces[block.id], at)
        return at

    def carry(self, lane: str, start: datetime) -> None:
        to = self.canvas.point_of(lane, start)
        assert to is not None
        self.canvas.drag(to + QPointF(11, 0), fine=False)

    def works(self, *, beside: tuple[str, ...] = ()) -> tuple[str, datetime]:
        """A lane that can take what is held, and a step at which it can."""
        assert self.holding.answer is not None
        for lane, said in self.holding.answer.lanes.items():
            for stretch in said.stretches:
                if stretch.works and lane not in beside:
                    start = moment_of(stretch.start)
                    return lane, start + timedelta(minutes=-start.minute % self.canvas.board.step_min)
        raise AssertionError("nobody can take it")

    def drop(self) -> None:
        self.canvas.release()
        self.desk.settle()


@pytest.fixture
def shown(qtbot: QtBot, tmp_path: Path) -> Iterator[Shown]:
    """Thursday of the demo studio."""
    with whole_desk(tmp_path) as desk:
        desk.window.show_view("board")
        desk.settle()
        board = Shown(desk)
        board.boarding.page_by(3)
        desk.settle()
        yield board


def test_it_opens_on_today_and_pages_by_days_and_weeks(shown: Shown) -> None:
    desk, bar = shown.desk, shown.page.board_bar
    assert desk.window.top_bar.heading.text() == "Thursday 26 November"
    desk.click(bar.today_button)
    assert shown.days() == [MONDAY]
    desk.click(bar.back_button)
    assert desk.window.top_bar.heading.text() == "Sunday 22 November"
    desk.click(bar.span.button("week"))
    assert desk.window.top_bar.heading.text() == "16 – 22 November 2026"
    assert len(shown.days()) == 7
    desk.click(bar.forward_button)
    shown.page.hours.day_chosen.emit(MONDAY + timedelta(days=2))
    desk.settle()
    assert shown.days() == [MONDAY + timedelta(days=2)]
    assert bar.span.button("day").isChecked()


def test_the_windows_keys_mean_the_board_while_it_is_shown(shown: Shown) -> None:
    desk = shown.desk
    shown.page.begin()
    weeks = desk.desk.days
    desk.press(Key.Key_Left, ALT)
    assert shown.boarding.days.at == MONDAY + timedelta(days=2)
    desk.press(Key.Key_T, CONTROL)
    assert shown.boarding.days.at == MONDAY
    desk.press(Key.Key_2, CONTROL)
    assert len(shown.days()) == 7
    desk.press(Key.Key_1, CONTROL)
    desk.press(Key.Key_Right, ALT)
    assert shown.boarding.days.at == MONDAY + timedelta(days=1)
    assert desk.desk.days == weeks, "the desk's own days stay"
    desk.press(Key.Key_Plus, CONTROL)
    assert shown.canvas.lanes.zoom == 1.25
    assert desk.grid.zoom == 1.0
    desk.press(Key.Key_0, CONTROL)
    desk.press(Key.Key_G, CONTROL)
    desk.type("26 nov")
    desk.press(Key.Key_Return)
    assert shown.boarding.days.at == date(2026, 11, 26)
    desk.window.show_view("desk")
    desk.press(Key.Key_Right, ALT)
    assert desk.desk.days != weeks
    assert shown.boarding.days.at == date(2026, 11, 26)


def test_escape_backs_out_of_the_hand_before_the_view(shown: Shown) -> None:
    shown.take_block(shown.blocks()[0])
    shown.desk.window.back_out()
    assert shown.holding.state == HandState()
    assert shown.desk.window.view() == "board"
    shown.desk.window.back_out()
    assert shown.desk.window.view() == "desk"


def test_a_drop_moves_the_appointment_and_undo_brings_it_back(shown: Shown) -> None:
    block = shown.blocks()[0]
    before = shown.item(block.id)
    shown.take_block(block)
    lane, start = shown.works(beside=before.crew)
    shown.carry(lane, start)
    shown.drop()
    after = shown.item(block.id)
    assert (after.crew, after.span.start) == ((lane,), start)
    assert not shown.holding.pending
    assert any("12" in text or "128 Beacon" in text for text in shown.desk.messages())
    shown.desk.click(shown.page.board_bar.undo)
    assert shown.item(block.id).span == before.span
    assert shown.item(block.id).crew == before.crew


def test_marked_blocks_move_as_one_step(shown: Shown) -> None:
    mine = [block for block in shown.blocks() if len(shown.item(block.id).crew) == 1][:2]
    before = [shown.item(block.id) for block in mine]
    for block in mine:
        shown.holding.feed(Mark(shown.canvas.board.pieces[block.id]))
    at = shown.take_block(mine[0])
    shown.canvas.drag(at + QPointF(-shown.canvas.lanes.hour_width, 0), fine=False)
    shown.drop()
    if shown.page.overrule.isVisible():
        shown.page.overrule.reason.setText("both asked")
        shown.page.overrule.do.click()
        shown.desk.settle()
    after = [shown.item(block.id) for block in mine]
    assert [new.span.start - old.span.start for new, old in zip(after, before, strict=True)] == [
        timedelta(hours=-1)
    ] * 2
    shown.desk.click(shown.page.board_bar.undo)
    assert [shown.item(block.id).span for block in mine] == [item.span for item in before]


def test_what_another_desk_moved_meanwhile_ends_the_drag(shown: Shown) -> None:
    block = shown.blocks()[0]
    item = shown.item(block.id)
    shown.take_block(block)
    move = MoveAppointment(item.id, item.span.start + timedelta(days=1), overrule="elsewhere")
    move_appointment(shown.desk.program.store, shown.desk.clock(), "another desk", move)
    shown.desk.program.upkeep.look_for_other_desks()
    shown.desk.settle()
    assert shown.holding.state == HandState()
    assert any("another desk" in text for text in shown.desk.messages())
    assert block.id not in shown.canvas.board.pieces


def test_a_drop_that_is_refused_in_the_end_goes_back(shown: Shown) -> None:
    block = shown.blocks()[0]
    item = shown.item(block.id)
    shown.take_block(block)
    lane, start = shown.works(beside=item.crew)
    shown.carry(lane, start)
    taken = MoveAppointment(
        shown.blocks()[1].id.split("/", 1)[0], start, (lane,), overrule="the other desk was quicker"
    )
    move_appointment(shown.desk.program.store, shown.desk.clock(), "another desk", taken)
    shown.drop()
    assert not shown.holding.pending
    assert shown.item(block.id).span == item.span
    assert any("can't be booked" in text for text in shown.desk.messages())


def test_a_drop_that_changes_nothing_leaves_the_block_free(shown: Shown) -> None:
    block = shown.blocks()[0]
    before = shown.item(block.id)
    (own,) = before.crew
    other = next(lane for lane in shown.canvas.board.lane_ids if lane != own and is_free(shown, lane, before))
    with shown.desk.program.store.writing() as writing:
        writing.save_appointment(replace(before, crew=(own, other)))
    shown.desk.desk.refresh()
    shown.desk.settle()
    shown.take_block(block)
    shown.carry(other, block.start)
    shown.drop()
    if shown.holding.state.phase is Phase.ASKING:
        shown.holding.feed(Overrule("they said so"))
        shown.desk.settle()
    assert set(shown.item(block.id).crew) == {own, other}
    assert not shown.holding.pending
    assert not shown.holding.is_moving(before.id)


def is_free(shown: Shown, lane: str, beside: Appointment) -> bool:
    """Whether nothing of ours stands in a lane on the day of an appointment."""
    found = next(each for each in shown.canvas.board.lanes if each.id == lane)
    return not any(block.start < beside.span.end and beside.span.start < block.end for block in found.blocks)


def test_whom_the_board_shows_is_kept(shown: Shown) -> None:
    everybody = shown.canvas.board.lane_ids
    shown.page.people.menu_of_all().actions()[1].trigger()
    shown.desk.settle()
    assert shown.canvas.board.lane_ids == (everybody[0], *everybody[2:])
    assert shown.page.people.text().startswith("6 of 7")
    kept = shown.boarding._kept.read()
    assert kept == Arrangement((), frozenset({everybody[1]}))


# ---------------------------------------------------------------- what waits


def test_an_offer_gives_a_time_and_undo_takes_it_back(shown: Shown) -> None:
    desk, tray = shown.desk, shown.page.tray
    desk.wait_for(lambda: tray.cards() and tray.cards()[0].offers, "offers")
    card = tray.cards()[0]
    waiting = len(tray.cards())
    desk.click(card.offers[0])
    desk.wait_for(lambda: len(tray.cards()) == waiting - 1, "one card less")
    offer = card.card.offers[0]
    found = shown.item(card.card.id)
    assert (found.state, found.span.start, found.crew) == (State.CONFIRMED, offer.start, offer.crew)
    desk.click(shown.page.board_bar.undo)
    desk.wait_for(lambda: len(tray.cards()) == waiting, "the card again")


def test_other_cards_leave_the_lanes_as_they_are(shown: Shown) -> None:
    waiting = shown.desk.program.waiting
    assert waiting.cards()
    lanes = shown.canvas.board.lanes
    shown.page.tray.set_cards(())
    waiting.changed.emit()
    assert shown.canvas.board.lanes is lanes, "of a large studio they take a while"
    assert [view.card for view in shown.page.tray.cards()] == list(waiting.cards())


def test_a_freed_time_is_told_to_whom_it_suits(shown: Shown) -> None:
    desk = shown.desk
    desk.wait_for(shown.page.tray.cards, "the waiting list")
    snapshot = desk.desk.snapshot
    assert snapshot
    soonest = sorted(snapshot.studio.appointments.values(), key=lambda item: item.span.start)
    coming = [item for item in soonest if item.span.start > desk.clock() and item.blocks_at(desk.clock())]
    desk.window.show_view("desk")
    for item in coming:
        cancel_appointment(desk.program.store, desk.clock(), "test", CancelAppointment(item.id))
        desk.desk.refresh()
        desk.settle()
        if any("is waiting and could be" in text for text in desk.messages()):
            break
    else:
        raise AssertionError("no freed time suits anybody")
    assert any(card.news for card in desk.program.waiting.cards())
    assert desk.window.messages.act("show_waiting")
    assert desk.window.view() == "board"
    desk.settle()
    assert any(view.card.news for view in shown.page.tray.cards())


def test_keys_of_the_board_are_not_typed_into_the_desk(shown: Shown) -> None:
    shown.page.begin()
    shown.desk.press(Key.Key_Down, NO_KEYS)
    shown.canvas.set_current(shown.blocks()[0].id)
    shown.desk.press(Key.Key_Space, NO_KEYS)
    shown.desk.wait_for(lambda: shown.holding.answer is not None, "the answers")
    shown.desk.press(Key.Key_Escape, NO_KEYS)
    assert shown.desk.window.view() == "board"
    assert shown.holding.state == HandState()
