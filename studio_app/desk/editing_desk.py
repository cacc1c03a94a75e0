"""The sheet on the desk: what is typed in it is weighed in the openings lane, and saved by one action."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from studio_app.actions.confirm_hold import ConfirmHold, confirm_hold
from studio_app.actions.done import Done, Refused
from studio_app.actions.ports import BusyReader
from studio_app.actions.read_appointment import Editable, read_appointment, read_waiting_order
from studio_app.actions.reinstate_appointment import ReinstateAppointment, reinstate_appointment
from studio_app.desk.bookings import Bookings
from studio_app.desk.calls import asking
from studio_app.desk.commands import Name
from studio_app.desk.content import face_of
from studio_app.desk.controller import Controller
from studio_app.desk.doing import Doing, Run
from studio_app.desk.editing.menu import Act
from studio_app.desk.editing.model import Part, SheetState, Wanted, Weighed, rebased, wanted_of
from studio_app.desk.editing.saving import Attempt, Consent, attempt_of, merging
from studio_app.desk.editing.weighing import Question, title_of, weigh
from studio_app.desk.messages import Message, MessageAction
from studio_app.desk.panel_content import known_addresses
from studio_app.desk.tone import Tone
from studio_app.domain.calendar_event import Notify
from studio_app.errors import NotFound, StaleVersion
from studio_app.worker.lane import Outcome

if TYPE_CHECKING:
    from studio_app.desk.editing.sheet import Sheet

UNSAVED = "unsaved sheet"
OPEN_AGAIN = "open sheet again"
_PARTS = {
    Act.TIME: Part.TIME,
    Act.SERVICES: Part.SERVICES,
    Act.ADDRESS: Part.ADDRESS,
    Act.EVENT: Part.EVENT,
    Act.ORDER: Part.ORDER,
    Act.ADD: Part.TIME,
}


class EditingDesk(QObject):
    """Opens the sheet, keeps what is typed in it, and saves.

    Signals:
        sheet_made: the Sheet, when it is first opened.
    """

    sheet_made = Signal(object)

    def __init__(
        self, controller: Controller, doing: Doing, bookings: Bookings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._doing, self._bookings = controller, doing, bookings
        self._state: SheetState | None = None
        self._attempt: Attempt | None = None
        self._refused: Attempt | None = None
        self._kept: tuple[Editable, Wanted, Part] | None = None
        self._connect()

    def _connect(self) -> None:
        window = self._desk.window
        self._bookings.edit_requested.connect(self._open)
        self._bookings.attempted.connect(self._try_out)
        self._desk.refreshed.connect(self._read_again)
        window.messages.action_requested.connect(self._message_action)
        window.ask_first(Name.BACK_OUT, self.back_out)
        window.ask_first(Name.CONFIRM, self._confirm)

    @cached_property
    def sheet(self) -> Sheet:
        """The one sheet of the window; made, and imported, when it is first opened."""
        from studio_app.desk.editing.sheet import Sheet

        over = self._desk.window.messages.parentWidget()
        assert over is not None
        sheet = Sheet(over)
        sheet.changed.connect(self._change)
        sheet.save_requested.connect(self._save)
        sheet.merge_requested.connect(self._merge)
        sheet.closed.connect(self._left)
        self.sheet_made.emit(sheet)
        return sheet

    # ------------------------------------------------------------ coming and going

    def _open(self, found: object, act: object) -> None:
        assert isinstance(found, Editable)
        assert isinstance(act, Act)
        if self._state is not None and _is_same(self._state.found, found):
            self.sheet.open_at(_PARTS[act], self._state)
            return
        self._leave()
        if act is Act.ADD and found.item is not None:
            found = replace(found, item=None, others=(found.item, *found.others), event=None, write=None)
        self._begin(found, wanted_of(found), _PARTS[act])

    def _begin(self, found: Editable, wanted: Wanted, part: Part) -> None:
        snapshot = self._desk.snapshot
        known = known_addresses(snapshot) if snapshot else ()
        self._refused = None
        self._state = SheetState(found, wanted, self._desk.today, known=known)
        self.sheet.open_at(part, self._state)
        self._desk.window.messages.keep_clear(self.sheet.width())
        self._weigh()

    def back_out(self) -> bool:
        """Leave the sheet; what was typed can be had again. Says whether it was open."""
        return self._state is not None and self.sheet.close_sheet()

    def _leave(self) -> None:
        self.sheet.close_sheet()

    def _left(self) -> None:
        """It was closed: what was not saved is kept, and can be opened again."""
        state, self._state, self._refused = self._state, None, None
        self._desk.window.messages.keep_clear(0)
        if state is None or state.saving or not state.changed:
            return
        self._kept = (state.found, state.wanted, self.sheet.part)
        text = f"{title_of(state.found)}: the changes are not saved."
        again = MessageAction(OPEN_AGAIN, "Open again")
        note = Message(UNSAVED, text, tone=Tone.PLAIN, actions=(again,), seconds=10)
        self._desk.window.messages.show_message(note)

    def _message_action(self, _message: str, action: str) -> None:
        if action == OPEN_AGAIN and self._kept is not None:
            found, wanted, part = self._kept
            self._leave()
            self._begin(found, wanted, part)
            self._read_again()

    def _confirm(self) -> bool:
        """Ctrl+Enter means the sheet while it has the keyboard."""
        return self._state is not None and self.sheet.has_keyboard() and self.sheet.foot.save()

    # ------------------------------------------------------------ what is typed

    def _change(self, wanted: object) -> None:
        assert isinstance(wanted, Wanted)
        if self._state is None or self._state.saving:
            return
        self._refused = None
        self._show(replace(self._state, wanted=wanted, refused=(), attempt="", stale=False))
        self._weigh()

    def _show(self, state: SheetState) -> None:
        self._state = state
        self.sheet.show_state(state)

    def _weigh(self) -> None:
        state, desk = self._state, self._desk
        if state is not None and desk.snapshot is not None:
            question = Question(state.found, state.wanted, desk.now)
            job = partial(weigh, question, desk.known_places(desk.snapshot))
            desk.delivery.ask(desk.lanes.openings, "weigh", job, self._take_weighed)

    def _take_weighed(self, outcome: Outcome[Weighed]) -> None:
        if outcome.error or outcome.value is None:
            self._desk.failed.emit(outcome.error)
        elif self._state is not None and outcome.value.wanted == self._state.wanted:
            self._show(replace(self._state, weighed=outcome.value))

    # ------------------------------------------------------------ what others do meanwhile

    def _read_again(self) -> None:
        """The studio was read again: what the sheet is about may be otherwise now."""
        state, desk = self._state, self._desk
        if state is None:
            return
        office, item = desk.office, state.found.item
        if item is not None:
            job = partial(read_appointment, office.store, desk.now, office.actor, item.id)
        else:
            job = partial(read_waiting_order, office.store, desk.now, office.actor, state.found.order.id)
        desk.delivery.ask(desk.lanes.storage, "sheet", job, self._take_again)

    def _take_again(self, outcome: Outcome[Editable]) -> None:
        state = self._state
        if state is None:
            return
        if isinstance(outcome.error, NotFound):
            self._leave()
        elif outcome.error or outcome.value is None:
            self._desk.failed.emit(outcome.error)
        elif _is_same(state.found, outcome.value):
            found = outcome.value
            wanted = rebased(state.found, found, state.wanted)
            stale = state.stale or _version(found) != _version(state.found)
            self._show(replace(state, found=found, wanted=wanted, stale=stale, today=self._desk.today))
            self._weigh()

    # ------------------------------------------------------------ saving

    def _save(self, why: str, tell: object) -> None:
        state = self._state
        if state is None or state.saving:
            return
        assert isinstance(tell, Notify)
        attempt = self._refused or attempt_of(state.found, state.wanted, state.answer, self._desk.office.busy)
        if attempt is not None:
            self._run(attempt, Consent(why, tell))

    def _merge(self, other: str) -> None:
        state = self._state
        if state is not None and not state.saving:
            attempt = merging(state.found, other, self._desk.office.busy)
            self._run(attempt, Consent("", self.sheet.foot.tell.value()))

    def _run(self, attempt: Attempt, consent: Consent) -> None:
        assert self._state is not None
        self._attempt = attempt
        studio = self._state.found.studio
        words = asking(tuple(face_of(studio, key).first_name for key in attempt.crew))
        self._show(replace(self._state, saving=words))
        self._submit(attempt.run(consent))

    def _submit(self, run: Run) -> None:
        desk = self._desk
        job = partial(run, desk.office.store, desk.now, desk.office.actor)
        desk.delivery.submit(desk.lanes.confirming, job, self._saved)

    def _saved(self, outcome: Outcome[Done]) -> None:
        state, error = self._state, outcome.error
        if state is None:
            self._doing.took(outcome)
            return
        if isinstance(error, Refused):
            self._desk.refresh()
            self._refused = self._attempt
            self._show_refused(replace(state, saving=""), error, self._attempt)
            return
        self._show(replace(state, saving=""))
        if self._doing.took(outcome):
            self._state = None
            self._leave()
        elif isinstance(error, StaleVersion):
            self._read_again()

    def _show_refused(self, state: SheetState, error: Refused, attempt: Attempt | None) -> None:
        lines = tuple(_lines_of(state.found, error)) or (error.sentence,)
        overrulable = all(reason.overrulable for reason in error.reasons)
        words = attempt.words if attempt is not None else ""
        self._show(replace(state, refused=lines, overrulable=overrulable, attempt=words))
        if overrulable:
            self.sheet.foot.reason.setFocus()

    # ------------------------------------------------------------ what the menu does at once

    def _try_out(self, found: object, act: object) -> None:
        """Confirm a hold, or create an event again; where the rules refuse, the sheet asks for a reason or another time."""
        assert isinstance(found, Editable)
        assert isinstance(act, Act)
        trial = _Trial(self, found, _attempt_at_once(found, act, self._desk.office.busy))
        assert found.item is not None
        names = tuple(face_of(found.studio, key).first_name for key in found.item.crew)
        self._doing.begin_asking(asking(names))
        desk = self._desk
        job = partial(trial.attempt.run(Consent()), desk.office.store, desk.now, desk.office.actor)
        desk.delivery.submit(desk.lanes.confirming, job, trial.answered)

    def answered(self, trial: _Trial, outcome: Outcome[Done]) -> None:
        """What became of it."""
        self._doing.end_asking()
        error = outcome.error
        if not isinstance(error, Refused):
            self._doing.took(outcome)
            return
        self._desk.refresh()
        self._leave()
        self._begin(trial.found, wanted_of(trial.found), Part.TIME)
        assert self._state is not None
        self._refused = trial.attempt
        self._show_refused(self._state, error, trial.attempt)


class _Trial(QObject):
    """One attempt whose answer is awaited."""

    def __init__(self, owner: EditingDesk, found: Editable, attempt: Attempt) -> None:
        super().__init__(owner)
        self._owner, self.found, self.attempt = owner, found, attempt

    def answered(self, outcome: Outcome[Done]) -> None:
        """The answer is there."""
        self._owner.answered(self, outcome)
        self.deleteLater()


def _attempt_at_once(found: Editable, act: Act, busy: BusyReader | None) -> Attempt:
    item = found.item
    assert item is not None

    def confirm(consent: Consent) -> Run:
        command = ConfirmHold(item.id, consent.overrule, item.version, consent.tell)
        return lambda store, now, actor: confirm_hold(store, now, actor, command, busy)

    def reinstate(consent: Consent) -> Run:
        command = ReinstateAppointment(item.id, consent.overrule, item.version, consent.tell)
        return lambda store, now, actor: reinstate_appointment(store, now, actor, command, busy)

    if act is Act.CONFIRM:
        return Attempt("Confirm", confirm, item.crew)
    return Attempt("Create it", reinstate, item.crew)


def _is_same(one: Editable, other: Editable) -> bool:
    """Whether both are about the same thing."""
    ids = [found.item.id if found.item else "" for found in (one, other)]
    return ids[0] == ids[1] and one.order.id == other.order.id


def _version(found: Editable) -> tuple[int, int]:
    return found.item.version if found.item else 0, found.order.version


def _lines_of(found: Editable, error: Refused) -> Iterator[str]:
    """What stands in the way, by photographer; the first few."""
    studio = found.studio
    lines = [
        f"{face_of(studio, key).first_name}: {failure.text}"
        for reason in error.reasons
        for key, failures in reason.photographers.items()
        for failure in failures
    ]
    yield from dict.fromkeys(lines[:4])
