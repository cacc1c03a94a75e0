"""Who is at work, as far as the history tells."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from studio_app.storage.calendar_tables import history
from studio_app.storage.words import folded

_LAST = 5_000


class ActiveReading:
    """What `actions.list_ports.ActiveReading` promises."""

    _connection: Connection

    def active_people(self) -> Sequence[str]:
        """The names of those who did the last few thousand things, sorted."""
        last = select(history.c.who).order_by(history.c.at.desc()).limit(_LAST).subquery()
        names = self._connection.scalars(select(last.c.who).distinct())
        return sorted(names, key=lambda name: (folded(name), name))
