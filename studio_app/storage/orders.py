"""What is asked and written about orders beyond single rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    exists,
    literal_column,
    not_,
    or_,
    select,
)

from studio_app.domain.appointment import Appointment, State
from studio_app.domain.kept_step import KeptStep
from studio_app.domain.order import Order
from studio_app.storage.convert import order_of
from studio_app.storage.diaries import appointments_where
from studio_app.storage.order_tables import kept_steps
from studio_app.storage.tables import appointments, orders

# Without a type: SQLAlchemy compares one that is called Boolean with 1 on SQLite, which hides the indexes from it.
WAITING_ORDERS: ColumnElement[Any] = literal_column("(orders.open <> '[]' AND NOT orders.cancelled)")
WAITING_STATES: ColumnElement[Any] = literal_column("appointments.state IN ('postponed', 'hold')")
"""What the indexes of what waits say, in the same words, so that they are used."""


class OrderReading:
    """What `actions.order_ports.OrderReading` promises."""

    _connection: Connection

    def kept_steps(self, owner: str) -> Sequence[KeptStep]:
        """The steps that were kept for somebody at a desk, in their order."""
        query = select(kept_steps).where(kept_steps.c.owner == owner).order_by(kept_steps.c.position)
        return [KeptStep(row.kind, row.value, row.at, row.undone) for row in self._connection.execute(query)]

    def waiting_orders(self) -> Sequence[Order]:
        """Orders that are still wanted and have services without an appointment, oldest first."""
        query = select(orders).where(WAITING_ORDERS).order_by(orders.c.created_at, orders.c.id)
        return [order_of(row) for row in self._connection.execute(query)]

    def waiting_appointments(self, now: datetime, holds_since: datetime) -> Sequence[Appointment]:
        """Appointments that are postponed, and holds that ended since an instant, by their old start."""
        visits = appointments.c
        ended = and_(
            visits.state == State.HOLD.value, visits.hold_until <= now, visits.hold_until > holds_since
        )
        unwanted = exists().where(orders.c.id == visits.order_id, orders.c.cancelled)
        numbers = select(visits.number).where(
            WAITING_STATES, or_(visits.state == State.POSTPONED.value, ended), not_(unwanted)
        )
        found = appointments_where(self._connection, visits.number.in_(numbers.correlate(None)))
        return sorted((item for _, item in found), key=lambda item: (item.span.start, item.id))
