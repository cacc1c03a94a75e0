"""Why a time works or doesn't, for every photographer; and whether one crew may take it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from studio_app.domain.photographer import Photographer
from studio_app.domain.request import Request
from studio_app.domain.studio import Studio
from studio_app.engine.answers import Code, Failure, VisitExplanation
from studio_app.engine.asked import Asked
from studio_app.engine.crews import complete_together, senior_among
from studio_app.engine.instants import micros
from studio_app.engine.rules import Time, failures
from studio_app.engine.visits import Visit, visits_of

Failures = Mapping[str, tuple[Failure, ...]]
"""Every rule that fails, by photographer id."""


def explain(
    studio: Studio, request: Request, at: datetime, visits: tuple[Visit, ...] | None = None
) -> tuple[VisitExplanation, ...]:
    """For each visit and photographer of the request every rule that fails for a start at `at`.

    The visits are those of the request, or the given ones, as for a move, which keeps its length.

    Raises:
        BadInput: the request can't be turned into visits.
    """
    wanted = visits_of(studio, request) if visits is None else visits
    return tuple(
        VisitExplanation(visit, explain_visit(Asked.of(studio, request, visit), at)) for visit in wanted
    )


def explain_visit(asked: Asked, at: datetime) -> Failures:
    """The same for one visit."""
    time = Time(asked, micros(at))
    alone = {person.id: failures(time, person) for person in asked.people}
    if asked.visit.crew_size == 1:
        return alone
    able = [person for person in asked.people if not alone[person.id]]
    return {person.id: (*alone[person.id], *partner_failures(asked, person, able)) for person in asked.people}


def check(studio: Studio, request: Request, visit: Visit, start: datetime, crew: tuple[str, ...]) -> Failures:
    """Whether exactly this crew may take a visit: every rule that fails, by member. Nothing fails where all are empty.

    The request's own choice of photographers doesn't count: the crew is asked, whoever it is.
    """
    return check_crew(Asked.of(studio, request, visit), start, crew)


def check_crew(asked: Asked, start: datetime, crew: tuple[str, ...]) -> Failures:
    """The same of a question that is asked again and again, as while a block is dragged."""
    time = Time(asked, micros(start))
    members = [asked.studio.photographer_by_id[key] for key in crew]
    alone = {person.id: failures(time, person) for person in members}
    if asked.visit.crew_size == 1 and len(members) == 1:
        return alone
    return {
        person.id: (
            *alone[person.id],
            *partner_failures(asked, person, [o for o in members if not alone[o.id]]),
        )
        for person in members
    }


def partner_failures(asked: Asked, person: Photographer, able: list[Photographer]) -> tuple[Failure, ...]:
    """The rules for two: there is a partner among those who pass alone, and one of two is senior."""
    partners = [
        o for o in able if o is not person and complete_together(asked.studio, asked.visit, person, o)
    ]
    if not partners:
        return (Failure(Code.NO_PARTNER, "Two must go, and nobody else who is free completes the crew"),)
    if not any(senior_among(person, partner) for partner in partners):
        return (Failure(Code.NO_SENIOR, "One of two must be senior, and nobody senior is free to go along"),)
    return ()
