"""Say whose calendar it is: one that an account found is read for a photographer's busy times."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from studio_app.actions.choose_primary import account_of, calendar_of, named, recorded
from studio_app.actions.done import Done
from studio_app.actions.identity import new_id
from studio_app.actions.ports import Store
from studio_app.domain.calendar_source import CalendarSource, Trouble
from studio_app.domain.changes import Changes, Kind
from studio_app.domain.history import HistoryEntry
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
    """The undo: the calendar is again whose it was, or nobody's; see `done.Undo`."""

    name: str
    before: CalendarSource | None
    after: CalendarSource

    def run(self, store: Store, now: datetime, actor: str) -> Done:
        """Give it back, unless it was given to somebody else since. Raises NotFound."""
        with store.writing() as writing:
            current = next((each for each in writing.sources() if each.id == self.after.id), None)
            if current is None or current.photographer != self.after.photographer:
                raise NotFound("The calendar was given to somebody else meanwhile.")
            if self.before is None:
                writing.remove_source(current.id)
            else:
                writing.save_source(_of(current, self.before.photographer))
            did = f"undid: {self.name}"
            writing.record(HistoryEntry(now, actor, did, before=recorded(current)))
        return Done(changes=_CHANGES, say=f"Undone: {self.name}.")


def assign_calendar(store: Store, now: datetime, actor: str, command: AssignCalendar) -> Assigned:
    """Give a calendar to a photographer, who is unknown until it was read (by the next round). It is taken from
    whoever had it.

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
        before = next(
            (
                each
                for each in writing.sources()
                if (each.account, each.address) == (account.id, calendar.address)
            ),
            None,
        )
        if before and before.photographer == person.id:
            return Assigned(
                changes=Changes(), say=f"{named(before)} is {person.name}’s already.", source=before
            )
        made = before or CalendarSource(
            new_id(), person.id, account.kind, calendar.address, calendar.name, account=account.id
        )
        source = _of(made, person.id)
        writing.save_source(source)
        loser = people.get(before.photographer) if before else None
        reads_none = loser is not None and all(each.photographer != loser.id for each in writing.sources())
        writing.record(
            HistoryEntry(
                now,
                actor,
                "gave a calendar to a photographer",
                before=recorded(before) if before else {},
                after=recorded(source),
            )
        )
    return Assigned(
        changes=_CHANGES,
        say=f"{named(source)} is {person.name}’s now{f', not {loser.name}’s any more' if loser else ''}.",
        warnings=(f"No calendar of {loser.name} is read any more.",) if loser and reads_none else (),
        undo=GiveBack(f"giving {named(source)} to {person.name}", before, source),
        source=source,
    )


def _of(source: CalendarSource, photographer: str) -> CalendarSource:
    """The calendar as somebody's, unread."""
    return replace(
        source,
        photographer=photographer,
        read_at=None,
        cursor="",
        window=None,
        problem="",
        trouble=Trouble.NONE,
        failing_since=None,
    )
