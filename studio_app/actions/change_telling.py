"""Tell somebody else of what still waits to be written, while it can be taken back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from studio_app.actions.done import Done
from studio_app.actions.ports import Store
from studio_app.actions.send_now import waiting_to_be_sent
from studio_app.domain.calendar_event import Notify
from studio_app.domain.changes import Changes, Kind


def change_telling(
    store: Store, now: datetime, actor: str, notify: Notify, appointments: Collection[str] | None = None
) -> Done:
    """Tell others of what waits of some appointments, or of all. It is chosen for this time only: nothing is
    remembered by it."""
    with store.writing() as writing:
        found = waiting_to_be_sent(writing, now, appointments)
        for entry in found:
            writing.settle(replace(entry, notify=notify))
    if not found:
        return Done(changes=Changes(), say="It is sent already.")
    return Done(changes=Changes(frozenset({Kind.OUTBOX})), say=f"{TOLD[notify]}.")


TOLD = {
    Notify.EVERYONE: "Everyone is told",
    Notify.PHOTOGRAPHERS: "Photographers are told",
    Notify.NOBODY: "Nobody is told",
}
"""In words."""
