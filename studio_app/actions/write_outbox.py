"""Write to the primary calendar what committed changes owe it.

An entry says which event is owed, not what it says: that is read afresh just before the write. So a write can be
repeated at any point, by any desk, and after a crash: the event's id was made before the first try, and the same event
put twice is one event.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import datetime

from studio_app.actions.backoff import MOST_ATTEMPTS, Jitter, wait_after
from studio_app.actions.done import Done
from studio_app.actions.event_text import Templates, calendar_event
from studio_app.actions.ports import PrimaryCalendar, Reading, Store, Writing
from studio_app.domain.agent import Agent
from studio_app.domain.appointment import Appointment, State
from studio_app.domain.calendar_event import CalendarEvent
from studio_app.domain.changes import Changes, Kind
from studio_app.domain.clock import Clock
from studio_app.domain.order import Order
from studio_app.domain.outbox import OutboxEntry, Task, WriteState
from studio_app.errors import CalendarUnavailable, KnownError, NotFound

ROUNDS = 5
"""How often what came up meanwhile is written too; the rest waits for the next time."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxWritten(Done):
    """What became of the entries that were due.

    Attributes:
        written: Written now.
        waiting: Not written; they are tried again at their `not_before`.
        failed: Not written after many tries; they wait for a person.
    """

    written: tuple[OutboxEntry, ...] = ()
    waiting: tuple[OutboxEntry, ...] = ()
    failed: tuple[OutboxEntry, ...] = ()


def write_outbox(store: Store, calendar: PrimaryCalendar, clock: Clock, jitter: Jitter) -> OutboxWritten:
    """Write all entries that are due, oldest first, and store what became of them.

    A calendar that can't be reached ends the round: the others would fail alike.

    Raises:
        StorageUnavailable: the database can't be read or written.
    """
    settled: dict[str, OutboxEntry] = {}
    for _ in range(ROUNDS):
        with store.reading() as reading:
            due = [(entry, _owed(reading, entry, clock())) for entry in reading.due(clock())]
        if not due:
            break
        for entry, event in due:
            outcome, reached = _write(calendar, entry, event, clock, jitter)
            if _settled(store, outcome, clock()):
                settled[entry.appointment] = outcome
            if not reached:
                return _done(settled)
    return _done(settled)


def _owed(reading: Reading, entry: OutboxEntry, now: datetime) -> CalendarEvent | None:
    """The event as it should be now; None where there should be none."""
    if entry.task is Task.REMOVE:
        return None
    try:
        appointment = reading.appointment(entry.appointment)
        studio = reading.studio(now)
    except NotFound:
        return None
    if appointment.state is not State.CONFIRMED:
        return None
    order, agent = _order_of(reading, appointment)
    return calendar_event(entry.event, appointment, studio, order, agent, Templates.stored(reading))


def _order_of(reading: Reading, appointment: Appointment) -> tuple[Order | None, Agent | None]:
    try:
        order = reading.order(appointment.order) if appointment.order else None
        return order, reading.agent(order.agent) if order else None
    except NotFound:
        return None, None


def _write(
    calendar: PrimaryCalendar, entry: OutboxEntry, event: CalendarEvent | None, clock: Clock, jitter: Jitter
) -> tuple[OutboxEntry, bool]:
    """Try one write; returns the entry as it is then, and whether the calendar could be reached."""
    tried = replace(entry, attempts=entry.attempts + 1, not_before=None)
    try:
        if event is None:
            calendar.remove(entry.event, entry.last, entry.notify)
            etag = ""
        else:
            etag = calendar.put(event, entry.last, entry.notify)
    except CalendarUnavailable as error:
        return _later(tried, str(error), clock, jitter), False
    except KnownError as error:
        return replace(tried, state=WriteState.FAILED, problem=str(error)), True
    except Exception as error:
        # One event that trips the program up must not keep the others from being written.
        log.exception("writing event %s failed", entry.event)
        problem = f"The program failed on this event ({type(error).__name__}); the log file says more."
        return replace(tried, state=WriteState.FAILED, problem=problem), True
    return replace(tried, state=WriteState.WRITTEN, problem="", etag=etag), True


def _later(tried: OutboxEntry, problem: str, clock: Clock, jitter: Jitter) -> OutboxEntry:
    if tried.attempts >= MOST_ATTEMPTS:
        return replace(tried, state=WriteState.FAILED, problem=problem)
    return replace(tried, problem=problem, not_before=clock() + wait_after(tried.attempts, jitter))


def _settled(store: Store, outcome: OutboxEntry, now: datetime) -> bool:
    """Store what became of an entry; False where it was replaced while it was written."""
    with store.writing() as writing:
        if writing.settle(outcome):
            return True
        if outcome.state is WriteState.WRITTEN:
            _write_again(writing, outcome, now)
        return False


def _write_again(writing: Writing, outcome: OutboxEntry, now: datetime) -> None:
    """Owe the newer entry once more: this desk's write of the older one may have come after another desk's of the
    newer, so that the calendar would keep the older."""
    newest = next(iter(writing.outbox([outcome.appointment])), None)
    if newest is not None:
        writing.queue(
            replace(newest, state=WriteState.WAITING, created_at=now, attempts=0, not_before=None, problem="")
        )


def _done(settled: dict[str, OutboxEntry]) -> OutboxWritten:
    by_state = {
        state: tuple(entry for entry in settled.values() if entry.state is state) for state in WriteState
    }
    written, failed = by_state[WriteState.WRITTEN], by_state[WriteState.FAILED]
    problems = dict.fromkeys(entry.problem for entry in settled.values() if entry.problem)
    return OutboxWritten(
        changes=Changes(frozenset({Kind.OUTBOX}) if settled else frozenset()),
        say=f"Wrote {len(written)} of {len(settled)} to the calendar." if settled else "Nothing to write.",
        warnings=tuple(problems),
        written=written,
        waiting=by_state[WriteState.WAITING],
        failed=failed,
    )
