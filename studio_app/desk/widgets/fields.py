"""Lines of text to fill in, with a list of what is known under them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSpinBox, QWidget

from studio_app.desk import theme
from studio_app.desk.widgets import painting
from studio_app.desk.widgets.keys import kept
from studio_app.desk.widgets.suggestions import Suggestion, Suggestions

_LIST_KEYS = (Qt.Key.Key_Escape, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
_TEXT_LEFT = 12
"""Where a field's text begins: its border, the padding of the style sheet and Qt's own two pixels of margin."""


class Line(QLineEdit):
    """A line of text that keeps Ctrl+Z and Ctrl+Shift+Z only while there is typing to undo or redo in it; else they are
    the window's."""

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undoes = event.matches(QKeySequence.StandardKey.Undo)
            redoes = event.matches(QKeySequence.StandardKey.Redo)
            if (undoes and not self.isUndoAvailable()) or (redoes and not self.isRedoAvailable()):
                event.ignore()
                return True
        return super().event(event)


class NumberField(QSpinBox):
    """A whole number with its unit."""

    def __init__(self, least: int, most: int, unit: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(least, most)
        self.setSuffix(unit)
        self.setAccessibleName(name)
        # The style sheet's padding does not reach the line inside, which has no frame.
        self.lineEdit().setTextMargins(8, 0, 0, 0)


class SuggestField(Line):
    """A line with suggestions, and with a paler addition after its text.

    Signals:
        typed: what the user typed, at every change by hand.
        taken: the Suggestion that the user chose.
        finished: Enter was pressed and it was not for the list.
        left: the focus went elsewhere.
    """

    typed = Signal(str)
    taken = Signal(object)
    finished = Signal()
    left = Signal()

    def __init__(self, name: str, parent: QWidget | None = None, *, list_width: int = 0) -> None:
        super().__init__(parent)
        self._suffix = ""
        self.setAccessibleName(name)
        self.setProperty("form", "true")
        self.suggestions = Suggestions(self, name, width=list_width)
        self.suggestions.chosen.connect(self._taken)
        self.textEdited.connect(self.typed)

    def set_suffix(self, suffix: str) -> None:
        """Show a paler addition after the text, such as the brokerage; "" for none."""
        if suffix != self._suffix:
            self._suffix = suffix
            self.setAccessibleDescription(suffix)
            self.update()

    def suffix(self) -> str:
        """The addition that is shown."""
        return self._suffix

    def event(self, event: QEvent) -> bool:
        # The list's keys are the field's while it is open, before any shortcut of the window.
        asks = event.type() is QEvent.Type.ShortcutOverride
        if asks and self.suggestions.isVisible() and kept(event, *_LIST_KEYS):
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and self.suggestions.take_key(event):
            event.accept()
        elif plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.suggestions.hide()
            self.finished.emit()
            event.accept()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.suggestions.hide()
            self.left.emit()

    def _taken(self, row: Suggestion) -> None:
        self.taken.emit(row)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._suffix or not self.text():
            return
        shown = theme.current()
        start = _TEXT_LEFT + self.fontMetrics().horizontalAdvance(self.text())
        room = QRect(start, 0, self.width() - start - _TEXT_LEFT, self.height())
        if room.width() < 24:
            return
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(shown.text_muted)
        text = painting.elided(self._suffix, self.font(), room.width() - 9)
        baseline = (self.height() + self.fontMetrics().ascent() - self.fontMetrics().descent()) // 2
        painter.drawText(QPoint(start + 9, baseline), f"· {text}" if text else "")
