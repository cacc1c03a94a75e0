"""Keep our version of an event that somebody changed by hand: the calendar becomes what the appointment says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from studio_app.actions.done import Done
from studio_app.actions.ports import Store
from studio_app.actions.restore_appointments import undo_of
from studio_app.actions.step import Changed, write_step
from studio_app.actions.take_theirs import Undecided, as_theirs, undecided
from studio_app.actions.wording import street, where_and_when
from studio_app.actions.writing_plan import decided
from studio_app.domain.calendar_event import CalendarEvent, Notify
from studio_app.domain.changes import Changes, Kind
from studio_app.domain.history import HistoryEntry
from studio_app.domain.outbox import WriteState

_CHANGES = Changes(frozenset({Kind.OUTBOX, Kind.CALENDARS, Kind.APPOINTMENTS}))


@dataclass(frozen=True, slots=True)
class KeepOurs:
    """Which appointment; `etag` is that of the event that was seen, "" where it was deleted; None takes whatever is
    there."""

    appointment: str
    etag: str | None = None


@dataclass(frozen=True, slots=True)
class TheirsAfterAll:
    """The undo: the appointment becomes what the event said, without asking the rules; see `done.Undo`."""

    name: str
    found: Undecided

    def run(self, store: Store, now: datetime, actor: str) -> Done:
        """Take their version over, and write it to the calendar again.

        Raises:
            NotFound: the appointment is gone.
            DoubleBooking: the time was given to another appointment.
        """
        with store.writing() as writing:
            before = writing.appointment(self.found.entry.appointment)
            after = as_theirs(before, self.found)
            written = write_step(writing, now, actor, [Changed(f"undid: {self.name}", after, before)])
        undo = undo_of(self.name, written, Notify.EVERYONE)
        return Done(changes=written.changes, say=f"Undone: {self.name}.", undo=undo)


def keep_ours(store: Store, now: datetime, actor: str, command: KeepOurs) -> Done:
    """Have our version written over what somebody changed; the guests are told. The outbox does it.

    Raises:
        StaleVersion: it was changed again since it was seen.
        KnownError: there is nothing to decide.
    """
    with store.writing() as writing:
        studio = writing.studio(now, also=[command.appointment])
        found = undecided(writing, studio, command.appointment, command.etag)
        difference = found.difference
        entry = decided(found.entry, found.theirs, found.base, difference.ours, WriteState.WAITING)
        writing.settle(replace(entry, notify=Notify.EVERYONE))
        appointment = studio.appointments.get(command.appointment)
        theirs = found.theirs.event if found.theirs else None
        writing.record(
            HistoryEntry(
                now,
                actor,
                "kept our version of",
                order=appointment.order if appointment else "",
                appointment=command.appointment,
                before=_recorded(theirs),
                after=_recorded(difference.ours),
            )
        )
    where = where_and_when(studio, appointment) if appointment else "the event"
    name = f"keeping ours of {street(appointment)}" if appointment else ""
    return Done(
        changes=_CHANGES,
        say=f"Kept ours: {where}; the calendar follows.",
        undo=TheirsAfterAll(name, found) if appointment and _can_be_taken(found) else None,
    )


def _can_be_taken(found: Undecided) -> bool:
    """Whether their version is one that the appointment can become."""
    return found.difference.ours is not None


def _recorded(event: CalendarEvent | None) -> dict[str, object]:
    if event is None:
        return {"event": "none"}
    return {
        "start": event.span.start.isoformat(),
        "end": event.span.end.isoformat(),
        "title": event.title,
        "location": event.location,
        "guests": [guest.email for guest in event.guests],
    }
