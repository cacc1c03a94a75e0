"""The list of first steps, at the right of the desk."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from studio_app.desk import icons, theme
from studio_app.desk.first_steps.model import FirstSteps, Step, StepKey
from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.labels import PlainLabel

_MARGIN, _MARK = 12, 18
_EMPTY = FirstSteps()


class _StepRow(QFrame):
    """A mark, a title that leads there, and a sentence."""

    def __init__(self, card: FirstStepsCard) -> None:
        super().__init__(card)
        self.step: Step | None = None
        self._mark = QLabel(self)
        self._mark.setFixedSize(QSize(_MARK, _MARK))
        self.button = PushButton("", self, kind="link")
        self.button.clicked.connect(card.row_clicked)
        self._note = PlainLabel("", "caption muted", self)
        self._words = PlainLabel("", "body muted", self, wrap=True)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._mark)
        head.addWidget(self.button)
        head.addWidget(self._note)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 5, 6, 5)
        column.setSpacing(0)
        column.addLayout(head)
        self._words.setContentsMargins(_MARK + 6, 0, 0, 0)
        column.addWidget(self._words)

    def show_step(self, step: Step, *, following: bool) -> None:
        """Show a step; the one that follows stands out."""
        self.step = step
        self.button.setText(step.title)
        if (self.property("kind") == "notice") != following:
            theme.style(self, kind="notice" if following else None)
        state = self.tr("done") if step.done else self.tr("next") if following else self.tr("to do")
        self.button.setAccessibleName(self.tr("{0}, {1}").format(step.title, state))
        self.button.setAccessibleDescription(step.words)
        self._note.setText(self.tr("if you like") if step.optional and not step.done else "")
        self._words.setText(step.words)
        self.draw()

    def set_brief(self, *, brief: bool) -> None:
        """Whether the sentence is left out; the step that follows keeps it."""
        self._words.setVisible(not brief or self.property("kind") == "notice")

    def draw(self) -> None:
        """Draw the mark in the theme's colours."""
        if self.step is None:
            return
        shown = theme.current()
        name, colour = ("check", shown.accent) if self.step.done else ("circle", shown.text_faint)
        self._mark.setPixmap(icons.pixmap(name, colour, _MARK, self.devicePixelRatioF()))


class FirstStepsCard(QFrame):
    """How far the studio is, and every step with a way to its place.

    Signals:
        step_chosen: the Step that somebody wants to do.
        put_away: it shall not be shown any more.
    """

    step_chosen = Signal(object)
    put_away = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("first_steps")
        self.setAccessibleName(self.tr("First steps"))
        self.setProperty("kind", "card")
        self._state, self._low = _EMPTY, False
        self.title = PlainLabel(self.tr("First steps"), "title", self)
        self.sentence = PlainLabel("", "body muted", self, wrap=True)
        self.rows = [_StepRow(self) for _ in StepKey]
        self.away_button = PushButton(self.tr("Put away"), self, kind="link")
        self.away_button.setAccessibleName(self.tr("Put the first steps away"))
        self.away_button.clicked.connect(self.put_away)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.away_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        column.setSpacing(3)
        column.addLayout(head)
        column.addWidget(self.sentence)
        for row in self.rows:
            column.addWidget(row)
        QWidget.setTabOrder(self.rows[-1].button, self.away_button)
        self.hide()

    @property
    def state(self) -> FirstSteps:
        """What is shown."""
        return self._state

    def set_state(self, state: FirstSteps) -> None:
        """Show the steps. Whether the card can be seen is for whoever holds it."""
        self._state = state
        self.sentence.setText(state.sentence)
        for row, step in zip(self.rows, state.steps, strict=False):
            row.show_step(step, following=step.key is state.next)
        self._fit()

    def set_low(self, *, low: bool) -> None:
        """Take less room: only the step that follows keeps its sentence."""
        if low != self._low:
            self._low = low
            self._fit()

    def _fit(self) -> None:
        for row in self.rows:
            row.set_brief(brief=self._low)

    def row(self, key: StepKey) -> QWidget:
        """The button of a step."""
        return next(row.button for row in self.rows if row.step is not None and row.step.key is key)

    def row_clicked(self) -> None:
        """A title was pressed."""
        button = self.sender()
        row = next((row for row in self.rows if row.button is button), None)
        if row is not None and row.step is not None:
            self.step_chosen.emit(row.step)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            for row in self.rows:
                row.draw()
