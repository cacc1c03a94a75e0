"""The appointments of some days with what belongs to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from studio_app.actions.ports import Store
from studio_app.domain.agent import Agent
from studio_app.domain.appointment import Appointment
from studio_app.domain.order import Order
from studio_app.domain.outbox import OutboxEntry
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import Span
from studio_app.domain.wall_time import day_start
from studio_app.errors import BadInput, NotFound


@dataclass(frozen=True, slots=True)
class Listed:
    """An appointment; order, agent and calendar write are None where it has none."""

    appointment: Appointment
    order: Order | None
    agent: Agent | None
    write: OutboxEntry | None


def list_appointments(
    store: Store, now: datetime, first: date, last: date
) -> tuple[Studio, tuple[Listed, ...]]:
    """The studio and its appointments that start on the studio-local dates from first to last, by start.

    Raises:
        BadInput: the last date is before the first.
        NotFound: there is no studio.
    """
    if last < first:
        raise BadInput("to", "is before from")
    with store.reading() as reading:
        studio = reading.studio(now)
        zone = studio.settings.timezone
        span = Span(day_start(zone, first), day_start(zone, last + timedelta(days=1)))
        found = [
            item for item in reading.appointments_between(span) if span.start <= item.span.start < span.end
        ]
        orders = {order.id: order for order in reading.orders(item.order for item in found if item.order)}
        agents: dict[str, Agent] = {}
        for order in orders.values():
            if order.agent not in agents:
                try:
                    agents[order.agent] = reading.agent(order.agent)
                except NotFound:
                    continue
        writes = {entry.appointment: entry for entry in reading.outbox(item.id for item in found)}
    return studio, tuple(_listed(item, orders, agents, writes) for item in found)


def _listed(
    item: Appointment, orders: dict[str, Order], agents: dict[str, Agent], writes: dict[str, OutboxEntry]
) -> Listed:
    order = orders.get(item.order)
    return Listed(item, order, agents.get(order.agent) if order else None, writes.get(item.id))
