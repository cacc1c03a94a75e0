"""A closer look at the hovered time and at the chosen ones: ghosts on the grid, and the explanation beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studio_app.desk.explain.model import ExplainState
from studio_app.desk.explain_content import explain_state
from studio_app.desk.looking import Look, look
from studio_app.desk.panel_content import ghosts
from studio_app.worker.lane import Outcome

if TYPE_CHECKING:
    from studio_app.desk.controller import Controller


class CloserLook(QObject):
    """Asks the openings lane why a time works or doesn't, and shows what it says."""

    def __init__(self, desk: Controller) -> None:
        super().__init__(desk)
        self._desk = desk
        self._hovered: datetime | None = None

    def hover(self, moment: datetime | None) -> None:
        """The mouse is over another cell, or over none."""
        self._hovered = moment
        if moment is None:
            self.show()
        else:
            self._ask("hover", self._desk.choices.current, moment)

    def leave(self) -> None:
        """Nothing is hovered any more, whatever the mouse does."""
        self._hovered = None

    def again(self) -> None:
        """Look at the chosen times again."""
        times = self._desk.choices.times
        for place, start in times.items():
            self._ask(f"part {place}", place, start)
        if not times:
            self.show()

    def _ask(self, key: str, place: int, moment: datetime) -> None:
        desk = self._desk
        found = desk.answer
        if found and place < len(found.parts):
            job = partial(look, found, place, moment)
            desk.delivery.ask(desk.lanes.openings, key, job, self._take)

    def _take(self, outcome: Outcome[Look]) -> None:
        desk = self._desk
        if outcome.error or outcome.value is None:
            desk.failed.emit(outcome.error)
            return
        seen = outcome.value
        if desk.choices.times.get(seen.part) == seen.at:
            desk.choices = replace(desk.choices, looks={**desk.choices.looks, seen.part: seen})
            desk.show_panel()
        if self._hovered == seen.at and seen.part == desk.choices.current:
            self.show(seen)
        elif self._hovered is None:
            self.show()

    def show(self, hovered: Look | None = None) -> None:
        """Paint ghosts and the explanation: of the hovered time, else of the chosen one."""
        desk = self._desk
        looks, current = dict(desk.choices.looks), desk.choices.current
        if hovered:
            looks[current] = hovered
        desk.grid.set_ghosts(ghosts(looks, current, desk.draft.address))
        shown, count = looks.get(current), len(desk.answer.parts) if desk.answer else 0
        if shown:
            desk.window.explain.set_state(explain_state(shown, count, desk.draft.photographer or ""))
        elif desk.snapshot:
            desk.window.explain.set_state(ExplainState(desk.snapshot.studio.settings.timezone))
