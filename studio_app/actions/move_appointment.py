"""Move an appointment to another time, hand it over to somebody else, or both."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from studio_app.actions.calendar_writes import owe
from studio_app.actions.changing import record_decision, refuse_stale, saved
from studio_app.actions.confirming import (
    Decision,
    NotAllowed,
    Wish,
    decide,
    move_request,
    offering_others,
    reason_given,
)
from studio_app.actions.done import Done, Reason
from studio_app.actions.ports import BusyReader, Store
from studio_app.actions.read_busy_times import read_busy_times
from studio_app.actions.restore_appointments import Restore, RestoreAppointments
from studio_app.actions.visits import visit_of
from studio_app.actions.wording import names, street, where_and_when
from studio_app.domain.appointment import Appointment, State
from studio_app.domain.changes import Changes, Kind
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import Span, as_utc
from studio_app.errors import KnownError


@dataclass(frozen=True, slots=True)
class MoveAppointment:
    """Where an appointment is to go.

    Attributes:
        start: Its new start; the length stays.
        crew: Ids of those who are to go; None keeps the crew where it can still take it, else the ranking picks.
        overrule: Why staff move it against the rules; "" where they don't.
        version: Of the appointment that was seen; None moves whatever is there.
    """

    appointment: str
    start: datetime
    crew: tuple[str, ...] | None = None
    overrule: str = ""
    version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved(Done):
    """The appointment before and after."""

    before: Appointment
    appointment: Appointment


def move_appointment(
    store: Store, now: datetime, actor: str, command: MoveAppointment, busy: BusyReader | None = None
) -> Moved:
    """Move an appointment; a postponed one is confirmed again by it. Its event is the same one, changed.

    With `busy` the photographers' calendars are read afresh before.

    Raises:
        Refused: the rules refuse, with the next openings.
        StaleVersion: another desk changed it since it was seen.
        BadInput, NotFound, KnownError: the crew is none, it isn't there, or it was cancelled.
    """
    why = reason_given(command.overrule)
    if busy is not None:
        read_busy_times(store, now, busy, None if command.crew is None else set(command.crew))
    with offering_others(), store.writing() as writing:
        before = writing.appointment(command.appointment)
        _refuse_unmovable(before, now, command.version)
        studio = writing.studio(now, also=[before.id])
        request = move_request(studio, before, command.start, now)
        wish = Wish(visit_of(studio, before), as_utc(command.start), command.crew)
        if _is_there(before, wish):
            return Moved(changes=Changes(), say="It is there already.", before=before, appointment=before)
        decision = decide(studio, request, wish, why)
        if isinstance(decision, Reason):
            raise NotAllowed(studio, request, [decision])
        after = saved(writing, studio, request, wish, _moved(before, wish, decision, now))
        owe(writing, after, now)
        did = "moved" if before.span != after.span else "handed over"
        record_decision(writing, did, before, after, decision, actor, now, why)
        return _done(studio, before, after)


def _refuse_unmovable(appointment: Appointment, now: datetime, seen: int | None) -> None:
    refuse_stale(appointment, seen)
    if appointment.state is State.CANCELLED:
        raise KnownError("The appointment was cancelled, so it can't be moved.", "Book it again.")
    if appointment.state is State.HOLD and not appointment.is_live_hold(now):
        raise KnownError("The hold is over, so it can't be moved.", "Book it again.")


def _is_there(before: Appointment, wish: Wish) -> bool:
    same_crew = wish.crew is None or set(wish.crew) == set(before.crew)
    return before.state is not State.POSTPONED and same_crew and before.span.start == wish.start


def _moved(before: Appointment, wish: Wish, decision: Decision, now: datetime) -> Appointment:
    stays = set(decision.crew) == set(before.crew)
    return replace(
        before,
        crew=before.crew if stays else decision.crew,
        span=before.span.moved_to(wish.start),
        state=State.CONFIRMED if before.state is State.POSTPONED else before.state,
        assigned_at=before.assigned_at if stays else now,
    )


def _done(studio: Studio, before: Appointment, after: Appointment) -> Moved:
    moved = "Moved" if before.span != after.span else "Handed over"
    return Moved(
        changes=Changes(
            frozenset({Kind.APPOINTMENTS, Kind.OUTBOX}),
            Span(min(before.span.start, after.span.start), max(before.span.end, after.span.end)),
        ),
        say=f"{moved}: {where_and_when(studio, after)}, {names(studio, after.crew)}.",
        undo=RestoreAppointments(
            f"{'move' if before.span != after.span else 'handing over'} of {street(after)}",
            (Restore(before, after.version),),
        ),
        before=before,
        appointment=after,
    )
