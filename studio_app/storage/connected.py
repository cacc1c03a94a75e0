"""The calendars that are connected, and whom they make unknown."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from studio_app.domain.calendar_rules import CalendarRules
from studio_app.domain.calendar_source import CalendarSource, Trouble
from studio_app.domain.photographer import Doubt
from studio_app.storage import tables
from studio_app.storage.convert_calendars import primary_of, rules_of, source_of

RULES_SETTING = "calendar_rules"

LOCAL_PRIMARY = CalendarSource("primary", "", "local", "")
"""The primary calendar of a studio that chose none: the folder that the desk's settings name."""


def read_sources(connection: Connection) -> list[CalendarSource]:
    """Photographers' calendars, in the photographers' order."""
    sources, people = tables.calendar_sources, tables.photographers
    query = (
        select(sources)
        .join_from(sources, people, people.c.id == sources.c.photographer)
        .order_by(people.c.position, sources.c.position)
    )
    return [source_of(row) for row in connection.execute(query)]


def read_primary(connection: Connection) -> CalendarSource:
    """The studio's primary calendar."""
    row = connection.execute(select(tables.primary_calendar)).first()
    return primary_of(row) if row else LOCAL_PRIMARY


def read_rules(connection: Connection) -> CalendarRules:
    """What the studio decided about calendars."""
    settings = tables.desk_settings.c
    stored = connection.scalar(select(settings.value).where(settings.name == RULES_SETTING))
    return rules_of(stored or "")


def unknown_people(sources: Iterable[CalendarSource], now: datetime, limit: timedelta) -> dict[str, Doubt]:
    """The photographers one of whose calendars doesn't say who is free, and the first of those that don't."""
    found: dict[str, Doubt] = {}
    for source in sources:
        if _is_broken(source) or not source.is_known(now, limit):
            found.setdefault(source.photographer, Doubt(source.name, source.problem, source.read_at))
    return found


def broken_people(sources: Iterable[CalendarSource]) -> frozenset[str]:
    """The photographers of whom a calendar was never read, or failed last, however old the readings are."""
    return frozenset(
        source.photographer
        for source in sources
        if source.read_at is None or _is_broken(source) or not source.is_known(source.read_at, timedelta.max)
    )


def _is_broken(source: CalendarSource) -> bool:
    # A failure whose kind nobody said is no trifle.
    return bool(source.problem) and source.trouble is Trouble.NONE
