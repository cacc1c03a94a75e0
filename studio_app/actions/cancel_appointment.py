"""Cancel an appointment: its event goes, what was booked stays in the history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from studio_app.actions.ending import Ended, Ending, end_appointment
from studio_app.actions.ports import Store
from studio_app.domain.appointment import State

_CANCELLING = Ending(
    State.CANCELLED,
    frozenset({State.CONFIRMED, State.HOLD, State.POSTPONED}),
    "cancelled",
    "cancelling",
)


@dataclass(frozen=True, slots=True)
class CancelAppointment:
    """Which appointment, and why; `version` is that of the one that was seen, None takes whatever is there."""

    appointment: str
    why: str = ""
    version: int | None = None


def cancel_appointment(store: Store, now: datetime, actor: str, command: CancelAppointment) -> Ended:
    """Cancel an appointment. People are asked before this is called.

    Raises:
        NotFound, StaleVersion, KnownError: see `ending.end_appointment`.
    """
    return end_appointment(store, now, actor, command.appointment, _CANCELLING, command.why, command.version)
