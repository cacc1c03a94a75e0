"""The gesture of one grid, for its widgets: feeds it what happens, and does what comes of it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from studio_app.desk.board.answering import HandAnswer
from studio_app.desk.board.gesture import advance
from studio_app.desk.board.hand import (
    Answer,
    Ask,
    Clicked,
    Commit,
    Drop,
    Effect,
    Escape,
    Event,
    Ground,
    Judge,
    Judged,
    Marked,
    Moved,
    NextEdge,
    Phase,
    PickedUp,
    Place,
    Press,
    Source,
    State,
    Sync,
    TakeSync,
    Untouched,
)
from studio_app.engine.placing import Put, Verdict


class Holding(QObject):
    """What is in the hand, and what the rules say to it.

    Attributes:
        state: Of the gesture.
        answer: What every lane answers; None until it is known.
        pending: What was dropped and is being done: it is shown in its new place until newer data comes.
        puts: Where each thing of the drop that was judged last comes to, and with whom.
        refusal: What refused the last drop, in words.

    Signals:
        picked_up: something is held, or another edge of it: ask `take_answer` to be called.
        changed: something else is to be painted.
        clicked: the Piece that was pressed and let go without being moved.
        asked: the Drop for which a reason to overrule is wanted; answer with `Overrule` or `Escape`.
        dropped: the Drop that is to be done.
        ended: the Why of a gesture after which everything is as it was.
        sync_due: newer data that waited can be shown.
    """

    picked_up = Signal()
    changed = Signal()
    clicked = Signal(object)
    asked = Signal(object)
    dropped = Signal(object)
    ended = Signal(object)
    sync_due = Signal()

    def __init__(self, ground: Ground, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ground = ground
        self.state = State()
        self.answer: HandAnswer | None = None
        self.pending: tuple[Drop, ...] = ()
        self.puts: tuple[Put, ...] = ()
        self.refusal = ""
        self._verdicts: dict[Place, Verdict] = {}

    def feed(self, event: Event) -> None:
        """Something happened."""
        if isinstance(event, Press) and self._is_pending(event):
            return
        before = self.state
        self.state, effects = advance(self.state, event, self.ground)
        if not self.state.is_held and before.is_held:
            self._forget()
        for effect in effects:
            self._do(effect)
        if isinstance(event, NextEdge) and Moved() in effects:
            self._forget()
            self.picked_up.emit()
        if effects or self.state != before:
            self.changed.emit()

    def take_answer(self, answer: HandAnswer) -> None:
        """Every lane's answer to what is held is known; one to something else is dropped."""
        if not self.state.is_held or answer.question.pieces != self.state.pieces:
            return
        if answer.question.edge is not self.state.edge:
            return
        self.answer = answer
        self._verdicts = {}
        if self.state.phase is Phase.JUDGING:
            self._judge(self.state.drop())
        self.changed.emit()

    def take_sync(self, known: dict[str, int]) -> None:
        """Newer data is there: everything that can be held, with versions. `sync_due` says when to show it."""
        self.pending = tuple(
            drop
            for drop in self.pending
            if any(known.get(piece.key) == piece.version for piece in drop.pieces)
        )
        self.feed(Sync(known))

    def give_up(self, drop: Drop) -> None:
        """What was dropped could not be done: it goes back."""
        self.pending = tuple(other for other in self.pending if other is not drop)
        self.changed.emit()

    @property
    def verdict(self) -> Verdict | None:
        """What the rules say to the place under the hand; None while nobody knows."""
        place = self.state.place
        if place is None or self.answer is None or not self.state.is_held:
            return None
        if place not in self._verdicts:
            self._verdicts[place] = self.answer.judge(place)
        return self._verdicts[place]

    def is_moving(self, key: str) -> bool:
        """Whether the thing with this id is in the hand, or on its way to where it was dropped."""
        if self.state.is_held and any(piece.key == key for piece in self.state.pieces):
            return True
        return any(piece.key == key for drop in self.pending for piece in drop.pieces)

    # ------------------------------------------------------------ parts

    def _is_pending(self, event: Press) -> bool:
        pieces = [piece for drop in self.pending for piece in drop.pieces]
        return event.piece is not None and any(piece.key == event.piece.key for piece in pieces)

    def _forget(self) -> None:
        self.answer = None
        self._verdicts = {}

    def _do(self, effect: Effect) -> None:
        if isinstance(effect, PickedUp):
            self._forget()
            self.picked_up.emit()
        elif isinstance(effect, Judge):
            self._judge(effect.drop)
        elif isinstance(effect, Commit):
            if effect.drop.pieces[0].source is not Source.GHOST:  # a ghost is moved by whoever shows it
                self.pending = (*self.pending, effect.drop)
            self.dropped.emit(effect.drop)
        elif isinstance(effect, TakeSync):
            self.sync_due.emit()
        elif isinstance(effect, Clicked | Ask | Untouched | Marked):
            self._tell(effect)

    def _tell(self, effect: Clicked | Ask | Untouched | Marked) -> None:
        if isinstance(effect, Clicked):
            self.clicked.emit(effect.piece)
        elif isinstance(effect, Ask):
            self.asked.emit(effect.drop)
        elif isinstance(effect, Untouched):
            self.ended.emit(effect.why)

    def _judge(self, drop: Drop) -> None:
        if drop.pieces[0].source is Source.GHOST:
            self.feed(Judged(Answer.WORKS))
            return
        verdict = self.verdict
        if verdict is not None and self.answer is not None:
            self.puts = self.answer.puts(drop.place, verdict)
            self.refusal = verdict.said
            red = Answer.ASK if verdict.overrulable else Answer.NEVER
            self.feed(Judged(Answer.WORKS if verdict.works else red))

    def cancel(self) -> None:
        """Everything back."""
        self.feed(Escape())

    def put_back(self) -> bool:
        """Put back what is held; says whether anything was."""
        held = self.state.phase is not Phase.IDLE
        if held:
            self.cancel()
        return held
