"""The board of the whole desk under a real hand: pointer and keys of the X server."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QPoint, QPointF, QRectF
from PySide6.QtWidgets import QApplication, QWidget

from studio_app.desk.board.answering import Stretch
from studio_app.desk.board.ground import moment_of
from studio_app.desk.board.hand import Phase
from studio_app.desk.week.model import Block
from studio_app.domain.appointment import Appointment
from tests.support.whole_desk import WholeDesk
from tests.support.x_hand import XHand

INTO = 12
"""Pixels from a block's left edge to where it is grabbed."""


class RealBoard:
    """A board and a hand."""

    def __init__(self, desk: WholeDesk, hand: XHand) -> None:
        self.desk, self.hand = desk, hand
        self.page, self.canvas = desk.program.board_page, desk.program.board_page.canvas
        self.holding = self.page.holding

    # ------------------------------------------------------------ places

    def on_screen(self, widget: QWidget, point: QPointF) -> tuple[int, int]:
        where = widget.mapToGlobal(point.toPoint())
        return where.x(), where.y()

    def area(self, block: str) -> QRectF:
        found = self.canvas.block_rect(block)
        assert found is not None, f"{block} is not on the board"
        return found

    def blocks(self) -> list[Block]:
        """What can be held, the longest first."""
        found = [
            block
            for lane in self.canvas.board.lanes
            for block in lane.blocks
            if block.id in self.canvas.board.pieces
        ]
        return sorted(found, key=lambda block: block.start - block.end)

    def appointment(self, block: str) -> Appointment:
        snapshot = self.desk.desk.snapshot
        assert snapshot is not None
        return snapshot.studio.appointments[block.split("/", 1)[0]]

    # ------------------------------------------------------------ hands

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        self.desk.settle()
        self.hand.move(*self.on_screen(widget, QPointF(at or widget.rect().center())))
        self.settle()
        self.hand.press()
        self.hand.release()
        self.settle()

    def show_day(self, days: int) -> None:
        """Go to the board by the rail, and so many days on by its arrow."""
        boarding = self.desk.program.boarding
        self.click(self.desk.window.rail.button("board"))
        self.desk.wait_for(lambda: bool(self.canvas.board.lanes), "the board")
        first = boarding.days.at
        for day in range(1, days + 1):
            self.click(self.page.board_bar.forward_button)
            wanted = first + timedelta(days=day)
            self.desk.wait_for(lambda wanted=wanted: boarding.days.at == wanted, "the next day")  # type: ignore[misc]
        self.desk.settle()

    def grab(self, widget: QWidget, at: QPointF) -> None:
        """Press there and move a little, until the lanes have answered."""
        x, y = self.on_screen(widget, at)
        self.hand.move(x, y)
        self.settle()
        self.hand.press()
        for step in range(1, 5):
            self.hand.move(x + 3 * step, y - 2 * step)
            self.settle()
        self.desk.wait_for(lambda: self.holding.answer is not None, "the lanes' answers")

    def take(self, block: str) -> None:
        """Grab a block near its beginning."""
        area = self.area(block)
        self.grab(self.canvas, QPointF(area.left() + INTO, area.center().y()))

    def carry(self, lane: str, start: datetime, into: float = INTO) -> None:
        """Bring the hand to where the block would begin at a time of a lane."""
        to = self.canvas.point_of(lane, start)
        assert to is not None
        x, y = self.on_screen(self.canvas, to + QPointF(into + 1, 0))
        for share in (0.3, 0.6, 0.9, 1.0):
            now = self.canvas.cursor().pos()
            self.hand.move(round(now.x() + (x - now.x()) * share), round(now.y() + (y - now.y()) * share))
            self.settle()

    def let_go(self) -> None:
        self.hand.release()
        self.settle()

    def key(self, name: str, *held: str) -> None:
        self.hand.key(name, *held)
        self.settle()

    def settle(self) -> None:
        """Let the events of the hand arrive and be dealt with."""
        until = time.monotonic() + 0.04
        while time.monotonic() < until:
            QApplication.processEvents()
            time.sleep(0.002)

    # ------------------------------------------------------------ eyes

    def stretches(self, wanted: Callable[[str, Stretch], bool]) -> list[tuple[str, Stretch]]:
        """What the lanes answer, as far as it is wanted and seen."""
        answer = self.holding.answer
        assert answer is not None
        found = []
        for lane, said in answer.lanes.items():
            for stretch in said.stretches:
                at = self.canvas.point_of(lane, moment_of(stretch.start))
                seen = at is not None and 0 <= at.x() <= self.canvas.width() - 60
                if seen and wanted(lane, stretch):
                    found.append((lane, stretch))
        return found

    def wait_until_moved(self, block: str, before: Appointment) -> Appointment:
        """Wait until the snapshot has it elsewhere."""
        self.desk.wait_for(lambda: self.appointment(block).version != before.version, "the move")
        self.desk.settle()
        assert self.holding.state.phase is Phase.IDLE
        assert not self.holding.pending
        return self.appointment(block)

    def event_of(self, appointment: Appointment) -> str:
        """The lines of its event that tell guests something: without counters and stamps."""
        quiet = ("SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "CREATED")
        (found,) = self.desk.events_about(appointment.address.split(",")[0])
        return "\n".join(sorted(line for line in found.splitlines() if not line.startswith(quiet)))

    def step(self, moment: datetime) -> datetime:
        """The step of the studio's grid at or after a time."""
        return moment + timedelta(minutes=-moment.minute % self.canvas.board.step_min)

    def asks(self) -> bool:
        """Whether it asks to overrule the rules."""
        return self.holding.state.phase is Phase.ASKING and self.page.overrule.isVisible()

    def write_what_is_owed(self) -> None:
        """Let the pause before invitations pass, and the outbox be written."""
        self.desk.clock.put_forward(30)
        self.desk.program.syncing.write_due()
        self.desk.settle()
