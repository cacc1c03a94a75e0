"""What the invited hear of a move, a hand-over and their undo: a hand on a real X display, and the stand-in for Google, which
counts the mails that Google would send."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from studio_app.desk.board.answering import Stretch
from studio_app.desk.board.ground import moment_of
from studio_app.domain.appointment import Appointment
from studio_app.domain.outbox import WriteState
from tests.gui.board_hands import RealBoard
from tests.gui.google_calls import OFFICE, browser, connect, over_primary, people
from tests.gui.google_calls import drag_really as drag_calendar
from tests.support.google_server import GoogleServer
from tests.support.keyrings import MemoryKeyring, using
from tests.support.whole_desk import WholeDesk, whole_desk
from tests.support.x_hand import XHand

pytestmark = pytest.mark.display

THURSDAY = 3
LATER = timedelta(minutes=30)
TOLD = (
    "id",
    "status",
    "summary",
    "description",
    "location",
    "start",
    "end",
    "attendees",
    "extendedProperties",
)
"""What guests see of an event; the rest counts its changes."""


class Moves:
    """Thursday on the board, with Google as the primary calendar, and a block whose event stands there."""

    def __init__(self, board: RealBoard, google: GoogleServer) -> None:
        self.board, self.google = board, google
        self.office = google.person(OFFICE)
        self.block = ""

    # ------------------------------------------------------------ hands

    def move(self, block: str) -> tuple[Appointment, Appointment]:
        """Move a block in its lane to another time that works; as it was, and as it is."""
        before = self.board.appointment(block)
        self.board.take(block)
        lane, one = self.board.stretches(lambda key, one: one.works and key in before.crew)[0]
        first = self.board.step(moment_of(one.start))
        self.board.carry(lane, first if first != before.span.start else first + LATER)
        self.board.let_go()
        return before, self.board.wait_until_moved(block, before)

    def hand_over(self, block: str) -> tuple[Appointment, Appointment]:
        """Bring a block to the lane of somebody else who can take it."""
        before = self.board.appointment(block)
        self.board.take(block)
        lane, one = self.others(before)[0]
        self.board.carry(lane, self.board.step(moment_of(one.start)))
        self.board.let_go()
        after = self.board.wait_until_moved(block, before)
        assert lane in after.crew
        return before, after

    def can_be_handed_over(self, block: str) -> bool:
        """Whether the lane of somebody else could take it."""
        self.board.take(block)
        found = bool(self.others(self.board.appointment(block)))
        self.board.key("Escape")
        self.board.let_go()
        return found

    def others(self, held: Appointment) -> list[tuple[str, Stretch]]:
        """Where others could take what is held."""
        return self.board.stretches(lambda key, one: one.works and key not in held.crew)

    def undo(self, moved: Appointment) -> Appointment:
        """Take it back with the keyboard."""
        self.board.key("z", "Control")
        return self.board.wait_until_moved(moved.id, moved)

    # ------------------------------------------------------------ eyes

    def calendar(self) -> list[dict[str, Any]]:
        """What guests see of all events, in the order of their ids."""
        shown = [{name: each.get(name) for name in TOLD} for each in self.office.events()]
        return sorted(shown, key=lambda each: str(each["id"]))

    def mails(self, since: int) -> Counter[str]:
        """How many mails each address got since so many were sent."""
        return Counter(mail.to for mail in self.google.mails[since:])


@pytest.fixture
def moves(
    qtbot: QtBot,
    google_server: GoogleServer,
    tmp_path: Path,
    x_display: str,
) -> Iterator[Moves]:
    """The demo studio at Google."""
    people(google_server)
    with (
        using(MemoryKeyring()),
        whole_desk(tmp_path, invitation_seconds=10) as desk,
        XHand(x_display) as hand,
    ):
        with browser(google_server):
            connect(desk, google_server, tmp_path)
        drag_calendar(hand, desk, OFFICE, over_primary(desk))
        board = RealBoard(desk, hand)
        board.show_day(THURSDAY)
        shown = Moves(board, google_server)
        shown.block = next(block.id for block in board.blocks() if shown.can_be_handed_over(block.id))
        shown.move(shown.block)
        board.write_what_is_owed()
        assert all_written(desk)
        assert len(shown.calendar()) == 1, "what the demo brings has no events until it is touched"
        assert shown.mails(0)
        yield shown


def all_written(desk: WholeDesk) -> bool:
    snapshot = desk.desk.snapshot
    return snapshot is not None and {entry.state for entry in snapshot.writes.values()} == {
        WriteState.WRITTEN
    }


def test_a_move_undone_in_time_was_never_heard_of(moves: Moves) -> None:
    calendar, sent = moves.calendar(), len(moves.google.mails)
    writes = writes_of(moves)
    before, moved = moves.move(moves.block)
    assert moved.span.start != before.span.start
    assert moves.calendar() == calendar, "it waits some seconds"
    back = moves.undo(moved)
    assert (back.span, back.crew) == (before.span, before.crew)
    moves.board.write_what_is_owed()
    assert all_written(moves.board.desk)
    assert moves.calendar() == calendar
    assert not moves.mails(sent)
    assert writes_of(moves) == writes, "nothing was even asked of Google"


def test_a_move_undone_after_it_was_written_sends_one_mail_more(moves: Moves) -> None:
    calendar = moves.calendar()
    before, moved = moves.move(moves.block)
    sent = len(moves.google.mails)
    moves.board.write_what_is_owed()
    assert all_written(moves.board.desk)
    assert moves.calendar() != calendar
    heard = moves.mails(sent)
    assert set(heard.values()) == {1}, "who is invited hears once of the new time"
    sent = len(moves.google.mails)
    back = moves.undo(moved)
    assert (back.span, back.crew) == (before.span, before.crew)
    moves.board.write_what_is_owed()
    assert all_written(moves.board.desk)
    assert moves.calendar() == calendar
    assert moves.mails(sent) == heard, "and once that it is as before"


def test_a_hand_over_undone_in_time_was_never_heard_of(moves: Moves) -> None:
    calendar, sent = moves.calendar(), len(moves.google.mails)
    before, moved = moves.hand_over(moves.block)
    back = moves.undo(moved)
    assert (back.span, back.crew) == (before.span, before.crew)
    moves.board.write_what_is_owed()
    assert moves.calendar() == calendar
    assert not moves.mails(sent)


def test_a_hand_over_undone_after_it_was_written_sends_one_mail_more(moves: Moves) -> None:
    calendar, sent = moves.calendar(), len(moves.google.mails)
    before, moved = moves.hand_over(moves.block)
    moves.board.write_what_is_owed()
    assert moves.calendar() != calendar
    gone, come = (email_of(moves, one, other) for one, other in ((before, moved), (moved, before)))
    assert {gone, come} <= set(moves.mails(sent)), "both photographers hear of it"
    assert set(moves.mails(sent).values()) == {1}
    sent = len(moves.google.mails)
    back = moves.undo(moved)
    assert (back.span, back.crew) == (before.span, before.crew)
    moves.board.write_what_is_owed()
    assert moves.calendar() == calendar
    assert {gone, come} <= set(moves.mails(sent))
    assert set(moves.mails(sent).values()) == {1}


def email_of(moves: Moves, one: Appointment, other: Appointment) -> str:
    """The address of who is in the one's crew only."""
    snapshot = moves.board.desk.desk.snapshot
    assert snapshot
    (key,) = set(one.crew) - set(other.crew)
    return snapshot.studio.photographer_by_id[key].email


def writes_of(moves: Moves) -> int:
    """How many requests changed or could have changed an event."""
    return sum(
        len(moves.google.requests_of(f"events.{name}")) for name in ("insert", "update", "patch", "delete")
    )
