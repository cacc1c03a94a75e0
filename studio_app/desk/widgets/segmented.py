"""Buttons side by side of which one is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from studio_app.desk import theme
from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.roving import Roving


class Segmented(QWidget):
    """A choice of one among a few words.

    Signals:
        chosen: key of the one that the user chose.
    """

    chosen = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]], name: str, parent: QWidget | None = None) -> None:
        """Take pairs of key and word; `name` is said to screen readers."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for place, (key, word) in enumerate(choices):
            button = segment_button(word, place, len(choices), self)
            button.setCheckable(True)
            button.setProperty("key", key)
            self._buttons[key] = button
            button.toggled.connect(self._show_toggled)
            self._group.addButton(button)
            row.addWidget(button)
        self._group.buttonClicked.connect(self._clicked)
        self._roving = Roving(self)
        self._roving.set_widgets(list(self._buttons.values()))

    def set_chosen(self, key: str) -> None:
        """Show one as chosen, or none where it is not among them; nothing is signalled."""
        button = self._buttons.get(key)
        if button is None:
            self._group.setExclusive(False)
            for other in self._buttons.values():
                other.setChecked(False)
            self._group.setExclusive(True)
            return
        button.setChecked(True)
        if not any(other.hasFocus() for other in self._buttons.values()):
            self._roving.set_current(button)
        self.setFocusProxy(button)

    def button(self, key: str) -> QPushButton:
        """The button of a choice."""
        return self._buttons[key]

    def _show_toggled(self, checked: bool) -> None:
        button = self.sender()
        assert isinstance(button, QPushButton)
        theme.style(button, strong="true" if checked else None)

    def _clicked(self, button: QPushButton) -> None:
        self.chosen.emit(button.property("key"))


def segment_button(word: str, place: int, count: int, parent: QWidget | None = None) -> QPushButton:
    """A button for one of `count` places side by side."""
    button = PushButton(word, parent)
    names = {0: "first", count - 1: "last"}
    button.setProperty("segment", names.get(place, "middle"))
    button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return button
