"""Let go of a hold before it ends by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from studio_app.actions.ending import EndAppointment, Ended, Ending, end_appointment
from studio_app.actions.ports import Store
from studio_app.actions.telling import Deed
from studio_app.domain.appointment import State

_RELEASING = Ending(State.CANCELLED, frozenset({State.HOLD}), "released", "release of", Deed.CANCEL)


@dataclass(frozen=True, slots=True)
class ReleaseHold:
    """Which hold; `version` is that of the one that was seen, None takes whatever is there."""

    appointment: str
    version: int | None = None
    why: str = ""


def release_hold(store: Store, now: datetime, actor: str, command: ReleaseHold) -> Ended:
    """Let go of a hold.

    Raises:
        NotFound, StaleVersion, KnownError: see `ending.end_appointment`.
    """
    ending = EndAppointment(command.appointment, command.why, command.version)
    return end_appointment(store, now, actor, ending, _RELEASING)
