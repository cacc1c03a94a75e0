"""Actions in their lanes: what they did and why they didn't, in the message bar, with undo and redo.

An action that asks calendars first runs in the confirming lane, which may take seconds; everything else runs in the
storage lane. Nobody waits for either.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from studio_app.actions.done import Done, Refused, Undo
from studio_app.actions.ports import Store
from studio_app.desk.controller import Controller
from studio_app.desk.messages import Message, MessageAction
from studio_app.desk.tone import Tone
from studio_app.worker.lane import Lane, Outcome

Run = Callable[[Store, datetime, str], Done]
"""An action with everything but store, clock and actor filled in."""
UNDO_SECONDS = 10
MOST_UNDO = 50
SAY_AFTER_MS = 300
"""What is quicker than this needs no word."""


class Doing(QObject):
    """Runs actions and keeps how to take them back.

    Signals:
        wrote: something is owed to the calendar.
        next_requested: an opening instead of the one that was refused.
    """

    wrote = Signal()
    next_requested = Signal()

    def __init__(self, controller: Controller, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = controller
        self._undo: list[Undo] = []
        self._redo: list[Undo] = []
        self._asking = 0
        self._asks = ""
        self._say = QTimer(self, singleShot=True, interval=SAY_AFTER_MS)
        self._say.timeout.connect(self._say_asking)
        controller.window.messages.action_requested.connect(self._message_action)
        controller.window.undo_requested.connect(self.undo)

    # ------------------------------------------------------------ doing

    def do(self, run: Run) -> None:
        """Run an action in the storage lane."""
        self._run(run, self._done)

    def do_then(self, run: Run, receiver: Callable[[Outcome[Done]], None]) -> None:
        """Run an action in the storage lane for somebody who takes the outcome: a bound method."""
        self._run(run, receiver)

    def do_in(self, lane: Lane, run: Run) -> None:
        """Run an action in another lane."""
        desk = self._desk
        job = partial(run, desk.office.store, desk.now, desk.office.actor)
        desk.delivery.submit(lane, job, self._done)

    def ask(self, run: Run, words: str) -> None:
        """Run an action that reads calendars afresh first; `words` say whom it waits for."""
        self._asking += 1
        self._asks = words
        self._say.start()
        desk = self._desk
        job = partial(run, desk.office.store, desk.now, desk.office.actor)
        desk.delivery.submit(desk.lanes.confirming, job, self._asked)

    def _say_asking(self) -> None:
        note = Message("asking", self._asks, tone=Tone.PLAIN)
        self._desk.window.messages.show_message(note)

    def _asked(self, outcome: Outcome[Done]) -> None:
        self._asking -= 1
        if not self._asking:
            self._say.stop()
            self._desk.window.messages.take_back("asking")
        self._done(outcome)

    def _run(self, run: Run, receiver: Callable[[Outcome[Done]], None]) -> None:
        desk = self._desk
        job = partial(run, desk.office.store, desk.now, desk.office.actor)
        desk.delivery.submit(desk.lanes.storage, job, receiver)

    def _done(self, outcome: Outcome[Done]) -> None:
        self.took(outcome)

    # ------------------------------------------------------------ taking back

    def undo(self) -> None:
        """Take the last action back; again, the one before it."""
        if not self._undo:
            note = Message("undo", "There is nothing to undo.", seconds=4, tone=Tone.PLAIN)
            self._desk.window.messages.show_message(note)
            return
        self._run(self._undo.pop().run, self._undone)

    def redo(self) -> None:
        """Do again what was taken back last."""
        if self._redo:
            self._run(self._redo.pop().run, self._redone)

    def _undone(self, outcome: Outcome[Done]) -> None:
        """What an undo did; its own undo is the redo."""
        done = self._told(outcome, MessageAction("redo", "Redo"))
        if done and done.undo:
            self._redo.append(done.undo)

    def _redone(self, outcome: Outcome[Done]) -> None:
        done = self._told(outcome, MessageAction("undo", "Undo"))
        if done and done.undo:
            self._undo.append(done.undo)

    # ------------------------------------------------------------ telling

    def took(self, outcome: Outcome[Done]) -> bool:
        """Show what an action did, or why it didn't; says whether it did. What was taken back before can't be redone."""
        done = self._told(outcome, MessageAction("undo", "Undo"))
        if done is None:
            return False
        self._redo = []
        if done.undo:
            self._undo = [*self._undo[-MOST_UNDO:], done.undo]
        return True

    def _told(self, outcome: Outcome[Done], offer: MessageAction) -> Done | None:
        """Show what was done, offering to take it back, and have the studio read again; None where it failed."""
        desk = self._desk
        desk.refresh()
        if outcome.error or outcome.value is None:
            if isinstance(outcome.error, Refused):
                desk.window.messages.show_message(refusal(outcome.error))
            else:
                desk.failed.emit(outcome.error)
            return None
        done = outcome.value
        text = " ".join((done.say, *done.warnings))
        tone = Tone.WARN if done.warnings else Tone.GOOD
        actions = (offer,) if done.undo else ()
        desk.window.messages.show_message(
            Message("done", text, tone=tone, actions=actions, seconds=UNDO_SECONDS)
        )
        self.wrote.emit()
        return done

    def _message_action(self, _message: str, action: str) -> None:
        if action == "undo":
            self.undo()
        elif action == "redo":
            self.redo()
        elif action == "next":
            self.next_requested.emit()


def refusal(refused: Refused, where: str = "", *more: MessageAction) -> Message:
    """Nothing was written: the first reason in words, and the next openings at hand.

    Args:
        refused: The rules' answer.
        where: What it is about, where that is no longer on the screen.
        more: What can be done about it besides going to the next opening.
    """
    told = next((f.text for r in refused.reasons for found in r.photographers.values() for f in found), "")
    advice = refused.advice or (f"{told}." if told else "")
    actions = more or ((MessageAction("next", "Next opening"),) if refused.next_openings else ())
    sentence = f"{where}: {refused.sentence}" if where else refused.sentence
    return Message(f"refused {where}".strip(), sentence, advice, Tone.BAD, actions, None if where else 20)
