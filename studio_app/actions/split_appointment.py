"""Split an appointment by service: some of its services get an appointment of their own, or wait for one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from studio_app.actions.add_appointment import one_visit
from studio_app.actions.book_order import Slot
from studio_app.actions.change_services import order_change, with_minutes
from studio_app.actions.changing import OrderDone, order_done, refuse_stale, write_allowed
from studio_app.actions.confirming import offering_others, reason_given
from studio_app.actions.fresh_reading import read_afresh
from studio_app.actions.identity import new_id
from studio_app.actions.judging import Proposed, judge_all
from studio_app.actions.lengths import follows, listed_minutes, new_minutes, order_of
from studio_app.actions.ports import BusyReader, Store
from studio_app.actions.step import OrderChanged
from studio_app.actions.telling import Deed, whom_to_tell
from studio_app.actions.visits import crew_warnings, fitting, refuse_cancelled, service_names
from studio_app.actions.wording import names, street, where_and_when
from studio_app.domain.appointment import Appointment, State
from studio_app.domain.calendar_event import Notify
from studio_app.domain.order import Order
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import Span, as_utc
from studio_app.engine.wording import listed
from studio_app.errors import BadInput, KnownError


@dataclass(frozen=True, slots=True)
class SplitAppointment:
    """What is split off.

    Attributes:
        services: Ids of those that leave the appointment; at least one stays.
        slot: When and by whom they are done; a crew of None is that of the appointment. None lets them wait.
        follow: The lengths follow the services; None as the studio's setting says.
        overrule: Why staff do it against the rules; "" where they don't.
        version: Of the appointment that was seen; None takes whatever is there.
        notify: Whom the calendar tells; None tells those of the last time.
    """

    appointment: str
    services: tuple[str, ...]
    slot: Slot | None = None
    follow: bool | None = None
    overrule: str = ""
    version: int | None = None
    notify: Notify | None = None


def split_appointment(
    store: Store, now: datetime, actor: str, command: SplitAppointment, busy: BusyReader | None = None
) -> OrderDone:
    """Split an appointment. A hold is split into holds that end together; what waits goes on the waiting list.

    Raises:
        Refused: the rules refuse, with the next openings.
        BadInput: nothing would stay, or a service isn't there.
        StaleVersion, NotFound, KnownError: it was changed, isn't there, was cancelled, or has no order to wait in.
    """
    why = reason_given(command.overrule)
    asked = command.slot.crew if command.slot else ()
    unread = read_afresh(store, now, busy, asked) if busy is not None and command.slot else ()
    with offering_others(), store.writing() as writing:
        before = writing.appointment(command.appointment)
        refuse_stale(before, command.version)
        refuse_cancelled(before)
        studio = writing.studio(now, also=[before.id])
        order = order_of(writing, before, now)
        leaving, staying = _parted(studio, before, command.services)
        after = replace(before, services=staying)
        if follows(writing, command.follow):
            after = with_minutes(after, new_minutes(studio, before, order, staying, now))
        proposed = [Proposed("split", after, before)]
        if command.slot:
            added = _split_off(studio, order, before, leaving, command.slot, now)
            proposed.append(Proposed("split off", added))
        changed = judge_all(studio, now, proposed, why)
        notify = whom_to_tell(writing, actor, Deed.CHANGE, command.notify)
        orders = [] if command.slot else _waits(order, leaving)
        written = write_allowed(writing, studio, now, actor, changed, orders, notify)
    say = _say(studio, leaving, [item.after for item in written.appointments[1:]])
    warnings = [
        line for item in written.appointments for line in crew_warnings(studio, order, item.after, now)
    ]
    return order_done(written, order, say, f"split of {street(before)}", notify, (*warnings, *unread))


def _parted(
    studio: Studio, before: Appointment, services: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What leaves and what stays. Raises BadInput."""
    leaving = tuple(key for key in before.services if key in services)
    missing = [key for key in services if key not in before.services]
    if missing or not leaving:
        raise BadInput("services", f'"{missing[0]}" is not in the appointment' if missing else "choose some")
    return leaving, fitting(studio, before, [key for key in before.services if key not in leaving])


def _split_off(
    studio: Studio, order: Order, before: Appointment, leaving: tuple[str, ...], slot: Slot, now: datetime
) -> Appointment:
    """The new appointment: held or booked as the first one, booked where that waits for a time."""
    start = as_utc(slot.start)
    crew = before.crew if slot.crew is None else slot.crew
    minutes = listed_minutes(studio, order, leaving, len(crew), now)
    held = before.is_live_hold(now)
    return Appointment(
        id=new_id(),
        crew=crew,
        span=Span(start, start + timedelta(minutes=minutes)),
        state=State.HOLD if held else State.CONFIRMED,
        hold_until=before.hold_until if held else None,
        services=leaving,
        place=before.place,
        assigned_at=now,
        order=before.order,
        part=one_visit(studio, order, leaving, now).part,
        address=before.address,
    )


def _waits(order: Order, leaving: tuple[str, ...]) -> list[OrderChanged]:
    """The order with services on its waiting list. Raises KnownError where there is no order."""
    if not order.id:
        raise KnownError(
            "The appointment has no order in which something could wait.", "Choose a time for the rest."
        )
    return order_change("let services wait of", order, replace(order, open=(*order.open, *leaving)))


def _say(studio: Studio, leaving: tuple[str, ...], added: Sequence[Appointment]) -> str:
    services = listed(service_names(studio, leaving))
    if not added:
        return f"Split off {services}; it waits for a time."
    return f"Split off {services}: {where_and_when(studio, added[0])}, {names(studio, added[0].crew)}."
