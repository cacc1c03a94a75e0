"""Pieces of the forms: a field with a caption, and a name that is kept until it is one."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from studio_app.desk import theme
from studio_app.desk.services.sizes import MOST_MINUTES
from studio_app.desk.widgets.fields import Line, NumberField
from studio_app.desk.widgets.labels import PlainLabel

_PAUSE = 600
"""Milliseconds without another step after which a number is stored."""
_LONGEST_NAME = 80
_HEAD = 26


class Card(QFrame):
    """A card with a title; what comes into it is added to `box`."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(16, 12, 16, 14)
        self.box.setSpacing(8)
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.title = PlainLabel(title, "title", self)
        self.title.setMinimumHeight(_HEAD)
        self.head.addWidget(self.title)
        self.head.addStretch(1)
        self.box.addLayout(self.head)

    def add_field(self, caption: str, field: QWidget) -> PlainLabel:
        """Put a field under its caption."""
        column = QVBoxLayout()
        column.setSpacing(4)
        label = PlainLabel(caption, "caption muted strong", self)
        label.setBuddy(field)
        column.addWidget(label)
        column.addWidget(
            field, 0, Qt.AlignmentFlag.AlignLeft if not isinstance(field, NameField) else Qt.AlignmentFlag(0)
        )
        self.box.addLayout(column)
        return label


class NameField(QWidget):
    """A name; an empty one is said to be missing and what was stored stays until there is one.

    Signals:
        named: the name, when it was finished.
    """

    named = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stored = ""
        self.line = Line(self)
        self.line.setAccessibleName(name)
        self.problem = PlainLabel("", "caption danger", self, wrap=True)
        self.problem.hide()
        self.note = PlainLabel("", "caption warning", self, wrap=True)
        self.note.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.line)
        column.addWidget(self.problem)
        column.addWidget(self.note)
        self.setFocusProxy(self.line)
        self.line.editingFinished.connect(self._finish)
        self.line.textEdited.connect(self._typed)

    def set_name(self, name: str, *, anew: bool) -> None:
        """Show a stored name; what is being typed stays, unless it is that of another thing."""
        if name == self._stored and not anew:
            return
        if anew or not self.line.isModified() or not self.line.hasFocus():
            # A name from a studio file may be longer than what is typed here; it is never cut.
            self.line.setMaxLength(max(_LONGEST_NAME, len(name)))
            self.line.setText(name)
        self._stored = name
        self._say("")

    def show_note(self, words: str) -> None:
        """Say something about the stored name; "" for nothing."""
        self.note.setText(words)
        self.note.setVisible(bool(words))

    def begin(self) -> None:
        """Go to the name, ready to be replaced."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.selectAll()

    def back_out(self) -> bool:
        """Show what is stored again; says whether something else was typed."""
        if self.line.text() == self._stored:
            return False
        self.line.setText(self._stored)
        self._say("")
        return True

    def _typed(self, text: str) -> None:
        if text.strip():
            self._say("")

    def _finish(self) -> None:
        if not self.line.isModified():
            return
        name = " ".join(self.line.text().split())
        if not name:
            self._say(self.tr("A name is missing."))
            return
        self.line.setModified(False)
        if name != self._stored:
            self._stored = name
            self.named.emit(name)

    def _say(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        theme.style(self.line, invalid="true" if problem else None)


class MinutesField(NumberField):
    """Minutes on site; stored when nobody changed them for a moment.

    Signals:
        tried: minutes, at every step.
        taken: minutes, when they are to be stored.
    """

    tried = Signal(int)
    taken = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(0, MOST_MINUTES, " min", name, parent)
        # A line that leaves Ctrl+Z to the window where there is no typing to undo in it.
        line = Line(self)
        self.setLineEdit(line)
        line.setTextMargins(8, 0, 0, 0)
        self.setFixedWidth(112)
        self.setSingleStep(5)
        self._stored = 0
        self._wait = QTimer(self, singleShot=True, interval=_PAUSE)
        self._wait.timeout.connect(self.take_now)
        self.valueChanged.connect(self._stepped)
        self.editingFinished.connect(self.take_now)

    def set_minutes(self, minutes: int, *, anew: bool) -> None:
        """Show what is stored; what is being changed stays, unless it is that of another thing."""
        if self._wait.isActive() and not anew:
            return
        self._wait.stop()
        self._stored = minutes
        if minutes != self.value():
            self.blockSignals(True)
            self.setValue(minutes)
            self.blockSignals(False)

    def take_now(self) -> None:
        """Store what is in the field, if it is something else."""
        self._wait.stop()
        if self.value() != self._stored:
            self._stored = self.value()
            self.taken.emit(self.value())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()

    def _stepped(self, minutes: int) -> None:
        self._wait.start()
        self.tried.emit(minutes)
