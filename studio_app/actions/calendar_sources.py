"""Connect a photographer's calendar, or disconnect it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from studio_app.actions.choose_primary import account_of, named, recorded
from studio_app.actions.done import Done
from studio_app.actions.identity import new_id
from studio_app.actions.ports import BusyReader, Store
from studio_app.actions.read_busy_times import read_busy_times
from studio_app.domain.calendar_source import CalendarSource, Trouble
from studio_app.domain.changes import Changes, Kind
from studio_app.domain.history import HistoryEntry
from studio_app.errors import BadInput, NotFound
from studio_app.patience import Patience

_CHANGES = Changes(frozenset({Kind.CALENDARS, Kind.EVENTS, Kind.STUDIO}))


@dataclass(frozen=True, slots=True)
class AddCalendarSource:
    """A calendar that is to be read and needs no account.

    Attributes:
        address: A feed's URL, a file or a folder.
        kind: Name of its connector; "" finds out.
        name: For people, such as `Google`.
    """

    photographer: str
    address: str
    kind: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class RemoveCalendarSource:
    """The calendar that is no longer to be read, by its id."""

    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceAdded(Done):
    """The calendar as it is after its first reading; its `problem` says why it could not be read."""

    source: CalendarSource


@dataclass(frozen=True, slots=True)
class ConnectAgain:
    """The undo of disconnecting; the calendar is unread until the next round. See `done.Undo`."""

    name: str
    source: CalendarSource

    def run(self, store: Store, now: datetime, actor: str) -> Done:
        """Connect it again. Raises NotFound where its photographer or account is gone."""
        source = replace(self.source, read_at=None, cursor="", window=None, problem="", failing_since=None)
        with store.writing() as writing:
            if source.account:
                account_of(writing, source.account)
            writing.save_source(replace(source, trouble=Trouble.NONE))
            writing.record(HistoryEntry(now, actor, f"undid: {self.name}", after=recorded(source)))
        return Done(changes=_CHANGES, say=f"Undone: {self.name}.")


def add_calendar_source(
    store: Store,
    now: datetime,
    actor: str,
    command: AddCalendarSource,
    busy: BusyReader,
    patience: Patience | None = None,
) -> SourceAdded:
    """Connect a calendar and read it at once. One that can't be read stays connected, its photographer unknown.

    Args:
        store, now, actor: As for every action.
        command: The calendar.
        busy: Reads it.
        patience: Ends the reading; the next round reads it then.

    Raises:
        BadInput: the address is none, or the photographer has that calendar already.
        NotFound: there is no such photographer.
    """
    address = command.address.strip()
    if not address:
        raise BadInput("address", "is missing")
    kind, address = (command.kind, address) if command.kind else busy.recognised(address)
    made = CalendarSource(new_id(), command.photographer, kind, address, command.name.strip())
    with store.writing() as writing:
        studio = writing.studio(now)
        if made.photographer not in studio.photographer_by_id:
            raise NotFound(f'There is no photographer "{made.photographer}".')
        if any(_same(made, other) for other in writing.sources()):
            raise BadInput("address", "that calendar is connected already")
        writing.save_source(made)
        writing.record(HistoryEntry(now, actor, "connected a calendar", after=recorded(made)))
    read = read_busy_times(store, now, busy, {made.photographer}, patience)
    source = next((item for item in read.sources if item.id == made.id), made)
    name = studio.photographer_by_id[made.photographer].name
    say = f"Connected a calendar of {name}." if not source.problem else source.problem
    return SourceAdded(changes=_CHANGES, say=say, warnings=read.warnings, source=source)


def remove_calendar_source(store: Store, now: datetime, actor: str, command: RemoveCalendarSource) -> Done:
    """Disconnect a calendar; what was read from it is forgotten.

    Raises:
        NotFound: it is not connected.
    """
    with store.writing() as writing:
        source = next((item for item in writing.sources() if item.id == command.source), None)
        if source is None:
            raise NotFound("The calendar is not connected any more.")
        writing.remove_source(source.id)
        writing.record(HistoryEntry(now, actor, "disconnected a calendar", before=recorded(source)))
    undo = ConnectAgain(f"disconnecting {named(source)}", source)
    return Done(changes=_CHANGES, say=f"Disconnected {named(source)}.", undo=undo)


def _same(one: CalendarSource, other: CalendarSource) -> bool:
    return (one.photographer, one.kind, one.address) == (other.photographer, other.kind, other.address)
