"""What can be done with an appointment of the grid: the menu of its block. A menu takes the keyboard, which the offscreen
platform can't give."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from studio_app.actions.telling import WAIT_SETTING
from studio_app.desk.editing.ending_card import EndingCard
from studio_app.desk.editing.model import Part
from studio_app.desk.orders.visit_row import MORE
from studio_app.domain.appointment import Appointment, State
from studio_app.domain.calendar_event import Notify
from tests.gui import calls
from tests.support.whole_desk import ADDRESS, CONTROL, NO_KEYS, WholeDesk

pytestmark = pytest.mark.display


def booked(desk: WholeDesk) -> Appointment:
    """The appointment at the address of the pictures."""
    assert desk.desk.snapshot
    return next(item for item in desk.desk.snapshot.studio.appointments.values() if item.address == ADDRESS)


def book(desk: WholeDesk, *, hold: bool = False) -> Appointment:
    """Book or hold the order of the pictures."""
    calls.book(desk, hold=hold)
    return booked(desk)


def open_menu(desk: WholeDesk) -> QMenu:
    """Click the block."""
    item = booked(desk)
    desk.grid.scroll_to(item.span.start)
    rect = desk.grid.canvas.block_rect(f"{item.id}/{item.crew[0]}")
    assert rect is not None
    desk.click(desk.grid.canvas, rect.center().toPoint())
    return desk.menu()


def words(shown: QMenu) -> list[str]:
    """Its entries, without the marks of their letters."""
    return [action.text().replace("&", "") for action in shown.actions() if action.text()]


def choose(desk: WholeDesk, wanted: str) -> None:
    """Click a block, then an entry of its menu."""
    shown = open_menu(desk)
    entry = next(action for action in shown.actions() if wanted in action.text().replace("&", ""))
    assert isinstance(entry, QAction)
    shown.setActiveAction(entry)
    desk.click(shown, shown.actionGeometry(entry).center())


def card(desk: WholeDesk) -> EndingCard:
    """The question that is asked."""
    shown = desk.program.bookings.card
    desk.wait_for(shown.isVisible, "the question")
    return shown


def test_a_hold_is_confirmed(desk: WholeDesk) -> None:
    book(desk, hold=True)
    choose(desk, "Confirm the hold")
    assert booked(desk).state is State.CONFIRMED
    desk.wait_for(lambda: desk.events_about("55 Summit Ave"), "the event")


def test_a_hold_is_released(desk: WholeDesk) -> None:
    book(desk, hold=True)
    choose(desk, "Release the hold")
    assert booked(desk).state is State.CANCELLED


def test_a_hold_is_held_longer(desk: WholeDesk) -> None:
    before = book(desk, hold=True)
    choose(desk, "Hold 15 min longer")
    assert before.hold_until
    assert booked(desk).hold_until == before.hold_until + timedelta(minutes=15)
    desk.press(Qt.Key.Key_Z, CONTROL)
    assert booked(desk).hold_until == before.hold_until


def test_cancelling_asks_first_and_can_be_undone(desk: WholeDesk) -> None:
    before = book(desk)
    desk.wait_for(lambda: desk.events_about("55 Summit Ave"), "the event")
    choose(desk, "Cancel")
    assert card(desk).no_button.hasFocus(), "the safe answer is the default"
    desk.press(Qt.Key.Key_Return)
    assert booked(desk).state is State.CONFIRMED
    choose(desk, "Cancel")
    asked = card(desk)
    desk.click(next(chip for chip in asked.reasons if chip.text() == "Listing withdrawn"))
    desk.click(asked.tell.choice.button("nobody"))
    desk.click(asked.yes_button)
    assert booked(desk).state is State.CANCELLED
    assert booked(desk).reason == "Listing withdrawn"
    desk.wait_for(lambda: not desk.events_about("55 Summit Ave"), "the event to go")
    desk.press(Qt.Key.Key_Z, CONTROL)
    assert booked(desk).state is State.CONFIRMED
    assert booked(desk).span == before.span
    desk.wait_for(lambda: desk.events_about("55 Summit Ave"), "the event to come back")
    choose(desk, "Cancel")
    assert card(desk).tell.value() is Notify.NOBODY, "it is remembered"
    desk.press(Qt.Key.Key_Escape)
    assert not desk.program.bookings.card.isVisible()


def test_postponing_keeps_the_order(desk: WholeDesk) -> None:
    book(desk)
    choose(desk, "Postpone")
    asked = card(desk)
    assert asked.reasons[0].hasFocus()
    asked.why.setFocus()
    desk.type("Snow")
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Return)
    assert booked(desk).state is State.POSTPONED
    assert booked(desk).reason == "Snow"
    desk.wait_for(lambda: not desk.events_about("55 Summit Ave"), "the event to go")
    desk.window.show_view("orders")
    desk.settle()
    shown = desk.daily.orders.page.details.state
    assert shown is not None
    assert (shown.title, shown.state) == (ADDRESS.split(",")[0], "postponed")


def test_what_was_postponed_is_created_again_from_its_order(desk: WholeDesk) -> None:
    before = book(desk)
    choose(desk, "Postpone")
    desk.click(card(desk).yes_button)
    desk.window.show_view("orders")
    desk.settle()
    row = desk.daily.orders.page.details.visit_row(before.id)
    desk.click(row.button(MORE))
    shown = desk.menu()
    assert not any("Show the order" in entry for entry in words(shown))
    QTest.keyClick(shown, Qt.Key.Key_C)
    desk.settle()
    assert booked(desk).state is State.CONFIRMED
    assert booked(desk).span == before.span
    desk.wait_for(lambda: desk.events_about("55 Summit Ave"), "the event to come back")


def test_the_letters_of_a_menu_choose(desk: WholeDesk) -> None:
    book(desk)
    shown = open_menu(desk)
    letters = [
        action.text()[action.text().index("&") + 1].lower() for action in shown.actions() if action.text()
    ]
    assert len(set(letters)) == len(letters)
    assert "Services: add, split, merge…" in words(shown), "what the sheet does is found in the menu"
    QTest.keyClick(shown, Qt.Key.Key_D)
    desk.settle()
    assert desk.window.view() == "orders"
    desk.wait_for(lambda: desk.daily.orders.page.details.state, "the order")


def test_a_no_show_is_noted_and_taken_back(desk: WholeDesk) -> None:
    item = book(desk)
    desk.clock.put_forward((item.span.start - desk.clock()).total_seconds() + 60)
    desk.desk.refresh()
    desk.settle()
    choose(desk, "No-show")
    assert booked(desk).no_show
    choose(desk, "It took place after all")
    assert not booked(desk).no_show


def test_a_write_that_waits_is_sent_now(desk: WholeDesk) -> None:
    with desk.program.store.writing() as writing:
        writing.set_setting(WAIT_SETTING, "300")
    book(desk)
    assert not desk.events_about("55 Summit Ave")
    choose(desk, "Send it now")
    desk.wait_for(lambda: desk.events_about("55 Summit Ave"), "the event")


def test_the_menu_opens_the_sheet_at_its_part(desk: WholeDesk) -> None:
    book(desk)
    choose(desk, "Services")
    sheet = desk.program.editing.sheet
    desk.wait_for(sheet.isVisible, "the sheet")
    assert sheet.part is Part.SERVICES
    assert sheet.services.list.hasFocus()
    desk.press(Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_a_double_click_changes_the_block(desk: WholeDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QApplication, "doubleClickInterval", lambda: 60_000)
    item = book(desk)
    shown = open_menu(desk)
    again = shown.mapFromGlobal(desk.program.bookings._at) + QPoint(1, 1)
    QTest.mousePress(shown, Qt.MouseButton.LeftButton, NO_KEYS, again)
    sheet = desk.program.editing.sheet
    desk.wait_for(sheet.isVisible, "the sheet")
    assert sheet.part is Part.TIME
    desk.press(Qt.Key.Key_Escape)
    assert booked(desk) == item


def test_keys_on_a_block_change_and_cancel_it(desk: WholeDesk) -> None:
    item = book(desk)
    canvas = desk.grid.canvas
    desk.grid.scroll_to(item.span.start)
    canvas.set_current(f"{item.id}/{item.crew[0]}")
    canvas.setFocus()
    desk.press(Qt.Key.Key_F2)
    sheet = desk.program.editing.sheet
    desk.wait_for(sheet.isVisible, "the sheet")
    assert sheet.time.date.hasFocus()
    desk.press(Qt.Key.Key_Escape)
    assert canvas.hasFocus(), "the keyboard is where it was"
    desk.press(Qt.Key.Key_Delete)
    assert card(desk).no_button.hasFocus()
    desk.press(Qt.Key.Key_Escape)
    assert booked(desk).state is State.CONFIRMED


def test_a_card_of_the_waiting_list_has_the_menu_too(desk: WholeDesk) -> None:
    desk.window.show_view("board")
    desk.settle()
    tray = desk.program.board_page.tray
    desk.wait_for(lambda: any("/" in view.card.id for view in tray.cards()), "an order that never had a time")
    view = next(view for view in tray.cards() if "/" in view.card.id)
    desk.click(view.title)
    entries = words(desk.menu())
    assert any("Add an appointment" in entry for entry in entries)
    QTest.keyClick(desk.menu(), Qt.Key.Key_I)
    desk.settle()
    sheet = desk.program.editing.sheet
    desk.wait_for(sheet.isVisible, "the sheet")
    assert sheet.title.accessibleName() == view.card.title
