"""The menus around "somebody is ill", with the keyboard. A menu takes it, which the offscreen platform can't give."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.support.cover_page import CoverHands
from tests.support.whole_desk import WholeDesk

pytestmark = pytest.mark.display
Key = Qt.Key


def test_the_menu_of_a_lane_opens_the_page_for_its_photographer(desk: WholeDesk) -> None:
    hands = CoverHands(desk)
    desk.window.show_view("board")
    desk.settle()
    names = desk.program.board_page.names
    at = QPoint(60, 40)
    person = names.lane_at(at.y())
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, names.mapToGlobal(at))
    QApplication.sendEvent(names, event)
    menu = desk.menu("board_lane_menu")
    assert menu.actions()[0].text().startswith("Ill or away")
    QTest.keyClick(menu, Key.Key_Down)
    QTest.keyClick(menu, Key.Key_Return)
    desk.settle()
    assert hands.is_shown()
    assert hands.form.photographer() == person


def test_another_choice_is_taken_from_the_menu_of_a_row_by_keys(desk: WholeDesk) -> None:
    hands = CoverHands(desk)
    hands.days(hands.person("Priya"), "today", "fri")
    row = hands.rows()[0]
    hands.views()[0].other.setFocus()
    desk.press(Key.Key_Return)
    menu = desk.menu("cover_choices")
    headings = [action.text() for action in menu.actions() if not action.isEnabled()]
    assert headings[0] == "Same time"
    assert headings[-1] == "Without a time"
    taken = menu.activeAction()
    assert taken is not None
    assert taken.isChecked()
    QTest.keyClick(menu, Key.Key_Down)
    chosen = menu.activeAction()
    QTest.keyClick(menu, Key.Key_Return)
    desk.settle()
    assert hands.rows()[0].change != row.change
    assert chosen is not taken
