"""The matrix of skills by mouse and keyboard, and the same through the whole program."""

from typing import Any, cast

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio_app.desk.people import Face
from studio_app.desk.skills.card import SkillsCard
from studio_app.desk.skills.geometry import Hit, Part
from studio_app.desk.skills.grid import SkillsGrid
from studio_app.desk.skills.model import ServiceHead, SkillsState
from tests.gui.pages import CONTROL, LEFT, NO_MODIFIER, Ears, Hands, Key

SHIFT = Qt.KeyboardModifier.ShiftModifier
PEOPLE = ("Maya Ortiz", "Leo Brandt", "Ana Silva", "Sam Okafor")
SERVICES = ("Photos", "Video", "Drone", "Twilight")
HAS = frozenset({("maya", "photos"), ("maya", "video"), ("leo", "photos"), ("ana", "twilight")})
STATE = SkillsState(
    tuple(Face(name.split()[0].lower(), name, place) for place, name in enumerate(PEOPLE)),
    tuple(ServiceHead(name.lower(), name) for name in SERVICES),
    HAS,
)


class SkillsHands(Hands):
    """The card in a window, as a person handles it."""

    def __init__(self, qtbot: QtBot, state: SkillsState = STATE) -> None:
        self.card = SkillsCard()
        self.card.resize(520, 360)
        self.card.set_state(state)
        self.heard = Ears().on(self.card.changed)
        super().__init__(qtbot, self.card)
        self.card.begin()
        self.settle()

    @property
    def grid(self) -> SkillsGrid:
        return self.card.grid

    def at(self, person: str, service: str) -> QPoint:
        return self.card.grid.rect_of(person, service).center().toPoint()

    def click_at(self, point: QPoint) -> None:
        QTest.mouseClick(self.grid.viewport(), LEFT, NO_MODIFIER, point)
        self.settle()

    def drag(self, *way: QPoint, let_go: bool = True) -> None:
        view = self.grid.viewport()
        QTest.mousePress(view, LEFT, NO_MODIFIER, way[0])
        for point in way[1:]:
            QTest.mouseMove(view, point)
            self.settle()
        if let_go:
            QTest.mouseRelease(view, LEFT, NO_MODIFIER, way[-1])
            self.settle()

    def changes(self) -> list[tuple[list[tuple[str, str]], bool]]:
        """What was changed, gesture by gesture."""
        return [(sorted(cells), value) for cells, value in cast("list[Any]", self.heard.heard)]


@pytest.fixture
def hands(qtbot: QtBot, light: None) -> SkillsHands:
    return SkillsHands(qtbot)


def test_a_click_toggles_a_cell(hands: SkillsHands) -> None:
    hands.click_at(hands.at("leo", "video"))
    hands.click_at(hands.at("leo", "video"))
    assert hands.changes() == [([("leo", "video")], True), ([("leo", "video")], False)]
    assert hands.card.state().has == HAS


def test_a_held_button_paints_as_one_gesture(hands: SkillsHands) -> None:
    hands.drag(hands.at("leo", "video"), hands.at("leo", "twilight"), hands.at("sam", "twilight"))
    assert hands.changes() == [
        (
            [("leo", "drone"), ("leo", "twilight"), ("leo", "video"), ("sam", "twilight")],
            True,
        )
    ], "Ana could already"


def test_escape_puts_back_what_is_painted(hands: SkillsHands) -> None:
    hands.drag(hands.at("leo", "video"), hands.at("leo", "twilight"), let_go=False)
    assert ("leo", "drone") in hands.grid.state.has, "seen while it is held"
    hands.press(Key.Key_Escape)
    QTest.mouseRelease(hands.grid.viewport(), LEFT, NO_MODIFIER, hands.at("leo", "twilight"))
    assert hands.changes() == []
    assert hands.grid.state.has == HAS


def test_names_and_headings_toggle_all(hands: SkillsHands) -> None:
    row, column = hands.at("maya", "photos"), hands.at("maya", "photos")
    hands.click_at(QPoint(20, row.y()))
    assert hands.changes() == [([("maya", "drone"), ("maya", "twilight")], True)]
    hands.click_at(QPoint(20, row.y()))
    assert hands.changes()[-1] == (sorted(("maya", name.lower()) for name in SERVICES), False)
    hands.click_at(QPoint(column.x(), 12))
    everybody = sorted((face.id, "photos") for face in STATE.people)
    assert hands.changes()[-1] == ([cell for cell in everybody if cell[0] != "leo"], True)
    hands.click_at(QPoint(column.x(), 12))
    assert hands.changes()[-1] == (everybody, False)


def test_all_by_keyboard(hands: SkillsHands) -> None:
    hands.press(Key.Key_Down, Key.Key_Right, Key.Key_Space)
    assert hands.changes()[-1] == ([("leo", "video")], True)
    hands.press((SHIFT, Key.Key_Space))
    assert hands.changes()[-1] == ([("leo", "drone"), ("leo", "twilight")], True)
    hands.press((CONTROL, Key.Key_Space))
    assert hands.changes()[-1] == ([("ana", "video"), ("sam", "video")], True)
    hands.type("sam")
    assert hands.grid.at == (3, 1)
    hands.grid._forget.timeout.emit()
    hands.type("dr")
    assert hands.grid.at == (3, 2)
    hands.press((CONTROL, Key.Key_Home))
    assert hands.grid.at == (0, 0)
    assert hands.grid.accessibleDescription() == "Maya Ortiz, Photos: can do"


