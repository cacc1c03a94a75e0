"""The list of orders, as the database finds and sorts it.

How an order stands is said in `domain.order_list`; here it is said once more in SQL, and the contract tests hold the two
together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Text,
    and_,
    case,
    exists,
    func,
    not_,
    or_,
    select,
    text,
    union,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from studio_app.domain.appointment import Appointment, State
from studio_app.domain.order_list import (
    WRITE_RANK,
    ListedOrder,
    OrderColumn,
    OrderFilter,
    OrderQuestion,
    Standing,
)
from studio_app.domain.outbox import WriteState
from studio_app.domain.timespan import Span
from studio_app.storage.convert import agent_of, order_of
from studio_app.storage.diaries import appointments_where
from studio_app.storage.orders import WAITING_ORDERS, WAITING_STATES
from studio_app.storage.rows import batches
from studio_app.storage.tables import agents, appointments, crew, orders, outbox, packages, photographers
from studio_app.storage.tables import services as services_table
from studio_app.storage.words import folded, like, like_of_order

Condition = ColumnElement[bool]


class OrderListReading:
    """What `actions.list_ports.OrderListReading` promises."""

    _connection: Connection

    def order_ids(self, asked: OrderQuestion) -> Sequence[str]:
        """The ids of the orders that were asked for, all of them, sorted."""
        key = _sort_key(asked)
        ordered = (key.desc() if asked.descending else key.asc()).nulls_last()
        query = select(orders.c.id).select_from(orders.join(agents, agents.c.id == orders.c.agent))
        query = query.where(*_conditions(asked, asked.filter))
        return list(
            self._connection.scalars(query.order_by(ordered, orders.c.created_at.desc(), orders.c.id))
        )

    def count_orders(self, asked: OrderQuestion) -> Mapping[OrderFilter, int]:
        """How many orders each filter lists, among those with the words that are searched for."""
        query = select(func.count()).select_from(orders)
        if asked.text.strip():
            query = query.join(agents, agents.c.id == orders.c.agent)
        return {
            each: self._connection.scalar(query.where(*_conditions(asked, each))) or 0 for each in OrderFilter
        }

    def listed_orders(self, order_ids: Sequence[str]) -> Sequence[ListedOrder]:
        """The orders with these ids in their order, as far as they exist, with what the list shows of them."""
        found: dict[str, ListedOrder] = {}
        for some in batches(order_ids):
            rows = self._connection.execute(select(orders).where(orders.c.id.in_(some))).all()
            clients = select(agents).where(agents.c.id.in_({row.agent for row in rows}))
            by_id = {row.id: agent_of(row) for row in self._connection.execute(clients)}
            visits = self._visits(some)
            writes = self._writes([item.id for items in visits.values() for item in items])
            for row in rows:
                mine = tuple(visits.get(row.id, ()))
                states = {item.id: writes[item.id] for item in mine if item.id in writes}
                found[row.id] = ListedOrder(order_of(row), by_id[row.agent], mine, states)
        return [found[key] for key in order_ids if key in found]

    def _visits(self, order_ids: Sequence[str]) -> Mapping[str, list[Appointment]]:
        found: dict[str, list[Appointment]] = defaultdict(list)
        for _, item in appointments_where(self._connection, appointments.c.order_id.in_(order_ids)):
            found[item.order].append(item)
        for items in found.values():
            items.sort(key=lambda item: (item.span.start, item.id))
        return found

    def _writes(self, appointment_ids: Sequence[str]) -> Mapping[str, WriteState]:
        query = select(outbox.c.appointment, outbox.c.state)
        return {
            row.appointment: WriteState(row.state)
            for some in batches(appointment_ids)
            for row in self._connection.execute(query.where(outbox.c.appointment.in_(some)))
        }


# ---------------------------------------------------------------- which orders


def _conditions(asked: OrderQuestion, wanted: OrderFilter) -> list[Condition]:
    found: list[Condition] = [of_order_or_agent(word) for word in folded(asked.text).split()]
    if wanted is OrderFilter.POSTPONED:
        found.append(not_(orders.c.cancelled))
    if wanted is not OrderFilter.ALL:
        found.append(orders.c.id.in_(_ids(asked, wanted)))
    return found


def of_order_or_agent(word: str) -> Condition:
    """Whether an order's address or agent contains a word, or its id begins with it."""
    of_order = (orders.c.search.like(pattern, escape="\\") for pattern in like_of_order(word))
    return or_(*of_order, agents.c.search.like(like(word), escape="\\"))


