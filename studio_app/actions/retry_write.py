"""Try calendar writes again that failed or still wait."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from studio_app.actions.done import Done
from studio_app.actions.ports import Store
from studio_app.domain.changes import Changes, Kind
from studio_app.domain.outbox import WriteState


def retry_writes(store: Store, now: datetime, appointments: Collection[str] | None = None) -> Done:
    """Make writes due at once: those of some appointments, or all that are not written. `write_outbox` does the rest.

    To be called for the retry on a block, and for all when the program starts.
    """
    with store.writing() as writing:
        found = [
            entry
            for entry in writing.unwritten()
            if (appointments is None or entry.appointment in appointments)
            and entry.state is not WriteState.DIFFERS
            and (entry.state is WriteState.FAILED or entry.not_before is not None)
        ]
        for entry in found:
            writing.settle(replace(entry, state=WriteState.WAITING, attempts=0, not_before=None))
    kinds = frozenset({Kind.OUTBOX}) if found else frozenset()
    words = "Nothing to try again." if not found else f"Trying {len(found)} again."
    return Done(changes=Changes(kinds), say=words)
