"""Take somebody new into the team."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from studio_app.actions.changing_setup import change_setup
from studio_app.actions.done import Done
from studio_app.actions.ports import Store
from studio_app.domain.photographer import Photographer
from studio_app.domain.setup import Setup, SetupChange, difference


@dataclass(frozen=True, slots=True)
class AddPhotographer:
    """Somebody new, with an id of their own; they are offered bookings last.

    Attributes:
        setup: The set-up as the desk saw it.
    """

    setup: Setup
    person: Photographer

    @property
    def change(self) -> SetupChange:
        """What it changes."""
        setup = self.setup
        last = max((each.priority for each in setup.photographers), default=0.0)
        person = replace(self.person, priority=min(last + 1, 1_000_000_000))
        return difference(setup, replace(setup, photographers=(*setup.photographers, person)))


def add_photographer(store: Store, now: datetime, actor: str, command: AddPhotographer) -> Done:
    """Add a photographer, last in the order in which bookings are offered.

    Raises:
        BadInput: the name is empty, the address is none, or something could not stand in a studio file.
    """
    who = f"{command.person.name} to the team"
    return change_setup(store, now, actor, command.change, did=f"added {who}", name=f"adding {who}")
