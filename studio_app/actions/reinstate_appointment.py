"""Bring a cancelled or postponed appointment back at its old time: its event is created again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from studio_app.actions.change_services import crew_of
from studio_app.actions.changing import OrderDone, order_done, refuse_stale, write_allowed
from studio_app.actions.confirming import offering_others, reason_given
from studio_app.actions.fresh_reading import read_afresh
from studio_app.actions.judging import Proposed, judge_all
from studio_app.actions.ports import BusyReader, Store
from studio_app.actions.telling import Deed, whom_to_tell
from studio_app.actions.wording import names, street, where_and_when
from studio_app.domain.appointment import State
from studio_app.domain.calendar_event import Notify
from studio_app.errors import KnownError


@dataclass(frozen=True, slots=True)
class ReinstateAppointment:
    """Which appointment; the rest as in `move_appointment.MoveAppointment`."""

    appointment: str
    overrule: str = ""
    version: int | None = None
    notify: Notify | None = None


def reinstate_appointment(
    store: Store, now: datetime, actor: str, command: ReinstateAppointment, busy: BusyReader | None = None
) -> OrderDone:
    """Confirm an appointment again that was cancelled or postponed, with its crew at its time. At another time a
    postponed one is moved. An order that was cancelled is wanted again.

    Raises:
        Refused: the rules refuse, with the next openings.
        StaleVersion, NotFound, KnownError: it was changed, isn't there, or has an event already.
    """
    why = reason_given(command.overrule)
    unread = read_afresh(store, now, busy, crew_of(store, command.appointment)) if busy is not None else ()
    with offering_others(), store.writing() as writing:
        before = writing.appointment(command.appointment)
        refuse_stale(before, command.version)
        if before.blocks_at(now):
            raise KnownError(
                "The appointment is booked already." if before.state is not State.HOLD else "It is held."
            )
        studio = writing.studio(now, also=[before.id])
        after = replace(before, state=State.CONFIRMED, hold_until=None, reason="", assigned_at=now)
        changed = judge_all(studio, now, [Proposed("brought back", after, before)], why)
        order = writing.order(before.order) if before.order else None
        notify = whom_to_tell(writing, actor, Deed.BOOK, command.notify)
        written = write_allowed(writing, studio, now, actor, changed, (), notify)
    say = f"Brought back: {where_and_when(studio, after)}, {names(studio, after.crew)}."
    return order_done(written, order, say, f"bringing back of {street(after)}", notify, unread)
