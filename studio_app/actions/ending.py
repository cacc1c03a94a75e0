"""What cancelling, postponing and letting go of a hold share: the appointment no longer takes anybody's time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from studio_app.actions.calendar_writes import owe
from studio_app.actions.changing import refuse_stale
from studio_app.actions.done import Done
from studio_app.actions.ports import Store
from studio_app.actions.restore_appointments import Restore, RestoreAppointments
from studio_app.actions.wording import recorded, street, where_and_when
from studio_app.domain.appointment import Appointment, State
from studio_app.domain.changes import Changes, Kind
from studio_app.domain.history import HistoryEntry
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
    """

    state: State
    allowed: frozenset[State]
    did: str
    name: str


def end_appointment(
    store: Store,
    now: datetime,
    actor: str,
    appointment_id: str,
    ending: Ending,
    why: str,
    version: int | None,
) -> Ended:
    """End an appointment in one transaction with its history and what is owed to the calendar.

    Raises:
        NotFound: it is not there.
        StaleVersion: another desk changed it since it was seen.
        KnownError: it is in no state in which this can be done.
    """
    with store.writing() as writing:
        before = writing.appointment(appointment_id)
        refuse_stale(before, version)
        if before.state not in ending.allowed:
            raise KnownError(f"The appointment is {_said(before.state)}, so it can't be {ending.did}.")
        studio = writing.studio(now, also=[before.id])
        after = writing.save_appointment(replace(before, state=ending.state, hold_until=None))
        owe(writing, after, now)
        writing.record(
            HistoryEntry(
                now,
                actor,
                ending.did,
                order=after.order,
                appointment=after.id,
                before=recorded(before),
                after=recorded(after),
                why=" ".join(why.split()),
            )
        )
    return Ended(
        changes=Changes(frozenset({Kind.APPOINTMENTS, Kind.ORDERS, Kind.OUTBOX}), before.span),
        say=f"{ending.did.capitalize()}: {where_and_when(studio, before)}.",
        undo=RestoreAppointments(f"{ending.name} {street(before)}", (Restore(before, after.version),)),
        before=before,
        appointment=after,
    )


def _said(state: State) -> str:
    words = {State.CONFIRMED: "confirmed", State.HOLD: "only held", State.CANCELLED: "cancelled already"}
    return words.get(state, "postponed")
