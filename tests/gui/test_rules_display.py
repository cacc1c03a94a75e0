"""The settings on a real X display: the server's own pointer and keys find a setting, change it and take it back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio_app.desk.main_window import SETTINGS
from studio_app.desk.rules.fields import ChoiceField
from tests.support.whole_desk import WholeDesk, whole_desk
from tests.support.x_hand import XHand

pytestmark = pytest.mark.display


def click(desk: WholeDesk, hand: XHand, widget: QWidget) -> None:
    at = widget.mapToGlobal(widget.rect().center())
    hand.move(at.x(), at.y())
    QTest.qWait(30)
    hand.press()
    hand.release()
    QTest.qWait(30)
    desk.settle()


def test_a_setting_is_found_changed_and_taken_back(qtbot: QtBot, tmp_path: Path, x_display: str) -> None:
    with whole_desk(tmp_path) as desk, XHand(x_display) as hand:
        page = desk.program.settings_page
        click(desk, hand, desk.window.rail.button(SETTINGS))
        click(desk, hand, page.side.search)
        for letter in "24":
            hand.key(letter)
        desk.wait_for(lambda: page.heading().subtitle == "“24”", "the search")
        (found,) = (
            row.editor
            for card in page.rules
            for key, row in card.rows.items()
            if key == "speech.hours24" and row.isVisible()
        )
        assert isinstance(found, ChoiceField)
        assert found.choices is not None
        click(desk, hand, found.choices.button("yes"))
        desk.wait_for(lambda: desk.desk.wording.hours24, "the clock")
        hand.key("z", "Control")
        desk.wait_for(lambda: not desk.desk.wording.hours24, "the undo")
