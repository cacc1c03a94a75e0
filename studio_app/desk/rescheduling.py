"""Blocks that are moved by hand: the lanes' answers are asked in the openings lane, a drop runs its action, with undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import QObject, QTimer

from studio_app.actions.add_appointment import AddAppointment, add_appointment
from studio_app.actions.book_order import Slot
from studio_app.actions.done import Done, Refused
from studio_app.actions.move_appointment import MoveAppointment, move_appointment
from studio_app.actions.move_appointments import MoveAppointments, Target, move_appointments
from studio_app.desk.board.answering import HandAnswer, HandQuestion, answer, held_of
from studio_app.desk.board.ground import moment_of
from studio_app.desk.board.hand import Drop, Edge, Piece, Source
from studio_app.desk.board.holding import Holding
from studio_app.desk.board.model import Board
from studio_app.desk.board.waiting_content import held_of_item
from studio_app.desk.calls import asking
from studio_app.desk.controller import Controller
from studio_app.desk.doing import SAY_AFTER_MS, Run
from studio_app.desk.messages import Message
from studio_app.desk.tone import Tone
from studio_app.desk.waiting_desk import WaitingDesk
from studio_app.engine.placing import Held, Put
from studio_app.worker.lane import Outcome

ASKING = "asking hand"
"""Key of the message that a drop waits for calendars that are read afresh."""
Took = Callable[[Outcome[Done]], bool]
"""Shows what an action did, keeps its undo, has the studio read again; says whether it did."""


class Rescheduling(QObject):
    """The gestures of one grid."""

    def __init__(
        self,
        controller: Controller,
        took: Took,
        waiting: WaitingDesk,
        holding: Holding,
        days: Callable[[], Sequence[date]],
        board: Callable[[], Board | None],
        parent: QObject | None = None,
    ) -> None:
        """Follow the gestures of a grid.

        Args:
            controller: The desk.
            took: Takes the outcomes of actions.
            waiting: What waits.
            holding: The grid's gesture.
            days: The studio-local dates that it shows.
            board: The lanes that answer; None for a grid without lanes.
            parent: Owns this.
        """
        super().__init__(parent)
        self._desk, self._took, self._waiting = controller, took, waiting
        self._holding, self._days, self._board = holding, days, board
        self._doing: list[_Move] = []
        self._say = QTimer(self, singleShot=True, interval=SAY_AFTER_MS)
        self._say.timeout.connect(self._say_asking)
        holding.picked_up.connect(self._ask)
        holding.dropped.connect(self._do)

    # ------------------------------------------------------------ the lanes' answers

    def _ask(self) -> None:
        snapshot, state = self._desk.snapshot, self._holding.state
        if snapshot is None or state.pieces[0].source is Source.GHOST:
            return
        held = [self._held(piece) for piece in state.pieces]
        known = tuple(one for one in held if one is not None)
        if len(known) < len(held):
            self._holding.cancel()
            words = "Appointments of so long ago can't be moved."
            self._desk.window.messages.show_message(Message("hand", words, tone=Tone.WARN, seconds=10))
            return
        question = HandQuestion(snapshot.studio, state.pieces, known, state.edge, self._board())
        desk = self._desk
        desk.delivery.ask(desk.lanes.openings, f"hand {id(self)}", partial(answer, question), self._take)

    def _held(self, piece: Piece) -> Held | None:
        snapshot, days = self._desk.snapshot, self._days()
        assert snapshot is not None
        if piece.source is Source.TRAY:
            item = self._waiting.item(piece.key)
            return held_of_item(item, days, self._desk.now) if item and item.visit else None
        item_here = snapshot.studio.appointments.get(piece.key)
        if item_here is None:
            return None
        return held_of(snapshot.studio, item_here, piece.lane, days, self._desk.now)

    def _take(self, outcome: Outcome[HandAnswer]) -> None:
        if outcome.error or outcome.value is None:
            self._holding.cancel()
            self._desk.failed.emit(outcome.error)
            return
        self._holding.take_answer(outcome.value)

    # ------------------------------------------------------------ doing

    def _do(self, drop: object) -> None:
        assert isinstance(drop, Drop)
        first = drop.pieces[0]
        if first.source is Source.GHOST:
            return  # the grid tells it itself
        run = self._run(drop, self._holding.puts)
        if run is None:
            self._holding.give_up(drop)
        else:
            self._start(run, drop)

    def _run(self, drop: Drop, puts: Sequence[Put]) -> Run | None:
        first, busy = drop.pieces[0], self._desk.office.busy
        if first.source is Source.TRAY:
            return self._waiting_run(first.key, puts[0].start, puts[0].crew, drop.overrule)
        if len(puts) > 1:
            versions = {piece.key: piece.version for piece in drop.pieces}
            targets = tuple(
                Target(key, put.start, put.crew, version=versions[key])
                for put in puts
                if (key := put.held.request.moving)
            )
            command = MoveAppointments(targets, drop.overrule)
            return lambda store, now, actor: move_appointments(store, now, actor, command, busy)
        move = MoveAppointment(
            first.key,
            moment_of(drop.place.start),
            puts[0].crew,
            drop.overrule,
            first.version,
            None if drop.edge is Edge.BODY else drop.place.minutes,
        )
        return lambda store, now, actor: move_appointment(store, now, actor, move, busy)

    def give_time(self, key: str, start: datetime, crew: tuple[str, ...]) -> None:
        """Take one of the openings that are offered for what waits."""
        run = self._waiting_run(key, start, crew, "")
        if run is not None:
            self._start(run, None)

    def _waiting_run(self, key: str, start: datetime, crew: tuple[str, ...], overrule: str) -> Run | None:
        item, busy = self._waiting.item(key), self._desk.office.busy
        if item is None or item.visit is None:
            return None
        if item.appointment is not None:
            before = item.appointment
            target = Target(before.id, start, crew, version=before.version, renew=True)
            command = MoveAppointments((target,), overrule)
            return lambda store, now, actor: move_appointments(store, now, actor, command, busy)
        if item.order is None:
            return None
        add = AddAppointment(item.order.id, item.visit.services, Slot(start, crew), overrule=overrule)
        return lambda store, now, actor: add_appointment(store, now, actor, add, busy)

    def _start(self, run: Run, drop: Drop | None) -> None:
        move = _Move(self, drop)
        self._doing.append(move)
        self._say.start()
        desk = self._desk
        job = partial(run, desk.office.store, desk.now, desk.office.actor)
        desk.delivery.submit(desk.lanes.confirming, job, move.answered)

    def _say_asking(self) -> None:
        note = Message(ASKING, asking(()), tone=Tone.PLAIN)
        self._desk.window.messages.show_message(note)

    def answered(self, move: _Move, outcome: Outcome[Done]) -> None:
        """What became of a drop: it keeps its new place, or goes back where it could not be done."""
        self._doing.remove(move)
        if not self._doing:
            self._say.stop()
            self._desk.window.messages.take_back(ASKING)
        if isinstance(outcome.error, Refused):
            desk = self._desk
            desk.refresh()
            said = Message("refused", outcome.error.sentence, "It was put back.", Tone.BAD, seconds=20)
            desk.window.messages.show_message(said)
            done = False
        else:
            # What is there already changes nothing, so that no newer data will come for it.
            done = self._took(outcome) and outcome.value is not None and bool(outcome.value.changes.kinds)
        if not done and move.drop is not None:
            self._holding.give_up(move.drop)


class _Move(QObject):
    """One drop whose action is under way."""

    def __init__(self, owner: Rescheduling, drop: Drop | None) -> None:
        super().__init__(owner)
        self._owner, self.drop = owner, drop

    def answered(self, outcome: Outcome[Done]) -> None:
        """The action is done, or refused."""
        self._owner.answered(self, outcome)
        self.deleteLater()
