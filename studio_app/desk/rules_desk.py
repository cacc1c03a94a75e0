"""The rules of the studio on the settings page: shown with what they do, checked and stored as they are changed."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from studio_app.actions.done import Done
from studio_app.actions.edit_calendar_rules import EditCalendarRules, edit_calendar_rules
from studio_app.actions.edit_settings import EditSettings, edit_settings
from studio_app.actions.typical_order import typical_order
from studio_app.desk.controller import Controller
from studio_app.desk.main_window import SETTINGS
from studio_app.desk.preferences import PreferencesPage
from studio_app.desk.rules.model import Section
from studio_app.desk.rules.previews import Ground
from studio_app.desk.rules.values import with_value
from studio_app.domain.calendar_rules import CalendarRules
from studio_app.domain.settings import Settings
from studio_app.domain.working_hours import WeekHours
from studio_app.errors import BadInput
from studio_app.worker.lane import Outcome

if TYPE_CHECKING:
    from studio_app.desk.calendars.rules_view import RulesView
    from studio_app.desk.rules.hours_card import HoursCard
    from studio_app.desk.studio_views import StudioViews

_PATH = "studio."


class RulesDesk(QObject):
    """Between the page and the actions."""

    def __init__(
        self,
        controller: Controller,
        views: StudioViews,
        page: PreferencesPage,
        parent: QObject | None = None,
    ) -> None:
        """Connect the page.

        Args:
            controller: The desk.
            views: Run changes of the set-up and tell what they do; serve the cards of the map and of files.
            page: The settings.
            parent: Owns this object.
        """
        super().__init__(parent)
        self._desk, self._views, self._page = controller, views, page
        self._shaping = shaping = views.shaping
        self._hours: HoursCard | None = None
        self._privacy: RulesView | None = None
        shaping.show_in(page.effect)
        shaping.changed.connect(self.show_page)
        controller.window.view_changed.connect(self.show_page)
        page.needed.connect(self._make)
        page.rule_changed.connect(self.change)

    # ------------------------------------------------------------ what is shown

    def show_page(self, _view: str = "") -> None:
        """Show the rules, if the page is looked at."""
        desk = self._desk
        snapshot = self._shaping.snapshot
        if snapshot is None or desk.window.view() != SETTINGS:
            return
        settings = snapshot.studio.settings
        usual = typical_order(snapshot.studio, snapshot.newest_orders, desk.now)
        self._page.show_ground(Ground(settings, desk.now, usual.place if usual else None))
        if self._hours is not None:
            self._hours.show_hours(settings.company_hours, desk.wording)
        if self._privacy is not None:
            self._privacy.set_rules(snapshot.rules)

    # ------------------------------------------------------------ what is done

    def change(self, key: str, value: Any) -> None:
        """Change one setting of the table."""
        before = self._settings()
        if before is not None:
            self._edit(key, value, before, with_value(before, key, value))

    def _settings(self) -> Settings | None:
        setup = self._shaping.setup
        return setup.settings if setup else None

    def _edit(self, key: str, value: object, before: Settings, after: Settings) -> None:
        self._shaping.change(edit_settings, EditSettings(before, after), partial(self._take, key, value))

    def _take(self, key: str, value: object, outcome: Outcome[Done]) -> None:
        error = outcome.error
        if isinstance(error, BadInput):
            path = error.path.removeprefix(_PATH)
            said = f"{error.problem[:1].upper()}{error.problem[1:].removesuffix('.')}."
            if any(self._page.refuse(row, value, said) for row in dict.fromkeys((key, path))):
                return
        if self._shaping.took(outcome):
            self._page.try_again()

    def _change_hours(self, hours: WeekHours | None, _what: str) -> None:
        before = self._settings()
        if before is not None:
            self._edit("company_hours", hours, before, replace(before, company_hours=hours))

    def _try_hours(self, hours: WeekHours | None) -> None:
        """Say what hours would do while the hand holds them."""
        setup = self._shaping.setup
        if hours is None or setup is None:
            self._shaping.end_preview()
            return
        settings = replace(setup.settings, company_hours=hours)
        self._shaping.preview(replace(setup, settings=settings))

    def _change_privacy(self, rules: CalendarRules) -> None:
        self._shaping.do(partial(edit_calendar_rules, command=EditCalendarRules(rules)))

    # ------------------------------------------------------------ cards that are made at the first look

    def _make(self, section: Section) -> None:
        making = {
            Section.HOURS: self._make_hours,
            Section.TRAVEL: self._make_travel,
            Section.PRIVACY: self._make_privacy,
            Section.MAP: self._make_map,
            Section.BRINGING: self._make_bringing,
        }
        making[section]()

    def _make_hours(self) -> None:
        from studio_app.desk.days_off.panel import DaysOffPanel
        from studio_app.desk.days_off_desk import DaysOffDesk
        from studio_app.desk.rules.hours_card import HoursCard

        self._hours = HoursCard(self._page)
        self._hours.bars.changed.connect(self._change_hours)
        self._hours.bars.previewed.connect(self._try_hours)
        self._page.add_card(Section.HOURS, self._hours)
        panel = DaysOffPanel(self.tr("Closed dates"), self._page)
        self._days = DaysOffDesk(self._desk, self._shaping, panel, self)
        self._page.add_card(Section.HOURS, panel)
        self._days.show_studio()
        self.show_page()

    def _make_travel(self) -> None:
        from studio_app.desk.travel.card import TravelCard
        from studio_app.desk.travel_desk import TravelDesk

        card = TravelCard(self._page)
        self._travel = TravelDesk(self._desk, self._shaping, card, self)
        self._page.add_card(Section.TRAVEL, card)
        self._travel.show_card()

    def _make_privacy(self) -> None:
        from studio_app.desk.calendars.rules_view import RulesView

        self._privacy = RulesView(self._page)
        self._privacy.changed.connect(self._change_privacy)
        self._page.add_card(Section.PRIVACY, self._privacy)
        self.show_page()

    def _make_map(self) -> None:
        from studio_app.desk.map.choices_card import MapChoicesCard

        card = MapChoicesCard(self._page)
        self._views.maps.serve(card)
        self._page.add_card(Section.MAP, card)

    def _make_bringing(self) -> None:
        from studio_app.desk.bringing.card import BringingCard

        card = BringingCard(self._page)
        card.wanted.connect(self._views.bringing.do)
        self._page.add_card(Section.BRINGING, card)
