"""Who is asked first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime

from studio_app.domain.studio import Diary, Studio
from studio_app.engine.blocking import confirmed, week_start
from studio_app.engine.instants import date_at, micros
from studio_app.engine.memory import Attached, Memory

Ranks = Mapping[str, int]
"""Place in the ranking by photographer id, 0 for the first."""

NEVER = datetime.min.replace(tzinfo=UTC)

_ranks: Memory[Ranks] = Memory(8)
_tallies: Attached[tuple[Mapping[date, int], datetime | None]] = Attached()


def ranks_in_week(studio: Studio, day: date) -> Ranks:
    """The ranking for starts in the Monday-to-Sunday week of a studio-local date.

    `studio` must be without the appointment being moved, which doesn't count.
    """
    people = studio.photographers
    if studio.settings.priority_enabled:
        return _ranks.get((people,), "priority", lambda: _by_priority(studio))
    return _by_load(studio, week_start(day))


def _by_priority(studio: Studio) -> Ranks:
    return _numbered(person.id for person in sorted(studio.photographers, key=lambda person: person.priority))


def _by_load(studio: Studio, monday: date) -> Ranks:
    def key(diary: Diary) -> tuple[int, datetime]:
        weeks, latest = tally(studio, diary)
        return weeks.get(monday, 0), latest or NEVER

    loads = {person.id: key(studio.diaries[person.id]) for person in studio.photographers}
    return _numbered(sorted(loads, key=loads.__getitem__))


def tally(studio: Studio, diary: Diary) -> tuple[Mapping[date, int], datetime | None]:
    """Confirmed appointments by the Monday of their studio-local week, and the latest time one was assigned."""
    zone = studio.settings.timezone

    def compute() -> tuple[Mapping[date, int], datetime | None]:
        weeks: dict[date, int] = {}
        latest = diary.assigned_before
        for item in confirmed(diary):
            monday = week_start(date_at(zone, micros(item.span.start)))
            weeks[monday] = weeks.get(monday, 0) + 1
            if item.assigned_at and (latest is None or item.assigned_at > latest):
                latest = item.assigned_at
        return weeks, latest

    return _tallies.get(diary, zone, compute)


def _numbered(ids: Iterable[str]) -> Ranks:
    return {key: rank for rank, key in enumerate(ids)}
