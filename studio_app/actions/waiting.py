"""The waiting list: what still needs a time, when it could be, and whom a freed time suits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from studio_app import engine
from studio_app.actions.confirming import move_request
from studio_app.actions.order_visits import order_request, visits_for
from studio_app.actions.ports import Reading, Store
from studio_app.actions.visits import visit_of
from studio_app.actions.wording import names
from studio_app.domain.agent import Agent
from studio_app.domain.appointment import Appointment, State
from studio_app.domain.order import Order, street_of
from studio_app.domain.request import Request
from studio_app.domain.studio import Studio
from studio_app.domain.wall_time import local_date
from studio_app.domain.wishes import NO_WISHES, Wishes
from studio_app.engine.suggesting import BEST, Suggestion, suggest, suitable
from studio_app.engine.visits import Visit
from studio_app.engine.wording import moment

HOLDS_REMEMBERED = timedelta(days=7)
"""How long a hold that ended by itself is on the list."""


@dataclass(frozen=True, slots=True)
class WaitingItem:
    """One appointment that needs a time.

    Attributes:
        key: Its own, and the same each time: the appointment's id, or that of the order with a number.
        visit: What is to be done; None where the studio no longer has any of its services.
        request: The question that a time for it asks.
        appointment: The one that was postponed, or whose hold ended, with its old time and the reason; None where there
            never was one.
        order, agent: None where they are not known.
    """

    key: str
    visit: Visit | None
    request: Request
    address: str
    appointment: Appointment | None = None
    order: Order | None = None
    agent: Agent | None = None

    @property
    def wishes(self) -> Wishes:
        """What the client would like."""
        return self.order.wishes if self.order else NO_WISHES

    @property
    def due(self) -> date | None:
        """The last studio-local date that is good."""
        return self.order.due if self.order else None


@dataclass(frozen=True, slots=True)
class Waiting:
    """The waiting list: what is due soonest first, then what waits longest."""

    studio: Studio
    items: tuple[WaitingItem, ...]


@dataclass(frozen=True, slots=True)
class Suits:
    """A freed time that suits something on the waiting list."""

    item: WaitingItem
    suggestion: Suggestion
    say: str


def waiting(store: Store, now: datetime) -> Waiting:
    """The waiting list. Raises NotFound where there is no studio."""
    with store.reading() as reading:
        studio = reading.studio(now)
        items = [*_postponed(reading, studio, now), *_without_time(reading, studio, now)]
    return Waiting(studio, tuple(sorted(items, key=_urgency)))


def best_openings(
    studio: Studio, item: WaitingItem, now: datetime, count: int = BEST
) -> tuple[Suggestion, ...]:
    """The best openings for one thing that waits, as `engine.suggesting.suggest` says; for the openings lane."""
    if item.visit is None:
        return ()
    request = replace(item.request, now=now)
    return suggest(studio, request, item.visit, item.wishes, item.due, count)


def suits_waiting(
    studio: Studio, items: Iterable[WaitingItem], freed: Appointment, now: datetime
) -> tuple[Suits, ...]:
    """Whom the time of an appointment that was cancelled, postponed or moved away suits, in the order of the list: who
    could not have come as soon before, and now can, as wished.

    Args:
        studio: As it is without the appointment there.
        freed: The appointment as it was.
    """
    if not studio.photographer_by_id.keys() >= set(freed.crew):
        return ()  # whose time it was is gone, as after the import of another studio: nobody's is free
    before = studio.with_appointment(replace(freed, state=State.CONFIRMED, hold_until=None))
    found = []
    for item in items:
        suggestion = _freed_for(studio, before, item, freed, now)
        if suggestion:
            found.append(Suits(item, suggestion, _say(studio, item, suggestion)))
    return tuple(found)


# ---------------------------------------------------------------- what waits


def _postponed(reading: Reading, studio: Studio, now: datetime) -> Iterator[WaitingItem]:
    found = reading.waiting_appointments(now, now - HOLDS_REMEMBERED)
    orders = {order.id: order for order in reading.orders(item.order for item in found if item.order)}
    for item in found:
        if item.state is State.HOLD and _booked_otherwise(reading, item, now):
            continue
        order = orders.get(item.order)
        request = move_request(studio, item, item.span.start, now)
        agent = reading.agent(order.agent) if order else None
        yield WaitingItem(item.id, visit_of(studio, item), request, item.address, item, order, agent)


def _booked_otherwise(reading: Reading, hold: Appointment, now: datetime) -> bool:
    """Whether what was held was given another time since."""
    if not hold.order:
        return False
    others = [item for item in reading.appointments_of(hold.order) if item.blocks_at(now)]
    return frozenset(hold.services) <= frozenset(key for item in others for key in item.services)


def _without_time(reading: Reading, studio: Studio, now: datetime) -> Iterator[WaitingItem]:
    for order in reading.waiting_orders():
        agent = reading.agent(order.agent)
        visits: Sequence[Visit | None] = visits_for(studio, order, order.open, now) or (None,)
        for number, visit in enumerate(visits):
            request = order_request(studio, order, now, visit.services if visit else ())
            address = order.property.address
            yield WaitingItem(f"{order.id}/{number}", visit, request, address, None, order, agent)


def _urgency(item: WaitingItem) -> tuple[date, bool, datetime, str]:
    since = item.order.created_at if item.order else item.appointment.span.start if item.appointment else None
    assert since is not None
    return item.due or date.max, item.appointment is None, since, item.key


# ---------------------------------------------------------------- whom a time suits


def _freed_for(
    studio: Studio, before: Studio, item: WaitingItem, freed: Appointment, now: datetime
) -> Suggestion | None:
    """The first opening that the appointment stood in the way of, where there was none as soon."""
    if item.visit is None or item.key == freed.id:
        return None
    zone = studio.settings.timezone
    day = local_date(zone, freed.span.start)
    if item.due and day > item.due:
        return None
    request = replace(item.request, now=now, first_day=day, last_day=day)
    for suggestion in suitable(studio, request, item.visit, item.wishes):
        if set(suggestion.crew) & set(freed.crew):
            failures = engine.check(before, request, item.visit, suggestion.start, suggestion.crew)
            if any(failures.values()):
                sooner = replace(request, first_day=min(day, local_date(zone, now)))
                first = next(suitable(before, sooner, item.visit, item.wishes), None)
                return None if first and first.start <= suggestion.start else suggestion
    return None


def _say(studio: Studio, item: WaitingItem, suggestion: Suggestion) -> str:
    when = moment(suggestion.start, studio.settings.timezone, studio.settings.speech)
    where = street_of(item.address) or item.key
    return f"{where} is waiting and could be {when} with {names(studio, suggestion.crew)}."
