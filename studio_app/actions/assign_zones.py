"""Who covers which zones: a tick, a row, a column or several at once, in one step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from studio_app.actions.changing_setup import change_setup
from studio_app.actions.done import Done
from studio_app.actions.ports import Store
from studio_app.domain.setup import Setup, SetupChange, difference


@dataclass(frozen=True, slots=True)
class Cover:
    """Whether a photographer goes to a zone."""

    photographer: str
    zone: str
    covers: bool


@dataclass(frozen=True, slots=True)
class AssignZones:
    """Ticks that are to be set or taken away.

    Attributes:
        setup: As it was seen.
    """

    setup: Setup
    wanted: tuple[Cover, ...]

    @property
    def change(self) -> SetupChange:
        """What it changes."""
        return difference(self.setup, after_assigning(self.setup, self.wanted))


def after_assigning(setup: Setup, wanted: Iterable[Cover]) -> Setup:
    """The set-up in which these go there, or don't; ids that are not known are passed over."""
    zones = {zone.id for zone in setup.zones}
    given: dict[str, set[str]] = {}
    taken: dict[str, set[str]] = {}
    for each in wanted:
        if each.zone in zones:
            (given if each.covers else taken).setdefault(each.photographer, set()).add(each.zone)
    people = tuple(
        replace(person, zones=(person.zones - taken.get(person.id, set())) | given.get(person.id, set()))
        for person in setup.photographers
    )
    return replace(setup, photographers=people)


def assign_zones(store: Store, now: datetime, actor: str, command: AssignZones) -> Done:
    """Change who covers what.

    Raises:
        KnownError: a zone or photographer is there no more, or it can't be stored.
    """
    did, name = _words(command)
    return change_setup(store, now, actor, command.change, did=did, name=name)


def _words(command: AssignZones) -> tuple[str, str]:
    """What it says in the history, and what an undo takes back."""
    zones = {zone.id: zone.name for zone in command.setup.zones}
    people = {person.id: person.name for person in command.setup.photographers}
    where = {zones[each.zone] for each in command.wanted if each.zone in zones}
    who = {people[each.photographer] for each in command.wanted if each.photographer in people}
    if len(who) == 1 and len(where) == 1:
        (person,), (zone,) = who, where
        gave = command.wanted[0].covers
        did = f"gave {zone} to {person}" if gave else f"took {zone} from {person}"
        return did, f"{zone} for {person}"
    if len(where) == 1:
        (zone,) = where
        return f"changed who covers {zone}", f"who covers {zone}"
    if len(who) == 1:
        (person,) = who
        return f"changed the zones of {person}", f"zones of {person}"
    return "changed who covers what", "who covers what"
