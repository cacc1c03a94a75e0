"""Preset start times by mouse and keyboard."""

import pytest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from studio_app.desk.presets.card import PresetsCard
from studio_app.desk.presets.model import PresetsState
from tests.gui.pages import Ears, Hands, Key
from tests.unit.desk.presets.test_presets import WEEK


class PresetsHands(Hands):
    """The card in a window, as a person handles it."""

    def __init__(self, qtbot: QtBot) -> None:
        self.card = PresetsCard()
        self.card.resize(480, 380)
        self.card.set_state(PresetsState("Maya", {1: (540, 720)}, WEEK))
        self.changed = Ears().on(self.card.changed)
        super().__init__(qtbot, self.card)
        self.card.begin()
        self.settle()

    def shown(self, day: int) -> list[str]:
        return [chip.text() for chip in self.card.rows[day].chips]


@pytest.fixture
def hands(qtbot: QtBot, light: None) -> PresetsHands:
    return PresetsHands(qtbot)


def test_times_are_typed_and_taken_away(hands: PresetsHands) -> None:
    hands.type("9, 4:30 pm")
    hands.press(Key.Key_Return)
    assert hands.changed.heard == [({0: (540, 990), 1: (540, 720)}, "Monday")]
    assert hands.shown(0) == ["9:00  ×", "4:30 pm  ×"]
    hands.click(hands.card.rows[0].chips[0])
    assert hands.changed.heard[-1] == ({0: (990,), 1: (540, 720)}, "Monday")
    assert hands.card.meaning.text().startswith("Maya starts only on Mon at 4:30 pm; on Tue at")


def test_whoever_goes_elsewhere_meant_what_is_typed(hands: PresetsHands) -> None:
    hands.type("10")
    hands.press(Key.Key_Tab)
    assert hands.changed.heard == [({0: (600,), 1: (540, 720)}, "Monday")]


def test_what_is_no_time_is_said_and_stays(hands: PresetsHands) -> None:
    hands.type("soon")
    hands.press(Key.Key_Return)
    assert "is no time of a day" in hands.card.problem.text()
    assert hands.card.rows[0].line.text() == "soon"
    hands.type("9")
    assert not hands.card.problem.isVisible()
    assert hands.changed.heard == []


def test_chips_by_keyboard(hands: PresetsHands) -> None:
    hands.card.rows[1].chips[0].setFocus()
    hands.press(Key.Key_Right, Key.Key_Delete)
    assert hands.changed.heard == [({1: (540,)}, "Tuesday")]
    assert QApplication.focusWidget() is hands.card.rows[1].chips[0]
    hands.press(Key.Key_Delete)
    assert hands.changed.heard[-1] == ({}, "Tuesday")
    assert QApplication.focusWidget() is hands.card.rows[1].line
    assert hands.card.meaning.text().startswith("Maya can start at every step")


def test_a_day_is_copied_and_cleared(hands: PresetsHands) -> None:
    menu = hands.card.rows[1].menu()
    acts = {action.text(): action for action in menu.actions()}
    acts["Copy to Monday to Friday"].trigger()
    assert hands.changed.heard == [(dict.fromkeys(range(5), (540, 720)), "the week")]
    acts["Clear"].trigger()
    assert hands.changed.heard[-1] == (dict.fromkeys((0, 2, 3, 4), (540, 720)), "Tuesday")
    assert not hands.card.rows[1].more.isEnabled()
    menu.close()
    single = hands.card.rows[0].menu()
    to = single.findChild(QMenu)
    assert to
    next(action for action in to.actions() if action.text() == "Sunday").trigger()
    everywhere = dict.fromkeys((0, 2, 3, 4, 6), (540, 720))
    assert hands.changed.heard[-1] == (everywhere, "Sunday")
    assert "Sun 9:00" in hands.card.outside.text()
    single.close()


def test_newer_times_leave_what_is_typed(hands: PresetsHands) -> None:
    hands.type("1")
    hands.card.set_state(PresetsState("Maya", {2: (600,)}, WEEK))
    assert hands.card.rows[0].line.text() == "1"
    assert hands.shown(1) == []
    assert hands.shown(2) == ["10:00  ×"]
