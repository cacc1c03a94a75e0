"""Move an appointment to another time, hand it over to somebody else, change its length, or all of these."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from studio_app.actions.done import Done
from studio_app.actions.move_appointments import MoveAppointments, Target, move_appointments
from studio_app.actions.ports import BusyReader, Store
from studio_app.domain.appointment import Appointment
from studio_app.domain.calendar_event import Notify


@dataclass(frozen=True, slots=True)
class MoveAppointment:
    """Where an appointment is to go.

    Attributes:
        start: Its new start.
        crew: Ids of those who are to go; None keeps the crew where it can still take it, else the ranking picks.
        overrule: Why staff move it against the rules; "" where they don't.
        version: Of the appointment that was seen; None moves whatever is there.
        minutes: Its new time on site, where an edge is pulled; None keeps the length.
        notify: Whom the calendar tells; None tells those of the last time.
        renew: A hold that is over is booked; else it is refused.
        at_once: The calendar is written without waiting for an undo.
    """

    appointment: str
    start: datetime
    crew: tuple[str, ...] | None = None
    overrule: str = ""
    version: int | None = None
    minutes: int | None = None
    notify: Notify | None = None
    renew: bool = False
    at_once: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved(Done):
    """The appointment before and after."""

    before: Appointment
    appointment: Appointment


def move_appointment(
    store: Store, now: datetime, actor: str, command: MoveAppointment, busy: BusyReader | None = None
) -> Moved:
    """Move one appointment; see `move_appointments`, also for what is raised."""
    target = Target(
        command.appointment, command.start, command.crew, command.minutes, command.version, command.renew
    )
    moves = MoveAppointments((target,), command.overrule, command.notify, command.at_once)
    done = move_appointments(store, now, actor, moves, busy)
    ((before, after),) = done.moved
    return Moved(
        changes=done.changes,
        say=done.say,
        undo=done.undo,
        warnings=done.warnings,
        before=before,
        appointment=after,
    )
