"""Actions in their lanes: what they did and why they didn't, in the message bar, with undo and redo.

An action that asks calendars first runs in the confirming lane, which may take seconds; everything else runs in the
storage lane. Nobody waits for either. What was done today can be taken back after a restart too.

What leaves for the calendar waits some seconds, in which it can be taken back without anybody hearing of it: the message
counts them down and offers to send it now.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from math import ceil

from PySide6.QtCore import QObject, QTimer, Signal

from studio_app.actions.change_telling import change_telling
from studio_app.actions.done import Done, Refused
from studio_app.actions.ports import Store
from studio_app.actions.send_now import is_waiting_to_be_sent, send_now
from studio_app.actions.steps import (
    NotTakenBack,
    Stepped,
    Steps,
    about,
    keep_steps,
    kept_steps,
    redo_last,
    undo_last,
)
from studio_app.desk.controller import Controller
from studio_app.desk.failures import message_of
from studio_app.desk.messages import Message, MessageAction
from studio_app.desk.tone import Tone
from studio_app.domain.calendar_event import Notify
from studio_app.errors import KnownError
from studio_app.worker.lane import Lane, Outcome

Run = Callable[[Store, datetime, str], Done]
"""An action with everything but store, clock and actor filled in."""
UNDO_SECONDS = 10
DONE = "done"
"""Key of the message that says what was done last."""
NOT_DONE, REFUSED = "not done", "refused"
"""Keys of those that say why something was not."""
SEND_NOW, TELL = "send_now", "tell"
SAY_AFTER_MS = 300
"""What is quicker than this needs no word."""


class Doing(QObject):
    """Runs actions and keeps how to take them back.

    Attributes:
        steps: What can be taken back and done again, with its names.

    Signals:
        wrote: something is owed to the calendar.
        next_requested: an opening instead of the one that was refused.
        steps_changed: something else can be taken back or done again.
    """

    wrote = Signal()
    next_requested = Signal()
    steps_changed = Signal()

    def __init__(self, controller: Controller, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = controller
        self.steps = self._stepped_from = Steps()
        self._said = Message(DONE, "")
        self._about: frozenset[str] = frozenset()
        self._stepping: deque[Callable[[], None]] = deque()
        self._to_undo = self._undone_before = 0
        self._asking = 0
        self._asks = ""
        self._say = QTimer(self, singleShot=True, interval=SAY_AFTER_MS)
        self._say.timeout.connect(self._say_asking)
        controller.loaded.connect(self._read_steps)
        controller.refreshed.connect(self._show_waiting)
        controller.window.messages.action_requested.connect(self._message_action)
        controller.window.messages.expired.connect(self._message_expired)
        controller.window.undo_requested.connect(self.undo)
        controller.window.redo_requested.connect(self.redo)

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
        self.begin_asking(words)
        desk = self._desk
        job = partial(run, desk.office.store, desk.now, desk.office.actor)
        desk.delivery.submit(desk.lanes.confirming, job, self._asked)

    def begin_asking(self, words: str) -> None:
        """Say whom something waits for, where it takes a while; for somebody who runs the action."""
        self._asking += 1
        self._asks = words
        self._say.start()

    def end_asking(self) -> None:
        """It waits no longer."""
        self._asking -= 1
        if not self._asking:
            self._say.stop()
            self._desk.window.messages.take_back("asking")

    def _say_asking(self) -> None:
        note = Message("asking", self._asks, tone=Tone.PLAIN)
        self._desk.window.messages.show_message(note)

    def _asked(self, outcome: Outcome[Done]) -> None:
        self.end_asking()
        self._done(outcome)

    def _run(self, run: Run, receiver: Callable[[Outcome[Done]], None]) -> None:
        desk = self._desk
        job = partial(run, desk.office.store, desk.now, desk.office.actor)
        desk.delivery.submit(desk.lanes.storage, job, receiver)

    def _done(self, outcome: Outcome[Done]) -> None:
        self.took(outcome)

    # ------------------------------------------------------------ taking back

    def undo(self) -> None:
        """Take the last step back; again, the one before it."""
        self.undo_back(1)

    def undo_back(self, count: int) -> None:
        """Take so many steps back, the last one first; one that no longer applies is the last that is tried."""
        self._step(partial(self._undo_now, count))

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._step(self._redo_now)

    @property
    def is_stepping(self) -> bool:
        """Whether an undo or redo is under way."""
        return bool(self._stepping)

    def _step(self, step: Callable[[], None]) -> None:
        """One after the other: each begins with what the one before has left."""
        self._stepping.append(step)
        if len(self._stepping) == 1:
            self._await_begun()

    def _await_begun(self) -> None:
        """What is under way yet, such as a drop that asks calendars, is what the next step is about."""
        self._desk.delivery.submit(self._desk.lanes.confirming, _idle, self._await_stored)

    def _await_stored(self, _outcome: Outcome[None]) -> None:
        self._desk.delivery.submit(self._desk.lanes.storage, _idle, self._begin_step)

    def _begin_step(self, _outcome: Outcome[None]) -> None:
        self._stepping[0]()

    def _undo_now(self, count: int) -> None:
        self._to_undo, self._undone_before = count - 1, 0
        self._undo_next()

    def _undo_next(self) -> None:
        if self.steps.done:
            self._take_step(undo_last, self._undone)
        else:
            self._nothing("There is nothing to undo.")

    def _redo_now(self) -> None:
        if self.steps.undone:
            self._take_step(redo_last, self._redone)
        else:
            self._nothing("There is nothing to do again.")

    def _nothing(self, words: str) -> None:
        note = Message("undo", words, seconds=4, tone=Tone.PLAIN)
        self._desk.window.messages.show_message(note)
        self._stepped()

    def _take_step(
        self,
        take: Callable[[Store, datetime, str, str, Steps], Stepped],
        receiver: Callable[[Outcome[Stepped]], None],
    ) -> None:
        desk, office = self._desk, self._desk.office
        self._stepped_from = self.steps
        job = partial(take, office.store, desk.now, office.actor, office.owner, self.steps)
        desk.delivery.submit(desk.lanes.storage, job, receiver)

    def _undone(self, outcome: Outcome[Stepped]) -> None:
        """What an undo did; its own undo is the redo."""
        more = self._to_undo > 0 and outcome.value is not None and bool(outcome.value.steps.done)
        if more:
            self._to_undo, self._undone_before = self._to_undo - 1, self._undone_before + 1
            self._stepping.insert(1, self._undo_next)
        elif outcome.value is not None and self._undone_before:
            name = outcome.value.steps.redo_name
            said = f"{self._undone_before + 1} changes undone, down to: {name}."
            outcome = replace(outcome, value=replace(outcome.value, say=said))
        self._take_steps(outcome, MessageAction("redo", "Redo"))

    def _redone(self, outcome: Outcome[Stepped]) -> None:
        self._take_steps(outcome, MessageAction("undo", "Undo"))

    def _take_steps(self, outcome: Outcome[Stepped], offer: MessageAction) -> None:
        if isinstance(outcome.error, NotTakenBack):
            self._set_left(outcome.error.steps)
        elif outcome.value:
            self._set_left(outcome.value.steps)
        self._told(outcome, offer)  # type: ignore[arg-type] # a Stepped is a Done
        self._stepped()

    def _stepped(self) -> None:
        self._stepping.popleft()
        if self._stepping:
            self._await_begun()

    def _set_left(self, left: Steps) -> None:
        """The steps that an undo or redo has left, and those that were taken meanwhile."""
        known = self._stepped_from.done
        meanwhile = [taken for taken in self.steps.done if taken not in known]
        for taken in meanwhile:
            left = left.did(taken.undo, taken.at)
        self._set_steps(left)
        if meanwhile:
            self._keep_steps()

    def _set_steps(self, steps: Steps) -> None:
        self.steps = steps
        self.steps_changed.emit()

    def _read_steps(self, found: bool) -> None:
        """What was done earlier today at this desk."""
        desk, office = self._desk, self._desk.office
        if found:
            job = partial(kept_steps, office.store, desk.now, office.owner)
            desk.delivery.ask(desk.lanes.storage, "steps", job, self._take_kept)

    def _take_kept(self, outcome: Outcome[Steps]) -> None:
        if outcome.error or outcome.value is None:
            self._desk.failed.emit(outcome.error)
        elif self.steps == Steps():
            self._set_steps(outcome.value)

    def _keep_steps(self) -> None:
        desk, office = self._desk, self._desk.office
        job = partial(keep_steps, office.store, desk.now, office.owner, self.steps)
        desk.delivery.ask(desk.lanes.storage, "keep steps", job, self._kept)

    def _kept(self, outcome: Outcome[None]) -> None:
        if outcome.error:
            self._desk.failed.emit(outcome.error)

    # ------------------------------------------------------------ telling

    def took(self, outcome: Outcome[Done]) -> bool:
        """Show what an action did, or why it didn't; says whether it did. What was taken back before can't be redone."""
        done = self._told(outcome, MessageAction("undo", "Undo"))
        if done is None:
            return False
        if done.undo:
            self._set_steps(self.steps.did(done.undo, self._desk.now))
            self._keep_steps()
        return True

    def _told(self, outcome: Outcome[Done], offer: MessageAction) -> Done | None:
        """Show what was done, offering to take it back, and have the studio read again; None where it failed."""
        desk = self._desk
        desk.refresh()
        if outcome.error or outcome.value is None:
            if isinstance(outcome.error, Refused):
                desk.window.messages.show_message(refusal(outcome.error))
            elif isinstance(outcome.error, KnownError):
                desk.window.messages.show_message(message_of(outcome.error, NOT_DONE))
            else:
                desk.failed.emit(outcome.error)
            return None
        done = outcome.value
        for key in (NOT_DONE, REFUSED):
            desk.window.messages.take_back(key)  # whoever goes on has seen it
        text = " ".join((done.say, *done.warnings))
        tone = Tone.WARN if done.warnings else Tone.GOOD
        actions = (offer,) if done.undo else ()
        self._about = about(done.undo)
        self._said = Message(DONE, text, tone=tone, actions=actions, seconds=UNDO_SECONDS)
        desk.window.messages.show_message(self._said)
        self.wrote.emit()
        return done

    # ------------------------------------------------------------ what can still be taken back unheard

    def _show_waiting(self) -> None:
        """Count down to when somebody hears of what was done last."""
        messages, snapshot, now = self._desk.window.messages, self._desk.snapshot, self._desk.now
        bar = messages.bar(DONE)
        if snapshot is None or bar is None:
            return
        ours = (snapshot.writes.get(key) for key in self._about)  # other desks' have their own message
        waiting = [entry for entry in ours if entry and is_waiting_to_be_sent(entry, now)]
        ends = [entry.not_before for entry in waiting if entry.not_before]
        offered = [action for action in bar.message.actions if action.key not in (SEND_NOW, TELL)]
        if ends and not bar.message.counts:
            seconds = ceil((max(ends) - now).total_seconds())
            tell = _telling(min((entry.notify for entry in waiting), key=list(Notify).index))
            actions = (*offered, MessageAction(SEND_NOW, "Send now"), tell)
            messages.change(replace(bar.message, actions=actions, seconds=seconds, counts=True))
        elif not ends and bar.message.counts:
            messages.change(replace(bar.message, actions=tuple(offered), seconds=UNDO_SECONDS, counts=False))

    def _message_expired(self, message: str) -> None:
        if message == DONE:
            self.wrote.emit()

    def _message_action(self, _message: str, action: str) -> None:
        if action == "undo":
            self.undo()
        elif action == "redo":
            self.redo()
        elif action == "next":
            self.next_requested.emit()
        elif action == SEND_NOW:
            self.do(partial(send_now, appointments=self._about))
        elif action.startswith(f"{TELL} "):
            notify = Notify(action.removeprefix(f"{TELL} "))
            self.do_then(partial(change_telling, notify=notify, appointments=self._about), self._tells)

    def _tells(self, outcome: Outcome[Done]) -> None:
        """Somebody else is told: the message goes on counting."""
        if outcome.error:
            self._desk.failed.emit(outcome.error)
        self._desk.window.messages.show_message(self._said)
        self._desk.refresh()


def _telling(notify: Notify) -> MessageAction:
    """The choice of whom to tell."""
    words = {each: f"Tells {each.value}" for each in Notify}
    return MessageAction(TELL, words[notify], tuple((each.value, words[each]) for each in Notify))


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
    return Message(f"{REFUSED} {where}".strip(), sentence, advice, Tone.BAD, actions, None if where else 20)


def _idle() -> None:
    """Passes through a lane behind what waits there."""