def _ids(asked: OrderQuestion, wanted: OrderFilter) -> Any:
    """A query for the ids of a filter's orders, each by the index that finds it."""
    visits = appointments.c
    with_visit = select(visits.order_id).correlate(None)
    if wanted is OrderFilter.UNSCHEDULED:
        open_ones = select(orders.c.id).where(WAITING_ORDERS).correlate(None)
        others = with_visit.join(orders, orders.c.id == visits.order_id).where(
            WAITING_STATES,
            or_(visits.state == State.POSTPONED.value, _lapsed(asked)),
            not_(orders.c.cancelled),
        )
        return union(open_ones, others)
    if wanted is OrderFilter.POSTPONED:
        waits = WAITING_STATES
        return with_visit.where(waits, visits.state == State.POSTPONED.value)
    if wanted is OrderFilter.HELD:
        return with_visit.where(WAITING_STATES, _held(asked))
    if wanted in (OrderFilter.DIFFERS, OrderFilter.FAILED):
        state = WriteState.DIFFERS if wanted is OrderFilter.DIFFERS else WriteState.FAILED
        written = with_visit.join(outbox, outbox.c.appointment == visits.id)
        return written.where(outbox.c.state == state.value)
    return with_visit.where(_within(asked.today if wanted is OrderFilter.TODAY else asked.week), _live(asked))


def _within(span: Span) -> Condition:
    return and_(appointments.c.ends_at > span.start, appointments.c.starts_at < span.end)


def _live(asked: OrderQuestion) -> Condition:
    return or_(appointments.c.state == State.CONFIRMED.value, _held(asked))


def _held(asked: OrderQuestion, visits: Any = appointments.c) -> Condition:
    return and_(visits.state == State.HOLD.value, visits.hold_until > asked.now)


def _lapsed(asked: OrderQuestion) -> Condition:
    """A hold that ended, and nothing else of its order took its place."""
    visits, other = appointments.c, appointments.alias()
    replaced = (
        exists()
        .where(
            other.c.order_id == visits.order_id,
            other.c.services == visits.services,
            or_(other.c.state == State.CONFIRMED.value, _held(asked, other.c)),
        )
        .correlate(appointments)
    )
    over = or_(visits.hold_until.is_(None), visits.hold_until <= asked.now)
    return and_(visits.state == State.HOLD.value, over, not_(replaced))


# ---------------------------------------------------------------- in which order


class _First(FunctionElement[str]):
    """The first element of a JSON list of texts, NULL where there is none."""

    type = Text()
    inherit_cache = True


class _AfterFirstLine(FunctionElement[str]):
    """A text without its first line."""

    type = Text()
    inherit_cache = True


@compiles(_First)
@compiles(_First, "sqlite")
def _first(element: Any, compiler: Any, **options: Any) -> str:
    return f"json_extract({compiler.process(element.clauses, **options)}, '$[0]')"


@compiles(_First, "postgresql")
def _first_postgres(element: Any, compiler: Any, **options: Any) -> str:
    return f"(CAST({compiler.process(element.clauses, **options)} AS json) ->> 0)"


@compiles(_AfterFirstLine)
@compiles(_AfterFirstLine, "sqlite")
def _after_first_line(element: Any, compiler: Any, **options: Any) -> str:
    whole = compiler.process(element.clauses, **options)
    return f"substr({whole}, instr({whole}, char(10)) + 1)"


@compiles(_AfterFirstLine, "postgresql")
def _after_first_line_postgres(element: Any, compiler: Any, **options: Any) -> str:
    whole = compiler.process(element.clauses, **options)
    return f"substr({whole}, strpos({whole}, chr(10)) + 1)"


