"""What is written about orders and those who go, beyond single rows."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import and_, delete, insert

from studio_app.domain.agent import Agent
from studio_app.domain.kept_step import KeptStep
from studio_app.domain.timespan import Span
from studio_app.errors import StaleVersion
from studio_app.storage.order_tables import kept_steps
from studio_app.storage.tables import agents, time_off
from studio_app.storage.writing_base import WritingBase


class OrderWriting(WritingBase):
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

    def set_time_off(self, photographer: str, spans: Sequence[Span]) -> None:
        """Put these in the place of a photographer's time off. Raises NotFound where there is no such photographer."""
        with self._whole("The photographer"):
            change = self._begin()
            self._connection.execute(delete(time_off).where(time_off.c.photographer == photographer))
            self._add_time_off(photographer, spans)
            self._set_counter("setup", change)
        self._counters["setup"] = change

    def remove_agent(self, agent: Agent) -> None:
        """Remove an agent as they were stored. Raises StaleVersion, and NotFound where an order names them."""
        with self._whole("The agent"):
            same = and_(agents.c.id == agent.id, agents.c.version == agent.version)
            if not self._connection.execute(delete(agents).where(same)).rowcount:
                raise StaleVersion("The agent")
