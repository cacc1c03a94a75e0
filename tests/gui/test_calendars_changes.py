"""Deciding about what was changed outside, and the rules of the calendars, under keys and mouse."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from studio_app.desk.calendars.model import CHANGES, RULES, Act
from studio_app.domain.calendar_rules import CalendarRules
from tests.gui import calendar_samples as samples
from tests.gui.calendars_hands import CalendarsHands
from tests.gui.pages import Ears, Key

pytestmark = pytest.mark.usefixtures("light")


@pytest.fixture
def hands(qtbot: QtBot) -> CalendarsHands:
    return CalendarsHands(qtbot)


# ---------------------------------------------------------------- changes


def test_a_change_is_decided_by_keyboard_alone(hands: CalendarsHands) -> None:
    hands.page.show_tab(CHANGES)
    hands.page.begin()
    assert hands.page.change.change() == samples.CHANGES[0]
    hands.press(Key.Key_Down)
    assert hands.page.change.change() == samples.CHANGES[1]
    assert not hands.page.change.take_button.isEnabled()
    hands.page.change.reason.setFocus()
    hands.type("agreed on the phone")
    hands.press(Key.Key_Return)
    assert hands.decisions() == [(Act.TAKE_THEIRS, "agreed on the phone")]


def test_both_versions_stand_side_by_side(hands: CalendarsHands) -> None:
    hands.page.show_tab(CHANGES)
    versions = hands.page.change.versions
    assert versions.texts()[:2] == ["Thu 26 Nov, 9:00 – 11:00", "Thu 26 Nov, 10:30 – 12:30 pm"]
    assert "Gate code 4711" in " ".join(versions.marked())
    hands.click(hands.page.change.keep_button)
    assert hands.decisions() == [(Act.KEEP_OURS, "")]


def test_the_reason_that_is_typed_stays_while_the_list_changes(hands: CalendarsHands) -> None:
    hands.page.show_change("harbor")
    hands.page.change.reason.setFocus()
    hands.type("agr")
    hands.page.set_state(replace(samples.STATE, changes=samples.CHANGES[1:]))
    assert hands.page.change.reason.text() == "agr"
    assert hands.page.changes.key() == "harbor"
    hands.page.set_state(replace(samples.STATE, changes=samples.CHANGES[2:]))
    assert hands.page.change.change() == samples.CHANGES[2]
    assert not hands.page.change.reason.isVisible()


def test_without_changes_it_says_what_would_stand_here(hands: CalendarsHands) -> None:
    hands.page.set_state(replace(samples.STATE, changes=()))
    hands.page.show_tab(CHANGES)
    assert hands.page.no_changes.isVisible()
    assert not hands.page.change.isVisible()
    assert hands.page.tabs.button(CHANGES).text() == "Changed outside"


def test_escape_goes_back_step_by_step(hands: CalendarsHands) -> None:
    hands.page.show_tab(CHANGES)
    hands.window.back_out()
    assert hands.page.tab() == "calendars"
    hands.window.back_out()
    assert hands.window.view() == "desk"


# ---------------------------------------------------------------- rules


def test_rules_are_stored_as_they_are_changed(hands: CalendarsHands, qtbot: QtBot) -> None:
    ears = Ears().on(hands.page.rules.changed)
    heard = ears.heard

    def stored() -> CalendarRules:
        return next(rules for rules in reversed(heard) if isinstance(rules, CalendarRules))

    hands.page.show_tab(RULES)
    hands.page.begin()
    assert hands.focused() is hands.page.rules.stale
    hands.press(Key.Key_Up, Key.Key_Up)
    qtbot.waitUntil(lambda: bool(heard))
    assert stored().stale_minutes == 17
    hands.click(hands.page.rules.titles.button("busy"))
    assert stored().titles is False
    hands.page.rules.take.setFocus()
    hands.press(Key.Key_Space)
    qtbot.waitUntil(lambda: stored().take_free_moves)
    hands.page.set_state(replace(samples.STATE, rules=stored()))
    assert (hands.page.rules.stale.value(), hands.page.rules.take.isChecked()) == (17, True)
