"""What booking, moving, confirming and ending share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from studio_app.actions.confirming import NotAllowed, Wish, move_request, taken
from studio_app.actions.done import Done
from studio_app.actions.ports import Writing
from studio_app.actions.restore_appointments import undo_of
from studio_app.actions.step import Changed, OrderChanged, Wait, Written, write_step
from studio_app.actions.visits import visit_of
from studio_app.domain.appointment import Appointment
from studio_app.domain.calendar_event import Notify
from studio_app.domain.order import Order
from studio_app.domain.studio import Studio
from studio_app.errors import DoubleBooking, StaleVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDone(Done):
    """What became of an order and its appointments.

    Attributes:
        order: As it is now; None where the appointment has none.
        appointments: Those that changed, as they are now, the one that was asked for first.
    """

    order: Order | None
    appointments: tuple[Appointment, ...]


def refuse_stale(item: Appointment | Order, seen: int | None) -> None:
    """Refuse what another desk changed since it was seen; None takes whatever is there. Raises StaleVersion."""
    if seen is not None and seen != item.version:
        raise StaleVersion("The order" if isinstance(item, Order) else "The appointment")


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


def order_done(
    written: Written,
    order: Order | None,
    say: str,
    name: str,
    notify: Notify,
    warnings: Sequence[str] = (),
) -> OrderDone:
    """What an action on an order hands back.

    Args:
        order: As it was; what was written of it takes its place. Without an id it is none.
        name: What the undo takes back.
    """
    return OrderDone(
        changes=written.changes,
        say=say,
        undo=undo_of(name, written, notify),
        warnings=tuple(warnings),
        order=written.orders[0].after if written.orders else order if order and order.id else None,
        appointments=tuple(item.after for item in written.appointments),
    )