def test_a_search_leaves_what_is_found(hands: SkillsHands) -> None:
    hands.card.search.begin()
    hands.type("ana dro")
    hands.press(Key.Key_Down)
    assert QApplication.focusWidget() is hands.grid
    hands.press(Key.Key_Space)
    assert hands.changes() == [([("ana", "drone")], True)]
    hands.click_at(QPoint(20, hands.at("ana", "drone").y()))
    assert hands.changes()[-1] == ([("ana", "drone")], False), "only what is seen"
    hands.card.search.begin()
    hands.type("nobody")
    hands.press(Key.Key_Return)
    assert "Type other words" in hands.card.empty.text()
    assert hands.card.back_out()
    assert not hands.card.back_out()
    assert hands.grid.at == (2, 2), "the keys are where they were"


def test_what_nobody_can_do_is_said(hands: SkillsHands) -> None:
    assert hands.card.foot.accessibleName() == "Nobody can do Drone."
    place = hands.at("maya", "drone")
    assert "Nobody can do it" in hands.grid.words_at(QPointF(place.x(), 10))
    hands.click_at(place)
    assert "Nobody" not in hands.card.foot.text()


def test_skills_that_do_not_count_say_so(qtbot: QtBot, light: None) -> None:
    hands = SkillsHands(qtbot, SkillsState(STATE.people, STATE.services, HAS, counts=False))
    asked = Ears().on(hands.card.counting_requested)
    assert hands.card.count.isVisible()
    hands.click(hands.card.count)
    assert len(asked.heard) == 1
    hands.card.set_state(STATE)
    assert not hands.card.count.isVisible()


@pytest.mark.parametrize(
    "state, words",
    [
        (SkillsState((), STATE.services), "Add a photographer"),
        (SkillsState(STATE.people, ()), "Add the first one"),
    ],
)
def test_an_empty_matrix_says_what_to_do(qtbot: QtBot, light: None, state: SkillsState, words: str) -> None:
    hands = SkillsHands(qtbot, state)
    assert words in hands.card.empty.text()
    assert hands.card.empty.isVisible()


def test_newer_cells_keep_the_place_of_the_keys(hands: SkillsHands) -> None:
    hands.press(Key.Key_Down, Key.Key_Right)
    hands.card.set_state(SkillsState(STATE.people[1:], STATE.services, HAS, current="leo"))
    assert hands.grid.at == (0, 1)


def test_a_large_matrix_is_scrolled_to_where_the_keys_are(qtbot: QtBot, light: None) -> None:
    people = tuple(Face(f"p{n}", f"Person {n}", n) for n in range(500))
    services = tuple(ServiceHead(f"s{n}", f"Service number {n}") for n in range(40))
    hands = SkillsHands(qtbot, SkillsState(people, services))
    hands.press((CONTROL, Key.Key_End))
    assert hands.grid.at == (499, 39)
    assert hands.grid.viewport().rect().contains(hands.at("p499", "s39"))
    hands.press(Key.Key_Space)
    assert hands.changes() == [([("p499", "s39")], True)]
    hands.type("7")
    hands.press(Key.Key_Home)
    assert hands.grid.viewport().rect().contains(hands.at("p7", "s0"))


def test_screen_readers_meet_a_table(hands: SkillsHands) -> None:
    table = hands.grid.table()
    model = table.model()
    assert (model.rowCount(), model.columnCount()) == (4, 4)
    assert model.data(model.index(1, 0)) == "Leo Brandt, Photos: can do"
    assert model.headerData(2, Qt.Orientation.Horizontal) == (
        "Drone: none. Nobody can do it. Click to give it to all."
    )
    table.activated.emit(model.index(1, 1))
    assert hands.changes() == [([("leo", "video")], True)]
    assert model.data(model.index(1, 1)) == "Leo Brandt, Video: can do"


def test_a_menu_is_asked_for_what_is_under_the_mouse_or_the_keys(hands: SkillsHands) -> None:
    hands.grid.menu_requested.disconnect()
    asked = Ears().on(hands.grid.menu_requested)
    at, view = hands.at("leo", "video"), hands.grid.viewport()
    reason = QContextMenuEvent.Reason
    QApplication.sendEvent(view, QContextMenuEvent(reason.Mouse, at, view.mapToGlobal(at)))
    hands.press(Key.Key_End)
    QApplication.sendEvent(view, QContextMenuEvent(reason.Keyboard, QPoint(), QPoint()))
    QApplication.sendEvent(view, QContextMenuEvent(reason.Mouse, QPoint(3, 3), QPoint(3, 3)))
    hits = [hit for hit, _ in cast("list[Any]", asked.heard)]
    assert hits == [Hit(Part.CELL, 1, 1), Hit(Part.CELL, 0, 3)]
    menu = hands.card.menu(hits[0])
    assert [action.text() for action in menu.actions()] == [
        "Give Leo all",
        "Take all from Leo",
        "Open Leo’s profile",
        "",
        "Give Video to all",
        "Take Video from all",
        "Open the service Video",
    ]
    menu.close()


def test_what_the_menu_does(hands: SkillsHands) -> None:
    opened = Ears().on(hands.card.person_opened), Ears().on(hands.card.service_opened)
    menu = hands.card.menu(Hit(Part.CELL, 1, 1))
    for action in menu.actions():
        action.trigger()
    menu.close()
    leo = [("leo", "drone"), ("leo", "twilight"), ("leo", "video")]
    assert hands.changes() == [
        (leo, True),
        (sorted([*leo, ("leo", "photos")]), False),
        ([("ana", "video"), ("leo", "video"), ("sam", "video")], True),
        (sorted((face.id, "video") for face in STATE.people), False),
    ]
    assert [ears.heard for ears in opened] == [["leo"], ["video"]]
    heading = hands.card.menu(Hit(Part.HEADING, -1, 2))
    assert next(action.text() for action in heading.actions()) == "Give Drone to all"
    heading.close()
