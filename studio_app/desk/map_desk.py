"""Between maps, the settings card and where tiles come from. QtNetwork is imported when a server is chosen."""

from __future__ import annotations

import weakref
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

from studio_app.actions.map_choices import (
    KEY,
    MapKey,
    checked_map_choices,
    keep_map_key,
    move_key,
    put_together,
    read_map_choices,
    read_map_key,
    save_map_choices,
    server_of,
    taken_apart,
    without_secrets,
)
from studio_app.desk.controller import Controller
from studio_app.desk.doing import Doing
from studio_app.desk.wording import wording_of
from studio_app.domain.map_choices import MapChoices
from studio_app.errors import BadInput
from studio_app.paths import tile_folder
from studio_app.worker.lane import Outcome

if TYPE_CHECKING:  # late: maps and the network are heavy
    from studio_app.desk.map.canvas import PaintedMap
    from studio_app.desk.map.choices_card import MapChoicesCard
    from studio_app.desk.map.tile_server import TileServer
    from studio_app.desk.map.tiles import Tile

_TRY_MS = 20_000
_NO_KEY = "This computer has no key of the map server: type it in the settings."


class MapDesk(QObject):
    """One for the program: every map shares one server, one cache and one unit of length."""

    def __init__(
        self, controller: Controller, doing: Doing, parent: QObject | None = None, folder: Path | None = None
    ) -> None:
        """`folder` keeps tiles; the platform's folder for caches where none is given."""
        super().__init__(parent)
        self._desk, self._doing = controller, doing
        self._folder = folder
        self._choices = MapChoices()
        self._keys: dict[str, str] = {}
        self._has_moved, self._wanted = False, MapChoices()
        self._server: TileServer | None = None
        self._trial: TileServer | None = None
        self._trial_tile: Tile | None = None
        self._maps: weakref.WeakSet[PaintedMap] = weakref.WeakSet()
        self._card: MapChoicesCard | None = None
        self._patience = QTimer(self, singleShot=True, interval=_TRY_MS)
        self._patience.timeout.connect(self._end_trial)
        controller.refreshed.connect(self.read)

    @property
    def server(self) -> TileServer | None:
        """Who is asked for tiles; None before a server was chosen."""
        return self._server

    def watch(self, canvas: PaintedMap) -> None:
        """Give a map its tiles and its unit of length, now and whenever they change."""
        self._maps.add(canvas)
        if self._server is not None:
            canvas.set_tiles(self._server)
        self._show_units()
        self.read()

    def serve(self, card: MapChoicesCard) -> None:
        """Fill the settings card, and do what is asked there."""
        self._card = card
        card.tried.connect(self.try_choices)
        card.saved.connect(self.save)
        card.cache_emptied.connect(self.empty_cache)
        self.read()

    def read(self) -> None:
        """Read what is chosen, if there is a map or a card to show it."""
        if self._desk.snapshot and (self._maps or self._card is not None):
            self._show_units()
            job = partial(read_map_choices, self._desk.office.store)
            self._desk.delivery.ask(self._desk.lanes.storage, "map choices", job, self._take)

    def _take(self, outcome: Outcome[MapChoices]) -> None:
        if outcome.error or outcome.value is None:
            self._desk.failed.emit(outcome.error)
            return
        self._choices = outcome.value
        if self._card is not None:
            self._card.set_state(without_secrets(outcome.value))
        if taken_apart(outcome.value.tile_url)[1] and not self._has_moved:
            self._has_moved = True  # once is enough: where it can't be moved it stays
            job = partial(move_key, self._desk.office.store, self._desk.office.finder)
            self._desk.delivery.ask(self._desk.lanes.places, "map key moves", job, self._moved_key)
        self._show_tiles()

    def _show_tiles(self) -> None:
        """Have the maps show tiles of the chosen server, as soon as its key is known."""
        address = self._choices.tile_url
        if KEY in address and server_of(address) not in self._keys:
            job = partial(read_map_key, self._desk.office.finder, address)
            self._desk.delivery.ask(self._desk.lanes.places, "map key", job, self._take_key)
            return
        chosen = self._opened(self._choices)
        if self._card is not None:
            self._card.show_key(kept=KEY in address and bool(chosen.tile_url))
        if self._server is None and address:
            self._server = self._made_server()
            for canvas in self._shown():
                canvas.set_tiles(self._server)
        if self._server is not None:
            lacks = bool(address) and not chosen.tile_url
            self._server.set_choices(chosen, self._key_of(self._choices), _NO_KEY if lacks else "")

    def _opened(self, choices: MapChoices) -> MapChoices:
        """The choices as the server is asked; without a server where its key is missing."""
        if KEY not in choices.tile_url:
            return choices
        key = self._key_of(choices)
        return replace(choices, tile_url=put_together(choices.tile_url, key) if key else "")

    def _key_of(self, choices: MapChoices) -> str:
        """What opens the account at a server: that of the keyring, or one that still stands in its address."""
        return taken_apart(choices.tile_url)[1] or self._keys.get(server_of(choices.tile_url), "")

    def _take_key(self, outcome: Outcome[MapKey]) -> None:
        if outcome.error is not None or outcome.value is None:  # asked again when the choices are read again
            self._desk.failed.emit(outcome.error)
            return
        self._keys[outcome.value.server] = outcome.value.key
        self._show_tiles()

    def _moved_key(self, outcome: Outcome[None]) -> None:
        if outcome.error is not None:
            self._desk.failed.emit(outcome.error)
            return
        if self._server is not None:
            self._server.empty_cache()  # it holds addresses with the key
        self.read()

    def _shown(self) -> list[PaintedMap]:
        """The maps that Qt still knows."""
        return [canvas for canvas in self._maps if isValid(canvas)]

    def _show_units(self) -> None:
        snapshot = self._desk.snapshot
        if snapshot is not None:
            kilometres = wording_of(snapshot.studio.settings.speech).kilometres
            for canvas in self._shown():
                canvas.set_metric(kilometres)

    def _made_server(self) -> TileServer:
        from studio_app.desk.map.tile_server import TileServer

        return TileServer(self._folder or tile_folder(), self)

    # ------------------------------------------------------------ the card

    def save(self, wanted: object) -> None:
        """Store what is typed: a key in the keyring first, then the rest."""
        assert isinstance(wanted, MapChoices)
        assert self._card is not None
        checked = self._checked(wanted)
        if checked is None:
            return
        template, key = self._apart(checked)
        if not key:
            self._save(template)
            return
        self._wanted = template
        job = partial(keep_map_key, self._desk.office.finder, template.tile_url, key)
        self._desk.delivery.ask(self._desk.lanes.places, "keep map key", job, self._kept_key)

    def _apart(self, wanted: MapChoices) -> tuple[MapChoices, str]:
        """The choices without the key that is typed in their address or beside it, and that."""
        assert self._card is not None
        template, key = taken_apart(wanted.tile_url)
        return replace(wanted, tile_url=template), key or self._card.typed_key

    def _kept_key(self, outcome: Outcome[MapKey]) -> None:
        assert self._card is not None
        if outcome.error is not None or outcome.value is None:
            self._card.show_problem("", str(outcome.error))
            return
        self._keys[outcome.value.server] = outcome.value.key
        self._card.key.clear()
        self._save(self._wanted)
        self._show_tiles()
        if not outcome.value.lasts:
            self._card.show_problem("", "This computer keeps no keys: this one lasts until the program ends.")

    def _save(self, wanted: MapChoices) -> None:
        self._doing.do(lambda store, now, actor: save_map_choices(store, now, actor, wanted))

    def _checked(self, wanted: MapChoices) -> MapChoices | None:
        assert self._card is not None
        try:
            checked = checked_map_choices(wanted)
        except BadInput as error:
            self._card.show_problem(error.path, error.problem)
            return None
        self._card.show_problem("", "")
        return checked

    def empty_cache(self) -> None:
        """Throw away the tiles on this computer."""
        if self._server is None:
            self._server = self._made_server()
        self._server.empty_cache()

    def try_choices(self, wanted: object) -> None:
        """Fetch one tile, past the cache: that of the studio's own places."""
        assert isinstance(wanted, MapChoices)
        assert self._card is not None
        self._end_trial(say=False)
        # The attribution may be missing yet.
        checked = self._checked(replace(wanted, attribution=wanted.attribution or " - "))
        if checked is None:
            self._card.show_tile(None, "")
            return
        template, key = self._apart(checked)
        if key:
            opened = replace(template, tile_url=put_together(template.tile_url, key))
        else:
            opened = self._opened(template)
        if not opened.tile_url:
            self._card.show_problem("key", "is missing: type it as the server gave it to you")
            self._card.show_tile(None, "")
            return
        from studio_app.desk.map.projection import tile_of
        from studio_app.desk.map.tile_server import TileServer
        from studio_app.desk.map.tiles import Tile

        zoom = 12
        self._trial = TileServer(None, self)
        self._trial.arrived.connect(self._trial_arrived)
        self._trial.state_changed.connect(self._trial_failed)
        self._trial.set_choices(opened)
        self._trial_tile = Tile(zoom, *tile_of(*self._somewhere(), zoom))
        self._patience.start()
        self._trial.want(0, (self._trial_tile,))

    def _somewhere(self) -> tuple[float, float]:
        """A place that the studio knows: a corner of its first zone, else Boston."""
        snapshot = self._desk.snapshot
        zones = snapshot.studio.zones if snapshot is not None else ()
        return next((zone.ring[0] for zone in zones), (-71.06, 42.36))

    def _trial_arrived(self, tile: Tile) -> None:
        if self._trial is not None and self._card is not None:
            self._card.show_tile(self._trial.picture(tile), "The server answers.")
            self._end_trial(say=False)

    def _trial_failed(self) -> None:
        if self._trial is not None and self._card is not None and self._trial.trouble:
            self._card.show_tile(None, self._trial.trouble)
            self._end_trial(say=False)

    def _end_trial(self, *, say: bool = True) -> None:
        """No longer wait for the tile."""
        self._patience.stop()
        trial, self._trial = self._trial, None
        if trial is not None:
            trial.close()
            trial.deleteLater()
            if say and self._card is not None:
                self._card.show_tile(None, "No tile came.")
