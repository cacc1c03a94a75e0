"""Between the pages that bring things along, the files, and the actions."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject

from studio_app.actions.done import Done
from studio_app.actions.export_studio import export_studio
from studio_app.actions.import_agents import ImportAgents, chosen, import_agents
from studio_app.actions.import_studio import ImportStudio, import_studio
from studio_app.actions.ports import Store
from studio_app.actions.preview_import import ImportPreview, preview_import
from studio_app.actions.read_contacts import (
    ContactFile,
    ContactPlan,
    export_agents,
    plan_contacts,
    read_contact_file,
)
from studio_app.desk.bringing.agents_page import AgentsPage
from studio_app.desk.bringing.card import AGENTS_EXPORT, AGENTS_FILE, STUDIO_EXPORT, STUDIO_FILE
from studio_app.desk.bringing.studio_page import StudioFilePage
from studio_app.desk.bringing.words import file_state
from studio_app.desk.controller import Controller
from studio_app.desk.doing import Doing
from studio_app.desk.failures import message_of
from studio_app.desk.main_window import BRING_AGENTS, BRING_STUDIO, SETTINGS
from studio_app.desk.messages import Message
from studio_app.desk.opening_files import ask_file
from studio_app.desk.saving import Saving, Wanted
from studio_app.desk.tone import Tone
from studio_app.desk.wording import wording_of
from studio_app.domain.studio import Studio
from studio_app.errors import BadInput, KnownError
from studio_app.exchange.contact_table import Mapped
from studio_app.worker.lane import Outcome

_READING, _NOT_READ = "reading_file", "file_not_read"

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class _StudioRead:
    file: str
    studio: Studio
    preview: ImportPreview


class BringingDesk(QObject):
    """Files that come and go: the studio file, and agents."""

    def __init__(
        self,
        controller: Controller,
        doing: Doing,
        saving: Saving,
        studio_page: StudioFilePage,
        agents_page: AgentsPage,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._doing, self._saving = controller, doing, saving
        self.studio_page, self.agents_page = studio_page, agents_page
        self._studio: _StudioRead | None = None
        self._contacts: ContactFile | None = None
        self._came_from = SETTINGS
        studio_page.taken.connect(self._take_studio)
        studio_page.left.connect(self._leave)
        agents_page.columns_chosen.connect(self._plan)
        agents_page.taken.connect(self._take_agents)
        agents_page.left.connect(self._leave)

    def do(self, what: str) -> None:
        """Begin one of the things: `STUDIO_FILE`, `STUDIO_EXPORT`, `AGENTS_FILE` or `AGENTS_EXPORT`."""
        begin = {
            STUDIO_FILE: self.choose_studio_file,
            STUDIO_EXPORT: self.save_studio,
            AGENTS_FILE: self.choose_agents_file,
            AGENTS_EXPORT: self.save_agents,
        }
        begin[what]()

    # ------------------------------------------------------------ the studio file

    def choose_studio_file(self) -> None:
        """Ask for a studio file."""
        kinds = "Studio files (*.json);;All files (*)"
        ask_file(self._desk.window, "open_file", "Import a studio file", kinds, self.open_studio_file)

    def open_studio_file(self, path: str) -> None:
        """Read a studio file and show what it would change."""
        store, now = self._desk.office.store, self._desk.now
        self._read(path, partial(_read_studio, store, now, Path(path)), self._studio_opened)

    def _studio_opened(self, outcome: Outcome[_StudioRead]) -> None:
        found = self._opened(outcome)
        snapshot = self._desk.snapshot
        if found is None or snapshot is None:
            return
        self._studio = found
        studio = snapshot.studio
        state = file_state(found.preview, studio, wording_of(studio.settings.speech))
        self.studio_page.set_state(state, found.file)
        self._show(BRING_STUDIO)

    def _take_studio(self) -> None:
        if self._studio:
            command = ImportStudio(self._studio.studio, self._studio.file)
            self._doing.do_then(partial(import_studio, command=command), self._studio_taken)

    def _studio_taken(self, outcome: Outcome[Done]) -> None:
        if self._doing.took(outcome):
            self._leave()

    def save_studio(self) -> None:
        """Save the whole studio as a studio file."""
        make = partial(_studio_bytes, self._desk.office.store)
        kinds = "Studio files (*.json)"
        self._saving.save(Wanted("Export the studio", "studio.json", kinds, lambda _: make()))

    # ------------------------------------------------------------ agents

    def choose_agents_file(self) -> None:
        """Ask for a file of contacts."""
        kinds = "Contacts (*.csv *.txt *.vcf *.vcard);;All files (*)"
        ask_file(self._desk.window, "open_file", "Import agents", kinds, self.open_agents_file)

    def open_agents_file(self, path: str) -> None:
        """Read a file of contacts and show what becomes of the people in it."""
        self._read(path, partial(_read_contacts, Path(path)), self._agents_opened)

    def _agents_opened(self, outcome: Outcome[ContactFile]) -> None:
        found = self._opened(outcome)
        if found is None:
            return
        self._contacts = found
        self.agents_page.show_file(found.name, found.table, found.columns)
        self._show(BRING_AGENTS)
        self._plan(found.columns)

    def _plan(self, columns: Mapped) -> None:
        desk = self._desk
        if self._contacts:
            job = partial(plan_contacts, desk.office.store, desk.now, self._contacts, columns)
            desk.delivery.ask(desk.lanes.places, "contacts", job, self._planned)

    def _planned(self, outcome: Outcome[ContactPlan]) -> None:
        found = self._opened(outcome)
        if found and found.file is self._contacts:
            self.agents_page.show_planned(found.planned, found.problem)

    def _take_agents(self) -> None:
        if self._contacts:
            command = ImportAgents(chosen(self.agents_page.chosen()), self._contacts.name)
            self._doing.do_then(partial(import_agents, command=command), self._agents_taken)

    def _agents_taken(self, outcome: Outcome[Done]) -> None:
        if self._doing.took(outcome):
            self._leave()

    def save_agents(self) -> None:
        """Save all agents as a table."""
        make = partial(export_agents, self._desk.office.store)
        self._saving.save(Wanted("Export agents", "agents.csv", "Tables (*.csv)", lambda _: make()))

    # ------------------------------------------------------------ both

    def _show(self, page: str) -> None:
        """Show a page; somebody who went elsewhere while a long file was read goes back there."""
        view = self._desk.window.view()
        if view not in (BRING_STUDIO, BRING_AGENTS):
            self._came_from = view
        self._desk.window.show_view(page)

    def _leave(self) -> None:
        self._studio = self._contacts = None
        self._desk.window.show_view(self._came_from)

    def _read(self, path: str, job: Callable[[], T], receiver: Callable[[Outcome[T]], None]) -> None:
        """Read a file in a lane that nobody waits for; the newest file that was chosen is shown."""
        words = f"Reading {Path(path).name}\N{HORIZONTAL ELLIPSIS}"
        self._desk.window.messages.show_message(Message(_READING, words, tone=Tone.PLAIN))
        self._desk.delivery.ask(self._desk.lanes.places, "file", job, receiver)

    def _opened(self, outcome: Outcome[T]) -> T | None:
        messages = self._desk.window.messages
        messages.take_back(_READING)
        if isinstance(outcome.error, KnownError):
            messages.show_message(message_of(outcome.error, _NOT_READ))
            return None
        if outcome.error or outcome.value is None:
            self._desk.failed.emit(outcome.error)
            return None
        messages.take_back(_NOT_READ)
        return outcome.value


def _read_contacts(path: Path) -> ContactFile:
    try:
        return read_contact_file(path)
    except BadInput as error:
        raise KnownError(
            f"{path.name} can\N{RIGHT SINGLE QUOTATION MARK}t be used: {error.sentence}.",
            "Nothing was changed.",
        ) from error


def _read_studio(store: Store, now: datetime, path: Path) -> _StudioRead:
    from studio_app.exchange import load_json, read_studio  # late: most starts import nothing

    try:
        studio = read_studio(load_json(path))
    except BadInput as error:
        where = f"At {error.path}: " if error.path else ""
        raise KnownError(
            f"{path.name} is no studio file that can be used.",
            f"{where}{error.problem}. Mend it there, or choose another file; nothing was changed.",
        ) from error
    return _StudioRead(path.name, studio, preview_import(store, now, studio))


def _studio_bytes(store: Store) -> bytes:
    return (json.dumps(export_studio(store), indent=2, ensure_ascii=False) + "\n").encode()
