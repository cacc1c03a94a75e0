"""The card of the settings that files come and go by."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.labels import PlainLabel

STUDIO_FILE, STUDIO_EXPORT = "studio_file", "studio_export"
AGENTS_FILE, AGENTS_EXPORT = "agents_file", "agents_export"


class BringingCard(QFrame):
    """The studio and its agents: bring along, take along.

    Signals:
        wanted: `STUDIO_FILE`, `STUDIO_EXPORT`, `AGENTS_FILE` or `AGENTS_EXPORT`.
    """

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.buttons: dict[str, PushButton] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 20)
        box.setSpacing(12)
        box.addWidget(PlainLabel(self.tr("Import and export"), "title", self))
        self._row(
            box,
            self.tr("The whole studio"),
            self.tr(
                "Rules, services, zones, people and appointments, as one file. What an import changes is shown first."
            ),
            (STUDIO_FILE, self.tr("Import…")),
            (STUDIO_EXPORT, self.tr("Export…")),
        )
        self._row(
            box,
            self.tr("Agents and brokerages"),
            self.tr("From a table (CSV) or contacts (vCard). Who is known already is found."),
            (AGENTS_FILE, self.tr("Import…")),
            (AGENTS_EXPORT, self.tr("Export…")),
        )

    def _row(self, box: QVBoxLayout, title: str, more: str, *actions: tuple[str, str]) -> None:
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(PlainLabel(title, "body", self))
        said.addWidget(PlainLabel(more, "caption muted", self, wrap=True))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addLayout(said, 1)
        for key, words in actions:
            button = PushButton(words, self)
            button.setAccessibleName(f"{title}: {words}")
            button.clicked.connect(partial(self.wanted.emit, key))
            self.buttons[key] = button
            row.addWidget(button)
        box.addLayout(row)
