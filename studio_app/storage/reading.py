"""One consistent view of the database: everything that is asked, in the words of the domain."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, Table, and_, or_, select

from studio_app.domain.account import Account
from studio_app.domain.agent import Agent
from studio_app.domain.appointment import Appointment
from studio_app.domain.calendar_event import Seen
from studio_app.domain.calendar_item import CalendarItem
from studio_app.domain.calendar_rules import CalendarRules
from studio_app.domain.calendar_source import CalendarSource
from studio_app.domain.history import HistoryEntry
from studio_app.domain.order import Order
from studio_app.domain.outbox import OutboxEntry, WriteState
from studio_app.domain.outside_event import OutsideEvent
from studio_app.domain.pin import Pin
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import Span
from studio_app.errors import NotFound
from studio_app.storage import tables
from studio_app.storage.active import ActiveReading
from studio_app.storage.connected import read_primary, read_rules, read_sources
from studio_app.storage.convert import agent_of, history_of, order_of
from studio_app.storage.convert_calendars import account_of, item_of, outbox_of, seen_of
from studio_app.storage.diaries import appointments_where, events_from
from studio_app.storage.loading import LastLoaded, Loaded, has_studio, load, load_whole, with_others
from studio_app.storage.order_list import OrderListReading, of_order_or_agent
from studio_app.storage.orders import OrderReading
from studio_app.storage.place_reading import read_pins
from studio_app.storage.rows import batches
from studio_app.storage.types import storable
from studio_app.storage.words import email_key, folded, like

T = TypeVar("T")


class SqlReading(OrderReading, OrderListReading, ActiveReading):
    """What `actions.ports.Reading` promises, on one transaction."""

    def __init__(self, connection: Connection, last_loaded: LastLoaded) -> None:
        self._connection = connection
        self._last_loaded = last_loaded
        # The first statement: from here on the view is that of this moment.
        self._counters = {row.name: int(row.value) for row in connection.execute(select(tables.counters))}

    @property
    def major(self) -> int:
        """The major version of the database as it is now."""
        return self._counters["schema"]

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

    def pins(self) -> Mapping[str, Pin]:
        """Where addresses are as somebody found or set it, by the key of the address."""
        changed, kept = self._counters["pins"], self._last_loaded.pins
        if kept is not None and kept[0] == changed:
            return kept[1]
        found = read_pins(self._connection)
        if self._may_keep and (kept is None or kept[0] < changed):
            self._last_loaded.pins = changed, found
        return found

    @property
    def _may_keep(self) -> bool:
        """Whether what is read is there for others too."""
        return True

    def _keep(self, loaded: Loaded) -> None:
        if not self._may_keep:
            return
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
        """Orders whose address, or agent's name, e-mail or brokerage, contains every word of the text, without regard to
        case and accents, newest first; a word may also be the beginning of the id."""
        orders, agents = tables.orders, tables.agents
        query = select(orders).join_from(orders, agents, agents.c.id == orders.c.agent)
        query = query.where(*(of_order_or_agent(word) for word in folded(text).split()))
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
        """All entries that are not written, oldest first."""
        return self._entries(WriteState.WAITING, WriteState.FAILED, WriteState.DIFFERS)

    def differing(self) -> Sequence[OutboxEntry]:
        """All entries whose event somebody changed in the calendar, oldest first."""
        return self._entries(WriteState.DIFFERS)

    def _entries(self, *states: WriteState) -> list[OutboxEntry]:
        entry = tables.outbox.c
        query = select(tables.outbox).where(entry.state.in_([state.value for state in states]))
        return [outbox_of(row) for row in self._connection.execute(query.order_by(entry.number))]

    def writes_of_events(self, event_ids: Collection[str]) -> Sequence[OutboxEntry]:
        """The entries of these calendar events, as far as there are any."""
        return list(self._among(tables.outbox, "event", sorted(set(event_ids)), outbox_of))

    def history(
        self,
        *,
        order: str = "",
        appointment: str = "",
        who: str = "",
        text: str = "",
        span: Span | None = None,
        before: HistoryEntry | None = None,
        limit: int = 200,
    ) -> Sequence[HistoryEntry]:
        """Newest first; only what is asked for.

        Args:
            order, appointment: Ids of what it was about.
            who: The whole name of who did it.
            text: Words that all stand in it, in its order's address or in the agent's name, e-mail or brokerage,
                without regard to case and accents.
            span: When it was.
            before: The last entry of the page before, as it was read; what comes after it in the list.
            limit: How many at most.
        """
        entry = tables.history.c
        query = select(tables.history).order_by(entry.at.desc(), entry.number.desc()).limit(limit)
        asked = {entry.order_id: order, entry.appointment: appointment, entry.who: who}
        query = query.where(*(column == value for column, value in asked.items() if value))
        if span:
            query = query.where(entry.at >= span.start, entry.at < span.end)
        if before:
            earlier = and_(entry.at == before.at, entry.number < before.number)
            query = query.where(or_(entry.at < before.at, earlier))
        if text:
            orders, agents = tables.orders, tables.agents
            query = query.outerjoin(orders, orders.c.id == entry.order_id)
            query = query.outerjoin(agents, agents.c.id == orders.c.agent)
            for word in folded(text).split():
                query = query.where(or_(entry.search.like(like(word), escape="\\"), of_order_or_agent(word)))
        return [history_of(row) for row in self._connection.execute(query)]

    # ------------------------------------------------------------ calendars and the desk's settings

    def sources(self) -> Sequence[CalendarSource]:
        """All photographers' calendars, in the photographers' order."""
        return read_sources(self._connection)

    def primary(self) -> CalendarSource:
        """The studio's primary calendar; the local one where none was chosen."""
        return read_primary(self._connection)

    def accounts(self) -> Sequence[Account]:
        """All accounts, in the order in which they were connected."""
        query = select(tables.accounts).order_by(tables.accounts.c.position)
        return [account_of(row) for row in self._connection.execute(query)]

    def calendar_rules(self) -> CalendarRules:
        """What the studio decided about calendars."""
        return read_rules(self._connection)

    def items(self, source_id: str, series: Collection[str] | None = None) -> Sequence[CalendarItem]:
        """What was read from a photographer's calendar, in the order it came in: all of it, or the items of these
        series."""
        items = tables.calendar_items.c
        query = select(tables.calendar_items).where(items.source == source_id).order_by(items.number)
        if series is None:
            return [item_of(row) for row in self._connection.execute(query)]
        found: list[CalendarItem] = []
        for some in batches(sorted(map(storable, series))):
            rows = self._connection.execute(query.where(items.series.in_(some)))
            found += (item_of(row) for row in rows)
        return found

    def etags(self, source_id: str) -> Mapping[str, str]:
        """The etags of a calendar's items by id."""
        items = tables.calendar_items.c
        query = select(items.id, items.etag).where(items.source == source_id)
        return {row.id: row.etag for row in self._connection.execute(query)}

    def events_of(self, source_id: str) -> Sequence[OutsideEvent]:
        """The outside events that came from a calendar, by start."""
        return events_from(self._connection, source_id)

    def seen(self, event_ids: Iterable[str] | None = None) -> Sequence[Seen]:
        """The program's events as they were last read from the primary calendar, by id; all where no ids are given."""
        if event_ids is not None:
            found = self._among(tables.seen, "event", sorted(set(event_ids)), seen_of)
            return sorted(found, key=lambda one: one.event)
        query = select(tables.seen).order_by(tables.seen.c.event)
        return [seen_of(row) for row in self._connection.execute(query)]

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
        for some in batches(keys):
            query = select(table).where(table.c[column].in_(some))
            yield from (convert(row) for row in self._connection.execute(query))


def _gone(what: str) -> NotFound:
    return NotFound(f"{what} is not there any more.", "It may have been removed at another desk.")
