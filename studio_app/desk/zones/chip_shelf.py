"""Room for the chips of zones: as high as they are, up to some rows, and scrolled from there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from studio_app.desk.widgets.flow import FlowLayout
from studio_app.desk.widgets.overlay_bar import OverlayBar

_MOST_HEIGHT = 132
"""Pixels: four rows, and half of the fifth, so that it is seen that there are more."""


class ChipShelf(QScrollArea):
    """The chips in rows. Whichever has the keyboard is seen.

    Attributes:
        holder: What the chips lie in.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: list[QWidget] = []
        self.holder = QWidget(self)
        self._flow = FlowLayout(self.holder)
        self.setWidget(self.holder)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.holder.setObjectName("chips")
        self.setStyleSheet("QScrollArea, #chips { background: transparent; }")
        OverlayBar(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_chips(self, chips: Sequence[QWidget]) -> None:
        """Hold these, which have `holder` for a parent, in the place of those before."""
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = list(chips)
        for chip in self._chips:
            self._flow.addWidget(chip)
            chip.installEventFilter(self)
            chip.show()
        self.verticalScrollBar().setValue(0)
        self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn and isinstance(watched, QWidget) and watched in self._chips:
            self.ensureWidgetVisible(watched, 0, 8)
        return super().eventFilter(watched, event)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return min(self._flow.heightForWidth(width), _MOST_HEIGHT)

    def sizeHint(self) -> QSize:
        return QSize(200, min(self._flow.heightForWidth(max(self.width(), 200)), _MOST_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(56, 0)
