"""Small pieces that the parts of the sheet are made of."""

from __future__ import annotations

import re

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QValidator
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from studio_app.desk import theme
from studio_app.desk.editing.time_text import parse_length
from studio_app.desk.widgets import painting
from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.fields import Line, NumberField
from studio_app.desk.widgets.flow import FlowLayout
from studio_app.desk.widgets.labels import PlainLabel, plain_tip

_LENGTH_SIGNS = re.compile(r"[\d\s.,:hoursmint]*")
_WIDEST = 300
"""Pixels of a chip's words: the sheet is as narrow as that."""


class PartView(QWidget):
    """One part of the sheet.

    Signals:
        changed: the Wanted as it stands now.
    """

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(6)

    def caption(self, words: str, above: int = 10) -> PlainLabel:
        """A small heading over what follows."""
        if self.box.count():
            self.box.addSpacing(above)
        label = PlainLabel(words, "caption strong muted", self)
        self.box.addWidget(label)
        return label


class TextBox(QPlainTextEdit):
    """Several lines of plain text; Tab goes on, and Ctrl+Enter stays the window's."""

    def __init__(self, name: str, lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(200, self._lines * self.fontMetrics().lineSpacing() + 22)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def show_text(self, text: str) -> None:
        """Show a text; the place of the cursor stays where it is the same."""
        if text != self.toPlainText():
            self.blockSignals(True)
            self.setPlainText(text)
            self.blockSignals(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers():
            event.ignore()
            return
        super().keyPressEvent(event)


class LengthField(NumberField):
    """Minutes, typed as such or in hours: `90`, `2h`, `1 h 30`."""

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        """Whether it is a length, may become one, or never will."""
        said = text.removesuffix(self.suffix())
        minutes = parse_length(said)
        if minutes is not None and self.minimum() <= minutes <= self.maximum():
            return QValidator.State.Acceptable, text, place
        may_be = minutes is None and _LENGTH_SIGNS.fullmatch(said.casefold())
        return (QValidator.State.Intermediate if may_be else QValidator.State.Invalid), text, place

    def valueFromText(self, text: str) -> int:
        """The minutes that were typed."""
        minutes = parse_length(text.removesuffix(self.suffix()))
        return self.value() if minutes is None else minutes


class Chips(QWidget):
    """Words that are each on or off.

    Signals:
        toggled: key of the one that the user turned on or off.
    """

    toggled = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._flow = FlowLayout(self, spacing=6)
        self._buttons: dict[str, PushButton] = {}
        self._shown: tuple[tuple[str, str], ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_choices(self, choices: tuple[tuple[str, str], ...], on: frozenset[str]) -> None:
        """Show pairs of key and words, and which are on."""
        if choices != self._shown:
            self._make(choices)
        for key, button in self._buttons.items():
            button.setChecked(key in on)

    def button(self, key: str) -> PushButton:
        """The button of a choice."""
        return self._buttons[key]

    def _make(self, choices: tuple[tuple[str, str], ...]) -> None:
        for button in self._buttons.values():
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons, self._shown = {}, choices
        for key, words in choices:
            shown = painting.elided(words, theme.current().font("body"), _WIDEST)
            button = PushButton(shown, self, kind="chip")
            button.setAccessibleName(words)
            button.setToolTip(plain_tip(words) if shown != words else "")
            button.setCheckable(True)
            button.setProperty("key", key)
            button.clicked.connect(self._clicked)
            self._flow.addWidget(button)
            self._buttons[key] = button
            button.show()

    def _clicked(self) -> None:
        button = self.sender()
        assert isinstance(button, PushButton)
        self.toggled.emit(button.property("key"))


def show_line(line: Line, text: str) -> None:
    """Show a text in a line that nobody is typing into."""
    if not line.hasFocus() and line.text() != text:
        line.setText(text)


def mark(line: QWidget, *, wrong: bool) -> None:
    """Show that something can't be read."""
    if bool(line.property("invalid")) != wrong:
        theme.style(line, invalid="true" if wrong else None)


def beside(*widgets: QWidget, apart: int = 8) -> QHBoxLayout:
    """Widgets in a row; the first takes the room."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(apart)
    for number, widget in enumerate(widgets):
        row.addWidget(widget, 0 if number else 1)
    return row
