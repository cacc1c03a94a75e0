"""An appointment with all that is needed to change it and its order; or an order that waits for one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from studio_app.actions.desk_choices import DeskChoices, choices_of
from studio_app.actions.differences import differences
from studio_app.actions.edit_event import EventWords, event_words
from studio_app.actions.event_text import Templates
from studio_app.actions.lengths import order_of
from studio_app.actions.ports import Reading, Store
from studio_app.actions.telling import Deed, remembered
from studio_app.domain.agent import Agent
from studio_app.domain.appointment import Appointment
from studio_app.domain.calendar_event import Notify
from studio_app.domain.order import Order
from studio_app.domain.outbox import OutboxEntry
from studio_app.domain.studio import Studio


@dataclass(frozen=True, eq=False)
class Editable:
    """What can be changed.

    Attributes:
        studio: With the appointments of the order, whatever became of them.
        now: When it was read.
        item: None for services of an order that never had an appointment.
        order: One made up, without an id, where the appointment came from a studio file and has none.
        agent: None where the order is made up.
        others: The order's other appointments, by start.
        event: What the calendar event says; None without an appointment.
        templates: What events say that have no words of their own.
        write: How far the write of the event got; None where it never had one.
        differs: Somebody changed the event outside and nobody decided yet.
        choices: What the studio chose about the desk.
        tell: Whom this person told the last time, by kind of action.
    """

    studio: Studio
    now: datetime
    item: Appointment | None
    order: Order
    agent: Agent | None = None
    others: tuple[Appointment, ...] = ()
    event: EventWords | None = None
    templates: Templates = field(default_factory=Templates)
    write: OutboxEntry | None = None
    differs: bool = False
    choices: DeskChoices = field(default_factory=DeskChoices)
    tell: Mapping[Deed, Notify] = field(default_factory=dict)


def read_appointment(store: Store, now: datetime, actor: str, appointment: str) -> Editable:
    """An appointment with its order. Raises NotFound."""
    with store.reading() as reading:
        item = reading.appointment(appointment)
        return _editable(reading, now, actor, item, order_of(reading, item, now))


def read_waiting_order(store: Store, now: datetime, actor: str, order: str) -> Editable:
    """An order, for services of it that have no appointment. Raises NotFound."""
    with store.reading() as reading:
        return _editable(reading, now, actor, None, reading.order(order))


def read_telling(store: Store, actor: str, deed: Deed) -> Notify:
    """Whom this person told the last time that they did such a thing."""
    with store.reading() as reading:
        return remembered(reading, actor, deed)


def _editable(
    reading: Reading, now: datetime, actor: str, item: Appointment | None, order: Order
) -> Editable:
    related = reading.appointments_of(order.id) if order.id else [item] if item else []
    studio = reading.studio(now, also=[each.id for each in related])
    writes = list(reading.outbox([item.id])) if item else []
    return Editable(
        studio=studio,
        now=now,
        item=item,
        order=order,
        agent=reading.agent(order.agent) if order.agent else None,
        others=tuple(each for each in related if item is None or each.id != item.id),
        event=event_words(reading, studio, item, order if order.id else None) if item else None,
        templates=Templates.stored(reading),
        write=writes[0] if writes else None,
        differs=bool(differences(reading, studio, writes)),
        choices=choices_of(reading),
        tell={deed: remembered(reading, actor, deed) for deed in Deed},
    )
