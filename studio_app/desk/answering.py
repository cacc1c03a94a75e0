"""The question that the desk asks the openings lane, and the answer it paints. Pure and frozen.

One answer serves the panel and the grid: the place of the address, the openings of each part on the shown days, the
soonest ones, and the one that adds the least driving. Everything is worked out in the lane; the interface thread only
looks things up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import islice

from studio_app import engine
from studio_app.actions.next_openings import NEXT, least_driving
from studio_app.actions.place_ports import Locator
from studio_app.desk.booking.model import Draft
from studio_app.domain.pin import Found, PlaceSource
from studio_app.domain.place import Place
from studio_app.domain.request import Request
from studio_app.domain.studio import Studio
from studio_app.domain.wall_time import local_date
from studio_app.engine import Brief, Openings
from studio_app.engine.asked import Asked
from studio_app.engine.choosing import Crew, best_crew, crews_at
from studio_app.engine.coverage import zones_at
from studio_app.engine.hindrance import Hindrance, hindrance
from studio_app.engine.ranking import ranks_in_week
from studio_app.engine.visits import Visit, visits_of
from studio_app.errors import BadInput

AHEAD = timedelta(days=13)
"""The coming two weeks, in which the opening with the least driving is looked for."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is typed, and which days are shown.

    Attributes:
        first, last: The shown studio-local dates, both included.
    """

    studio: Studio
    draft: Draft
    now: datetime
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class PartAnswer:
    """The openings of one part.

    Attributes:
        shown: Those on the shown days, by start.
        soonest: The next ones from now on, whatever is shown.
        least_driving: Start of the one in the coming two weeks that adds the least driving; None where none is known.
        hindrance: Where there is no opening at all: what stands in the way.
    """

    visit: Visit
    shown: Mapping[datetime, Brief] = field(default_factory=dict)
    soonest: tuple[Brief, ...] = ()
    least_driving: datetime | None = None
    hindrance: Hindrance | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What there is to paint.

    Attributes:
        request: The question as the rules take it; its dates are the shown ones.
        place: Of the address; None where it is not known.
        source: Who says where it is.
        zones: Ids of the zones that the place lies in.
        parts: In the order of the request's appointments; empty where nothing is wanted or it can't be.
        problem: Why the request can't be answered, one sentence; "" where it can.
    """

    question: Question
    request: Request
    place: Place | None = None
    zones: frozenset[str] = frozenset()
    parts: tuple[PartAnswer, ...] = ()
    problem: str = ""
    source: PlaceSource | None = None


def answer(question: Question, locator: Locator) -> Answer:
    """Work out the place and the openings."""
    found = found_for(question.draft, locator)
    worked_out = _answer(question, found.place if found else None)
    return replace(worked_out, source=found.source) if found else worked_out


def _answer(question: Question, place: Place | None) -> Answer:
    request = request_of(question, place)
    zones = zones_at(question.studio.zones, place) if place and question.studio.zones else frozenset()
    if not question.draft.has_services:
        return Answer(question, request, place, zones)
    try:
        visits = visits_of(question.studio, request)
    except BadInput as problem:
        return Answer(question, request, place, zones, (), problem.problem)
    return Answer(question, request, place, zones, tuple(_part(question, request, visit) for visit in visits))


def found_for(draft: Draft, locator: Locator) -> Found | None:
    """The place of what is typed: what was typed for it, else what is known of the address."""
    text = draft.place_text.strip() or draft.address.strip()
    return locator.found(text) if text else None


def request_of(question: Question, place: Place | None) -> Request:
    """What is typed, as the rules take it."""
    draft = question.draft
    return Request(
        now=question.now,
        first_day=question.first,
        last_day=question.last,
        services=draft.services,
        packages=draft.packages,
        square_feet=draft.square_feet,
        place=place,
    )


def wanted_in(question: Question) -> str | None:
    """The photographer who is asked for, where they still exist."""
    wanted = question.draft.photographer
    return wanted if wanted in question.studio.photographer_by_id else None


def crew_with(studio: Studio, request: Request, visit: Visit, wanted: str | None, start: datetime) -> Crew:
    """Who would go at a time, the one who is asked for among them; nobody where that can't be."""
    asked = Asked.of(studio, request, visit)
    crews = [crew for crew in crews_at(asked, start) if wanted is None or wanted in crew]
    return best_crew(crews, ranks_in_week(asked.studio, local_date(asked.zone, start)), asked.staying) or ()


def _part(question: Question, request: Request, visit: Visit) -> PartAnswer:
    studio, settings = question.studio, question.studio.settings
    wanted = wanted_in(question)
    if wanted and visit.crew_size == 1:
        request = replace(request, photographers=(wanted,))
    today = local_date(settings.timezone, request.now)
    ahead = _openings_on(studio, request, visit, today, today + AHEAD)
    found = tuple(islice(_with(wanted, studio, ahead), NEXT))
    if len(found) < NEXT and settings.max_advance_days > AHEAD.days:
        furthest = today + timedelta(days=settings.max_advance_days)
        later = _openings_on(studio, request, visit, today, furthest)
        found = tuple(islice(_with(wanted, studio, later), NEXT))
    shown = _openings_on(studio, request, visit, question.first, question.last)
    return PartAnswer(
        visit,
        {brief.start: brief for brief in _with(wanted, studio, shown)},
        found,
        least_driving(studio, request, ahead) if found and not (wanted and visit.crew_size == 2) else None,
        None if found else hindrance(studio, request, visit),
    )


def _openings_on(studio: Studio, request: Request, visit: Visit, first: date, last: date) -> Openings:
    dated = replace(request, first_day=first, last_day=last)
    return engine.find_openings(studio, dated, (visit,))[0].openings


def _with(wanted: str | None, studio: Studio, openings: Openings) -> Iterator[Brief]:
    """The openings that somebody can go to; of a crew of two one must be the one who is asked for."""
    if wanted is None or openings.visit.crew_size == 1:
        yield from openings.briefly()
        return
    for opening in openings:
        crews = [crew for crew in opening.crews if wanted in crew]
        if crews:
            ranks = ranks_in_week(studio, local_date(studio.settings.timezone, opening.start))
            yield Brief(opening.start, len(crews) + 1, best_crew(crews, ranks) or crews[0])
