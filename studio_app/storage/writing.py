"""One writing transaction: everything that is changed, checked against what others wrote before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, and_, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from studio_app.domain.agent import Agent
from studio_app.domain.appointment import Appointment, State
from studio_app.domain.calendar_source import CalendarSource
from studio_app.domain.clock import Clock
from studio_app.domain.history import HistoryEntry
from studio_app.domain.order import Order
from studio_app.domain.outbox import OutboxEntry, Task, WriteState
from studio_app.domain.outside_event import OutsideEvent
from studio_app.domain.studio import Studio
from studio_app.errors import BadInput, DoubleBooking, NotFound, StaleVersion
from studio_app.storage import tables
from studio_app.storage.convert import (
    agent_values,
    appointment_values,
    crew_values,
    event_values,
    history_values,
    order_values,
    outbox_values,
    source_values,
)
from studio_app.storage.diaries import events_where
from studio_app.storage.failures import Refusal, refusal
from studio_app.storage.loading import LastLoaded, Loaded
from studio_app.storage.reading import SqlReading
from studio_app.storage.replacing import replace_all
from studio_app.storage.words import email_key

PROGRAM = "the program"

T = TypeVar("T", Agent, Order)


class SqlWriting(SqlReading):
    """What `actions.ports.Writing` promises, on one transaction.

    Each method does all of its work or none, so that a known error which is caught leaves the transaction usable.
    """

    def __init__(self, connection: Connection, last_loaded: LastLoaded, now: Clock) -> None:
        super().__init__(connection, last_loaded)
        self._now = now
        self._wrote = False

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
        with self._whole("The appointment", appointment):
            now = self._now()
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
        following = replace(appointment, version=appointment.version + 1)
        visits, crew = tables.appointments.c, tables.crew
        with self._whole("The appointment", appointment):
            now = self._now()
            self._end_holds(now)
            stored = self._connection.execute(
                select(visits.number, visits.version).where(visits.id == appointment.id)
            ).first()
            if stored is None:
                raise NotFound(
                    "The appointment is not there any more.", "It may have been removed at another desk."
                )
            if stored.version != appointment.version:
                raise StaleVersion("The appointment")
            before = self._connection.scalars(
                delete(crew).where(crew.c.appointment == stored.number).returning(crew.c.photographer)
            ).all()
            values = appointment_values(following, now)
            self._connection.execute(
                update(tables.appointments).where(visits.number == stored.number).values(values)
            )
            self._send(following, stored.number, now)
            self._touch((*before, *following.crew))
        return following

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
        whether it was stored. The etag of a written event passes on to the newer entry that waits for it."""
        self._begin()
        outbox = tables.outbox.c
        event = and_(outbox.appointment == entry.appointment, outbox.event == entry.event)
        same = and_(event, outbox.created_at == entry.created_at, outbox.task == entry.task.value)
        written = entry.state is WriteState.WRITTEN
        if not written:
            same = and_(same, outbox.state != WriteState.WRITTEN.value)
        if self._connection.execute(update(tables.outbox).where(same).values(outbox_values(entry))).rowcount:
            return True
        if written and entry.task is Task.PUT:
            waiting = and_(
                event, outbox.state != WriteState.WRITTEN.value, outbox.created_at > entry.created_at
            )
            self._connection.execute(update(tables.outbox).where(waiting).values(etag=entry.etag))
        return False

    # ------------------------------------------------------------ calendars and the desk's settings

    def save_source(self, source: CalendarSource) -> None:
        """Add or change a calendar source (by id). Raises NotFound where its photographer is not stored."""
        sources = tables.calendar_sources
        values, key = source_values(source), sources.c.id == source.id
        with self._whole("The calendar"):
            stored = self._connection.execute(select(sources.c.photographer).where(key)).scalar_one_or_none()
            if stored is None:
                position = self._next(sources, "position")
                self._connection.execute(insert(sources).values(values | {"position": position}))
                return
            if stored != source.photographer:
                self.replace_events(source.id, ())
            self._connection.execute(update(sources).where(key).values(values))

    def remove_source(self, source_id: str) -> None:
        """Forget a calendar source and the events that came from it."""
        with self._whole("The calendar"):
            self._forget_events(source_id)
            sources = tables.calendar_sources
            self._connection.execute(delete(sources).where(sources.c.id == source_id))

    def replace_events(self, source_id: str, events: Iterable[OutsideEvent]) -> None:
        """Put these in the place of all events that came from a source; where they are the same, nothing changes.

        Raises:
            NotFound: the source or an event's photographer is not stored.
        """
        new = list(events)
        if new == events_where(self._connection, tables.events.c.source == source_id):
            return
        self._refuse_missing(tables.calendar_sources, {source_id})
        self._refuse_missing(tables.photographers, {event.photographer for event in new})
        with self._whole("The calendar"):
            self._forget_events(source_id)
            first = self._next(tables.events)
            values = [event_values(event, first + place, source_id) for place, event in enumerate(new)]
            if values:
                self._connection.execute(insert(tables.events), values)
            self._touch(event.photographer for event in new)

    def _refuse_missing(self, table: Table, keys: set[str]) -> None:
        if keys.difference(self._connection.scalars(select(table.c.id).where(table.c.id.in_(keys)))):
            raise NotFound("The calendar or its photographer is not there any more.")

    def _forget_events(self, source_id: str) -> None:
        events = tables.events
        owners = select(events.c.photographer).where(events.c.source == source_id).distinct()
        self._touch(self._connection.scalars(owners).all())
        self._connection.execute(delete(events).where(events.c.source == source_id))

    def set_setting(self, name: str, value: str) -> None:
        """Store a setting of the desk."""
        self._begin()
        settings = tables.desk_settings
        changed = update(settings).where(settings.c.name == name).values(value=value)
        if not self._connection.execute(changed).rowcount:
            self._connection.execute(insert(settings).values(name=name, value=value))

    # ------------------------------------------------------------ bookkeeping

    def _keep(self, loaded: Loaded) -> None:
        # What this transaction wrote may yet be undone.
        if not self._wrote:
            super()._keep(loaded)

    def _begin(self) -> int:
        """Note that something is written; returns the number of this transaction's changes."""
        if not self._wrote:
            self._wrote = True
            self._counters["data"] += 1
            self._set_counter("data", self._counters["data"])
        return self._counters["data"]

    def _touch(self, people: Iterable[str]) -> None:
        """Note whose diaries are changed."""
        table = tables.photographers
        changed = update(table).where(table.c.id.in_(set(people))).values(diary_changed=self._begin())
        self._connection.execute(changed)

    def _set_counter(self, name: str, value: int) -> None:
        counters = tables.counters
        self._connection.execute(update(counters).where(counters.c.name == name).values(value=value))

    def _next(self, table: Table, column: str = "number") -> int:
        # Nobody else writes meanwhile.
        greatest = self._connection.scalar(select(func.max(table.c[column])))
        return int(greatest or 0) + 1

    @contextmanager
    def _whole(self, what: str, appointment: Appointment | None = None) -> Iterator[None]:
        """All of a block or nothing, with what the database refuses as a known error."""
        self._begin()
        try:
            with self._connection.begin_nested():
                yield
        except IntegrityError as error:
            match refusal(error):
                case Refusal.OVERLAP:
                    raise DoubleBooking(self._who_is_taken(appointment)) from error
                case Refusal.MISSING:
                    raise NotFound(
                        f"Something that {what.lower()} refers to is not there any more."
                    ) from error
                case Refusal.EXISTS:
                    raise StaleVersion(what) from error
            raise

    def _who_is_taken(self, appointment: Appointment | None) -> str:
        names = ""
        if appointment:
            crew, people, visits = tables.crew.c, tables.photographers.c, tables.appointments.c
            span = appointment.span
            taken = (
                select(people.name)
                .join_from(tables.crew, tables.photographers, people.id == crew.photographer)
                .join(tables.appointments, visits.number == crew.appointment)
                .where(crew.photographer.in_(appointment.crew), crew.live, visits.id != appointment.id)
                .where(crew.starts_at < span.end, crew.ends_at > span.start)
                .order_by(people.position)
            )
            names = " and ".join(dict.fromkeys(self._connection.scalars(taken)))
        return f"{names or 'A photographer'} already has an appointment at that time."
