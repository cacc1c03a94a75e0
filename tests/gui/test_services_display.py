"""The services on a real display: keys and the mouse as they come from the hand."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from studio_app.domain.service import Tier
from tests.gui.services_hands import ServicesHands
from tests.support.whole_desk import WholeDesk

pytestmark = pytest.mark.display
Key = Qt.Key


@pytest.fixture
def hands(desk: WholeDesk) -> ServicesHands:
    return ServicesHands(desk)


def take(hands: ServicesHands, words: str) -> None:
    """Take an entry of the open menu by the keyboard."""
    menu = hands.desk.menu("service_menu")
    action = next(each for each in menu.actions() if each.text() == words)
    while menu.activeAction() is not action:
        QTest.keyClick(menu, Key.Key_Down)
    QTest.keyClick(menu, Key.Key_Return)
    hands.desk.settle()


def test_the_menu_of_a_row_does_what_the_buttons_do(hands: ServicesHands) -> None:
    hands.choose("Drone")
    hands.desk.press(Key.Key_Menu)
    take(hands, "Stop offering")
    assert not hands.service("drone").offered
    rows = hands.body.list
    at = rows.row_point(2)
    QApplication.sendEvent(
        rows.viewport(),
        QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, rows.viewport().mapToGlobal(at)),
    )
    take(hands, "Offer again")
    assert hands.service("drone").offered
    hands.desk.press(Key.Key_Menu)
    take(hands, "Duplicate")
    assert hands.shown().service.name == "Drone (copy)"
    hands.body.list.setFocus()
    hands.desk.press(Key.Key_Menu)
    take(hands, "Remove")
    assert "Drone (copy)" not in hands.names()
    assert hands.shown().service.name == "Matterport 3D tour"


def test_a_service_is_made_by_keyboard_alone(hands: ServicesHands) -> None:
    hands.desk.press(Key.Key_Insert)
    hands.desk.type("Virtual tour")
    hands.desk.press(Key.Key_Tab)
    hands.desk.type("75")
    hands.desk.press(Key.Key_Tab)
    hands.desk.press(Key.Key_Right)
    hands.desk.press(Key.Key_Space)
    hands.desk.press(Key.Key_Tab)
    hands.desk.press(Key.Key_Right)
    hands.desk.press(Key.Key_Right)
    hands.desk.press(Key.Key_Space)
    new = hands.studio.services[-1]
    assert (new.name, new.minutes, new.colour, new.separate) == ("Virtual tour", 75, 1, True)
    while hands.desk.focus() is not hands.body.details.service.tiers.table:
        hands.desk.press(Key.Key_Tab)
    hands.type_cell("3000")
    hands.desk.press(Key.Key_Tab)
    hands.type_cell("90")
    hands.desk.press(Key.Key_Return)
    assert hands.studio.services[-1].tiers == (Tier(3000, 90),)


def test_rows_are_dragged_and_cells_pasted(hands: ServicesHands) -> None:
    rows = hands.body.list
    hands.drag(rows, rows.row_point(8), rows.row_point(7) - QPoint(0, 14))
    assert hands.names()[-2:] == ["Premium", "Essential"]
    hands.choose("Drone")
    hands.click_cell(0, 0)
    QGuiApplication.clipboard().setText("0 - 2,500 ft\N{SUPERSCRIPT TWO}\t30\n2,501+\t45")
    hands.desk.press(Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert hands.service("drone").tiers == (Tier(2500, 30), Tier(None, 45))
