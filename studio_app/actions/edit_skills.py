"""Say who can do what: any cells of the matrix of people and services, in one step; and whether skills count at all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from studio_app.actions.changing_setup import change_setup
from studio_app.actions.done import Done
from studio_app.actions.ports import Store
from studio_app.domain.photographer import Photographer
from studio_app.domain.service import Service
from studio_app.domain.settings import Settings
from studio_app.domain.setup import SetupChange, edited, edited_settings
from studio_app.engine.wording import counted

Cell = tuple[str, str]
"""Ids of a photographer and a service."""


@dataclass(frozen=True, slots=True)
class EditSkills:
    """What is said of the cells.

    Attributes:
        people, services: As the desk saw them.
        given, taken: Skills that photographers are to have, and to have no longer; never the same cell in both.
    """

    people: tuple[Photographer, ...]
    services: tuple[Service, ...]
    given: frozenset[Cell] = frozenset()
    taken: frozenset[Cell] = frozenset()

    @property
    def change(self) -> SetupChange:
        """What the cells change."""
        pairs = [(person, replace(person, skills=_skills(person, self))) for person in self.people]
        return SetupChange(photographers=edited(*pairs))


@dataclass(frozen=True, slots=True)
class CountSkills:
    """The settings as the desk saw them, and whether skills are to count."""

    settings: Settings
    counts: bool

    @property
    def change(self) -> SetupChange:
        """What it changes."""
        after = replace(self.settings, skills_enabled=self.counts)
        return SetupChange(edited_settings(self.settings, after))


def edit_skills(store: Store, now: datetime, actor: str, command: EditSkills) -> Done:
    """Give and take skills, in one step. What two people change of the same photographer at once both stands.

    Raises:
        BadInput: a service is no longer there.
        StaleVersion: a photographer is no longer there.
    """
    change = command.change
    said = _said(command, change)
    return change_setup(store, now, actor, change, did="changed the skills", name="skills", say=said)


def count_skills(store: Store, now: datetime, actor: str, command: CountSkills) -> Done:
    """Have skills count for bookings, or not."""
    words = "count now" if command.counts else "no longer count"
    return change_setup(
        store,
        now,
        actor,
        command.change,
        did="switched skills on" if command.counts else "switched skills off",
        name="skills switched on" if command.counts else "skills switched off",
        say=f"Skills {words} for bookings.",
    )


def _skills(person: Photographer, command: EditSkills) -> frozenset[str]:
    given = {service for who, service in command.given if who == person.id}
    taken = {service for who, service in command.taken if who == person.id}
    return (person.skills - taken) | given


def _said(command: EditSkills, change: SetupChange) -> str:
    """`Leo can do Video now.`, or how many skills were given and taken."""
    names = {item.id: item.name for item in command.services}
    given = [(new, key) for old, new in change.photographers.changed for key in new.skills - old.skills]
    taken = [(old, key) for old, new in change.photographers.changed for key in old.skills - new.skills]
    if len(given) + len(taken) == 1:
        person, key = (given or taken)[0]
        name = names.get(key, key)
        return f"{person.name} can do {name} now." if given else f"{person.name} can no longer do {name}."
    parts = []
    if given:
        parts.append(f"gave {counted(len(given), 'skill')}")
    if taken:
        parts.append(f"took {counted(len(taken), 'skill')} away")
    words = " and ".join(parts)
    return f"{words[0].upper()}{words[1:]}." if words else ""
