"""The chosen photographer: where they go."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from studio_app.desk.people import Face
from studio_app.desk.widgets import painting
from studio_app.desk.zones.cover_head import CoverHead
from studio_app.desk.zones.model import PersonCard
from studio_app.desk.zones.side_card import SideCard
from studio_app.desk.zones.tick_list import TickList


class FaceDisc(QWidget):
    """A face of its own."""

    def __init__(self, side: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._face = Face("", "")
        self.setFixedSize(side, side)

    def show_face(self, face: Face) -> None:
        """Show whose it is."""
        self._face = face
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painting.draw_avatar(QPainter(self), QRectF(self.rect()), self._face)


class PersonView(SideCard):
    """The card of a photographer.

    Signals:
        ticked: id of a zone, and whether they cover it now.
        all_wanted: they cover all (True), or none (False).
    """

    ticked = Signal(str, bool)
    all_wanted = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("person_card", parent)
        self._card: PersonCard | None = None
        self._disc = FaceDisc(26, self)
        self.head.insertWidget(0, self._disc)
        self.cover = CoverHead("body muted", self)
        self.ticks = TickList(self.tr("Zones of the photographer"), self)
        self.add(self.cover)
        self.column.addWidget(self.ticks, 1)
        self.ticks.ticked.connect(self.ticked)
        self.cover.all_wanted.connect(self.all_wanted)

    @property
    def card(self) -> PersonCard | None:
        """What is shown."""
        return self._card

    def show_card(self, card: PersonCard) -> None:
        """Show a photographer."""
        self._card = card
        self.title.setText(card.face.name)
        self._disc.show_face(card.face)
        self.cover.show_card(card)
        self.ticks.show_rows(card.ticks)
