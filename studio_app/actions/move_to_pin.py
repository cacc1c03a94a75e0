"""Have the coming appointments at an address stand where its pin is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from studio_app.actions.changing import OrderDone, order_done, write_allowed
from studio_app.actions.confirming import offering_others
from studio_app.actions.correct_pin import elsewhere
from studio_app.actions.judging import Proposed, judge_all
from studio_app.actions.ports import Store
from studio_app.actions.step import OrderChanged
from studio_app.actions.telling import Deed, whom_to_tell
from studio_app.domain.address import address_key
from studio_app.domain.changes import Changes
from studio_app.domain.order import street_of
from studio_app.engine.wording import counted
from studio_app.errors import NotFound

_DID = "set the place of"


@dataclass(frozen=True, slots=True)
class MoveToPin:
    """The address, as it is typed."""

    address: str


def move_to_pin(store: Store, now: datetime, actor: str, command: MoveToPin) -> OrderDone:
    """Change the place of the appointments and their orders; zones and travel are judged again, all together.

    Raises:
        Refused: the rules refuse one or more at the pin.
        NotFound: the address has no pin.
    """
    street = street_of(command.address)
    with offering_others(), store.writing() as writing:
        pin = writing.pins().get(address_key(command.address))
        if pin is None:
            raise NotFound(f"{street} has no pin any more.", "Set it again.")
        studio = writing.studio(now)
        items = elsewhere(studio, command.address, pin.place, now)
        if not items:
            return OrderDone(changes=Changes(), say="They are there already.", order=None, appointments=())
        proposed = [Proposed(_DID, replace(item, place=pin.place), item) for item in items]
        changed = judge_all(studio, now, proposed, "")
        orders = [
            OrderChanged(_DID, replace(order, property=replace(order.property, place=pin.place)), order)
            for order in writing.orders(dict.fromkeys(item.order for item in items if item.order))
            if address_key(order.property.address) == pin.key and order.property.place != pin.place
        ]
        notify = whom_to_tell(writing, actor, Deed.CHANGE, None)
        written = write_allowed(writing, studio, now, actor, changed, orders, notify)
    say = f"{counted(len(items), 'appointment')} at {street} moved to the pin."
    return order_done(written, None, say, f"place of {street}", notify)
