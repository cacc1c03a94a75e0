"""The card of the studio's own calendar: where events are written, how fresh it is, and what is still owed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from studio_app.desk import icons, theme
from studio_app.desk.calendars import drawing
from studio_app.desk.calendars.model import Act, Health, Offer, PrimaryCard
from studio_app.desk.calendars.offers import offer_of, open_menu
from studio_app.desk.calendars.words import counted
from studio_app.desk.widgets import painting
from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.flow import FlowLayout
from studio_app.desk.widgets.labels import ElidedLabel, PlainLabel

_TILE = 40


class HealthLabel(QWidget):
    """Words on freshness with their sign."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._health = Health()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_health(self, health: Health) -> None:
        """Show another state."""
        if health != self._health:
            self._health = health
            self.setAccessibleName(health.words)
            self.updateGeometry()
            self.update()

    def health(self) -> Health:
        """What is shown."""
        return self._health

    def sizeHint(self) -> QSize:
        width = painting.text_width(self._health.words, theme.current().font("body"))
        return QSize(round(width) + drawing.LIGHT + 12, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        drawing.draw_health(painter, self.width(), self.height() / 2, self._health, self.width())


class PrimaryView(QFrame):
    """The card.

    Signals:
        acted: the Offer that was taken.
    """

    acted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("primary_calendar")
        self.setProperty("kind", "card")
        self._card = PrimaryCard()
        self._held = False
        self.title = ElidedLabel("", "title", self)
        self.detail = ElidedLabel("", "caption muted", self)
        self.health = HealthLabel(self)
        self.menu_button = self._make_menu_button()
        self.error = PlainLabel("", "caption danger", self, wrap=True)
        self.link = PushButton("", self, kind="link")
        self.written = PlainLabel(self.tr("Everything is written."), "caption muted", self)
        self.waiting = PlainLabel("", "caption muted", self)
        self.failed = self._chip(Act.RETRY)
        self.changed = self._chip(Act.SHOW_CHANGES)
        self.link.clicked.connect(self._take_link)
        self._lay_out()

    def _make_menu_button(self) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("kind", "quiet")
        button.setAccessibleName(self.tr("What can be done with the primary calendar"))
        button.setIconSize(QSize(18, 18))
        button.clicked.connect(self.open_menu)
        return button

    def _chip(self, act: Act) -> PushButton:
        button = PushButton("", self, kind="chip")
        button.setProperty("act", act.value)
        button.setProperty("alarm", "true")
        button.clicked.connect(self._take_chip)
        return button

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self.title)
        words.addWidget(self.detail)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addSpacing(_TILE + 12)
        top.addLayout(words, 1)
        top.addWidget(self.health)
        top.addWidget(self.menu_button)
        trouble = QHBoxLayout()
        trouble.setContentsMargins(_TILE + 12, 0, 0, 0)
        trouble.setSpacing(12)
        trouble.addWidget(self.error, 1)
        trouble.addWidget(self.link, 0, Qt.AlignmentFlag.AlignTop)
        foot = QWidget(self)
        flow = FlowLayout(foot, spacing=8)
        flow.setContentsMargins(_TILE + 12, 0, 0, 0)
        for widget in (self.written, self.waiting, self.failed, self.changed):
            flow.addWidget(widget)
        for label in (self.written, self.waiting):
            label.setMinimumHeight(24)  # as high as the chips beside it
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 14, 10, 14)
        box.setSpacing(8)
        box.addLayout(top)
        box.addLayout(trouble)
        box.addWidget(foot)

    # ------------------------------------------------------------ what is shown

    def set_card(self, card: PrimaryCard) -> None:
        """Show a state."""
        self._card = card
        self.title.setText(card.title)
        self.detail.setText(card.detail)
        self.health.set_health(card.health)
        self.error.setText(card.error)
        self.error.setVisible(bool(card.error))
        self.link.setText(card.link.words if card.link else "")
        self.link.setVisible(card.link is not None)
        self.menu_button.setVisible(bool(card.offers))
        waiting = counted(card.waiting, "event waits to be written", "events wait to be written")
        self.waiting.setText(waiting)
        self.waiting.setVisible(card.waiting > 0)
        failed = counted(card.failed, "event not written", "events not written")
        self.failed.setText(self.tr("{}: try again").format(failed))
        self.failed.setVisible(card.failed > 0)
        changed = counted(card.changed, "change made outside", "changes made outside")
        self.changed.setText(self.tr("{}: look").format(changed))
        self.changed.setVisible(card.changed > 0)
        self.written.setVisible(not (card.waiting or card.failed or card.changed))
        self.setAccessibleName("; ".join(filter(None, (card.title, card.detail, card.health.words))))
        self._draw_icons()

    def card(self) -> PrimaryCard:
        """What is shown."""
        return self._card

    def set_target(self, held: bool) -> None:
        """Show that a calendar which is held would be dropped here."""
        if held != self._held:
            self._held = held
            self.update()

    def open_menu(self) -> None:
        """Show what can be done."""
        button = self.menu_button
        open_menu(self._card.offers, button, button.mapToGlobal(QPoint(0, button.height())), self._take)

    def _take(self, action: object) -> None:
        offer = offer_of(action)
        if offer is not None:
            self.acted.emit(offer)

    def _take_link(self) -> None:
        if self._card.link is not None:
            self.acted.emit(self._card.link)

    def _take_chip(self) -> None:
        button = self.sender()
        assert isinstance(button, PushButton)
        self.acted.emit(Offer(Act(button.property("act")), button.text()))

    # ------------------------------------------------------------ painting

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._draw_icons()

    def _draw_icons(self) -> None:
        self.menu_button.setIcon(icons.icon("more", theme.current().text_muted, 18))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        shown = theme.current()
        painter = QPainter(self)
        tile = QRectF(16, 14, _TILE, _TILE)
        painting.fill_round(painter, tile, shown.accent_soft, 10)
        picture = icons.pixmap("desk", shown.accent, 22, self.devicePixelRatioF())
        painter.drawPixmap(round(tile.left()) + 9, round(tile.top()) + 9, picture)
        if self._held:
            painting.draw_ring(painter, QRectF(self.rect()), shown.metrics.radius_card - 1)
