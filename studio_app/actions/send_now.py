"""Don't wait any longer: what could still be taken back is written to the calendar now."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from studio_app.actions.done import Done
from studio_app.actions.ports import Reading, Store
from studio_app.domain.changes import Changes, Kind
from studio_app.domain.outbox import OutboxEntry, WriteState


def is_waiting_to_be_sent(entry: OutboxEntry, now: datetime) -> bool:
    """Whether a write can still be taken back without anybody hearing of it; its `not_before` is when that ends."""
    fresh = entry.state is WriteState.WAITING and not entry.attempts
    return fresh and entry.not_before is not None and entry.not_before > now


def waiting_to_be_sent(
    reading: Reading, now: datetime, appointments: Collection[str] | None = None
) -> list[OutboxEntry]:
    """The writes of some appointments, or of all, that can still be taken back."""
    return [
        entry
        for entry in reading.unwritten()
        if (appointments is None or entry.appointment in appointments) and is_waiting_to_be_sent(entry, now)
    ]


def send_now(store: Store, now: datetime, actor: str, appointments: Collection[str] | None = None) -> Done:
    """End the waiting of the writes of some appointments, or of all. `write_outbox` does the rest."""
    with store.writing() as writing:
        found = waiting_to_be_sent(writing, now, appointments)
        for entry in found:
            writing.settle(replace(entry, not_before=None))
    if not found:
        return Done(changes=Changes(), say="Nothing waits to be sent.")
    return Done(changes=Changes(frozenset({Kind.OUTBOX})), say=f"Sending {len(found)} now.")
