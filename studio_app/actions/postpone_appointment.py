"""Postpone an appointment: its event goes, the order waits for a new time with the old one shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from studio_app.actions.ending import Ended, Ending, end_appointment
from studio_app.actions.ports import Store
from studio_app.domain.appointment import State

_POSTPONING = Ending(State.POSTPONED, frozenset({State.CONFIRMED, State.HOLD}), "postponed", "postponing")


@dataclass(frozen=True, slots=True)
class PostponeAppointment:
    """Which appointment, and why; `version` is that of the one that was seen, None takes whatever is there."""

    appointment: str
    why: str = ""
    version: int | None = None


def postpone_appointment(store: Store, now: datetime, actor: str, command: PostponeAppointment) -> Ended:
    """Postpone an appointment; moving it confirms it again.

    Raises:
        NotFound, StaleVersion, KnownError: see `ending.end_appointment`.
    """
    return end_appointment(store, now, actor, command.appointment, _POSTPONING, command.why, command.version)
