"""The right of the view: one photographer's profile in cards."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from studio_app.desk.team.header import ProfileHeader
from studio_app.desk.team.hours_card import HoursCard
from studio_app.desk.team.model import Profile
from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.effect_bar import EffectBar
from studio_app.desk.widgets.labels import PlainLabel
from studio_app.desk.widgets.overlay_bar import OverlayBar
from studio_app.desk.wording import Wording

_EDGE, _GAP = 20, 18


class Drawer(QFrame):
    """A card that stands in the place of the map for a while.

    Signals:
        left: its button to close it was pressed.
    """

    left = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = PlainLabel(title, "title", self)
        self.close_button = PushButton(self.tr("Done"), self)
        self.close_button.setAccessibleName(self.tr("Back to the map"))
        self.close_button.clicked.connect(self.left)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addLayout(head)

    def hold(self, widget: QWidget) -> None:
        """Show this."""
        self._column.addWidget(widget, 1)


class ProfileView(QWidget):
    """Header, hours and the whole team's skills at the left, the map at the right, and what a change does below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.header = ProfileHeader(self)
        self.effect = EffectBar(self)
        self._scroll = QScrollArea(self)
        self._cards = QWidget(self._scroll)
        self._cards.setObjectName("team_cards")
        self.hours = HoursCard(self._cards)
        self._column = QVBoxLayout(self._cards)
        self.side = QStackedWidget(self)
        self._lay_out()

    def _lay_out(self) -> None:
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setStyleSheet("QScrollArea, #team_cards { background: transparent; }")
        OverlayBar(self._scroll)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(_GAP)
        self._column.addWidget(self.hours)
        self._column.addStretch(1)
        self._scroll.setWidget(self._cards)
        body = QHBoxLayout()
        body.setSpacing(_GAP)
        body.addWidget(self._scroll, 7)
        body.addWidget(self.side, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        column.setSpacing(_GAP)
        column.addWidget(self.header)
        column.addLayout(body, 1)
        column.addWidget(self.effect)

    def add_card(self, card: QWidget, *, grows: bool = False) -> None:
        """Put a card below those that stand at the left."""
        self._column.insertWidget(self._column.count() - 1, card, 10 if grows else 0)

    def set_profile(self, profile: Profile, wording: Wording) -> None:
        """Show a photographer."""
        self.header.set_profile(profile)
        self.hours.set_profile(profile, wording)
