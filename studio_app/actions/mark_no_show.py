"""Note that nobody was there, or that somebody was."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from studio_app.actions.changing import OrderDone, order_done, refuse_stale
from studio_app.actions.confirming import reason_given
from studio_app.actions.ports import Store
from studio_app.actions.step import Changed, write_step
from studio_app.actions.wording import street
from studio_app.domain.appointment import State
from studio_app.domain.calendar_event import Notify
from studio_app.domain.changes import Changes
from studio_app.errors import KnownError


@dataclass(frozen=True, slots=True)
class MarkNoShow:
    """Which appointment; `version` is that of the one that was seen, None takes whatever is there."""

    appointment: str
    no_show: bool = True
    why: str = ""
    version: int | None = None


def mark_no_show(store: Store, now: datetime, actor: str, command: MarkNoShow) -> OrderDone:
    """Note whether somebody was there. The appointment stays booked, as it took its crew's time, and nobody is told.

    Raises:
        KnownError: it has not begun, or is not booked.
        StaleVersion, NotFound, BadInput: it was changed, isn't there, or the reason is too long.
    """
    why = reason_given(command.why, "why")
    with store.writing() as writing:
        before = writing.appointment(command.appointment)
        refuse_stale(before, command.version)
        if before.state is not State.CONFIRMED:
            raise KnownError("Only a booked appointment can be a no-show.")
        if before.span.start > now:
            raise KnownError("The appointment has not begun yet.")
        order = writing.order(before.order) if before.order else None
        after = replace(before, no_show=command.no_show)
        if after == before:
            return OrderDone(
                changes=Changes(), say="It is noted already.", order=order, appointments=(before,)
            )
        did = "noted as a no-show" if command.no_show else "noted as attended"
        written = write_step(writing, now, actor, [Changed(did, after, before, why)], (), Notify.NOBODY)
    say = f"{street(after)}: {'nobody was there' if command.no_show else 'somebody was there'}."
    return order_done(written, order, say, f"no-show of {street(after)}", Notify.NOBODY)
