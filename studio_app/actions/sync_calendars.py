"""One round with all calendars: write what is owed, read what people changed, read when photographers are busy."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from studio_app.actions.calendar_leftovers import remove_leftovers
from studio_app.actions.calendar_trouble import said_of
from studio_app.actions.differences import difference_words, differences
from studio_app.actions.done import Done
from studio_app.actions.ports import BusyReader, CalendarOpener, PrimaryCalendar, Store
from studio_app.actions.read_busy_times import BusyTimesRead, read_busy_times
from studio_app.actions.read_primary import PrimaryRead, read_primary
from studio_app.actions.take_theirs import TakeTheirs, take_theirs
from studio_app.actions.write_outbox import OutboxWritten, Turn, write_outbox
from studio_app.domain.backoff import Jitter
from studio_app.domain.changes import Changes
from studio_app.domain.clock import Clock
from studio_app.domain.difference import Aspect, Difference
from studio_app.domain.outbox import WriteState
from studio_app.errors import KeyLocked, KnownError
from studio_app.patience import Patience

PROGRAM = "the program"
"""Who takes free moves over, for the history."""

LEAST_SECONDS = 30.0
"""What photographers' calendars have at least, however long the primary one kept the round waiting."""

LONGEST_WAIT = timedelta(hours=2)
"""No write waits longer on purpose; one that does was dated by a clock that was wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Synced(Done):
    """What a round came to.

    Attributes:
        written: What became of the writes that were due.
        primary: What people changed in the primary calendar.
        taken: Moves into free times that were taken over by themselves.
        busy: The photographers' calendars.
        differences: All events that wait for a person's decision, by appointment.
    """

    written: OutboxWritten
    primary: PrimaryRead
    taken: tuple[Done, ...] = ()
    busy: BusyTimesRead
    differences: Mapping[str, Difference] = field(default_factory=dict)

    @property
    def problems(self) -> tuple[str, ...]:
        """All that did not go well at this desk, one sentence each; also what other desks may do."""
        errors = [error for error in (self.primary.error, *self.busy.unread.values()) if error]
        return tuple(dict.fromkeys((*self.warnings, *map(said_of, errors))))

    @property
    def locked(self) -> Mapping[str, KeyLocked]:
        """Calendars, by id, that this desk alone can't open, as its keyring is locked."""
        asked = {self.primary.source.id: self.primary.error, **self.busy.unread}
        return {key: error for key, error in asked.items() if isinstance(error, KeyLocked)}


def sync_calendars(
    store: Store,
    clock: Clock,
    primary: PrimaryCalendar,
    busy: BusyReader,
    jitter: Jitter,
    patience: Patience,
    people: Collection[str] | None = None,
    opener: CalendarOpener | None = None,
    turn: Turn | None = None,
) -> Synced:
    """Push, then pull. What can't be reached says so and doesn't keep the rest.

    Args:
        store, clock, jitter: Of the desk.
        primary: The calendar that is written.
        busy: Reads the others.
        patience: Ends the round early; what is begun is ended in order.
        people: Whose calendars are read; None for everybody's.
        opener: Opens calendars that were the primary one before, to clear them.
        turn: Of those that write at this desk.

    Raises:
        NotFound: there is no studio.
        StorageUnavailable: the database can't be used.
    """
    _mend_dates(store, clock)
    written = write_outbox(store, primary, clock, jitter, patience, turn)
    read = _read_primary(store, clock, primary, patience)
    taken = _take_free_moves(store, clock) if read.changes.kinds else ()
    if read.changes.kinds and not patience.is_over:
        # What follows from a change by hand that was taken over, or taken back.
        written = _joined(written, write_outbox(store, primary, clock, jitter, patience, turn))
    may_clear = opener is not None and not patience.is_over and not _waits(store)
    left = remove_leftovers(store, opener) if opener and may_clear else ()
    times = read_busy_times(store, clock(), busy, people, _for_others(patience))
    with store.reading() as reading:
        studio = reading.studio(clock())
        found = differences(reading, studio)
    told = [difference_words(studio, each) for each in found.values()]
    return Synced(
        changes=_changes(written, read, *taken, times),
        say=" ".join([*_said(written, read, taken), *told, times.say]),
        warnings=tuple(dict.fromkeys((*written.warnings, *read.warnings, *left, *times.warnings))),
        written=written,
        primary=read,
        taken=taken,
        busy=times,
        differences=found,
    )


def _read_primary(store: Store, clock: Clock, primary: PrimaryCalendar, patience: Patience) -> PrimaryRead:
    if not patience.is_over:
        return read_primary(store, clock, primary)
    with store.reading() as reading:
        source = reading.primary()
    return PrimaryRead(changes=Changes(), say="Reading was stopped.", source=source)


def _for_others(patience: Patience) -> Patience:
    """A primary calendar that hangs must make nobody unknown."""
    return patience if patience.left >= LEAST_SECONDS else patience.afresh(LEAST_SECONDS)


def _waits(store: Store) -> bool:
    """Whether anything is not written yet: only once all stands in the new calendar is it removed from the old one."""
    with store.reading() as reading:
        return any(entry.state is WriteState.WAITING for entry in reading.unwritten())


def _mend_dates(store: Store, clock: Clock) -> None:
    """Make due what a clock that jumped has put off for long."""
    latest = clock() + LONGEST_WAIT
    with store.reading() as reading:
        late = [
            entry
            for entry in reading.unwritten()
            if entry.state is WriteState.WAITING and entry.not_before and entry.not_before > latest
        ]
    if late:
        with store.writing() as writing:
            for entry in late:
                writing.settle(replace(entry, not_before=None))


def _take_free_moves(store: Store, clock: Clock) -> tuple[Done, ...]:
    """Take over what was only moved, into a time that the rules allow, where the studio wants that."""
    now = clock()
    with store.reading() as reading:
        if not reading.calendar_rules().take_free_moves:
            return ()
        found = differences(reading, reading.studio(now))
    taken = []
    for key, difference in found.items():
        theirs = difference.theirs
        if difference.ours is None or theirs is None or difference.aspects != {Aspect.TIME}:
            continue
        try:
            taken.append(take_theirs(store, now, PROGRAM, TakeTheirs(key, theirs.etag)))
        except KnownError:
            continue  # a person decides
    return tuple(taken)


def _joined(first: OutboxWritten, second: OutboxWritten) -> OutboxWritten:
    if not (first.changes.kinds and second.changes.kinds):
        return first if first.changes.kinds else second
    return OutboxWritten(
        changes=first.changes.joined(second.changes),
        say=f"{first.say} {second.say}",
        warnings=(*first.warnings, *second.warnings),
        written=(*first.written, *second.written),
        waiting=(*first.waiting, *second.waiting),
        failed=(*first.failed, *second.failed),
        differing=(*first.differing, *second.differing),
    )


def _said(written: OutboxWritten, read: PrimaryRead, taken: tuple[Done, ...]) -> list[str]:
    said = [written.say] if written.changes.kinds else []
    return [*said, *(done.say for done in taken), *read.declined_words]


def _changes(*done: Done) -> Changes:
    found = Changes()
    for each in done:
        found = found.joined(each.changes)
    return found
