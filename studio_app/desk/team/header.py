"""Who a profile is of: a large face, name, contact, zone and home, and facts as chips."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from studio_app.desk import icons, theme
from studio_app.desk.people import Face
from studio_app.desk.team.model import Chip, Profile
from studio_app.desk.widgets import painting
from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.labels import ElidedLabel, plain_tip

_FACE, _SIGN = 44, 18


class BigFace(QWidget):
    """A face, as large as it gets."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._face = Face("", "")
        self.setFixedSize(_FACE, _FACE)

    def show_face(self, face: Face) -> None:
        """Show somebody."""
        self._face = face
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painting.draw_avatar(QPainter(self), QRectF(self.rect()), self._face)


class ProfileHeader(QWidget):
    """The head of a profile.

    Signals:
        chip_taken: the Chip that was pressed.
        edit_requested: the pencil was pressed.
        menu_requested: everything else that can be done.
    """

    chip_taken = Signal(object)
    edit_requested = Signal()
    menu_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.face = BigFace(self)
        self.name, self.detail = ElidedLabel("", "heading", self), ElidedLabel("", "body muted", self)
        self.edit_button = self._tool("edit", self.tr("Edit the profile"), "F2")
        self.more_button = self._tool("more", self.tr("What can be done with this photographer"), "")
        self.edit_button.clicked.connect(self.edit_requested)
        self.more_button.clicked.connect(self.menu_requested)
        self.chips: list[PushButton] = []
        self._shown: tuple[Chip, ...] = ()
        self._details = "", ""
        self._lay_out()
        self._draw()

    def _tool(self, icon: str, words: str, keys: str) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("kind", "quiet")
        button.setProperty("sign", icon)
        button.setAccessibleName(words)
        button.setToolTip(f"{words} ({keys})" if keys else words)
        button.setFixedSize(28, 28)
        button.setStyleSheet("padding: 0; min-height: 24px;")
        button.setIconSize(QSize(_SIGN, _SIGN))
        return button

    def _lay_out(self) -> None:
        title = QHBoxLayout()
        title.setSpacing(4)
        title.addWidget(self.name)
        title.addWidget(self.edit_button)
        title.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addLayout(title)
        words.addWidget(self.detail)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(self.face)
        row.addLayout(words, 1)
        self._chips = QHBoxLayout()
        self._chips.setSpacing(10)
        row.addLayout(self._chips)
        row.addWidget(self.more_button)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_profile(self, profile: Profile) -> None:
        """Show a photographer."""
        self.face.show_face(profile.face)
        self.name.setText(profile.person.name)
        self._details = profile.detail, profile.shorter or profile.detail
        self._fit()
        if profile.chips == self._shown:
            return
        self._shown = profile.chips
        for chip, button in zip(profile.chips, self.chips, strict=False):
            self._fill(button, chip)
        for chip in profile.chips[len(self.chips) :]:
            button = PushButton("", self, kind="chip")
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            button.clicked.connect(partial(self._take, len(self.chips)))
            self.chips.append(button)
            self._chips.addWidget(button)
            self._fill(button, chip)
        for place, button in enumerate(self.chips):
            button.setVisible(place < len(profile.chips))
        self._fit()

    def _fit(self) -> None:
        """The shorter words where the longer ones have no room."""
        whole, shorter = self._details
        chips = sum(button.sizeHint().width() + 10 for button in self.chips if button.isVisibleTo(self))
        room = self.width() - _FACE - chips - self.more_button.width() - 3 * 14
        fits = self.detail.fontMetrics().horizontalAdvance(whole) <= room
        self.detail.setText(whole if fits else shorter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fill(self, button: PushButton, chip: Chip) -> None:
        button.setText(chip.words)
        button.setToolTip(plain_tip(chip.tip))
        good = "ok" if chip.state == "ok" else ""
        alert = chip.state if chip.state in ("warning", "danger") else ""
        theme.style(button, state=good, alert=alert)
        button.updateGeometry()

    def _take(self, place: int, _checked: bool = False) -> None:
        self.chip_taken.emit(self._shown[place])

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        for button in (self.edit_button, self.more_button):
            button.setIcon(icons.icon(button.property("sign"), theme.current().text_muted, _SIGN))
