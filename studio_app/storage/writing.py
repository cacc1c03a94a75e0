"""One writing transaction: everything that is changed, checked against what others wrote before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import combinations
from typing import Any, TypeVar

from sqlalchemy import Table, and_, delete, false, insert, or_, select, update

from studio_app.domain.agent import Agent
from studio_app.domain.appointment import Appointment, State
from studio_app.domain.history import HistoryEntry
from studio_app.domain.order import Order
from studio_app.domain.outbox import OutboxEntry, WriteState
from studio_app.domain.studio import Studio
from studio_app.errors import BadInput, NotFound, StaleVersion
from studio_app.storage import tables
from studio_app.storage.calendar_writing import CalendarWriting
from studio_app.storage.convert import (
    agent_values,
    appointment_values,
    crew_values,
    history_values,
    order_values,
)
from studio_app.storage.convert_calendars import outbox_values
from studio_app.storage.order_writing import OrderWriting
from studio_app.storage.place_writing import PlaceWriting
from studio_app.storage.replacing import replace_all
from studio_app.storage.setup_writing import SetupWriting
from studio_app.storage.words import email_key

PROGRAM = "the program"

T = TypeVar("T", Agent, Order)


class SqlWriting(CalendarWriting, OrderWriting, SetupWriting, PlaceWriting):
    """What `actions.ports.Writing` promises, on one transaction.

    Each method does all of its work or none, so that a known error which is caught leaves the transaction usable.
    """

    # ------------------------------------------------------------ the studio

    def replace_studio(self, studio: Studio) -> None:
        """Put a whole studio in place of what is stored. Orders, agents, history and outbox stay; an appointment that
        was stored before keeps its order, and a photographer's calendar sources stay where the photographer does,
        to be read again.

        Raises:
            DoubleBooking: two live appointments of one photographer overlap in it.
        """
        with self._whole("The studio"):
            change = self._begin()
            replace_all(self._connection, studio, change, self._now())
            self._set_counter("setup", change)
        self._counters["setup"] = change

    # ------------------------------------------------------------ agents and orders

    def save_agent(self, agent: Agent) -> Agent:
        """Add or change an agent. Raises StaleVersion, and BadInput where the e-mail address is another agent's."""
        key = email_key(agent.email)
        known = self.agent_by_email(agent.email)
        if key and known and known.id != agent.id:
            raise BadInput("agent.email", f"{agent.email} is the address of {known.name or 'another agent'}")
        return self._save(tables.agents, agent, agent_values, "The agent")

    def save_order(self, order: Order) -> Order:
        """Add or change an order. Raises StaleVersion, and NotFound where its agent is not stored."""
        return self._save(tables.orders, order, order_values, "The order")

    def _save(self, table: Table, item: T, values: Callable[[T], dict[str, Any]], what: str) -> T:
        following = replace(item, version=item.version + 1)
        key = table.c.id == item.id
        with self._whole(what):
            same = and_(key, table.c.version == item.version)
            if self._connection.execute(update(table).where(same).values(values(following))).rowcount:
                return following
            if self._connection.execute(select(table.c.id).where(key)).first():
                raise StaleVersion(what)
            self._connection.execute(insert(table).values(values(item)))
            return item

    # ------------------------------------------------------------ appointments

    def add_appointment(self, appointment: Appointment) -> Appointment:
        """Add an appointment.

        Raises:
            DoubleBooking: one of the crew has a live one that overlaps.
            NotFound: its order or a photographer is not stored.
            StaleVersion: one with that id is stored already.
        """
        now = self._now()
        with self._whole("The appointment", lambda: self._taken([appointment], now)):
            self._end_holds(now)
            number = self._next(tables.appointments)
            values = appointment_values(appointment, now) | {"number": number}
            self._connection.execute(insert(tables.appointments).values(values))
            self._send(appointment, number, now)
            self._touch(appointment.crew)
        return appointment

    def save_appointment(self, appointment: Appointment) -> Appointment:
        """Change an appointment whose stored version is the given one; returns it with the next version.

        Raises:
            StaleVersion: another desk changed it first.
            NotFound: it is not stored, or its order or a photographer is not.
            DoubleBooking: one of the crew has a live one that overlaps.
        """
        return self.save_appointments([appointment])[0]

    def save_appointments(self, appointments: Sequence[Appointment]) -> Sequence[Appointment]:
        """Change several appointments at once, as `save_appointment` does each: all of them or none. They may take each
        other's places; what they leave and what they take is compared only when all stand where they will.

        Raises:
            StaleVersion, NotFound, DoubleBooking: as `save_appointment`.
        """
        visits, crew = tables.appointments.c, tables.crew
        following = [replace(item, version=item.version + 1) for item in appointments]
        now = self._now()
        with self._whole("The appointment", lambda: self._taken(following, now)):
            self._end_holds(now)
            numbers = [self._number_of(item) for item in appointments]
            # First nobody goes anywhere: the database compares each crew with those that stand already.
            leaving = delete(crew).where(crew.c.appointment.in_(numbers)).returning(crew.c.photographer)
            people = set(self._connection.scalars(leaving))
            for number, item in zip(numbers, following, strict=True):
                values = appointment_values(item, now)
                self._connection.execute(
                    update(tables.appointments).where(visits.number == number).values(values)
                )
                self._send(item, number, now)
                people.update(item.crew)
            self._touch(people)
        return following

    def _number_of(self, appointment: Appointment) -> int:
        """The number of a stored appointment of the same version."""
        visits = tables.appointments.c
        stored = self._connection.execute(
            select(visits.number, visits.version).where(visits.id == appointment.id)
        ).first()
        if stored is None:
            raise NotFound(
                "The appointment is not there any more.", "It may have been removed at another desk."
            )
        if stored.version != appointment.version:
            raise StaleVersion("The appointment")
        return int(stored.number)

    def _taken(self, wanted: Sequence[Appointment], now: datetime) -> Sequence[str]:
        """Names of those who can't go, as they have another appointment or two of the wanted ones at once."""
        crew, people, visits = tables.crew.c, tables.photographers.c, tables.appointments.c
        live = [item for item in wanted if item.blocks_at(now)]
        both = {
            key
            for one, other in combinations(live, 2)
            if one.span.overlaps(other.span)
            for key in set(one.crew).intersection(other.crew)
        }
        elsewhere = [
            and_(
                crew.photographer.in_(item.crew),
                crew.starts_at < item.span.end,
                crew.ends_at > item.span.start,
            )
            for item in live
        ]
        others = and_(crew.live, visits.id.not_in([item.id for item in wanted]), or_(false(), *elsewhere))
        taken = (
            select(people.name)
            .join_from(tables.crew, tables.photographers, people.id == crew.photographer)
            .join(tables.appointments, visits.number == crew.appointment)
            .where(others)
        )
        known = select(people.name).where(
            people.id.in_(both) | people.id.in_(taken.with_only_columns(people.id))
        )
        return self._connection.scalars(known.order_by(people.position)).all()

    def _send(self, appointment: Appointment, number: int, now: datetime) -> None:
        # One by one: psycopg sends several as a pipeline, and logs a warning when one of them is refused.
        for values in crew_values(appointment, number, now):
            self._connection.execute(insert(tables.crew).values(values))

    def _end_holds(self, now: datetime) -> None:
        """Let go of the time of holds that are over, so that the database refuses only what is really taken."""
        visits = tables.appointments.c
        over = and_(visits.live, visits.state == State.HOLD.value, visits.hold_until <= now)
        ended = self._connection.execute(
            select(visits.number, visits.id, visits.order_id, visits.hold_until).where(over)
        ).all()
        if not ended:
            return
        numbers = [row.number for row in ended]
        self._connection.execute(
            update(tables.appointments).where(visits.number.in_(numbers)).values(live=False)
        )
        for row in ended:
            until = {"hold_until": row.hold_until.isoformat()}
            self.record(
                HistoryEntry(now, PROGRAM, "let the hold end", row.order_id or "", row.id, before=until)
            )

    # ------------------------------------------------------------ history and outbox

    def record(self, entry: HistoryEntry) -> None:
        """Keep an entry in the history."""
        self._begin()
        values = history_values(entry, self._next(tables.history))
        self._connection.execute(insert(tables.history).values(values))

    def queue(self, entry: OutboxEntry) -> None:
        """Put a write into the outbox, in the place of the appointment's last one.

        It is stored with a `created_at` later than that one's, be it by a microsecond: the two can be told apart.
        """
        self._begin()
        outbox = tables.outbox.c
        mine = outbox.appointment == entry.appointment
        last = self._connection.execute(select(outbox.created_at).where(mine)).scalar_one_or_none()
        if last is not None:
            self._connection.execute(delete(tables.outbox).where(mine))
            if entry.created_at <= last:
                entry = replace(entry, created_at=last + datetime.resolution)
        values = outbox_values(entry) | {"number": self._next(tables.outbox)}
        self._connection.execute(insert(tables.outbox).values(values))

    def settle(self, entry: OutboxEntry) -> bool:
        """Store what became of an entry, unless a newer one replaced it meanwhile or another desk has written it; says
        whether it was stored."""
        self._begin()
        outbox = tables.outbox.c
        same = and_(
            outbox.appointment == entry.appointment,
            outbox.event == entry.event,
            outbox.created_at == entry.created_at,
            outbox.task == entry.task.value,
        )
        if entry.state not in (WriteState.WRITTEN, WriteState.DIFFERS):
            same = and_(same, outbox.state != WriteState.WRITTEN.value)
        changed = update(tables.outbox).where(same).values(outbox_values(entry))
        return bool(self._connection.execute(changed).rowcount)
