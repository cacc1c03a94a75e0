"""On the map while something is drawn: what to do next, or what is wrong."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from studio_app.desk import icons, theme
from studio_app.desk.widgets.labels import PlainLabel
from studio_app.desk.zones import words
from studio_app.desk.zones.gesture import Hand


class HintCard(QFrame):
    """A line with a sign; the size of the shape stands behind it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hint_card")
        self.setProperty("kind", "card")
        self._bad = False
        self._sign = QLabel(self)
        self._sign.setFixedSize(QSize(16, 16))
        self.hint = PlainLabel("", "body", self)
        self.facts = PlainLabel("", "body muted", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 7, 14, 7)
        row.setSpacing(8)
        for widget in (self._sign, self.hint, self.facts):
            row.addWidget(widget)
        self.hide()

    def show_hand(self, hand: Hand, *, metric: bool) -> None:
        """Say what to do next, or what is wrong."""
        problem, shape = words.problem(hand), hand.shape
        self._say(problem or words.hint(hand), bad=bool(problem))
        self.facts.setText(words.facts(shape, metric=metric) if shape and not problem else "")
        self.facts.setVisible(bool(self.facts.text()))

    def show_word(self, sentence: str) -> None:
        """Say why something can't be done, until the next step."""
        self._say(sentence, bad=True)
        self.facts.hide()

    def _say(self, sentence: str, *, bad: bool) -> None:
        self._bad = bad
        self.hint.setText(sentence)
        self.setAccessibleName(sentence)
        theme.style(self.hint, role="body danger" if bad else "body")
        self._colour()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._colour()

    def _colour(self) -> None:
        shown = theme.current()
        name, ink = ("warning", shown.danger) if self._bad else ("info", shown.text_muted)
        self._sign.setPixmap(icons.pixmap(name, ink, 16, self.devicePixelRatioF()))
