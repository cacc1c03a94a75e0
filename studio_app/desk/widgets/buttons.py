"""Buttons that Enter presses as Space does, in windows as in dialogs."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

_APART = 8


def without_keys(words: str) -> str:
    """Words for a button or a menu in which an ampersand is one: Qt would underline what follows and make it a key."""
    return words.replace("&", "&&")


class PushButton(QPushButton):
    """A button with words as they are. `kind` is that of the style sheet, such as `primary`; "" is the outlined one."""

    def __init__(self, words: str = "", parent: QWidget | None = None, *, kind: str = "") -> None:
        super().__init__(parent)
        self.setText(words)
        # What Qt calls an auto-default button takes Enter while it has the focus, whatever its window is.
        self.setAutoDefault(True)
        if kind:
            self.setProperty("kind", kind)

    def setText(self, text: str) -> None:
        """Show other words."""
        super().setText(without_keys(text))

    def text(self) -> str:
        """The words as they were given."""
        return super().text().replace("&&", "&")


def button_row(*right: QWidget, left: Iterable[QWidget] = ()) -> QHBoxLayout:
    """The foot of a card: what is done there stands at the right end, what stands apart at the left one."""
    row = QHBoxLayout()
    row.setSpacing(_APART)
    for widget in left:
        row.addWidget(widget)
    row.addStretch(1)
    for widget in right:
        row.addWidget(widget)
    return row
