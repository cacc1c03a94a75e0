"""Move several appointments at once, as one step: in time, to somebody else, to another length, or all of these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from studio_app.actions.changing import refuse_stale, write_allowed
from studio_app.actions.confirming import Wish, offering_others, reason_given
from studio_app.actions.done import Done
from studio_app.actions.fresh_reading import read_afresh
from studio_app.actions.lengths import check_length
from studio_app.actions.moving import Asked, decide_all
from studio_app.actions.ports import BusyReader, Store, Writing
from studio_app.actions.restore_appointments import undo_of
from studio_app.actions.step import Changed, Written, at_once
from studio_app.actions.telling import Deed, whom_to_tell
from studio_app.actions.visits import visit_of
from studio_app.actions.wording import names, street, where_and_when
from studio_app.domain.appointment import Appointment, State
from studio_app.domain.calendar_event import Notify
from studio_app.domain.changes import Changes
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import as_utc
from studio_app.engine.wording import counted, moment
from studio_app.errors import BadInput, KnownError

MOST_NAMED = 3
"""How many appointments a sentence names; of more it only says how many."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where one appointment is to go.

    Attributes:
        crew: Ids of those who are to go; None keeps the crew where it can still take it, else the ranking picks.
        minutes: Its new time on site; None keeps the length.
        version: Of the appointment that was seen; None moves whatever is there.
        renew: A hold that is over is booked; else it is refused.
    """

    appointment: str
    start: datetime
    crew: tuple[str, ...] | None = None
    minutes: int | None = None
    version: int | None = None
    renew: bool = False


@dataclass(frozen=True, slots=True)
class MoveAppointments:
    """Where the appointments are to go, each named once.

    Attributes:
        overrule: Why staff move them against the rules; "" where they don't.
        notify: Whom the calendar tells; None tells those of the last time.
        at_once: The calendar is written without waiting for an undo.
    """

    targets: tuple[Target, ...]
    overrule: str = ""
    notify: Notify | None = None
    at_once: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedAll(Done):
    """Each appointment before and after, in the order of the targets; those that were there already too."""

    moved: tuple[tuple[Appointment, Appointment], ...]


def move_appointments(
    store: Store, now: datetime, actor: str, command: MoveAppointments, busy: BusyReader | None = None
) -> MovedAll:
    """Move appointments, all or none; each is judged with the others where they are to be, so that two may swap.

    A postponed one is confirmed again by it. Events stay the same ones, changed. With `busy` the photographers'
    calendars are read afresh before.

    Raises:
        Refused: the rules refuse, with the next openings.
        StaleVersion: another desk changed one since it was seen.
        BadInput, NotFound, KnownError: a crew or a length is none, one isn't there, or it was cancelled.
    """
    why = reason_given(command.overrule)
    _check(command)
    unread = read_afresh(store, now, busy, _people(command)) if busy is not None else ()
    with offering_others(), store.writing() as writing:
        before = [_movable(writing, target, now) for target in command.targets]
        studio = writing.studio(now, also=[item.id for item in before])
        asked = [_asked(studio, item, target) for item, target in zip(before, command.targets, strict=True)]
        moving = [item for item in asked if not item.changes_nothing(now)]
        if not moving:
            return _nothing(before)
        changed = decide_all(studio, now, moving, why)
        notify = whom_to_tell(writing, actor, Deed.MOVE, command.notify)
        wait = at_once if command.at_once else None
        written = write_allowed(writing, studio, now, actor, changed, (), notify, wait)
    return replace(_done(studio, before, written, notify), warnings=unread)


def _check(command: MoveAppointments) -> None:
    if not command.targets:
        raise BadInput("appointment", "is missing")
    if len({target.appointment for target in command.targets}) != len(command.targets):
        raise BadInput("appointment", "is to go to two places")
    for target in command.targets:
        check_length(target.minutes)


def _people(command: MoveAppointments) -> frozenset[str] | None:
    """Whose calendars matter; None for everybody's."""
    crews = [target.crew for target in command.targets]
    if any(crew is None for crew in crews):
        return None
    return frozenset(key for crew in crews if crew for key in crew)


def _movable(writing: Writing, target: Target, now: datetime) -> Appointment:
    appointment = writing.appointment(target.appointment)
    refuse_stale(appointment, target.version)
    if appointment.state is State.CANCELLED:
        raise KnownError("The appointment was cancelled, so it can't be moved.", "Bring it back first.")
    if appointment.state is State.HOLD and not appointment.is_live_hold(now) and not target.renew:
        raise KnownError("The hold is over, so it can't be moved.", "Book it again.")
    return appointment


def _asked(studio: Studio, appointment: Appointment, target: Target) -> Asked:
    visit = visit_of(studio, appointment)
    if target.minutes is not None:
        visit = replace(visit, minutes=target.minutes)
    return Asked(appointment, Wish(visit, as_utc(target.start), target.crew))


# ---------------------------------------------------------------- words


def _nothing(before: Sequence[Appointment]) -> MovedAll:
    say = "It is there already." if len(before) == 1 else "They are there already."
    return MovedAll(changes=Changes(), say=say, moved=tuple((item, item) for item in before))


def _done(studio: Studio, before: Sequence[Appointment], written: Written, notify: Notify) -> MovedAll:
    after = {item.after.id: item.after for item in written.appointments}
    return MovedAll(
        changes=written.changes,
        say=_say(studio, written.appointments),
        undo=undo_of(_name(studio, written.appointments), written, notify),
        moved=tuple((item, after.get(item.id, item)) for item in before),
    )


def _say(studio: Studio, changed: Sequence[Changed]) -> str:
    if len(changed) > MOST_NAMED:
        return f"Moved {len(changed)} appointments."
    dids = {item.did for item in changed}
    did = _SAID[dids.pop()] if len(dids) == 1 else "Moved"
    said = [f"{where_and_when(studio, item.after)}, {names(studio, item.after.crew)}" for item in changed]
    return f"{did}: {'; '.join(said)}."


_SAID = {
    "moved": "Moved",
    "handed over": "Handed over",
    "changed the length of": "Changed the length",
    "booked again": "Booked again",
}


def _name(studio: Studio, changed: Sequence[Changed]) -> str:
    if len(changed) > 1:
        return f"move of {counted(len(changed), 'appointment')}"
    (item,) = changed
    after, crew = item.after, names(studio, item.after.crew)
    if item.did == "handed over":
        return f"{street(after)} to {crew}"
    if item.did == "changed the length of" and item.before and set(item.before.crew) == set(after.crew):
        return f"{street(after)} to {after.span.minutes} minutes"
    return f"{street(after)} to {moment(after.span.start, studio.settings.timezone, studio.settings.speech)}, {crew}"
