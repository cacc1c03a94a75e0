"""Want a cancelled order again: what waited for a time waits for it as before. Its appointments are brought back singly."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from studio_app.actions.changing import OrderDone, order_done, refuse_stale
from studio_app.actions.ports import Store
from studio_app.actions.step import OrderChanged, write_step
from studio_app.actions.telling import Deed, whom_to_tell
from studio_app.domain.order import street_of
from studio_app.errors import KnownError


@dataclass(frozen=True, slots=True)
class BringBackOrder:
    """Which order; `version` is that of the one that was seen, None takes whatever is there."""

    order: str
    version: int | None = None


def bring_back_order(store: Store, now: datetime, actor: str, command: BringBackOrder) -> OrderDone:
    """Put an order back on the waiting list.

    Raises:
        StaleVersion, NotFound, KnownError: it was changed, isn't there, or isn't cancelled.
    """
    with store.writing() as writing:
        before = writing.order(command.order)
        refuse_stale(before, command.version)
        if not before.cancelled:
            raise KnownError("The order is not cancelled.")
        notify = whom_to_tell(writing, actor, Deed.CHANGE, None)
        changed = OrderChanged("brought back", replace(before, cancelled=False), before)
        written = write_step(writing, now, actor, (), [changed], notify)
    street = street_of(before.property.address)
    return order_done(
        written,
        before,
        f"The order for {street} waits for a time again.",
        f"bringing back of the order for {street}",
        notify,
    )
