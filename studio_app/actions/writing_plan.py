"""What is to be done about one write to the primary calendar, and what its outcome means. Pure.

Before a write the entry says what is about to be tried, and that nobody knows its outcome; after it the entry says what
became of it. Whatever happens between the two, the next one to look can tell the program's own event from one that
somebody changed by hand.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from enum import Enum, auto

from studio_app.domain.calendar_event import CalendarEvent, Seen, StoredEvent
from studio_app.domain.difference import accepted, conflict, has_landed, says_the_same
from studio_app.domain.outbox import OutboxEntry, WriteState

NEVER_SEEN = "never seen"
"""In the place of the etag of an event that is there as no reading ever showed it: it is like no etag of a calendar."""


class Step(Enum):
    """What comes next."""

    NOTHING = auto()  # the calendar is as it should be
    LOOK = auto()  # another write was tried, and nobody knows whether it got there
    WRITE = auto()


def next_step(entry: OutboxEntry, wanted: CalendarEvent | None, seen: Seen | None = None) -> Step:
    """What an entry that waits needs.

    Args:
        entry: As it is stored.
        wanted: The event as it should be now; None where there should be none.
        seen: The event as it was read last; None where it never was.
    """
    if entry.unsure:
        return Step.WRITE if _same(entry.tried, wanted) else Step.LOOK
    there = entry.wrote if entry.etag else None
    if entry.etag and (there is None or not _is_as_seen(entry, seen)):
        return Step.WRITE
    return Step.NOTHING if _same(there, wanted) else Step.WRITE


def _is_as_seen(entry: OutboxEntry, seen: Seen | None) -> bool:
    """Whether nobody is known to have changed the event since the program wrote it."""
    return seen is None or (seen.stored is not None and seen.stored.etag == entry.etag)


def marked(entry: OutboxEntry, wanted: CalendarEvent | None) -> OutboxEntry:
    """The entry while a write is under way."""
    return replace(entry, unsure=True, tried=wanted)


def unmarked(entry: OutboxEntry, before: OutboxEntry) -> OutboxEntry:
    """The entry after a write that certainly changed nothing."""
    return replace(entry, unsure=before.unsure, tried=before.tried)


def written(entry: OutboxEntry, wanted: CalendarEvent | None, etag: str) -> OutboxEntry:
    """The entry once the calendar is as wanted."""
    return replace(
        entry,
        state=WriteState.WRITTEN,
        not_before=None,
        problem="",
        etag=etag if wanted else "",
        wrote=wanted,
        unsure=False,
        tried=None,
    )


def after_look(entry: OutboxEntry, found: StoredEvent | None) -> OutboxEntry:
    """The entry of a write whose outcome nobody knew, once the calendar was looked at; no longer unsure."""
    known = replace(entry, unsure=False, tried=None)
    if found is None:
        is_removed = entry.tried is None or not entry.etag
        return replace(known, etag="", wrote=None) if is_removed else known
    if entry.tried is not None and has_landed(entry.tried, entry.wrote, found.event):
        return replace(known, etag=found.etag, wrote=entry.tried)
    if entry.tried is not None and not entry.etag:
        # It was made by the write, then changed by hand; nothing can be written over that, and it is not removed.
        return replace(known, etag=NEVER_SEEN, wrote=entry.tried)
    return known


def base_of(entry: OutboxEntry, wanted: CalendarEvent | None) -> CalendarEvent | None:
    """What a change by hand is measured against: what the program wrote last, as far as that is known."""
    if entry.wrote is not None:
        return entry.wrote
    if entry.unsure and entry.tried is not None:
        return entry.tried
    return wanted if entry.etag else None


def differing(entry: OutboxEntry, base: CalendarEvent | None, problem: str) -> OutboxEntry:
    """The entry of an event that somebody changed; a person decides."""
    return replace(
        entry,
        state=WriteState.DIFFERS,
        wrote=base,
        unsure=False,
        tried=None,
        not_before=None,
        problem=problem,
    )


def noticed(
    entry: OutboxEntry, wanted: CalendarEvent | None, found: StoredEvent | None, now: datetime
) -> OutboxEntry:
    """The entry after its event was read from the calendar; the same where that means nothing for it.

    What is over is left alone: nobody need decide about an event of last week that was tidied away.
    """
    if entry.unsure or entry.state in (WriteState.WAITING, WriteState.FAILED):
        return entry
    base = base_of(entry, wanted)
    event = found.event if found else None
    asked = base if entry.state is WriteState.WRITTEN and base is not None else wanted
    if conflict(base, asked, event) and not _is_over(base, event, now):
        return differing(entry, base, entry.problem)
    if entry.state is WriteState.DIFFERS:
        # It was put back by hand, or both sides want the same by now. What is still owed is found when it is written.
        etag, wrote = (found.etag, accepted(found.event, base, wanted)) if found else ("", None)
        return replace(entry, state=WriteState.WAITING, attempts=0, problem="", etag=etag, wrote=wrote)
    return replace(entry, etag=found.etag) if found and entry.etag else entry


def decided(
    entry: OutboxEntry,
    theirs: StoredEvent | None,
    base: CalendarEvent | None,
    ours: CalendarEvent | None,
    state: WriteState,
) -> OutboxEntry:
    """The entry once a person decided about a change by hand, which from now on is what the calendar is known to hold."""
    return replace(
        entry,
        state=state,
        attempts=0,
        not_before=None,
        problem="",
        etag=theirs.etag if theirs else "",
        wrote=accepted(theirs.event, base, ours) if theirs else None,
        unsure=False,
        tried=None,
    )


def is_as_marked(entry: OutboxEntry, tried: CalendarEvent | None) -> bool:
    """Whether an entry still says of itself that this is tried, and that nobody knows the outcome."""
    return entry.state in (WriteState.WAITING, WriteState.FAILED) and entry.unsure and entry.tried == tried


def carried(newest: OutboxEntry, outcome: OutboxEntry, tried: CalendarEvent | None) -> OutboxEntry | None:
    """What is stored of an event after a write that was not alone, with what that write taught; None where there is
    nothing to be learned.

    Args:
        newest: As it is stored: queued while an older one was written, or written by another desk.
        outcome: The entry after it was written.
        tried: What the write tried.
    """
    if is_as_marked(newest, tried):
        return replace(newest, etag=outcome.etag, wrote=outcome.wrote, unsure=False, tried=None)
    if newest.state is WriteState.DIFFERS:
        return None
    if newest.state is WriteState.WRITTEN and _same(newest.wrote if newest.etag else None, tried):
        return None  # whichever came last, the calendar is as wanted
    # Another desk wrote it too, and this write may have come after that: somebody must look.
    return replace(newest, state=WriteState.WAITING, not_before=None, problem="", unsure=True, tried=tried)


def _same(one: CalendarEvent | None, other: CalendarEvent | None) -> bool:
    if one is None or other is None:
        return one is other
    return says_the_same(one, other)


def _is_over(base: CalendarEvent | None, found: CalendarEvent | None, now: datetime) -> bool:
    """A series may go on."""
    return all(event is None or (event.span.end <= now and not event.repeats) for event in (base, found))
