"""What the lanes do besides being moved over: signs, scrolling, tips, themes, cursors."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from studio_app.desk import theme
from studio_app.desk.board.ground import minute_of
from studio_app.desk.board.hand import Phase, Piece
from studio_app.desk.board.held_painter import rooms_for
from studio_app.desk.commands import Name
from studio_app.desk.week.model import Block, WriteState
from tests.support.board_page import CONTROL, HARBOR, MILL_POND, SHIFT, BoardHands, Key
from tests.support.shots_board import THURSDAY, at, board, many

FRIDAY = THURSDAY + timedelta(days=1)
pytestmark = pytest.mark.usefixtures("light")


@pytest.fixture
def hands(qtbot: QtBot) -> BoardHands:
    return BoardHands(qtbot)


def test_a_failed_sign_asks_to_try_again(qtbot: QtBot) -> None:
    shown = board()
    states = {"a0/maya": WriteState.FAILED, "a1/maya": WriteState.DIFFERS}
    lanes = tuple(
        replace(
            lane,
            blocks=tuple(
                replace(block, state=states.get(block.id, WriteState.NONE)) for block in lane.blocks
            ),
        )
        for lane in shown.lanes
    )
    hands = BoardHands(qtbot, replace(shown, lanes=lanes))
    for block in states:
        area = hands.block(block)
        corner = QPoint(round(area.right()) - 10, round(area.top()) + 10)
        hands.press(corner)
        hands.release(corner)
    assert hands.retried == ["a0/maya"]
    assert hands.differing == ["a1/maya"]
    assert hands.activated == []


def test_at_an_edge_the_board_scrolls(qtbot: QtBot) -> None:
    shown, known = many(50)
    hands = BoardHands(qtbot, shown, known)
    hands.drag("p3-3/p3", QPoint(0, 60))
    before = hands.canvas.lanes
    hands.move(QPoint(600, hands.canvas.height() - 4))
    qtbot.waitUntil(lambda: hands.canvas.lanes.scroll_y > before.scroll_y + 40)
    lane = hands.holding.state.place
    assert lane is not None
    hands.move(QPoint(hands.canvas.width() - 3, 200))
    qtbot.waitUntil(lambda: hands.canvas.lanes.scroll_x > before.scroll_x + 40)
    hands.key(Key.Key_Escape)
    still = hands.canvas.lanes.scroll_x
    qtbot.wait(80)
    assert hands.canvas.lanes.scroll_x == still


def test_the_wheel_scrolls_and_zooms(qtbot: QtBot) -> None:
    shown, known = many(50)
    hands = BoardHands(qtbot, shown, known)
    hands.wheel(-240)
    assert hands.canvas.lanes.scroll_y == 120
    hands.wheel(-240, SHIFT)
    first = hands.canvas.lanes.scroll_x
    hands.wheel(120, CONTROL)
    assert hands.canvas.lanes.zoom == 1.25
    hands.wheel(0, across=-240)
    assert hands.canvas.lanes.scroll_x > first
    assert hands.page.take(Name.ZOOM_IN)
    assert hands.canvas.lanes.zoom == 1.5625
    assert hands.page.take(Name.ZOOM_RESET)
    assert hands.canvas.lanes.zoom == 1.0
    assert not hands.page.take(Name.FIND)


def test_a_tip_tells_the_block(hands: BoardHands) -> None:
    hands.ask_tip(hands.middle(HARBOR))
    assert "41 Harbor Rd" in QToolTip.text()
    hands.ask_tip(QPoint(5, 5))
    hands.drag(HARBOR, QPoint(50, 0))
    hands.ask_tip(hands.middle("a0/maya"))
    QToolTip.hideText()


def test_words_of_a_lane_stand_beside_what_was_taken_from_it(hands: BoardHands) -> None:
    hands.drag(MILL_POND, QPoint(-60, 40))
    assert hands.holding.answer is not None
    stretch = next(one for one in hands.holding.answer.lanes["leo"].stretches if one.works)
    taken = hands.canvas._taken_from(1)
    ((wide, left),) = rooms_for(hands.canvas.lanes, stretch, taken, hands.canvas.width(), lambda: 60)
    block = hands.block(MILL_POND)
    assert wide >= 60
    assert left >= block.right() or left + wide <= block.left() + 1
    ((most, _),) = rooms_for(hands.canvas.lanes, stretch, taken, hands.canvas.width(), lambda: 5000)
    assert most >= wide, "where no part is wide enough the widest"
    hands.picture()


def test_a_drag_paints_no_lane_anew(hands: BoardHands) -> None:
    hands.drag(MILL_POND, QPoint(-60, 40))
    hands.picture()
    before = hands.canvas.pictures_painted
    for x in range(0, 300, 30):
        hands.move(hands.middle(MILL_POND) + QPoint(-x, 96))
    hands.picture()
    assert hands.canvas.pictures_painted == before


@pytest.mark.parametrize("shown", [theme.Theme.light(), theme.Theme.dark()], ids=lambda t: t.mode.value)
def test_another_theme_paints_all_anew(qapp: QApplication, hands: BoardHands, shown: theme.Theme) -> None:
    theme.apply(qapp, theme.Theme.dark() if not shown.is_dark else theme.Theme.light())
    theme.apply(qapp, shown)
    picture = hands.picture()
    ground = picture.pixelColor(picture.width() - 20, picture.height() - 20)
    assert ground == shown.surface
    theme.apply(qapp, theme.Theme.light())


def test_the_hand_shows_what_it_can_do(hands: BoardHands) -> None:
    shapes = []
    area = hands.block(MILL_POND)
    for x in (area.center().x(), area.left() + 2, area.left() - 40):
        hands.hover(QPoint(round(x), round(area.center().y())))
        shapes.append(hands.canvas.cursor().shape())
    assert shapes == [
        Qt.CursorShape.OpenHandCursor,
        Qt.CursorShape.SizeHorCursor,
        Qt.CursorShape.ArrowCursor,
    ]


def test_where_midnight_cuts_a_block_is_no_edge_of_it(qtbot: QtBot) -> None:
    night = Block("a5/jun", at("22"), at("2", FRIDAY), "88 Ash St", "", 6)
    shown = board()
    lanes = tuple(replace(lane, blocks=(night,)) if lane.id == "jun" else lane for lane in shown.lanes)
    pieces = {night.id: Piece("a5", "jun", minute_of(night.start), 240)}
    hands = BoardHands(qtbot, replace(shown, days=(THURSDAY, FRIDAY), lanes=lanes, pieces=pieces))
    first, second = [area for lane, _, area in hands.canvas.shown_blocks() if lane == "jun"]
    shapes = []
    for x in (first.left() + 2, first.right() - 2, second.left() + 2, second.right() - 2):
        hands.hover(QPoint(round(x), round(first.center().y())))
        shapes.append(hands.canvas.cursor().shape())
    edge, body = Qt.CursorShape.SizeHorCursor, Qt.CursorShape.OpenHandCursor
    assert shapes == [edge, body, body, edge]


@pytest.mark.parametrize("hidden", [0, 7])
def test_without_a_lane_it_says_what_to_do(qtbot: QtBot, hidden: int) -> None:
    hands = BoardHands(qtbot, replace(board(), lanes=(), pieces={}, hidden=hidden))
    hands.picture()
    for key in (Key.Key_Down, Key.Key_Space, Key.Key_Return):
        hands.key(key)
    card = hands.page.tray.cards()[0]
    hands.key(Key.Key_Space, on=card)
    assert hands.holding.state.phase is Phase.IDLE
