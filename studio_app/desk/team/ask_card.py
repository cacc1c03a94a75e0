"""A question before something dangerous, in words, with the safe answer at hand."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio_app.desk.overlay import Overlay
from studio_app.desk.widgets.buttons import PushButton, button_row
from studio_app.desk.widgets.labels import PlainLabel

_WIDTH = 420


class AskCard(Overlay):
    """Asks once. Esc is the safe answer.

    Signals:
        agreed: the other answer.
    """

    agreed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("ask_card")
        self.card.setFixedWidth(_WIDTH)
        self.title = PlainLabel("", "title", self.card, wrap=True)
        self.text = PlainLabel("", "body muted", self.card, wrap=True)
        self.keep_button = PushButton("", self.card)
        self.agree_button = PushButton("", self.card, kind="danger")
        column = QVBoxLayout(self.card)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(self.title)
        column.addWidget(self.text)
        column.addLayout(button_row(self.agree_button, self.keep_button))
        self.keep_button.clicked.connect(self.close_card)
        self.agree_button.clicked.connect(self._agree)

    def ask(self, title: str, text: str, keep: str, agree: str, *, danger: bool = True) -> None:
        """Ask; `keep` is the safe answer, and the only one where `agree` is ""."""
        self.title.setText(title)
        self.text.setText(text)
        self.keep_button.setText(keep)
        self.agree_button.setText(agree)
        self.agree_button.setVisible(bool(agree))
        self.agree_button.setProperty("kind", "danger" if danger else "primary")
        self.agree_button.style().unpolish(self.agree_button)
        self.agree_button.style().polish(self.agree_button)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.open_under(None)
        self.keep_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _agree(self) -> None:
        self.close_card()
        self.agreed.emit()
