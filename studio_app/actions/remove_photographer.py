"""Take somebody out of the team."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from studio_app.actions.changing_setup import change_setup
from studio_app.actions.done import Done
from studio_app.actions.ports import Store
from studio_app.domain.setup import Setup, difference
from studio_app.errors import NotFound


@dataclass(frozen=True, slots=True)
class RemovePhotographer:
    """A photographer by their id, and the set-up as the desk saw it."""

    setup: Setup
    photographer: str


def remove_photographer(store: Store, now: datetime, actor: str, command: RemovePhotographer) -> Done:
    """Remove a photographer, with their calendars and what was read from them.

    Raises:
        KnownError: they have appointments, past or to come: those who leave are paused instead.
        NotFound: they are gone.
        StaleVersion: somebody changed them meanwhile.
    """
    setup, key = command.setup, command.photographer
    person = next((each for each in setup.photographers if each.id == key), None)
    if person is None:
        raise NotFound("Whoever was to be removed is no longer in the team.")
    rest = tuple(each for each in setup.photographers if each.id != key)
    change = difference(setup, replace(setup, photographers=rest))
    did, name = f"removed {person.name} from the team", f"removing {person.name}"
    return change_setup(store, now, actor, change, did=did, name=name)
