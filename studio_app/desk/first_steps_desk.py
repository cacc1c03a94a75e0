"""Between the first steps, the reasons for having no openings, and the places where both are mended."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QObject

from studio_app.actions.first_steps import put_first_steps_away, show_first_steps_again
from studio_app.desk.commands import Name
from studio_app.desk.controller import Controller
from studio_app.desk.doing import Doing
from studio_app.desk.first_steps.model import Step, StepKey, first_steps
from studio_app.desk.main_window import CALENDARS, DESK, SETTINGS
from studio_app.engine.hindrance import Fix

_VIEWS: Mapping[Fix, str] = MappingProxyType(
    {
        Fix.TEAM: "team",
        Fix.SKILLS: "team",
        Fix.ZONES: "zones",
        Fix.CALENDARS: CALENDARS,
        Fix.RULES: SETTINGS,
    }
)


class FirstStepsDesk(QObject):
    """Shows how far the studio is, and leads to what is still to be done."""

    def __init__(self, controller: Controller, doing: Doing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._doing = controller, doing
        window = controller.window
        card = window.explain.first_steps
        card.step_chosen.connect(self._go_to_step)
        card.put_away.connect(self._put_away)
        window.commands[Name.FIRST_STEPS].triggered.connect(self._show_again)
        window.booking.times.fix_requested.connect(self._go_to_fix)
        controller.refreshed.connect(self._show)

    def _show(self) -> None:
        snapshot = self._desk.snapshot
        if snapshot is not None:
            self._desk.window.explain.show_first_steps(first_steps(snapshot))

    def _go_to_step(self, step: Step) -> None:
        self._go_to(step.view, step.rule)
        if step.key is StepKey.ORDER:
            self._desk.window.booking.focus_agent()

    def _go_to_fix(self, fix: Fix, rule: str) -> None:
        if fix is Fix.ADDRESS:
            self._desk.window.booking.address.ask_place()
        elif fix in _VIEWS:
            self._go_to(_VIEWS[fix], rule)

    def _go_to(self, view: str, rule: str = "") -> None:
        window = self._desk.window
        if view != DESK and view not in window.views:
            return
        window.show_view(view)
        if rule and view == SETTINGS:
            from studio_app.desk.preferences import PreferencesPage  # late, as the settings are

            page = window.views[view]
            assert isinstance(page, PreferencesPage)
            page.show_rule(rule)

    def _put_away(self) -> None:
        self._doing.do(put_first_steps_away)

    def _show_again(self) -> None:
        """Show them at the desk. A time that is looked at stays: they make room for it."""
        if self._desk.snapshot is not None:
            self._desk.window.show_view(DESK)
            self._doing.do(show_first_steps_again)
