"""Postpone an appointment: its event goes, the order waits for a new time with the old one shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from studio_app.actions.ending import EndAppointment, Ended, Ending, end_appointment
from studio_app.actions.ports import Store
from studio_app.actions.telling import Deed
from studio_app.domain.appointment import State

_POSTPONING = Ending(
    State.POSTPONED, frozenset({State.CONFIRMED, State.HOLD}), "postponed", "postponing", Deed.POSTPONE
)


@dataclass(frozen=True, slots=True)
class PostponeAppointment(EndAppointment):
    """Which appointment, and why."""


def postpone_appointment(store: Store, now: datetime, actor: str, command: PostponeAppointment) -> Ended:
    """Postpone an appointment; moving it confirms it again.

    Raises:
        NotFound, StaleVersion, KnownError: see `ending.end_appointment`.
    """
    return end_appointment(store, now, actor, command, _POSTPONING)
