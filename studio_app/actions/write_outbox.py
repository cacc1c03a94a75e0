"""Write to the primary calendar what committed changes owe it.

An entry says which event is owed, not what it says: that is read afresh just before the write. So a write can be
repeated at any point, by any desk, and after a crash: the event's id was made before the first try, the same event put
twice is one event, and where the calendar is as wanted already nothing is written, so that no guest hears of it twice.
"""

from __future__ import annotations

import logging
from collections.abc import Collection
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from studio_app.actions.backoff import wait_after
from studio_app.actions.calendar_leftovers import Leftover, leave
from studio_app.actions.calendar_trouble import LONGEST_WAIT, is_left_alone, note_primary_trouble, said_of
from studio_app.actions.done import Done
from studio_app.actions.owed_event import owed_event
from studio_app.actions.ports import PrimaryCalendar, Reading, Store, Writing
from studio_app.actions.writing_plan import (
    Step,
    after_look,
    base_of,
    carried,
    differing,
    is_as_marked,
    marked,
    next_step,
    unmarked,
    written,
)
from studio_app.domain.backoff import Jitter
from studio_app.domain.calendar_event import CalendarEvent, Seen, StoredEvent, Written
from studio_app.domain.changes import Changes, Kind
from studio_app.domain.clock import Clock
from studio_app.domain.difference import accepted, conflict
from studio_app.domain.history import HistoryEntry
from studio_app.domain.outbox import OutboxEntry, WriteState
from studio_app.domain.studio import Studio
from studio_app.engine.wording import counted
from studio_app.errors import (
    CalendarOffline,
    CalendarUnavailable,
    EventChanged,
    KnownError,
    NotFound,
    NotSignedInHere,
    SignInNeeded,
)
from studio_app.patience import Patience

CALENDAR = "the calendar"
"""Who did it, for the history."""

ROUNDS = 5
"""How often what came up meanwhile is written too; the rest waits for the next time."""

Turn = AbstractContextManager[object]
"""Whose turn it is, such as a lock."""

_LOOKS = 3
"""How often a write whose outcome is unknown is looked for in one round."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxWritten(Done):
    """What became of the entries that were due.

    Attributes:
        written: The calendar is as wanted now.
        waiting: Not written; they are tried again at their `not_before`.
        failed: The event itself can't be written; they wait for a person.
        differing: Somebody changed the event in the calendar; a person decides.
    """

    written: tuple[OutboxEntry, ...] = ()
    waiting: tuple[OutboxEntry, ...] = ()
    failed: tuple[OutboxEntry, ...] = ()
    differing: tuple[OutboxEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class _Plan:
    """One write that is about to be made: its entry before and while it is tried, and the event."""

    before: OutboxEntry
    entry: OutboxEntry
    wanted: CalendarEvent | None
    step: Step


@dataclass(frozen=True, slots=True)
class _Changed:
    """Somebody changed the event: what it is measured against, and what it is now."""

    base: CalendarEvent | None
    found: StoredEvent | None


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of an entry; None where it was replaced meanwhile.

    Attributes:
        ended: The calendar can't be reached.
        was_so: Nothing had to be written.
    """

    entry: OutboxEntry | None
    ended: bool = False
    was_so: bool = False


def write_outbox(
    store: Store,
    calendar: PrimaryCalendar,
    clock: Clock,
    jitter: Jitter,
    patience: Patience | None = None,
    turn: Turn | None = None,
) -> OutboxWritten:
    """Write all entries that are due, oldest first, and store what became of them.

    A calendar that can't be reached ends the round: the others would fail alike. Nothing fails for good by that, however
    long it lasts; a provider that asked for a pause gets it. At a desk that holds no key to the account nothing happens.

    Several may write at once, at one desk or at several: of each event the newest entry says what is under way.

    Args:
        turn: Held while one event is written, so that of several that write at this desk none asks twice for the same.

    Raises:
        StorageUnavailable: the database can't be read or written.
    """
    writer = _Writer(store, calendar, clock, jitter)
    settled: dict[str, _Outcome] = {}
    for _ in range(ROUNDS):
        due, studio = writer.due()
        if not due:
            break
        for entry in due:
            if patience is not None and patience.is_over:
                return _done(settled)
            with turn or nullcontext():
                outcome = writer.write(entry, studio)
            if outcome.entry:
                settled[entry.appointment] = outcome
            if outcome.ended:
                return _done(settled)
    return _done(settled)


