"""Cancel an appointment: its event goes, what was booked stays in the history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from studio_app.actions.ending import EndAppointment, Ended, Ending, end_appointment
from studio_app.actions.ports import Store
from studio_app.actions.telling import Deed
from studio_app.domain.appointment import State

_CANCELLING = Ending(
    State.CANCELLED,
    frozenset({State.CONFIRMED, State.HOLD, State.POSTPONED}),
    "cancelled",
    "cancelling",
    Deed.CANCEL,
)


@dataclass(frozen=True, slots=True)
class CancelAppointment(EndAppointment):
    """Which appointment, and why."""


def cancel_appointment(store: Store, now: datetime, actor: str, command: CancelAppointment) -> Ended:
    """Cancel an appointment. People are asked before this is called.

    Raises:
        NotFound, StaleVersion, KnownError: see `ending.end_appointment`.
    """
    return end_appointment(store, now, actor, command, _CANCELLING)
