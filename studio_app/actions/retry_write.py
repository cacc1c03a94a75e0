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

    For the retry on a block, and for all when somebody asks or has signed in.
    """
    return _retried(store, appointments, waiting=True)


def retry_failed_writes(store: Store) -> Done:
    """Make due at once what a person would have to try again: the reason may be gone since. When the program starts.

    What only waits is left alone; it may be waiting so that another desk can take it back.
    """
    return _retried(store, None, waiting=False)


def _retried(store: Store, appointments: Collection[str] | None, *, waiting: bool) -> Done:
    with store.writing() as writing:
        found = [
            entry
            for entry in writing.unwritten()
            if (appointments is None or entry.appointment in appointments)
            and entry.state is not WriteState.DIFFERS
            and (entry.state is WriteState.FAILED or (waiting and entry.not_before is not None))
        ]
        for entry in found:
            writing.settle(replace(entry, state=WriteState.WAITING, attempts=0, not_before=None))
    kinds = frozenset({Kind.OUTBOX}) if found else frozenset()
    words = "Nothing to try again." if not found else f"Trying {len(found)} again."
    return Done(changes=Changes(kinds), say=words)
