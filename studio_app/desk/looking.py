"""A closer look at one time: why it works or doesn't for everybody, and the day of the one who would go. Pure.

Asked in the openings lane while the mouse hovers or a time is chosen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from studio_app import engine
from studio_app.desk.answering import Answer, crew_with, wanted_in
from studio_app.domain.request import Request
from studio_app.domain.studio import Studio
from studio_app.domain.wall_time import local_date
from studio_app.engine import DayPlan, Failure
from studio_app.engine.asked import Asked
from studio_app.engine.ranking import ranks_in_week
from studio_app.engine.visits import Visit


@dataclass(frozen=True, slots=True)
class Look:
    """One time for one part.

    Attributes:
        part: Place of the part in the answer.
        at: The start, UTC.
        photographers: Every rule that fails, by photographer.
        ranks: Place in the ranking of that week, by photographer.
        crew: Who would go; empty where nobody can.
        plans: The day of each photographer with this visit.
    """

    studio: Studio
    request: Request
    visit: Visit
    part: int
    at: datetime
    photographers: Mapping[str, tuple[Failure, ...]]
    ranks: Mapping[str, int]
    crew: tuple[str, ...]
    plans: Mapping[str, DayPlan]

    @property
    def works(self) -> bool:
        """Whether it could be booked as it is."""
        return bool(self.crew)


def look(answer: Answer, part: int, at: datetime) -> Look:
    """Look at a time for one part of an answer."""
    studio, request, visit = answer.question.studio, answer.request, answer.parts[part].visit
    asked = Asked.of(studio, request, visit)
    explained = engine.explain(studio, request, at, (visit,))[0].photographers
    ranks = ranks_in_week(asked.studio, local_date(asked.zone, at))
    crew = crew_with(studio, request, visit, wanted_in(answer.question), at)
    plans = {person.id: engine.day_plan(asked, person, at) for person in asked.people}
    return Look(studio, request, visit, part, at, explained, ranks, crew, plans)
