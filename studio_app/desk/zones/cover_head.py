"""The line over ticks of cover: how many there are, and all or none of them at a click."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.labels import PlainLabel
from studio_app.desk.zones.model import PersonCard, ZoneCard


class CoverHead(QWidget):
    """The line.

    Signals:
        all_wanted: all of the ticks (True), or none (False).
    """

    all_wanted = Signal(bool)

    def __init__(self, role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.covered = PlainLabel("", role, self)
        self.all_button = PushButton(self.tr("All"), self, kind="link")
        self.none_button = PushButton(self.tr("None"), self, kind="link")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.covered, 1)
        row.addWidget(self.all_button)
        row.addWidget(self.none_button)
        self.all_button.clicked.connect(self._all)
        self.none_button.clicked.connect(self._none)

    def show_card(self, card: ZoneCard | PersonCard) -> None:
        """Say how many of a card's ticks there are."""
        self.covered.setText(card.covered[0].upper() + card.covered[1:])
        self.all_button.setEnabled(any(not tick.covers for tick in card.ticks))
        self.none_button.setEnabled(any(tick.covers for tick in card.ticks))

    def _all(self) -> None:
        self.all_wanted.emit(True)

    def _none(self) -> None:
        self.all_wanted.emit(False)
