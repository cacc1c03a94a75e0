"""What a change of an appointment owes to the primary calendar, queued in the transaction that changes it."""

from __future__ import annotations

from datetime import datetime

from studio_app.actions.identity import new_id
from studio_app.actions.ports import Writing
from studio_app.domain.appointment import Appointment, State
from studio_app.domain.outbox import OutboxEntry, Task


def owe(writing: Writing, appointment: Appointment, now: datetime) -> OutboxEntry | None:
    """Queue the write of an appointment's event as the appointment now stands; None where nothing is owed.

    Confirmed appointments have an event, all others have none. The event keeps its id for ever; it is made here, before
    the first write, so that a repeat can never make a second event.
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
        etag=last.etag if last else "",
    )
    writing.queue(entry)
    return entry
