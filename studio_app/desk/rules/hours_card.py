"""The hours of the studio: a week of bars, which count for whoever has none of their own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from studio_app.desk.hours.bars import HoursBars
from studio_app.desk.rules.cards import Card
from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.labels import PlainLabel
from studio_app.desk.wording import Wording
from studio_app.domain.working_hours import WeekHours

_WORDS = "company working week open closed bars presets"


class HoursCard(Card):
    """The bars with their presets and what they mean.

    Attributes:
        bars: Tell what is changed, and what the hand holds.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Hours of the studio", _WORDS, parent)
        self.bars = HoursBars(self.tr("Hours of the studio"), self)
        self.presets = PushButton(self.tr("Presets"), self)
        self.presets.clicked.connect(self._open_presets)
        self.meaning = PlainLabel(
            self.tr(
                "Photographers without hours of their own work then; without any hours here, they work at any time. "
                "Drag to draw, double-click to type."
            ),
            "caption muted",
            self,
            wrap=True,
        )
        self.said = PlainLabel("", "caption danger", self, wrap=True)
        self.said.hide()
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(self.meaning, 1)
        row.addWidget(self.presets, 0, Qt.AlignmentFlag.AlignTop)
        self.box.addLayout(row)
        self.box.addWidget(self.bars)
        self.box.addWidget(self.said)
        self.bars.said.connect(self._say)

    def show_hours(self, hours: WeekHours | None, wording: Wording) -> None:
        """Show what is stored."""
        self.bars.set_hours(hours, wording=wording)

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.setVisible(bool(words))

    def _open_presets(self) -> None:
        menu = self.bars.presets_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.presets.mapToGlobal(self.presets.rect().bottomLeft()))
