"""Blocks of the week grid under mouse and keys: moved in time and day, stretched, handed over by key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from studio_app.desk.board.answering import HandQuestion, answer, held_of
from studio_app.desk.board.ground import minute_of
from studio_app.desk.board.hand import Drop, Edge, Phase, Place, Why
from studio_app.desk.week.grid import WeekGrid
from studio_app.desk.week.model import Block, BlockKind, Cell, Day, Ghost, Openings, Week
from tests.support.board_page import ALT, CONTROL, LEFT, MILL_POND, NONE, RIGHT, SHIFT, Key
from tests.support.shots_board import BOOKED, NAMES, NOW, SERVICES, THURSDAY, ZONE, at, studio
from tests.support.showing import show

pytestmark = pytest.mark.usefixtures("light")


def the_week(days: int = 7) -> Week:
    """The week of the board's picture, all shoots on its Thursday."""
    people = tuple((name.split()[0].lower(), name.split()[0]) for name in NAMES)
    colors = [key for key, _ in people]
    blocks = [
        Block(
            f"a{number}/{key}",
            at(start),
            at(end),
            street,
            " + ".join(SERVICES[one] for one in services.split()),
            colors.index(key),
            version=1,
        )
        for number, (key, start, end, street, services, _) in enumerate(BOOKED)
    ]
    blocks.append(Block("busy/0", at("10:30"), at("12"), "Dentist", "Leo", kind=BlockKind.BUSY, tip="Leo"))
    first = THURSDAY - timedelta(days=3 if days == 7 else 0)
    shown = tuple(Day(first + timedelta(days=number)) for number in range(days))
    return Week(shown, ZONE, tuple(blocks), step_min=15, people=people)


class Hands:
    """A shown grid; everybody answers at once."""

    def __init__(self, qtbot: QtBot, week: Week) -> None:
        self.grid = WeekGrid(week)
        self.canvas, self.holding = self.grid.canvas, self.grid.holding
        self.grid.resize(1100, 844)
        self.studio = studio()
        self.dropped: list[Drop] = []
        self.ended: list[Why] = []
        self.activated: list[str] = []
        self.ghosts: list[object] = []
        self.said: list[str] = []
        self.holding.dropped.connect(self.dropped.append)
        self.holding.ended.connect(self.ended.append)
        self.holding.picked_up.connect(self._answer)
        self.grid.block_activated.connect(self.activated.append)
        self.grid.ghost_moved.connect(self.ghosts.append)
        self.grid.said.connect(self.said.append)
        show(qtbot, self.grid, self)
        self.grid.setFocus()
        QApplication.processEvents()

    def _answer(self) -> None:
        pieces = self.holding.state.pieces
        items = [self.studio.appointments.get(piece.key) for piece in pieces]
        held = tuple(
            held_of(self.studio, item, piece.lane, self.grid.columns(), NOW)
            for piece, item in zip(pieces, items, strict=True)
            if item is not None
        )
        if held:
            edge = self.holding.state.edge
            self.holding.take_answer(answer(HandQuestion(self.studio, pieces, held, edge)))

    def area(self, block: str) -> QRectF:
        found = self.canvas.block_rect(block)
        assert found is not None
        return found

    def press(self, at_point: QPoint, held: Qt.KeyboardModifier = NONE) -> None:
        QTest.mousePress(self.canvas, LEFT, held, at_point)

    def move(self, at_point: QPoint, held: Qt.KeyboardModifier = NONE, button: Qt.MouseButton = LEFT) -> None:
        where = QPointF(self.canvas.mapToGlobal(at_point))
        event = QMouseEvent(QEvent.Type.MouseMove, QPointF(at_point), where, button, button, held)
        QApplication.sendEvent(self.canvas, event)

    def release(self, at_point: QPoint = QPoint()) -> None:  # noqa: B008  # a value that nobody changes
        QTest.mouseRelease(self.canvas, LEFT, NONE, at_point)
        QApplication.processEvents()

    def drag(self, block: str, hours: float, days: int = 0, held: Qt.KeyboardModifier = NONE) -> None:
        """Take a block below its upper edge and bring it so many hours and days further."""
        area, grid = self.area(block), self.canvas.grid
        begin = QPoint(round(area.center().x()), round(area.top() + 12))
        self.press(begin)
        self.move(begin + QPoint(0, 9))
        wide = grid.left(1) - grid.left(0)
        self.move(begin + QPoint(days * wide, round(hours * grid.hour_height)), held)

    def drag_on(self, block: str, hours: float) -> None:
        """What was taken by `drag`: so many hours from where it stands."""
        area = self.area(block)
        begin = QPointF(area.center().x(), area.top() + 12)
        self.move((begin + QPointF(0, hours * self.canvas.grid.hour_height)).toPoint())

    def middle(self, block: str) -> QPoint:
        return self.area(block).center().toPoint()

    def wheel(self, down: int, held: Qt.KeyboardModifier = NONE) -> None:
        place = QPointF(self.canvas.rect().center())
        turned, end = QPoint(0, down), Qt.ScrollPhase.NoScrollPhase
        where = QPointF(self.canvas.mapToGlobal(place.toPoint()))
        event = QWheelEvent(place, where, QPoint(), turned, LEFT, held, end, False)
        QApplication.sendEvent(self.canvas, event)

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE, on: QWidget | None = None) -> None:
        QTest.keyClick(on or self.canvas, key, held)
        QApplication.processEvents()

    def words(self) -> tuple[str, ...]:
        found = self.canvas.words()
        assert found is not None
        return (found.title, *found.lines)


