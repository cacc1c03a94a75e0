"""Minutes by size, typed and pasted like in a spreadsheet."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from studio_app.desk.services.tier_table import TierTable
from studio_app.domain.service import Tier
from tests.gui.services_hands import ServicesHands
from tests.support.whole_desk import CONTROL, WholeDesk

Key = Qt.Key


@pytest.fixture
def hands(desk: WholeDesk) -> ServicesHands:
    return ServicesHands(desk)


def table(hands: ServicesHands) -> TierTable:
    return hands.body.details.service.tiers.table


def test_minutes_by_size_are_typed_like_in_a_spreadsheet(hands: ServicesHands) -> None:
    hands.choose("Photos")
    hands.click_cell(1, 1)
    hands.type_cell("1 h 40")
    hands.desk.press(Key.Key_Return)
    assert hands.service("photos").tiers == (Tier(2000, 60), Tier(3500, 100), Tier(None, 120))
    assert (table(hands).currentIndex().row(), table(hands).currentIndex().column()) == (2, 1)
    hands.desk.press(Key.Key_Left)
    hands.type_cell("5,000")
    hands.desk.press(Key.Key_Tab)
    hands.type_cell("110")
    hands.desk.press(Key.Key_Return)
    stored = (Tier(2000, 60), Tier(3500, 100), Tier(5000, 110), Tier(None, 120))
    assert hands.service("photos").tiers == stored


def test_a_row_without_minutes_is_said_at_its_cell_and_nothing_is_lost(hands: ServicesHands) -> None:
    before = hands.service("photos").tiers
    hands.choose("Photos")
    hands.click_cell(2, 0)
    hands.type_cell("5000")
    hands.desk.press(Key.Key_Return)
    card = hands.body.details.service.tiers
    assert list(table(hands).rows.problems) == [(2, 1)]
    assert card.note.text().startswith("Up to 5000 sq ft has no minutes yet.")
    assert hands.body.list.rows()[0].problem == "Minutes by size are not whole yet"
    assert hands.service("photos").tiers == before
    hands.choose("Drone")
    assert hands.cells() == [("", "")]
    hands.choose("Photos")
    assert hands.cells()[2] == ("5000", "")
    hands.click_cell(2, 1)
    hands.type_cell("110")
    hands.desk.press(Key.Key_Return)
    assert hands.service("photos").tiers == (*before[:2], Tier(5000, 110), before[2])
    assert not card.undo_button.isVisible()
    assert hands.body.list.rows()[0].problem == ""


def test_what_is_not_whole_can_be_put_back(hands: ServicesHands) -> None:
    hands.choose("Photos")
    hands.click_cell(0, 0)
    hands.type_cell("9000")
    hands.desk.press(Key.Key_Return)
    card = hands.body.details.service.tiers
    assert card.note.text().startswith("3,500 is not larger than 9,000 above it.")
    hands.desk.click(card.undo_button)
    assert hands.cells() == [("2,000", "60"), ("3,500", "90"), ("", "120")]
    assert table(hands).rows.problems == {}


def test_rows_are_pasted_from_a_spreadsheet_and_copied_into_one(hands: ServicesHands) -> None:
    hands.choose("Drone")
    hands.click_cell(0, 0)
    hands.paste("Sq ft\tMinutes\n2,000\t30\n4,000\t1 h\nover 4,000\t90\n")
    stored = (Tier(2000, 30), Tier(4000, 60), Tier(None, 90))
    assert hands.service("drone").tiers == stored
    hands.desk.click(hands.body.details.service.tiers.copy_button)
    copied = QGuiApplication.clipboard().text()
    assert copied == "Up to sq ft\tMinutes\n2000\t30\n4000\t60\nany size\t90"
    hands.choose("Headshots")
    hands.click_cell(0, 0)
    hands.paste(copied)
    assert hands.service("headshots").tiers == stored


def test_a_column_of_minutes_is_pasted_downwards(hands: ServicesHands) -> None:
    hands.choose("Photos")
    hands.click_cell(0, 1)
    hands.paste("45\n75\n105\n")
    assert hands.service("photos").tiers == (Tier(2000, 45), Tier(3500, 75), Tier(None, 105))
    hands.click_cell(0, 1)
    hands.paste("50")
    assert hands.service("photos").tiers[0] == Tier(2000, 50)


def test_what_is_no_table_is_refused_in_words(hands: ServicesHands) -> None:
    hands.choose("Photos")
    hands.click_cell(0, 0)
    hands.paste("nothing of use\nat all | here\n")
    card = hands.body.details.service.tiers
    assert card.note.text().startswith("Copy two columns")
    assert hands.cells()[0] == ("2,000", "60")


def test_emptied_cells_take_their_rows_away(hands: ServicesHands) -> None:
    hands.choose("Photos")
    hands.click_cell(0, 0)
    hands.desk.press(Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    hands.desk.press(Key.Key_Delete)
    assert hands.service("photos").tiers == (Tier(3500, 90), Tier(None, 120))
    hands.desk.press(Key.Key_A, CONTROL)
    hands.desk.press(Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text().splitlines()[1:] == ["3500\t90", "any size\t120"]
    hands.desk.press(Key.Key_Delete)
    assert hands.service("photos").tiers == ()
