"""Where an appointment that is held in the hand could go: every photographer's answer, once for a whole gesture.

The ranges come from the sweep that lists the openings, asked at every minute: a drop of staff may lie off the start
grid, while presets hold. One place is judged by the rules themselves, as confirming judges it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

import numpy as np

from studio_app.domain.photographer import Photographer
from studio_app.domain.request import Request
from studio_app.domain.studio import Studio
from studio_app.engine.answers import Code, Failure, hardest
from studio_app.engine.asked import Asked
from studio_app.engine.choosing import Crew, best_crew
from studio_app.engine.crews import complete_together, senior_among
from studio_app.engine.driving import Detours
from studio_app.engine.explaining import Failures, check_crew, partner_failures
from studio_app.engine.instants import MINUTE, date_at, micros, moment_of
from studio_app.engine.openings import able_at_any_time, has_partner, together_in
from studio_app.engine.ranking import ranks_in_week
from studio_app.engine.rules import ANY_TIME, RULES, Time
from studio_app.engine.sweep import Mask, Sweep, window_of
from studio_app.engine.visits import Visit

FINE = 5
"""Minutes between the edges that are tried when a block is stretched."""
LONGEST_STRETCH = 12 * 60
MOST_TRIED = 8
"""Partners that are tried where nobody can go along and staff may overrule it."""


_OF_TWO = (Code.NO_PARTNER, Code.NO_SENIOR)
"""Rules about a crew, not about one of it."""


class Reach(NamedTuple):
    """Starts that all work, from the first to the last, both included; minutes since 1970 in UTC."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Held:
    """One appointment, or one part of an order without a time, that is held.

    Attributes:
        request: The question that moving or booking it asks; its dates are the shown ones.
        visit: What is to be done, with the length that it has.
        lane: Id of the photographer whose block was taken; "" where it stands in nobody's lane.
        start: Where it stands; None without a time.
        crew: Who goes there now; none without a time.
        name: What others are told that it is: its address.
    """

    request: Request
    visit: Visit
    lane: str = ""
    start: datetime | None = None
    crew: Crew = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Put:
    """Where one thing that is held comes to; the crew lacks a second one where the ranking is to pick."""

    held: Held
    start: datetime
    crew: Crew


@dataclass(frozen=True, slots=True)
class Lane:
    """One photographer's answer.

    Attributes:
        crew: Who goes from this lane; only themselves where a second one is still to be found.
        reaches: Starts that work, ascending.
        never: What stands in the way whatever the time; None where it is up to the time.
    """

    photographer: str
    crew: Crew
    reaches: tuple[Reach, ...] = ()
    never: Failure | None = None

    def accepts(self, minute: int) -> bool:
        """Whether a start works; minutes since 1970."""
        return any(reach.first <= minute <= reach.last for reach in self.reaches)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether one place works.

    Attributes:
        crew: Who would go.
        failures: Every rule that fails, by member of the crew.
        driving: Minutes that the studio drives more for it, less where negative; None where nobody can tell.
        said: The first rule that fails in words, with the name of whom it is about where the lane is another's.
    """

    crew: Crew
    failures: Failures = field(default_factory=dict)
    driving: int | None = None
    said: str = ""

    @property
    def works(self) -> bool:
        """Whether every rule holds."""
        return not any(self.failures.values())

    @property
    def first(self) -> Failure | None:
        """The first rule that fails; one that can't be overruled before all others."""
        found = [failure for failures in self.failures.values() for failure in failures]
        return hardest(found) if found else None

    @property
    def overrulable(self) -> bool:
        """Whether staff may do it all the same: onto an appointment of the studio's own they may not."""
        return not any(failure.ours for found in self.failures.values() for failure in found)


def said_of(studio: Studio, failures: Failures, lane: str) -> str:
    """What is said first of a lane; "" where every rule holds. What one alone can't do says more than that two can't."""
    found = [(key, failure) for key, failed in failures.items() for failure in failed]
    if not found:
        return ""
    key, failure = min(found, key=lambda one: (not one[1].ours, one[1].code in _OF_TWO, one[0] != lane))
    return _about(studio.photographer_by_id[key], lane, failure).text


def _about(person: Photographer, lane: str, failure: Failure) -> Failure:
    """A failure as it is said in somebody's lane: of another of the crew, with their name."""
    first = person.name.split(maxsplit=1)[0] if person.name.strip() else ""
    if person.id == lane or not first or failure.code in _OF_TWO:
        return failure
    return replace(failure, text=f"{first}: {failure.text}")


