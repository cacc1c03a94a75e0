"""All openings of a request, fast: agrees with `rules` one candidate at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import combinations
from typing import overload

import numpy as np
from numpy.typing import NDArray

from studio_app.domain.request import Request
from studio_app.domain.studio import Studio
from studio_app.engine.answers import Opening
from studio_app.engine.asked import Asked
from studio_app.engine.columns import Minutes, columns_at
from studio_app.engine.crews import complete_together, senior_among
from studio_app.engine.instants import EPOCH, MINUTE, date_at, local_day
from studio_app.engine.memory import Memory
from studio_app.engine.ranking import ranks_in_week, tally
from studio_app.engine.rules import ANY_TIME, Time
from studio_app.engine.starts import People
from studio_app.engine.sweep import Mask, Sweep, window_of
from studio_app.engine.visits import Visit, visits_of
from studio_app.engine.working_time import zone_of

Picks = NDArray[np.intp]
_able: Memory[People] = Memory(32)


@dataclass(frozen=True, slots=True)
class Brief:
    """An opening without its crews: how many people could come, and who is chosen."""

    start: datetime
    people: int
    choice: tuple[str, ...]


class Openings(Sequence[Opening]):
    """The openings of one visit by start. They are kept as columns; each is spelled out when it is looked at."""

    def __init__(
        self, visit: Visit, crew: tuple[str, ...], starts: Minutes, free: Mask, together: Mask
    ) -> None:
        """Take the columns apart.

        Args:
            visit: What is to be done.
            crew: Ids of the photographers that the rows of `free` stand for.
            starts: Minutes since 1970, ascending.
            free: Whether a photographer passes alone, shape (people, starts).
            together: Whether two may go together, shape (people, people); empty for a visit of one.
        """
        self.visit = visit
        self._ids = crew
        self._starts = starts
        self._free = free
        self._together = together
        self._choices: Picks = np.zeros((len(starts), visit.crew_size), dtype=np.intp)

    def choose(self, picks: Picks) -> Openings:
        """Keep who is chosen: rows by start, shape (starts, crew size)."""
        self._choices = picks
        return self

    def __len__(self) -> int:
        return len(self._starts)

    @overload
    def __getitem__(self, index: int) -> Opening: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Opening]: ...
    def __getitem__(self, index: int | slice) -> Opening | Sequence[Opening]:
        if isinstance(index, slice):
            return [self[position] for position in range(*index.indices(len(self)))]
        start = self._moment(int(self._starts[index]))
        end = start + timedelta(minutes=self.visit.minutes)
        return Opening(start, end, self._crews(index), self._choice(index))

    def briefly(self) -> Iterator[Brief]:
        """Start, number of people and choice of each opening, without spelling out the crews."""
        for index, (start, people) in enumerate(
            zip(self._starts.tolist(), self.people_counts().tolist(), strict=True)
        ):
            yield Brief(self._moment(start), people, self._choice(index))

    def people_counts(self) -> NDArray[np.int64]:
        """How many photographers could be in a crew at each start."""
        able = (
            self._free if self.visit.crew_size == 1 else self._free & has_partner(self._free, self._together)
        )
        counts: NDArray[np.int64] = able.sum(axis=0, dtype=np.int64)
        return counts

    def index_at(self, start: datetime) -> int | None:
        """Where the opening with that start stands; None where there is none."""
        minute, rest = divmod(start - EPOCH, timedelta(minutes=1))
        index = int(np.searchsorted(self._starts, minute))
        return index if not rest and index < len(self) and self._starts[index] == minute else None

    @staticmethod
    def _moment(minute: int) -> datetime:
        return EPOCH + timedelta(minutes=minute)

    def _choice(self, index: int) -> tuple[str, ...]:
        return tuple(self._ids[row] for row in sorted(self._choices[index].tolist()))

    def _crews(self, index: int) -> tuple[tuple[str, ...], ...]:
        rows = np.flatnonzero(self._free[:, index]).tolist()
        if self.visit.crew_size == 1:
            return tuple((self._ids[row],) for row in rows)
        pairs = ((a, b) for a, b in combinations(rows, 2) if self._together[a, b])
        return tuple((self._ids[a], self._ids[b]) for a, b in pairs)


@dataclass(frozen=True, eq=False)
class VisitOpenings:
    """A visit of the request and its openings."""

    visit: Visit
    openings: Openings


def find_openings(
    studio: Studio, request: Request, visits: tuple[Visit, ...] | None = None
) -> tuple[VisitOpenings, ...]:
    """All openings of a request from its first day to its last, for each visit on its own.

    The visits are those of the request, or the given ones, as for a move, which keeps its length.

    Raises:
        BadInput: the request can't be turned into visits.
    """
    wanted = visits_of(studio, request) if visits is None else visits
    return tuple(VisitOpenings(visit, openings_of(Asked.of(studio, request, visit))) for visit in wanted)


def openings_of(asked: Asked) -> Openings:
    """All openings of one visit."""
    window = window_of(asked)
    people = able_at_any_time(asked)
    if window is None or len(people) < asked.visit.crew_size:
        return _none(asked.visit)
    sweep = Sweep(asked, people, *window)
    together = together_in(asked, people)
    open_at = (
        sweep.free.any(axis=0)
        if asked.visit.crew_size == 1
        else has_partner(sweep.free, together).any(axis=0)
    )
    kept = np.flatnonzero(open_at)
    starts, free = sweep.columns[kept], sweep.free[:, kept]
    ids = tuple(person.id for person in people)
    picks = _choices(asked, ids, starts, free, together)
    return Openings(asked.visit, ids, starts, free, together).choose(picks)


def warm(studio: Studio, now: datetime = EPOCH) -> None:
    """Turn the diaries of a studio into columns, so that the first request doesn't have to; part of loading one.

    `now` decides which holds are live; a diary whose holds change is turned again by itself.
    """
    for person in studio.photographers:
        diary = studio.diaries[person.id]
        columns_at(diary, zone_of(studio.settings, person), now).complete()
        tally(studio, diary)


def _none(visit: Visit) -> Openings:
    nobody = np.zeros((0, 0), dtype=np.bool_)
    return Openings(visit, (), np.zeros(0, dtype=np.int32), nobody, nobody)


def able_at_any_time(asked: Asked) -> People:
    """The photographers that no rule excludes whatever the time."""
    studio, place = asked.studio, asked.request.place
    setup = (studio.settings, studio.services, studio.zones, studio.photographers)
    detail = (asked.visit, asked.request.photographers, place is None, asked.zones_here)

    def compute() -> People:
        time = Time(asked, 0)
        return tuple(person for person in asked.people if not any(rule(time, person) for rule in ANY_TIME))

    return _able.get(setup, detail, compute)


def together_in(asked: Asked, people: People) -> Mask:
    """Who may go with whom; empty for a visit of one. People of the same skills and seniority are asked once."""
    if asked.visit.crew_size == 1:
        return np.zeros((0, 0), dtype=np.bool_)
    needed = frozenset(asked.visit.services)
    alike: dict[tuple[frozenset[str], bool], int] = {}
    kinds = np.array(
        [alike.setdefault((p.skills & needed, p.senior), len(alike)) for p in people], dtype=np.intp
    )
    models = [people[int(np.flatnonzero(kinds == kind)[0])] for kind in range(len(alike))]
    fits = np.array(
        [
            [complete_together(asked.studio, asked.visit, a, b) and senior_among(a, b) for b in models]
            for a in models
        ]
    )
    together: Mask = fits[np.ix_(kinds, kinds)]
    np.fill_diagonal(together, val=False)
    return together


def has_partner(free: Mask, together: Mask) -> Mask:
    """Whether each photographer could be in a crew of two at each start."""
    partners = together.astype(np.float32) @ free.astype(np.float32)
    return free & (partners > 0)


def _choices(asked: Asked, ids: tuple[str, ...], starts: Minutes, free: Mask, together: Mask) -> Picks:
    """Rows of the chosen crew at each start: week by week, since the ranking is one of the week."""
    picks: Picks = np.zeros((len(starts), asked.visit.crew_size), dtype=np.intp)
    position = {key: row for row, key in enumerate(ids)}
    for low, high, day in _weeks(asked, starts):
        ranks = ranks_in_week(asked.studio, day)
        order = np.array(sorted(position.values(), key=lambda row: ranks[ids[row]]), dtype=np.intp)
        picks[low:high] = _first_crew(free[order, low:high], together, order)
    staying = [position[key] for key in asked.staying if key in position]
    if staying and len(staying) == len(asked.staying) == asked.visit.crew_size:
        stays = free[staying].all(axis=0)
        if len(staying) == 1 or together[staying[0], staying[1]]:
            picks[stays] = staying
    return picks


def _weeks(asked: Asked, starts: Minutes) -> Iterator[tuple[int, int, date]]:
    """Runs of starts in one Monday-to-Sunday studio-local week: from, until before, and a date in it."""
    low = 0
    while low < len(starts):
        day = date_at(asked.zone, int(starts[low]) * MINUTE)
        if asked.settings.priority_enabled:
            high = len(starts)
        else:
            monday = _monday_after(asked, day)
            high = int(np.searchsorted(starts, monday))
        yield low, high, day
        low = high


def _monday_after(asked: Asked, day: date) -> int:
    """The minute at which the week after a date begins in the studio's zone."""
    return local_day(asked.zone, day + timedelta(days=7 - day.weekday())).start // MINUTE


def _first_crew(ranked: Mask, together: Mask, order: Picks) -> Picks:
    """The crew with the smallest sorted ranks at each start; `ranked` has its rows in the order of the ranking."""
    if together.size == 0:
        alone: Picks = order[ranked.argmax(axis=0)][:, None]
        return alone
    fits = together[np.ix_(order, order)]
    first = has_partner(ranked, fits).argmax(axis=0)
    second = (ranked.T & fits[first]).argmax(axis=1)
    return np.stack([order[first], order[second]], axis=1)
