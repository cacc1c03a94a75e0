"""Choose the calendar that the program writes to, and bring there what is still to come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from studio_app.actions.calendar_leftovers import Leftover, leave
from studio_app.actions.done import Done
from studio_app.actions.identity import new_id
from studio_app.actions.ports import Reading, Store, Writing
from studio_app.domain.account import Account, FoundCalendar
from studio_app.domain.appointment import Appointment, State
from studio_app.domain.calendar_event import Notify
from studio_app.domain.calendar_source import CalendarSource
from studio_app.domain.changes import Changes, Kind
from studio_app.domain.history import HistoryEntry
from studio_app.domain.outbox import OutboxEntry, Task, WriteState
from studio_app.domain.timespan import Span
from studio_app.engine.wording import counted
from studio_app.errors import BadInput, KnownError, NotFound

LOCAL = CalendarSource("primary", "", "local", "")
"""The calendar on this computer, where the desk's settings say."""

_ALWAYS = Span(datetime(1, 1, 2, tzinfo=UTC), datetime(9999, 12, 30, tzinfo=UTC))


@dataclass(frozen=True, slots=True)
class ChoosePrimary:
    """A calendar that an account found, by both; without an account the one on this computer.

    Attributes:
        notify: Whom the new calendar tells of the events that it gets. None tells everyone where the calendar of before
            could invite nobody, and else nobody: they know.
    """

    account: str = ""
    address: str = ""
    notify: Notify | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PrimaryChosen(Done):
    """The primary calendar as it is now, and how many events go there."""

    source: CalendarSource
    moving: int = 0


def choose_primary(store: Store, now: datetime, actor: str, command: ChoosePrimary) -> PrimaryChosen:
    """Make a calendar the primary one.

    Every confirmed appointment that is not over gets a new event there, by the outbox. The events in the calendar of
    before are removed once the new ones stand (`sync_calendars` does both); what is over stays where it is.

    Raises:
        NotFound: the account or its calendar is not there.
        BadInput: nothing can be written to it.
        KnownError: people changed events by hand, and nobody decided yet.
    """
    with store.writing() as writing:
        before = writing.primary()
        source = _chosen(writing, command)
        if _same(before, source):
            return PrimaryChosen(changes=Changes(), say="It is the primary calendar already.", source=before)
        _refuse_undecided(writing)
        notify = command.notify or (Notify.EVERYONE if before.kind == LOCAL.kind else Notify.NOBODY)
        moving = _bring_over(writing, before, now, notify)
        writing.save_primary(source)
        writing.record(
            HistoryEntry(
                now, actor, "chose the primary calendar", before=recorded(before), after=recorded(source)
            )
        )
    there = f"; {counted(moving, 'event')} {'goes' if moving == 1 else 'go'} there" if moving else ""
    return PrimaryChosen(
        changes=Changes(frozenset({Kind.CALENDARS, Kind.OUTBOX})),
        say=f"{named(source)} is the primary calendar now{there}.",
        source=source,
        moving=moving,
    )


def account_of(reading: Reading, account_id: str) -> Account:
    """A connected account. Raises NotFound."""
    found = next((account for account in reading.accounts() if account.id == account_id), None)
    if found is None:
        raise NotFound("The account is not connected any more.")
    return found


def calendar_of(account: Account, address: str) -> FoundCalendar:
    """A calendar that an account found. Raises NotFound."""
    found = next((each for each in account.calendars if each.address == address), None)
    if found is None:
        raise NotFound(f"{account.login} has no such calendar any more.", "Look for its calendars again.")
    return found


def recorded(source: CalendarSource) -> dict[str, object]:
    """What the history keeps of a calendar."""
    found = {
        "photographer": source.photographer,
        "kind": source.kind,
        "address": source.shown_address,
        "name": source.name,
    }
    return {key: value for key, value in found.items() if value}


def named(source: CalendarSource) -> str:
    """A calendar's name for people."""
    return source.name or (
        "The calendar on this computer" if source.kind == LOCAL.kind else source.shown_address
    )


def _chosen(reading: Reading, command: ChoosePrimary) -> CalendarSource:
    if not command.account:
        return LOCAL
    account = account_of(reading, command.account)
    calendar = calendar_of(account, command.address)
    if not calendar.writable:
        raise BadInput("calendar", f"{calendar.name} can only be read, so it can't be the primary one")
    return CalendarSource(new_id(), "", account.kind, calendar.address, calendar.name, account=account.id)


def _same(one: CalendarSource, other: CalendarSource) -> bool:
    return (one.kind, one.account, one.address) == (other.kind, other.account, other.address)


def _refuse_undecided(reading: Reading) -> None:
    number = len(reading.differing())
    if number:
        raise KnownError(
            f"{counted(number, 'event')} in the calendar {'was' if number == 1 else 'were'} changed by hand.",
            "Decide about that first: take theirs, or keep ours.",
        )


def _bring_over(writing: Writing, before: CalendarSource, now: datetime, notify: Notify) -> int:
    """Owe what is to come to the new calendar, and forget what was known of the old one; returns how many go."""
    moving = 0
    left: list[Leftover] = []
    for entry, appointment in list(_entries(writing)):
        to_come = (
            appointment is not None
            and appointment.state is State.CONFIRMED
            and appointment.span.end > now
            and entry.task is Task.PUT
        )
        is_there = bool(entry.etag) or entry.unsure
        if is_there and (to_come or entry.task is Task.REMOVE):
            left.append(Leftover(before, entry.event))
        if to_come:
            moving += 1
            writing.queue(OutboxEntry(entry.appointment, new_id(), Task.PUT, created_at=now, notify=notify))
        else:
            writing.settle(_forgotten(entry))
    leave(writing, left)
    return moving


def _entries(reading: Reading) -> Iterator[tuple[OutboxEntry, Appointment | None]]:
    """All that is written or owed, with its appointments; one that is gone has none."""
    known = {item.id: item for item in reading.appointments_between(_ALWAYS)}
    for entry in reading.outbox(known):
        yield entry, known[entry.appointment]
    for entry in reading.unwritten():
        if entry.appointment not in known:
            yield entry, None


def _forgotten(entry: OutboxEntry) -> OutboxEntry:
    """The entry of an event that the new calendar doesn't hold and needn't."""
    return replace(
        entry,
        state=WriteState.WRITTEN,
        not_before=None,
        problem="",
        etag="",
        wrote=None,
        unsure=False,
        tried=None,
    )
