"""The question that the desk asks the openings lane, and the answer it paints. Pure and frozen.

One answer serves the panel and the grid: the openings of each part on the shown days, the soonest ones, and the one
that adds the least driving. Everything is worked out in the lane; the interface thread only looks things up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from studio_app import engine
from studio_app.actions.next_openings import least_driving, soonest
from studio_app.domain.request import Request
from studio_app.domain.studio import Studio
from studio_app.engine import Brief, Code, Openings
from studio_app.engine.instants import date_at, micros
from studio_app.engine.visits import Visit, visits_of
from studio_app.errors import BadInput

SOONEST = 5
"""How many of the next openings are offered."""
AHEAD = timedelta(days=13)
"""The coming two weeks, in which the opening with the least driving is looked for."""

SET_UP = (
    Code.BOOKING_OFF,
    Code.NOT_ACCEPTING,
    Code.LACKS_SKILL,
    Code.NEEDS_PLACE,
    Code.OUT_OF_ZONE,
    Code.CALENDAR_UNKNOWN,
    Code.TWILIGHT,
    Code.NO_PARTNER,
    Code.NO_SENIOR,
)
"""Rules that another day doesn't change."""


@dataclass(frozen=True, slots=True)
class Question:
    """Which openings there are; the dates of the request are the shown days."""

    studio: Studio
    request: Request


@dataclass(frozen=True, slots=True)
class PartAnswer:
    """The openings of one part.

    Attributes:
        shown: Those on the shown days, by start.
        soonest: The next ones from now on, whatever is shown.
        least_driving: Start of the one in the coming two weeks that adds the least driving; None where none is known.
        reason: Where there is no opening at all: what stands in the way, one sentence.
    """

    visit: Visit
    shown: Mapping[datetime, Brief] = field(default_factory=dict)
    soonest: tuple[Brief, ...] = ()
    least_driving: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What there is to paint.

    Attributes:
        parts: In the order of the request's appointments; empty where nothing is wanted or it can't be.
        problem: Why the request can't be answered, one sentence; "" where it can.
    """

    question: Question
    parts: tuple[PartAnswer, ...] = ()
    problem: str = ""


def answer(question: Question) -> Answer:
    """Work out the openings."""
    try:
        visits = visits_of(question.studio, question.request)
    except BadInput as problem:
        return Answer(question, (), problem.problem)
    return Answer(question, tuple(_part(question, visit) for visit in visits))


def openings_on(question: Question, visit: Visit, first: date, last: date) -> Openings:
    """The openings of one visit between two studio-local dates."""
    request = replace(question.request, first_day=first, last_day=last)
    return engine.find_openings(question.studio, request, (visit,))[0].openings


def _part(question: Question, visit: Visit) -> PartAnswer:
    request, settings = question.request, question.studio.settings
    today = date_at(settings.timezone, micros(request.now))
    shown = openings_on(question, visit, request.first_day, request.last_day)
    ahead = openings_on(question, visit, today, today + AHEAD)
    next_ones = ahead
    if len(ahead) < SOONEST:
        next_ones = openings_on(question, visit, today, today + timedelta(days=settings.max_advance_days))
    return PartAnswer(
        visit,
        {brief.start: brief for brief in shown.briefly()},
        soonest(next_ones, SOONEST),
        least_driving(question.studio, request, ahead),
        "" if len(next_ones) else _reason(question, visit, today),
    )


def _reason(question: Question, visit: Visit, today: date) -> str:
    """Why there is no opening: the rule of the set-up that most people fail, else that everybody is taken."""
    zone = question.studio.settings.timezone
    seen: Counter[Code] = Counter()
    texts: dict[Code, str] = {}
    for offset in range(1, 8):
        day = today + timedelta(days=offset)
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=zone)
        explained = engine.explain(question.studio, question.request, noon, (visit,))[0]
        for failures in explained.photographers.values():
            for failure in failures:
                if failure.code in SET_UP:
                    seen[failure.code] += 1
                    texts.setdefault(failure.code, failure.text)
                    break
    if not explained.photographers:
        return "There are no photographers yet."
    if seen and seen.total() == 7 * len(explained.photographers):
        return f"{texts[seen.most_common(1)[0][0]]}."
    return "Everybody is booked or off on all bookable days."
