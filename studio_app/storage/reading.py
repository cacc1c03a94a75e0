"""One consistent view of the database: everything that is asked, in the words of the domain."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, Table, and_, or_, select

from studio_app.domain.agent import Agent
from studio_app.domain.appointment import Appointment
from studio_app.domain.calendar_source import CalendarSource
from studio_app.domain.history import HistoryEntry
from studio_app.domain.order import Order
from studio_app.domain.outbox import OutboxEntry, WriteState
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import Span
from studio_app.errors import NotFound
from studio_app.storage import tables
from studio_app.storage.convert import agent_of, history_of, order_of, outbox_of, source_of
from studio_app.storage.diaries import appointments_where
from studio_app.storage.loading import LastLoaded, Loaded, has_studio, load, load_whole, with_others
from studio_app.storage.words import email_key, folded, like

# Both databases take more parameters in a statement, but not any number.
_BATCH = 5000

T = TypeVar("T")


class SqlReading:
    """What `actions.ports.Reading` promises, on one transaction."""

    def __init__(self, connection: Connection, last_loaded: LastLoaded) -> None:
        self._connection = connection
        self._last_loaded = last_loaded
        # The first statement: from here on the view is that of this moment.
        self._counters = {row.name: int(row.value) for row in connection.execute(select(tables.counters))}

    # ------------------------------------------------------------ the studio

    def has_studio(self) -> bool:
        """Whether there is a studio at all; a new database has none."""
        return has_studio(self._connection)

    def studio(self, now: datetime, *, also: Iterable[str] = ()) -> Studio:
        """The studio as the rules see it, from eight weeks before `now` to the furthest bookable day, and the
        appointments whose ids are in `also`. Diaries that didn't change are the objects of the last time.

        Raises:
            NotFound: there is no studio yet.
        """
        loaded = load(self._connection, self._counters, now, self._last_loaded.value)
        self._keep(loaded)
        return with_others(self._connection, loaded, also)

    def whole_studio(self) -> Studio:
        """The studio with everything that is stored. Raises NotFound where there is none."""
        return load_whole(self._connection)

    def _keep(self, loaded: Loaded) -> None:
        last = self._last_loaded.value
        if last is None or last.data <= loaded.data:
            self._last_loaded.value = loaded

    # ------------------------------------------------------------ agents and orders

    def agents(self) -> Sequence[Agent]:
        """All agents by name."""
        found = [agent_of(row) for row in self._connection.execute(select(tables.agents))]
        return sorted(found, key=lambda agent: (folded(agent.name), agent.name, agent.id))

    def agent(self, agent_id: str) -> Agent:
        """One agent. Raises NotFound."""
        return agent_of(self._one(tables.agents, agent_id, "The agent"))

    def agent_by_email(self, email: str) -> Agent | None:
        """The agent with that address, without regard to case."""
        key = email_key(email)
        query = select(tables.agents).where(tables.agents.c.email_key == key).order_by(tables.agents.c.id)
        row = self._connection.execute(query).first() if key else None
        return agent_of(row) if row else None

    def order(self, order_id: str) -> Order:
        """One order. Raises NotFound."""
        return order_of(self._one(tables.orders, order_id, "The order"))

    def orders(self, order_ids: Iterable[str]) -> Sequence[Order]:
        """The orders with these ids, as far as they exist, in the order of the ids."""
        wanted = list(dict.fromkeys(order_ids))
        found = {order.id: order for order in self._among(tables.orders, "id", wanted, order_of)}
        return [found[key] for key in wanted if key in found]

    def find_orders(self, text: str, limit: int = 20) -> Sequence[Order]:
        """Orders whose address, id, or agent's name, e-mail or brokerage contains every word of the text, without
        regard to case and accents, newest first."""
        orders, agents = tables.orders, tables.agents
        query = select(orders).join_from(orders, agents, agents.c.id == orders.c.agent)
        for word in folded(text).split():
            pattern = like(word)
            query = query.where(
                or_(orders.c.search.like(pattern, escape="\\"), agents.c.search.like(pattern, escape="\\"))
            )
        query = query.order_by(orders.c.created_at.desc(), orders.c.id).limit(limit)
        return [order_of(row) for row in self._connection.execute(query)]

    # ------------------------------------------------------------ appointments

    def appointment(self, appointment_id: str) -> Appointment:
        """One appointment. Raises NotFound."""
        found = self._appointments(tables.appointments.c.id == appointment_id)
        if not found:
            raise _gone("The appointment")
        return found[0]

    def appointments_of(self, order_id: str) -> Sequence[Appointment]:
        """The appointments of an order by start."""
        return self._appointments(tables.appointments.c.order_id == order_id)

    def appointments_between(self, span: Span) -> Sequence[Appointment]:
        """Appointments in any state that overlap the span, by start, then id."""
        times = tables.appointments.c
        return self._appointments(and_(times.ends_at > span.start, times.starts_at < span.end))

    def _appointments(self, condition: ColumnElement[bool]) -> list[Appointment]:
        found = [appointment for _, appointment in appointments_where(self._connection, condition)]
        return sorted(found, key=lambda appointment: (appointment.span.start, appointment.id))

    # ------------------------------------------------------------ outbox and history

    def outbox(self, appointment_ids: Iterable[str]) -> Sequence[OutboxEntry]:
        """The newest entry of each of these appointments that has one."""
        return list(self._among(tables.outbox, "appointment", list(set(appointment_ids)), outbox_of))

    def due(self, now: datetime, limit: int = 100) -> Sequence[OutboxEntry]:
        """Entries that wait to be written and whose time has come, oldest first."""
        entry = tables.outbox.c
        query = (
            select(tables.outbox)
            .where(
                entry.state == WriteState.WAITING.value,
                or_(entry.not_before.is_(None), entry.not_before <= now),
            )
            .order_by(entry.number)
            .limit(limit)
        )
        return [outbox_of(row) for row in self._connection.execute(query)]

    def unwritten(self) -> Sequence[OutboxEntry]:
        """All entries that are waiting or failed, oldest first."""
        states = [WriteState.WAITING.value, WriteState.FAILED.value]
        entry = tables.outbox.c
        query = select(tables.outbox).where(entry.state.in_(states)).order_by(entry.number)
        return [outbox_of(row) for row in self._connection.execute(query)]

    def history(self, *, order: str = "", appointment: str = "", limit: int = 200) -> Sequence[HistoryEntry]:
        """Newest first; of one order or appointment where named."""
        entry = tables.history.c
        query = select(tables.history).order_by(entry.at.desc(), entry.number.desc()).limit(limit)
        if order:
            query = query.where(entry.order_id == order)
        if appointment:
            query = query.where(entry.appointment == appointment)
        return [history_of(row) for row in self._connection.execute(query)]

    # ------------------------------------------------------------ calendars and the desk's settings

    def sources(self) -> Sequence[CalendarSource]:
        """All calendars that are read, in the photographers' order."""
        sources, people = tables.calendar_sources, tables.photographers
        query = (
            select(sources)
            .join_from(sources, people, people.c.id == sources.c.photographer)
            .order_by(people.c.position, sources.c.position)
        )
        return [source_of(row) for row in self._connection.execute(query)]

    def setting(self, name: str, default: str = "") -> str:
        """A setting of the desk that is no rule."""
        query = select(tables.desk_settings.c.value).where(tables.desk_settings.c.name == name)
        value = self._connection.execute(query).scalar_one_or_none()
        return default if value is None else value

    # ------------------------------------------------------------ rows

    def _one(self, table: Table, key: str, what: str) -> Row[Any]:
        row = self._connection.execute(select(table).where(table.c.id == key)).first()
        if row is None:
            raise _gone(what)
        return row

    def _among(
        self, table: Table, column: str, keys: Sequence[str], convert: Callable[[Row[Any]], T]
    ) -> Iterator[T]:
        for start in range(0, len(keys), _BATCH):
            query = select(table).where(table.c[column].in_(keys[start : start + _BATCH]))
            yield from (convert(row) for row in self._connection.execute(query))


def _gone(what: str) -> NotFound:
    return NotFound(f"{what} is not there any more.", "It may have been removed at another desk.")
