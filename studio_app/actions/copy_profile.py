"""Take somebody new into the team who works like somebody who is in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from studio_app.actions.changing_setup import change_setup
from studio_app.actions.done import Done
from studio_app.actions.ports import Store
from studio_app.domain.photographer import Photographer
from studio_app.domain.setup import Setup, difference
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


def copy_profile(store: Store, now: datetime, actor: str, command: CopyProfile) -> Done:
    """Add a photographer with the hours, start times, skills, zones, time zone, rank and limit of a colleague, next after
    them. Days off, calendars, home and contact are everybody's own.

    Raises:
        NotFound: the colleague is gone.
        BadInput: the name is empty, or the address is none.
    """
    setup, new = command.setup, command.person
    people = setup.photographers
    place = next((at for at, each in enumerate(people) if each.id == command.like), -1)
    if place < 0:
        raise NotFound("Whose profile was to be copied is no longer in the team.")
    like = people[place]
    person = replace(
        new,
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
    after = replace(setup, photographers=(*people[: place + 1], person, *people[place + 1 :]))
    did = f"added {person.name} with the profile of {like.name}"
    return change_setup(
        store, now, actor, difference(setup, after), did=did, name=f"adding {person.name} to the team"
    )
