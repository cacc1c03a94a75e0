"""Over the map: what can be drawn on it, and an address to look for."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.fields import Line

_FIELD = 244


class MapBar(QFrame):
    """The bar.

    Signals:
        draw_requested, circle_requested, postcodes_requested, pin_requested: what its buttons say.
        address_asked: an address, when Enter was pressed.
    """

    draw_requested = Signal()
    circle_requested = Signal()
    postcodes_requested = Signal()
    pin_requested = Signal()
    address_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("map_bar")
        self.setProperty("kind", "bar")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.draw = PushButton(self.tr("Draw zone"), self, kind="primary")
        self.circle = PushButton(self.tr("Circle"), self, kind="quiet")
        self.postcodes = PushButton(self.tr("Postcodes"), self, kind="quiet")
        self.pin = PushButton(self.tr("Drop a pin"), self, kind="quiet")
        self.draw.setToolTip(self.tr("Draw a zone corner by corner (N)"))
        self.circle.setToolTip(self.tr("Begin with a circle (C)"))
        self.postcodes.setToolTip(self.tr("Begin with the areas of postcodes (U)"))
        self.pin.setToolTip(self.tr("See who covers a place (P)"))
        self.address = Line(self)
        self.address.setAccessibleName(self.tr("Find an address on the map"))
        self.address.setPlaceholderText(self.tr("Address or postcode"))
        self.address.setMaximumWidth(_FIELD)
        self.address.setMinimumWidth(120)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 9, 12, 9)
        row.setSpacing(4)
        for button in (self.draw, self.circle, self.postcodes, self.pin):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.address, 3)
        self.draw.clicked.connect(self.draw_requested)
        self.circle.clicked.connect(self.circle_requested)
        self.postcodes.clicked.connect(self.postcodes_requested)
        self.pin.clicked.connect(self.pin_requested)
        self.address.returnPressed.connect(self._asked)

    def _asked(self) -> None:
        words = " ".join(self.address.text().split())
        if words:
            self.address_asked.emit(words)
