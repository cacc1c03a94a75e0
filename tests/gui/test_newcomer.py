"""A newcomer sets up an empty studio and books a first order, on a real display."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from studio_app.desk.first_steps.model import StepKey
from tests.gui.newcomer import begin, set_up_and_book
from tests.support.whole_desk import CONTROL, whole_desk

pytestmark = pytest.mark.display


def test_three_people_four_services_two_zones_and_a_first_order(qtbot: QtBot, tmp_path: Path) -> None:
    with whole_desk(tmp_path, demo=False) as desk:
        set_up_and_book(desk)


def test_the_first_steps_by_keyboard(qtbot: QtBot, tmp_path: Path) -> None:
    with whole_desk(tmp_path, demo=False) as desk:
        begin(desk)
        card = desk.window.explain.first_steps
        while desk.focus() is not card.row(StepKey.PEOPLE):
            desk.press(Qt.Key.Key_Tab)
        desk.press(Qt.Key.Key_Space)
        assert desk.window.view() == "team"
        desk.press(Qt.Key.Key_Return)
        desk.type("Ana Silva")
        desk.press(Qt.Key.Key_Return)
        desk.press(Qt.Key.Key_Escape)
        assert desk.window.view() == "desk"
        assert card.state.next is StepKey.SERVICES
        while desk.focus() is not card.away_button:
            desk.press(Qt.Key.Key_Tab)
        desk.press(Qt.Key.Key_Space)
        assert not card.isVisible()
        desk.press(Qt.Key.Key_Z, CONTROL)
        assert card.isVisible()
