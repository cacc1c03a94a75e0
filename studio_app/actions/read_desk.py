"""Read what the desk shows: one consistent snapshot of the studio and what belongs to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from studio_app import engine
from studio_app.actions.desk_choices import DeskChoices, choices_of
from studio_app.actions.differences import Answers, Decline, answers_by_appointment, declines, differences
from studio_app.actions.edit_place_choices import place_choices_of
from studio_app.actions.find_place import places_before
from studio_app.actions.first_steps import first_steps_are_away, first_steps_are_wanted
from studio_app.actions.ports import Store
from studio_app.domain.account import Account
from studio_app.domain.agent import Agent
from studio_app.domain.appointment import Appointment
from studio_app.domain.calendar_rules import CalendarRules
from studio_app.domain.calendar_source import CalendarSource
from studio_app.domain.difference import Difference
from studio_app.domain.order import Order
from studio_app.domain.outbox import OutboxEntry
from studio_app.domain.pin import Pin
from studio_app.domain.place import Place
from studio_app.domain.place_choices import PlaceChoices
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import Span

KNOWN_ADDRESSES = 500
"""How many of the newest orders complete an address."""


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The studio at one moment.

    Attributes:
        orders: Those of the appointments that are loaded, by id.
        writes: The newest outbox entry by appointment id.
        newest_orders: For completing addresses, newest first.
        sources: The photographers' calendars.
        primary: The studio's own calendar; None where nobody read it, as in a snapshot that is made by hand.
        answers: What the guests of an appointment's event answered, by appointment id, then by e-mail in lower case.
        differences: What people changed by hand about the program's events, by appointment id.
        declined: Photographers who will not come to what is still to come.
        choices: What the studio chose about the desk.
        pins: Where addresses are as somebody found or set it, by the key of the address.
        before: Where addresses of the newest orders are, likewise.
        places: Who is asked for addresses and drives.
        first_steps_away: Somebody put the list of first steps away.
        first_steps_wanted: Somebody asked for it.
        version: The database's data version, for noticing other desks.
    """

    studio: Studio
    read_at: datetime
    agents: tuple[Agent, ...] = ()
    orders: Mapping[str, Order] = field(default_factory=dict)
    writes: Mapping[str, OutboxEntry] = field(default_factory=dict)
    newest_orders: tuple[Order, ...] = ()
    sources: tuple[CalendarSource, ...] = ()
    primary: CalendarSource | None = None
    accounts: tuple[Account, ...] = ()
    rules: CalendarRules = field(default_factory=CalendarRules)
    answers: Answers = field(default_factory=dict)
    differences: Mapping[str, Difference] = field(default_factory=dict)
    declined: tuple[Decline, ...] = ()
    choices: DeskChoices = field(default_factory=DeskChoices)
    pins: Mapping[str, Pin] = field(default_factory=dict)
    before: Mapping[str, Place] = field(default_factory=dict)
    places: PlaceChoices = field(default_factory=PlaceChoices)
    first_steps_away: bool = False
    first_steps_wanted: bool = False
    version: int = 0


def read_desk(store: Store, now: datetime) -> Snapshot | None:
    """The snapshot of now, with the engine's columns made; None where there is no studio yet."""
    version = store.data_version()
    with store.reading() as reading:
        if not reading.has_studio():
            return None
        studio = reading.studio(now)
        writes = {entry.appointment: entry for entry in reading.outbox(studio.appointments)}
        answers = answers_by_appointment(
            writes.values(), reading.seen(entry.event for entry in writes.values())
        )
        newest = tuple(reading.find_orders("", KNOWN_ADDRESSES))
        snapshot = Snapshot(
            studio=studio,
            read_at=now,
            agents=tuple(reading.agents()),
            orders={order.id: order for order in reading.orders(_orders_of(studio))},
            writes=writes,
            newest_orders=newest,
            sources=tuple(reading.sources()),
            primary=reading.primary(),
            accounts=tuple(reading.accounts()),
            rules=reading.calendar_rules(),
            answers=answers,
            differences=differences(reading, studio),
            declined=declines(studio, answers, now),
            choices=choices_of(reading),
            pins=reading.pins(),
            before=places_before(newest),
            places=place_choices_of(reading),
            first_steps_away=first_steps_are_away(reading),
            first_steps_wanted=first_steps_are_wanted(reading),
            version=version,
        )
    engine.warm(studio, now)
    return snapshot


T = TypeVar("T")


def read_older(store: Store, key: T, span: Span) -> tuple[T, tuple[Appointment, ...]]:
    """Appointments of a time that no snapshot holds, such as last year's, with the key that they were asked under."""
    with store.reading() as reading:
        return key, tuple(reading.appointments_between(span))


def _orders_of(studio: Studio) -> list[str]:
    return list(dict.fromkeys(item.order for item in studio.appointments.values() if item.order))
