"""Change several things of an appointment and its order at once: one step, judged and taken back as one.

Where only one thing is changed, the action for that one is called instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from studio_app.actions.change_property import checked_property, moved_with
from studio_app.actions.change_services import (
    crew_of,
    order_change,
    ordered_with,
    others_of,
    with_minutes,
)
from studio_app.actions.changing import OrderDone, order_done, refuse_stale, write_allowed
from studio_app.actions.confirming import offering_others, reason_given
from studio_app.actions.edit_event import checked_words
from studio_app.actions.edit_order import edited
from studio_app.actions.fresh_reading import read_afresh
from studio_app.actions.judging import Proposed, judge_all
from studio_app.actions.lengths import check_length, follows, new_minutes, order_of
from studio_app.actions.ports import BusyReader, Store, Writing
from studio_app.actions.step import Changed
from studio_app.actions.telling import Deed, whom_to_tell
from studio_app.actions.visits import crew_warnings, fitting, refuse_cancelled
from studio_app.actions.wording import names, street, where_and_when
from studio_app.domain.appointment import Appointment, OwnWords, State
from studio_app.domain.calendar_event import Notify
from studio_app.domain.changes import Changes
from studio_app.domain.order import Order, Property
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import Span, as_utc
from studio_app.errors import KnownError


@dataclass(frozen=True, slots=True)
class ChangeAppointment:
    """What is to be otherwise; what is None stays.

    Attributes:
        start, crew, minutes: When, by whom, and how long; without minutes the length follows services and size.
        services: All of them, as ids.
        waits: Ids of services that are taken away and wait for an appointment of their own; the others that are taken
            away are no longer ordered.
        property: Of the order; its other appointments go there too.
        own: Words of the event; `OwnWords()` is all as the template says.
        order: With its agent, notes, due date and wishes as wanted, and the version that was seen.
        follow: The length follows; None as the studio's setting says.
        overrule: Why staff do it against the rules; "" where they don't.
        version: Of the appointment that was seen; None takes whatever is there.
        notify: Whom the calendar tells; None tells those of the last time.
    """

    appointment: str
    start: datetime | None = None
    crew: tuple[str, ...] | None = None
    minutes: int | None = None
    services: tuple[str, ...] | None = None
    waits: tuple[str, ...] = ()
    property: Property | None = None
    own: OwnWords | None = None
    order: Order | None = None
    follow: bool | None = None
    overrule: str = ""
    version: int | None = None
    notify: Notify | None = None


def change_appointment(
    store: Store, now: datetime, actor: str, command: ChangeAppointment, busy: BusyReader | None = None
) -> OrderDone:
    """Make all changes, or none. A postponed appointment is confirmed by a new time, as by moving it.

    Raises:
        Refused: the rules refuse, with the next openings.
        BadInput: something of it can't be.
        StaleVersion, NotFound, KnownError: appointment or order was changed, isn't there, or was cancelled.
    """
    why = reason_given(command.overrule)
    check_length(command.minutes)
    people = crew_of(store, command.appointment) | frozenset(command.crew or ())
    unread = read_afresh(store, now, busy, people) if busy is not None else ()
    with offering_others(), store.writing() as writing:
        before = writing.appointment(command.appointment)
        refuse_stale(before, command.version)
        refuse_cancelled(before)
        order = order_of(writing, before, now)
        items = (
            [each for each in writing.appointments_of(order.id) if each.span.end > now] if order.id else []
        )
        studio = writing.studio(now, also=[before.id, *(each.id for each in items)])
        noted = _noted(writing, order, command, now)
        others = others_of(writing, order, before)
        after_order = order_as_wanted(studio, noted, others, before, command)
        follow = follows(writing, command.follow)
        after = as_wanted(studio, order, after_order, before, command, follow, now)
        if after == before and after_order == order:
            return OrderDone(
                changes=Changes(), say="Nothing was changed.", order=order, appointments=(before,)
            )
        going_too = [each for each in items if each.id != before.id] if command.property else []
        resize = follow and resized(order, after_order)
        beside = list(moved_with(studio, order, after_order, going_too, resize, now))
        changed = _judged(studio, now, before, after, beside, why)
        deed = Deed.MOVE if before.span.start != after.span.start else Deed.CHANGE
        notify = whom_to_tell(writing, actor, deed, command.notify)
        orders = order_change("changed", order, after_order)
        written = write_allowed(writing, studio, now, actor, changed, orders, notify)
    say = f"Saved: {where_and_when(studio, after)}, {names(studio, after.crew)}."
    warnings = crew_warnings(studio, after_order, after, now)
    return order_done(written, order, say, f"changes of {street(before)}", notify, (*warnings, *unread))


def order_as_wanted(
    studio: Studio,
    order: Order,
    others: Sequence[Appointment],
    before: Appointment,
    command: ChangeAppointment,
) -> Order:
    """The order with services and property as they are to be. Raises BadInput, KnownError.

    Args:
        others: The order's other appointments.
    """
    after = order
    if command.services is not None:
        after = ordered_with(studio, after, others, before, (*command.services, *command.waits))
        if command.waits:
            if not order.id:
                raise KnownError("The appointment has no order in which something could wait.")
            after = replace(after, open=tuple(dict.fromkeys((*after.open, *command.waits))))
    if command.property is not None:
        after = replace(after, property=checked_property(command.property))
    return after


def _noted(writing: Writing, order: Order, command: ChangeAppointment, now: datetime) -> Order:
    """The order with its notes and the like as wanted. Raises StaleVersion, BadInput, NotFound."""
    if command.order is None:
        return order
    refuse_stale(order, command.order.version)
    return edited(writing, order, command.order, now)


def as_wanted(
    studio: Studio,
    order: Order,
    after_order: Order,
    before: Appointment,
    command: ChangeAppointment,
    follow: bool,
    now: datetime,
) -> Appointment:
    """The appointment as it is to be; `follow` says whether its length follows services and size.

    Raises:
        BadInput: the services can't be its.
        KnownError: it is a hold that is over, and is to have another time.
    """
    after = before
    if command.services is not None:
        after = replace(after, services=fitting(studio, before, command.services))
    if command.property is not None:
        after = replace(after, address=after_order.property.address, place=after_order.property.place)
    if command.minutes is not None:
        after = with_minutes(after, command.minutes) if command.minutes != before.span.minutes else after
    elif follow and after.services and (resized(order, after_order) or after.services != before.services):
        after = with_minutes(after, new_minutes(studio, before, after_order, after.services, now, order))
    if command.own is not None:
        own = checked_words(command.own)
        after = replace(after, own=None if own == OwnWords() else own)
    if command.start is not None or command.crew is not None:
        after = _moved(studio, before, after, command, now)
    return after


def resized(before: Order, after: Order) -> bool:
    """Whether the property has another size."""
    return before.property.square_feet != after.property.square_feet


def _moved(
    studio: Studio, before: Appointment, after: Appointment, command: ChangeAppointment, now: datetime
) -> Appointment:
    start = as_utc(command.start) if command.start is not None else before.span.start
    if before.state is State.HOLD and not before.is_live_hold(now):
        raise KnownError("The hold is over, so it can't be moved.", "Hold or book it again first.")
    crew = before.crew if command.crew is None else _in_order(studio, command.crew)
    same = set(crew) == set(before.crew)
    after = replace(
        after,
        span=after.span if start == after.span.start else Span(start, start + after.span.length),
        crew=before.crew if same else crew,
        assigned_at=before.assigned_at if same else now,
    )
    if before.state is State.POSTPONED and command.start is not None:
        after = replace(after, state=State.CONFIRMED, reason="", assigned_at=now)
    return after


def _in_order(studio: Studio, crew: Sequence[str]) -> tuple[str, ...]:
    known = [person.id for person in studio.photographers if person.id in crew]
    return (*known, *(key for key in crew if key not in known))


def _judged(
    studio: Studio,
    now: datetime,
    before: Appointment,
    after: Appointment,
    beside: Sequence[Proposed],
    why: str,
) -> list[Changed]:
    """The rules are asked only where something is changed that they look at."""
    proposed = [Proposed("changed", after, before)]
    if after == before:
        proposed = []
    elif looked_at(after) == looked_at(before):
        return [Changed("changed", after, before), *judge_all(studio, now, beside, why)]
    return judge_all(studio, now, [*proposed, *beside], why)


def looked_at(item: Appointment) -> tuple[object, ...]:
    """What rules look at in an appointment."""
    return item.span, item.crew, item.state, item.services, item.place