class Placing:
    """All answers for one thing that is held.

    Attributes:
        asked: The question, with what is held taken out of the studio.
    """

    def __init__(self, studio: Studio, held: Held) -> None:
        self.held = held
        self.asked = Asked.of(studio, held.request, held.visit)
        if held.crew and not self.asked.staying:
            self.asked = replace(self.asked, staying=held.crew)
        self._detours = Detours(self.asked)
        self._stretched: dict[int, Asked] = {}

    @cached_property
    def _swept(self) -> _Swept | None:
        """Who is free at which minute of the shown days; None where no day can be booked or nobody ever can."""
        asked = self.asked
        people, window = able_at_any_time(asked), window_of(asked)
        if window is None or not people:
            return None
        together = together_in(asked, people) if asked.visit.crew_size == 2 else None
        rows = {person.id: row for row, person in enumerate(people)}
        return _Swept(Sweep(asked, people, *window, off_grid=True), rows, together)

    @cached_property
    def lanes(self) -> Mapping[str, Lane]:
        """What each photographer answers, in the order of the studio."""
        return {person.id: self._lane(person) for person in self.asked.people}

    def _lane(self, person: Photographer) -> Lane:
        crew = self.crew_from(person.id)
        never = self._never(person.id, crew)
        if never or self._swept is None:
            return Lane(person.id, crew, (), never)
        return Lane(person.id, crew, self._swept.reaches(crew, self.asked.visit.crew_size))

    def crew_from(self, lane: str) -> Crew:
        """Who goes when it is dropped into a lane; of two the one whose block was not taken stays.

        Only the photographer of the lane where two must go and nobody is there to stay.
        """
        staying, size = self.asked.staying, self.asked.visit.crew_size
        if lane in staying and len(staying) == size:
            return staying
        others = [key for key in staying if key != self.held.lane] if self.held.lane in staying else []
        return self._pair(lane, *others)

    def puts(self, lane: str, start: datetime) -> tuple[Put, ...]:
        """Where it comes to when it is dropped into a lane."""
        return (Put(self.held, start, self.crew_from(lane)),)

    def judge(self, lane: str, start: datetime, minutes: int | None = None) -> Verdict:
        """Whether the place works, by all rules; with `minutes` for another time on site."""
        asked = self._with_length(minutes)
        crew = self.crew_from(lane)
        if len(crew) < asked.visit.crew_size:
            crew = self._with_partner(asked, lane, start)
        failures = check_crew(asked, start, crew)
        said = said_of(asked.studio, failures, lane)
        return Verdict(crew, failures, self._driving(asked, crew, start), said)

    def reason(self, lane: str, minute: int) -> Failure | None:
        """The first rule that stands in the way of a start in a lane, in minutes since 1970; None where it works."""
        crew = self.crew_from(lane)
        never = self.lanes[lane].never
        if never or len(crew) < self.asked.visit.crew_size:
            return never or self.judge(lane, moment_of(minute * MINUTE)).first
        members = [self.asked.studio.photographer_by_id[key] for key in crew]
        time = Time(self.asked, minute * MINUTE)
        # Two who can never go together have said so already.
        found = ((person, rule(time, person)) for person in members for rule in RULES)
        return next((_about(person, lane, failure) for person, failure in found if failure), None)

    def change(self, lane: str, minute: int) -> int | None:
        """Minutes that a start in a lane adds to the studio's driving; None where nobody can tell."""
        crew = self.lanes[lane].crew
        if len(crew) < self.asked.visit.crew_size:
            return None
        return self._driving(self.asked, crew, moment_of(minute * MINUTE))

    def stretches(self, *, of_start: bool) -> tuple[Reach, ...]:
        """Where the start or the end of the held block could be pulled to, the other edge staying; by `FINE` minutes."""
        held = self.held
        if held.start is None or not held.lane:
            return ()
        start = micros(held.start) // MINUTE
        end = start + held.visit.minutes
        fixed, way = (end, -1) if of_start else (start, 1)
        edge = fixed + way * FINE
        edge -= way * (edge * way % FINE)  # on the wall's fives, which are those of UTC in every zone
        found: list[int] = []
        while 0 < abs(edge - fixed) <= LONGEST_STRETCH:
            low, high = min(edge, fixed), max(edge, fixed)
            verdict = self.judge(held.lane, moment_of(low * MINUTE), high - low)
            if verdict.works:
                found.append(edge)
            elif any(f.code in (Code.BUSY, Code.HELD) for each in verdict.failures.values() for f in each):
                break
            edge += way * FINE
        return _runs(sorted(found), FINE)

    # ------------------------------------------------------------ parts

    def _with_length(self, minutes: int | None) -> Asked:
        if minutes is None or minutes == self.asked.visit.minutes:
            return self.asked
        if minutes not in self._stretched:
            visit = replace(self.asked.visit, minutes=minutes)
            self._stretched[minutes] = replace(self.asked, visit=visit)
        return self._stretched[minutes]

    def _never(self, lane: str, crew: Crew) -> Failure | None:
        """What stands in a crew's way whatever the time: one can't go at all, or two don't complete each other."""
        asked = self.asked
        members = [asked.studio.photographer_by_id[key] for key in crew]
        time = Time(asked, 0)
        found = ((person, rule(time, person)) for person in members for rule in ANY_TIME)
        alone = next((_about(person, lane, failure) for person, failure in found if failure), None)
        if alone or len(members) < 2 or self._fit(*members):
            return alone
        return partner_failures(asked, members[0], members)[0]

    def _fit(self, a: Photographer, b: Photographer) -> bool:
        return complete_together(self.asked.studio, self.asked.visit, a, b) and senior_among(a, b)

    def _with_partner(self, asked: Asked, lane: str, start: datetime) -> Crew:
        """The pair with this photographer that the ranking picks; where none can go, the one least in the way."""
        ranks = ranks_in_week(asked.studio, date_at(asked.zone, micros(start)))
        free = self._swept.partners(lane, micros(start) // MINUTE) if self._swept else []
        best = best_crew([self._pair(lane, other) for other in free], ranks)
        if best is not None:
            return best
        others = sorted((key for key in ranks if key != lane), key=ranks.__getitem__)[:MOST_TRIED]

        def wrong(crew: Crew) -> tuple[bool, int]:
            verdict = Verdict(crew, check_crew(asked, start, crew))
            return not verdict.overrulable, sum(map(len, verdict.failures.values()))

        return min((self._pair(lane, other) for other in others), key=wrong, default=(lane,))

    def _pair(self, *keys: str) -> Crew:
        return tuple(person.id for person in self.asked.studio.photographers if person.id in keys)

    @cached_property
    def _driving_now(self) -> int | None:
        """Minutes that it adds where it stands; 0 without a time."""
        held = self.held
        return self._detours.added(held.crew, held.start) if held.start and held.crew else 0

    def _driving(self, asked: Asked, crew: Crew, start: datetime) -> int | None:
        detours = self._detours if asked is self.asked else Detours(asked)
        then, now = detours.added(crew, start), self._driving_now
        return None if then is None or now is None else then - now


@dataclass(frozen=True, eq=False)
class _Swept:
    """A sweep at every minute, the rows of its people, and for two who may go with whom."""

    sweep: Sweep
    rows: Mapping[str, int]
    together: Mask | None

    def reaches(self, crew: Crew, size: int) -> tuple[Reach, ...]:
        """When a crew can go; one alone of two, when there is a partner for them."""
        rows = [self.rows[key] for key in crew]
        free: Mask = np.logical_and.reduce(self.sweep.free[rows])
        if len(crew) < size and self.together is not None:
            np.logical_and(free, has_partner(self.sweep.free, self.together)[rows[0]], out=free)
        return _runs(self.sweep.columns[free].tolist(), 1)

    def partners(self, lane: str, minute: int) -> list[str]:
        """Who could go along with somebody who can start at a minute."""
        columns, row = self.sweep.columns, self.rows.get(lane)
        column = int(np.searchsorted(columns, minute))
        if row is None or self.together is None or column == len(columns) or columns[column] != minute:
            return []
        free = self.sweep.free[:, column]
        return [
            key for key, other in self.rows.items() if free[row] and free[other] and self.together[row, other]
        ]


def _runs(minutes: list[int], step: int) -> tuple[Reach, ...]:
    """Ascending minutes as runs of a step."""
    if not minutes:
        return ()
    values = np.array(minutes, dtype=np.int64)
    breaks = np.flatnonzero(np.diff(values) > step)
    firsts = values[np.concatenate([[0], breaks + 1])].tolist()
    lasts = values[np.concatenate([breaks, [len(values) - 1]])].tolist()
    return tuple(Reach(first, last) for first, last in zip(firsts, lasts, strict=True))
