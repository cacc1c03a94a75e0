"""Labels for plain text: text from outside is never taken for rich text, and what doesn't fit ends in dots."""

from __future__ import annotations

import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from studio_app.desk import theme

_LONG_WORD = re.compile(r"\S{20,}")
_PIECE = re.compile(r"([@./_-]|[^@./_-]{12})(?=.)")
"""Of a long word: after it, a line may end."""
_NO_WIDTH = "\u200b"


class PlainLabel(QLabel):
    """A label that shows its text as it is. `role` are words of the style sheet, such as `caption muted`.

    With `wrap`, a word that is longer than a line, such as an e-mail address, goes on in the next one.
    """

    def __init__(
        self, text: str = "", role: str = "", parent: QWidget | None = None, *, wrap: bool = False
    ) -> None:
        super().__init__(parent)
        self._whole, self._is_named = "", False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setWordWrap(wrap)
        if role:
            self.setProperty("role", role)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show a text."""
        shown = _LONG_WORD.sub(_breakable, text) if self.wordWrap() else text
        self._whole = text
        super().setText(shown)
        if shown != text or self._is_named:
            self._is_named = shown != text
            self.setAccessibleName(text if self._is_named else "")

    def text(self) -> str:
        """The text as it was given."""
        return self._whole if self.wordWrap() else super().text()


class ElidedLabel(PlainLabel):
    """A label of one line that gives way: dots where there is no room, the whole text as a tip."""

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        self._full = ""
        super().__init__("", role, parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show a text; line breaks in it become spaces."""
        self._full = " ".join(text.split())
        self.setAccessibleName(self._full)
        self.updateGeometry()
        self._fit()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(self.fontMetrics().horizontalAdvance(self._full) + 2, hint.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._full, Qt.TextElideMode.ElideRight, max(0, self.width()))
        if shown != self.text():
            super().setText(shown)
        self.setToolTip("" if shown == self._full else plain_tip(self._full))


class KeyHint(PlainLabel):
    """The keys of a command, such as `Ctrl N`, as the key of a keyboard."""

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(keys, parent=parent)
        self.setProperty("kind", "key")
        self.setIndent(0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


class ChipLabel(PlainLabel):
    """A small rounded fact. `state` is "", `ok`, `warning` or `danger`."""

    def __init__(self, text: str = "", state: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent=parent)
        self.setProperty("kind", "chip")
        self.setIndent(0)
        self.setProperty("state", state)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_fact(self, text: str, state: str = "") -> None:
        """Change text and state."""
        self.setText(text)
        if self.property("state") != state:
            theme.style(self, state=state)


def _breakable(word: re.Match[str]) -> str:
    # Qt wraps a label's lines at spaces only, and takes the longest word for its least width.
    return _PIECE.sub(rf"\1{_NO_WIDTH}", word.group())


def plain_tip(text: str) -> str:
    """A tool tip that shows text from outside as it is: Qt would guess rich text from a `<` in it."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<qt>{escaped}</qt>" if escaped != text else text
