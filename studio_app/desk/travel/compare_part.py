"""What each of the three ways would give for one drive."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from studio_app.actions.compare_drives import Compared
from studio_app.desk import theme
from studio_app.desk.travel.model import TravelState, Way, compared_lines, found_words
from studio_app.desk.widgets.fields import Line
from studio_app.desk.widgets.labels import PlainLabel

_PAUSE = 600
"""Milliseconds without a key after which the drive is worked out."""


class ComparePart(QWidget):
    """Two addresses, and three answers.

    Signals:
        drive_asked: both addresses as typed.
    """

    drive_asked = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = TravelState()
        self._compared: Compared | None = None
        self._wait = QTimer(self, singleShot=True, interval=_PAUSE)
        self._wait.timeout.connect(self.ask)
        self.start, self.end = self._address(self.tr("From")), self._address(self.tr("To"))
        self._found = {field: PlainLabel("", "caption muted", self) for field in (self.start, self.end)}
        self._names: dict[Way, tuple[PlainLabel, PlainLabel, PlainLabel]] = {}
        self._lay_out()

    def _address(self, name: str) -> Line:
        field = Line(self)
        field.setAccessibleName(name)
        field.setPlaceholderText(self.tr("Street and postcode"))
        field.textEdited.connect(self._typed)
        field.returnPressed.connect(self.ask)
        return field

    def _lay_out(self) -> None:
        fields = QHBoxLayout()
        fields.setSpacing(12)
        for field in (self.start, self.end):
            column = QVBoxLayout()
            column.setSpacing(4)
            label = PlainLabel(field.accessibleName(), "caption strong muted", self)
            label.setBuddy(field)
            column.addWidget(label)
            column.addWidget(field)
            column.addWidget(self._found[field])
            fields.addLayout(column, 1)
        answers = QGridLayout()
        answers.setHorizontalSpacing(16)
        answers.setVerticalSpacing(6)
        answers.setColumnStretch(2, 1)
        for place, way in enumerate(Way):
            cells = (
                PlainLabel("", "body", self),
                PlainLabel("", "body", self),
                PlainLabel("", "caption muted", self, wrap=True),
            )
            cells[1].setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            for at, cell in enumerate(cells):
                answers.addWidget(cell, place, at)
            self._names[way] = cells
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addWidget(PlainLabel(self.tr("What each would give"), "body strong", self))
        box.addLayout(fields)
        box.addLayout(answers)

    # ------------------------------------------------------------ what is shown

    def set_state(self, state: TravelState) -> None:
        """Show what is stored; the first time with the examples."""
        before, self._state = self._state, state
        is_empty = not self.start.text() and not self.end.text()
        if is_empty and all(state.examples):
            self.start.setText(state.examples[0])
            self.end.setText(state.examples[1])
        self._show()
        if (is_empty and self.start.text()) or (before.travel, before.choices) != (
            state.travel,
            state.choices,
        ):
            self.ask()

    def set_compared(self, compared: Compared) -> None:
        """Show what came of a drive."""
        self._compared = compared
        self._show()

    def answer(self, way: Way) -> tuple[str, str]:
        """Minutes and note that are shown for a way."""
        _, minutes, note = self._names[way]
        return minutes.text(), note.text()

    def _show(self) -> None:
        compared = self._compared
        for field, found in (
            (self.start, compared and compared.start),
            (self.end, compared and compared.end),
        ):
            text = found_words(found or None) if compared is not None and field.text().strip() else ""
            self._found[field].setText(text)
        for line in compared_lines(self._state, compared):
            name, minutes, note = self._names[line.way]
            chosen = line.way is self._state.way
            for label, text in ((name, line.name), (minutes, line.minutes), (note, line.note)):
                label.setText(text)
            for label in (name, minutes):
                theme.style(label, role="body strong accent" if chosen else "body")

    # ------------------------------------------------------------ what the user does

    def ask(self) -> None:
        """Have the drive worked out now."""
        self._wait.stop()
        if self.start.text().strip() and self.end.text().strip():
            self.drive_asked.emit(self.start.text(), self.end.text())

    def _typed(self, _text: str) -> None:
        self._wait.start()
