"""Holds while the caller thinks: counted down, and gone by themselves with a word; and whom a change tells."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from studio_app.actions.confirm_hold import ConfirmHold, confirm_hold
from studio_app.actions.extend_hold import ExtendHold, extend_hold
from studio_app.domain.calendar_event import Notify
from studio_app.domain.outbox import OutboxEntry
from tests.gui.sheet_hands import SheetHands
from tests.support.whole_desk import CONTROL, WholeDesk, whole_desk


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[WholeDesk]:
    """The program on the demo studio, with time to take a change back."""
    with whole_desk(tmp_path, invitation_seconds=300) as shown:
        yield shown


def pass_the_hold(desk: WholeDesk, hands: SheetHands) -> None:
    """Let the clock go on until it is over, as the timer tells."""
    until = hands.item.hold_until
    assert until
    desk.clock.put_forward((until - desk.clock()).total_seconds() + 1)
    desk.program.upkeep.move_clock()
    desk.settle()


def shown(desk: WholeDesk, hands: SheetHands) -> bool:
    """Whether its block stands in the week."""
    desk.grid.scroll_to(hands.item.span.start)
    return desk.grid.canvas.block_rect(f"{hands.item.id}/{hands.item.crew[0]}") is not None


def test_a_hold_of_this_desk_goes_with_a_word_and_can_be_had_again(desk: WholeDesk) -> None:
    hands = SheetHands.booked(desk, hold=True)
    assert shown(desk, hands)
    pass_the_hold(desk, hands)
    desk.wait_for(lambda: "The hold at 55 Summit Ave is over" in hands.messages(), "a word")
    assert not shown(desk, hands)
    bar = next(bar for bar in desk.window.messages.bars() if bar.message.key.startswith("lapsed"))
    desk.press(Qt.Key.Key_F5)  # a quarter of an hour without a reading makes calendars unknown
    desk.settle()
    desk.click(bar.button(f"hold again {hands.item.id}"))
    assert hands.item.is_live_hold(desk.clock()), hands.messages()
    assert shown(desk, hands)


def test_a_hold_of_somebody_else_goes_without_a_word(desk: WholeDesk) -> None:
    hands = SheetHands.booked(desk, hold=True)
    extend_hold(desk.program.store, desk.clock(), "Kim", ExtendHold(hands.item.id, 5))
    desk.desk.refresh()
    desk.settle()
    pass_the_hold(desk, hands)
    assert not shown(desk, hands)
    assert "is over" not in hands.messages()


def test_a_hold_that_was_confirmed_is_not_over(desk: WholeDesk) -> None:
    hands = SheetHands.booked(desk, hold=True)
    until = hands.item.hold_until
    assert until
    confirm_hold(desk.program.store, desk.clock(), "Kim", ConfirmHold(hands.item.id))
    desk.clock.put_forward((until - desk.clock()).total_seconds() + 1)
    desk.program.upkeep.move_clock()
    desk.settle()
    assert "is over" not in hands.messages()


def waiting(desk: WholeDesk, hands: SheetHands) -> OutboxEntry:
    key = hands.item.id
    with desk.program.store.reading() as reading:
        (entry,) = reading.outbox([key])
    return entry


def test_whom_it_tells_can_be_chosen_while_it_counts_down(desk: WholeDesk) -> None:
    hands = SheetHands.booked(desk)
    bar = desk.window.messages.bar("done")
    assert bar is not None
    assert bar.message.counts
    button = bar.button("tell")
    assert button.text().startswith("Tells everyone")
    menu = button.menu()
    assert menu is not None
    next(action for action in menu.actions() if action.text() == "Tells nobody").trigger()
    desk.settle()
    assert waiting(desk, hands).notify is Notify.NOBODY
    again = desk.window.messages.bar("done")
    assert again is not None
    assert again.message.counts
    assert again.button("tell").text().startswith("Tells nobody")
    desk.press(Qt.Key.Key_Z, CONTROL)
    assert hands.item.state.value == "cancelled", "it can still be taken back"
