"""Holds that end by themselves: their blocks go with the clock, and a word is said where somebody held them here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject

from studio_app.actions.extend_hold import ExtendHold, extend_hold
from studio_app.actions.ports import Store
from studio_app.actions.read_history import HistoryQuestion, read_history
from studio_app.desk.content import short_address
from studio_app.desk.controller import Controller
from studio_app.desk.doing import Doing
from studio_app.desk.messages import Message, MessageAction
from studio_app.desk.tone import Tone
from studio_app.domain.appointment import Appointment, State
from studio_app.worker.lane import Outcome

HELD = ("held", "held longer")
"""What the history says of somebody who holds a time."""
HOLD_AGAIN = "hold again"


@dataclass(frozen=True, slots=True)
class Lapsed:
    """A hold that is over; `ours` where this person held it."""

    item: Appointment
    ours: bool


class Lapsing(QObject):
    """Watches the holds of the snapshot; call `look` as the clock moves on."""

    def __init__(self, controller: Controller, doing: Doing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._doing = controller, doing
        self._live: dict[str, Appointment] = {}
        controller.refreshed.connect(self._refreshed)
        controller.window.messages.action_requested.connect(self._message_action)

    def _refreshed(self) -> None:
        """Holds that ended since the last look are told before they are forgotten."""
        self.look()
        desk = self._desk
        items = desk.snapshot.studio.appointments.values() if desk.snapshot else ()
        self._live = {item.id: item for item in items if item.is_live_hold(desk.now)}

    def look(self) -> None:
        """See which holds have ended."""
        desk = self._desk
        over = [item for item in self._live.values() if not item.is_live_hold(desk.now)]
        if not over:
            return
        self._live = {key: item for key, item in self._live.items() if item not in over}
        for item in over:
            job = partial(whose, desk.office.store, desk.now, desk.office.actor, item)
            desk.delivery.submit(desk.lanes.storage, job, self._tell)
        desk.refresh()

    def _tell(self, outcome: Outcome[Lapsed]) -> None:
        if outcome.error or outcome.value is None:
            self._desk.failed.emit(outcome.error)
        elif outcome.value.ours:
            item = outcome.value.item
            words = f"The hold at {short_address(item.address) or item.id} is over; its time is free again."
            again = MessageAction(f"{HOLD_AGAIN} {item.id}", "Hold again")
            note = Message(f"lapsed {item.id}", words, tone=Tone.WARN, actions=(again,), seconds=30)
            self._desk.window.messages.show_message(note)

    def _message_action(self, _message: str, action: str) -> None:
        if action.startswith(f"{HOLD_AGAIN} ") and self._desk.snapshot:
            key = action.removeprefix(f"{HOLD_AGAIN} ")
            command = ExtendHold(key, self._desk.snapshot.choices.hold_minutes)
            self._doing.do(lambda store, now, actor: extend_hold(store, now, actor, command))


def whose(store: Store, now: datetime, actor: str, item: Appointment) -> Lapsed:
    """Whether a hold that is over was this person's; one that became something else meanwhile is nobody's."""
    with store.reading() as reading:
        current = reading.appointment(item.id)
    if current.state is not State.HOLD or current.is_live_hold(now):
        return Lapsed(item, ours=False)
    rows = read_history(store, now, HistoryQuestion(appointment=item.id), limit=20).rows
    last = next((row.entry for row in rows if row.entry.action in HELD), None)
    return Lapsed(item, ours=last is not None and last.who == actor)
