"""The chosen photographer: where they go."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from studio_app.desk.people import Face
from studio_app.desk.widgets import painting
from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.labels import PlainLabel
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
        self.covered = PlainLabel("", "body muted", self)
        self.everywhere = PushButton(self.tr("All"), self, kind="link")
        self.nowhere = PushButton(self.tr("None"), self, kind="link")
        self.ticks = TickList(self.tr("Zones of the photographer"), self)
        cover = QWidget(self)
        row = QHBoxLayout(cover)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.covered, 1)
        row.addWidget(self.everywhere)
        row.addWidget(self.nowhere)
        self.add(cover)
        self.column.addWidget(self.ticks, 1)
        self.ticks.ticked.connect(self.ticked)
        self.everywhere.clicked.connect(self._everywhere)
        self.nowhere.clicked.connect(self._nowhere)

    @property
    def card(self) -> PersonCard | None:
        """What is shown."""
        return self._card

    def show_card(self, card: PersonCard) -> None:
        """Show a photographer."""
        self._card = card
        self.title.setText(card.face.name)
        self._disc.show_face(card.face)
        self.covered.setText(card.covered[0].upper() + card.covered[1:])
        self.ticks.show_rows(card.ticks)
        self.everywhere.setEnabled(any(not tick.covers for tick in card.ticks))
        self.nowhere.setEnabled(any(tick.covers for tick in card.ticks))

    def _everywhere(self) -> None:
        self.all_wanted.emit(True)

    def _nowhere(self) -> None:
        self.all_wanted.emit(False)
