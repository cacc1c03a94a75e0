"""Put a whole studio in place of the stored one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from studio_app import exchange
from studio_app.actions.calendar_writes import carried_on, owe
from studio_app.actions.done import Done
from studio_app.actions.ports import Store, Writing
from studio_app.domain.appointment import Appointment, State
from studio_app.domain.changes import Changes, Kind
from studio_app.domain.history import HistoryEntry
from studio_app.domain.outbox import OutboxEntry, Task
from studio_app.domain.studio import Studio
from studio_app.errors import KnownError

_EVERYTHING = Changes(frozenset(Kind))


@dataclass(frozen=True, slots=True)
class ImportStudio:
    """A studio as `exchange.read_studio` gives it; `origin` says where it came from, for the history."""

    studio: Studio
    origin: str = ""


@dataclass(frozen=True, slots=True)
class RestoreStudio:
    """The undo of an import; see `done.Undo`. `sources` are ids of calendars that were connected with it."""

    name: str
    previous: Studio
    imported: Studio
    sources: tuple[str, ...] = ()

    def run(self, store: Store, now: datetime, actor: str) -> Done:
        """Put the previous studio back, unless anything was changed since.

        Raises:
            KnownError: something was.
        """
        with store.writing() as writing:
            current = writing.whole_studio()
            if exchange.write_studio(current) != exchange.write_studio(self.imported):
                raise KnownError(
                    "The studio was changed since it was imported, so the import can't be undone.",
                    "Import an older studio file instead.",
                )
            for source in self.sources:
                writing.remove_source(source)
            put_in_place(writing, current, self.previous, now)
            writing.record(HistoryEntry(now, actor, f"undid: {self.name}"))
        undo = RestoreStudio(self.name, current, self.previous)
        return Done(changes=_EVERYTHING, say=f"Undone: {self.name}.", undo=undo)


def import_studio(store: Store, now: datetime, actor: str, command: ImportStudio) -> Done:
    """Replace set-up, events and appointments; orders, agents and history stay.

    Events on the primary calendar follow: those of appointments that are gone are removed, those of appointments that
    changed are changed. Appointments that had no event get none.

    Raises:
        DoubleBooking: two live appointments of one photographer overlap in it.
    """
    with store.writing() as writing:
        previous = writing.whole_studio() if writing.has_studio() else None
        put_in_place(writing, previous, command.studio, now)
        stored = writing.whole_studio()
        writing.record(
            HistoryEntry(now, actor, "imported a studio", after=_counted(command.studio), why=command.origin)
        )
    name = command.studio.settings.name
    undo = RestoreStudio(f"import of {name}", previous, stored) if previous else None
    return Done(changes=_EVERYTHING, say=f"Imported {name}.", undo=undo)


def put_in_place(writing: Writing, previous: Studio | None, studio: Studio, now: datetime) -> None:
    """Replace the stored studio, and queue what that owes to the primary calendar."""
    before = previous.appointments if previous else {}
    entries = writing.outbox({*before, *studio.appointments})
    writing.replace_studio(studio)
    for entry in entries:
        old, new = before.get(entry.appointment), studio.appointments.get(entry.appointment)
        if new is None:
            if entry.task is Task.PUT:
                writing.queue(_removal(entry, now))
        elif old is None or _shown(old) != _shown(new):
            owe(writing, new, now)


def _removal(entry: OutboxEntry, now: datetime) -> OutboxEntry:
    return carried_on(entry, OutboxEntry(entry.appointment, entry.event, Task.REMOVE, created_at=now))


def _shown(appointment: Appointment) -> tuple[object, ...]:
    """What an event says of its appointment."""
    confirmed = appointment.state is State.CONFIRMED
    return confirmed, appointment.span, appointment.crew, appointment.services


def _counted(studio: Studio) -> dict[str, object]:
    return {
        "name": studio.settings.name,
        "services": len(studio.services),
        "packages": len(studio.packages),
        "zones": len(studio.zones),
        "photographers": len(studio.photographers),
        "events": sum(len(diary.events) for diary in studio.diaries.values()),
        "appointments": len(studio.appointments),
    }