@dataclass(frozen=True)
class _Writer:
    """Writes one entry after the other."""

    store: Store
    calendar: PrimaryCalendar
    clock: Clock
    jitter: Jitter

    def due(self) -> tuple[list[OutboxEntry], Studio | None]:
        """The entries whose time has come, and the studio that they speak of."""
        now = self.clock()
        with self.store.reading() as reading:
            found = [] if is_left_alone(reading, now) else list(reading.due(now))
            return found, reading.studio(now) if found and reading.has_studio() else None

    def write(self, entry: OutboxEntry, studio: Studio | None) -> _Outcome:
        """Bring the calendar up to date with one entry."""
        for _ in range(_LOOKS):
            plan = self._prepared(entry, studio)
            if plan is None or plan.step is Step.NOTHING:
                return _Outcome(plan.entry if plan else None, was_so=True)
            try:
                answer = self._ask(plan)
            except Exception as error:  # noqa: BLE001 - one event that trips the program up must not keep the others
                return self._failed(plan, error)
            if isinstance(answer, OutboxEntry):
                with self.store.writing() as writing:
                    writing.settle(answer)
            elif isinstance(answer, _Changed):
                return _Outcome(self._differs(plan, answer))
            else:
                return _Outcome(self._written(plan, answer))
        return _Outcome(None)

    def _ask(self, plan: _Plan) -> str | _Changed | OutboxEntry:
        """The calendar's part, with no transaction open: the new etag, what differs, or the entry that is no longer
        unsure."""
        if plan.step is Step.LOOK:
            return after_look(plan.entry, self.calendar.find(plan.entry.event))
        try:
            return self._send(plan, plan.before.last)
        except EventChanged:
            found = self.calendar.find(plan.entry.event)
        event = found.event if found else None
        base = base_of(plan.before, plan.wanted)
        if conflict(base, plan.wanted, event):
            return _Changed(base, found)
        # Nothing that matters was changed, or both sides want the same.
        return self._send(
            plan, Written(found.etag, accepted(found.event, base, plan.wanted)) if found else None
        )

    def _send(self, plan: _Plan, last: Written | None) -> str:
        entry = plan.entry
        if plan.wanted is not None:
            return self.calendar.put(plan.wanted, last, entry.notify)
        self.calendar.remove(entry.event, last, entry.notify)
        return ""

    def _prepared(self, entry: OutboxEntry, studio: Studio | None) -> _Plan | None:
        """What is to be done, with a note of it stored before it is done; None where somebody else did it."""
        with self.store.writing() as writing:
            current = _newest(writing, entry)
            if current is None or _is_other(current, entry) or current.state is not WriteState.WAITING:
                return None
            wanted = owed_event(writing, studio, current)
            seen = next(iter(writing.seen([current.event])), None)
            step = next_step(current, wanted, seen)
            after = current
            if step is Step.NOTHING:
                after = replace(current, state=WriteState.WRITTEN, not_before=None, problem="")
            elif step is Step.WRITE:
                after = marked(current, wanted)
            if after != current:
                writing.settle(after)
            return _Plan(current, after, wanted, step)

    # ------------------------------------------------------------ outcomes

    def _written(self, plan: _Plan, etag: str) -> OutboxEntry | None:
        now = self.clock()
        outcome = replace(written(plan.entry, plan.wanted, etag), attempts=plan.entry.attempts + 1)
        with self.store.writing() as writing:
            did = "wrote the event" if plan.wanted else "removed the event"
            _record(writing, outcome, did, self.clock)
            newest = _newest(writing, outcome)
            if newest is None or newest.state is not WriteState.DIFFERS:
                _see(writing, plan, etag, now)
            if newest is None or (not _is_other(newest, outcome) and is_as_marked(newest, plan.wanted)):
                writing.settle(outcome)
                return outcome
            if newest.event != outcome.event:
                # Another calendar became the primary one meanwhile, and nobody knows which of them was written.
                leave(writing, [Leftover(writing.primary(), outcome.event)])
                return None
            carried_on = carried(newest, outcome, plan.wanted)
            if carried_on is not None:
                writing.queue(replace(carried_on, created_at=max(now, newest.created_at)))
        return None

    def _differs(self, plan: _Plan, changed: _Changed) -> OutboxEntry | None:
        outcome = differing(plan.entry, changed.base, str(EventChanged()))
        with self.store.writing() as writing:
            if not writing.settle(outcome):
                return None
            writing.see([Seen(outcome.event, changed.found, self.clock())])
            _record(writing, outcome, "found the event changed", self.clock)
        return outcome

    def _failed(self, plan: _Plan, error: Exception) -> _Outcome:
        tried = replace(plan.entry, attempts=plan.entry.attempts + 1)
        if isinstance(error, NotSignedInHere):
            return _Outcome(None, ended=True)
        if isinstance(error, CalendarUnavailable):
            known = unmarked(tried, plan.before) if isinstance(error, SignInNeeded) else tried
            return _Outcome(self._later(known, error), ended=True)
        if isinstance(error, EventChanged):  # again and again: somebody works on it right now
            return _Outcome(self._later(unmarked(tried, plan.before), error))
        if isinstance(error, KnownError):
            outcome = unmarked(tried, plan.before)
            return _Outcome(self._gave_up(outcome, str(error)))
        log.error("writing event %s failed", tried.event, exc_info=error)
        problem = f"The program failed on this event ({type(error).__name__}); the log file says more."
        return _Outcome(self._gave_up(tried, problem))

    def _later(self, tried: OutboxEntry, error: KnownError) -> OutboxEntry | None:
        """Keep the entry for later, and what is wrong with the calendar."""
        now = self.clock()
        asked = error.retry_after if isinstance(error, CalendarOffline) else None
        wait = max(
            wait_after(tried.attempts, self.jitter), min(timedelta(seconds=asked or 0.0), LONGEST_WAIT)
        )
        problem = said_of(error) if isinstance(error, CalendarUnavailable) else str(error)
        outcome = replace(tried, problem=problem, not_before=now + wait)
        with self.store.writing() as writing:
            if isinstance(error, CalendarUnavailable):
                note_primary_trouble(writing, error, now)
            return outcome if writing.settle(outcome) else None

    def _gave_up(self, tried: OutboxEntry, problem: str) -> OutboxEntry | None:
        outcome = replace(tried, state=WriteState.FAILED, problem=problem, not_before=None)
        with self.store.writing() as writing:
            if not writing.settle(outcome):
                return None
            _record(writing, outcome, "could not write the event", self.clock)
        return outcome


