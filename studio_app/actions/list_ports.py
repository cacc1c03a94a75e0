"""What the list of orders and the history need from storage, beside `ports`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from studio_app.domain.order_list import ListedOrder, OrderFilter, OrderQuestion


class OrderListReading(Protocol):
    """The part of a consistent view that lists orders."""

    def order_ids(self, asked: OrderQuestion) -> Sequence[str]:
        """The ids of the orders that were asked for, all of them, sorted."""

    def count_orders(self, asked: OrderQuestion) -> Mapping[OrderFilter, int]:
        """How many orders each filter lists, among those with the words that are searched for."""

    def listed_orders(self, order_ids: Sequence[str]) -> Sequence[ListedOrder]:
        """The orders with these ids in their order, as far as they exist, with what the list shows of them."""


class ActiveReading(Protocol):
    """The part of a consistent view that knows who is at work."""

    def active_people(self) -> Sequence[str]:
        """The names of those who did the last few thousand things of the history, sorted."""