def _sort_key(asked: OrderQuestion) -> ColumnElement[Any]:
    """What is compared; NULL where an order has nothing to compare."""
    plain: dict[OrderColumn, ColumnElement[Any]] = {
        OrderColumn.ADDRESS: _AfterFirstLine(orders.c.search),
        OrderColumn.AGENT: agents.c.search,
        OrderColumn.BROKERAGE: func.nullif(func.lower(agents.c.brokerage), ""),
        OrderColumn.DUE: orders.c.due,
        OrderColumn.TAKEN: orders.c.created_at,
        OrderColumn.SIZE: orders.c.square_feet,
        OrderColumn.PHONE: func.nullif(agents.c.phone, ""),
        OrderColumn.EMAIL: func.nullif(agents.c.email_key, ""),
        OrderColumn.NOTES: func.nullif(func.lower(orders.c.notes), ""),
        OrderColumn.ID: orders.c.id,
        OrderColumn.SERVICES: func.coalesce(_name_of(packages), _name_of(services_table)),
    }
    if asked.sort in plain:
        return plain[asked.sort]
    if asked.sort is OrderColumn.VISIT:
        return _shown_start(asked)
    if asked.sort is OrderColumn.CREW:
        return _shown_name(asked)
    return _standing(asked) if asked.sort is OrderColumn.STANDING else _write()


def _name_of(table: Any) -> ColumnElement[Any]:
    """The name of the first package or service of an order."""
    listed = orders.c[table.name]
    return select(func.lower(table.c.name)).where(table.c.id == _First(listed)).scalar_subquery()


def _of_order(column: Any) -> Select[Any]:
    return select(column).where(appointments.c.order_id == orders.c.id).correlate(orders, agents)


def _shown_start(asked: OrderQuestion) -> ColumnElement[Any]:
    visits = appointments.c
    coming = _of_order(func.min(visits.starts_at)).where(visits.ends_at > asked.now, _live(asked))
    last = _of_order(func.max(visits.starts_at)).where(_live(asked))
    return func.coalesce(coming.scalar_subquery(), last.scalar_subquery())


def _shown_name(asked: OrderQuestion) -> ColumnElement[Any]:
    """The name of the first photographer of the shown appointment; see `ListedOrder.shown_visit`."""
    visits = appointments.c
    coming = visits.ends_at > asked.now
    first = and_(crew.c.appointment == visits.number, crew.c.position == 0)
    query = (
        _of_order(func.lower(photographers.c.name))
        .select_from(appointments)
        .join(crew, first)
        .join(photographers, photographers.c.id == crew.c.photographer)
        .where(_live(asked))
        .order_by(
            case((coming, 0), else_=1),
            case((coming, visits.starts_at)),
            case((coming, visits.id)),
            visits.starts_at.desc(),
            visits.id.desc(),
        )
        .limit(1)
    )
    return query.scalar_subquery()


def _standing(asked: OrderQuestion) -> ColumnElement[Any]:
    visits = appointments.c

    def has(condition: Condition) -> Condition:
        return exists(_of_order(visits.number).where(condition))

    booked = visits.state == State.CONFIRMED.value
    return case(
        (orders.c.cancelled, Standing.CANCELLED.value),
        (has(visits.state == State.POSTPONED.value), Standing.POSTPONED.value),
        (
            or_(text("orders.open <> '[]'"), has(_lapsed(asked))),
            Standing.UNSCHEDULED.value,
        ),
        (has(_held(asked)), Standing.HELD.value),
        (has(and_(booked, visits.ends_at > asked.now)), Standing.COMING.value),
        (has(booked), Standing.DONE.value),
        else_=Standing.CANCELLED.value,
    )


def _write() -> ColumnElement[Any]:
    """The rank of the write that needs most attention."""
    rank = case({state.value: rank for state, rank in WRITE_RANK.items()}, value=outbox.c.state)
    query = _of_order(func.max(rank)).select_from(appointments)
    return query.join(outbox, outbox.c.appointment == appointments.c.id).scalar_subquery()
