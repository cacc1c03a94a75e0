"""The list of orders: searched, filtered, sorted; and its rows as they are looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from studio_app.actions.ports import Store
from studio_app.domain.order_list import ListedOrder, OrderFilter, OrderQuestion
from studio_app.domain.timespan import Span
from studio_app.domain.wall_time import day_start, local_date

FIRST_ROWS = 100
"""As many rows come with the list itself: more than a window shows."""


@dataclass(frozen=True, slots=True)
class OrderList:
    """What was asked for, and which orders that is.

    Attributes:
        ids: All of them, sorted.
        counts: How many each filter would list with the same words.
        rows: The first of them.
    """

    asked: OrderQuestion
    ids: tuple[str, ...]
    counts: Mapping[OrderFilter, int]
    rows: tuple[ListedOrder, ...]


def order_question(zone: ZoneInfo, now: datetime) -> OrderQuestion:
    """A question for all orders, the newest first, that knows the day and the week (from Monday) of now in a zone."""
    today = local_date(zone, now)
    monday = today - timedelta(days=today.weekday())

    def days(first: int, count: int) -> Span:
        start = monday + timedelta(days=first)
        return Span(day_start(zone, start), day_start(zone, start + timedelta(days=count)))

    return OrderQuestion(now, days(today.weekday(), 1), days(0, 7))


def list_orders(store: Store, asked: OrderQuestion) -> OrderList:
    """The list that was asked for."""
    with store.reading() as reading:
        ids = tuple(reading.order_ids(asked))
        rows = tuple(reading.listed_orders(ids[:FIRST_ROWS]))
        return OrderList(asked, ids, reading.count_orders(asked), rows)


def read_orders(store: Store, order_ids: Sequence[str]) -> tuple[ListedOrder, ...]:
    """Rows of the list, in the order of the ids, as far as they exist."""
    with store.reading() as reading:
        return tuple(reading.listed_orders(order_ids))
