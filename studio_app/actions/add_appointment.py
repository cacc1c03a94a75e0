"""Give services of an order an appointment: those that still wait for one, or more than were ordered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from studio_app.actions.book_order import Slot, booked_words, check_hold, new_appointment
from studio_app.actions.changing import OrderDone, order_done, write_allowed
from studio_app.actions.confirming import (
    NotAllowed,
    Wish,
    decide,
    offering_others,
    reason_given,
)
from studio_app.actions.done import Reason
from studio_app.actions.event_text import text_warnings
from studio_app.actions.fresh_reading import read_afresh
from studio_app.actions.lengths import check_length
from studio_app.actions.order_visits import order_request, services_of, visits_for
from studio_app.actions.ports import BusyReader, Store
from studio_app.actions.step import OrderChanged
from studio_app.actions.telling import Deed, whom_to_tell
from studio_app.domain.calendar_event import Notify
from studio_app.domain.order import Order, street_of
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import as_utc
from studio_app.engine.visits import Visit
from studio_app.errors import BadInput


@dataclass(frozen=True, slots=True)
class AddAppointment:
    """One appointment more.

    Attributes:
        services: Ids; those that the order did not ask for are added to it.
        slot: When and by whom.
        minutes: Time on site; None as the studio's list says.
        hold_minutes: Reserve for so long instead of confirming; None confirms.
        overrule: Why staff book it against the rules; "" where they don't.
        notify: Whom the calendar tells; None tells those of the last time.
    """

    order: str
    services: tuple[str, ...]
    slot: Slot
    minutes: int | None = None
    hold_minutes: int | None = None
    overrule: str = ""
    notify: Notify | None = None


def add_appointment(
    store: Store, now: datetime, actor: str, command: AddAppointment, busy: BusyReader | None = None
) -> OrderDone:
    """Book or hold services of an order that is there. With `busy` the calendars are read afresh before.

    Raises:
        Refused: the rules refuse, with the next openings.
        BadInput: the services can't go together, or something else in the command can't be used.
        NotFound: there is no such order.
    """
    why = reason_given(command.overrule)
    check_hold(command.hold_minutes)
    check_length(command.minutes)
    unread = read_afresh(store, now, busy, command.slot.crew) if busy is not None else ()
    with offering_others(), store.writing() as writing:
        studio = writing.studio(now)
        order = writing.order(command.order)
        visit = one_visit(studio, order, command.services, now)
        if command.minutes is not None:
            visit = replace(visit, minutes=command.minutes)
        wish = Wish(visit, as_utc(command.slot.start), command.slot.crew)
        request = order_request(studio, order, now, visit.services)
        decision = decide(studio, request, wish, why)
        if isinstance(decision, Reason):
            raise NotAllowed(studio, request, [decision])
        notify = whom_to_tell(writing, actor, Deed.BOOK, command.notify)
        added = new_appointment(order, wish, decision, command.hold_minutes, now, why)
        orders = _order(studio, order, visit.services)
        written = write_allowed(writing, studio, now, actor, [added], orders, notify)
        after = written.orders[0].after if written.orders else order
        appointment = written.appointments[0].after
        warnings = text_warnings(writing, studio, after, writing.agent(order.agent), [appointment])
    say = booked_words(studio, [appointment], command.hold_minutes)
    name = f"another appointment at {street_of(order.property.address)}"
    return order_done(written, order, say, name, notify, (*warnings, *unread))


def one_visit(studio: Studio, order: Order, services: Sequence[str], now: datetime) -> Visit:
    """The one appointment that these services of an order need.

    Raises:
        BadInput: there is none, or they need more than one.
    """
    unknown = [key for key in services if key not in studio.service_by_id]
    if unknown:
        raise BadInput("services", f'there is no service "{unknown[0]}"')
    visits = visits_for(studio, order, services, now)
    if not visits:
        raise BadInput("services", "choose at least one service")
    if len(visits) > 1:
        raise BadInput("services", f"they need {len(visits)} appointments; add them one by one")
    return visits[0]


def _order(studio: Studio, order: Order, placed: Sequence[str]) -> list[OrderChanged]:
    """The order with services that it did not ask for, and without those that no longer wait; none where it stays."""
    ordered = services_of(studio, order)
    after = replace(
        order,
        services=(*order.services, *(key for key in placed if key not in ordered)),
        open=tuple(key for key in order.open if key not in placed),
        cancelled=False,
    )
    return [] if after == order else [OrderChanged("gave a time to", after, order)]
