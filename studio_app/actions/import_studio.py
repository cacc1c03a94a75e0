"""Put a whole studio in place of the stored one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from studio_app import exchange
from studio_app.actions.calendar_writes import carried_on, owe
from studio_app.actions.done import Done
from studio_app.actions.ports import Store, Writing
from studio_app.domain.appointment import Appointment, State
from studio_app.domain.calendar_source import CalendarSource, Trouble
from studio_app.domain.changes import Changes, Kind
from studio_app.domain.colours import with_colours_kept
from studio_app.domain.history import HistoryEntry
from studio_app.domain.outbox import OutboxEntry, Task
from studio_app.domain.own_fields import with_own_fields
from studio_app.domain.studio import Studio
from studio_app.engine.wording import listed
from studio_app.errors import KnownError

_EVERYTHING = Changes(frozenset(Kind))


@dataclass(frozen=True, slots=True)
class ImportStudio:
    """A studio as `exchange.read_studio` gives it; `origin` says where it came from, for the history."""

    studio: Studio
    origin: str = ""


@dataclass(frozen=True, slots=True)
class RestoreStudio:
    """The undo of an import; see `done.Undo`.

    Attributes:
        sources: Ids of calendars that were connected with it.
        lost: Calendars of photographers who were in the studio of before only.
    """

    name: str
    previous: Studio
    imported: Studio
    sources: tuple[str, ...] = ()
    lost: tuple[CalendarSource, ...] = ()

    def run(self, store: Store, now: datetime, actor: str) -> Done:
        """Put the previous studio back, unless anybody changed anything since; calendars may have been read.

        Raises:
            KnownError: something was.
        """
        with store.writing() as writing:
            current = writing.whole_studio()
            if _by_people(current) != _by_people(self.imported):
                raise KnownError(
                    "The studio was changed since it was imported, so the import can't be undone.",
                    "Import an older studio file instead.",
                )
            for source in self.sources:
                writing.remove_source(source)
            connected = list(writing.sources())
            put_in_place(writing, current, _without_events(self.previous, self.lost), now)
            connect_again(writing, self.lost)
            writing.record(HistoryEntry(now, actor, f"undid: {self.name}"))
            undo = RestoreStudio(
                self.name,
                current,
                writing.whole_studio(),
                lost=without_photographer(self.previous, connected),
            )
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
        wanted = command.studio
        if previous:
            setup = with_own_fields(wanted.setup, previous.setup)
            wanted = wanted.with_setup(with_colours_kept(previous.setup, setup)[0])
        lost = without_photographer(wanted, writing.sources())
        put_in_place(writing, previous, wanted, now)
        stored = writing.whole_studio()
        writing.record(
            HistoryEntry(now, actor, "imported a studio", after=_counted(command.studio), why=command.origin)
        )
    name = command.studio.settings.name
    undo = RestoreStudio(f"import of {name}", previous, stored, lost=lost) if previous else None
    return Done(changes=_EVERYTHING, say=f"Imported {name}.", warnings=_told(previous, lost), undo=undo)


def without_photographer(studio: Studio, sources: Iterable[CalendarSource]) -> tuple[CalendarSource, ...]:
    """The calendars of photographers who are not in a studio: they would no longer be read."""
    return tuple(source for source in sources if source.photographer not in studio.photographer_by_id)


def connect_again(writing: Writing, lost: Iterable[CalendarSource]) -> None:
    """Connect calendars that went with their photographers. They are read from the beginning; until then their people
    are unknown."""
    accounts = {account.id for account in writing.accounts()}
    for source in lost:
        if not source.account or source.account in accounts:
            unread = replace(source, read_at=None, cursor="", window=None, problem="", failing_since=None)
            writing.save_source(replace(unread, trouble=Trouble.NONE))


def _by_people(studio: Studio) -> object:
    """A studio without what readings of calendars change."""
    for person in studio.photographers:
        studio = studio.with_events(person.id, ())
    people = tuple(replace(person, calendar_known=True) for person in studio.photographers)
    return exchange.write_studio(replace(studio, photographers=people))


def _without_events(studio: Studio, lost: Iterable[CalendarSource]) -> Studio:
    """The studio without what came from those calendars: their first reading brings it, and nobody else would ever
    take it away."""
    for source in lost:
        studio = studio.with_events(source.photographer, ())
    return studio


def _told(previous: Studio | None, lost: Iterable[CalendarSource]) -> tuple[str, ...]:
    """Whose calendars are no longer read."""
    people = dict.fromkeys(source.photographer for source in lost)
    known = previous.photographer_by_id if previous else {}
    names = [known[key].name for key in people if key in known]
    return (f"The calendars of {listed(names)} are no longer connected.",) if names else ()


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
