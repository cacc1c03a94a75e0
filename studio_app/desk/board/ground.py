"""The steps and days that blocks are moved over, from the axis of a grid. Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from studio_app.desk.week.geometry import Axis, Column

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def minute_of(moment: datetime) -> int:
    """Whole minutes since 1970 of an instant."""
    return (moment - EPOCH) // MINUTE


def moment_of(minute: int) -> datetime:
    """The instant of minutes since 1970, UTC."""
    return EPOCH + minute * MINUTE


@dataclass(frozen=True)
class DayGround:
    """Steps on the wall of the shown days, and lanes in their order; see `hand.Ground`.

    Attributes:
        step: Minutes between starts.
        lanes: Ids of the lanes from the top; none where the grid has none.
    """

    axis: Axis
    step: int
    lanes: tuple[str, ...] = ()
    _steps: dict[int, Sequence[int]] = field(default_factory=dict, compare=False, repr=False)

    def nearest(self, minute: int, step: int) -> int:
        """The start of a step that is nearest; the earlier of two that are as near."""
        starts = self._starts(step)
        place = bisect_left(starts, minute)
        around = starts[max(0, place - 1) : place + 1]
        return min(around, key=lambda start: (abs(start - minute), start), default=minute)

    def beyond(self, minute: int, step: int, way: int) -> int:
        """The next start of a step after (1) or before (-1) a minute."""
        starts = self._starts(step)
        place = bisect_right(starts, minute) if way > 0 else bisect_left(starts, minute) - 1
        return starts[place] if 0 <= place < len(starts) else minute

    def other_day(self, minute: int, way: int) -> int:
        """The same wall time on another shown day; where the clock skips it there, the step after it."""
        columns = self.axis.columns
        index = self.axis.column_of(moment_of(minute))
        if index is None or not 0 <= index + way < len(columns):
            return minute
        wall = _wall(columns[index], minute)
        there = columns[index + way]
        for piece in there.pieces:
            if wall < piece.wall + piece.length:
                return minute_of(there.start) + piece.elapsed + max(0, wall - piece.wall)
        return minute

    def other_lane(self, lane: str, way: int) -> str:
        """The lane below (1) or above (-1); the lane itself where there is none."""
        if lane not in self.lanes:
            return self.lanes[0] if self.lanes else lane
        place = self.lanes.index(lane) + way
        return self.lanes[place] if 0 <= place < len(self.lanes) else lane

    def _starts(self, step: int) -> Sequence[int]:
        if step not in self._steps:
            found = [minute_of(start) for column in self.axis.columns for start in column.steps(step)]
            self._steps[step] = tuple(sorted(found))
        return self._steps[step]


def _wall(column: Column, minute: int) -> int:
    """Minutes after midnight on the wall."""
    elapsed = minute - minute_of(column.start)
    for piece in column.pieces:
        if elapsed < piece.elapsed + piece.length:
            return piece.wall + elapsed - piece.elapsed
    return elapsed


def minute_on(column: Column, axis: float) -> int:
    """Whole minutes since 1970 at an axis minute of a day; in a void the instant before it."""
    begin = minute_of(column.start)
    found = column.at(axis)
    if found is not None:
        piece, into = found
        return begin + piece.elapsed + int(into)
    before = [piece for piece in column.pieces if piece.axis + piece.length <= axis]
    piece = before[-1] if before else column.pieces[0]
    return begin + (piece.elapsed + piece.length - 1 if before else piece.elapsed)
