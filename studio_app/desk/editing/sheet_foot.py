"""The foot of the sheet: whether it works, the reason for doing it all the same, whom to tell, and Save."""

from __future__ import annotations

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from studio_app.desk import theme
from studio_app.desk.editing.model import SheetState, telling
from studio_app.desk.editing.tell_field import TellField
from studio_app.desk.editing.verdict import Verdict, verdict_of
from studio_app.desk.tone import Tone
from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.fields import Line
from studio_app.desk.widgets.labels import ElidedLabel, PlainLabel
from studio_app.domain.appointment import State
from studio_app.domain.calendar_event import Notify

_STATES = {Tone.WARN: "warning", Tone.BAD: "danger"}


class SheetFoot(QWidget):
    """Stays in view whatever part is shown.

    Signals:
        save_requested: the reason for overruling, "" without; and whom to tell, a Notify.
    """

    save_requested = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._verdict = Verdict()
        self._touched = False
        self.notice = QFrame(self)
        self.notice.setProperty("kind", "notice")
        self.said = PlainLabel("", "caption", self.notice, wrap=True)
        inner = QVBoxLayout(self.notice)
        inner.setContentsMargins(10, 8, 10, 8)
        inner.addWidget(self.said)
        self.reason = Line(self)
        self.reason.setAccessibleName(self.tr("Reason for doing it against the rules"))
        self.reason.setPlaceholderText(self.tr("Why? It is kept with the appointment"))
        self.reason.setMaxLength(500)
        self.tell = TellField(self)
        self.changed = ElidedLabel("", "caption muted", self)
        self.save_button = PushButton(self.tr("Save"), self, kind="primary")
        self.save_button.setToolTip(self.tr("Ctrl+Enter"))
        self._lay_out()
        self.reason.textChanged.connect(self._show_button)
        self.reason.returnPressed.connect(self.save)
        self.save_button.clicked.connect(self.save)
        self.tell.choice.chosen.connect(self._touch)

    def _lay_out(self) -> None:
        last = QHBoxLayout()
        last.setSpacing(12)
        last.addWidget(self.changed, 1)
        last.addWidget(self.save_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 12, 20, 16)
        box.setSpacing(8)
        for widget in (self.notice, self.reason, self.tell):
            box.addWidget(widget)
        box.addLayout(last)
        self.save_button.setMinimumWidth(104)

    # ------------------------------------------------------------ what is shown

    def begin(self, tell: Notify) -> None:
        """Something else is changed; `tell` is who was told the last time."""
        self._touched = False
        self.tell.set_value(tell)
        self.reason.clear()

    def show_state(self, state: SheetState) -> None:
        """Show whether it works."""
        verdict = self._verdict = verdict_of(state)
        self.said.setText("\n".join(verdict.lines))
        self.notice.setVisible(bool(verdict.lines))
        shade = _STATES.get(verdict.tone, "")
        if self.notice.property("state") != shade:
            theme.style(self.notice, state=shade)
        self.reason.setVisible(verdict.asks)
        self.changed.setText(verdict.changed)
        item = state.found.item
        self.tell.setVisible(item is None or item.state is not State.HOLD)
        if not self._touched:
            self.tell.set_value(telling(state.found, state.wanted))
        self._show_button()

    def _show_button(self, _text: str = "") -> None:
        verdict = self._verdict
        self.save_button.setText(verdict.words)
        ready = not verdict.asks or bool(self.reason.text().strip())
        self.save_button.setEnabled(verdict.can_save and ready)

    def _touch(self, _key: str) -> None:
        self._touched = True

    # ------------------------------------------------------------ saving

    def save(self) -> bool:
        """Save, where that is possible; where a reason is missing it is asked for. Says whether it was meant."""
        if self.save_button.isEnabled():
            why = self.reason.text().strip() if self._verdict.asks else ""
            self.save_requested.emit(why, self.tell.value())
        elif self._verdict.asks:
            self.reason.setFocus()
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QPainter(self).fillRect(QRect(0, 0, self.width(), 1), theme.current().line)
