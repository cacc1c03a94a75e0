"""Put appointments and orders back to what they were: the undo of booking, moving, cancelling and the like."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from studio_app import engine
from studio_app.actions.calendar_writes import AT_ONCE
from studio_app.actions.confirming import Wish, move_request
from studio_app.actions.done import Done
from studio_app.actions.ports import Store, Writing
from studio_app.actions.step import Changed, OrderChanged, Wait, Written, write_step
from studio_app.actions.taking_back import taken_back
from studio_app.actions.telling import waiting_time
from studio_app.actions.visits import visit_of
from studio_app.actions.wording import street, where_and_when
from studio_app.domain.appointment import Appointment, State
from studio_app.domain.calendar_event import Notify
from studio_app.domain.changes import Changes, Kind
from studio_app.domain.order import Order, street_of
from studio_app.domain.outbox import WriteState
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import Span
from studio_app.engine.wording import moment
from studio_app.errors import NotFound


@dataclass(frozen=True, slots=True)
class Restore:
    """One appointment: as it is to be again, and as it was left. What else became of it since stays."""

    before: Appointment
    after: Appointment


@dataclass(frozen=True, slots=True)
class RestoreOrder:
    """One order likewise."""

    before: Order
    after: Order


@dataclass(frozen=True, slots=True)
class TimeOff:
    """Time off of a photographer that an action added; where `added` is False, that is to be added again."""

    photographer: str
    span: Span
    added: bool = True


@dataclass(frozen=True, slots=True)
class RestoreAppointments:
    """The undo of an action on orders and appointments; see `done.Undo`.

    Attributes:
        off: What the action did to somebody's time off; None where nothing.
        notify: Whom the action told; they hear of the undo too, unless nobody heard of the action yet.
        again: This is a redo.
    """

    name: str
    items: tuple[Restore, ...] = ()
    orders: tuple[RestoreOrder, ...] = ()
    notify: Notify = Notify.EVERYONE
    again: bool = False
    off: TimeOff | None = None

    @property
    def appointments(self) -> frozenset[str]:
        """Ids of what the action was about."""
        return frozenset(item.after.id for item in self.items)

    def run(self, store: Store, now: datetime, actor: str) -> Done:
        """Put all of them back, or none.

        The rules are not asked again, as staff had their reasons the first time; what fails now is told. Only the
        program's own appointments stand in the way.

        Raises:
            StaleVersion: what the action did to one of them was changed again since.
            DoubleBooking: the time was given to another appointment.
            NotFound: one of them is gone.
        """
        did = f"{'did again' if self.again else 'undid'}: {self.name}"
        with store.writing() as writing:
            if self.off:
                change_time_off(writing, now, replace(self.off, added=not self.off.added))
            changed = [self._appointment(writing, item, did) for item in self.items]
            orders = [self._order(writing, item, did) for item in self.orders]
            written = write_step(writing, now, actor, changed, orders, self.notify, _wait(now))
            studio = writing.studio(now, also=[item.after.id for item in written.appointments])
            warnings = [line for item in written.appointments for line in _warnings(studio, item.after, now)]
        off = replace(self.off, added=not self.off.added) if self.off else None
        undo = replace(undo_of(self.name, written, self.notify), again=not self.again, off=off)
        say = f"{'Done again' if self.again else 'Undone'}: {self.name}."
        kinds = written.changes.kinds | ({Kind.STUDIO} if self.off else set())
        changes = Changes(kinds, written.changes.span)
        return Done(changes=changes, say=say, undo=undo, warnings=tuple(warnings))

    @staticmethod
    def _appointment(writing: Writing, item: Restore, did: str) -> Changed:
        current = writing.appointment(item.after.id)
        back = taken_back(current, item.before, item.after, street(current))
        return Changed(did, back, current)

    @staticmethod
    def _order(writing: Writing, item: RestoreOrder, did: str) -> OrderChanged:
        current = writing.order(item.after.id)
        name = f"The order for {street_of(current.property.address)}"
        return OrderChanged(did, taken_back(current, item.before, item.after, name), current)


def change_time_off(writing: Writing, now: datetime, off: TimeOff) -> None:
    """Add time off to a photographer, or take it away again; nothing where it is so already.

    Raises:
        NotFound: there is no such photographer.
    """
    person = writing.studio(now).photographer_by_id.get(off.photographer)
    if person is None:
        raise NotFound("The photographer is not there any more.")
    if (off.span in person.time_off) is off.added:
        return
    kept = [span for span in person.time_off if span != off.span]
    writing.set_time_off(person.id, [*kept, off.span] if off.added else kept)


def undo_of(name: str, written: Written, notify: Notify) -> RestoreAppointments:
    """How a step is taken back. What was new is kept as cancelled, so that a redo finds it again."""
    return RestoreAppointments(
        name,
        tuple(Restore(item.before or _cancelled(item.after), item.after) for item in written.appointments),
        tuple(
            RestoreOrder(item.before or replace(item.after, cancelled=True), item.after)
            for item in written.orders
        ),
        notify,
    )


def _cancelled(appointment: Appointment) -> Appointment:
    return replace(appointment, state=State.CANCELLED, hold_until=None)


def _wait(now: datetime) -> Wait:
    """A change that nobody heard of yet goes by its own time: taken back in it, nothing is left to tell."""

    def wait(writing: Writing, appointment: Appointment) -> timedelta:
        last = next(iter(writing.outbox([appointment.id])), None)
        if last is None or last.state is not WriteState.WAITING or last.attempts:
            return waiting_time(writing)
        return max((last.not_before or now) - now, AT_ONCE)

    return wait


def _warnings(studio: Studio, appointment: Appointment, now: datetime) -> list[str]:
    """What stands against a restored appointment by now."""
    if not appointment.blocks_at(now):
        ended = appointment.state is State.HOLD and appointment.hold_until
        return (
            [
                f"The hold ended at {moment(appointment.hold_until, studio.settings.timezone, studio.settings.speech)}."
            ]
            if ended and appointment.hold_until
            else []
        )
    visit = visit_of(studio, appointment)
    wish = Wish(visit, appointment.span.start, appointment.crew)
    request = move_request(studio, appointment, wish.start, now)
    failures = engine.check(studio, request, visit, wish.start, appointment.crew)
    where = where_and_when(studio, appointment)
    return [f"{where}: {failure.text}." for found in failures.values() for failure in found]
