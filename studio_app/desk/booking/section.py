"""A titled part of the panel."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from studio_app.desk.widgets.labels import PlainLabel

INSET = 8
"""Room left and right of a section inside of the panel's own margin, where a list shows its focus ring."""


class Section(QWidget):
    """A title of caption size with its fields under it."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = PlainLabel(title, "caption strong muted", self)
        self.title.setFixedHeight(15)
        self.head = QHBoxLayout()
        self.head.setContentsMargins(INSET, 0, INSET, 0)
        self.head.setSpacing(8)
        self.head.addWidget(self.title, 1)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(6)
        self.box.addLayout(self.head)

    def add(self, widget: QWidget) -> None:
        """Put a widget under the title, in line with it."""
        row = QHBoxLayout()
        row.setContentsMargins(INSET, 0, INSET, 0)
        row.addWidget(widget)
        self.box.addLayout(row)
