"""What is asked and written about orders beyond single rows."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select

from studio_app.domain.kept_step import KeptStep
from studio_app.storage.order_tables import kept_steps


class OrderReading:
    """What `actions.order_ports.OrderReading` promises."""

    _connection: Connection

    def kept_steps(self, owner: str) -> Sequence[KeptStep]:
        """The steps that were kept for somebody at a desk, in their order."""
        query = select(kept_steps).where(kept_steps.c.owner == owner).order_by(kept_steps.c.position)
        return [KeptStep(row.kind, row.value, row.at, row.undone) for row in self._connection.execute(query)]


class OrderWriting(OrderReading):
    """What `actions.order_ports.OrderWriting` promises."""

    def keep_steps(self, owner: str, steps: Sequence[KeptStep]) -> None:
        """Keep these in the place of those that were kept before; not counted as a change of the data."""
        self._connection.execute(delete(kept_steps).where(kept_steps.c.owner == owner))
        rows = [
            {
                "owner": owner,
                "position": position,
                "kind": step.kind,
                "value": step.value,
                "at": step.at,
                "undone": step.undone,
            }
            for position, step in enumerate(steps)
        ]
        if rows:
            self._connection.execute(insert(kept_steps), rows)
