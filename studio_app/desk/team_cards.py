"""The cards of a profile beside its hours: skills, days off, start times, workload and zones, each with what runs it."""

from __future__ import annotations

from PySide6.QtCore import QObject

from studio_app.desk.controller import Controller
from studio_app.desk.days_off.panel import DaysOffPanel
from studio_app.desk.days_off_desk import DaysOffDesk
from studio_app.desk.shaping import Shaping
from studio_app.desk.skills.card import SkillsCard
from studio_app.desk.skills_desk import SkillsDesk
from studio_app.desk.team.profile_view import ProfileView


class TeamCards(QObject):
    """Made with the page's parts; they follow whose profile is shown."""

    def __init__(
        self, controller: Controller, shaping: Shaping, view: ProfileView, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._shaping, self._view = controller, shaping, view
        self._shown = ""
        skills = SkillsCard(view)
        view.add_card(skills, grows=True)
        self.skills = SkillsDesk(controller, shaping, skills, self)
        self.days_off: DaysOffDesk | None = None
        view.hours.days_off_requested.connect(self.open_days_off)

    def show_person(self, key: str) -> None:
        """Show somebody else's."""
        if key == self._shown:
            return
        self._shown = key
        self.skills.show_person(key)
        self._made_days_off().show_person(key)

    # ------------------------------------------------------------ days off

    def _made_days_off(self) -> DaysOffDesk:
        if self.days_off is None:
            panel = DaysOffPanel(parent=self._view)
            self._view.add_drawer(panel)
            self.days_off = DaysOffDesk(self._desk, self._shaping, panel, self)
            self.days_off.summary_changed.connect(self._view.hours.show_days_off)
        return self.days_off

    def open_days_off(self) -> None:
        """Show the calendar in the place of the map."""
        panel = self._made_days_off().panel
        self._view.open_drawer(panel)
        panel.begin()