@pytest.fixture
def hands(qtbot: QtBot) -> Hands:
    return Hands(qtbot, the_week())


def place(clock: str, days: int = 0, minutes: int = 180, lane: str = "leo") -> Place:
    return Place(lane, minute_of(at(clock, THURSDAY + timedelta(days=days))), minutes)


def test_a_click_opens_the_block_when_the_button_goes_up(hands: Hands) -> None:
    middle = hands.area(MILL_POND).center().toPoint()
    hands.press(middle)
    assert hands.activated == []
    hands.release(middle)
    assert hands.activated == [MILL_POND]
    assert hands.dropped == []
    QTest.mouseClick(hands.canvas, RIGHT, NONE, middle)
    by_key = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, middle, hands.canvas.mapToGlobal(middle))
    QApplication.sendEvent(hands.canvas, by_key)
    assert hands.activated == [MILL_POND] * 3
    hands.drag(MILL_POND, 1)
    QTest.mousePress(hands.canvas, RIGHT, NONE, middle)
    assert hands.ended == [Why.ESCAPED]
    hands.release()
    assert hands.dropped == []
    assert hands.activated == [MILL_POND] * 3


def test_a_block_is_moved_to_another_day_and_time(hands: Hands) -> None:
    hands.drag(MILL_POND, -2.1, 1)
    title, *lines = hands.words()
    assert title == "12 Mill Pond"
    assert lines[0] == "11:00 – 2:00 pm"
    assert lines[1].startswith("was Thu 1:00 pm")
    hands.release()
    (drop,) = hands.dropped
    assert drop.place == place("11:00", 1)
    assert [put.crew for put in hands.holding.puts] == [("leo",)]
    assert hands.holding.is_moving("a4"), "it stays where it was dropped"


def test_shift_moves_by_five_minutes(hands: Hands) -> None:
    hands.drag(MILL_POND, 0.1, held=SHIFT)
    assert hands.holding.state.place == place("13:05")
    hands.move(QPoint(5000, 200))
    assert hands.canvas.words() is None
    hands.release()
    assert hands.ended == [Why.BESIDE]


