"""Change what is noted about an order: its agent, notes, due date and wishes; or that nothing of it is wanted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from studio_app.actions.book_order import LONGEST_NOTES
from studio_app.actions.changing import OrderDone, order_done, refuse_stale
from studio_app.actions.confirming import reason_given
from studio_app.actions.ports import Store, Writing
from studio_app.actions.step import Changed, OrderChanged, at_once, write_step
from studio_app.actions.telling import Deed, whom_to_tell
from studio_app.domain.appointment import Appointment, State
from studio_app.domain.calendar_event import Notify
from studio_app.domain.changes import Changes
from studio_app.domain.order import Order, street_of
from studio_app.engine.wording import counted
from studio_app.errors import BadInput, KnownError

LONGEST_WISH = 500


@dataclass(frozen=True, slots=True)
class EditOrder:
    """The order as wanted, with the version that was seen: its agent, notes, due date and wishes count.

    Attributes:
        notify: Whom the calendar tells where its events say something else then; None tells those of the last time.
    """

    order: Order
    notify: Notify | None = None


@dataclass(frozen=True, slots=True)
class CancelOrder:
    """Which order, and why.

    Attributes:
        version: Of the order that was seen; None takes whatever is there.
        notify: Whom the calendar tells; None tells those of the last time.
        at_once: The calendar is written without waiting for an undo.
    """

    order: str
    why: str = ""
    version: int | None = None
    notify: Notify | None = None
    at_once: bool = False


def edit_order(store: Store, now: datetime, actor: str, command: EditOrder) -> OrderDone:
    """Change agent, notes, due date and wishes; events that speak of them follow.

    Raises:
        BadInput: a text is too long, or a photographer is wished for who isn't there.
        StaleVersion, NotFound: it was changed since, or it or its agent isn't there.
    """
    wanted = command.order
    with store.writing() as writing:
        before = writing.order(wanted.id)
        refuse_stale(before, wanted.version)
        after = edited(writing, before, wanted, now)
        if after == before:
            return OrderDone(changes=Changes(), say="Nothing was changed.", order=before, appointments=())
        notify = whom_to_tell(writing, actor, Deed.CHANGE, command.notify)
        written = write_step(writing, now, actor, (), [OrderChanged("changed", after, before)], notify)
    street = street_of(after.property.address)
    return order_done(
        written, before, f"Saved the order for {street}.", f"change of the order for {street}", notify
    )


def edited(writing: Writing, before: Order, wanted: Order, now: datetime) -> Order:
    """The order with agent, notes, due date and wishes as they are wanted. Raises BadInput and NotFound."""
    after = replace(
        before,
        agent=writing.agent(wanted.agent).id,
        notes=wanted.notes.strip(),
        due=wanted.due,
        wishes=replace(wanted.wishes, text=" ".join(wanted.wishes.text.split())),
    )
    check_words(after)
    known = writing.studio(now).photographer_by_id
    if any(key not in known for key in after.wishes.photographers if key not in before.wishes.photographers):
        raise BadInput("wishes.photographers", "somebody is not there")
    return after


def cancel_order(store: Store, now: datetime, actor: str, command: CancelOrder) -> OrderDone:
    """Cancel all that is still to come of an order; it leaves the waiting list. What is over stays as it was.

    Raises:
        StaleVersion, NotFound, KnownError: it was changed, isn't there, or was cancelled already.
        BadInput: the reason is too long.
    """
    why = reason_given(command.why, "why")
    with store.writing() as writing:
        before = writing.order(command.order)
        refuse_stale(before, command.version)
        if before.cancelled:
            raise KnownError("The order was cancelled already.")
        ending = [
            Changed(
                "cancelled",
                replace(item, state=State.CANCELLED, hold_until=None, reason=why),
                item,
                why,
            )
            for item in writing.appointments_of(before.id)
            if ends_with_order(item, now)
        ]
        orders = [OrderChanged("cancelled", replace(before, cancelled=True), before, why)]
        notify = whom_to_tell(writing, actor, Deed.CANCEL, command.notify)
        wait = at_once if command.at_once else None
        written = write_step(writing, now, actor, ending, orders, notify, wait)
    street = street_of(before.property.address)
    what = f" and {counted(len(ending), 'appointment')}" if ending else ""
    return order_done(
        written,
        before,
        f"Cancelled the order for {street}{what}.",
        f"cancelling the order for {street}",
        notify,
    )


def ends_with_order(item: Appointment, now: datetime) -> bool:
    """Whether an appointment is cancelled with its order: it is still to come, or waits for another time."""
    return item.state is State.POSTPONED or (item.state is not State.CANCELLED and item.span.end > now)


def check_words(order: Order) -> None:
    """Raises BadInput where notes or wishes are too long to keep."""
    if len(order.notes) > LONGEST_NOTES:
        raise BadInput("notes", f"are longer than {LONGEST_NOTES} characters")
    if len(order.wishes.text) > LONGEST_WISH:
        raise BadInput("wishes.text", f"is longer than {LONGEST_WISH} characters")
