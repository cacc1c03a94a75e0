"""What booking, moving, confirming and ending share: an appointment that is written, and what the history keeps of it."""

from __future__ import annotations

from datetime import datetime

from studio_app.actions.confirming import Decision, NotAllowed, Wish, taken
from studio_app.actions.ports import Writing
from studio_app.actions.wording import overruled, recorded
from studio_app.domain.appointment import Appointment
from studio_app.domain.history import HistoryEntry
from studio_app.domain.request import Request
from studio_app.domain.studio import Studio
from studio_app.errors import DoubleBooking, StaleVersion


def refuse_stale(appointment: Appointment, seen: int | None) -> None:
    """Refuse what another desk changed since it was seen; None takes whatever is there. Raises StaleVersion."""
    if seen is not None and seen != appointment.version:
        raise StaleVersion("The appointment")


def saved(
    writing: Writing, studio: Studio, request: Request, wish: Wish, appointment: Appointment
) -> Appointment:
    """Change a stored appointment. Raises NotAllowed where the database knows another one at that time."""
    try:
        return writing.save_appointment(appointment)
    except DoubleBooking as error:
        raise NotAllowed(studio, request, [taken(wish, appointment.crew, error)]) from error


def record_decision(
    writing: Writing,
    did: str,
    before: Appointment | None,
    after: Appointment,
    decision: Decision,
    actor: str,
    now: datetime,
    why: str,
) -> None:
    """Keep in the history what was done to an appointment; the reason only where rules were overruled."""
    values = recorded(after)
    if decision.overruled:
        values["overruled"] = overruled(decision.overruled)
    writing.record(
        HistoryEntry(
            now,
            actor,
            did,
            order=after.order,
            appointment=after.id,
            before=recorded(before) if before else {},
            after=values,
            why=why if decision.overruled else "",
        )
    )
