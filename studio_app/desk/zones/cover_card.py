"""The zones of one photographer, for the page of the team: a chip a zone, and the map. Import it late: the map is heavy."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.labels import PlainLabel
from studio_app.desk.widgets.roving import Roving
from studio_app.desk.zones import words
from studio_app.desk.zones.chip_shelf import ChipShelf
from studio_app.desk.zones.content import person_card
from studio_app.desk.zones.model import PersonCard, Swatch
from studio_app.desk.zones.showing import Looked, layers_of
from studio_app.desk.zones.zone_chip import ZoneChip
from studio_app.desk.zones.zone_map import ZoneMap
from studio_app.domain.studio import Studio

_LEAST_MAP = 220
_MANY = 24
"""Zones, from which on those that the photographer covers come first."""


class CoverCard(QFrame):
    """A card: chips and the map; a click on either says whether the photographer goes there.

    Attributes:
        canvas: The map, for `MapDesk.watch`.

    Signals:
        cover_wanted: id of a zone, and whether the photographer covers it from now on.
        draw_requested: another zone shall be drawn.
    """

    cover_wanted = Signal(str, bool)
    draw_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cover_card")
        self.setProperty("kind", "card")
        self._card: PersonCard | None = None
        self._person, self._first = "", frozenset[str]()
        self._chips: list[ZoneChip] = []
        self.draw = PushButton(self.tr("Draw zone"), self)
        self.note = PlainLabel("", "caption muted", self, wrap=True)
        self.shelf = ChipShelf(self)
        self.shelf.setAccessibleName(self.tr("Zones of the photographer"))
        self._roving = Roving(self)
        self.canvas = ZoneMap(self)
        self.canvas.setMinimumHeight(_LEAST_MAP)
        self._lay_out()
        self.draw.clicked.connect(self.draw_requested)
        self.canvas.area_clicked.connect(self._toggle)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(15, 0, 15, 0)
        head.setSpacing(8)
        head.addWidget(PlainLabel(self.tr("Zones"), "title", self), 1)
        head.addWidget(self.draw)
        middle = QVBoxLayout()
        middle.setContentsMargins(15, 0, 15, 0)
        middle.setSpacing(8)
        middle.addWidget(self.shelf)
        middle.addWidget(self.note)
        column = QVBoxLayout(self)
        # The map reaches the card's border, and leaves its round corners.
        column.setContentsMargins(1, 12, 1, 10)
        column.setSpacing(10)
        column.addLayout(head)
        column.addLayout(middle)
        column.addWidget(self.canvas, 1)

    @property
    def chips(self) -> tuple[ZoneChip, ...]:
        """A chip a zone, in their order; where there are many, those that are covered come first."""
        return tuple(self._chips)

    def show_person(self, studio: Studio, person_id: str) -> None:
        """Show where somebody goes; all zones where they are not known."""
        self._card = person_card(studio, person_id)
        ticks = self._card.ticks if self._card else ()
        others = {tick.key for tick in ticks} != {chip.key for chip in self._chips}
        if person_id != self._person or others:
            # Where they go is seen without scrolling; it stays where it is while it is changed.
            self._first = frozenset(tick.key for tick in ticks if tick.covers)
        self._person = person_id
        if len(ticks) > _MANY:
            ticks = tuple(sorted(ticks, key=lambda tick: tick.key not in self._first))
        same = [(chip.key, chip.text(), chip.swatch) for chip in self._chips] == [
            (tick.key, tick.name, tick.swatch) for tick in ticks
        ]
        if not same:
            self._make_chips(tuple((tick.key, tick.name, tick.swatch or Swatch()) for tick in ticks))
        for chip, tick in zip(self._chips, ticks, strict=True):
            chip.setChecked(tick.covers)
        self.note.setText(self._words(studio, bool(ticks)))
        self.note.setVisible(bool(self.note.text()))
        self.canvas.set_layers(layers_of(studio, Looked(person=person_id)))

    def _words(self, studio: Studio, known: bool) -> str:
        if not studio.zones:
            return words.without_zones(enabled=studio.settings.zones_enabled)
        if not studio.settings.zones_enabled:
            return words.without_zones(enabled=False)
        if known and self._card is not None and not any(tick.covers for tick in self._card.ticks):
            return self.tr("Covers no zone, so no address at all.")
        return ""

    def _make_chips(self, zones: tuple[tuple[str, str, Swatch], ...]) -> None:
        self._chips = [ZoneChip(key, name, swatch, self.shelf.holder) for key, name, swatch in zones]
        for chip in self._chips:
            chip.setCheckable(True)
            chip.taken.connect(self._toggle)
        self.shelf.set_chips(self._chips)
        self._roving.set_widgets(self._chips)

    def _toggle(self, zone: str) -> None:
        """Ask for it; the chip shows it once it is so."""
        ticks = self._card.ticks if self._card else ()
        tick = next((tick for tick in ticks if tick.key == zone), None)
        if tick is None:
            return
        for chip in self._chips:
            if chip.key == zone:
                chip.setChecked(tick.covers)
        self.cover_wanted.emit(zone, not tick.covers)
