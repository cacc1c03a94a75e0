"""Confirm, hold, cancel, postpone, undo: the desk's side of the actions on appointments.

Each runs one action in the storage lane, says what it did in the message bar with its undo, and has the studio read
again. Nothing here is modal but the one question before an appointment is cancelled.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu, QMessageBox

from studio_app.actions.agents import Caller
from studio_app.actions.book_order import BookOrder, Slot, book_order
from studio_app.actions.cancel_appointment import CancelAppointment, cancel_appointment
from studio_app.actions.confirm_hold import ConfirmHold, confirm_hold
from studio_app.actions.done import Done, Refused, Undo
from studio_app.actions.ports import Store
from studio_app.actions.postpone_appointment import PostponeAppointment, postpone_appointment
from studio_app.actions.release_hold import ReleaseHold, release_hold
from studio_app.actions.retry_write import retry_writes
from studio_app.desk.booking.model import Draft, Work
from studio_app.desk.content import short_address
from studio_app.desk.controller import Controller
from studio_app.desk.messages import Message, MessageAction
from studio_app.desk.tone import Tone
from studio_app.domain.appointment import Appointment, State
from studio_app.worker.lane import Outcome

Run = Callable[[Store, datetime, str], Done]
UNDO_SECONDS = 10
MOST_UNDO = 50


class Bookings(QObject):
    """Actions on orders and appointments.

    Signals:
        wrote: something is owed to the calendar.
    """

    wrote = Signal()

    def __init__(self, controller: Controller, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = controller
        self._undo: list[Undo] = []
        self._redo: list[Undo] = []
        window = controller.window
        window.booking.confirm_requested.connect(self.confirm)
        window.booking.hold_requested.connect(self.hold)
        window.messages.action_requested.connect(self._message_action)
        window.undo_requested.connect(self.undo)
        controller.grid.block_activated.connect(self.open_menu)
        controller.grid.retry_requested.connect(self.retry)

    # ------------------------------------------------------------ booking

    def confirm(self, reason: str) -> None:
        """Book the order; `reason` is why rules are overruled, "" where none is."""
        self._book(Work.CONFIRMING, None, reason)

    def hold(self) -> None:
        """Reserve the times of the order."""
        self._book(Work.HOLDING, self._desk.office.hold_minutes, "")

    def _book(self, work: Work, hold_minutes: int | None, reason: str) -> None:
        desk = self._desk
        command = self._command(desk.draft, hold_minutes, reason)
        if command is None:
            return
        desk.set_work(work)
        store, busy, now, actor = desk.office.store, desk.office.busy, desk.now, desk.office.actor
        job = partial(book_order, store, now, actor, command, busy)
        desk.delivery.submit(desk.lanes.storage, job, self._booked)

    def _command(self, draft: Draft, hold_minutes: int | None, reason: str) -> BookOrder | None:
        desk = self._desk
        answer = desk.answer
        if answer is None or not answer.parts:
            return None
        new = draft.new_agent
        caller = (
            Caller(email=new.email, name=new.name, phone=new.phone, brokerage=new.brokerage)
            if new
            else Caller(id=draft.agent)
        )
        return BookOrder(
            id=desk.order_id,
            caller=caller,
            address=draft.address,
            services=draft.services,
            packages=draft.packages,
            slots=tuple(self._slot(place) for place in range(len(answer.parts))),
            square_feet=draft.square_feet,
            place=answer.place,
            hold_minutes=hold_minutes,
            overrule=reason,
        )

    def _slot(self, place: int) -> Slot | None:
        """The time chosen for a part, with the crew that was shown where a photographer is asked for."""
        desk = self._desk
        start = desk.choices.times.get(place)
        if start is None:
            return None
        look = desk.choices.looks.get(place)
        wanted = desk.draft.photographer
        if wanted is None:
            return Slot(start)
        crew = look.crew if look and look.at == start else ()
        return Slot(start, crew or (wanted,))

    def _booked(self, outcome: Outcome[Done]) -> None:
        desk = self._desk
        desk.set_work(Work.NONE)
        if self._took(outcome):
            desk.start_new()

    def _say_refused(self, refused: Refused) -> None:
        """Nothing was written: the first reason in words, and the next openings at hand."""
        desk = self._desk
        told = next(
            (f.text for r in refused.reasons for found in r.photographers.values() for f in found), ""
        )
        advice = refused.advice or (f"{told}." if told else "")
        actions = (MessageAction("next", "Next opening"),) if refused.next_openings else ()
        desk.window.messages.show_message(Message("refused", refused.sentence, advice, Tone.BAD, actions, 20))

    # ------------------------------------------------------------ one appointment

    def open_menu(self, block: str) -> None:
        """What can be done with an appointment of the grid."""
        item = self._appointment(block)
        if item is None:
            return
        menu = QMenu(self._desk.window)
        menu.setObjectName("block_menu")
        for key, words in self._offers(item):
            menu.addAction(words).setData((key, item.id))
        menu.triggered.connect(self._menu_action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(QCursor.pos())

    def _offers(self, item: Appointment) -> list[tuple[str, str]]:
        if item.state is State.HOLD:
            return [("confirm", "Confirm the hold"), ("release", "Release the hold")]
        return [("postpone", "Postpone, keep the order"), ("cancel", "Cancel\N{HORIZONTAL ELLIPSIS}")]

    def _appointment(self, block: str) -> Appointment | None:
        snapshot = self._desk.snapshot
        return snapshot.studio.appointments.get(block.split("/", 1)[0]) if snapshot else None

    def _menu_action(self, action: object) -> None:
        key, appointment = action.data()  # type: ignore[attr-defined] # a QAction
        item = self._appointment(appointment)
        if item is None:
            return
        runs: dict[str, Run] = {
            "confirm": lambda s, n, a: confirm_hold(s, n, a, ConfirmHold(item.id), self._desk.office.busy),
            "release": lambda s, n, a: release_hold(s, n, a, ReleaseHold(item.id, item.version)),
            "postpone": lambda s, n, a: postpone_appointment(s, n, a, PostponeAppointment(item.id)),
        }
        if key == "cancel":
            self._ask_cancel(item)
        else:
            self.do(runs[key])

    def _ask_cancel(self, item: Appointment) -> None:
        box = QMessageBox(self._desk.window)
        box.setObjectName("ask_cancel")
        box.setIcon(QMessageBox.Icon.Question)
        box.setTextFormat(box.textFormat().PlainText)
        box.setText(f"Cancel the appointment at {short_address(item.address) or item.id}?")
        box.setInformativeText(
            "Its event is removed from the calendar and the guests are told. You can undo it."
        )
        keep = box.addButton("Keep it", QMessageBox.ButtonRole.RejectRole)
        cancel = box.addButton("Cancel appointment", QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        cancel.clicked.connect(partial(self._cancel, item))
        box.finished.connect(box.deleteLater)
        box.open()

    def _cancel(self, item: Appointment, _checked: bool = False) -> None:
        self.do(lambda s, n, a: cancel_appointment(s, n, a, CancelAppointment(item.id, version=item.version)))

    def retry(self, block: str) -> None:
        """Try a failed calendar write again."""
        item = self._appointment(block)
        if item:
            self.do(lambda s, n, _a: retry_writes(s, n, [item.id]))

    # ------------------------------------------------------------ doing and undoing

    def do(self, run: Run) -> None:
        """Run an action in the storage lane."""
        self._run(run, self._done)

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

    def _run(self, run: Run, receiver: Callable[[Outcome[Done]], None]) -> None:
        desk = self._desk
        job = partial(run, desk.office.store, desk.now, desk.office.actor)
        desk.delivery.submit(desk.lanes.storage, job, receiver)

    def _done(self, outcome: Outcome[Done]) -> None:
        self._took(outcome)

    def _undone(self, outcome: Outcome[Done]) -> None:
        """What an undo did; its own undo is the redo."""
        done = self._told(outcome, MessageAction("redo", "Redo"))
        if done and done.undo:
            self._redo.append(done.undo)

    def _redone(self, outcome: Outcome[Done]) -> None:
        done = self._told(outcome, MessageAction("undo", "Undo"))
        if done and done.undo:
            self._undo.append(done.undo)

    def _took(self, outcome: Outcome[Done]) -> bool:
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
                self._say_refused(outcome.error)
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
            self._desk.next_opening()
