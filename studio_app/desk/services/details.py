"""What is looked at: its name and what can be done with it, what an order needs, and its cards."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from studio_app.desk import theme
from studio_app.desk.services.drawing import draw_sign
from studio_app.desk.services.model import PackageState, SellState, ServiceState
from studio_app.desk.services.package_cards import PackageCards
from studio_app.desk.services.ribbon_card import RibbonCard
from studio_app.desk.services.service_cards import ServiceCards
from studio_app.desk.widgets import painting
from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.labels import ChipLabel, ElidedLabel

_DISC = 44


class Act(StrEnum):
    """What can be done with a service or package."""

    OFFER = "offer"
    STOP = "stop"
    COPY = "copy"
    REMOVE = "remove"


class Sign(QWidget):
    """A disc in the service's colour with what it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour: int | None = None
        self._icon = "services"
        self.setFixedSize(QSize(_DISC, _DISC))

    def show_sign(self, colour: int | None, icon: str) -> None:
        """Show this one; without a colour it is that of packages."""
        self._colour, self._icon = colour, icon
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, shown = QPainter(self), theme.current()
        ground = theme.Theme.light().person(self._colour).line if self._colour is not None else shown.busy
        painting.fill_round(painter, self.rect().toRectF(), ground, _DISC / 2)
        middle = QPointF(_DISC / 2, _DISC / 2)
        ink = "surface" if self._colour is not None and not shown.is_dark else "text"
        draw_sign(painter, middle, self._icon, 22, ink)


class DetailsPane(QWidget):
    """Parts: `ribbon`, `service` (with `form`, `tiers`, `people`), `package` (with `form`, `parts`).

    Signals:
        acted: the Act that was wanted.
    """

    acted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = SellState()
        self._sign = Sign(self)
        self.name = ElidedLabel("", "heading", self)
        self.line = ElidedLabel("", "body muted", self)
        self.chip = ChipLabel(self.tr("Not offered"), "warning", self)
        self.offer_button = PushButton("", self)
        self.copy_button = PushButton(self.tr("Duplicate"), self)
        self.remove_button = PushButton(self.tr("Remove"), self)
        self.ribbon = RibbonCard(self)
        self.service, self.package = ServiceCards(self), PackageCards(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addLayout(self._make_head())
        column.addWidget(self.ribbon)
        column.addWidget(self.service)
        column.addWidget(self.package)
        self.package.hide()
        self.offer_button.clicked.connect(self._offer)
        self.copy_button.clicked.connect(self._copy)
        self.remove_button.clicked.connect(self._remove)

    def _make_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._sign)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self.name)
        words.addWidget(self.line)
        words.addStretch(1)
        row.addSpacing(4)
        row.addLayout(words, 1)
        for widget in (self.chip, self.offer_button, self.copy_button, self.remove_button):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def show_state(self, state: SellState) -> None:
        """Show what is looked at."""
        self._state = state
        shown = state.shown
        if isinstance(shown, ServiceState):
            self.service.show_service(state, shown)
            self._show_head(shown.service.name, self._about(shown), offered=shown.service.offered)
            icon = "sunset" if shown.service.twilight else "services"
            self._sign.show_sign(shown.colour, icon)
        elif isinstance(shown, PackageState):
            self.package.show_package(state, shown)
            names = ", ".join(part.name for part in shown.parts if part.inside)
            self._show_head(shown.package.name, names, offered=shown.package.offered)
            self._sign.show_sign(None, "package")
        single = isinstance(shown, ServiceState)
        self.service.setVisible(single)
        self.package.setVisible(isinstance(shown, PackageState))
        self.ribbon.show_units(state.units)

    def is_offered(self) -> bool:
        """Whether what is looked at is offered."""
        shown = self._state.shown
        if isinstance(shown, ServiceState):
            return shown.service.offered
        return shown.package.offered if shown else True

    def begin_name(self) -> None:
        """Go to the name, ready to be replaced."""
        single = isinstance(self._state.shown, ServiceState)
        (self.service.form.name if single else self.package.form.name).begin()

    def back_out(self) -> bool:
        """Put back a name that is half typed; says whether there was one."""
        single = isinstance(self._state.shown, ServiceState)
        field = self.service.form.name if single else self.package.form.name
        return field.line.hasFocus() and field.back_out()

    def _about(self, shown: ServiceState) -> str:
        able = sum(person.can for person in shown.people)
        words = []
        if shown.skills_count and shown.people:
            words.append(
                self.tr("{} of {} can do it").format(able, len(shown.people))
                if able
                else self.tr("nobody can do it yet")
            )
        words.append(self.tr("in {}").format(", ".join(shown.packages)) if shown.packages else "")
        return " \N{MIDDLE DOT} ".join(filter(None, words))

    def _show_head(self, name: str, line: str, *, offered: bool) -> None:
        self.name.setText(name)
        self.line.setText(line)
        self.line.setVisible(bool(line))
        self.chip.setVisible(not offered)
        self.offer_button.setText(self.tr("Stop offering") if offered else self.tr("Offer again"))
        tip = self.tr("Not offered for new orders; what was booked stays") if offered else ""
        self.offer_button.setToolTip(tip)

    def _offer(self) -> None:
        self.acted.emit(Act.STOP if self.is_offered() else Act.OFFER)

    def _copy(self) -> None:
        self.acted.emit(Act.COPY)

    def _remove(self) -> None:
        self.acted.emit(Act.REMOVE)
