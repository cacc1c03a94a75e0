"""The first start: the demo studio, an empty one, or a studio file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject

from studio_app.actions.done import Done
from studio_app.actions.import_studio import ImportStudio, import_studio
from studio_app.actions.ports import Store
from studio_app.desk.controller import Controller
from studio_app.desk.messages import Message
from studio_app.desk.office import Office
from studio_app.domain.settings import Settings
from studio_app.domain.studio import Studio
from studio_app.errors import KnownError
from studio_app.worker.lane import Outcome

if TYPE_CHECKING:
    from studio_app.desk.welcome import WelcomePage


class Beginning(QObject):
    """Shows the welcome where there is no studio, and makes the one that is chosen."""

    def __init__(self, controller: Controller, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = controller
        controller.loaded.connect(self._loaded)

    @cached_property
    def _welcome(self) -> WelcomePage:
        """Made where there is no studio yet."""
        welcome = self._desk.window.welcome
        welcome.demo_chosen.connect(self.begin_with_demo)
        welcome.empty_chosen.connect(self.begin_empty)
        welcome.import_chosen.connect(self.begin_with_file)
        return welcome

    def _loaded(self, found: bool) -> None:
        window = self._desk.window
        if not found:
            self._welcome.show_working(False)
            window.show_welcome()
        elif window.is_welcoming():
            self._welcome.show_working(False)
            window.show_desk()

    def begin_with_demo(self) -> None:
        """Explore the demo studio."""
        self._run(partial(_load_sample, self._desk.office))

    def begin_empty(self, name: str, zone: str) -> None:
        """Start a studio with nothing in it."""
        made = Studio.of(Settings(name.strip(), ZoneInfo(zone)))
        self._run(partial(_import, lambda: ImportStudio(made)))

    def begin_with_file(self, path: str) -> None:
        """Bring a studio file."""
        self._run(partial(_import, partial(_read_file, Path(path))))

    def _run(self, action: Callable[[Store, datetime, str], Done]) -> None:
        desk = self._desk
        self._welcome.show_working(True)
        job = partial(action, desk.office.store, desk.now, desk.office.actor)
        desk.delivery.submit(desk.lanes.storage, job, self._begun)

    def _begun(self, outcome: Outcome[Done]) -> None:
        welcome = self._welcome
        if isinstance(outcome.error, KnownError):
            welcome.show_working(False)
            welcome.show_problem(outcome.error.sentence, outcome.error.advice)
        elif outcome.error or outcome.value is None:
            welcome.show_working(False)
            self._desk.failed.emit(outcome.error)
        else:
            self._desk.forget_studio()
            self._desk.refresh()
            self._desk.window.messages.show_message(Message("done", outcome.value.say, seconds=8))


def _import(command: Callable[[], ImportStudio], store: Store, now: datetime, actor: str) -> Done:
    """Read and import in the storage lane: a large file takes seconds."""
    return import_studio(store, now, actor, command())


def _read_file(path: Path) -> ImportStudio:
    from studio_app.exchange import (
        load_json,
        read_studio,
    )  # late: most starts find their studio in the database

    return ImportStudio(read_studio(load_json(path)), path.name)


def _load_sample(office: Office, store: Store, now: datetime, actor: str) -> Done:
    from studio_app.actions.load_sample import OutsideCalendars, load_sample  # late, likewise

    demo = office.demo_calendars
    outside = OutsideCalendars(demo, office.busy) if demo else None
    return load_sample(store, now, actor, outside=outside)
