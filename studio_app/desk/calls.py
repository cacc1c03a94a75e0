"""Orders that are being booked or held: the calendars are asked first, and the call goes on meanwhile.

Each order that was confirmed lives on as a `Call` until its answer is there. The panel says what it waits for as long as
it still shows that order; after `Ctrl+N` the answer comes as a message, and an order that was refused can be brought back.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject

from studio_app.actions.agents import Caller
from studio_app.actions.book_order import BookOrder, Slot, book_order
from studio_app.actions.done import Done, Refused
from studio_app.desk.booking.model import Draft, Work
from studio_app.desk.content import face_of, short_address
from studio_app.desk.controller import Controller
from studio_app.desk.doing import Doing, refusal
from studio_app.desk.messages import Message, MessageAction
from studio_app.desk.panel_content import Choices
from studio_app.desk.tone import Tone
from studio_app.errors import KnownError
from studio_app.worker.lane import Outcome

BRING_BACK = "bring_back"


@dataclass(frozen=True, slots=True)
class KeptOrder:
    """An order as it stood in the panel."""

    id: str
    draft: Draft
    choices: Choices

    @property
    def words(self) -> str:
        """What it is about."""
        return short_address(self.draft.address) or "The order"


class Call(QObject):
    """One order whose answer is awaited."""

    def __init__(self, calls: Calls, order: KeptOrder) -> None:
        super().__init__(calls)
        self._calls, self.order = calls, order

    def answered(self, outcome: Outcome[Done]) -> None:
        """The answer is there."""
        self._calls.answered(self, outcome)
        self.deleteLater()


class Calls(QObject):
    """Confirm and hold, from the booking panel."""

    def __init__(self, controller: Controller, doing: Doing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._doing = controller, doing
        self._under_way: list[Call] = []
        self._kept: dict[str, KeptOrder] = {}
        panel = controller.window.booking
        panel.confirm_requested.connect(self.confirm)
        panel.hold_requested.connect(self.hold)
        controller.started_new.connect(self._went_on)
        controller.window.messages.action_requested.connect(self._message_action)

    def confirm(self, reason: str) -> None:
        """Book the order; `reason` is why rules are overruled, "" where none is."""
        self._book(Work.CONFIRMING, None, reason)

    def hold(self) -> None:
        """Reserve the times of the order."""
        snapshot = self._desk.snapshot
        if snapshot is not None:
            self._book(Work.HOLDING, snapshot.choices.hold_minutes, "")

    def _book(self, work: Work, hold_minutes: int | None, reason: str) -> None:
        desk = self._desk
        command = self._command(desk.draft, hold_minutes, reason)
        if command is None:
            return
        call = Call(self, KeptOrder(desk.order_id, desk.draft, desk.choices))
        self._under_way.append(call)
        desk.set_work(work, self._waits_for(command))
        office = desk.office
        job = partial(book_order, office.store, desk.now, office.actor, command, office.busy)
        desk.delivery.submit(desk.lanes.confirming, job, call.answered)

    def _command(self, draft: Draft, hold_minutes: int | None, reason: str) -> BookOrder | None:
        desk = self._desk
        answer = desk.answer
        if answer is None or not answer.parts:
            return None
        new = draft.new_agent
        caller = (
            Caller(email=new.email, name=new.name, phone=new.phone, brokerage=new.brokerage)
            if new
            else Caller(id=draft.agent)
        )
        return BookOrder(
            id=desk.order_id,
            caller=caller,
            address=draft.address,
            services=draft.services,
            packages=draft.packages,
            slots=tuple(self._slot(place) for place in range(len(answer.parts))),
            square_feet=draft.square_feet,
            place=answer.place,
            hold_minutes=hold_minutes,
            overrule=reason,
        )

    def _slot(self, place: int) -> Slot | None:
        """The time chosen for a part, with the crew that was shown where a photographer is asked for."""
        desk = self._desk
        start = desk.choices.times.get(place)
        if start is None:
            return None
        look = desk.choices.looks.get(place)
        wanted = desk.draft.photographer
        if wanted is None:
            return Slot(start)
        crew = look.crew if look and look.at == start else ()
        return Slot(start, crew or (wanted,))

    def _waits_for(self, command: BookOrder) -> str:
        """Whose calendars are read afresh."""
        snapshot = self._desk.snapshot
        crews = [slot.crew for slot in command.slots if slot]
        if snapshot is None or not all(crews):
            return asking(())
        people = dict.fromkeys(key for crew in crews for key in crew or ())
        return asking(tuple(face_of(snapshot.studio, key).first_name for key in people))

    # ------------------------------------------------------------ the answer

    def answered(self, call: Call, outcome: Outcome[Done]) -> None:
        """Say what became of an order."""
        desk, order = self._desk, call.order
        self._under_way.remove(call)
        desk.window.messages.take_back(_key(order))
        if order.id == desk.order_id:
            desk.set_work(Work.NONE)
            if self._doing.took(outcome):
                desk.start_new()
        elif isinstance(outcome.error, KnownError):
            desk.refresh()
            self._offer_again(order, outcome.error)
        else:
            self._doing.took(outcome)

    def _offer_again(self, order: KeptOrder, error: KnownError) -> None:
        """An order that could not be booked while the next one was typed: nothing of it is lost."""
        self._kept[order.id] = order
        again = MessageAction(f"{BRING_BACK} {order.id}", "Open it again")
        if isinstance(error, Refused):
            message = refusal(error, order.words, again)
        else:
            text = f"{order.words} is not booked. {error.sentence}"
            message = Message(_key(order), text, error.advice, Tone.BAD, (again,))
        self._desk.window.messages.show_message(message)

    def _went_on(self) -> None:
        """The next order is begun; what is still being confirmed is said in the message bar."""
        for call in self._under_way:
            note = Message(
                _key(call.order), f"{call.order.words}: being booked\N{HORIZONTAL ELLIPSIS}", tone=Tone.PLAIN
            )
            self._desk.window.messages.show_message(note)

    def _message_action(self, _message: str, action: str) -> None:
        verb, _, key = action.partition(" ")
        order = self._kept.pop(key, None) if verb == BRING_BACK else None
        if order is not None:
            self.bring_back(order)

    def bring_back(self, order: KeptOrder) -> None:
        """Show an order again; one that is typed meanwhile is kept the same way."""
        desk = self._desk
        if desk.draft.has_agent or desk.draft.address or desk.draft.has_services:
            other = KeptOrder(desk.order_id, desk.draft, desk.choices)
            self._kept[other.id] = other
            again = MessageAction(f"{BRING_BACK} {other.id}", "Open it again")
            note = Message(_key(other), f"{other.words} is set aside.", tone=Tone.PLAIN, actions=(again,))
            desk.window.messages.show_message(note)
        desk.bring_back(order.id, order.draft, order.choices)


def _key(order: KeptOrder) -> str:
    return f"order {order.id}"


def asking(names: tuple[str, ...]) -> str:
    """`Asking Maya's calendar`, with dots; of many, or of nobody in particular, `Asking the calendars`."""
    dots = "\N{HORIZONTAL ELLIPSIS}"
    owned = [f"{name}\N{RIGHT SINGLE QUOTATION MARK}s" for name in names]
    if not owned or len(owned) > 3:
        return f"Asking the calendars{dots}"
    if len(owned) == 1:
        return f"Asking {owned[0]} calendar{dots}"
    return f"Asking {', '.join(owned[:-1])} and {owned[-1]} calendars{dots}"
