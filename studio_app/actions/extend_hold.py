"""Give a caller more time to think: a hold ends later."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from studio_app.actions.book_order import MOST_HOLD_MINUTES
from studio_app.actions.changing import refuse_stale, write_allowed
from studio_app.actions.confirming import NotAllowed, Wish, decide, move_request, offering_others
from studio_app.actions.done import Done, Reason
from studio_app.actions.ports import Store
from studio_app.actions.restore_appointments import undo_of
from studio_app.actions.step import Changed
from studio_app.actions.visits import visit_of
from studio_app.actions.wording import street, where_and_when
from studio_app.domain.appointment import Appointment, State
from studio_app.domain.calendar_event import Notify
from studio_app.domain.studio import Studio
from studio_app.engine.wording import moment
from studio_app.errors import BadInput, KnownError


@dataclass(frozen=True, slots=True)
class ExtendHold:
    """Which hold, and by how many minutes; `version` is that of the one that was seen, None takes whatever is there."""

    appointment: str
    minutes: int
    version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldExtended(Done):
    """The hold before and after."""

    before: Appointment
    appointment: Appointment


def extend_hold(store: Store, now: datetime, actor: str, command: ExtendHold) -> HoldExtended:
    """Let a hold end later; one that is over begins again from now, where its time is still free.

    Raises:
        Refused: it was over, and the rules refuse its time by now.
        BadInput: the minutes are none, or more than a hold may last.
        StaleVersion, NotFound, KnownError: it was changed, isn't there, or is no hold.
    """
    with offering_others(), store.writing() as writing:
        before = writing.appointment(command.appointment)
        refuse_stale(before, command.version)
        if before.state is not State.HOLD:
            raise KnownError(f"The appointment is {before.state}, not held.")
        studio = writing.studio(now, also=[before.id])
        until = _until(before, now, command.minutes)
        if not before.is_live_hold(now):
            _refuse_taken(studio, before, now)
        changed = [Changed("held longer", replace(before, hold_until=until), before)]
        written = write_allowed(writing, studio, now, actor, changed, (), Notify.NOBODY)
    zone, speech = studio.settings.timezone, studio.settings.speech
    return HoldExtended(
        changes=written.changes,
        say=f"Held until {moment(until, zone, speech)}: {where_and_when(studio, before)}.",
        undo=undo_of(f"longer hold of {street(before)}", written, Notify.NOBODY),
        before=before,
        appointment=written.appointments[0].after,
    )


def _until(hold: Appointment, now: datetime, minutes: int) -> datetime:
    if not 1 <= minutes <= MOST_HOLD_MINUTES:
        raise BadInput("minutes", f"must be 1 to {MOST_HOLD_MINUTES}")
    start = hold.hold_until if hold.hold_until and hold.is_live_hold(now) else now
    until = start + timedelta(minutes=minutes)
    if until > now + timedelta(minutes=MOST_HOLD_MINUTES):
        raise BadInput("minutes", f"a hold lasts {MOST_HOLD_MINUTES} minutes at most")
    return until


def _refuse_taken(studio: Studio, hold: Appointment, now: datetime) -> None:
    """Raises NotAllowed where the rules refuse what was held."""
    request = move_request(studio, hold, hold.span.start, now)
    wish = Wish(visit_of(studio, hold), hold.span.start, hold.crew)
    decision = decide(studio, request, wish)
    if isinstance(decision, Reason):
        raise NotAllowed(studio, request, [decision])
