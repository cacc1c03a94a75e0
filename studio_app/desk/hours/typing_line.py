"""Where the hours of a day are typed, over their track."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from studio_app.desk import theme
from studio_app.desk.hours.text import parse_hours
from studio_app.desk.widgets.fields import Line
from studio_app.desk.widgets.keys import kept
from studio_app.desk.wording import ENGLISH, Wording
from studio_app.errors import BadInput

HEIGHT = 26


class TypingLine(Line):
    """One day's hours as text. What can't be read stays, with a sentence, until it is put right or left with Esc.

    Signals:
        read: the WallSpans that are typed, at every change; None while they can't be read.
        put: the WallSpans that were typed, and the day to type next: -1 before, 1 after, 0 none.
        left: it was left without a change.
        said: what is wrong; "" nothing.
    """

    read = Signal(object)
    put = Signal(object, int)
    left = Signal()
    said = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("hours_typing")
        self.setStyleSheet(
            f"min-height: {HEIGHT - 4}px; max-height: {HEIGHT - 4}px; padding: 0 5px; border-radius: 5px;"
        )
        self.setPlaceholderText(self.tr("8-12, 1-6, or off"))
        self._wording = ENGLISH
        self._begun = ""
        self.textEdited.connect(self._typed)
        self.hide()

    def begin(self, name: str, text: str, wording: Wording, *, fresh: str = "") -> None:
        """Type the hours of a day; `fresh` replaces what it has."""
        self._wording, self._begun = wording, text
        self.setAccessibleName(name)
        self.setText(fresh or text)
        self._show_problem("")
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if fresh:
            self.end(False)
            self._typed(fresh)
        else:
            self.selectAll()

    def _typed(self, text: str) -> None:
        self._show_problem("")
        try:
            spans = parse_hours(text, self._wording)
        except BadInput:
            spans = None  # half typed; Enter says what is wrong
        self.read.emit(spans)

    def _put(self, way: int) -> None:
        """Take what is typed, if it can be read."""
        if self.isHidden():
            return
        if self.text() == self._begun and way == 0:
            self._leave()
            return
        try:
            spans = parse_hours(self.text(), self._wording)
        except BadInput as problem:
            self._show_problem(problem.sentence)
            return
        self.hide()
        self.put.emit(spans, way)

    def _leave(self) -> None:
        self.hide()
        self._show_problem("")
        self.left.emit()

    def _show_problem(self, sentence: str) -> None:
        invalid = "true" if sentence else None
        if self.property("invalid") != invalid:
            theme.style(self, invalid=invalid)
        self.setAccessibleDescription(sentence)
        self.said.emit(sentence)

    def event(self, event: QEvent) -> bool:
        if kept(event, Qt.Key.Key_Escape):
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ways = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Return: 0, Qt.Key.Key_Enter: 0}
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        elif event.key() in ways:
            self._put(ways[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self._put(0)
