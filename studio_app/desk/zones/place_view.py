"""A pinned place: its zones, who goes there, and how far they drive from home."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QWidget

from studio_app.desk import theme
from studio_app.desk.widgets import painting
from studio_app.desk.widgets.flow import FlowLayout
from studio_app.desk.widgets.labels import PlainLabel
from studio_app.desk.widgets.row_list import Index, RowDelegate, RowList, RowModel
from studio_app.desk.zones.model import Goer, PlaceCard, ZoneRow
from studio_app.desk.zones.side_card import SideCard, line_of
from studio_app.desk.zones.zone_chip import ZoneChip

_ROW, _SIDE = 40, 26


class _Model(RowModel[Goer]):
    def spoken(self, row: Goer) -> str:
        return f"{row.face.name}; {'goes there' if row.covers else 'does not go there'}; {row.note}"


class _Delegate(RowDelegate["GoerList", _Model]):
    height = _ROW

    def paint_row(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        view = self._view
        shown, row = theme.current(), view.rows[index.row()]
        middle = rect.center().y()
        painter.setOpacity(1.0 if row.covers else 0.55)
        disc = QRectF(rect.left() + 8, middle - _SIDE / 2, _SIDE, _SIDE)
        painting.draw_avatar(painter, disc, row.face)
        painter.setOpacity(1.0)
        weight = QFont.Weight.DemiBold if row.covers else QFont.Weight.Normal
        ink = shown.text if row.covers else shown.text_muted
        left = disc.right() + 10
        first = QRectF(left, rect.top() + 3, rect.right() - left - 8, 18)
        second = QRectF(left, rect.top() + 20, rect.right() - left - 8, 16)
        painting.draw_line(painter, first, row.face.name, shown.font("body", weight), ink)
        note = (
            row.note
            if row.covers
            else f"doesn\N{RIGHT SINGLE QUOTATION MARK}t go there \N{MIDDLE DOT} {row.note}"
        )
        painting.draw_line(painter, second, note, shown.font("caption"), shown.text_muted)
        if view.shows_focus(index.row()):
            painting.draw_ring(painter, rect.adjusted(2, 1, -2, -1), 6)


class GoerList(RowList):
    """Everybody, those who go there first."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._model = _Model(self)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self, self._model))

    @property
    def rows(self) -> tuple[Goer, ...]:
        """What is shown."""
        return self._model.rows

    def show_rows(self, rows: tuple[Goer, ...]) -> None:
        """Show these."""
        self._model.set_rows(rows)
        self.fit()
        if rows and not self.currentIndex().isValid():
            self.setCurrentIndex(self._model.index(0))
        self.viewport().update()


class PlaceView(SideCard):
    """The card of a place.

    Signals:
        zone_chosen: id of one of its zones.
    """

    zone_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("place_card", parent)
        self._card: PlaceCard | None = None
        self.sentence = PlainLabel("", "body", self, wrap=True)
        self.chips = QWidget(self)
        self.chips.setAccessibleName(self.tr("Zones of the place"))
        self._flow = FlowLayout(self.chips)
        policy = self.chips.sizePolicy()
        policy.setHeightForWidth(True)
        self.chips.setSizePolicy(policy)
        self._shown: list[ZoneChip] = []
        self.goers = GoerList(self.tr("Who goes there"), self)
        self.add(self.chips)
        self.add(self.sentence)
        self.add(line_of(self))
        self.column.addWidget(self.goers, 1)

    @property
    def card(self) -> PlaceCard | None:
        """What is shown."""
        return self._card

    def show_card(self, card: PlaceCard) -> None:
        """Show a place."""
        same = self._card is not None and self._card.zones == card.zones
        self._card = card
        self.title.setText(card.title)
        self.sentence.setText(card.sentence)
        self.goers.show_rows(card.goers)
        if not same:
            self._show_zones(card.zones)
        self.chips.setVisible(bool(card.zones))

    def _show_zones(self, rows: tuple[ZoneRow, ...]) -> None:
        for chip in self._shown:
            self._flow.removeWidget(chip)
            chip.deleteLater()
        self._shown = []
        for row in rows:
            chip = ZoneChip(row.id, row.name, row.swatch, self.chips)
            chip.taken.connect(self.zone_chosen)
            self._flow.addWidget(chip)
            chip.show()
            self._shown.append(chip)
