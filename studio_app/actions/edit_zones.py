"""Add, change and remove zones: one user action each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from studio_app.actions.changing_setup import change_setup
from studio_app.actions.done import Done
from studio_app.actions.ports import Store
from studio_app.domain.photographer import Photographer
from studio_app.domain.setup import Setup, SetupChange, difference, edited, with_items
from studio_app.domain.zone import Zone
from studio_app.engine.zone_shapes import Shape, crossing, normal
from studio_app.errors import KnownError


@dataclass(frozen=True, slots=True)
class AddZone:
    """A zone that is new.

    Attributes:
        setup: As it was seen.
        covered_by: Ids of the photographers who cover it from the beginning.
    """

    setup: Setup
    zone: Zone
    covered_by: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class EditZone:
    """A zone as it was seen, and as it is to be: its shape, holes, name or colour."""

    before: Zone
    after: Zone

    @property
    def change(self) -> SetupChange:
        """What it changes.

        Raises:
            KnownError: its border crosses itself, or it has no name.
        """
        return SetupChange(zones=edited((self.before, self.checked)))

    @property
    def checked(self) -> Zone:
        """The zone as it is to be; only a shape that was drawn anew takes its normal form.

        Raises:
            KnownError: its border crosses itself, or it has no name.
        """
        after = _checked(self.after)
        if Shape.of(self.before) == Shape.of(self.after):
            return replace(after, ring=self.before.ring, holes=self.before.holes)
        return after


@dataclass(frozen=True, slots=True)
class RemoveZones:
    """Zones that are to be there no more; whoever covers them doesn't any longer.

    Attributes:
        setup: As it was seen.
    """

    setup: Setup
    ids: frozenset[str]


def after_adding(command: AddZone) -> Setup:
    """The set-up with the new zone."""
    setup, zone = command.setup, command.zone
    people = tuple(
        replace(person, zones=person.zones | {zone.id}) if person.id in command.covered_by else person
        for person in setup.photographers
    )
    return replace(setup, zones=(*setup.zones, zone), photographers=people)


def after_editing(setup: Setup, zone: Zone) -> Setup:
    """The set-up with a zone in the place of the one with its id."""
    return replace(setup, zones=with_items(setup.zones, (zone,)))


def after_removing(command: RemoveZones) -> Setup:
    """The set-up without the zones."""
    setup, ids = command.setup, command.ids
    zones = tuple(zone for zone in setup.zones if zone.id not in ids)
    return replace(setup, zones=zones, photographers=tuple(_without(setup.photographers, ids)))


def _without(people: Iterable[Photographer], ids: frozenset[str]) -> Iterable[Photographer]:
    for person in people:
        yield replace(person, zones=person.zones - ids) if person.zones & ids else person


def add_zone(store: Store, now: datetime, actor: str, command: AddZone) -> Done:
    """Add a zone, the last of the list.

    Raises:
        KnownError: its border crosses itself, or it can't be stored.
    """
    zone = _checked(command.zone)
    wanted = difference(command.setup, after_adding(replace(command, zone=zone)))
    name = zone.name
    return change_setup(store, now, actor, wanted, did=f"added the zone {name}", name=f"zone {name}")


def edit_zone(store: Store, now: datetime, actor: str, command: EditZone) -> Done:
    """Change a zone's shape, holes, name or colour.

    Raises:
        KnownError: its border crosses itself, somebody changed the same meanwhile, or it can't be stored.
    """
    before, after = command.before, command.checked
    what = _what(before, after)
    if before.name != after.name:
        did, name = f"renamed the zone {before.name} to {after.name}", f"name of {before.name}"
    else:
        did, name = f"changed the {what} of {after.name}", f"{what} of {after.name}"
    return change_setup(store, now, actor, command.change, did=did, name=name)


def remove_zones(store: Store, now: datetime, actor: str, command: RemoveZones) -> Done:
    """Remove zones, also from those who cover them.

    Raises:
        StaleVersion: somebody changed one of them meanwhile.
    """
    gone = [zone.name for zone in command.setup.zones if zone.id in command.ids]
    what = f"the zone {gone[0]}" if len(gone) == 1 else f"{len(gone)} zones"
    wanted = difference(command.setup, after_removing(command))
    return change_setup(store, now, actor, wanted, did=f"removed {what}", name=f"removal of {what}")


def _checked(zone: Zone) -> Zone:
    """The zone in the one form of its shape; its name without what a line of text doesn't have."""
    shape = Shape.of(zone)
    name = " ".join(zone.name.split())
    if not name:
        raise KnownError("The zone has no name yet.", "Type one.")
    found = crossing(shape.ring, shape.holes)
    if found is not None:
        raise KnownError(f"{name} can\N{RIGHT SINGLE QUOTATION MARK}t be saved. {found.sentence}")
    return replace(normal(shape).put_into(zone), name=name)


def _what(before: Zone, after: Zone) -> str:
    if before.ring != after.ring:
        return "shape"
    if before.holes != after.holes:
        return "holes"
    return "colour" if before.colour != after.colour else "name"
