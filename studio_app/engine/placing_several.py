"""Several appointments that are held at once: all move by the same time, and those of one lane are handed over together.

Blocks of several photographers keep their people, whatever lane they are dropped into.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property

from studio_app.domain.appointment import Appointment
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import Span
from studio_app.engine.answers import Failure
from studio_app.engine.choosing import Crew
from studio_app.engine.driving import Detours
from studio_app.engine.instants import MINUTE, micros, moment_of
from studio_app.engine.placing import Held, Lane, Placing, Put, Reach, Verdict, said_of
from studio_app.engine.together import Placed, check_together


class PlacingSeveral:
    """The answers for several things that are held, told for the first of them, which the hand is on.

    The lanes' ranges are those in which each would work without the others. One place is judged as the action judges it,
    with all of them in theirs, so that a day that becomes full and neighbours that shield each other count.
    """

    def __init__(self, studio: Studio, held: Sequence[Held]) -> None:
        """Take what is held, each with a time and a crew; the first is the one that was grabbed."""
        self.held = held[0]
        self._all = tuple(held)
        for one in held:
            if one.request.moving:
                studio = studio.without_appointment(one.request.moving)
        self._studio = studio
        self._placings = tuple(Placing(studio, one) for one in held)
        self._of_one_lane = len({one.lane for one in held}) == 1

    @cached_property
    def lanes(self) -> Mapping[str, Lane]:
        """What each photographer answers."""
        return {person.id: self._lane(person.id) for person in self._studio.photographers}

    def _lane(self, key: str) -> Lane:
        lanes = [
            placing.lanes[self._lane_of(one, key)]
            for one, placing in zip(self._all, self._placings, strict=True)
        ]
        never = next((lane.never for lane in lanes if lane.never), None)
        reaches = lanes[0].reaches
        for one, lane in zip(self._all[1:], lanes[1:], strict=True):
            reaches = _common(reaches, lane.reaches, _minute(self.held.start) - _minute(one.start))
        return Lane(key, self.crew_from(key), () if never else reaches, never)

    def _lane_of(self, one: Held, key: str) -> str:
        return key if self._of_one_lane else one.lane

    def crew_from(self, lane: str) -> Crew:
        """Who goes to the first one when all are dropped into a lane."""
        return self._placings[0].crew_from(self._lane_of(self.held, lane))

    def puts(self, lane: str, start: datetime) -> tuple[Put, ...]:
        """Where each of them comes to when the first one starts then."""
        shift = _minute(start) - _minute(self.held.start)
        return tuple(
            Put(
                one,
                moment_of((_minute(one.start) + shift) * MINUTE),
                placing.crew_from(self._lane_of(one, lane)),
            )
            for one, placing in zip(self._all, self._placings, strict=True)
        )

    def judge(self, lane: str, start: datetime, minutes: int | None = None) -> Verdict:
        """Whether all of them can be had; `minutes` counts for one alone and is left out of account here."""
        puts = self.puts(lane, start)
        places = [
            Placed(put.held.request, put.held.visit, put.start, put.crew, put.held.name) for put in puts
        ]
        failures: dict[str, tuple[Failure, ...]] = {}
        for found in check_together(self._studio, places):
            for key, failed in found.items():
                failures[key] = (*failures.get(key, ()), *failed)
        then, now = self._added(puts), self._added_now
        driving = None if then is None or now is None else then - now
        return Verdict(self.crew_from(lane), failures, driving, said_of(self._studio, failures, lane))

    def reason(self, lane: str, minute: int) -> Failure | None:
        """The first rule that stands in the way of a start in a lane; None where all works."""
        return self.lanes[lane].never or self.judge(lane, moment_of(minute * MINUTE)).first

    def change(self, lane: str, minute: int) -> int | None:
        """Minutes that a start of the first one in a lane adds to the studio's driving."""
        return self.judge(lane, moment_of(minute * MINUTE)).driving

    def stretches(self, *, of_start: bool) -> tuple[Reach, ...]:
        """Several are not stretched."""
        return ()

    # ------------------------------------------------------------ parts

    @cached_property
    def _added_now(self) -> int | None:
        return self._added([Put(one, one.start, one.crew) for one in self._all if one.start])

    def _added(self, puts: Sequence[Put]) -> int | None:
        """Minutes of driving that they add to what the studio drives without them."""
        total = 0
        for placing, put in self._one_after_another(puts):
            added = Detours(placing.asked).added(put.crew, put.start)
            if added is None:
                return None
            total += added
        return total

    def _one_after_another(self, puts: Sequence[Put]) -> Iterator[tuple[Placing, Put]]:
        """Each with those before it in their new places."""
        studio = self._studio
        for number, put in enumerate(sorted(puts, key=lambda put: put.start)):
            yield Placing(studio, put.held), put
            visit = put.held.visit
            studio = studio.with_appointment(
                Appointment(
                    put.held.request.moving or f"held/{number}",
                    put.crew,
                    Span(put.start, moment_of(micros(put.start) + visit.minutes * MINUTE)),
                    services=visit.services,
                    place=put.held.request.place,
                    part=visit.part,
                )
            )


Answers = Placing | PlacingSeveral
"""The answers for whatever is held."""


def placing_of(studio: Studio, held: Sequence[Held]) -> Answers:
    """The answers for one thing or several, with all lanes and edges worked out: for a lane beside the interface."""
    found: Answers = Placing(studio, held[0]) if len(held) == 1 else PlacingSeveral(studio, held)
    _ = found.lanes
    return found


def _minute(moment: datetime | None) -> int:
    assert moment is not None
    return micros(moment) // MINUTE


def _common(mine: Sequence[Reach], other: Sequence[Reach], shift: int) -> tuple[Reach, ...]:
    """What two have in common, the other one moved by minutes."""
    found: list[Reach] = []
    moved = [Reach(reach.first + shift, reach.last + shift) for reach in other]
    for reach in mine:
        for each in moved:
            first, last = max(reach.first, each.first), min(reach.last, each.last)
            if first <= last:
                found.append(Reach(first, last))
    return tuple(sorted(found))
