"""Add services to an appointment, or take some away; its length follows or stays."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from studio_app.actions.changing import OrderDone, order_done, refuse_stale, write_allowed
from studio_app.actions.confirming import offering_others, reason_given
from studio_app.actions.fresh_reading import read_afresh
from studio_app.actions.judging import Proposed, judge_all
from studio_app.actions.lengths import follows, new_minutes, order_of
from studio_app.actions.order_visits import services_of
from studio_app.actions.ports import BusyReader, Reading, Store
from studio_app.actions.step import OrderChanged
from studio_app.actions.telling import Deed, whom_to_tell
from studio_app.actions.visits import crew_warnings, fitting, refuse_cancelled, service_names
from studio_app.actions.wording import street
from studio_app.domain.appointment import Appointment
from studio_app.domain.calendar_event import Notify
from studio_app.domain.changes import Changes
from studio_app.domain.order import Order
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import Span
from studio_app.engine.wording import listed


@dataclass(frozen=True, slots=True)
class ChangeServices:
    """What is to be done at an appointment.

    Attributes:
        services: All of them, as ids.
        follow: The length follows the services; None as the studio's setting says.
        overrule: Why staff do it against the rules; "" where they don't.
        version: Of the appointment that was seen; None takes whatever is there.
        notify: Whom the calendar tells; None tells those of the last time.
    """

    appointment: str
    services: tuple[str, ...]
    follow: bool | None = None
    overrule: str = ""
    version: int | None = None
    notify: Notify | None = None


def change_services(
    store: Store, now: datetime, actor: str, command: ChangeServices, busy: BusyReader | None = None
) -> OrderDone:
    """Change an appointment's services. Its start and crew stay; the rules are asked for the new length and the skills.

    The order follows: what is added is ordered, and waits no longer; loose services that are taken away are no longer
    ordered, unless another appointment of the order has them.

    Raises:
        Refused: the rules refuse, with the next openings.
        BadInput: there would be no service, one is unknown, or one is of another kind of appointment.
        StaleVersion, NotFound, KnownError: it was changed, isn't there, or was cancelled.
    """
    why = reason_given(command.overrule)
    unread = read_afresh(store, now, busy, crew_of(store, command.appointment)) if busy is not None else ()
    with offering_others(), store.writing() as writing:
        before = writing.appointment(command.appointment)
        refuse_stale(before, command.version)
        refuse_cancelled(before)
        studio = writing.studio(now, also=[before.id])
        services = fitting(studio, before, command.services)
        order = order_of(writing, before, now)
        if set(services) == set(before.services):
            return _nothing(before)
        ordered = ordered_with(studio, order, others_of(writing, order, before), before, services)
        after = replace(before, services=services)
        if follows(writing, command.follow):
            after = with_minutes(after, new_minutes(studio, before, ordered, services, now, order))
        changed = judge_all(studio, now, [Proposed("changed the services of", after, before)], why)
        notify = whom_to_tell(writing, actor, Deed.CHANGE, command.notify)
        orders = order_change("changed the services of", order, ordered)
        written = write_allowed(writing, studio, now, actor, changed, orders, notify)
    say = f"{street(after)}: {listed(service_names(studio, services))}, {after.span.minutes} minutes."
    warnings = crew_warnings(studio, ordered, after, now)
    return order_done(written, order, say, f"services of {street(after)}", notify, (*warnings, *unread))


def crew_of(store: Store, *appointments: str) -> frozenset[str]:
    """Whose calendars matter for appointments."""
    with store.reading() as reading:
        return frozenset(key for item in appointments for key in reading.appointment(item).crew)


def with_minutes(appointment: Appointment, minutes: int) -> Appointment:
    """The appointment with another length, its start the same."""
    start = appointment.span.start
    return replace(appointment, span=Span(start, start + timedelta(minutes=minutes)))


def order_change(did: str, before: Order, after: Order) -> list[OrderChanged]:
    """The change of an order in a step; none where it stays, or where there is no order."""
    return [OrderChanged(did, after, before)] if before.id and after != before else []


def ordered_with(
    studio: Studio,
    order: Order,
    others: Iterable[Appointment],
    before: Appointment,
    services: Collection[str],
) -> Order:
    """The order with what is added to an appointment, and without the loose services that no appointment has any more.

    Args:
        others: The order's other appointments.
        services: All that the appointment is to have.
    """
    elsewhere = {key for item in others for key in item.services}
    gone = set(before.services).difference(services, elsewhere)
    known = services_of(studio, order)
    kept = (key for key in order.services if key not in gone)
    return replace(
        order,
        services=(*kept, *(key for key in services if key not in known)),
        open=tuple(key for key in order.open if key not in services),
    )


def others_of(reading: Reading, order: Order, appointment: Appointment) -> list[Appointment]:
    """The order's other appointments."""
    items = reading.appointments_of(order.id) if order.id else ()
    return [item for item in items if item.id != appointment.id]


def _nothing(before: Appointment) -> OrderDone:
    return OrderDone(
        changes=Changes(), say="It has these services already.", order=None, appointments=(before,)
    )
