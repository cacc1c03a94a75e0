"""The calendars' view under keys and mouse."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from studio_app.desk import theme
from studio_app.desk.calendars.model import Act, Offer
from tests.gui import calendar_samples as samples
from tests.gui.calendars_hands import CalendarsHands
from tests.gui.pages import LEFT, NO_MODIFIER, Ears, Key

pytestmark = pytest.mark.usefixtures("light")


@pytest.fixture
def hands(qtbot: QtBot) -> CalendarsHands:
    return CalendarsHands(qtbot)


# ---------------------------------------------------------------- what is seen


def test_every_row_says_for_a_screen_reader_what_it_shows(hands: CalendarsHands) -> None:
    model = hands.page.people.model()
    said = [model.data(model.index(row, 0)) for row in range(model.rowCount())]
    assert said[0] == (
        "Maya Ortiz; fresh, 12 s ago; Google · office@northlight.example; Maya’s calendar; "
        "214 events, ignored: 3 free, 1 declined"
    )
    assert "sign-in needed" in said[2]
    assert "Fastmail no longer takes the password." in said[2]
    found = hands.page.side.accounts.list.model()
    lines = [found.data(found.index(row, 0)) for row in range(found.rowCount())]
    assert "Jun Park; not used" in lines
    assert hands.page.primary.accessibleName().startswith("Northlight shoots; Primary calendar")
    assert hands.page.primary.health.accessibleName() == "fresh, 12 s ago"


@pytest.mark.parametrize("size", [(1280, 720), (1440, 900)])
def test_nothing_is_cut_off(qtbot: QtBot, qapp: QApplication, size: tuple[int, int]) -> None:
    hands = CalendarsHands(qtbot, size)
    people = hands.page.people
    assert people.horizontalScrollBar().maximum() == 0
    assert hands.page.side.accounts.list.horizontalScrollBar().maximum() == 0
    bar = hands.page.bar
    assert bar is not None
    for widget in (bar, hands.window.top_bar.status, hands.page.tabs):
        assert widget.width() >= widget.minimumSizeHint().width()
        assert widget.geometry().right() < hands.window.width()
    for place in range(len(people.rows())):
        assert people.row_rect(place).width() <= people.viewport().width()


def test_the_top_bar_belongs_to_the_view(hands: CalendarsHands) -> None:
    assert hands.window.top_bar.heading.text() == "Calendars"
    assert hands.window.top_bar.subtitle.accessibleName() == "4 of 7 need you"
    assert hands.page.bar is not None
    assert hands.page.bar.isVisible()
    hands.window.show_view("desk")
    assert not hands.page.bar.isVisible()


def test_both_themes_paint_other_pictures(hands: CalendarsHands, qapp: QApplication) -> None:
    light = hands.page.grab().toImage()
    theme.apply(qapp, theme.Theme.dark())
    hands.settle()
    assert hands.page.grab().toImage() != light
    theme.apply(qapp, theme.Theme.light())


# ---------------------------------------------------------------- rows and cards


def test_a_click_on_what_helps(hands: CalendarsHands) -> None:
    people = hands.page.people
    hands.click(people.viewport(), people.link_point(2))
    hands.click(people.viewport(), people.link_point(5))
    assert hands.acts() == [Act.SIGN_IN, Act.ACCEPT_EMPTY]


def test_the_cards_signs_lead_on(hands: CalendarsHands) -> None:
    primary = hands.page.primary
    hands.click(primary.failed)
    hands.click(primary.changed)
    assert hands.acts() == [Act.RETRY, Act.SHOW_CHANGES]
    assert primary.waiting.text() == "2 events wait to be written"


def test_without_anything_owed_the_card_says_so(hands: CalendarsHands) -> None:
    card = replace(samples.PRIMARY, waiting=0, failed=0, changed=0)
    hands.page.set_state(replace(samples.STATE, primary=card))
    assert hands.page.primary.written.isVisible()
    assert not hands.page.primary.failed.isVisible()


# ---------------------------------------------------------------- whose calendar it is


def test_a_calendar_is_dragged_to_a_photographer(hands: CalendarsHands) -> None:
    hands.take("Jun Park")
    target = hands.over("priya")
    hands.carry(target)
    assert hands.page._held.isVisible()
    assert hands.page._held.words() == "Jun Park"
    assert hands.page.people.is_target(hands.page.people.row_at(target))
    hands.let_go(target)
    assert not hands.page._held.isVisible()
    assert hands.given() == [("Jun Park", "priya")]


def test_only_what_can_be_written_becomes_the_primary_calendar(hands: CalendarsHands) -> None:
    above = hands.page.primary.mapToGlobal(hands.page.primary.rect().center())
    hands.take("Jun Park")
    hands.carry(above)
    hands.let_go(above)
    assert hands.assigned.heard == []
    hands.take("Northlight shoots")
    hands.carry(above)
    hands.let_go(above)
    assert hands.given() == [("Northlight shoots", "")]


def test_escape_lets_go_and_a_click_moves_nothing(hands: CalendarsHands) -> None:
    hands.click(hands.found, hands.page.side.accounts.list.row_point(hands.line_of("Jun Park")))
    hands.take("Jun Park")
    hands.carry(hands.over("maya"))
    hands.press(Key.Key_Escape)
    assert not hands.page._held.isVisible()
    hands.let_go(hands.over("maya"))
    assert hands.assigned.heard == []
    assert hands.window.view() == "calendars"


def test_a_round_that_ends_meanwhile_keeps_what_is_held(hands: CalendarsHands) -> None:
    hands.take("Jun Park")
    hands.carry(hands.over("maya"))
    fresh = tuple(replace(row, health=samples.FRESH) for row in samples.PEOPLE)
    hands.page.set_state(replace(samples.STATE, people=fresh))
    assert hands.page._held.isVisible()
    gone = (replace(samples.ACCOUNTS[0], lines=samples.ACCOUNTS[0].lines[:2]),)
    hands.page.set_state(replace(samples.STATE, accounts=gone))
    assert not hands.page._held.isVisible()
    hands.let_go(hands.over("maya"))
    assert hands.assigned.heard == []


def test_calendars_that_fit_by_their_address_are_offered(hands: CalendarsHands) -> None:
    asked = Ears().on(hands.page.side.accounts.suggestions_taken)
    assert hands.page.side.accounts.suggestion.text().startswith("1 calendar has the e-mail address")
    hands.page.side.accounts.suggest_button.click()
    assert asked.heard == [()]


# ---------------------------------------------------------------- menus (a real display has them)


@pytest.mark.display
def test_whose_calendar_it_is_by_the_menu(qtbot: QtBot) -> None:
    hands = CalendarsHands(qtbot)
    hands.page.side.accounts.list.setFocus()
    hands.page.side.accounts.list.setCurrentIndex(
        hands.page.side.accounts.list.model().index(hands.line_of("Jun Park"), 0)
    )
    hands.press(Key.Key_Return)
    menu = hands.menu()
    QTest.keyClick(menu, Key.Key_Down)
    QTest.keyClick(menu, Key.Key_Right)
    hands.settle()
    inner = menu.actions()[0].menu()
    assert isinstance(inner, QMenu)
    QTest.keyClick(inner, Key.Key_Down)
    QTest.keyClick(inner, Key.Key_Return)
    hands.settle()
    (offer,) = hands.acted.heard
    assert isinstance(offer, Offer)
    assert offer.act is Act.ASSIGN


@pytest.mark.display
def test_what_can_be_done_with_a_photographers_calendar(qtbot: QtBot) -> None:
    hands = CalendarsHands(qtbot)
    people = hands.page.people
    hands.click(people.viewport(), people.menu_point(2))
    menu = hands.menu()
    assert [action.text() for action in menu.actions()] == [
        "Sign in again",
        "Test the connection",
        "Read now",
        "Disconnect",
    ]
    entry = menu.actions()[3]
    QTest.mouseClick(menu, LEFT, NO_MODIFIER, menu.actionGeometry(entry).center())
    hands.settle()
    assert hands.acted.heard == [Offer(Act.DISCONNECT, "Disconnect", "ana")]


@pytest.mark.display
def test_a_calendar_is_dragged_on_a_real_display(qtbot: QtBot) -> None:
    hands = CalendarsHands(qtbot, (1440, 900))
    hands.take("Jun Park")
    hands.carry(hands.over("jun"))
    assert hands.page._held.isVisible()
    hands.let_go(hands.over("jun"))
    assert hands.given() == [("Jun Park", "jun")]
