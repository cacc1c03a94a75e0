"""The small form that makes a booking agent on the spot, in place, while the caller is still talking."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from studio_app.desk import theme
from studio_app.desk.booking.matching import Index
from studio_app.desk.booking.model import NewAgent
from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.fields import SuggestField
from studio_app.desk.widgets.labels import PlainLabel
from studio_app.desk.widgets.suggestions import Suggestion

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")


class AgentForm(QFrame):
    """Name, e-mail, phone and brokerage of a new agent. Enter goes on, in the last line it adds; Esc gives up.

    Signals:
        accepted: the NewAgent.
        cancelled: nothing is made; what was typed as the name stays in the field above.
    """

    accepted = Signal(object)
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("agent_form")
        self.setProperty("kind", "card")
        self.setAccessibleName(self.tr("New booking agent"))
        self._brokerages: tuple[str, ...] = ()
        self._known = Index(())
        self.name = self._line(self.tr("Name"), "agent_name")
        self.email = self._line(self.tr("E-mail"), "agent_email")
        self.phone = self._line(self.tr("Phone"), "agent_phone")
        self.brokerage = SuggestField(self.tr("Brokerage"), self)
        self.brokerage.setObjectName("agent_brokerage")
        self.brokerage.setProperty("form", None)
        self._problem = PlainLabel("", "caption danger", self, wrap=True)
        self.add_button = PushButton(self.tr("Add agent"), self, kind="primary")
        self.cancel_button = PushButton(self.tr("Cancel"), self, kind="quiet")
        self._lay_out()
        self._connect()

    def _line(self, name: str, object_name: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setObjectName(object_name)
        line.setAccessibleName(name)
        line.returnPressed.connect(self._go_on)
        return line

    def _lay_out(self) -> None:
        rows = QGridLayout()
        rows.setHorizontalSpacing(8)
        rows.setVerticalSpacing(6)
        rows.setColumnStretch(1, 1)
        for row, field in enumerate(self._fields()):
            label = PlainLabel(field.accessibleName(), "caption muted", self)
            label.setBuddy(field)
            rows.addWidget(label, row, 0)
            rows.addWidget(field, row, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.add_button, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(11, 11, 11, 11)
        box.setSpacing(8)
        box.addLayout(rows)
        box.addWidget(self._problem)
        box.addLayout(buttons)
        self._problem.hide()

    def _connect(self) -> None:
        self.brokerage.typed.connect(self._complete_brokerage)
        self.brokerage.taken.connect(self._take_brokerage)
        self.brokerage.finished.connect(self.submit)
        self.add_button.clicked.connect(self.submit)
        self.cancel_button.clicked.connect(self.cancelled)
        for line in self._fields():
            line.textChanged.connect(self._forgive)

    def _fields(self) -> tuple[QLineEdit, ...]:
        return (self.name, self.email, self.phone, self.brokerage)

    def set_brokerages(self, names: tuple[str, ...]) -> None:
        """Take the names that the last line completes."""
        if names != self._brokerages:
            self._brokerages = names
            self._known = Index((name,) for name in names)

    def begin(self, typed: str) -> None:
        """Start with what was typed in the agent's field: a name, or an e-mail address."""
        is_email = "@" in typed
        for line in self._fields():
            line.clear()
        self.name.setText("" if is_email else typed.strip())
        self.email.setText(typed.strip() if is_email else "")
        self._show_problem("")
        self.show()
        (self.name if is_email or not typed.strip() else self.email).setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        """Add the agent, or say what is missing and go there."""
        name, email = self.name.text().strip(), self.email.text().strip()
        if not name:
            self._refuse(self.name, self.tr("Type the agent's name."))
        elif not _EMAIL.fullmatch(email):
            self._refuse(self.email, self.tr("Type an e-mail address: the invitation goes there."))
        else:
            self.accepted.emit(
                NewAgent(name, email, self.phone.text().strip(), self.brokerage.text().strip())
            )

    def _go_on(self) -> None:
        fields = self._fields()
        place = next((place for place, line in enumerate(fields[:-1]) if line.hasFocus()), None)
        if place is not None:
            fields[place + 1].setFocus(Qt.FocusReason.TabFocusReason)

    def _complete_brokerage(self, typed: str) -> None:
        found = (self._brokerages[place] for place in self._known.find(typed, 5))
        self.brokerage.suggestions.offer(tuple(Suggestion(name, name) for name in found), current=-1)

    def _take_brokerage(self, row: Suggestion) -> None:
        self.brokerage.setText(row.title)

    def _refuse(self, line: QLineEdit, sentence: str) -> None:
        self._show_problem(sentence)
        theme.style(line, invalid="true")
        line.setFocus(Qt.FocusReason.OtherFocusReason)
        line.selectAll()

    def _forgive(self) -> None:
        if self._problem.isVisible():
            self._show_problem("")

    def _show_problem(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        for line in self._fields():
            theme.style(line, invalid=None)
