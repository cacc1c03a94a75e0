"""What the desk knows of services, packages, zones and photographers beyond the studio file.

A file that is imported says nothing of it: whoever stays keeps it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from studio_app.domain.photographer import Photographer
from studio_app.domain.service import Package, Service
from studio_app.domain.setup import Setup
from studio_app.domain.zone import Zone

_T = TypeVar("_T", Service, Package, Zone, Photographer)

_FIELDS: dict[type, tuple[str, ...]] = {
    Service: ("colour", "offered"),
    Package: ("offered",),
    Zone: ("colour",),
    Photographer: ("colour", "phone", "reasons"),
}


def with_own_fields(imported: Setup, stored: Setup) -> Setup:
    """A set-up from a file with what is known of those who stay, told by their ids. The address of a home is kept
    where the home is still the same place."""
    homes = {person.id: person for person in stored.photographers}
    people = tuple(
        replace(person, home_address=homes[person.id].home_address)
        if person.id in homes and homes[person.id].home == person.home
        else person
        for person in imported.photographers
    )
    return Setup(
        replace(
            imported.settings,
            closed_reasons=stored.settings.closed_reasons,
            speech=stored.settings.speech,
        ),
        _kept(imported.services, stored.services),
        _kept(imported.packages, stored.packages),
        _kept(imported.zones, stored.zones),
        _kept(people, stored.photographers),
    )


def _kept(imported: tuple[_T, ...], stored: tuple[_T, ...]) -> tuple[_T, ...]:
    known = {item.id: item for item in stored}
    return tuple(
        replace(item, **{name: getattr(known[item.id], name) for name in _FIELDS[type(item)]})
        if item.id in known
        else item
        for item in imported
    )
