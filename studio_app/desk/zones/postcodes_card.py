"""Postcodes to begin a zone with, typed as a list."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio_app.desk import theme
from studio_app.desk.overlay import Overlay
from studio_app.desk.widgets.buttons import PushButton, button_row
from studio_app.desk.widgets.fields import Line
from studio_app.desk.widgets.labels import PlainLabel

_WIDTH = 380


class PostcodesCard(Overlay):
    """The card.

    Signals:
        asked: the list.
    """

    asked = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("postcodes_card")
        self.setAccessibleName(self.tr("A zone of postcodes"))
        self.card.setFixedWidth(_WIDTH)
        self.field = Line(self.card)
        self.field.setAccessibleName(self.tr("Postcodes"))
        self.field.setPlaceholderText(self.tr("02446, 02445-02467"))
        self._usual = self.tr(
            "Codes and ranges. Their areas together become the new zone, about as they are; those that don’t meet "
            "become several."
        )
        self.hint = PlainLabel(self._usual, "caption muted", self.card, wrap=True)
        self.take = PushButton(self.tr("Make the zone"), self.card, kind="primary")
        self.leave = PushButton(self.tr("Cancel"), self.card)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addWidget(PlainLabel(self.tr("A zone of postcodes"), "title", self.card))
        column.addWidget(self.field)
        column.addWidget(self.hint)
        column.addLayout(button_row(self.leave, self.take))
        self.field.returnPressed.connect(self._ask)
        self.field.textEdited.connect(self._typed)
        self.take.clicked.connect(self._ask)
        self.leave.clicked.connect(self.close_card)

    def begin(self, anchor: QWidget | None) -> None:
        """Open it."""
        self.open_under(anchor)
        self._typed("")
        self.field.setFocus()
        self.field.selectAll()

    def refuse(self, sentence: str) -> None:
        """Say what is wrong with the list."""
        theme.style(self.hint, role="caption danger")
        self.hint.setText(sentence)
        self._fit()

    def _typed(self, _text: str) -> None:
        theme.style(self.hint, role="caption muted")
        self.hint.setText(self._usual)
        self._fit()

    def _fit(self) -> None:
        """Higher where the sentence takes more lines."""
        layout = self.card.layout()
        assert layout is not None
        layout.activate()
        height = max(self.card.sizeHint().height(), self.card.heightForWidth(_WIDTH))
        self.card.resize(_WIDTH, height)

    def _ask(self) -> None:
        if self.field.text().strip():
            self.asked.emit(self.field.text())
        else:
            self.refuse(self.tr("Type a postcode, such as 02446."))
