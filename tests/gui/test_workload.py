"""The chart of workload by mouse and keyboard."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from studio_app.desk.workload import model
from studio_app.desk.workload.card import WorkloadCard
from tests.gui.pages import LEFT, NO_MODIFIER, Ears, Hands, Key
from tests.unit.desk.workload.test_workload import STATE, TEAM


class WorkloadHands(Hands):
    """The card in a window, as a person handles it."""

    def __init__(self, qtbot: QtBot) -> None:
        self.card = WorkloadCard()
        self.wanted, self.opened = Ears().on(self.card.wanted), Ears().on(self.card.person_opened)
        self.card.resize(540, 460)
        self.card.set_state(STATE)
        super().__init__(qtbot, self.card)
        self.card.begin()
        self.settle()


@pytest.fixture
def hands(qtbot: QtBot, light: None) -> WorkloadHands:
    return WorkloadHands(qtbot)


def test_weeks_are_told_by_keys(hands: WorkloadHands) -> None:
    assert hands.wanted.heard, "it is summed up when somebody looks"
    assert hands.card.chart.accessibleDescription().startswith("This week: 23 – 29 November 2026, 2 shoots")
    hands.press(Key.Key_Left)
    assert hands.card.chart.accessibleDescription().startswith("1 week ago")
    hands.press(Key.Key_Home)
    assert hands.card.chart.at == 0
    hands.press(Key.Key_End, Key.Key_Right)
    assert hands.card.chart.at == model.WEEKS - 1


def test_a_week_is_told_under_the_mouse(hands: WorkloadHands) -> None:
    bar = hands.card.chart.bars().bar(2)
    QTest.mouseClick(hands.card.chart, LEFT, NO_MODIFIER, QPoint(round(bar.x + 3), 100))
    assert hands.card.chart.at == 2
    assert hands.card.chart.words(2).splitlines()[1] == "6 shoots (team average 3 shoots)"


def test_another_measure_and_the_team(hands: WorkloadHands) -> None:
    hands.click(hands.card.measure.button("driving"))
    assert "driving" in hands.card.summary.text()
    assert hands.card.people.rows()[0].words == "16 h 00"
    hands.card.set_state(TEAM)
    assert hands.card.title.text() == "Workload of the team"
    assert "Maya has most" in hands.card.summary.text()
    assert "average" not in hands.card.legend.text()


def test_people_are_opened(hands: WorkloadHands) -> None:
    hands.click_row(hands.card.people, 2)
    hands.card.people.setFocus()
    hands.press(Key.Key_Home, Key.Key_Return)
    assert hands.opened.heard == ["ana", "maya"]


def test_screen_readers_meet_a_table(hands: WorkloadHands) -> None:
    table = hands.card.findChild(QTableView)
    assert table
    cells = table.model()
    assert (cells.rowCount(), cells.columnCount()) == (model.WEEKS, 3)
    assert cells.data(cells.index(0, 0)) == "6 shoots (team average 3 shoots)"
    assert cells.headerData(0, Qt.Orientation.Vertical) == "6 weeks ago: 12 – 18 October 2026"
