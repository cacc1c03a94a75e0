"""What a view says while there is nothing in it: what to do next, in words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from studio_app.desk import icons, theme
from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.labels import PlainLabel

_ICON = 32


class EmptyState(QWidget):
    """An icon, a title, a sentence and, where there is something to do, a button.

    Signals:
        acted: the button was pressed.
    """

    acted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = "info"
        self._icon = QLabel(self)
        self._icon.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.title = PlainLabel("", "title", self, wrap=True)
        self.text = PlainLabel("", "body muted", self, wrap=True)
        self.button = PushButton(parent=self)
        self.button.hide()
        self.button.clicked.connect(self.acted)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(2)
        for widget in (self._icon, self.title, self.text):
            column.addWidget(widget)
        column.addSpacing(4)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        for label in (self.title, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)

    def show_words(self, icon: str, title: str, text: str, button: str = "") -> None:
        """Show what to do next."""
        self._icon_name = icon
        self.title.setText(title)
        self.text.setText(text)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        shown = theme.current()
        self._icon.setPixmap(icons.pixmap(self._icon_name, shown.text_faint, _ICON, self.devicePixelRatioF()))
