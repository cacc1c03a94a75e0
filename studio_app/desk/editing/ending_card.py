"""The question before an appointment ends, on a card: the reason, who is told, and the safe answer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from studio_app.desk.editing.ending import Answer, Question
from studio_app.desk.editing.tell_field import TellField
from studio_app.desk.overlay import Overlay
from studio_app.desk.widgets.buttons import PushButton, button_row
from studio_app.desk.widgets.fields import Line
from studio_app.desk.widgets.flow import FlowLayout
from studio_app.desk.widgets.labels import PlainLabel
from studio_app.domain.calendar_event import Notify

_WIDTH = 420


class EndingCard(Overlay):
    """Asks one question at a time.

    Signals:
        answered: the Answer; nothing where it was left alone.
    """

    answered = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("ending_card")
        self._question: Question | None = None
        self.card.setFixedWidth(_WIDTH)
        self.title = PlainLabel("", "title", self.card, wrap=True)
        self.text = PlainLabel("", "body muted", self.card, wrap=True)
        self.why = Line(self.card)
        self.why.setAccessibleName(self.tr("Reason"))
        self.why.setPlaceholderText(self.tr("In your own words, or nothing"))
        self.why.setMaxLength(500)
        self._chips = QWidget(self.card)
        self._flow = FlowLayout(self._chips, spacing=6)
        self.reasons: list[QPushButton] = []
        self.tell = TellField(self.card)
        self.no_button = PushButton("", self.card)
        self.yes_button = PushButton("", self.card, kind="danger")
        self._lay_out()
        self.why.textChanged.connect(self._mark_reason)
        self.why.returnPressed.connect(self._finish_reason)
        self.no_button.clicked.connect(self.close_card)
        self.yes_button.clicked.connect(self._yes)

    def _lay_out(self) -> None:
        box = QVBoxLayout(self.card)
        box.setContentsMargins(20, 18, 20, 18)
        box.setSpacing(8)
        box.addWidget(self.title)
        box.addWidget(self.text)
        box.addSpacing(4)
        box.addWidget(PlainLabel(self.tr("Why"), "caption strong muted", self.card))
        box.addWidget(self._chips)
        box.addWidget(self.why)
        box.addSpacing(4)
        box.addWidget(self.tell)
        box.addSpacing(8)
        box.addLayout(button_row(self.no_button, self.yes_button))

    # ------------------------------------------------------------ asking

    def ask(self, question: Question, tell: Notify) -> None:
        """Ask; `tell` is who was told the last time."""
        self._question = question
        self.setAccessibleName(question.title)
        self.title.setText(question.title)
        self.text.setText(question.text)
        self.yes_button.setText(question.yes)
        self.no_button.setText(question.no)
        self._show_reasons(question.reasons)
        self.why.clear()
        self.tell.set_value(tell)
        self.tell.setVisible(question.deed is not None)
        self._fit()
        self.open_under(None)
        safe = self.no_button if question.risky else self.reasons[0] if self.reasons else self.why
        safe.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit(self) -> None:
        """As high as the texts are at this width."""
        box = self.card.layout()
        assert box is not None
        self.ensurePolished()
        for label in (self.title, self.text, *self.reasons):
            label.ensurePolished()
        box.invalidate()
        self.card.setFixedHeight(box.totalHeightForWidth(_WIDTH))

    def question(self) -> Question | None:
        """What is asked; None where nothing is."""
        return self._question if self.isVisible() else None

    def _show_reasons(self, reasons: tuple[str, ...]) -> None:
        for button in self.reasons:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.reasons = []
        for words in reasons:
            button = PushButton(words, self._chips, kind="chip")
            button.setCheckable(True)
            button.clicked.connect(self._take_reason)
            self._flow.addWidget(button)
            self.reasons.append(button)
        self._order_tabs()

    def _order_tabs(self) -> None:
        last: QWidget = self._chips
        for widget in (*self.reasons, self.why, self.tell.choice, self.no_button, self.yes_button):
            QWidget.setTabOrder(last, widget)
            last = widget

    def _take_reason(self) -> None:
        button = self.sender()
        assert isinstance(button, QPushButton)
        self.why.setText(button.text() if button.isChecked() else "")
        self._mark_reason()

    def _mark_reason(self) -> None:
        """The chip of the words that stand in the line."""
        for button in self.reasons:
            button.setChecked(button.text() == self.why.text().strip())

    def _finish_reason(self) -> None:
        self.yes_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _yes(self) -> None:
        question = self._question
        if question is None or not self.isVisible():
            return
        tell = self.tell.value() if question.deed is not None else None
        why = self.why.text().strip()
        self.close_card()
        self.answered.emit(Answer(question, why, tell))