def test_either_edge_stretches_it(hands: Hands) -> None:
    area, hour = hands.area(MILL_POND), hands.canvas.grid.hour_height
    lower = QPoint(round(area.center().x()), round(area.bottom() - 2))
    hands.press(lower)
    hands.move(lower + QPoint(100, round(hour / 2)))
    hands.release()
    assert hands.dropped[0].place == place("13:00", minutes=210)
    hands.holding.give_up(hands.dropped[0])
    upper = QPoint(round(area.center().x()), round(area.top() + 2))
    hands.press(upper)
    hands.move(upper + QPoint(0, round(-hour)))
    assert hands.holding.state.edge is Edge.START
    assert hands.ended == []
    hands.key(Key.Key_Escape)
    assert hands.ended == [Why.ESCAPED]


def test_while_it_is_held_the_times_of_its_photographer_are_shown(hands: Hands) -> None:
    cells = Openings((Cell(at("9"), at("9:30"), 2, "2 free"),))
    hands.grid.set_openings(cells)
    assert hands.canvas.content.cells
    hands.drag(MILL_POND, 1)
    assert not hands.canvas.content.cells
    assert hands.holding.answer is not None
    assert hands.holding.answer.lanes["leo"].stretches[0].text.startswith("can take it")
    assert hands.holding.answer.lanes["tom"].stretches == ()
    hands.canvas.grab()
    hands.key(Key.Key_Escape)
    assert hands.canvas.content.cells


def test_a_red_drop_asks_and_onto_ours_it_goes_back(hands: Hands) -> None:
    hands.drag(MILL_POND, -3)
    hands.release()
    card = hands.grid.asking.card
    assert card.isVisible()
    assert "Dentist" in card.sentence.text()
    QTest.mouseClick(card, LEFT, NONE, QPoint(4, 4))
    assert card.isVisible(), "what lies below is not meant"
    QTest.keyClicks(card.reason, "he is back")
    hands.key(Key.Key_Return, on=card.reason)
    assert [drop.overrule for drop in hands.dropped] == ["he is back"]
    assert hands.activated == [], "the menu of the block stays closed"
    hands.holding.give_up(hands.dropped[0])
    hands.drag(MILL_POND, -4.5)
    hands.release()
    assert hands.ended == [Why.REFUSED]
    assert hands.said == ["It can't go there: 9 Elm Ct 9:00–10:00."]


def test_keys_walk_pick_up_move_hand_over_and_drop(hands: Hands) -> None:
    for _ in range(7):
        hands.key(Key.Key_Right, CONTROL)
    while hands.canvas.current != MILL_POND:
        hands.key(Key.Key_Right, CONTROL)
    hands.key(Key.Key_Left, CONTROL)
    hands.key(Key.Key_Right, CONTROL)
    hands.key(Key.Key_Space)
    hands.key(Key.Key_Up)
    hands.key(Key.Key_Down, SHIFT)
    hands.key(Key.Key_Right)
    for _ in range(5):
        hands.key(Key.Key_Down, ALT)
    assert hands.holding.state.place == place("12:50", 1, lane="jun")
    assert hands.words()[1] == "Leo → Jun · 12:50 – 3:50 pm"
    hands.key(Key.Key_Return)
    assert hands.dropped[0].place == place("12:50", 1, lane="jun")


def test_keys_mark_stretch_and_open(hands: Hands) -> None:
    hands.key(Key.Key_Right, CONTROL)
    first = hands.canvas.current
    hands.key(Key.Key_Return)
    assert hands.activated == [first]
    hands.key(Key.Key_Space, CONTROL)
    assert len(hands.holding.state.marked) == 1
    hands.key(Key.Key_Escape)
    hands.key(Key.Key_Space)
    hands.key(Key.Key_Tab)
    hands.key(Key.Key_Down)
    state = hands.holding.state
    assert state.edge is Edge.END
    assert state.place is not None
    assert state.place.minutes == state.pieces[0].minutes + 15
    hands.key(Key.Key_Escape)
    assert hands.holding.state.phase is Phase.IDLE


