"""The menus of the team. A menu takes the keyboard, which the offscreen platform can't give."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.team_hands import TeamHands
from tests.support.cover_page import CoverHands
from tests.support.whole_desk import CONTROL

pytestmark = pytest.mark.display
Key = Qt.Key


def test_whoever_is_ill(team: TeamHands) -> None:
    team.take_from_menu("Leo Brandt", "Ill or away")
    assert CoverHands(team.desk).form.photographer() == "leo"
    team.desk.press(Key.Key_Escape)
    assert team.desk.window.view() == "team"


def test_paused_and_back_by_the_menu(team: TeamHands) -> None:
    team.take_from_menu("Leo Brandt", "Pause bookings")
    assert not team.person("Leo Brandt").accepting
    assert team.side.list.rows()[1].detail == "2 · paused · Google"
    team.desk.click(team.profile.header.chips[0])
    assert team.person("Leo Brandt").accepting, "the chip that says so takes it back"


def test_a_copy_works_like_a_colleague(team: TeamHands) -> None:
    team.take_from_menu("Leo Brandt", "Copy to a new photographer")
    assert team.sheet.form.like.currentText() == "Leo Brandt"
    assert not team.sheet.form.zone.isEnabled(), "what is copied is not asked for"
    team.desk.type("Eva Stone")
    team.desk.press(Key.Key_Return)
    assert team.names()[1:3] == ["Leo Brandt", "Eva Stone"]
    assert team.hours("Eva Stone") == team.hours("Leo Brandt")
    assert team.person("Eva Stone").skills == team.person("Leo Brandt").skills
    assert team.person("Eva Stone").email == ""


def test_hours_are_split_and_copied_by_their_menu(team: TeamHands) -> None:
    bars, before = team.bars, team.file()
    at = bars.minute_point(2, 750)
    QApplication.sendEvent(bars, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, bars.mapToGlobal(at)))
    team.take("Split", "hours_menu")
    assert team.hours("Maya Ortiz")[2] == "8–12, 1–6"
    bars.setFocus()
    bars.open_menu(bars.mapToGlobal(QPoint(60, 60)))
    menu = team.desk.menu("hours_menu")
    below = next(action for action in menu.actions() if action.text().startswith("Copy Wednesday to"))
    menu.setActiveAction(below)
    QTest.keyClick(menu, Key.Key_Right)
    team.take("Weekdays", "hours_copy_menu")
    assert team.hours("Maya Ortiz") == ["8–12, 1–6"] * 5 + ["10–2", "off"]
    team.desk.press(Key.Key_Z, CONTROL)
    team.desk.press(Key.Key_Z, CONTROL)
    assert team.file() == before


def test_a_week_begins_with_a_preset(team: TeamHands) -> None:
    before = team.file()
    team.desk.click(team.profile.hours.presets_button)
    team.take("Mon–Fri 9–5", "hours_presets")
    assert team.hours("Maya Ortiz") == ["9–5"] * 5 + ["off", "off"]
    team.desk.click(team.profile.hours.presets_button)
    team.take("Not set", "hours_presets")
    assert team.hours("Maya Ortiz") == []
    assert "the studio’s hours" in team.bars.words_of(0)
    team.desk.press(Key.Key_Z, CONTROL)
    team.desk.press(Key.Key_Z, CONTROL)
    assert team.file() == before
