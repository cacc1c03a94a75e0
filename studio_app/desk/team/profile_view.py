"""The right of the view: one photographer's profile in cards."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from studio_app.desk.team.header import ProfileHeader
from studio_app.desk.team.hours_card import HoursCard
from studio_app.desk.team.model import Profile
from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.effect_bar import EffectBar
from studio_app.desk.widgets.overlay_bar import OverlayBar
from studio_app.desk.wording import Wording

_EDGE, _GAP = 20, 18


class Drawer(QWidget):
    """What stands in the place of hours, skills and map for a while, with the way back.

    Signals:
        left: the way back was taken.
    """

    left = Signal()

    def __init__(self, held: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.held = held
        self.back_button = PushButton(self.tr("Back to the profile"), self, kind="link")
        self.back_button.setToolTip(self.tr("Back (Esc)"))
        self.back_button.clicked.connect(self.left)
        scroll = QScrollArea(self)
        scroll.setObjectName("team_drawer")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setStyleSheet("#team_drawer { background: transparent; }")
        OverlayBar(scroll)
        scroll.setWidget(held)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(scroll, 1)


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
        self.map_place = QWidget(self)
        self._body = QStackedWidget(self)
        self._drawers: list[Drawer] = []
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
        columns = QWidget(self._body)
        body = QHBoxLayout(columns)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(_GAP)
        body.addWidget(self._scroll, 7)
        body.addWidget(self.map_place, 8)
        self._body.addWidget(columns)
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        column.setSpacing(_GAP)
        column.addWidget(self.header)
        column.addWidget(self._body, 1)
        column.addWidget(self.effect)

    def add_card(self, card: QWidget, *, grows: bool = False) -> None:
        """Put a card below those that stand at the left."""
        self._column.insertWidget(self._column.count() - 1, card, 10 if grows else 0)

    def show_map(self, card: QWidget) -> None:
        """Put the card of the zones at the right."""
        QVBoxLayout(self.map_place).addWidget(card)
        self.map_place.layout().setContentsMargins(0, 0, 0, 0)  # type: ignore[union-attr] # just made

    def add_drawer(self, held: QWidget) -> None:
        """Let something stand in the place of hours, skills and map."""
        drawer = Drawer(held, self)
        drawer.left.connect(self.close_drawer)
        self._drawers.append(drawer)
        self._body.addWidget(drawer)

    def open_drawer(self, held: QWidget) -> None:
        """Show it."""
        self._body.setCurrentWidget(next(drawer for drawer in self._drawers if drawer.held is held))

    def close_drawer(self) -> None:
        """Back to the cards."""
        self._body.setCurrentIndex(0)
        self.hours.bars.setFocus(Qt.FocusReason.OtherFocusReason)

    def drawer(self) -> QWidget | None:
        """What stands in the place of hours, skills and map."""
        shown = self._body.currentWidget()
        return shown.held if isinstance(shown, Drawer) else None

    def set_profile(self, profile: Profile, wording: Wording) -> None:
        """Show a photographer."""
        self.header.set_profile(profile)
        self.hours.set_profile(profile, wording)
