"""Bring a cancelled or postponed appointment back at its old time: its event is created again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from studio_app.actions.change_services import crew_of, order_change
from studio_app.actions.changing import OrderDone, order_done, refuse_stale, write_allowed
from studio_app.actions.confirming import offering_others, reason_given
from studio_app.actions.fresh_reading import read_afresh
from studio_app.actions.judging import Proposed, judge_all
from studio_app.actions.merge_appointments import MERGED
from studio_app.actions.ports import BusyReader, Reading, Store
from studio_app.actions.step import OrderChanged
from studio_app.actions.telling import Deed, whom_to_tell
from studio_app.actions.visits import service_names
from studio_app.actions.wording import names, street, where_and_when
from studio_app.domain.appointment import Appointment, State
from studio_app.domain.calendar_event import Notify
from studio_app.domain.order import Order
from studio_app.domain.studio import Studio
from studio_app.engine.wording import listed
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
        StaleVersion, NotFound, KnownError: it was changed, isn't there, has an event already, or was merged into another
            appointment that still has services of it.
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
        _refuse_merged(writing, studio, before)
        after = replace(before, state=State.CONFIRMED, hold_until=None, reason="", assigned_at=now)
        changed = judge_all(studio, now, [Proposed("brought back", after, before)], why)
        order = writing.order(before.order) if before.order else None
        notify = whom_to_tell(writing, actor, Deed.BOOK, command.notify)
        written = write_allowed(writing, studio, now, actor, changed, _waits_no_longer(order, after), notify)
    say = f"Brought back: {where_and_when(studio, after)}, {names(studio, after.crew)}."
    return order_done(written, order, say, f"bringing back of {street(after)}", notify, unread)


def _refuse_merged(reading: Reading, studio: Studio, gone: Appointment) -> None:
    """Raises KnownError where what was merged into another appointment would be done at two."""
    if gone.state is not State.CANCELLED or gone.reason != MERGED:
        return
    others = [item for item in reading.appointments_of(gone.order) if item.state is not State.CANCELLED]
    taken = [key for key in gone.services if any(key in item.services for item in others)]
    if taken:
        what = listed(service_names(studio, taken))
        raise KnownError(
            f"{what} is done at another appointment of the order, with which this one was merged.",
            "Split that one instead.",
        )


def _waits_no_longer(order: Order | None, item: Appointment) -> list[OrderChanged]:
    """The order without what waited for a time since, as after a merge and a split; none where it stays."""
    if order is None or not any(key in item.services for key in order.open):
        return []
    still = tuple(key for key in order.open if key not in item.services)
    return order_change("gave a time to", order, replace(order, open=still, cancelled=False))
