"""The cards of a profile beside its hours: skills, days off, start times, workload and zones, each with what runs it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from studio_app.actions.assign_zones import AssignZones, Cover, assign_zones
from studio_app.actions.edit_photographer import EditPhotographer, edit_photographer
from studio_app.desk.controller import Controller
from studio_app.desk.days_off.panel import DaysOffPanel
from studio_app.desk.days_off_desk import DaysOffDesk
from studio_app.desk.map_desk import MapDesk
from studio_app.desk.presets.card import PresetsCard
from studio_app.desk.presets.model import PresetsState
from studio_app.desk.shaping import Shaping
from studio_app.desk.skills.card import SkillsCard
from studio_app.desk.skills_desk import SkillsDesk
from studio_app.desk.team.profile_view import ProfileView
from studio_app.desk.workload.card import WorkloadCard
from studio_app.desk.workload_desk import WorkloadDesk
from studio_app.desk.zones.cover_card import CoverCard
from studio_app.domain.photographer import Photographer
from studio_app.engine.working_time import week_of

_NARROW = 640
"""Pixels: what is typed stands near the day that it is for."""


class TeamCards(QObject):
    """Made with the page's parts; they follow whose profile is shown.

    Signals:
        draw_requested: a zone shall be drawn.
        person_opened: id of somebody whose profile is wanted.
        service_opened: id of a service that somebody wants to see.
    """

    draw_requested = Signal()
    person_opened = Signal(str)
    service_opened = Signal(str)

    def __init__(
        self,
        controller: Controller,
        shaping: Shaping,
        maps: MapDesk,
        view: ProfileView,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._shaping, self._view = controller, shaping, view
        self._shown = ""
        skills = SkillsCard(view)
        view.add_card(skills, grows=True)
        self.skills = SkillsDesk(controller, shaping, skills, self)
        skills.person_opened.connect(self.person_opened)
        skills.service_opened.connect(self.service_opened)
        self.days_off: DaysOffDesk | None = None
        self.workload: WorkloadDesk | None = None
        self.starts: PresetsCard | None = None
        view.hours.days_off_requested.connect(self.open_days_off)
        view.hours.starts_requested.connect(self.open_starts)
        view.hours.workload_requested.connect(self.open_workload)
        self.cover = CoverCard(view)
        view.show_map(self.cover)
        maps.watch(self.cover.canvas)
        self.cover.cover_wanted.connect(self._cover)
        self.cover.draw_requested.connect(self.draw_requested)

    def show_person(self, key: str) -> None:
        """Show somebody's; the map also shows what was changed elsewhere."""
        snapshot = self._shaping.snapshot
        same, self._shown = key == self._shown, key
        if snapshot is not None:
            self.cover.show_person(snapshot.studio, key)
        self._show_starts()
        if same:
            return
        self.skills.show_person(key)
        self._made_days_off().show_person(key)
        if self.workload is not None:
            self.workload.show_person(key)

    def _cover(self, zone: str, covers: bool) -> None:
        setup = self._shaping.setup
        if setup is not None:
            self._shaping.change(assign_zones, AssignZones(setup, (Cover(self._shown, zone, covers),)))

    # ------------------------------------------------------------ days off

    def _made_days_off(self) -> DaysOffDesk:
        if self.days_off is None:
            panel = DaysOffPanel(parent=self._view)
            self._view.add_drawer(panel)
            self.days_off = DaysOffDesk(self._desk, self._shaping, panel, self)
            self.days_off.summary_changed.connect(self._view.hours.show_days_off)
        return self.days_off

    def open_days_off(self) -> None:
        """Show the calendar in the place of the cards."""
        panel = self._made_days_off().panel
        self._view.open_drawer(panel)
        panel.begin()

    # ------------------------------------------------------------ workload

    def open_workload(self) -> None:
        """Show how much everybody had and has to do in the place of the cards."""
        if self.workload is None:
            card = WorkloadCard(self._view)
            card.person_opened.connect(self.person_opened)
            self._view.add_drawer(card)
            self.workload = WorkloadDesk(self._desk, card, self)
            self.workload.show_person(self._shown)
        self._view.open_drawer(self.workload.card)

    # ------------------------------------------------------------ start times

    def open_starts(self) -> None:
        """Show the fixed start times in the place of the cards."""
        if self.starts is None:
            self.starts = PresetsCard(self._view)
            self.starts.setMaximumWidth(_NARROW)
            self.starts.changed.connect(self._change_starts)
            self._view.add_drawer(self.starts)
        self._show_starts()
        self._view.open_drawer(self.starts)
        self.starts.begin()

    def _show_starts(self) -> None:
        person, snapshot = self._person(), self._shaping.snapshot
        if self.starts is not None and person is not None and snapshot is not None:
            hours = week_of(snapshot.studio.settings, person)
            self.starts.set_state(PresetsState(person.name, person.presets, hours, self._desk.wording))

    def _change_starts(self, presets: dict[int, tuple[int, ...]], _what: str) -> None:
        person = self._person()
        if person is not None:
            self._shaping.change(
                edit_photographer, EditPhotographer(person, replace(person, presets=presets))
            )

    def _person(self) -> Photographer | None:
        snapshot = self._shaping.snapshot
        return snapshot.studio.photographer_by_id.get(self._shown) if snapshot else None
