"""The event of an appointment as it should be now: what is written, and what a change by hand is shown against."""

from __future__ import annotations

from studio_app.actions.event_text import Templates, calendar_event
from studio_app.actions.ports import Reading
from studio_app.domain.agent import Agent
from studio_app.domain.appointment import Appointment, State
from studio_app.domain.calendar_event import CalendarEvent
from studio_app.domain.order import Order
from studio_app.domain.outbox import OutboxEntry, Task
from studio_app.domain.studio import Studio
from studio_app.errors import NotFound


def owed_event(reading: Reading, studio: Studio | None, entry: OutboxEntry) -> CalendarEvent | None:
    """The event of an entry as it should be; None where there should be none."""
    if entry.task is Task.REMOVE or studio is None:
        return None
    try:
        appointment = reading.appointment(entry.appointment)
    except NotFound:
        return None
    return event_of(reading, studio, entry.event, appointment)


def event_of(
    reading: Reading, studio: Studio, event_id: str, appointment: Appointment
) -> CalendarEvent | None:
    """The event of an appointment; None where it is not confirmed."""
    if appointment.state is not State.CONFIRMED:
        return None
    order, agent = order_of(reading, appointment)
    return calendar_event(event_id, appointment, studio, order, agent, Templates.stored(reading))


def order_of(reading: Reading, appointment: Appointment) -> tuple[Order | None, Agent | None]:
    """The order of an appointment and its agent, as far as they are there."""
    try:
        order = reading.order(appointment.order) if appointment.order else None
        return order, reading.agent(order.agent) if order else None
    except NotFound:
        return None, None