def _newest(reading: Reading, entry: OutboxEntry) -> OutboxEntry | None:
    return next(iter(reading.outbox([entry.appointment])), None)


def _is_other(newest: OutboxEntry, entry: OutboxEntry) -> bool:
    """Whether an entry was replaced by a newer one of its appointment."""
    return (newest.created_at, newest.event, newest.task) != (entry.created_at, entry.event, entry.task)


def _see(writing: Writing, plan: _Plan, etag: str, now: datetime) -> None:
    """Keep the event as it is in the calendar now; what guests answered stays until it is read again."""
    event = plan.entry.event
    if plan.wanted is None:
        writing.see((), gone=[event])
        return
    known = next(iter(writing.seen([event])), None)
    answers = known.stored.answers if known and known.stored else {}
    writing.see([Seen(event, StoredEvent(plan.wanted, etag, answers), now)])


def _record(writing: Writing, entry: OutboxEntry, did: str, clock: Clock) -> None:
    try:
        order = writing.appointment(entry.appointment).order
    except NotFound:
        order = ""
    writing.record(
        HistoryEntry(clock(), CALENDAR, did, order=order, appointment=entry.appointment, why=entry.problem)
    )


def _said(settled: Collection[_Outcome], written: int) -> str:
    """How many were written; what was as wanted needed no writing."""
    were_so = sum(outcome.was_so for outcome in settled)
    owed = len(settled) - were_so
    if not settled:
        return "Nothing to write."
    said = [f"Wrote {written - were_so} of {owed} to the calendar."] if owed else []
    if were_so:
        said.append(f"The calendar had {counted(were_so, 'event')} as wanted already.")
    return " ".join(said)


def _done(settled: dict[str, _Outcome]) -> OutboxWritten:
    entries = [outcome.entry for outcome in settled.values() if outcome.entry]
    by_state = {state: tuple(entry for entry in entries if entry.state is state) for state in WriteState}
    done = by_state[WriteState.WRITTEN]
    problems = dict.fromkeys(entry.problem for entry in entries if entry.problem)
    return OutboxWritten(
        changes=Changes(frozenset({Kind.OUTBOX, Kind.CALENDARS}) if settled else frozenset()),
        say=_said(settled.values(), len(done)),
        warnings=tuple(problems),
        written=done,
        waiting=by_state[WriteState.WAITING],
        failed=by_state[WriteState.FAILED],
        differing=by_state[WriteState.DIFFERS],
    )
