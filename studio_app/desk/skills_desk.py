"""Between the matrix of skills and the actions."""

from __future__ import annotations

from PySide6.QtCore import QObject

from studio_app.actions.edit_skills import CountSkills, EditSkills, count_skills, edit_skills
from studio_app.desk.content import face_of
from studio_app.desk.controller import Controller
from studio_app.desk.shaping import Shaping
from studio_app.desk.skills.card import SkillsCard
from studio_app.desk.skills.model import Cell, ServiceHead, SkillsState
from studio_app.domain.setup import Setup
from studio_app.domain.studio import Studio


class SkillsDesk(QObject):
    """Fills the matrix whenever the studio was read anew, and does what is painted on it."""

    def __init__(
        self, controller: Controller, shaping: Shaping, card: SkillsCard, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._shaping, self.card = controller, shaping, card
        self._current = ""
        self._seen: tuple[Setup, str] | None = None
        shaping.changed.connect(self.refresh)
        card.changed.connect(self._change)
        card.counting_requested.connect(self._count)
        self.refresh()

    def refresh(self) -> None:
        """Show what is stored, where that is something else than before."""
        snapshot = self._shaping.snapshot
        if snapshot is None:
            return
        setup, seen = snapshot.studio.setup, self._seen
        if seen is None or seen[0] is not setup or seen[1] != self._current:
            self._seen = setup, self._current
            self.card.set_state(skills_state(snapshot.studio, self._current))

    def show_person(self, person: str) -> None:
        """Mark the row of the person that the page is about."""
        self._current = person
        self.refresh()

    def _change(self, cells: frozenset[Cell], value: bool) -> None:
        setup = self._shaping.setup
        if setup is None:
            return
        given, taken = (cells, frozenset[Cell]()) if value else (frozenset[Cell](), cells)
        self._shaping.change(edit_skills, EditSkills(setup.photographers, setup.services, given, taken))

    def _count(self) -> None:
        setup = self._shaping.setup
        if setup:
            self._shaping.change(count_skills, CountSkills(setup.settings, counts=True))


def skills_state(studio: Studio, current: str = "") -> SkillsState:
    """The matrix of a studio."""
    return SkillsState(
        tuple(face_of(studio, person.id) for person in studio.photographers),
        tuple(ServiceHead(item.id, item.name, item.offered) for item in studio.services),
        frozenset((person.id, key) for person in studio.photographers for key in person.skills),
        studio.settings.skills_enabled,
        current,
    )
