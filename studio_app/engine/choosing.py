"""Which crew goes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import combinations

from studio_app.domain.request import Request
from studio_app.domain.studio import Studio
from studio_app.engine.answers import Code
from studio_app.engine.asked import Asked
from studio_app.engine.crews import complete_together, senior_among
from studio_app.engine.instants import date_at, micros
from studio_app.engine.ranking import Ranks, ranks_in_week
from studio_app.engine.rules import Time, failures
from studio_app.engine.visits import Visit

Crew = tuple[str, ...]


def crews_at(asked: Asked, at: datetime, waived: frozenset[Code] = frozenset()) -> tuple[Crew, ...]:
    """Every crew that could take the visit at a time, on the start grid or off it, in the order of the file.

    Rules that are waived are not asked.
    """
    time = Time(asked, micros(at))
    able = [
        person for person in asked.people if all(failure.code in waived for failure in failures(time, person))
    ]
    if asked.visit.crew_size == 1:
        return tuple((person.id,) for person in able)
    return tuple(
        (a.id, b.id)
        for a, b in combinations(able, 2)
        if complete_together(asked.studio, asked.visit, a, b) and senior_among(a, b)
    )


def best_crew(crews: Iterable[Crew], ranks: Ranks, staying: Crew = ()) -> Crew | None:
    """The crew whose ranks, sorted, are smallest; but the crew that is there already stays."""
    found = tuple(crews)
    stays = next((crew for crew in found if staying and set(crew) == set(staying)), None)
    return stays or min(found, key=lambda crew: sorted(ranks[key] for key in crew), default=None)


def choose(studio: Studio, request: Request, visit: Visit, start: datetime) -> Crew | None:
    """The crew that the ranking picks for a visit at a time; None where nobody can take it."""
    asked = Asked.of(studio, request, visit)
    ranks = ranks_in_week(asked.studio, date_at(asked.zone, micros(start)))
    return best_crew(crews_at(asked, start), ranks, asked.staying)
