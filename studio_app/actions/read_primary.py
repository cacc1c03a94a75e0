"""Read what became of the program's own events in the primary calendar: changes by hand, deletions, answers."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from studio_app.actions.calendar_trouble import (
    is_left_alone,
    note_primary_trouble,
    said_of,
    tripped,
    troubled,
    well,
)
from studio_app.actions.differences import (
    Decline,
    answers_by_appointment,
    decline_words,
    declines,
    difference_of,
    difference_words,
)
from studio_app.actions.done import Done
from studio_app.actions.owed_event import owed_event
from studio_app.actions.ports import PrimaryCalendar, Reading, Store, Writing
from studio_app.actions.writing_plan import noticed
from studio_app.domain.calendar_event import PrimaryPull, Seen, StoredEvent
from studio_app.domain.calendar_source import CalendarSource, Trouble
from studio_app.domain.changes import Changes, Kind
from studio_app.domain.clock import Clock
from studio_app.domain.difference import Difference
from studio_app.domain.outbox import OutboxEntry, WriteState
from studio_app.domain.studio import Studio
from studio_app.errors import CalendarUnavailable, KnownError, NotSignedInHere

FEW = 3
"""From so many events of ours on, a calendar that holds none of them any more is not believed."""

SUDDENLY_EMPTY = "All events of the studio are gone from the primary calendar."
log = logging.getLogger(__name__)

ADVICE = "See whether it is the right calendar; if they were deleted on purpose, say so."


@dataclass(frozen=True, slots=True, kw_only=True)
class PrimaryRead(Done):
    """What was noticed.

    Attributes:
        source: The primary calendar as it is now; its `problem` says what is wrong.
        error: Why it could not be read this time.
        differences: Events that somebody changed since the last time.
        declined: Photographers who said no since the last time, and the same in words.
    """

    source: CalendarSource
    error: CalendarUnavailable | None = None
    differences: tuple[Difference, ...] = ()
    declined: tuple[Decline, ...] = ()
    declined_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Before:
    """What was stored before the calendar was asked."""

    source: CalendarSource
    studio: Studio
    entries: Mapping[str, OutboxEntry]
    seen: Mapping[str, Seen]

    @classmethod
    def of(cls, reading: Reading, now: datetime) -> _Before:
        studio = reading.studio(now)
        seen = {row.event: row for row in reading.seen()}
        entries = {entry.event: entry for entry in reading.outbox(studio.appointments)}
        older = reading.writes_of_events(seen.keys() - entries.keys())
        return cls(reading.primary(), studio, entries | {entry.event: entry for entry in older}, seen)

    @property
    def etags(self) -> dict[str, str]:
        """Of the events as they were seen last."""
        return {row.event: row.stored.etag for row in self.seen.values() if row.stored}

    def expected(self, now: datetime) -> frozenset[str]:
        """Ids of the events that should be in the calendar and are still to come."""
        return frozenset(
            entry.event
            for entry in self.entries.values()
            if entry.etag and (entry.wrote is None or entry.wrote.span.end > now)
        )


def read_primary(
    store: Store, clock: Clock, calendar: PrimaryCalendar, *, believe_empty: bool = False
) -> PrimaryRead:
    """Read on in the primary calendar, and note what people changed.

    What was changed by hand becomes a difference that a person decides; answers are taken over silently. Nothing is
    written to the calendar. An event that another desk wrote meanwhile is left to the next reading, and so is
    everything where another desk read the same.

    Args:
        believe_empty: A person says that all events were deleted on purpose.

    Raises:
        NotFound: there is no studio.
    """
    now = clock()
    with store.reading() as reading:
        before = _Before.of(reading, now)
        waits = is_left_alone(reading, now)
    if waits:
        problem = before.source.problem
        return PrimaryRead(
            changes=Changes(),
            say="The calendar asked for a pause.",
            warnings=(problem,) if problem else (),
            source=before.source,
        )
    cursor = "" if believe_empty else before.source.cursor
    try:
        pull = calendar.changes(cursor, before.etags)
    except CalendarUnavailable as error:
        return _in_trouble(store, before.source, error, clock())
    except KnownError:
        raise
    except Exception as error:
        log.exception("reading the primary calendar failed")
        return _in_trouble(store, before.source, tripped(error), clock())
    if not believe_empty and _is_emptied(before, pull, now):
        return _keep(store, before.source, _empty(before.source, now))
    with store.writing() as writing:
        if _place(writing.primary()) != _place(before.source):
            return PrimaryRead(
                changes=Changes(), say="Another desk read the calendar.", source=writing.primary()
            )
        return _taken(writing, before, pull, now)


def _place(source: CalendarSource) -> tuple[str, ...]:
    """Which calendar it is, and how far it was read."""
    return (source.id, source.kind, source.address, source.account, source.cursor)


def _is_emptied(before: _Before, pull: PrimaryPull, now: datetime) -> bool:
    expected = before.expected(now)
    there = {stored.event.id for stored in pull.events}
    return pull.whole and len(expected) >= FEW and expected.isdisjoint(there)


def _empty(source: CalendarSource, now: datetime) -> CalendarSource:
    """The calendar that is not believed; it is read from its beginning the next time."""
    since = source.failing_since if source.trouble is not Trouble.NONE else None
    return replace(
        source,
        trouble=Trouble.EMPTY,
        problem=f"{SUDDENLY_EMPTY} {ADVICE}",
        failing_since=since or now,
        cursor="",
    )


def _in_trouble(
    store: Store, source: CalendarSource, error: CalendarUnavailable, now: datetime
) -> PrimaryRead:
    if not isinstance(error, NotSignedInHere):
        with store.writing() as writing:
            if _place(writing.primary()) == _place(source):
                note_primary_trouble(writing, error, now)
    after = troubled(source, error, now)
    kinds = frozenset({Kind.CALENDARS}) if after != source else frozenset()
    warnings = (after.problem,) if after.problem else ()
    return PrimaryRead(
        changes=Changes(kinds), say=said_of(error), warnings=warnings, source=after, error=error
    )


def _keep(store: Store, before: CalendarSource, after: CalendarSource) -> PrimaryRead:
    """Store the state of the calendar, unless it was read or changed elsewhere meanwhile."""
    if after != before:
        with store.writing() as writing:
            if _place(writing.primary()) == _place(before):
                writing.save_primary(after)
    kinds = frozenset({Kind.CALENDARS}) if after != before else frozenset()
    return PrimaryRead(
        changes=Changes(kinds),
        say=after.problem or "Nothing was read.",
        warnings=(after.problem,) if after.problem else (),
        source=after,
    )


def _taken(writing: Writing, before: _Before, pull: PrimaryPull, now: datetime) -> PrimaryRead:
    """Store what was read; within the transaction that stores the cursor."""
    found = _found(before, pull, now)
    entries = {entry.event: entry for entry in writing.writes_of_events(found)}
    told: list[Difference] = []
    seen: list[Seen] = []
    touched = under_way = False
    for event_id, stored in found.items():
        entry = entries.get(event_id)
        if entry is None or _is_foreign(entry, stored) or (stored is None and _is_removed(entry)):
            continue  # not ours, a copy of ours, or removed by the program itself
        under_way = under_way or _is_under_way(entry, before.entries.get(event_id))
        if not _is_as_before(entry, before.entries.get(event_id)):
            continue
        seen.append(Seen(event_id, stored, now))
        after = noticed(entry, owed_event(writing, before.studio, entry), stored, now)
        if after == entry:
            continue
        writing.settle(after)
        touched = touched or after.state is not entry.state
        if after.state is WriteState.DIFFERS and entry.state is not WriteState.DIFFERS:
            difference = difference_of(writing, before.studio, after, stored)
            told += [difference] if difference else []
    writing.see(seen)
    # What was written while it was read is read once more: somebody may have changed it between the two.
    cursor = before.source.cursor if under_way else pull.cursor
    source = replace(well(before.source, now), cursor=cursor)
    writing.save_primary(source)
    kinds = {Kind.CALENDARS} | ({Kind.OUTBOX} if touched or seen else set())
    return _told(before, source, frozenset(kinds), told, _declined(before, entries.values(), seen, now))


def _is_removed(entry: OutboxEntry) -> bool:
    """Whether the program took the event away, and nobody is known to have brought it back."""
    return not entry.etag and entry.state is not WriteState.DIFFERS


def _told(
    before: _Before,
    source: CalendarSource,
    kinds: frozenset[Kind],
    differences: list[Difference],
    declined: tuple[Decline, ...],
) -> PrimaryRead:
    said = tuple(decline_words(before.studio, each) for each in declined)
    words = [*(difference_words(before.studio, each) for each in differences), *said]
    return PrimaryRead(
        changes=Changes(kinds),
        say=" ".join(words) or "Nothing was changed in the calendar.",
        source=source,
        differences=tuple(differences),
        declined=declined,
        declined_words=said,
    )


def _found(before: _Before, pull: PrimaryPull, now: datetime) -> dict[str, StoredEvent | None]:
    """The events that the calendar told of, by id; None where one is not there any more."""
    found: dict[str, StoredEvent | None] = dict.fromkeys(pull.gone - _left_out(before, pull))
    if pull.whole:
        found |= dict.fromkeys(before.expected(now))
    found |= {stored.event.id: stored for stored in pull.events}
    return found


def _left_out(before: _Before, pull: PrimaryPull) -> frozenset[str]:
    """Ids of events that ended before those that the calendar told of: they need not be gone."""
    since = pull.since
    if since is None:
        return frozenset()
    return frozenset(
        row.event for row in before.seen.values() if row.stored and row.stored.event.span.end <= since
    )


def _is_foreign(entry: OutboxEntry, stored: StoredEvent | None) -> bool:
    """Whether an event with an id of ours is another appointment's."""
    return stored is not None and stored.event.appointment != entry.appointment


def _is_as_before(entry: OutboxEntry, before: OutboxEntry | None) -> bool:
    """Whether nobody wrote the event while it was read, so that what was read can be compared with what is stored."""
    return before is not None and (before.etag, before.unsure) == (entry.etag, entry.unsure)


def _is_under_way(entry: OutboxEntry, before: OutboxEntry | None) -> bool:
    """Whether somebody wrote the event while it was read, or does so now."""
    return not _is_as_before(entry, before) or (entry.unsure and entry.state is WriteState.WAITING)


def _declined(
    before: _Before, entries: Iterable[OutboxEntry], seen: Iterable[Seen], now: datetime
) -> tuple[Decline, ...]:
    """Who said no, and had not when their answers were read last."""
    items = list(entries)
    already = declines(before.studio, answers_by_appointment(items, before.seen.values()), now)
    return tuple(
        decline
        for decline in declines(before.studio, answers_by_appointment(items, seen), now)
        if decline not in already
    )
