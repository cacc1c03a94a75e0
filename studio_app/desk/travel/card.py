"""The card of travel and places, for the rules of the studio."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from studio_app.desk.travel.compare_part import ComparePart
from studio_app.desk.travel.drives_part import DrivesPart
from studio_app.desk.travel.model import TravelState
from studio_app.desk.travel.places_part import PlacesPart
from studio_app.desk.widgets.labels import PlainLabel


class TravelCard(QFrame):
    """Shows a `TravelState`; `travel_desk.TravelDesk` fills it and does what is wished.

    Attributes:
        drives: How the time between two visits is found.
        places: Who places addresses.
        compare: What each way would give.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("travel_card")
        self.setProperty("kind", "card")
        self.setAccessibleName(self.tr("Travel and places"))
        self.drives, self.places = DrivesPart(self), PlacesPart(self)
        self.compare = ComparePart(self)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 20)
        box.setSpacing(14)
        box.addWidget(PlainLabel(self.tr("Travel and places"), "title", self))
        for place, part in enumerate((self.drives, self.places, self.compare)):
            if place:
                line = QFrame(self)
                line.setProperty("kind", "line")
                box.addWidget(line)
            box.addWidget(part)
        self.setFocusProxy(self.drives.way)

    def set_state(self, state: TravelState) -> None:
        """Show what is stored; what is being typed stays."""
        self.drives.set_state(state)
        self.places.set_state(state)
        self.compare.set_state(state)
