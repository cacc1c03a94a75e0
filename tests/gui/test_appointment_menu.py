"""What can be done with an appointment of the grid: the menu of its block. A menu takes the keyboard, which the offscreen
platform can't give."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from studio_app.domain.appointment import Appointment, State
from tests.gui.calls import order
from tests.support.whole_desk import ADDRESS, CONTROL, WholeDesk, whole_desk

pytestmark = pytest.mark.display


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[WholeDesk]:
    """The program on the demo studio."""
    with whole_desk(tmp_path) as shown:
        qtbot.waitActive(shown.window)
        yield shown


def booked(desk: WholeDesk) -> Appointment:
    """The appointment at the address of the pictures."""
    assert desk.desk.snapshot
    return next(item for item in desk.desk.snapshot.studio.appointments.values() if item.address == ADDRESS)


def book(desk: WholeDesk, *, hold: bool = False) -> Appointment:
    """Book or hold the order of the pictures."""
    desk.draft(order(desk))
    desk.desk.next_opening()
    desk.settle()
    if hold:
        desk.panel.hold()
    else:
        desk.panel.confirm()
    desk.settle()
    return booked(desk)


def choose(desk: WholeDesk, words: str) -> None:
    """Click a block, then an entry of its menu."""
    item = booked(desk)
    desk.grid.scroll_to(item.span.start)
    rect = desk.grid.canvas.block_rect(f"{item.id}/{item.crew[0]}")
    assert rect is not None
    desk.click(desk.grid.canvas, rect.center().toPoint())
    menu = next(
        widget
        for widget in QApplication.topLevelWidgets()
        if isinstance(widget, QMenu) and widget.isVisible()
    )
    entry = next(action for action in menu.actions() if words in action.text())
    assert isinstance(entry, QAction)
    menu.setActiveAction(entry)
    desk.click(menu, menu.actionGeometry(entry).center())


def answer(desk: WholeDesk, words: str) -> None:
    """Answer the question that is asked."""
    box = next(box for box in desk.window.findChildren(QMessageBox) if box.isVisible())
    assert box.defaultButton().text() == "Keep it", "the safe answer is the default"
    button = next(found for found in box.findChildren(QPushButton) if found.text() == words)
    desk.click(button)


def test_a_hold_is_confirmed(desk: WholeDesk) -> None:
    book(desk, hold=True)
    choose(desk, "Confirm the hold")
    assert booked(desk).state is State.CONFIRMED
    desk.wait_for(lambda: desk.events_about("55 Summit Ave"), "the event")


def test_a_hold_is_released(desk: WholeDesk) -> None:
    book(desk, hold=True)
    choose(desk, "Release the hold")
    assert booked(desk).state is State.CANCELLED


def test_cancelling_asks_first_and_can_be_undone(desk: WholeDesk) -> None:
    before = book(desk)
    desk.wait_for(lambda: desk.events_about("55 Summit Ave"), "the event")
    choose(desk, "Cancel")
    answer(desk, "Keep it")
    assert booked(desk).state is State.CONFIRMED
    choose(desk, "Cancel")
    answer(desk, "Cancel appointment")
    assert booked(desk).state is State.CANCELLED
    desk.wait_for(lambda: not desk.events_about("55 Summit Ave"), "the event to go")
    desk.press(Qt.Key.Key_Z, CONTROL)
    assert booked(desk).state is State.CONFIRMED
    assert booked(desk).span == before.span
    desk.wait_for(lambda: desk.events_about("55 Summit Ave"), "the event to come back")


def test_postponing_keeps_the_order(desk: WholeDesk) -> None:
    book(desk)
    choose(desk, "Postpone")
    assert booked(desk).state is State.POSTPONED
    desk.wait_for(lambda: not desk.events_about("55 Summit Ave"), "the event to go")
    desk.window.show_view("orders")
    desk.settle()
    shown = desk.program.orders_page.details.state
    assert shown is not None
    assert (shown.title, shown.state) == (ADDRESS.split(",")[0], "postponed")