def test_keys_and_wheel_hand_over_what_the_mouse_holds(hands: Hands) -> None:
    hands.drag(MILL_POND, 1)
    for _ in range(5):
        hands.key(Key.Key_Down, ALT)
    hands.wheel(120, ALT)
    hands.move(hands.middle(MILL_POND), SHIFT)
    assert hands.holding.state.place is not None
    assert hands.holding.state.place.lane == "tom", "wherever the hand goes on to"
    hands.wheel(-120, ALT)
    hands.drag_on(MILL_POND, -2.1)
    assert hands.words()[1] == "Leo → Jun · 11:00 – 2:00 pm"
    hands.release()
    assert hands.dropped[0].place == place("11:00", lane="jun")
    assert [put.crew for put in hands.holding.puts] == [("jun",)]


def test_days_that_are_scrolled_below_the_hand_carry_it_on(hands: Hands) -> None:
    hands.drag(MILL_POND, 1)
    hour = hands.canvas.grid.hour_height
    hands.wheel(120)
    assert hands.canvas.grid.scroll == pytest.approx(6 * hour)
    assert hands.holding.state.place == place("13:00")
    hands.key(Key.Key_Escape)


def test_the_time_of_the_panel_is_dragged_too(hands: Hands) -> None:
    start = at("9", THURSDAY + timedelta(days=1))
    hands.grid.set_ghost(Ghost(start, start + timedelta(hours=1), lines=("55 Summit Ave",)))
    (parts,) = hands.canvas._overlay().ghost_parts(hands.canvas.ghosts[0])
    assert parts.body is not None
    point = parts.body.translated(0, -hands.canvas.grid.scroll).center().toPoint()
    hands.press(point)
    hands.move(point + QPoint(0, 20))
    hands.move(point + QPoint(0, round(2 * hands.canvas.grid.hour_height)))
    assert hands.words()[:2] == ("55 Summit Ave", "11:00 – 12:00 pm")
    for offered, words in ((start, "no opening"), (start + timedelta(hours=2), "2 free")):
        hands.grid.set_openings(Openings((Cell(offered, offered + timedelta(minutes=15), 2, "2 free"),)))
        assert hands.words()[-1] == words
    hands.canvas.grab()
    hands.release()
    assert hands.ghosts == [start + timedelta(hours=2)]
    assert not hands.holding.pending


def test_newer_data_waits_and_other_days_end_it(hands: Hands) -> None:
    hands.drag(MILL_POND, 1)
    newer = replace(the_week(), blocks=the_week().blocks[:6])
    hands.grid.set_week(newer)
    assert len(hands.grid.week.blocks) > 6
    hands.key(Key.Key_Escape)
    assert len(hands.grid.week.blocks) == 6
    hands.drag(MILL_POND, 1)
    hands.grid.set_week(the_week(1))
    assert hands.ended == [Why.ESCAPED, Why.ESCAPED]
    assert len(hands.grid.week.days) == 1
    hands.drag(MILL_POND, 1)
    hands.grid.set_week(replace(the_week(1), blocks=()))
    assert hands.said == ["It is gone: another desk took it away. Nothing was moved."]


def test_at_the_lower_edge_it_scrolls(qtbot: QtBot, hands: Hands) -> None:
    hands.drag(MILL_POND, 1)
    before = hands.canvas.grid.scroll
    hands.move(QPoint(500, hands.canvas.height() - 4))
    qtbot.waitUntil(lambda: hands.canvas.grid.scroll > before + 30)
    hands.release()
    assert len(hands.dropped) + len(hands.ended) + hands.grid.asking.card.isVisible() == 1


@pytest.mark.parametrize(
    "where, shape",
    [
        (lambda area: area.center(), Qt.CursorShape.OpenHandCursor),
        (lambda area: QPointF(area.center().x(), area.top() + 1), Qt.CursorShape.SizeVerCursor),
        (lambda area: QPointF(area.center().x() - 400, area.top()), Qt.CursorShape.ArrowCursor),
    ],
)
def test_the_hand_shows_what_it_can_do(
    hands: Hands, where: Callable[[QRectF], QPointF], shape: Qt.CursorShape
) -> None:
    point = where(hands.area(MILL_POND)).toPoint()
    hands.move(point, button=Qt.MouseButton.NoButton)
    assert hands.canvas.cursor().shape() == shape
