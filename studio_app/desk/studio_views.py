"""The views that managers shape the studio in: their pages, and what stands between them and the actions."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studio_app.desk.boarding import Boarding
from studio_app.desk.content import block_id
from studio_app.desk.controller import Controller
from studio_app.desk.doing import Doing
from studio_app.desk.first_steps_desk import FirstStepsDesk
from studio_app.desk.main_window import BOARD, BRING_AGENTS, BRING_STUDIO
from studio_app.desk.map_desk import MapDesk
from studio_app.desk.saving import Saving
from studio_app.desk.services.page import ServicesPage
from studio_app.desk.shaping import Shaping
from studio_app.desk.team.page import TEAM, TeamPage
from studio_app.desk.view import View, ViewMaker
from studio_app.desk.zones.page import ZonesPage
from studio_app.domain.wall_time import local_date

if TYPE_CHECKING:
    from studio_app.desk.bringing.agents_page import AgentsPage
    from studio_app.desk.bringing.studio_page import StudioFilePage
    from studio_app.desk.bringing_desk import BringingDesk
    from studio_app.desk.team_desk import TeamDesk


class StudioViews(QObject):
    """Made in two steps: the pages are handed to the window, then they are connected to the desk.

    Attributes:
        shaping: Runs changes of the set-up and tells what they do.
        maps: Gives every map its tiles: `maps.watch(canvas)`.
    """

    shaping: Shaping
    maps: MapDesk
    team_desk: TeamDesk

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.team = TeamPage()
        self.zones = ZonesPage()
        self.services = ServicesPage()

    @property
    def pages(self) -> Mapping[str, View | ViewMaker]:
        """The pages by their key in the rail, or what makes them."""
        return {
            "zones": self.zones,
            "services": self.services,
            TEAM: self.team,
            BRING_STUDIO: lambda: self.bring_studio,
            BRING_AGENTS: lambda: self.bring_agents,
        }

    def connect_to(self, controller: Controller, doing: Doing, boarding: Boarding, saving: Saving) -> None:
        """Let the pages act."""
        self.setParent(controller.window)
        self._controller, self._doing = controller, doing
        self._boarding, self._saving = boarding, saving
        self.zones.needed.connect(self._make_zones)
        self.services.needed.connect(self._make_services)
        self.team.needed.connect(self._make_team)
        self.shaping = Shaping(controller, doing, self)
        self.shaping.appointment_requested.connect(self.show_appointment)
        self.maps = MapDesk(controller, doing, self)
        self.first_steps = FirstStepsDesk(controller, doing, self)

    def show_appointment(self, appointment: str) -> None:
        """Show an appointment on the board, with the keyboard on it."""
        desk = self._controller
        item = desk.snapshot.studio.appointments.get(appointment) if desk.snapshot else None
        if desk.snapshot is None or item is None:
            return
        day = local_date(desk.snapshot.studio.settings.timezone, item.span.start)
        desk.window.show_view(BOARD)
        self._boarding.show_day(day)
        self._boarding.show_block(block_id(item, item.crew[0]))

    @cached_property
    def bringing(self) -> BringingDesk:
        """Files that come and go; made with their pages when one is wanted."""
        from studio_app.desk.bringing.agents_page import AgentsPage
        from studio_app.desk.bringing.studio_page import StudioFilePage
        from studio_app.desk.bringing_desk import BringingDesk

        place = self._controller.window.views.place
        pages = StudioFilePage(place), AgentsPage(place)
        return BringingDesk(self._controller, self._doing, self._saving, *pages, self)

    @property
    def bring_studio(self) -> StudioFilePage:
        """The page of a studio file."""
        return self.bringing.studio_page

    @property
    def bring_agents(self) -> AgentsPage:
        """The page of agents."""
        return self.bringing.agents_page

    def _make_team(self) -> None:
        """The first look at the team."""
        from studio_app.desk.team_desk import TeamDesk

        self.team_desk = TeamDesk(self._controller, self.shaping, self.maps, self.team, self)
        self.team_desk.draw_requested.connect(self._draw_zone)
        self.team.built.connect(self._connect_skills)

    def _connect_skills(self) -> None:
        """From the skills to a service."""
        assert self.team_desk.cards is not None
        self.team_desk.cards.service_opened.connect(self._show_service)

    def _show_service(self, service: str) -> None:
        self._controller.window.show_view("services")
        self.services_desk.show_service(service)

    def _draw_zone(self) -> None:
        self._controller.window.show_view("zones")
        self.zones.floor.begin_drawing()

    def _make_services(self) -> None:
        """The first look at the services."""
        from studio_app.desk.services_desk import ServicesDesk

        self.services_desk = ServicesDesk(self._controller, self.shaping, self.services, self)
        self.services_desk.skills_requested.connect(self._show_skills)

    def _show_skills(self, _service: str) -> None:
        self._controller.window.show_view(TEAM)
        self.team_desk.show_skills()

    def _make_zones(self) -> None:
        """The first look at the zones: the map and the geometry are imported only now."""
        from studio_app.desk.zones_desk import ZonesDesk

        self.maps.watch(self.zones.floor.stage.canvas)
        self.zones_desk = ZonesDesk(self._controller, self.shaping, self._saving, self.zones, self)
