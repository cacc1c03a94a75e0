"""The card of preset start times: a row a weekday, and what they mean in a sentence."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from studio_app.desk.presets import model
from studio_app.desk.presets.day_row import DayRow
from studio_app.desk.presets.model import DAYS, PresetsState
from studio_app.desk.widgets.labels import PlainLabel
from studio_app.errors import BadInput


class PresetsCard(QFrame):
    """Start times that a photographer is offered at.

    Signals:
        changed: all start times as they are to be (a dict by weekday), and what was changed, such as `Tuesday`.
    """

    changed = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("presets")
        self.setProperty("kind", "card")
        self._state = PresetsState()
        self.title = PlainLabel(self.tr("Start times"), "body strong", self)
        self.meaning = PlainLabel("", "caption muted", self, wrap=True)
        self.problem = PlainLabel("", "caption danger", self, wrap=True)
        self.problem.hide()
        self.outside = PlainLabel("", "caption warning", self, wrap=True)
        self.rows = [DayRow(day, self) for day in DAYS]
        self._lay_out()

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 14)
        box.setSpacing(4)
        box.addWidget(self.title)
        for row in self.rows:
            box.addWidget(row)
            row.added.connect(self._add)
            row.removed.connect(self._remove)
            row.copied.connect(self._copy)
            row.refused.connect(self._tell)
        for label in (self.problem, self.outside, self.meaning):
            box.addWidget(label)
        box.addStretch(1)

    # ------------------------------------------------------------ what is shown

    def set_state(self, state: PresetsState) -> None:
        """Show start times; what is being typed stays."""
        self._state = state
        for row in self.rows:
            row.set_state(state)
        self.meaning.setText(model.presets_sentence(state))
        words = model.outside_words(state)
        self.outside.setText(words)
        self.outside.setVisible(bool(words))
        self._keep_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_room()

    def _keep_room(self) -> None:
        """As high as the chips and words need at this width: what is around would not ask by itself."""
        layout = self.layout()
        if layout is not None:
            self.setFixedHeight(layout.totalHeightForWidth(self.width()))

    def begin(self) -> None:
        """Take the keyboard."""
        self.rows[0].line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
        self._keep_room()

    # ------------------------------------------------------------ what is done

    def _add(self, day: int, starts: tuple[int, ...]) -> None:
        try:
            self._take(model.with_starts(self._state.presets, day, starts), day)
        except BadInput as error:
            self._tell(error.sentence)

    def _remove(self, day: int, start: int) -> None:
        self._take(model.without_start(self._state.presets, day, start), day)

    def _copy(self, day: int, to: tuple[int, ...]) -> None:
        self._take(model.copied(self._state.presets, day, to), to[0] if len(to) == 1 else -1)

    def _take(self, presets: dict[int, tuple[int, ...]], day: int) -> None:
        """Show it at once; whoever stores it says what became of it by another state."""
        if presets == dict(self._state.presets):
            return
        what = self._state.wording.weekdays_long[day] if day >= 0 else self.tr("the week")
        self.set_state(replace(self._state, presets=presets))
        self.changed.emit(presets, what)
