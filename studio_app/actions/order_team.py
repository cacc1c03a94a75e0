"""Put the team into the order in which bookings are offered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from studio_app.actions.changing_setup import change_setup
from studio_app.actions.done import Done
from studio_app.actions.ports import Store
from studio_app.domain.photographer import Photographer
from studio_app.domain.settings import Settings
from studio_app.domain.setup import Setup, SetupChange, difference, edited_settings, with_items


@dataclass(frozen=True, slots=True)
class OrderTeam:
    """All photographers' ids in the order that is wanted.

    Attributes:
        setup: The set-up as the desk saw it.
        moved: Id of the one who was moved, for the words.
    """

    setup: Setup
    order: tuple[str, ...]
    moved: str = ""

    @property
    def change(self) -> SetupChange:
        """What it changes."""
        return difference(self.setup, with_order(self.setup, self.order))


@dataclass(frozen=True, slots=True)
class CountPriority:
    """Whether the order counts; the settings as the desk saw them."""

    settings: Settings
    counts: bool

    @property
    def change(self) -> SetupChange:
        """What it changes."""
        after = replace(self.settings, priority_enabled=self.counts)
        return SetupChange(edited_settings(self.settings, after))


def team_order(people: Sequence[Photographer]) -> tuple[Photographer, ...]:
    """The team in the order in which bookings are offered: by priority, then by the order of the file."""
    return tuple(sorted(people, key=lambda person: person.priority))


def with_order(setup: Setup, order: Sequence[str]) -> Setup:
    """The set-up in which bookings are offered in this order. Who is not in it comes last, as they stand."""
    known = {person.id: person for person in team_order(setup.photographers)}
    ids = [key for key in order if key in known]
    ids += [key for key in known if key not in order]
    changed = (replace(known[key], priority=float(place)) for place, key in enumerate(ids, 1))
    return replace(setup, photographers=with_items(setup.photographers, changed))


def order_team(store: Store, now: datetime, actor: str, command: OrderTeam) -> Done:
    """Set the priorities so that bookings are offered in an order. They count while the studio ranks by priority.

    Raises:
        StaleVersion: somebody else changed the order meanwhile.
    """
    setup, order = command.setup, command.order
    name = next((each.name for each in setup.photographers if each.id == command.moved), "")
    place = order.index(command.moved) + 1 if name else 0
    did = f"put {name} at place {place} of the team" if name else "changed the order of the team"
    undo = f"the place of {name} in the team" if name else "the order of the team"
    return change_setup(store, now, actor, command.change, did=did, name=undo)


def count_priority(store: Store, now: datetime, actor: str, command: CountPriority) -> Done:
    """Offer bookings in the order of the team, or first to whoever has fewest in the week.

    Raises:
        StaleVersion: somebody else decided it meanwhile.
    """
    did = "had the order of the team count" + ("" if command.counts else " no longer")
    name = "whether the order of the team counts"
    return change_setup(store, now, actor, command.change, did=did, name=name)
