"""The chosen zone: its name and colour, who covers it, and what can be done with its shape."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.fields import Line
from studio_app.desk.widgets.labels import PlainLabel
from studio_app.desk.zones.colour_row import ColourRow
from studio_app.desk.zones.cover_head import CoverHead
from studio_app.desk.zones.model import ZoneCard
from studio_app.desk.zones.side_card import SideCard, line_of
from studio_app.desk.zones.tick_list import TickList


class ZoneView(SideCard):
    """The card of a zone.

    Signals:
        renamed: its new name.
        coloured: its new place in the palette.
        ticked: id of a photographer, and whether they cover it now.
        all_wanted: everybody covers it (True), or nobody (False).
        edit_requested, hole_requested, remove_requested: what its buttons say.
    """

    renamed = Signal(str)
    coloured = Signal(int)
    ticked = Signal(str, bool)
    all_wanted = Signal(bool)
    edit_requested = Signal()
    hole_requested = Signal()
    remove_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("zone_card", parent)
        self._card: ZoneCard | None = None
        self.facts = PlainLabel("", "caption muted", self)
        self.name = Line(self)
        self.name.setAccessibleName(self.tr("Name of the zone"))
        self.colours = ColourRow(self)
        self.edit = PushButton(self.tr("Edit shape"), self, kind="primary")
        self.hole = PushButton(self.tr("Cut a hole"), self)
        self.remove = PushButton(self.tr("Remove"), self, kind="quiet")
        self.cover = CoverHead("body strong", self)
        self.ticks = TickList(self.tr("Who covers the zone"), self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.title.hide()
        self.head.insertWidget(0, self.name, 1)
        self.add(self.colours)
        self.add(self.facts)
        buttons = QWidget(self)
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for button in (self.edit, self.hole, self.remove):
            row.addWidget(button)
        row.addStretch(1)
        self.add(buttons)
        self.add(line_of(self))
        self.add(self.cover)
        self.column.addWidget(self.ticks, 1)

    def _connect(self) -> None:
        self.name.editingFinished.connect(self._name_done)
        self.colours.chosen.connect(self.coloured)
        self.edit.clicked.connect(self.edit_requested)
        self.hole.clicked.connect(self.hole_requested)
        self.remove.clicked.connect(self.remove_requested)
        self.ticks.ticked.connect(self.ticked)
        self.cover.all_wanted.connect(self.all_wanted)

    @property
    def card(self) -> ZoneCard | None:
        """What is shown."""
        return self._card

    def show_card(self, card: ZoneCard) -> None:
        """Show a zone; a name that is being typed stays."""
        other = self._card is None or self._card.id != card.id
        typing = self.name.hasFocus() and self.name.isModified() and not other
        self._card = card
        if not typing:
            self.name.setText(card.name)
            self.name.setCursorPosition(0)  # of a long one the beginning is seen
        self.facts.setText(card.facts)
        self.colours.show_colour(card.swatch.colour)
        self.cover.show_card(card)
        self.ticks.show_rows(card.ticks)
        self.ticks.setVisible(bool(card.ticks))

    def begin_renaming(self) -> None:
        """Go to the name, ready to be replaced."""
        self.name.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.name.selectAll()

    def _name_done(self) -> None:
        card, name = self._card, " ".join(self.name.text().split())
        self.name.setModified(False)
        if card is None:
            return
        if not name:
            self.name.setText(card.name)
        elif name != card.name:
            self.renamed.emit(name)
