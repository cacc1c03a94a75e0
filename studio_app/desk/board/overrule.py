"""The question whether a drop is to be done against the rules: a card at the block, never in the way of the rest."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from studio_app.desk.widgets.buttons import PushButton, button_row
from studio_app.desk.widgets.labels import PlainLabel

_WIDTH = 340
_AIR = 8


class OverruleCard(QFrame):
    """Asks why; the safe answer is at hand with Esc and is the one that has the ring at first.

    Signals:
        overruled: the reason.
        put_back: it is not to be done.
    """

    overruled = Signal(str)
    put_back = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("overrule-card")
        self.setProperty("kind", "card")
        self.setFixedWidth(_WIDTH)
        # A click on the card is none on the block that lies below it.
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.sentence = PlainLabel("", "body strong", self, wrap=True)
        self.advice = PlainLabel(
            self.tr("Do it all the same? Say why; the reason is kept."), "body muted", self, wrap=True
        )
        self.reason = QLineEdit(self)
        self.reason.setPlaceholderText(self.tr("Reason"))
        self.reason.setAccessibleName(self.tr("Reason for doing it against the rules"))
        self.reason.setMaxLength(500)
        self.back = PushButton(self.tr("Put back"), self)
        self.do = PushButton(self.tr("Do it anyway"), self, kind="danger")
        self.do.setEnabled(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(6)
        for widget in (self.sentence, self.advice, self.reason):
            column.addWidget(widget)
        column.addLayout(button_row(self.back, self.do))
        self.reason.textChanged.connect(self._typed)
        self.reason.returnPressed.connect(self._overrule)
        self.back.clicked.connect(self._put_back)
        self.do.clicked.connect(self._overrule)
        for label in (self.sentence, self.advice):
            label.setFixedWidth(_WIDTH - 28)
        self.hide()

    def ask(self, sentence: str, area: QRectF) -> None:
        """Ask beside an area of the parent."""
        self.sentence.setText(sentence)
        self.setAccessibleName(sentence)
        self.reason.clear()
        for label in (self.sentence, self.advice):
            label.setFixedHeight(label.heightForWidth(_WIDTH - 28))
        self.adjustSize()
        self.place(area)
        self.show()
        self.raise_()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self, area: QRectF) -> None:
        """Stand below an area of the parent, or above it where there is more room."""
        height = self.sizeHint().height()
        over = self.parentWidget()
        assert over is not None
        x = min(max(_AIR, area.left()), over.width() - _WIDTH - _AIR)
        y = area.bottom() + _AIR
        if y + height > over.height() - _AIR:
            y = max(_AIR, area.top() - _AIR - height)
        self.setGeometry(round(x), round(y), _WIDTH, height)

    def close_card(self) -> bool:
        """Go away; says whether it was open."""
        was_open = self.isVisible()
        self.hide()
        return was_open

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys end here: the Enter that gives the reason would open the block that the grid's keyboard is on."""
        if event.key() == Qt.Key.Key_Escape:
            self._put_back()
        event.accept()

    def _typed(self, text: str) -> None:
        self.do.setEnabled(bool(text.strip()))

    def _overrule(self) -> None:
        reason = self.reason.text().strip()
        if reason:
            self.hide()
            self.overruled.emit(reason)

    def _put_back(self) -> None:
        self.hide()
        self.put_back.emit()
