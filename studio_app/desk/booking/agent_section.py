"""Who orders: completed from what is known, or made on the spot."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from studio_app.desk.agent_form import AgentForm
from studio_app.desk.booking.matching import Index, folded
from studio_app.desk.booking.model import Draft, NewAgent
from studio_app.desk.booking.section import Section
from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.fields import SuggestField
from studio_app.desk.widgets.labels import ElidedLabel
from studio_app.desk.widgets.suggestions import Suggestion
from studio_app.domain.agent import Agent

_CREATE = "\n"
"""Key of the line that makes a new agent; no id contains a line break."""


class AgentSection(Section):
    """The agent's field with its list and the form for a new one.

    Signals:
        changed: id of the agent ("" where none is chosen), the NewAgent or None, and the words in the field.
        created: the NewAgent that was just made.
        done: go on to the next field.
    """

    changed = Signal(str, object, str)
    created = Signal(object)
    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Booking agent"), parent)
        self._agents: tuple[Agent, ...] = ()
        self._by_id: dict[str, Agent] = {}
        self._index = Index(())
        self._agent, self._new = "", None
        self.field = SuggestField(self.tr("Booking agent"), self)
        self.field.setObjectName("agent")
        self.field.setPlaceholderText(self.tr("Name, e-mail or brokerage"))
        self.title.setBuddy(self.field)
        self.form = AgentForm(self)
        self._hint = self._make_hint()
        self.add(self.field)
        self.add(self._hint)
        self.add(self.form)
        self.form.hide()
        self._connect()

    _new: NewAgent | None

    def _make_hint(self) -> QWidget:
        hint = QWidget(self)
        self._hint_text = ElidedLabel("", "caption muted", hint)
        self.create_button = PushButton(self.tr("Create"), hint, kind="link")
        row = QHBoxLayout(hint)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._hint_text, 1)
        row.addWidget(self.create_button)
        hint.hide()
        return hint

    def _connect(self) -> None:
        self.field.typed.connect(self._typed)
        self.field.taken.connect(self._taken)
        self.field.finished.connect(self._finished)
        self.field.left.connect(self._left)
        self.create_button.clicked.connect(self._open_form)
        self.form.accepted.connect(self._made)
        self.form.cancelled.connect(self.close_form)

    # ------------------------------------------------------------ what is shown

    def set_known(self, agents: tuple[Agent, ...], brokerages: tuple[str, ...]) -> None:
        """Take the agents who are completed."""
        self.form.set_brokerages(brokerages)
        if agents == self._agents:
            return
        self._agents = agents
        self._by_id = {agent.id: agent for agent in agents}
        self._index = Index((agent.name, agent.email, agent.brokerage) for agent in agents)
        self._show_suffix()

    def set_value(self, draft: Draft) -> None:
        """Show what a draft says; nothing is signalled."""
        self._agent, self._new = draft.agent, draft.new_agent
        known = self._by_id.get(draft.agent)
        name = known.name if known else draft.new_agent.name if draft.new_agent else draft.agent_text
        if self.field.text() != name:
            self.field.setText(name)
        self.form.hide()
        self._hint.hide()
        self._show_suffix()

    def hint(self) -> str:
        """What is said under the field; "" where nothing is."""
        return self._hint_text.accessibleName() if self._hint.isVisible() else ""

    def form_is_open(self) -> bool:
        """Whether a new agent is being typed."""
        return self.form.isVisible()

    def close_form(self) -> None:
        """Give the form up; the name that was typed stays."""
        self.form.hide()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------ what the user does

    def _typed(self, text: str) -> None:
        self._settle("", None)
        self._hint.hide()
        self.form.hide()
        found = [self._suggestion(self._agents[place]) for place in self._index.find(text, 6)]
        if text.strip():
            found.append(Suggestion(_CREATE, self.tr("Create “{}”").format(text.strip()), action=True))
        self.field.suggestions.offer(tuple(found))

    def _taken(self, row: Suggestion) -> None:
        if row.key == _CREATE:
            self._open_form()
            return
        self._choose(self._by_id[row.key])
        self.done.emit()

    def _finished(self) -> None:
        if self._unsettled() and not self._settle_by_name():
            self._typed(self.field.text())
        else:
            self.done.emit()

    def _left(self) -> None:
        if self._unsettled() and not self._settle_by_name() and not self.form.isVisible():
            self._show_hint(self.tr("“{}” is not known yet.").format(self.field.text().strip()))
            self.create_button.show()

    def _show_hint(self, words: str) -> None:
        self._hint_text.setText(words)
        self.create_button.hide()
        self._hint.show()

    def _open_form(self) -> None:
        self._hint.hide()
        self.form.begin(self.field.text())

    def _made(self, new: NewAgent) -> None:
        self.form.hide()
        there = next((agent for agent in self._agents if folded(agent.email) == folded(new.email)), None)
        if there is not None:
            # An address is one agent's: the booking would go to them, whatever name was typed.
            self._choose(there)
            self._show_hint(self.tr("{} is {}’s address.").format(there.email, there.name))
            self.done.emit()
            return
        self.field.setText(new.name)
        self._settle("", new)
        self.created.emit(new)
        self.done.emit()

    # ------------------------------------------------------------ parts

    def _unsettled(self) -> bool:
        return bool(self.field.text().strip()) and not self._agent and self._new is None

    def _settle_by_name(self) -> bool:
        """Take the one agent whose name or e-mail address was typed in full."""
        typed = folded(self.field.text()).strip()
        same = [agent for agent in self._agents if typed in (folded(agent.name), folded(agent.email))]
        if len(same) == 1:
            self._choose(same[0])
        return len(same) == 1

    def _choose(self, agent: Agent) -> None:
        self.field.setText(agent.name)
        self._settle(agent.id, None)

    def _settle(self, agent: str, new: NewAgent | None) -> None:
        self._agent, self._new = agent, new
        self._show_suffix()
        self.changed.emit(agent, new, self.field.text())

    def _show_suffix(self) -> None:
        known = self._by_id.get(self._agent)
        suffix = known.brokerage if known else ""
        if self._new is not None:
            suffix = self._new.brokerage or self.tr("new")
        self.field.set_suffix(suffix)

    @staticmethod
    def _suggestion(agent: Agent) -> Suggestion:
        return Suggestion(agent.id, agent.name, agent.brokerage or agent.email)
