"""What booking, moving, confirming and ending share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from studio_app.actions.confirming import NotAllowed, Wish, move_request, taken
from studio_app.actions.ports import Writing
from studio_app.actions.step import Changed, OrderChanged, Wait, Written, write_step
from studio_app.actions.visits import visit_of
from studio_app.domain.appointment import Appointment
from studio_app.domain.calendar_event import Notify
from studio_app.domain.studio import Studio
from studio_app.errors import DoubleBooking, StaleVersion


def refuse_stale(appointment: Appointment, seen: int | None) -> None:
    """Refuse what another desk changed since it was seen; None takes whatever is there. Raises StaleVersion."""
    if seen is not None and seen != appointment.version:
        raise StaleVersion("The appointment")


def write_allowed(
    writing: Writing,
    studio: Studio,
    now: datetime,
    actor: str,
    changed: Sequence[Changed],
    orders: Sequence[OrderChanged],
    notify: Notify,
    wait: Wait | None = None,
) -> Written:
    """Write what the rules allowed; the arguments are those of `step.write_step`.

    Raises:
        NotAllowed: the database knows another appointment that the rules could not see.
        StaleVersion, NotFound: see `step.write_step`.
    """
    try:
        return write_step(writing, now, actor, changed, orders, notify, wait)
    except DoubleBooking as error:
        item = changed[0].after
        wish = Wish(visit_of(studio, item), item.span.start, item.crew)
        request = move_request(studio, item, wish.start, now)
        raise NotAllowed(studio, request, [taken(wish, item.crew, error)]) from error
