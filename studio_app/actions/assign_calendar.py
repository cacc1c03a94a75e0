"""Say whose calendar it is: one that an account found is read for a photographer's busy times."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from studio_app.actions.choose_primary import account_of, calendar_of, named, recorded
from studio_app.actions.done import Done
from studio_app.actions.identity import new_id
from studio_app.actions.ports import Store
from studio_app.domain.calendar_source import CalendarSource
from studio_app.domain.changes import Changes, Kind
from studio_app.domain.history import HistoryEntry
from studio_app.engine.wording import listed
from studio_app.errors import NotFound

_CHANGES = Changes(frozenset({Kind.CALENDARS, Kind.EVENTS, Kind.STUDIO}))


@dataclass(frozen=True, slots=True)
class AssignCalendar:
    """A calendar by its account and address, and whose it is."""

    account: str
    address: str
    photographer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned(Done):
    """The calendar as it is now; not read yet."""

    source: CalendarSource


@dataclass(frozen=True, slots=True)
class GiveBack:
    """The undo: the calendar is not read for that photographer any more; see `done.Undo`."""

    name: str
    source: CalendarSource

    def run(self, store: Store, now: datetime, actor: str) -> Done:
        """Take it back, unless somebody did so already. Raises NotFound."""
        with store.writing() as writing:
            current = next((each for each in writing.sources() if each.id == self.source.id), None)
            if current is None:
                raise NotFound("The calendar is not connected any more.")
            writing.remove_source(current.id)
            did = f"undid: {self.name}"
            writing.record(HistoryEntry(now, actor, did, before=recorded(current)))
        return Done(changes=_CHANGES, say=f"Undone: {self.name}.")


def assign_calendar(store: Store, now: datetime, actor: str, command: AssignCalendar) -> Assigned:
    """Give a calendar to a photographer, who is unknown until it was read (by the next round). Whoever had it has it
    still: a team may share one.

    Raises:
        NotFound: the account, its calendar or the photographer is not there.
    """
    with store.writing() as writing:
        people = writing.studio(now).photographer_by_id
        person = people.get(command.photographer)
        if person is None:
            raise NotFound(f'There is no photographer "{command.photographer}".')
        account = account_of(writing, command.account)
        calendar = calendar_of(account, command.address)
        place = (account.id, calendar.address)
        having = {
            each.photographer: each for each in writing.sources() if (each.account, each.address) == place
        }
        if person.id in having:
            before = having[person.id]
            return Assigned(
                changes=Changes(), say=f"{named(before)} is {person.name}’s already.", source=before
            )
        source = CalendarSource(
            new_id(), person.id, account.kind, calendar.address, calendar.name, account=account.id
        )
        writing.save_source(source)
        writing.record(HistoryEntry(now, actor, "gave a calendar to a photographer", after=recorded(source)))
    others = [f"{people[key].name}’s" for key in having if key in people]
    still = f", and still {listed(others)}" if others else ""
    return Assigned(
        changes=_CHANGES,
        say=f"{named(source)} is {person.name}’s now{still}.",
        undo=GiveBack(f"giving {named(source)} to {person.name}", source),
        source=source,
    )
