"""Change an order's address or size: its appointments follow, with zones and travel checked again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from studio_app.actions.book_order import checked_address
from studio_app.actions.change_services import order_change, with_minutes
from studio_app.actions.changing import OrderDone, order_done, refuse_stale, write_allowed
from studio_app.actions.confirming import offering_others, reason_given
from studio_app.actions.fresh_reading import read_afresh
from studio_app.actions.judging import Proposed, judge_all
from studio_app.actions.lengths import follows, new_minutes
from studio_app.actions.ports import BusyReader, Store
from studio_app.actions.telling import Deed, whom_to_tell
from studio_app.domain.appointment import Appointment, State
from studio_app.domain.calendar_event import Notify
from studio_app.domain.changes import Changes
from studio_app.domain.order import Order, Property, street_of
from studio_app.domain.studio import Studio
from studio_app.engine.wording import counted
from studio_app.errors import BadInput


@dataclass(frozen=True, slots=True)
class ChangeProperty:
    """The property as it is to be.

    Attributes:
        order: Id of the order.
        property: Address, place and size.
        follow: Lengths follow the size; None as the studio's setting says.
        overrule: Why staff do it against the rules; "" where they don't.
        version: Of the order that was seen; None takes whatever is there.
        notify: Whom the calendar tells; None tells those of the last time.
    """

    order: str
    property: Property
    follow: bool | None = None
    overrule: str = ""
    version: int | None = None
    notify: Notify | None = None


def change_property(
    store: Store, now: datetime, actor: str, command: ChangeProperty, busy: BusyReader | None = None
) -> OrderDone:
    """Change the property of an order. Appointments that are over stay as they were; of the others those that take
    somebody's time are judged again, all together.

    Raises:
        Refused: the rules refuse one or more at the new place, with the next openings.
        BadInput: the address is missing or too long, or the size is none.
        StaleVersion, NotFound: the order was changed, or isn't there.
    """
    why = reason_given(command.overrule)
    wanted = checked_property(command.property)
    unread = read_afresh(store, now, busy, _crews(store, command.order, now)) if busy is not None else ()
    with offering_others(), store.writing() as writing:
        order = writing.order(command.order)
        refuse_stale(order, command.version)
        if wanted == order.property:
            return OrderDone(changes=Changes(), say="It is so already.", order=order, appointments=())
        after = replace(order, property=wanted)
        items = [item for item in writing.appointments_of(order.id) if item.span.end > now]
        studio = writing.studio(now, also=[item.id for item in items])
        follow = follows(writing, command.follow) and wanted.square_feet != order.property.square_feet
        proposed = list(moved_with(studio, order, after, items, follow, now))
        changed = judge_all(studio, now, proposed, why)
        notify = whom_to_tell(writing, actor, Deed.CHANGE, command.notify)
        orders = order_change("changed the property of", order, after)
        written = write_allowed(writing, studio, now, actor, changed, orders, notify)
    street = street_of(wanted.address)
    moved = f", {counted(len(changed), 'appointment')} with it" if changed else ""
    return order_done(written, order, f"Changed to {street}{moved}.", f"property of {street}", notify, unread)


def checked_property(wanted: Property) -> Property:
    """The property, tidied. Raises BadInput."""
    address = checked_address(wanted.address)
    if wanted.square_feet is not None and not 0 < wanted.square_feet < float("inf"):
        raise BadInput("square_feet", "must be more than 0")
    return replace(wanted, address=address)


def _crews(store: Store, order: str, now: datetime) -> frozenset[str]:
    with store.reading() as reading:
        items = reading.appointments_of(order)
    return frozenset(
        key for item in items if item.blocks_at(now) and item.span.end > now for key in item.crew
    )


def moved_with(
    studio: Studio, before: Order, after: Order, items: Sequence[Appointment], follow: bool, now: datetime
) -> Iterator[Proposed]:
    """Each of its appointments that is not over, whatever its state: one that is brought back goes to the new address."""
    wanted = after.property
    for item in items:
        changed = replace(item, address=wanted.address, place=wanted.place)
        if follow and item.services and item.state is not State.CANCELLED:
            minutes = new_minutes(studio, item, after, item.services, now, before)
            changed = with_minutes(changed, minutes) if minutes != item.span.minutes else changed
        if changed != item:
            yield Proposed("changed the address of", changed, item)
