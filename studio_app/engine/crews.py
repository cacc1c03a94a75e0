"""Who can go together."""

from __future__ import annotations

from studio_app.domain.photographer import Photographer
from studio_app.domain.studio import Studio
from studio_app.engine.visits import Visit


def missing_skills(studio: Studio, visit: Visit, *people: Photographer) -> tuple[str, ...]:
    """Services of the visit that none of these people has as a skill; none where skills don't count."""
    if not studio.settings.skills_enabled:
        return ()
    known = frozenset().union(*(person.skills for person in people))
    return tuple(service for service in visit.services if service not in known)


def trained_enough(studio: Studio, visit: Visit, person: Photographer) -> bool:
    """One alone needs every service as a skill, one of two at least one. A visit without services needs no skill."""
    lacking = len(missing_skills(studio, visit, person))
    return lacking == 0 or (visit.crew_size == 2 and lacking < len(visit.services))


def complete_together(studio: Studio, visit: Visit, a: Photographer, b: Photographer) -> bool:
    """Whether two have all skills between them."""
    return not missing_skills(studio, visit, a, b)


def senior_among(a: Photographer, b: Photographer) -> bool:
    """One of two is always senior."""
    return a.senior or b.senior
