"""Zones from and to files of other programs: the dialogs, the look at a file before it is taken, and saving."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from studio_app.actions.done import Done
from studio_app.actions.export_zones import ZoneFormat, export_zones
from studio_app.actions.import_zones import (
    FILE_ENDINGS,
    ZonesPreview,
    after_importing,
    import_zones,
    preview_zones,
    zones_content,
)
from studio_app.desk.controller import Controller
from studio_app.desk.failures import message_of
from studio_app.desk.opening_files import ask_file
from studio_app.desk.saving import Saving, Wanted
from studio_app.desk.shaping import Shaping
from studio_app.desk.theme import Theme
from studio_app.desk.zones.importing import Importing
from studio_app.desk.zones.page import ZonesPage
from studio_app.domain.colours import with_colours_kept
from studio_app.domain.zone import Zone
from studio_app.errors import BadInput, KnownError
from studio_app.places.postcode_shapes import PostcodeArea
from studio_app.worker.lane import Outcome

_KINDS = {ZoneFormat.GEO_JSON: "GeoJSON (*.geojson *.json)", ZoneFormat.KML: "KML (*.kml)"}

_NOT_READ = "zones_not_read"


class ZonesFiles(QObject):
    """Between the view and files."""

    def __init__(
        self,
        controller: Controller,
        shaping: Shaping,
        saving: Saving,
        page: ZonesPage,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._shaping, self._saving, self.page = controller, shaping, saving, page
        self._floor = page.floor
        page.import_requested.connect(self.ask_file)
        page.export_requested.connect(self._export_all)
        self._floor.export_requested.connect(self.export)
        panel = self._floor.importing
        panel.changed.connect(self.show_file)
        panel.taken.connect(self._take)
        panel.left.connect(self._floor.leave_import)
        self._floor.import_left.connect(shaping.end_preview)

    # ------------------------------------------------------------ from a file

    def ask_file(self) -> None:
        """Ask which file."""
        if self._shaping.setup is None or self._floor.drafting.is_busy:
            return
        endings = " ".join(f"*{ending}" for ending in FILE_ENDINGS)
        ask_file(self._desk.window, "open_zones", "Import zones", f"Zones ({endings})", self.read)

    def read(self, chosen: str) -> None:
        """Look at a file; it is read in a lane."""
        setup = self._shaping.setup
        if setup is not None:
            job = partial(_look_at, Path(chosen), setup.zones)
            self._desk.delivery.ask(self._desk.lanes.places, "zones of a file", job, self._looked_at)

    def _looked_at(self, outcome: Outcome[tuple[str, ZonesPreview]]) -> None:
        messages = self._desk.window.messages
        if isinstance(outcome.error, KnownError):
            messages.show_message(message_of(outcome.error, _NOT_READ))
            return
        if outcome.error or outcome.value is None:
            self._desk.failed.emit(outcome.error)
            return
        messages.take_back(_NOT_READ)
        name, preview = outcome.value
        self.show_file(Importing.of(name, preview))
        self._floor.importing.begin()

    def show_areas(self, areas: Sequence[PostcodeArea]) -> None:
        """Look at areas of postcodes that don't meet, as at those of a file."""
        setup = self._shaping.setup
        if setup is not None:
            self.show_file(Importing.of_postcodes(areas, setup.zones))
            self._floor.importing.begin()

    def show_file(self, state: Importing) -> None:
        """Show what it would make, in the list and on the map, and what that would do."""
        setup = self._shaping.setup
        if setup is None:
            return
        after, _ = with_colours_kept(setup, after_importing(state.command(setup)))
        self._floor.show_import(state, after.zones)
        self._shaping.preview(after)

    def _take(self) -> None:
        setup, state = self._shaping.setup, self._floor.importing.state
        if setup is not None and state is not None and state.count:
            run = partial(import_zones, command=state.command(setup))
            self._shaping.do_then(run, self._took)

    def _took(self, outcome: Outcome[Done]) -> None:
        if self._shaping.took(outcome):
            self._floor.leave_import()

    # ------------------------------------------------------------ to a file

    def _export_all(self, kind: str) -> None:
        self.export(None, kind)

    def export(self, only: frozenset[str] | None, kind: str) -> None:
        """Save zones, all where `only` is None, as `geojson` or `kml`."""
        setup = self._shaping.setup
        if setup is None or not setup.zones:
            return
        form = ZoneFormat(kind)
        names = [zone.name for zone in setup.zones if only is not None and zone.id in only]
        name = _file_name(names[0]) if len(names) == 1 else f"{_file_name(setup.settings.name)} zones"
        make = partial(export_zones, setup.zones, form, palette(), only)
        self._saving.save(Wanted("Save zones", f"{name}.{form.value}", _KINDS[form], lambda _: make()))


def palette() -> tuple[str, ...]:
    """The colours of zones as files have them."""
    return tuple(person.line.name() for person in Theme.light().people)


def _look_at(file: Path, zones: tuple[Zone, ...]) -> tuple[str, ZonesPreview]:
    try:
        return file.name, preview_zones(zones, zones_content(file), file.name, palette())
    except BadInput as error:
        # Its path is the file's name, not that of a field.
        raise KnownError(f"{error.sentence.removesuffix('.')}.", "Nothing was changed.") from error


def _file_name(words: str) -> str:
    """Words without what file systems refuse."""
    kept = "".join(letter if letter.isalnum() or letter in " -_" else " " for letter in words)
    return " ".join(kept.split()) or "zones"
