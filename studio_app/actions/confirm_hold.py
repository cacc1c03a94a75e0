"""Turn a hold into a booking."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from studio_app.actions.calendar_writes import owe
from studio_app.actions.changing import record_decision, refuse_stale, saved
from studio_app.actions.confirming import (
    NotAllowed,
    Wish,
    decide,
    move_request,
    offering_others,
    reason_given,
)
from studio_app.actions.done import Done, Reason
from studio_app.actions.event_text import text_warnings
from studio_app.actions.ports import BusyReader, Store, Writing
from studio_app.actions.read_busy_times import read_busy_times
from studio_app.actions.restore_appointments import Restore, RestoreAppointments
from studio_app.actions.visits import visit_of
from studio_app.actions.wording import names, street, where_and_when
from studio_app.domain.appointment import Appointment, State
from studio_app.domain.changes import Changes, Kind
from studio_app.domain.studio import Studio
from studio_app.engine import Code
from studio_app.errors import KnownError

_GRANTED = frozenset({Code.LEAD_TIME})
"""Rules that a hold which is not over has passed for good: while it lasts, only time goes by."""


@dataclass(frozen=True, slots=True)
class ConfirmHold:
    """Which hold; `version` is that of the one that was seen, None takes whatever is there."""

    appointment: str
    overrule: str = ""
    version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldConfirmed(Done):
    """The appointment before and after."""

    before: Appointment
    appointment: Appointment


def confirm_hold(
    store: Store, now: datetime, actor: str, command: ConfirmHold, busy: BusyReader | None = None
) -> HoldConfirmed:
    """Confirm a hold with its crew; one that is over too, where the time is still free.

    Raises:
        Refused: the rules refuse, with the next openings.
        StaleVersion, NotFound, KnownError: it was changed, isn't there, or is no hold.
    """
    why = reason_given(command.overrule)
    if busy is not None:
        read_busy_times(store, now, busy, _crew(store, command))
    with offering_others(), store.writing() as writing:
        before = writing.appointment(command.appointment)
        _refuse_others(before, command.version)
        studio = writing.studio(now, also=[before.id])
        after = _confirm(writing, studio, before, now, actor, why)
        order = writing.order(after.order) if after.order else None
        agent = writing.agent(order.agent) if order else None
        warnings = text_warnings(writing, studio, order, agent, [after])
    return HoldConfirmed(
        changes=Changes(frozenset({Kind.APPOINTMENTS, Kind.OUTBOX}), after.span),
        say=f"Booked {where_and_when(studio, after)}, {names(studio, after.crew)}.",
        undo=RestoreAppointments(f"confirming {street(after)}", (Restore(before, after.version),)),
        warnings=warnings,
        before=before,
        appointment=after,
    )


def _crew(store: Store, command: ConfirmHold) -> frozenset[str]:
    with store.reading() as reading:
        return frozenset(reading.appointment(command.appointment).crew)


def _refuse_others(appointment: Appointment, seen: int | None) -> None:
    refuse_stale(appointment, seen)
    if appointment.state is not State.HOLD:
        raise KnownError(f"The appointment is {appointment.state}, not held.")


def _confirm(
    writing: Writing, studio: Studio, before: Appointment, now: datetime, actor: str, why: str
) -> Appointment:
    request = move_request(studio, before, before.span.start, now)
    wish = Wish(visit_of(studio, before), before.span.start, before.crew)
    waived = _GRANTED if before.is_live_hold(now) else frozenset()
    decision = decide(studio, request, wish, why, waived)
    if isinstance(decision, Reason):
        raise NotAllowed(studio, request, [decision])
    confirmed = replace(before, state=State.CONFIRMED, hold_until=None, assigned_at=now)
    after = saved(writing, studio, request, wish, confirmed)
    owe(writing, after, now)
    record_decision(writing, "confirmed the hold", before, after, decision, actor, now, why)
    return after
