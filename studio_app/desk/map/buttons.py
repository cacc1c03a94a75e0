"""The buttons in the corner of a map: nearer, farther, everything."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QToolButton, QVBoxLayout, QWidget

from studio_app.desk import icons, theme

_SIDE, _ICON = 32, 18


class ZoomButtons(QFrame):
    """Three buttons in a column.

    Signals:
        zoomed: how many zooms nearer.
        fit_requested: everything shall be seen.
    """

    zoomed = Signal(float)
    fit_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("map-buttons")
        self.nearer = self._button("plus", self.tr("Zoom in"), "+")
        self.farther = self._button("minus", self.tr("Zoom out"), "-")
        self.fit = self._button("fit", self.tr("Show everything"), self.tr("Home"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for button in (self.nearer, self.farther, self.fit):
            column.addWidget(button)
        self.nearer.clicked.connect(self._zoom_in)
        self.farther.clicked.connect(self._zoom_out)
        self.fit.clicked.connect(self.fit_requested)
        self._show_icons()
        self.adjustSize()

    def _button(self, icon: str, words: str, key: str) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("icon-name", icon)
        button.setAccessibleName(words)
        button.setToolTip(f"{words} ({key})")
        button.setFixedSize(_SIDE, _SIDE)
        button.setIconSize(QSize(_ICON, _ICON))
        button.setCursor(Qt.CursorShape.ArrowCursor)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAutoRepeat(icon != "fit")
        return button

    def _show_icons(self) -> None:
        for button in (self.nearer, self.farther, self.fit):
            button.setIcon(icons.icon(button.property("icon-name"), theme.current().text_muted, _ICON))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "fit"):
            self._show_icons()
        super().changeEvent(event)

    def _zoom_in(self) -> None:
        self.zoomed.emit(0.5)

    def _zoom_out(self) -> None:
        self.zoomed.emit(-0.5)
