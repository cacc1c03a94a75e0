"""How much more somebody drives because of one more visit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from studio_app.domain.photographer import Photographer
from studio_app.domain.place import Place
from studio_app.domain.request import Request
from studio_app.domain.studio import Studio
from studio_app.engine.asked import Asked
from studio_app.engine.blocking import Block
from studio_app.engine.instants import date_at, local_day, micros
from studio_app.engine.openings import Brief, Openings
from studio_app.engine.travel import drive_minutes


class Detours:
    """The driving that one visit adds to photographers' days, by the studio's estimate.

    The neighbours are the located blocks before and after on the studio-local date, as in the rule `TRAVEL_TOO_LONG`;
    at the ends of the day the photographer's home. What is on a day is looked up once.
    """

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._days: dict[tuple[str, date], list[Block]] = {}

    def added(self, crew: Iterable[str], start: datetime) -> int | None:
        """Minutes that the crew drives more for a visit that starts then; None where nobody can tell.

        The drive there and on, less the drive that would have been made anyway.
        """
        place = self._asked.request.place
        if place is None:
            return None
        begin = micros(start)
        members = (self._asked.studio.photographer_by_id[key] for key in crew)
        found = [self._added(person, place, begin) for person in members]
        known = [minutes for minutes in found if minutes is not None]
        return sum(known) if known and len(known) == len(found) else None

    def _added(self, person: Photographer, place: Place, start: int) -> int | None:
        before, after = self._neighbours(person, start)
        if before is None and after is None:
            return None
        there = self._drive(before, place) + self._drive(place, after)
        return there - self._drive(before, after)

    def _neighbours(self, person: Photographer, start: int) -> tuple[Place | None, Place | None]:
        end = start + self._asked.length
        blocks = self._on(person, date_at(self._asked.zone, start))
        earlier = [block for block in blocks if block.end <= start]
        later = [block for block in blocks if block.start >= end]
        before = max(earlier, key=lambda block: block.end).place if earlier else person.home
        after = min(later, key=lambda block: block.start).place if later else person.home
        return before, after

    def _on(self, person: Photographer, day: date) -> list[Block]:
        """The located blocks that touch a date."""
        found = self._days.get((person.id, day))
        if found is None:
            _, start, end, _ = local_day(self._asked.zone, day)
            near = self._asked.blocks(person).near(start, end)
            found = [b for b in near if b.place and (start <= b.start < end or start <= b.end < end)]
            self._days[person.id, day] = found
        return found

    def _drive(self, a: Place | None, b: Place | None) -> int:
        return drive_minutes(self._asked.settings.travel, a, b) if a and b else 0


def least_driving(studio: Studio, request: Request, openings: Openings) -> tuple[Brief, int] | None:
    """The opening whose chosen crew drives least more for it, the soonest of equals, with the minutes added.

    None where there is no opening, the request has no place, or nobody's neighbours or home are known.
    """
    detours = Detours(Asked.of(studio, request, openings.visit))
    best: tuple[Brief, int] | None = None
    for brief in openings.briefly():
        minutes = detours.added(brief.choice, brief.start)
        if minutes is not None and (best is None or minutes < best[1]):
            best = brief, minutes
    return best
