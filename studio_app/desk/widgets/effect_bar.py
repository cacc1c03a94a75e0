"""The strip below a page of the set-up: what the last change does to the coming two weeks."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from studio_app.actions.effect_of_change import COUNTED
from studio_app.desk import icons, theme
from studio_app.desk.effect_words import NOTHING, EffectRow, EffectState
from studio_app.desk.tone import Tone
from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.labels import ElidedLabel, PlainLabel, plain_tip

_STATES = {Tone.WARN: "warning", Tone.BAD: "danger"}
_ICONS = {Tone.GOOD: "check", Tone.PLAIN: "info", Tone.WARN: "warning", Tone.BAD: "warning"}
_MOST_HEIGHT = 188


class EffectBar(QFrame):
    """One sentence, and behind a button the appointments that break a rule now. Hidden while there is nothing to say.

    Signals:
        appointment_requested: The id of one that somebody wants to see on the board.
    """

    appointment_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("effect_bar")
        self.setProperty("kind", "notice")
        self.setAccessibleName("Effect on the coming two weeks")
        self._state = NOTHING
        self._icon = QLabel(self)
        self._icon.setFixedSize(QSize(18, 18))
        self.sentence = PlainLabel("", parent=self, wrap=True)
        self.sentence.setToolTip(plain_tip(COUNTED))
        self.sentence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.show_button = PushButton("", self)
        self.show_button.setCheckable(True)
        self.show_button.toggled.connect(self._unfold)
        self._advice = PlainLabel("", "muted", self, wrap=True)
        self._list = QScrollArea(self)
        self._list.setWidgetResizable(True)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._icon)
        line.addWidget(self.sentence, 1)
        line.addWidget(self.show_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 8, 6)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self._list)
        column.addWidget(self._advice)

    @property
    def state(self) -> EffectState:
        """What is shown."""
        return self._state

    def set_state(self, state: EffectState) -> None:
        """Show an effect; an empty one hides the strip. The list stays open as long as there is one."""
        if state == self._state:
            return
        rows = state.rows != self._state.rows
        self._state = state
        self.sentence.setText(state.sentence)
        self._advice.setText(state.advice)
        count = len(state.rows)
        self.show_button.setText("Show it" if count == 1 else f"Show all {count}")
        self.show_button.setVisible(bool(count) and not state.trying)
        theme.style(self, state=_STATES.get(state.tone, ""))
        self._show_icon()
        if rows:
            self._fill(state.rows)
        self._unfold(self.show_button.isChecked())
        self.setVisible(bool(state.sentence))

    def _show_icon(self) -> None:
        shown = theme.current()
        colour = shown.warning if self._state.tone in _STATES else shown.accent
        self._icon.setPixmap(icons.pixmap(_ICONS[self._state.tone], colour, 18, self.devicePixelRatioF()))

    def _fill(self, rows: tuple[EffectRow, ...]) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for row in rows:
            column.addWidget(self._row(row, inside))
        column.addStretch(1)
        self._list.setWidget(inside)
        self._list.setFixedHeight(min(_MOST_HEIGHT, inside.sizeHint().height()))

    def _row(self, row: EffectRow, parent: QWidget) -> QWidget:
        line = QWidget(parent)
        layout = QHBoxLayout(line)
        layout.setContentsMargins(26, 0, 0, 0)
        layout.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(row.title, "strong", line))
        words.addWidget(ElidedLabel(row.why, "muted", line))
        layout.addLayout(words, 1)
        button = PushButton("Show on the board", line)
        button.setAccessibleDescription(row.title)
        button.setProperty("appointment", row.appointment)
        button.clicked.connect(self._asked)
        layout.addWidget(button)
        return line

    def _asked(self) -> None:
        button = self.sender()
        if button is not None:
            self.appointment_requested.emit(str(button.property("appointment")))

    def _unfold(self, wanted: bool) -> None:
        open_ = wanted and bool(self._state.rows) and not self._state.trying
        self._list.setVisible(open_)
        self._advice.setVisible(open_)
