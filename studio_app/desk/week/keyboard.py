"""Where arrow keys lead on the grid. Pure.

Plain arrows walk the offered starts; with none on the grid, or with Shift, they walk every step of the day. Up and
down stay within the day, left and right go to the time nearest to the present one in the next day that has any.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import datetime
from enum import Enum

from studio_app.desk.week.geometry import Axis, Column


class Way(Enum):
    """What a key asks for."""

    UP = "up"
    DOWN = "down"
    LEFT = "left"
    RIGHT = "right"
    HOME = "home"
    END = "end"
    FIRST = "first"
    LAST = "last"
    NEXT = "next"
    PREVIOUS = "previous"


def walk(
    axis: Axis,
    starts: Sequence[datetime],
    here: datetime | None,
    way: Way,
    *,
    step_min: int,
    every_step: bool = False,
    entry: datetime | None = None,
) -> datetime | None:
    """The time that a key leads to; None where there is nothing that way.

    Args:
        axis: The shown days.
        starts: Offered starts, sorted.
        here: The chosen time, or None before any was chosen.
        step_min: Minutes between the steps of an empty day.
        every_step: Walk all steps even where starts are offered.
        entry: Where to begin when nothing is chosen yet, such as the top of what is seen.
    """
    if way in (Way.NEXT, Way.PREVIOUS):
        return _next(starts, here, way)
    days = _days(axis, starts, step_min, every_step=every_step)
    if way in (Way.FIRST, Way.LAST):
        every = [moment for day in days for moment in day]
        return _pick(every, way is Way.FIRST)
    index = axis.column_of(here) if here is not None else None
    if here is None or index is None:
        return _enter(days, entry)
    if way in (Way.HOME, Way.END):
        return _pick(days[index], way is Way.HOME)
    if way in (Way.UP, Way.DOWN):
        return _within(days[index], here, way)
    return _across(axis, days, here, index, way)


def _days(
    axis: Axis, starts: Sequence[datetime], step_min: int, *, every_step: bool
) -> tuple[Sequence[datetime], ...]:
    if every_step or not starts:
        return tuple(column.steps(step_min) for column in axis.columns)
    return tuple(
        starts[bisect_left(starts, column.start) : bisect_left(starts, column.end)] for column in axis.columns
    )


def _next(starts: Sequence[datetime], here: datetime | None, way: Way) -> datetime | None:
    """The next or previous offered start of the shown days, whichever day it is on."""
    if here is None:
        return _pick(starts, way is Way.NEXT)
    if way is Way.NEXT:
        place = bisect_right(starts, here)
        return starts[place] if place < len(starts) else None
    place = bisect_left(starts, here)
    return starts[place - 1] if place else None


def _pick(moments: Sequence[datetime], first: bool) -> datetime | None:
    if not moments:
        return None
    return moments[0 if first else -1]


def _enter(days: Sequence[Sequence[datetime]], entry: datetime | None) -> datetime | None:
    """The first time from `entry` on, or the first there is."""
    every = [moment for day in days for moment in day]
    if entry is not None:
        place = bisect_left(every, entry)
        if place < len(every):
            return every[place]
    return _pick(every, True)


def _within(day: Sequence[datetime], here: datetime, way: Way) -> datetime | None:
    if way is Way.DOWN:
        place = bisect_right(day, here)
        return day[place] if place < len(day) else None
    place = bisect_left(day, here)
    return day[place - 1] if place else None


def _across(
    axis: Axis, days: Sequence[Sequence[datetime]], here: datetime, index: int, way: Way
) -> datetime | None:
    level = axis.columns[index].axis(here)
    columns = range(index + 1, len(days)) if way is Way.RIGHT else range(index - 1, -1, -1)
    for other in columns:
        if days[other]:
            return _nearest(axis.columns[other], days[other], level)
    return None


def _nearest(column: Column, day: Sequence[datetime], level: float) -> datetime:
    """The time of a day that stands nearest to a height; the earlier of two that are as near."""
    return min(day, key=lambda moment: (abs(column.axis(moment) - level), moment))
