"""Free starts of many photographers at once.

Every rule that depends on the time forbids ranges of starts (or allows some, for working hours). A range adds one at
its first column and takes one away after its last, in a matrix of photographers and offered starts; where the running
sum is zero nothing forbids. That is one pass over all blocks, however many starts there are.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from studio_app.domain.place import Place
from studio_app.domain.settings import DayEdges, TravelMode
from studio_app.engine.asked import Asked
from studio_app.engine.columns import Columns, Minutes, columns_at, hit_by_rounding
from studio_app.engine.daylight import twilight_windows
from studio_app.engine.instants import MINUTE, days_between, local_day
from studio_app.engine.intervals import union
from studio_app.engine.memory import Memory
from studio_app.engine.starts import People, starts_between
from studio_app.engine.travel import EARTH_RADIUS_KM, estimated_minutes
from studio_app.engine.working_time import hours_of, off_time, working_time, zone_of

Mask = NDArray[np.bool_]
Rows = NDArray[np.int32]
Ranges = tuple[Rows, Minutes, Minutes]
"""Rows, and from which minute until before which."""
_hours: Memory[Ranges] = Memory(8)
_candidates: Memory[tuple[Ranges, Minutes]] = Memory(16)


class Sweep:
    """The free starts of `people` for one visit between two studio-local dates.

    Attributes:
        people: Photographers that no rule excludes at every time.
        columns: Offered starts in minutes since 1970, ascending.
        free: Whether each photographer (row) passes all rules alone at each start (column).
    """

    def __init__(
        self, asked: Asked, people: People, first: date, last: date, *, off_grid: bool = False
    ) -> None:
        """Find them; with `off_grid` at every minute instead of the studio's grid."""
        self._asked, self.people = asked, people
        self._days = days_between(first, last)
        bounds = [local_day(asked.zone, day).start for day in self._days]
        bounds.append(local_day(asked.zone, last).end)
        self._bounds: Minutes = np.array([value // MINUTE for value in bounds], dtype=np.int32)
        self._origin, self._width = int(self._bounds[0]), int(self._bounds[-1] - self._bounds[0])
        self._starts = starts_between(
            asked.settings,
            asked.studio.photographers,
            first,
            last,
            twilight=asked.is_twilight,
            off_grid=off_grid,
        )
        allowed, self.columns = self._candidates()
        self.free: Mask = np.zeros((len(people), len(self.columns)), dtype=np.bool_)
        if people and len(self.columns):
            self._sweep(allowed)

    # which starts are looked at

    def _candidates(self) -> tuple[Ranges, Minutes]:
        """What the hours allow, and the offered starts that lie in it and that the lead time leaves."""
        asked = self._asked
        earliest = -(-asked.earliest // MINUTE)
        detail = (
            self._days[0],
            self._days[-1],
            asked.visit,
            asked.request.place,
            max(earliest, self._origin),
        )

        def compute() -> tuple[Ranges, Minutes]:
            allowed = self._twilight() if asked.is_twilight else self._working()
            return allowed, self._offered(allowed, earliest)

        return _candidates.get((asked.settings, self._starts, *self.people), detail, compute)

    def _working(self) -> Ranges:
        """Starts inside working hours: row, first start, start after the last one."""
        asked, settings = self._asked, self._asked.settings
        length = asked.visit.minutes
        before: Minutes = np.zeros(len(self.people), dtype=np.int32)
        after: Minutes = before
        if settings.day_edge_buffers is DayEdges.STRICT:
            edges = [asked.edge_buffers(person) for person in self.people]
            before, after = np.array(edges, dtype=np.int32).reshape(-1, 2).T
        reach = length + (int(max(before.max(), after.max())) if len(self.people) else 0)
        rows, start, end = self._hours(1 + -(-reach // 1440))
        return rows, start + before[rows], end - after[rows] - length + 1

    def _hours(self, margin: int) -> Ranges:
        """Working time of everybody in whole minutes (moved inwards), so many days wider than the window."""
        first, last = self._days[0] - timedelta(days=margin), self._days[-1] + timedelta(days=margin)
        settings, people = self._asked.settings, self.people

        def compute() -> Ranges:
            found = [
                (row, start, end)
                for row, person in enumerate(people)
                for start, end in working_time(settings, person, first, last)
            ]
            table = np.array(found, dtype=np.int64).reshape(-1, 3)
            start, end = -(-table[:, 1] // MINUTE), table[:, 2] // MINUTE
            return table[:, 0].astype(np.int32), start.astype(np.int32), end.astype(np.int32)

        return _hours.get((settings, *people), (first, last), compute)

    def _twilight(self) -> Ranges:
        """Starts inside the twilight windows, for everybody alike."""
        asked, found = self._asked, []
        length = asked.visit.minutes
        for day in self._days:
            on = local_day(asked.zone, day)
            windows = twilight_windows(asked.settings, asked.request.place, day)
            starts = union(
                (
                    max(-(-low // MINUTE), on.start // MINUTE),
                    min(high // MINUTE - length + 1, on.end // MINUTE),
                )
                for low, high in windows
            )
            found += [(row, start, end) for start, end in starts for row in range(len(self.people))]
        table = np.array(found, dtype=np.int32).reshape(-1, 3)
        return table[:, 0], table[:, 1], table[:, 2]

    def _offered(self, allowed: Ranges, earliest: int) -> Minutes:
        """The offered starts from `earliest` on at which anybody's hours allow one."""
        columns = self._starts.every
        columns = columns[columns >= earliest]
        _, start, end = allowed
        opened = np.zeros(self._width + 1, dtype=np.int32)
        low, high = self._clipped(start), self._clipped(end)
        real = low < high
        np.add.at(opened, low[real], 1)
        np.add.at(opened, high[real], -1)
        return columns[np.cumsum(opened)[columns - self._origin] > 0]

    def _clipped(self, minutes: NDArray[np.int32]) -> NDArray[np.int32]:
        """Minutes since the window began, within the window."""
        clipped: NDArray[np.int32] = np.clip(minutes - np.int32(self._origin), 0, self._width)
        return clipped

    # what forbids them

    def _sweep(self, allowed: Ranges) -> None:
        people, count = self.people, len(self.columns)
        marks = np.zeros(self._width + 2, dtype=np.int32)
        marks[self.columns - self._origin + 1] = 1
        self._first_at = np.cumsum(marks, dtype=np.int32)
        self._sums = np.zeros((len(people), count + 1), dtype=np.int32)
        self._sums[:, 0] = 1
        self._mark(*allowed, -1)
        diaries = [self._asked.studio.diaries[person.id] for person in people]
        now, settings = self._asked.request.now, self._asked.settings
        self._blocked = [
            columns_at(diary, zone_of(settings, person), now)
            for diary, person in zip(diaries, people, strict=True)
        ]
        self._blocks()
        if self._asked.is_twilight:
            self._twilight_off()
        np.cumsum(self._sums, axis=1, out=self._sums)
        np.equal(self._sums[:, :-1], 0, out=self.free)
        self._presets()
        self._caps()
        del self._sums

    def _mark(self, rows: Rows, start: Minutes, end: Minutes, amount: int = 1) -> None:
        """Add `amount` to the starts from `start` until before `end` of each row."""
        low = self._first_at[self._clipped(start)]
        high = self._first_at[self._clipped(end)]
        real = np.flatnonzero(low < high)
        base = rows[real].astype(np.int64) * self._sums.shape[1]
        flat = self._sums.reshape(-1)
        np.add.at(flat, base + low[real], np.int32(amount))
        np.add.at(flat, base + high[real], np.int32(-amount))

    def _blocks(self) -> None:
        """Busy, held, buffer: a block forbids the starts from its start, less the visit and the gap, to its end and gap."""
        settings, length = self._asked.settings, self._asked.visit.minutes
        rows, start, end = _gathered(self._blocked)
        before: int | Minutes = settings.buffer_before_min
        after: int | Minutes = settings.buffer_after_min
        if settings.travel.mode is TravelMode.ESTIMATE and self._asked.request.place:
            located = _located(self._blocked)
            drives = self._drives(self._asked.request.place)
            gaps = [np.maximum(each, settings.travel.floor_min).astype(np.int32) for each in drives]
            before = np.full(len(rows), before, dtype=np.int32)
            after = np.full(len(rows), after, dtype=np.int32)
            before[located], after[located] = gaps
            self._too_long(rows[located], start[located], end[located], drives)
        self._mark(rows, start - np.int32(length) - after + np.int32(1), end + before)

    def _drives(self, place: Place) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Minutes of the drives from every located block to the place, and from the place to it."""
        estimated = self._estimated(place)
        drives = self._asked.settings.travel.drives
        if not drives:
            return estimated, estimated
        numbers = np.concatenate([columns.numbers for columns in self._blocked])
        return (
            _known(numbers, drives.arriving(place), estimated),
            _known(numbers, drives.leaving(place), estimated),
        )

    def _estimated(self, place: Place) -> NDArray[np.int64]:
        """The same by great circle, both ways alike, rounded exactly as `travel.estimated_minutes` does."""
        travel = self._asked.settings.travel
        lat, lon = np.concatenate([columns.radians for columns in self._blocked], axis=1)
        here = np.radians([place.lat, place.lon])
        chord = np.sin((lat - here[0]) / 2) ** 2
        chord += np.cos(here[0]) * np.cos(lat) * np.sin((lon - here[1]) / 2) ** 2
        exact = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(chord, 1.0)))
        exact *= travel.detour / travel.speed_kmh * 60
        minutes: NDArray[np.int64] = np.minimum(np.ceil(exact), 2**29).astype(np.int64)
        ends = np.cumsum([len(columns.located) for columns in self._blocked])
        for index in np.flatnonzero(hit_by_rounding(exact)):
            owner = int(np.searchsorted(ends, index, side="right"))
            there = self._blocked[owner].located_place(int(index - ends[owner]))
            minutes[index] = estimated_minutes(travel, there, place)
        return minutes

    def _too_long(
        self, rows: Rows, start: Minutes, end: Minutes, drives: tuple[NDArray[np.int64], NDArray[np.int64]]
    ) -> None:
        """The rule `travel_too_long`: from a far block's end until the next located one ends, and before it likewise."""
        limit = self._asked.settings.travel.max_travel_min
        if limit is None:
            return
        following = np.concatenate([columns.next_end for columns in self._blocked])
        previous = np.concatenate([columns.previous_start for columns in self._blocked])
        ended = np.concatenate([columns.ended for columns in self._blocked])
        length = np.int32(self._asked.visit.minutes)
        there, on = (np.flatnonzero(each > limit) for each in drives)
        self._mark_on_day(rows[there], ended[there], end[there], following[there])
        last = start[on] - length + np.int32(1)
        self._mark_on_day(rows[on], start[on], previous[on] - length + np.int32(1), last)

    def _mark_on_day(self, rows: Rows, when: Minutes, start: Minutes, end: Minutes) -> None:
        """Forbid `[start, end)` as far as it lies on the studio-local date of `when`."""
        day = np.searchsorted(self._bounds, when, side="right") - 1
        inside = np.flatnonzero((day >= 0) & (day < len(self._days)))
        day = day[inside]
        low, high = self._bounds[day], self._bounds[day + 1]
        self._mark(rows[inside], np.maximum(start[inside], low), np.minimum(end[inside], high))

    def _twilight_off(self) -> None:
        """Of a twilight the hours of the photographer's date must not be empty, and nothing off may be touched."""
        settings, length = self._asked.settings, self._asked.visit.minutes
        margin = timedelta(days=2)
        found: list[tuple[int, int, int]] = []
        for row, person in enumerate(self.people):
            zone, hours = zone_of(settings, person), hours_of(settings, person)
            first, last = self._days[0] - margin, self._days[-1] + margin
            for start, end in off_time(settings, person, first, last):
                found.append((row, start // MINUTE - length + 1, -(-end // MINUTE)))
            for day in days_between(first, last):
                if not hours(day):
                    off = local_day(zone, day)
                    found.append((row, off.start // MINUTE, off.end // MINUTE))
        table = np.array(found, dtype=np.int32).reshape(-1, 3)
        self._mark(table[:, 0], table[:, 1], table[:, 2])

    def _presets(self) -> None:
        """Each start must be offered to the photographer: the grid, or their own starts."""
        starts = self._starts
        if not starts.own:
            return
        on_grid = np.isin(self.columns, starts.grid, assume_unique=True)
        for row, person in enumerate(self.people):
            own = starts.own.get(person.id)
            mine = on_grid if own is None else np.isin(self.columns, own, assume_unique=True)
            self.free[row] &= mine

    def _caps(self) -> None:
        """No starts on dates on which a photographer has as many appointments and holds as they take."""
        caps = [math.inf if (cap := person.max_shoots_per_day) is None else cap for person in self.people]
        limits = np.array(caps, dtype=np.float64)
        if np.isinf(limits).all():
            return
        lengths = [len(columns.counted) for columns in self._blocked]
        rows = np.repeat(np.arange(len(self.people)), lengths)
        counted = np.concatenate([columns.counted for columns in self._blocked])
        day = np.searchsorted(self._bounds, counted, side="right") - 1
        inside = (day >= 0) & (day < len(self._days))
        shape = (len(self.people), len(self._days))
        booked = np.bincount(rows[inside] * shape[1] + day[inside], minlength=shape[0] * shape[1]).reshape(
            shape
        )
        full = booked >= limits[:, None]
        if full.any():
            self.free &= ~full[:, np.searchsorted(self._bounds, self.columns, side="right") - 1]


def _known(
    numbers: NDArray[np.int64], known: Mapping[int, int], otherwise: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Minutes by the number of a place, as far as they are known."""
    if not known:
        return otherwise
    keys = np.fromiter(known.keys(), dtype=np.int64, count=len(known))
    order = np.argsort(keys)
    minutes = np.fromiter(known.values(), dtype=np.int64, count=len(known))[order]
    at = np.minimum(np.searchsorted(keys[order], numbers), len(keys) - 1)
    return np.where(keys[order][at] == numbers, minutes[at], otherwise)


def _gathered(blocked: Sequence[Columns]) -> Ranges:
    """All blocks of all photographers: row, start, end."""
    lengths = [len(columns.start) for columns in blocked]
    rows = np.repeat(np.arange(len(blocked), dtype=np.int32), lengths)
    return rows, np.concatenate([c.start for c in blocked]), np.concatenate([c.end for c in blocked])


def _located(blocked: Sequence[Columns]) -> NDArray[np.intp]:
    """Which of the gathered blocks have a place."""
    offsets = np.cumsum([0, *(len(columns.start) for columns in blocked[:-1])])
    return np.concatenate(
        [columns.located + offset for columns, offset in zip(blocked, offsets, strict=True)]
    )


def window_of(asked: Asked) -> tuple[date, date] | None:
    """The dates of the request that lie between today and the furthest bookable date; None where there are none."""
    first = max(asked.request.first_day, asked.today)
    last = min(asked.request.last_day, asked.furthest)
    return (first, last) if first <= last else None
