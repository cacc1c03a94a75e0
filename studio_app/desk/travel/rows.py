"""Rows of the card: words at the left with a sentence under them, fields at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QVBoxLayout, QWidget

from studio_app.desk.widgets.labels import PlainLabel

FIELD_WIDTH = 116


class DecimalField(QDoubleSpinBox):
    """A number with decimals and its unit."""

    def __init__(
        self, least: float, most: float, decimals: int, unit: str, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setDecimals(decimals)
        self.setRange(least, most)
        self.setSuffix(unit)
        self.setAccessibleName(name)
        # The style sheet's padding does not reach the line inside, which has no frame.
        self.lineEdit().setTextMargins(8, 0, 0, 0)


class SettingRow(QWidget):
    """One setting: what it is called, what it means, and what it is."""

    def __init__(self, words: str, meaning: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = PlainLabel(words, "body", self)
        self.meaning = PlainLabel(meaning, "caption muted", self, wrap=True)
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(self.words)
        said.addWidget(self.meaning)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(16)
        self._row.addLayout(said, 1)

    def add(self, widget: QWidget, stretch: int = 0) -> QWidget:
        """Put a field at the right."""
        self._row.addWidget(widget, stretch, Qt.AlignmentFlag.AlignVCenter)
        self.words.setBuddy(widget)
        return widget

    def say(self, meaning: str, problem: str = "") -> None:
        """Change the sentence; a problem takes its place."""
        self.meaning.setText(problem or meaning)
        self.meaning.setVisible(bool(problem or meaning))
