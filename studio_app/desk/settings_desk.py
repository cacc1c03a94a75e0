"""The settings page: filled when it is looked at, and what is done from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from studio_app.actions.choose_telling import ChooseTelling, choose_telling, read_telling
from studio_app.actions.desk_choices import DeskChoices, read_choices, save_choices
from studio_app.actions.edit_templates import (
    SaveTemplates,
    TemplatesTried,
    read_templates,
    reset_templates,
    save_templates,
    try_templates,
)
from studio_app.actions.event_text import Templates
from studio_app.actions.ports import Store
from studio_app.actions.telling import Deed
from studio_app.desk.controller import Controller
from studio_app.desk.doing import Doing
from studio_app.desk.kept_look import KeptLook
from studio_app.desk.main_window import SETTINGS
from studio_app.desk.preferences import PreferencesPage, PreferencesState
from studio_app.desk.rules.desk_cards import KeptPlace
from studio_app.desk.theme import ThemeChoice, ThemeSwitch
from studio_app.domain.calendar_event import Notify
from studio_app.errors import KnownError
from studio_app.worker.lane import Outcome


@dataclass(frozen=True, slots=True)
class Places:
    """Folders that the page names; None where there is none on this computer."""

    calendar: Path | None = None
    database: Path | None = None
    log: Path | None = None

    def shown(self) -> tuple[KeptPlace, ...]:
        """Them as the page shows them."""
        named = (
            ("calendar", "Events of the studio\N{RIGHT SINGLE QUOTATION MARK}s calendar", self.calendar),
            ("database", "Database", self.database),
            ("log", "Log", self.log),
        )
        return tuple(KeptPlace(key, words, str(path)) for key, words, path in named if path is not None)


@dataclass(frozen=True, slots=True)
class _Stored:
    templates: Templates
    places: tuple[KeptPlace, ...]
    choices: DeskChoices = field(default_factory=DeskChoices)
    telling: Mapping[Deed, Notify] = field(default_factory=dict)


class SettingsDesk(QObject):
    """Between the settings page and the actions."""

    def __init__(
        self,
        controller: Controller,
        doing: Doing,
        page: PreferencesPage,
        switch: ThemeSwitch,
        kept: KeptLook,
        places: Callable[[], Places],
        parent: QObject | None = None,
    ) -> None:
        """Connect the page.

        Args:
            controller: The desk.
            doing: Runs actions, with their messages and their undo.
            page: The settings page.
            switch: Shows the look.
            kept: Remembers it for this user.
            places: Says where things are kept; called in the storage lane.
            parent: Owns this object.
        """
        super().__init__(parent)
        self._desk, self._doing, self._page = controller, doing, page
        self._switch, self._kept, self._places = switch, kept, places
        self._stored = _Stored(Templates("", ""), ())
        controller.refreshed.connect(self.show_page)
        controller.window.view_changed.connect(self.show_page)
        page.made.connect(self._connect_page)

    def _connect_page(self) -> None:
        page = self._page
        page.look.set_chosen(self._switch.choice.value)
        page.look.chosen.connect(self.choose_look)
        page.events.preview_requested.connect(self.preview)
        page.events.saved.connect(self.save)
        page.events.reset.connect(self.reset)
        page.waiting.chosen.connect(self.choose)
        page.telling.chosen.connect(self.choose_telling)
        page.kept.requested.connect(self.open_place)

    def show_page(self, _view: str = "") -> None:
        """Read what is stored, if the page is looked at."""
        desk = self._desk
        if desk.snapshot and desk.window.view() == SETTINGS:
            job = partial(_read, desk.office.store, self._places, desk.office.actor)
            desk.delivery.ask(desk.lanes.storage, "settings", job, self._take_stored)

    def _take_stored(self, outcome: Outcome[_Stored]) -> None:
        if outcome.error or outcome.value is None:
            self._desk.failed.emit(outcome.error)
            return
        self._stored = outcome.value
        templates = outcome.value.templates
        self._page.set_state(
            PreferencesState(
                self._switch.choice.value,
                templates.title,
                templates.description,
                outcome.value.places,
                outcome.value.choices,
                outcome.value.telling,
            )
        )
        self._page.events.ask_preview()

    # ------------------------------------------------------------ the look

    def choose_look(self, look: str) -> None:
        """Show a look at once, and keep it for the next start."""
        choice = ThemeChoice(look)
        self._switch.choose(choice)
        job = partial(self._kept.write, choice)
        self._desk.delivery.submit(self._desk.lanes.storage, job, self._look_kept)

    def _look_kept(self, outcome: Outcome[None]) -> None:
        if outcome.error:
            self._desk.failed.emit(outcome.error)

    # ------------------------------------------------------------ how long things wait

    def choose(self, wanted: object) -> None:
        """Store how long things wait."""
        assert isinstance(wanted, DeskChoices)
        self._doing.do(lambda store, now, actor: save_choices(store, now, actor, wanted))

    def choose_telling(self, deed: Deed, notify: Notify) -> None:
        """Remember whom to tell of such a deed."""
        self._doing.do(partial(choose_telling, command=ChooseTelling(deed, notify)))

    # ------------------------------------------------------------ what events say

    def preview(self, title: str, description: str) -> None:
        """Show what templates make of the newest order."""
        desk = self._desk
        if desk.snapshot:
            job = partial(try_templates, desk.office.store, desk.now, Templates(title, description))
            desk.delivery.ask(desk.lanes.storage, "preview", job, self._take_preview)

    def _take_preview(self, outcome: Outcome[TemplatesTried]) -> None:
        tried = outcome.value
        if outcome.error or tried is None:
            self._desk.failed.emit(outcome.error)
            return
        self._page.events.show_preview(
            tried.title, tried.description, tried.title_problem, tried.description_problem
        )

    def save(self, title: str, description: str) -> None:
        """Store the templates."""
        command = SaveTemplates(title, description)
        self._doing.do(lambda store, now, actor: save_templates(store, now, actor, command))

    def reset(self) -> None:
        """Bring the program's own templates back, whatever is typed."""
        self._page.events.forget_typing()
        self._doing.do(reset_templates)

    # ------------------------------------------------------------ where things are kept

    def open_place(self, key: str) -> None:
        """Open a folder in the system's file manager."""
        path = next((Path(place.path) for place in self._stored.places if place.key == key), None)
        if path is None:
            return
        if not path.is_dir():
            advice = "It is made when the first thing is kept there."
            self._desk.failed.emit(KnownError(f"The folder {path} is not there yet.", advice))
        elif not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            advice = "Open it in your file manager."
            self._desk.failed.emit(KnownError(f"No program opens the folder {path}.", advice))


def _read(store: Store, places: Callable[[], Places], actor: str) -> _Stored:
    return _Stored(read_templates(store), places().shown(), read_choices(store), read_telling(store, actor))
