"""An order with all that belongs to it: its appointments, what the calendar holds of them, and its history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from studio_app.actions.differences import differences
from studio_app.actions.order_visits import services_of, visits_for
from studio_app.actions.ports import Store
from studio_app.actions.read_history import HistoryPage, HistoryQuestion, page_of
from studio_app.domain.agent import Agent
from studio_app.domain.appointment import Appointment
from studio_app.domain.difference import Difference
from studio_app.domain.order import Order
from studio_app.domain.outbox import OutboxEntry
from studio_app.domain.outside_event import Response
from studio_app.domain.studio import Studio
from studio_app.engine.visits import Visit


@dataclass(frozen=True, slots=True)
class AppointmentDetails:
    """One appointment of an order.

    Attributes:
        write: How far the write of its event got; None where it never had one.
        difference: What somebody changed in the calendar and nobody decided yet.
        answers: What guests answered, by e-mail address in lower case.
    """

    appointment: Appointment
    write: OutboxEntry | None
    difference: Difference | None
    answers: Mapping[str, Response]


@dataclass(frozen=True, slots=True)
class OrderDetails:
    """An order as its page shows it.

    Attributes:
        services: All that it asks for, packages spelled out.
        appointments: By start.
        open: The appointments that its services without a time need.
        history: The newest entries.
    """

    studio: Studio
    order: Order
    agent: Agent
    services: tuple[str, ...]
    appointments: tuple[AppointmentDetails, ...]
    open: tuple[Visit, ...]
    history: HistoryPage


def order_details(store: Store, now: datetime, order_id: str) -> OrderDetails:
    """Everything about an order. Raises NotFound."""
    with store.reading() as reading:
        order = reading.order(order_id)
        items = reading.appointments_of(order_id)
        studio = reading.studio(now, also=[item.id for item in items])
        writes = {entry.appointment: entry for entry in reading.outbox(item.id for item in items)}
        seen = {row.event: row.stored for row in reading.seen([entry.event for entry in writes.values()])}
        found = differences(reading, studio, writes.values())

        def details(item: Appointment) -> AppointmentDetails:
            write = writes.get(item.id)
            stored = seen.get(write.event) if write else None
            return AppointmentDetails(item, write, found.get(item.id), stored.answers if stored else {})

        return OrderDetails(
            studio=studio,
            order=order,
            agent=reading.agent(order.agent),
            services=services_of(studio, order),
            appointments=tuple(map(details, items)),
            open=() if order.cancelled else visits_for(studio, order, order.open, now),
            history=page_of(reading, now, HistoryQuestion(order=order_id)),
        )
