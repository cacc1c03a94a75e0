"""One step of a person: all that it changes is written in one transaction, owed to the calendar and kept in the history."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from studio_app.actions.calendar_writes import AT_ONCE, owe
from studio_app.actions.ports import Writing
from studio_app.actions.telling import waiting_time
from studio_app.actions.wording import overruled, recorded, recorded_order
from studio_app.domain.appointment import Appointment, State
from studio_app.domain.calendar_event import Notify
from studio_app.domain.changes import Changes, Kind
from studio_app.domain.history import HistoryEntry
from studio_app.domain.order import Order
from studio_app.domain.timespan import Span
from studio_app.domain.wishes import NO_WISHES
from studio_app.engine import Failure

Wait = Callable[[Writing, Appointment], timedelta]
"""How long the write of an appointment's event may be taken back before it is made."""


@dataclass(frozen=True, slots=True)
class Changed:
    """One appointment in a step.

    Attributes:
        did: A verb phrase for the history, such as `moved`.
        before: None where it is new.
        why: The reason that was given; "" without.
        overruled: The rules that staff overruled, by photographer.
    """

    did: str
    after: Appointment
    before: Appointment | None = None
    why: str = ""
    overruled: Mapping[str, tuple[Failure, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OrderChanged:
    """One order in a step; `before` is None where it is new."""

    did: str
    after: Order
    before: Order | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """What a step changed, as it is stored now."""

    appointments: tuple[Changed, ...]
    orders: tuple[OrderChanged, ...]

    @property
    def changes(self) -> Changes:
        """What to read and draw again."""
        kinds = {Kind.ORDERS} if self.orders else set()
        if self.appointments:
            kinds |= {Kind.APPOINTMENTS, Kind.ORDERS, Kind.OUTBOX}
        elif self.orders:
            kinds |= {Kind.OUTBOX}
        return Changes(frozenset(kinds), around(self._both()))

    def _both(self) -> Iterator[Appointment]:
        for item in self.appointments:
            yield item.after
            if item.before:
                yield item.before


def write_step(
    writing: Writing,
    now: datetime,
    actor: str,
    appointments: Iterable[Changed] = (),
    orders: Iterable[OrderChanged] = (),
    notify: Notify = Notify.EVERYONE,
    wait: Wait | None = None,
) -> Written:
    """Write a step. An order that was cancelled is wanted again where an appointment of it takes place again.

    Args:
        notify: Whom the calendar tells.
        wait: None waits as the studio's setting says.

    Raises:
        DoubleBooking: somebody would be in two places at once; nothing was written.
        StaleVersion, NotFound: something was changed meanwhile, or is gone.
    """
    changed, changed_orders = [_as_it_is(item, now) for item in appointments], list(orders)
    changed_orders += _wanted_again(writing, changed, {item.after.id for item in changed_orders})
    stored_orders = tuple(replace(item, after=writing.save_order(item.after)) for item in changed_orders)
    stored = tuple(_saved(writing, changed))
    waits = wait or _as_set(writing)
    for item in stored:
        if item.before is None or _seen_in_calendar(item.before) != _seen_in_calendar(item.after):
            owe(writing, item.after, now, notify, waits(writing, item.after))
        writing.record(_entry(item, now, actor))
    for order in stored_orders:
        _owe_others(writing, order, {item.after.id for item in stored}, now, notify, waits)
        writing.record(_order_entry(order, now, actor))
    return Written(stored, stored_orders)


def _as_it_is(item: Changed, now: datetime) -> Changed:
    """Nobody can have missed what has not begun: a no-show that gets another time is none any more."""
    if not item.after.no_show or item.after.span.start <= now:
        return item
    return replace(item, after=replace(item.after, no_show=False))


def at_once(_writing: Writing, _appointment: Appointment) -> timedelta:
    """Nobody will take it back, so nothing waits."""
    return AT_ONCE


def around(appointments: Iterable[Appointment]) -> Span | None:
    """From the start of the first to the end of the last; None where there is none."""
    spans = [item.span for item in appointments]
    if not spans:
        return None
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _wanted_again(
    writing: Writing, changed: Iterable[Changed], written: Collection[str]
) -> Iterator[OrderChanged]:
    """Orders that were cancelled and get an appointment that takes place, beside those that are written anyway."""
    live = (State.CONFIRMED, State.HOLD)
    beginning = [
        item.after.order
        for item in changed
        if item.after.state in live and (item.before is None or item.before.state not in live)
    ]
    for order in writing.orders(key for key in beginning if key and key not in written):
        if order.cancelled:
            yield OrderChanged("brought back", replace(order, cancelled=False), order)


def _saved(writing: Writing, items: Sequence[Changed]) -> Iterator[Changed]:
    """All of them as they are stored, in their order. Those that are there already go first: they may make room."""
    there = [item for item in items if item.before]
    if len(there) == 1:
        afters = {there[0].after.id: writing.save_appointment(there[0].after)}
    else:
        saved = writing.save_appointments([item.after for item in there]) if there else ()
        afters = {item.id: item for item in saved}
    for item in items:
        if item.before is None:
            afters[item.after.id] = writing.add_appointment(item.after)
    for item in items:
        yield replace(item, after=afters[item.after.id])


def _as_set(writing: Writing) -> Wait:
    seconds = waiting_time(writing)
    return lambda _writing, _appointment: seconds


def _seen_in_calendar(appointment: Appointment) -> Appointment | None:
    """What an event tells of it; None where it has no event."""
    if appointment.state is not State.CONFIRMED:
        return None
    return replace(appointment, version=0, assigned_at=None, reason="", no_show=False)


def _owe_others(
    writing: Writing, changed: OrderChanged, written: set[str], now: datetime, notify: Notify, wait: Wait
) -> None:
    """The events of an order's other appointments tell of the order too; those that are over stay as they are."""
    before, after = changed.before, changed.after
    if before is None or _told_of(before) == _told_of(after):
        return
    for item in writing.appointments_of(after.id):
        if item.id not in written and item.state is State.CONFIRMED and item.span.end > now:
            owe(writing, item, now, notify, wait(writing, item))


def _told_of(order: Order) -> Order:
    return replace(order, version=0, due=None, wishes=NO_WISHES, open=(), cancelled=False)


def _entry(item: Changed, now: datetime, actor: str) -> HistoryEntry:
    values = recorded(item.after)
    if item.overruled:
        values["overruled"] = overruled(item.overruled)
    return HistoryEntry(
        now,
        actor,
        item.did,
        order=item.after.order,
        appointment=item.after.id,
        before=recorded(item.before) if item.before else {},
        after=values,
        why=item.why,
    )


def _order_entry(item: OrderChanged, now: datetime, actor: str) -> HistoryEntry:
    """What of an order is other than before."""
    after = recorded_order(item.after)
    before = recorded_order(item.before) if item.before else {}
    changed = [key for key in after if (before[key] != after[key] if item.before else after[key])]
    return HistoryEntry(
        now,
        actor,
        item.did,
        order=item.after.id,
        before={key: before[key] for key in changed if key in before},
        after={key: after[key] for key in changed},
        why=item.why,
    )
