"""What stands around the lanes: names, hours, the waiting tray, who is shown; and what a screen reader finds."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from studio_app.desk import theme
from studio_app.desk.board.arranging import Arrangement
from studio_app.desk.board.hand import Phase, Source, Why
from studio_app.desk.board.model import Card, Offer
from studio_app.desk.board.people import PeopleButton
from tests.support.board_page import LEFT, MILL_POND, NONE, RIGHT, BoardHands, Key
from tests.support.shots_board import NOW, at, board, many, week_board

pytestmark = pytest.mark.usefixtures("light")


@pytest.fixture
def hands(qtbot: QtBot) -> BoardHands:
    return BoardHands(qtbot)


# ---------------------------------------------------------------- the tray


def test_a_card_is_dragged_onto_a_lane(hands: BoardHands) -> None:
    card = hands.page.tray.cards()[0]
    hands.press(QPoint(30, 20), on=card)
    hands.move(QPoint(32, 17), on=card)
    assert not hands.holding.state.is_held
    to = card.mapFromGlobal(hands.canvas.mapToGlobal(hands.spot("jun", "10:00") + QPoint(24, 0)))
    hands.move(to, on=card)
    title, lines, _ = hands.ghost()
    assert title == "310 Cedar Ave"
    assert lines == ("Jun · 10:00 – 11:30",)
    hands.release(to, on=card)
    assert hands.holding.state.phase is Phase.JUDGING, "the lanes have not answered yet"
    assert hands.holding.state.pieces[0].source is Source.TRAY


def test_the_other_button_puts_a_card_back_and_else_opens_it(hands: BoardHands) -> None:
    opened: list[str] = []
    hands.page.tray.activated.connect(opened.append)
    card = hands.page.tray.cards()[0]
    hands.press(QPoint(40, 20), on=card)
    hands.move(QPoint(60, -80), on=card)
    assert hands.holding.state.is_held
    QTest.mouseClick(card, RIGHT)
    assert hands.ended == [Why.ESCAPED]
    hands.release(QPoint(60, -80), on=card)
    assert (hands.dropped, opened) == ([], [])
    QTest.mouseClick(card, RIGHT)
    assert opened == [card.card.id]


def test_a_card_is_picked_up_by_key(hands: BoardHands) -> None:
    card = hands.page.tray.cards()[1]
    card.setFocus()
    hands.key(Key.Key_Space, on=card)
    place = hands.holding.state.place
    assert place is not None
    assert place.lane == "maya"
    assert place.minutes == 60
    hands.key(Key.Key_Escape)
    assert hands.holding.state.phase is Phase.IDLE


def test_arrows_walk_the_cards_and_enter_opens_one(hands: BoardHands) -> None:
    opened: list[str] = []
    hands.page.tray.activated.connect(opened.append)
    cards = hands.page.tray.cards()
    cards[1].setFocus()
    hands.key(Key.Key_Return, on=cards[1])
    assert opened == ["w2"]
    assert cards[0].accessibleName().startswith("310 Cedar Ave, Photos + Drone · 1 h 30, Postponed · rain")


def test_many_cards_scroll_under_the_wheel_and_with_the_keyboard(qtbot: QtBot) -> None:
    cards = [Card(f"w{number}", f"{number} Long Street", "Photos", 60) for number in range(12)]
    hands = BoardHands(qtbot, board(cards))
    tray = hands.page.tray
    first, last = tray.cards()[0], tray.cards()[-1]
    seen = tray.rect()
    assert not seen.contains(last.mapTo(tray, last.rect().center()))
    last.setFocus()
    QApplication.processEvents()
    assert seen.contains(last.mapTo(tray, last.rect().center()))
    place = QPointF(tray.rect().center())
    none = Qt.MouseButton.NoButton
    for _ in range(40):
        event = QWheelEvent(
            place,
            QPointF(tray.mapToGlobal(place.toPoint())),
            QPoint(),
            QPoint(0, 120),
            none,
            NONE,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(tray, event)
    assert seen.contains(first.mapTo(tray, first.rect().center()))


def test_an_offer_is_taken_with_a_click(hands: BoardHands) -> None:
    first = hands.page.tray.cards()[0]
    QTest.mouseClick(first.offers[1], LEFT)
    assert hands.offers == [("w1", 1)]
    assert hands.holding.state.phase is Phase.IDLE


def test_offers_without_room_are_not_cut_in_two(qtbot: QtBot) -> None:
    offers = tuple(Offer(NOW, (), f"Wednesday 23 September {number}") for number in range(3))
    shown = board([Card("w", "Long Street", "Photos", 60, ("wish " * 12,), offers)])
    hands = BoardHands(qtbot, shown)
    (card,) = hands.page.tray.cards()
    assert len(card.offers) == 1
    for part in card.findChildren(QWidget):
        if part.isVisible():
            assert card.rect().contains(part.geometry())


def test_the_tray_says_how_many_wait_and_keeps_the_keyboard(hands: BoardHands) -> None:
    tray = hands.page.tray
    assert tray.words.text() == "3 orders, drag onto a lane"
    tray.cards()[2].setFocus()
    tray.set_cards(tuple(replace(card, title="changed") for card in board().cards[1:]))
    assert tray.words.text() == "2 orders, drag onto a lane"
    assert tray.cards()[1].hasFocus()
    tray.set_cards(())
    assert tray.words.text() == "Nothing waits for a time"
    tray.set_cards(board().cards[:1])
    assert tray.words.text() == "1 order, drag onto a lane"


# ---------------------------------------------------------------- who is shown


def test_people_are_hidden_and_moved(hands: BoardHands) -> None:
    button = hands.page.people
    assert button.text().startswith("0 people") or button.text() == ""
    faces = tuple(lane.face for lane in board().lanes)
    hands.page.show_people(faces, Arrangement(("jun",), frozenset({"tom"})))
    assert button.text().startswith("6 of 7 people")
    menu = button.menu_of_all()
    actions = menu.actions()
    assert [action.text() for action in actions[:2]] == ["Jun Park", "Maya Ortiz"]
    assert [action.isChecked() for action in actions[:7]].count(False) == 1
    actions[0].trigger()
    one = button.menu_of_one("jun")
    offered = {action.text(): action for action in one.actions()}
    up, down, hide = (offered[words] for words in ("Move up", "Move down", "Hide"))
    assert [action.isEnabled() for action in (up, down, hide)] == [False, True, True]
    down.trigger()
    hide.trigger()
    everybody, studio_order = menu.actions()[-2:]
    everybody.trigger()
    studio_order.trigger()
    assert hands.arranged == [
        Arrangement(("jun",), frozenset({"tom", "jun"})),
        Arrangement(("maya", "jun", "leo", "ana", "sam", "priya", "tom"), frozenset({"tom"})),
        Arrangement(("jun",), frozenset({"tom", "jun"})),
        Arrangement(("jun",), frozenset()),
        Arrangement((), frozenset({"tom"})),
    ]
    menu.deleteLater()
    one.deleteLater()


@pytest.mark.display
def test_the_menu_of_a_lane_opens_on_its_name(qtbot: QtBot, hands: BoardHands) -> None:
    faces = tuple(lane.face for lane in board().lanes)
    hands.page.show_people(faces, Arrangement())
    names = hands.page.names
    point = QPoint(40, round(hands.canvas.lanes.top(1)) + 20)
    assert names.lane_at(point.y()) == "leo"
    QApplication.sendEvent(
        names, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, names.mapToGlobal(point))
    )
    menu = _menu(hands.page.people)
    assert menu.objectName() == "board_lane_menu"
    menu.close()
    QTest.mouseClick(hands.page.people, LEFT)
    menu = _menu(hands.page.people)
    assert menu.objectName() == "board_people_menu"
    menu.close()
    assert names.lane_at(5000) == ""


def _menu(button: PeopleButton) -> QMenu:
    return next(menu for menu in button.findChildren(QMenu) if menu.isVisible())


def test_a_name_tells_the_whole_of_its_lane(hands: BoardHands) -> None:
    QTest.mouseMove(hands.page.names, QPoint(50, 20))
    QTest.mouseMove(hands.page.names, QPoint(52, 22))
    QApplication.processEvents()
    assert hands.page.names.toolTip() in ("", "Maya Ortiz\n6 h 30 booked · 52 min drive")


# ---------------------------------------------------------------- days


def test_of_a_week_a_day_is_chosen_by_its_name(qtbot: QtBot) -> None:
    hands = BoardHands(qtbot, week_board())
    hours = hands.page.hours
    QTest.mouseClick(hours, LEFT, NONE, QPoint(round(hands.canvas.lanes.left(2)) + 20, 12))
    assert hands.days == [week_board().days[2]]
    assert hands.page.heading().title == "23 – 29 November 2026"
    assert hands.page.board_bar.driving.text() == "3 h 38 driving"
    hands.page.set_board(board())
    assert hands.page.heading().title == "Thursday 26 November"
    assert hands.page.board_bar.driving.text() == "218 min driving today"
    QTest.mouseClick(hours, LEFT, NONE, QPoint(300, 12))
    assert len(hands.days) == 1
    assert hands.canvas.lanes.scroll_x > 0, "the morning is at the left"
    hands.page.set_board(replace(board(), driving=None))
    assert hands.page.board_bar.driving.isHidden()


def test_another_year_is_named(hands: BoardHands) -> None:
    shown = board()
    hands.page.set_board(replace(shown, today=shown.days[0].replace(year=2027)))
    assert hands.page.heading().title == "Thursday 26 November 2026"


def test_the_bars_scroll_while_the_mouse_is_over_the_lanes(qtbot: QtBot) -> None:
    shown, known = many(50)
    hands = BoardHands(qtbot, shown, known)
    hands.page._down.setValue(300)
    assert hands.canvas.lanes.scroll_y == 300
    hands.page._across.setValue(10)
    assert hands.canvas.lanes.scroll_x == 10
    hands.page.resize(900, 500)
    QApplication.processEvents()
    assert hands.canvas.lanes.scroll_y <= hands.canvas.lanes.max_scroll_y


def test_the_line_of_now_and_what_is_left_of_a_hold(hands: BoardHands) -> None:
    hands.page.set_now(at("9:10"))
    x = hands.canvas.now_x()
    assert x is not None
    picture = hands.picture()
    origin = hands.canvas.mapTo(hands.page, QPoint(round(x), 60))
    assert picture.pixelColor(origin) == theme.current().now_line
    hands.page.set_now(at("9:10").replace(year=2031))
    assert hands.canvas.now_x() is None


# ---------------------------------------------------------------- a screen reader


def test_lanes_and_blocks_have_names_and_states(hands: BoardHands) -> None:
    table = hands.page.speaker.table()
    model = table.model()
    assert (model.rowCount(), model.columnCount()) == (7, 4)
    assert model.data(model.index(0, 0)) == "Maya Ortiz, 6 h 30 booked · 52 min drive"
    assert "128 Beacon St · 8:30 Photos + Video" in model.data(model.index(0, 1))
    assert model.data(model.index(1, 2)).endswith("busy")
    assert model.data(model.index(6, 1)) == ""
    assert model.headerData(3, Qt.Orientation.Vertical) == "Sam Okafor"
    assert [model.headerData(n, Qt.Orientation.Horizontal) for n in (0, 1)] == ["Photographer", "Block 1"]
    hands.drag(MILL_POND, QPoint(-60, 96))
    table.read()
    assert model.data(model.index(6, 0)).startswith("Jun Park, available, can take it")
    assert model.data(model.index(5, 0)).endswith("Not trained in Matterport and Photos")
    assert model.data(model.index(1, 3)).endswith("held in the hand")
    hands.key(Key.Key_Escape)
    table.activated.emit(model.index(3, 1))
    assert hands.canvas.current == "a6/sam"
    found = QAccessible.queryAccessibleInterface(table)
    assert found.text(QAccessible.Text.Name) == "Board"


def test_the_canvas_tells_what_it_shows(hands: BoardHands) -> None:
    words = hands.canvas.accessibleDescription()
    assert words.startswith("Thursday 26 November 2026. Maya Ortiz, 6 h 30 booked")
    assert hands.canvas.accessibleName() == "Board"
    hands.drag(MILL_POND, QPoint(0, 3 * 96))
    assert hands.page.speaker.said.startswith("12 Mill Pond picked up. ")
