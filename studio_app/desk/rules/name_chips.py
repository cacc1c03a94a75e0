"""Names to put into the text of events: one click each, or one press of a key."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from studio_app.desk import theme
from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.flow import FlowLayout
from studio_app.desk.widgets.roving import Roving

CHOICES = {
    "address": "Address",
    "services": "Services",
    "packages": "Packages",
    "crew": "Photographers",
    "day": "Day",
    "time": "Time",
    "minutes": "Minutes on site",
    "agent": "Agent and brokerage",
    "agent.name": "Agent",
    "agent.first_name": "First name of the agent",
    "agent.phone": "Phone of the agent",
    "agent.email": "E-mail of the agent",
    "size": "Size",
    "notes": "Notes",
    "studio": "Studio",
}
"""Names by what people call them, in the order in which they are offered."""
_PLACES = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")


def placeholder(name: str) -> str:
    """A name as a text has it."""
    return f"{{{{ {name} }}}}"


class NameChips(QWidget):
    """The names.

    Signals:
        picked: the placeholder that shall be put in.
    """

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[str, PushButton] = {}
        flow = FlowLayout(self, 6)
        for name, words in CHOICES.items():
            chip = PushButton(words, self, kind="chip")
            chip.setAccessibleName(self.tr("Put in: {}").format(words))
            chip.setToolTip(placeholder(name))
            chip.setProperty("placeholder", placeholder(name))
            chip.clicked.connect(self._clicked)
            flow.addWidget(chip)
            self.buttons[name] = chip
        Roving(self).set_widgets(list(self.buttons.values()))

    def _clicked(self) -> None:
        chip = self.sender()
        assert isinstance(chip, PushButton)
        self.picked.emit(chip.property("placeholder"))


class MarkedTemplate(QSyntaxHighlighter):
    """Shows what is filled in between the words that stay."""

    def highlightBlock(self, text: str) -> None:
        marked = QTextCharFormat()
        marked.setForeground(theme.current().accent)
        marked.setFontWeight(QFont.Weight.Medium)
        for found in _PLACES.finditer(text):
            self.setFormat(found.start(), found.end() - found.start(), marked)


class TemplateEdit(QPlainTextEdit):
    """A text with placeholders, which stand out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self._marked = MarkedTemplate(self.document())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            before = self.blockSignals(True)
            self._marked.rehighlight()
            self.blockSignals(before)
