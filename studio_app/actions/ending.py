"""What cancelling, postponing and letting go of a hold share: the appointment no longer takes anybody's time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from studio_app.actions.changing import refuse_stale
from studio_app.actions.confirming import reason_given
from studio_app.actions.done import Done
from studio_app.actions.ports import Store
from studio_app.actions.restore_appointments import undo_of
from studio_app.actions.step import Changed, at_once, write_step
from studio_app.actions.telling import Deed, whom_to_tell
from studio_app.actions.wording import street, where_and_when
from studio_app.domain.appointment import Appointment, State
from studio_app.domain.calendar_event import Notify
from studio_app.errors import KnownError


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended(Done):
    """The appointment before and after."""

    before: Appointment
    appointment: Appointment


@dataclass(frozen=True, slots=True)
class Ending:
    """One way to end an appointment.

    Attributes:
        state: What it becomes.
        allowed: The states that it may have before.
        did: What was done, as the history says it.
        name: What is undone by the undo.
        deed: For which it is remembered whom the calendar tells.
    """

    state: State
    allowed: frozenset[State]
    did: str
    name: str
    deed: Deed


@dataclass(frozen=True, slots=True)
class EndAppointment:
    """Which appointment, and why; the base of the commands.

    Attributes:
        version: Of the one that was seen; None takes whatever is there.
        notify: Whom the calendar tells; None tells those of the last time.
        at_once: The calendar is written without waiting for an undo.
    """

    appointment: str
    why: str = ""
    version: int | None = None
    notify: Notify | None = None
    at_once: bool = False


def end_appointment(
    store: Store, now: datetime, actor: str, command: EndAppointment, ending: Ending
) -> Ended:
    """End an appointment in one transaction with its history and what is owed to the calendar.

    Raises:
        NotFound: it is not there.
        StaleVersion: another desk changed it since it was seen.
        BadInput: the reason is too long.
        KnownError: it is in no state in which this can be done.
    """
    why = reason_given(command.why, "why")
    with store.writing() as writing:
        before = writing.appointment(command.appointment)
        refuse_stale(before, command.version)
        if before.state not in ending.allowed:
            raise KnownError(f"The appointment is {_said(before.state)}, so it can't be {ending.did}.")
        studio = writing.studio(now, also=[before.id])
        after = replace(before, state=ending.state, hold_until=None, reason=why)
        notify = whom_to_tell(writing, actor, ending.deed, command.notify)
        wait = at_once if command.at_once else None
        changed = [Changed(ending.did, after, before, why)]
        written = write_step(writing, now, actor, changed, (), notify, wait)
    return Ended(
        changes=written.changes,
        say=f"{ending.did.capitalize()}: {where_and_when(studio, before)}.",
        undo=undo_of(f"{ending.name} {street(before)}", written, notify),
        before=before,
        appointment=written.appointments[0].after,
    )


def _said(state: State) -> str:
    words = {State.CONFIRMED: "confirmed", State.HOLD: "only held", State.CANCELLED: "cancelled already"}
    return words.get(state, "postponed")
