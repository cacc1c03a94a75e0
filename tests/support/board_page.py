"""The board as a person at the desk handles it: real mouse and key events on what is painted."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QImage, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from studio_app.desk.board.ground import minute_of, moment_of
from studio_app.desk.board.hand import Drop, Place, Why
from studio_app.desk.board.model import Board
from studio_app.desk.board.page import BoardPage
from studio_app.domain.studio import Studio
from tests.support.shots_board import answered, at, board, studio
from tests.support.showing import show

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
NONE = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
Key = Qt.Key
MILL_POND = "a4/leo"
HARBOR = "a1/maya"


def place(lane: str, clock: str, minutes: int = 180) -> Place:
    """Where something of the picture's day lies."""
    return Place(lane, minute_of(at(clock)), minutes)


class BoardHands:
    """One shown board with everything it has said; the lanes answer at once."""

    def __init__(
        self, qtbot: QtBot, shown: Board | None = None, known: Studio | None = None, *, answers: bool = True
    ) -> None:
        self.studio = known or studio()
        self.page = BoardPage(shown or board())
        self.page.resize(1368, 844)
        self.page.set_board(shown or board())
        self.canvas, self.holding = self.page.canvas, self.page.holding
        self.activated: list[str] = []
        self.retried: list[str] = []
        self.differing: list[str] = []
        self.dropped: list[Drop] = []
        self.ended: list[Why] = []
        self.said: list[str] = []
        self.arranged: list[object] = []
        self.days: list[object] = []
        self.offers: list[tuple[str, int]] = []
        self.picked = 0
        self._answers = answers
        self._listen()
        show(qtbot, self.page, self)
        self.page.begin()
        QApplication.processEvents()

    def _listen(self) -> None:
        canvas, holding = self.canvas, self.holding
        canvas.block_activated.connect(self.activated.append)
        canvas.retry_requested.connect(self.retried.append)
        canvas.difference_requested.connect(self.differing.append)
        holding.dropped.connect(self.dropped.append)
        holding.ended.connect(self.ended.append)
        holding.picked_up.connect(self._picked_up)
        self.page.said.connect(self.said.append)
        self.page.arranged.connect(self.arranged.append)
        self.page.day_chosen.connect(self.days.append)
        self.page.tray.offer_chosen.connect(self._offered)

    def _offered(self, card: str, number: int) -> None:
        self.offers.append((card, number))

    def _picked_up(self) -> None:
        self.picked += 1
        if self._answers:
            self.answer()

    def answer(self) -> None:
        """Let the lanes answer to what is held, as the openings lane does; cards are answered by whoever fills them."""
        pieces = self.holding.state.pieces
        if pieces and all(piece.key in self.studio.appointments for piece in pieces):
            edge = self.holding.state.edge
            self.page.set_answer(answered(self.page.board, self.studio, pieces, edge))

    # ------------------------------------------------------------ places

    def block(self, block_id: str) -> QRectF:
        area = self.canvas.block_rect(block_id)
        assert area is not None, "the block is not shown"
        return area

    def middle(self, block_id: str) -> QPoint:
        return self.block(block_id).center().toPoint()

    def spot(self, lane: str, clock: str) -> QPoint:
        """Where a time of a lane is."""
        found = self.canvas.point_of(lane, at(clock))
        assert found is not None, "the time is not shown"
        return found.toPoint()

    # ------------------------------------------------------------ hands

    def press(self, at_point: QPoint, held: Qt.KeyboardModifier = NONE, on: QWidget | None = None) -> None:
        QTest.mousePress(on or self.canvas, LEFT, held, at_point)

    def move(self, at_point: QPoint, held: Qt.KeyboardModifier = NONE, on: QWidget | None = None) -> None:
        """Move with the button down, through the same events as a hand makes."""
        target = on or self.canvas
        place = QPointF(at_point)
        event = QMouseEvent(
            QEvent.Type.MouseMove, place, QPointF(target.mapToGlobal(at_point)), LEFT, LEFT, held
        )
        QApplication.sendEvent(target, event)
        QApplication.processEvents()

    def hover(self, at_point: QPoint) -> None:
        """Move without a button."""
        none = Qt.MouseButton.NoButton
        place = QPointF(at_point)
        event = QMouseEvent(
            QEvent.Type.MouseMove, place, QPointF(self.canvas.mapToGlobal(at_point)), none, none, NONE
        )
        QApplication.sendEvent(self.canvas, event)

    def release(self, at_point: QPoint, on: QWidget | None = None) -> None:
        QTest.mouseRelease(on or self.canvas, LEFT, NONE, at_point)
        QApplication.processEvents()

    def drag(self, block_id: str, by: QPoint, held: Qt.KeyboardModifier = NONE) -> QPoint:
        """Take a block in its middle and move the hand; nothing is dropped yet. Returns where the hand is."""
        begin = self.middle(block_id)
        self.press(begin)
        self.move(begin + by / 2, held)
        self.move(begin + by, held)
        return begin + by

    def drag_to(self, block_id: str, lane: str, clock: str) -> QPoint:
        """Take a block at its left part and bring its beginning to a time of a lane."""
        area = self.block(block_id)
        begin = QPoint(round(area.left() + 20), round(area.center().y()))
        to = self.spot(lane, clock) + QPoint(20, 0)
        self.press(begin)
        self.move((begin + to) / 2)
        self.move(to)
        return to

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE, on: QWidget | None = None) -> None:
        QTest.keyClick(on or self.canvas, key, held)
        QApplication.processEvents()

    def wheel(self, down: int, held: Qt.KeyboardModifier = NONE, across: int = 0) -> None:
        place = QPointF(self.canvas.rect().center())
        event = QWheelEvent(
            place,
            QPointF(self.canvas.mapToGlobal(place.toPoint())),
            QPoint(),
            QPoint(across, down),
            Qt.MouseButton.NoButton,
            held,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(self.canvas, event)

    def ask_menu_by_key(self) -> None:
        reason, middle = QContextMenuEvent.Reason.Keyboard, self.canvas.rect().center()
        event = QContextMenuEvent(reason, middle, self.canvas.mapToGlobal(middle))
        QApplication.sendEvent(self.canvas, event)

    def ask_tip(self, point: QPoint) -> None:
        event = QHelpEvent(QEvent.Type.ToolTip, point, self.canvas.mapToGlobal(point))
        QApplication.sendEvent(self.canvas, event)

    # ------------------------------------------------------------ eyes

    def ghost(self) -> tuple[str, tuple[str, ...], bool]:
        """What the ghost says: title, lines, whether it is red."""
        words = self.canvas.words()
        assert words is not None, "nothing is held over a lane"
        return words.title, words.lines, words.refused

    def picture(self) -> QImage:
        QApplication.processEvents()
        return self.page.grab().toImage()

    def moment(self) -> datetime:
        """When the block in the hand would begin."""
        place = self.holding.state.place
        assert place is not None
        return moment_of(place.start)
