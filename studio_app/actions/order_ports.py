"""What the actions on orders and appointments need from storage, beside `ports`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from studio_app.domain.agent import Agent
from studio_app.domain.appointment import Appointment
from studio_app.domain.kept_step import KeptStep
from studio_app.domain.order import Order
from studio_app.domain.timespan import Span


class OrderReading(Protocol):
    """The part of a consistent view that is about orders."""

    def kept_steps(self, owner: str) -> Sequence[KeptStep]:
        """The steps that were kept for somebody at a desk, in their order."""

    def waiting_orders(self) -> Sequence[Order]:
        """Orders that are still wanted and have services without an appointment, oldest first."""

    def waiting_appointments(self, now: datetime, holds_since: datetime) -> Sequence[Appointment]:
        """Appointments that are postponed, and holds that ended since an instant, by their old start; none of orders that
        are no longer wanted."""


class OrderWriting(OrderReading, Protocol):
    """The part of a writing transaction that is about orders."""

    def keep_steps(self, owner: str, steps: Sequence[KeptStep]) -> None:
        """Keep these in the place of those that were kept before. No other desk is told: it is nobody else's matter."""

    def set_time_off(self, photographer: str, spans: Sequence[Span]) -> None:
        """Put these in the place of a photographer's time off. Raises NotFound where there is no such photographer."""

    def remove_agent(self, agent: Agent) -> None:
        """Remove an agent as they were stored. Raises StaleVersion, and NotFound where an order names them."""
