"""Which services nobody is trained in."""

from __future__ import annotations

from collections.abc import Iterable

from studio_app.domain.photographer import Photographer
from studio_app.domain.service import Service
from studio_app.domain.studio import Studio


def nobody_does(photographers: Iterable[Photographer], services: Iterable[Service]) -> frozenset[str]:
    """Ids of the services that no photographer has as a skill, whether or not skills count in this studio."""
    known = frozenset[str]().union(*(person.skills for person in photographers))
    return frozenset(service.id for service in services if service.id not in known)


def undoable(studio: Studio) -> frozenset[str]:
    """Ids of the services that can't be booked since nobody can do them; none where skills don't count."""
    if not studio.settings.skills_enabled:
        return frozenset()
    return nobody_does(studio.photographers, studio.services)
