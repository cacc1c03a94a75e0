"""What a change of an appointment owes to the primary calendar, queued in the transaction that changes it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from studio_app.actions.identity import new_id
from studio_app.actions.ports import Writing
from studio_app.domain.appointment import Appointment, State
from studio_app.domain.calendar_event import Notify
from studio_app.domain.outbox import OutboxEntry, Task, WriteState

AT_ONCE = timedelta(0)


def owe(
    writing: Writing,
    appointment: Appointment,
    now: datetime,
    notify: Notify = Notify.EVERYONE,
    wait: timedelta = AT_ONCE,
) -> OutboxEntry | None:
    """Queue the write of an appointment's event as the appointment now stands; None where nothing is owed.

    Confirmed appointments have an event, all others have none. The event keeps its id for ever; it is made here, before
    the first write, so that a repeat can never make a second event.

    Args:
        notify: Whom the calendar tells; more where an earlier change that waits still owes it to them.
        wait: How long it may still be taken back before anything is written.
    """
    last = next(iter(writing.outbox([appointment.id])), None)
    wanted = appointment.state is State.CONFIRMED
    if last is None and not wanted:
        return None
    entry = OutboxEntry(
        appointment=appointment.id,
        event=last.event if last else new_id(),
        task=Task.PUT if wanted else Task.REMOVE,
        created_at=now,
        not_before=now + wait if wait else None,
        notify=_widest(notify, last),
    )
    entry = carried_on(last, entry) if last else entry
    writing.queue(entry)
    return entry


def carried_on(last: OutboxEntry, entry: OutboxEntry) -> OutboxEntry:
    """A newer entry of the same event, with what the last one knows of the calendar."""
    return replace(entry, etag=last.etag, wrote=last.wrote, unsure=last.unsure, tried=last.tried)


def _widest(notify: Notify, last: OutboxEntry | None) -> Notify:
    """Both changes go out in one write: who was to hear of the first hears of both."""
    if last is None or last.state is WriteState.WRITTEN:
        return notify
    return min(notify, last.notify, key=list(Notify).index)
