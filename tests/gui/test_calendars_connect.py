"""The sheet that connects a calendar, under keys and mouse."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio_app.desk.calendars.connect_model import ConnectState, Step
from studio_app.desk.calendars.model import AccountCard, Act, FoundLine, Offer
from tests.gui import calendar_samples as samples
from tests.gui.calendars_hands import CalendarsHands
from tests.gui.pages import Ears, Key

pytestmark = pytest.mark.usefixtures("light")

PEOPLE = tuple((row.face.id, row.face.name) for row in samples.PEOPLE)


@pytest.fixture
def hands(qtbot: QtBot) -> CalendarsHands:
    return CalendarsHands(qtbot)


# ---------------------------------------------------------------- connecting


def test_the_sheet_goes_by_keyboard_from_kind_to_password(hands: CalendarsHands) -> None:
    sheet = hands.page.side.sheet
    steps, sent = Ears().on(sheet.step_requested), Ears().on(sheet.caldav_submitted)
    hands.open_sheet(ConnectState(people=PEOPLE))
    hands.press(Key.Key_Tab, Key.Key_Return)
    assert steps.heard == [Step.CALDAV]
    hands.open_sheet(ConnectState(Step.CALDAV, PEOPLE))
    hands.type("https://dav.example")
    hands.press(Key.Key_Return)
    hands.type("ana")
    hands.press(Key.Key_Return)
    hands.type("secret")
    hands.press(Key.Key_Return)
    assert sent.heard == [("https://dav.example", "ana", "secret")]
    sheet.caldav.forget()
    assert sheet.caldav.password.text() == ""


def test_the_address_of_a_known_server_is_a_click_away(hands: CalendarsHands) -> None:
    hands.open_sheet(ConnectState(Step.CALDAV, PEOPLE))
    chip = next(
        button for button in hands.page.side.sheet.caldav.findChildren(QWidget) if button.property("address")
    )
    hands.click(chip)
    assert hands.page.side.sheet.caldav.url.text() == "https://caldav.icloud.com"
    assert hands.focused() is hands.page.side.sheet.caldav.login


def test_waiting_for_a_browser_counts_and_can_be_ended(hands: CalendarsHands) -> None:
    sheet = hands.page.side.sheet
    ended = Ears().on(sheet.cancelled)
    hands.open_sheet(ConnectState(Step.WAITING, PEOPLE, seconds=271))
    assert sheet.waiting.left.text() == "Waiting for your browser · 4:31 left"
    assert not sheet.waiting.copy_button.isEnabled()
    sheet.set_state(ConnectState(Step.WAITING, PEOPLE, address="https://accounts.example/auth", seconds=270))
    hands.click(sheet.waiting.copy_button)
    assert QGuiApplication.clipboard().text() == "https://accounts.example/auth"
    hands.click(sheet.waiting.cancel_button)
    hands.window.back_out()
    assert ended.heard == [(), ()]


def test_a_feed_says_whose_it_is(hands: CalendarsHands) -> None:
    sheet = hands.page.side.sheet
    sent = Ears().on(sheet.feed_submitted)
    hands.open_sheet(ConnectState(Step.FEED, PEOPLE))
    sheet.feed.choose_person("tom")
    assert not sheet.feed.go_button.isEnabled()
    sheet.feed.address.setFocus()
    hands.type("https://outlook.example/calendar.ics")
    hands.press(Key.Key_Return)
    assert sent.heard == [("tom", "https://outlook.example/calendar.ics", "")]


def test_what_went_wrong_stands_in_the_sheet_and_the_typing_stays(hands: CalendarsHands) -> None:
    sheet = hands.page.side.sheet
    hands.open_sheet(ConnectState(Step.CALDAV, PEOPLE))
    hands.type("https://dav.example")
    sheet.set_state(
        ConnectState(Step.CALDAV, PEOPLE, problem="No server answers there.", advice="Look again.")
    )
    assert sheet.problem.isVisible()
    assert sheet.problem.text() == "No server answers there. Look again."
    assert sheet.caldav.url.text() == "https://dav.example"


def test_names_from_outside_stay_plain_text(hands: CalendarsHands) -> None:
    nasty = "<img src=x>&File"
    line = FoundLine("google", "x", nasty, offers=(Offer(Act.ASSIGN, nasty, "x"),))
    account = AccountCard("google", nasty, lines=(line,))
    card = replace(samples.PRIMARY, title=nasty, error=nasty)
    hands.page.set_state(replace(samples.STATE, primary=card, accounts=(account,)))
    assert hands.page.primary.title.textFormat() is Qt.TextFormat.PlainText
    assert hands.page.primary.error.text() == nasty
    assert hands.page.side.accounts.list.rows()[1] == line
