"""Turn holds into bookings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from studio_app.actions.changing import refuse_stale, write_allowed
from studio_app.actions.confirming import (
    NotAllowed,
    Wish,
    decide,
    move_request,
    offering_others,
    reason_given,
)
from studio_app.actions.done import Done, Reason
from studio_app.actions.event_text import text_warnings
from studio_app.actions.fresh_reading import read_afresh
from studio_app.actions.ports import BusyReader, Store, Writing
from studio_app.actions.restore_appointments import undo_of
from studio_app.actions.step import Changed, Written
from studio_app.actions.telling import Deed, whom_to_tell
from studio_app.actions.visits import visit_of
from studio_app.actions.wording import names, street, where_and_when
from studio_app.domain.appointment import Appointment, State
from studio_app.domain.calendar_event import Notify
from studio_app.domain.studio import Studio
from studio_app.engine import Code
from studio_app.errors import BadInput, KnownError

GRANTED = frozenset({Code.LEAD_TIME})
"""Rules that a hold which is not over has passed for good: while it lasts, only time goes by."""


@dataclass(frozen=True, slots=True)
class ConfirmHold:
    """Which hold.

    Attributes:
        overrule: Why staff book it against the rules; "" where they don't.
        version: Of the one that was seen; None takes whatever is there.
        notify: Whom the calendar tells; None tells those of the last time.
    """

    appointment: str
    overrule: str = ""
    version: int | None = None
    notify: Notify | None = None


@dataclass(frozen=True, slots=True)
class ConfirmHolds:
    """Which holds, such as all of an order; the rest as in `ConfirmHold`."""

    appointments: tuple[str, ...]
    overrule: str = ""
    notify: Notify | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldConfirmed(Done):
    """The appointment before and after."""

    before: Appointment
    appointment: Appointment


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldsConfirmed(Done):
    """The appointments before and after, in the order of the command."""

    confirmed: tuple[tuple[Appointment, Appointment], ...]


def confirm_hold(
    store: Store, now: datetime, actor: str, command: ConfirmHold, busy: BusyReader | None = None
) -> HoldConfirmed:
    """Confirm a hold with its crew; see `confirm_holds`, also for what is raised."""
    versions = {} if command.version is None else {command.appointment: command.version}
    several = ConfirmHolds((command.appointment,), command.overrule, command.notify)
    done = _confirm_all(store, now, actor, several, versions, busy)
    ((before, after),) = done.confirmed
    return HoldConfirmed(
        changes=done.changes,
        say=done.say,
        undo=done.undo,
        warnings=done.warnings,
        before=before,
        appointment=after,
    )


def confirm_holds(
    store: Store, now: datetime, actor: str, command: ConfirmHolds, busy: BusyReader | None = None
) -> HoldsConfirmed:
    """Confirm holds with their crews, all or none; those that are over too, where the time is still free.

    Raises:
        Refused: the rules refuse, with the next openings.
        StaleVersion, NotFound, KnownError: one was changed, isn't there, or is no hold.
    """
    return _confirm_all(store, now, actor, command, {}, busy)


def _confirm_all(
    store: Store,
    now: datetime,
    actor: str,
    command: ConfirmHolds,
    versions: dict[str, int],
    busy: BusyReader | None,
) -> HoldsConfirmed:
    why = reason_given(command.overrule)
    if not command.appointments:
        raise BadInput("appointment", "is missing")
    unread = read_afresh(store, now, busy, _crew(store, command)) if busy is not None else ()
    with offering_others(), store.writing() as writing:
        before = [writing.appointment(key) for key in dict.fromkeys(command.appointments)]
        for item in before:
            _refuse_others(item, versions.get(item.id))
        studio = writing.studio(now, also=[item.id for item in before])
        changed = _confirmed(studio, before, now, why)
        notify = whom_to_tell(writing, actor, Deed.BOOK, command.notify)
        written = write_allowed(writing, studio, now, actor, changed, (), notify)
        warnings = _warnings(writing, studio, written)
    items = [item.after for item in written.appointments]
    said = [f"{where_and_when(studio, item)}, {names(studio, item.crew)}" for item in items]
    return HoldsConfirmed(
        changes=written.changes,
        say=f"Booked {'; '.join(said)}.",
        undo=undo_of(f"confirming {street(items[0])}", written, notify),
        warnings=(*warnings, *unread),
        confirmed=tuple(zip(before, items, strict=True)),
    )


def _crew(store: Store, command: ConfirmHolds) -> frozenset[str]:
    with store.reading() as reading:
        return frozenset(key for item in command.appointments for key in reading.appointment(item).crew)


def _refuse_others(appointment: Appointment, seen: int | None) -> None:
    refuse_stale(appointment, seen)
    if appointment.state is not State.HOLD:
        raise KnownError(f"The appointment is {appointment.state}, not held.")


def _confirmed(studio: Studio, before: list[Appointment], now: datetime, why: str) -> list[Changed]:
    after = studio
    for item in before:
        after = after.with_appointment(_booked(item, now))
    requests = [move_request(after, item, item.span.start, now) for item in before]
    changed, refused = [], []
    for item, request in zip(before, requests, strict=True):
        waived = GRANTED if item.is_live_hold(now) else frozenset()
        decision = decide(after, request, _wish(studio, item), why, waived)
        if isinstance(decision, Reason):
            refused.append((request, decision))
        else:
            reason = why if decision.overruled else ""
            changed.append(
                Changed("confirmed the hold", _booked(item, now), item, reason, decision.overruled)
            )
    if refused:
        raise NotAllowed(studio, [request for request, _ in refused], [reason for _, reason in refused])
    return changed


def _booked(hold: Appointment, now: datetime) -> Appointment:
    return replace(hold, state=State.CONFIRMED, hold_until=None, assigned_at=now)


def _wish(studio: Studio, hold: Appointment) -> Wish:
    return Wish(visit_of(studio, hold), hold.span.start, hold.crew)


def _warnings(writing: Writing, studio: Studio, written: Written) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for item in written.appointments:
        order = writing.order(item.after.order) if item.after.order else None
        agent = writing.agent(order.agent) if order else None
        found.update(dict.fromkeys(text_warnings(writing, studio, order, agent, [item.after])))
    return tuple(found)
