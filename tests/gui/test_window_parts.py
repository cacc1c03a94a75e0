"""Parts of the window: messages, the state of the calendars, the welcome."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QToolTip
from pytestqt.qtbot import QtBot

from studio_app.desk.calendar_status import CalendarStatus, Mood
from studio_app.desk.messages import COPY, Message, MessageAction
from studio_app.desk.tone import Tone
from studio_app.desk.widgets.buttons import PushButton
from tests.gui.pages import CONTROL, DeskPage, Ears, Key

pytestmark = pytest.mark.usefixtures("light")


@pytest.fixture
def desk(qtbot: QtBot) -> DeskPage:
    return DeskPage(qtbot)


# ---------------------------------------------------------------- messages


BOOKED = Message("booked", "Booked.", actions=(MessageAction("undo", "Undo"),), seconds=10, counts=True)


def test_control_z_undoes_what_the_newest_message_offers(desk: DeskPage) -> None:
    asked, undo = Ears().on(desk.window.messages.action_requested), Ears().on(desk.window.undo_requested)
    desk.window.messages.show_message(BOOKED)
    desk.grid.setFocus()
    desk.press((CONTROL, Key.Key_Z))
    assert asked.heard == [("booked", "undo")]
    assert undo.heard == []
    assert desk.window.messages.bars() == ()


def test_a_message_counts_down_and_goes(desk: DeskPage, qtbot: QtBot) -> None:
    expired = Ears().on(desk.window.messages.expired)
    desk.window.messages.show_message(replace(BOOKED, seconds=2))
    bar = desk.window.messages.bar("booked")
    assert bar is not None
    assert bar._seconds.text() == "2 s"
    bar._timer.setInterval(5)
    qtbot.waitUntil(lambda: expired.heard == ["booked"])
    assert not desk.window.messages.isVisible()


def test_the_same_key_replaces_and_three_are_the_most(desk: DeskPage) -> None:
    shown = desk.window.messages
    shown.show_message(BOOKED)
    for number in range(4):
        shown.show_message(Message(f"note{number}", "A note.", tone=Tone.PLAIN))
    assert [bar.message.key for bar in shown.bars()] == ["booked", "note2", "note3"]
    shown.show_message(Message("note2", "Another."))
    assert [bar.message.key for bar in shown.bars()] == ["booked", "note3", "note2"]
    shown.take_back("booked")
    assert shown.bar("booked") is None
    desk.window.messages.take_back("note3")
    desk.window.messages.take_back("note2")


def test_what_stays_is_not_pushed_out_by_what_passes(desk: DeskPage) -> None:
    shown = desk.window.messages
    shown.show_message(Message("sign_in", "Sign in again."))
    for number in range(5):
        shown.show_message(Message(f"done{number}", "Done.", seconds=10))
    assert [bar.message.key for bar in shown.bars()] == ["sign_in", "done3", "done4"]


def test_details_are_copied_and_the_message_stays(desk: DeskPage) -> None:
    failed = Message(
        "failed", "It failed.", "Try again.", Tone.BAD, (MessageAction("retry", "Retry"),), details="why"
    )
    asked = Ears().on(desk.window.messages.action_requested)
    desk.window.messages.show_message(failed)
    bar = desk.window.messages.bar("failed")
    assert bar is not None
    assert bar.accessibleName() == "It failed. Try again."
    desk.click(bar.button(COPY))
    assert QGuiApplication.clipboard().text() == "why"
    assert bar.isVisible()
    desk.click(bar.button("retry"))
    assert asked.heard == [("failed", "retry")]


# ---------------------------------------------------------------- status


@pytest.mark.parametrize(
    "status,mood,words",
    [
        (CalendarStatus(), Mood.NONE, "No calendars yet"),
        (CalendarStatus(7, 12), Mood.FRESH, "7 calendars · synced 12 s ago"),
        (CalendarStatus(1, 60), Mood.FRESH, "1 calendar · synced 1 min ago"),
        (CalendarStatus(7, 12, reading=True), Mood.READING, "7 calendars · reading…"),
        (CalendarStatus(7, stale=2, stale_since="9:40"), Mood.STALE, "2 calendars stale since 9:40"),
        (CalendarStatus(7), Mood.STALE, "7 calendars · not read yet"),
        (
            CalendarStatus(7, 12, offline=1, offline_since="9:40"),
            Mood.OFFLINE,
            "1 calendar offline since 9:40",
        ),
        (CalendarStatus(2, offline=3, waiting=2), Mood.OFFLINE, "Offline · 2 waiting"),
        (CalendarStatus(7, 12, changed=1, offline=1), Mood.CHANGED, "1 event changed outside"),
        (CalendarStatus(7, 12, failing=("Leo",)), Mood.FAILING, "1 calendar can’t be read"),
        (CalendarStatus(7, 12, unwritten=2), Mood.UNWRITTEN, "2 events not written"),
        (CalendarStatus(7, 12, sign_in=1, reading=True), Mood.SIGN_IN, "Sign in again"),
        (CalendarStatus(7, 12, sign_in=2), Mood.SIGN_IN, "Sign in again: 2 accounts"),
    ],
)
def test_what_the_pill_says(desk: DeskPage, status: CalendarStatus, mood: Mood, words: str) -> None:
    desk.window.top_bar.set_status(status)
    assert status.mood is mood
    assert desk.window.top_bar.status.text() == words


def test_the_pill_leads_to_the_calendars(desk: DeskPage) -> None:
    desk.click(desk.window.top_bar.status)
    assert desk.window.view() == "calendars"


def test_tips_show_text_from_outside_as_it_is(desk: DeskPage) -> None:
    desk.window.top_bar.set_status(CalendarStatus(1, 1, failing=("<b>Leo</b>",)))
    assert "&lt;b&gt;" in desk.window.top_bar.status.toolTip()
    QToolTip.hideText()


def test_an_ampersand_in_a_name_is_no_key(desk: DeskPage) -> None:
    button = PushButton("Reed &Sons", desk.window)
    for shown in (button, desk.window.top_bar.heading):
        shown.setText("Reed &Sons")
        assert shown.shortcut().isEmpty()
        assert shown.text() == "Reed &Sons"


# ---------------------------------------------------------------- welcome


def test_the_first_start_asks_in_place(desk: DeskPage) -> None:
    welcome = desk.window.welcome
    demo, empty = Ears().on(welcome.demo_chosen), Ears().on(welcome.empty_chosen)
    desk.window.show_welcome()
    desk.press(Key.Key_Return)
    assert demo.heard == [()]
    desk.press(Key.Key_Tab, Key.Key_Return)
    desk.press(Key.Key_Return)
    desk.click(welcome.start_button)
    assert welcome.notice.isVisible()
    desk.type("Northlight")
    desk.press(Key.Key_Return, Key.Key_Delete)
    desk.type("chicago")
    desk.press(Key.Key_Return, Key.Key_Return)
    assert empty.heard == [("Northlight", "America/Chicago")]


def test_the_form_of_the_welcome_backs_out(desk: DeskPage) -> None:
    desk.window.show_welcome()
    desk.click(desk.window.welcome.empty_card)
    desk.press(Key.Key_Escape)
    assert desk.focused() is desk.window.welcome.empty_card


def test_a_studio_file_that_can_not_be_read_says_why(desk: DeskPage) -> None:
    welcome = desk.window.welcome
    desk.window.show_welcome()
    welcome.show_working(True)
    assert welcome.progress.isVisible()
    welcome.show_problem(
        "photographers[2].hours.tue[0]: end is before start", "Mend the file, then try again."
    )
    assert not welcome.progress.isVisible()
    assert "tue[0]" in welcome._notice_text.text()
    desk.window.show_desk()
    assert desk.panel.isVisible()
