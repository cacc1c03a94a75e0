"""Let go of a hold before it ends by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from studio_app.actions.ending import Ended, Ending, end_appointment
from studio_app.actions.ports import Store
from studio_app.domain.appointment import State

_RELEASING = Ending(State.CANCELLED, frozenset({State.HOLD}), "released", "release of")


@dataclass(frozen=True, slots=True)
class ReleaseHold:
    """Which hold; `version` is that of the one that was seen, None takes whatever is there."""

    appointment: str
    version: int | None = None


def release_hold(store: Store, now: datetime, actor: str, command: ReleaseHold) -> Ended:
    """Let go of a hold.

    Raises:
        NotFound, StaleVersion, KnownError: see `ending.end_appointment`.
    """
    return end_appointment(store, now, actor, command.appointment, _RELEASING, "", command.version)
