"""Buttons that Enter presses as Space does, in windows as in dialogs."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget


class PushButton(QPushButton):
    """A button with words. `kind` is that of the style sheet, such as `primary`; "" is the outlined one."""

    def __init__(self, words: str = "", parent: QWidget | None = None, *, kind: str = "") -> None:
        super().__init__(words, parent)
        # What Qt calls an auto-default button takes Enter while it has the focus, whatever its window is.
        self.setAutoDefault(True)
        if kind:
            self.setProperty("kind", kind)
