"""Scenes of a new studio: its first steps, and why it has no openings yet."""

from __future__ import annotations

from dataclasses import replace

from studio_app.actions.first_steps import SETTING, WANTED
from studio_app.desk.booking.model import Draft
from studio_app.domain.studio import Studio
from tests.support.whole_desk import ADDRESS, WholeDesk


def first_steps(desk: WholeDesk) -> None:
    """Three photographers are there, one of them without hours; nothing is sold yet."""
    _begin(desk, services=0)


def no_openings(desk: WholeDesk) -> None:
    """Nobody is trained in what is ordered."""
    _begin(desk, services=4)
    assert desk.desk.snapshot is not None
    first = desk.desk.snapshot.studio.services[0]
    desk.draft(Draft(address=ADDRESS, services=(first.id,)))


def _begin(desk: WholeDesk, *, services: int) -> None:
    """The demo studio as if it had only so much."""
    with desk.program.store.writing() as writing:
        demo = writing.whole_studio()
        people = [
            replace(person, skills=frozenset(), zones=frozenset(), accepting=True)
            for person in demo.photographers[:3]
        ]
        people[2] = replace(people[2], hours=None)
        settings = replace(demo.settings, skills_enabled=True, zones_enabled=False, company_hours=None)
        made = Studio.of(settings, services=demo.services[:services], photographers=people)
        writing.replace_studio(made)
        writing.set_setting(SETTING, WANTED)
    desk.desk.refresh()
    desk.settle()
