"""A diary as columns of numbers, ready for a sweep: made once a diary, used by every request.

Times are whole minutes since 1970 in UTC. Starts of visits, lengths and gaps are whole minutes, so a block whose
borders lie between two minutes takes exactly the starts that it takes when its borders are moved outwards to whole ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from operator import itemgetter
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from studio_app.domain.drives import PARTS, number_at
from studio_app.domain.place import Place
from studio_app.domain.studio import Diary
from studio_app.engine.blocking import blocks_of, event_blocks, event_span, live_holds
from studio_app.engine.instants import MINUTE, micros
from studio_app.engine.memory import Attached

Minutes = NDArray[np.int32]
FAR = 2**30
"""A minute after every other one."""


@dataclass(frozen=True, eq=False)
class Columns:
    """What blocks one photographer: one row a block, by start.

    Attributes:
        start, end: Minutes, moved outwards.
        places: Of each row, or None.
        counted: Minutes at which confirmed appointments and live holds start, for the day cap.
    """

    start: Minutes
    end: Minutes
    places: Sequence[Place | None]
    counted: Minutes
    exact: Sequence[tuple[int, int]]

    def complete(self) -> None:
        """Work everything out now rather than at the first request."""
        _ = self.radians, self.ended, self.next_end, self.previous_start

    @cached_property
    def located(self) -> NDArray[np.intp]:
        """Rows that have a place."""
        return np.array([row for row, place in enumerate(self.places) if place], dtype=np.intp)

    def located_place(self, index: int) -> Place:
        """The place of a located row."""
        place = self.places[int(self.located[index])]
        assert place is not None
        return place

    @cached_property
    def radians(self) -> NDArray[np.float64]:
        """Latitude and longitude of the located rows, shape (2, n), in radians."""
        return np.radians(self._degrees()).T

    @cached_property
    def numbers(self) -> NDArray[np.int64]:
        """Of the place of each located row its number among known drives, rounded exactly as `point_of` does."""
        points = np.rint(self._degrees() * PARTS).astype(np.int64)
        numbers: NDArray[np.int64] = points @ np.array([number_at(1, 0), number_at(0, 1)], dtype=np.int64)
        return numbers

    def _degrees(self) -> NDArray[np.float64]:
        """Latitude and longitude of the located rows, shape (n, 2)."""
        found = [(place.lat, place.lon) for place in map(self.places.__getitem__, self.located) if place]
        return np.array(found, dtype=np.float64).reshape(-1, 2)

    @cached_property
    def ended(self) -> Minutes:
        """Of each located row the minute within which it ends: its date is that of the end."""
        return np.array([self.exact[row][1] // MINUTE for row in self.located], dtype=np.int32)

    @cached_property
    def next_end(self) -> Minutes:
        """Of each located row the end of the located block that ends next after it, for `travel_too_long`."""
        return self._following([self.exact[row][1] for row in self.located], self.end[self.located])

    @cached_property
    def previous_start(self) -> Minutes:
        """Of each located row the start of the located block that starts last before it."""
        return -self._following([-self.exact[row][0] for row in self.located], -self.start[self.located])

    @staticmethod
    def _following(exact: list[int], rounded: Minutes) -> Minutes:
        """For each row the rounded value of the row with the next greater exact one, `FAR` for the last ones."""
        found = np.full(len(exact), FAR, dtype=np.int32)
        order = sorted(range(len(exact)), key=exact.__getitem__)
        following, run = FAR, FAR
        for position in range(len(order) - 1, -1, -1):
            row = order[position]
            if position + 1 < len(order) and exact[order[position + 1]] != exact[row]:
                following = run
            found[row] = following
            run = int(rounded[row])
        return found


_columns: Attached[Columns] = Attached()


def columns_at(diary: Diary, zone: ZoneInfo, now: datetime) -> Columns:
    """The columns of a diary at `now`; `zone` is the photographer's. Remembered while the same holds live."""
    detail = (zone, live_holds(diary, now))
    return _columns.get(diary, detail, lambda: _of(diary, zone, now))


def _of(diary: Diary, zone: ZoneInfo, now: datetime) -> Columns:
    rows: list[tuple[int, int, Place | None]] = []
    for event in diary.events:
        if event_blocks(event):
            start, end = event_span(event, zone)
            if end > start:
                rows.append((start, end, event.place))
    if diary.appointments:
        booked = Diary(diary.photographer, (), diary.appointments)
        rows += [(block.start, block.end, block.place) for block in blocks_of(booked, zone, now)]
    rows.sort(key=itemgetter(0, 1))
    exact = [(start, end) for start, end, _ in rows]
    borders = np.array(exact, dtype=np.int64).reshape(-1, 2)
    counted = sorted(micros(item.span.start) // MINUTE for item in diary.appointments if item.blocks_at(now))
    return Columns(
        start=(borders[:, 0] // MINUTE).astype(np.int32),
        end=-(-borders[:, 1] // MINUTE).astype(np.int32),
        places=[place for _, _, place in rows],
        counted=np.array(counted, dtype=np.int32),
        exact=exact,
    )


def hit_by_rounding(minutes: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Where a value is so near a whole number that another way of computing it could round to another one."""
    return np.abs(minutes - np.rint(minutes)) < 1e-6
