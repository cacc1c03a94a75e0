"""Believe what a person knows better: a calendar that is empty all of a sudden really is."""

from __future__ import annotations

from studio_app.actions.choose_primary import recorded
from studio_app.actions.done import Done
from studio_app.actions.ports import BusyReader, PrimaryCalendar, Store
from studio_app.actions.try_calendar import source_of, try_calendar
from studio_app.domain.clock import Clock
from studio_app.domain.history import HistoryEntry
from studio_app.patience import Patience


def accept_empty(
    store: Store,
    clock: Clock,
    actor: str,
    primary: PrimaryCalendar,
    busy: BusyReader,
    source_id: str,
    patience: Patience | None = None,
) -> Done:
    """Read a calendar again and take what it says for true; what was read before is dropped. In the primary one every
    event of ours that is gone counts as deleted by hand then, and is decided one by one.

    Raises:
        NotFound: it is not connected any more.
    """
    source = source_of(store, source_id)
    with store.writing() as writing:
        did = "accepted that a calendar is empty"
        writing.record(HistoryEntry(clock(), actor, did, after=recorded(source)))
    return try_calendar(store, clock, primary, busy, source_id, patience, believe_empty=True)
