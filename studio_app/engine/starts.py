"""Which starts are offered, before any rule is asked: the studio's grid and the photographers' presets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from studio_app.domain.photographer import Photographer
from studio_app.domain.settings import Settings
from studio_app.domain.wall_time import MINUTES_A_DAY
from studio_app.engine.columns import Minutes
from studio_app.engine.instants import MINUTE, days_between, local_day, offered_walls
from studio_app.engine.memory import Memory
from studio_app.engine.working_time import zone_of

People = tuple[Photographer, ...]


@dataclass(frozen=True, eq=False)
class Starts:
    """Starts on open dates in a window of studio-local dates, in minutes since 1970, ascending.

    Attributes:
        grid: The studio's grid.
        own: What is offered to the photographers who have presets, by their id.
        every: All of these together.
    """

    grid: Minutes
    own: Mapping[str, Minutes]
    every: Minutes


_starts: Memory[Starts] = Memory(16)


def starts_between(
    settings: Settings, people: People, first: date, last: date, *, twilight: bool, off_grid: bool = False
) -> Starts:
    """The starts offered on the open studio-local dates from first to last; presets are not asked of a twilight.

    With `off_grid` the grid is every minute, as for a drop that staff make.
    """
    detail = (first, last, twilight, off_grid)
    return _starts.get(
        (settings, people), detail, lambda: _starts_of(settings, people, first, last, twilight, off_grid)
    )


def _starts_of(
    settings: Settings, people: People, first: date, last: date, twilight: bool, off_grid: bool
) -> Starts:
    days = [d for d in days_between(first, last) if settings.takes_bookings_on(d)]
    zone = settings.timezone
    open_spans = [local_day(zone, day)[1:3] for day in days]
    grid = _every_minute(open_spans) if off_grid else _grid(settings, days)
    if twilight or not open_spans or not any(person.presets for person in people):
        return Starts(grid, {}, grid)
    own: dict[str, Minutes] = {}
    presets: list[Minutes] = []
    for person in people:
        if person.presets:
            kept, offered = _own(settings, person, grid, open_spans)
            presets.append(offered)
            own[person.id] = np.sort(np.concatenate([kept, offered]))
    return Starts(grid, own, np.unique(np.concatenate([grid, *presets])))


def _grid(settings: Settings, days: list[date]) -> Minutes:
    walls = tuple(range(0, MINUTES_A_DAY, settings.slot_step_min))
    return _minutes([value for day in days for value in offered_walls(settings.timezone, day, walls)])


def _every_minute(spans: list[tuple[int, int]]) -> Minutes:
    days = [np.arange(start // MINUTE, end // MINUTE, dtype=np.int32) for start, end in spans]
    return np.concatenate(days) if days else np.zeros(0, dtype=np.int32)


def _own(
    settings: Settings, person: Photographer, grid: Minutes, spans: list[tuple[int, int]]
) -> tuple[Minutes, Minutes]:
    """The grid on the weekdays without presets, and the presets on the others; `spans` are the open dates."""
    zone = zone_of(settings, person)
    margin = timedelta(days=2)
    first, last = _utc_date(spans[0][0]) - margin, _utc_date(spans[-1][1]) + margin
    presets: list[int] = []
    keep = np.ones(len(grid), dtype=np.bool_)
    for day in days_between(first, last):
        walls = person.presets.get(day.weekday())
        if walls:
            on = local_day(zone, day)
            low, high = np.searchsorted(grid, (on.start // MINUTE, on.end // MINUTE))
            keep[low:high] = False
            presets += offered_walls(zone, day, tuple(walls))
    offered = _minutes(presets)
    starts, ends = (np.array(side, dtype=np.int64) // MINUTE for side in zip(*spans, strict=True))
    span = np.searchsorted(starts, offered, side="right") - 1
    return grid[keep], offered[(span >= 0) & (offered < ends[span])]


def _utc_date(value: int) -> date:
    return date(1970, 1, 1) + timedelta(minutes=value // MINUTE)


def _minutes(values: list[int]) -> Minutes:
    return (np.array(values, dtype=np.int64) // MINUTE).astype(np.int32)
