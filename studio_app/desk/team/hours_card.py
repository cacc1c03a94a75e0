"""The card of the working hours, and the ways from it to start times and days off."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from studio_app.desk import theme
from studio_app.desk.hours.bars import HoursBars
from studio_app.desk.team.model import Profile
from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.flow import FlowLayout
from studio_app.desk.widgets.labels import ElidedLabel, PlainLabel
from studio_app.desk.wording import Wording


class HoursCard(QFrame):
    """Bars, a hint or a problem below them, and links.

    Signals:
        days_off_requested: the calendar of days off.
        starts_requested: the fixed start times.
        workload_requested: how much they had and have to do.
    """

    days_off_requested = Signal()
    starts_requested = Signal()
    workload_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.bars = HoursBars(self.tr("Working hours"), self)
        self.presets_button = PushButton(self.tr("Presets"), self, kind="quiet")
        self.hint = ElidedLabel("", "caption muted", self)
        self.days_off = self._link(self.tr("Days off"))
        self.starts = self._link(self.tr("Starts at any time"))
        self.workload = self._link(self.tr("Workload"))
        self._lay_out()
        self.bars.said.connect(self._say)
        self.days_off.clicked.connect(self.days_off_requested)
        self.starts.clicked.connect(self.starts_requested)
        self.workload.clicked.connect(self.workload_requested)
        self.presets_button.clicked.connect(self._open_presets)
        self._say("")

    def _link(self, words: str) -> PushButton:
        button = PushButton(words, self, kind="link")
        button.setStyleSheet(f"font-size: {theme.current().sizes.caption}px; min-height: 16px;")
        return button

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(PlainLabel(self.tr("Working hours"), "title", self), 1)
        head.addWidget(self.presets_button)
        self.presets_button.setStyleSheet("min-height: 24px; padding: 0 8px;")
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 4, 0, 0)
        foot.setSpacing(6)
        foot.addWidget(self.hint, 1)
        links = FlowLayout()  # long words break the row, rather than widen the whole page
        links.setContentsMargins(-2, 0, 0, 0)  # the words stand in line with the hint above
        for place, link in enumerate((self.days_off, self.starts, self.workload)):
            if place:
                links.addWidget(PlainLabel("\N{MIDDLE DOT}", "caption muted", self))
            links.addWidget(link)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 14, 12)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.bars)
        column.addLayout(foot)
        column.addLayout(links)

    def set_profile(self, profile: Profile, wording: Wording) -> None:
        """Show the hours of a photographer."""
        self.bars.set_hours(profile.person.hours, profile.instead, wording=wording)
        self.starts.setText(profile.starts)

    def show_days_off(self, words: str) -> None:
        """Say how many days off come up."""
        self.days_off.setText(words or self.tr("Days off"))

    def _say(self, sentence: str) -> None:
        """What can't be done, or how it is done."""
        hint = self.tr("Drag to draw, edges to resize, double-click to type")
        self.hint.setText(sentence or hint)
        wrong = self.bars.typing.property("invalid") == "true"
        role = "caption danger" if wrong else "caption" if sentence else "caption muted"
        if self.hint.property("role") != role:
            theme.style(self.hint, role=role)

    def _open_presets(self) -> None:
        menu = self.bars.presets_menu()
        menu.popup(self.presets_button.mapToGlobal(QPoint(0, self.presets_button.height() + 2)))
