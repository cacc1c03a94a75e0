"""Take somebody new into the team who works like somebody who is in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from studio_app.actions.changing_setup import change_setup
from studio_app.actions.done import Done
from studio_app.actions.ports import Store
from studio_app.domain.photographer import Photographer
from studio_app.domain.setup import Setup, SetupChange, difference
from studio_app.errors import NotFound


@dataclass(frozen=True, slots=True)
class CopyProfile:
    """Somebody new with the profile of a colleague.

    Attributes:
        setup: The set-up as the desk saw it.
        like: Id of the colleague.
        person: Who is new: id, name, address and phone number.
    """

    setup: Setup
    like: str
    person: Photographer

    @property
    def change(self) -> SetupChange:
        """What it changes.

        Raises:
            NotFound: the colleague is gone.
        """
        setup, like = self.setup, self.colleague
        person = replace(
            self.person,
            timezone=like.timezone,
            senior=like.senior,
            accepting=like.accepting,
            priority=like.priority,
            skills=like.skills,
            zones=like.zones,
            hours=like.hours,
            presets=like.presets,
            max_shoots_per_day=like.max_shoots_per_day,
        )
        after = setup.photographers.index(like) + 1
        people = (*setup.photographers[:after], person, *setup.photographers[after:])
        return difference(setup, replace(setup, photographers=people))

    @property
    def colleague(self) -> Photographer:
        """Whose profile it is.

        Raises:
            NotFound: they are gone.
        """
        found = next((each for each in self.setup.photographers if each.id == self.like), None)
        if found is None:
            raise NotFound("Whose profile was to be copied is no longer in the team.")
        return found


def copy_profile(store: Store, now: datetime, actor: str, command: CopyProfile) -> Done:
    """Add a photographer with the hours, start times, skills, zones, time zone, rank and limit of a colleague, next after
    them. Days off, calendars, home and contact are everybody's own.

    Raises:
        NotFound: the colleague is gone.
        BadInput: the name is empty, or the address is none.
    """
    name = command.person.name
    did = f"added {name} with the profile of {command.colleague.name}"
    return change_setup(store, now, actor, command.change, did=did, name=f"adding {name} to the team")
