"""From what stands in the sheet to the one action that does it. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from studio_app.actions.add_appointment import AddAppointment, add_appointment
from studio_app.actions.book_order import Slot
from studio_app.actions.change_appointment import change_appointment
from studio_app.actions.change_property import ChangeProperty, change_property
from studio_app.actions.change_services import ChangeServices, change_services
from studio_app.actions.changing import OrderDone
from studio_app.actions.done import Done
from studio_app.actions.edit_event import EditEvent, edit_event
from studio_app.actions.edit_order import EditOrder, edit_order
from studio_app.actions.merge_appointments import MergeAppointments, merge_appointments
from studio_app.actions.move_appointment import MoveAppointment, move_appointment
from studio_app.actions.ports import BusyReader, Store
from studio_app.actions.read_appointment import Editable
from studio_app.actions.restore_appointments import RestoreAppointments, RestoreOrder
from studio_app.actions.split_appointment import SplitAppointment, split_appointment
from studio_app.desk.doing import Run
from studio_app.desk.editing.model import Part, Wanted, Weighed, changed_parts
from studio_app.desk.editing.weighing import command_of
from studio_app.domain.calendar_event import Notify
from studio_app.domain.order import Order, Property


@dataclass(frozen=True, slots=True)
class Consent:
    """How it is saved.

    Attributes:
        overrule: Why the rules are overruled; "" where they aren't.
        tell: Whom the calendar tells; None tells those of the last time.
    """

    overrule: str = ""
    tell: Notify | None = None


@dataclass(frozen=True, eq=False)
class Attempt:
    """Something that is done, and may be done again with a reason where the rules refuse.

    Attributes:
        words: On the button that does it.
        run: The action, once it is known how.
        crew: Whose calendars are asked.
    """

    words: str
    run: Callable[[Consent], Run]
    crew: tuple[str, ...] = ()


def attempt_of(
    found: Editable, wanted: Wanted, weighed: Weighed | None, busy: BusyReader | None
) -> Attempt | None:
    """What saving does; None where nothing was changed."""
    crew = wanted.crew or (found.item.crew if found.item else ())
    changed = changed_parts(found, wanted)
    if found.item is None and wanted.start is not None:
        return Attempt("Book it", lambda consent: _add(found, wanted, consent, busy), crew)
    if not changed:
        return None
    if found.item is None:
        return Attempt(
            "Save", lambda consent: _order_alone(found, wanted, weighed, changed, consent, busy), crew
        )
    if len(changed) == 1:
        return Attempt("Save", lambda consent: _one(found, wanted, weighed, changed[0], consent, busy), crew)
    return Attempt("Save", lambda consent: _several(found, wanted, weighed, consent, busy), crew)


def merging(found: Editable, other: str, busy: BusyReader | None) -> Attempt:
    """Take over the services of another appointment of the order, which is cancelled."""
    item = found.item
    assert item is not None

    def run(consent: Consent) -> Run:
        command = MergeAppointments(item.id, (other,), None, consent.overrule, item.version, consent.tell)
        return lambda store, now, actor: merge_appointments(store, now, actor, command, busy)

    return Attempt("Merge", run, item.crew)


def _one(
    found: Editable,
    wanted: Wanted,
    weighed: Weighed | None,
    part: Part,
    consent: Consent,
    busy: BusyReader | None,
) -> Run:
    """The one action for the one part."""
    item, order = found.item, found.order
    assert item is not None
    why, tell = consent.overrule, consent.tell
    if part is Part.TIME and wanted.start is not None:
        move = MoveAppointment(
            item.id, wanted.start, wanted.crew, why, item.version, wanted.minutes, tell, renew=True
        )
        return lambda store, now, actor: move_appointment(store, now, actor, move, busy)
    if part is Part.SERVICES:
        return _services(found, wanted, consent, busy)
    if part is Part.ADDRESS:
        wanted_property = _property(wanted, weighed)
        change = ChangeProperty(order.id, wanted_property, wanted.follow, why, order.version, tell)
        return lambda store, now, actor: change_property(store, now, actor, change, busy)
    if part is Part.EVENT:
        event = EditEvent(item.id, wanted.own, item.version, tell)
        return lambda store, now, actor: edit_event(store, now, actor, event)
    noted = EditOrder(replace(order, due=wanted.due, wishes=wanted.wishes, notes=wanted.notes), tell)
    return lambda store, now, actor: edit_order(store, now, actor, noted)


def _services(found: Editable, wanted: Wanted, consent: Consent, busy: BusyReader | None) -> Run:
    """Services that are only taken off, to wait, are split off; anything else changes them."""
    item = found.item
    assert item is not None
    why, tell = consent.overrule, consent.tell
    leaving = tuple(key for key in item.services if key not in wanted.services)
    if wanted.apart and leaving:
        if set(wanted.services) <= set(item.services):
            split = SplitAppointment(item.id, leaving, None, wanted.follow, why, item.version, tell)
            return lambda store, now, actor: split_appointment(store, now, actor, split, busy)
        return _several(found, wanted, None, consent, busy)
    change = ChangeServices(item.id, wanted.services, wanted.follow, why, item.version, tell)
    return lambda store, now, actor: change_services(store, now, actor, change, busy)


def _several(
    found: Editable, wanted: Wanted, weighed: Weighed | None, consent: Consent, busy: BusyReader | None
) -> Run:
    """All of them as one step."""
    place = weighed.place if weighed else found.order.property.place
    command = replace(command_of(found, wanted, place), overrule=consent.overrule, notify=consent.tell)
    return lambda store, now, actor: change_appointment(store, now, actor, command, busy)


def _add(found: Editable, wanted: Wanted, consent: Consent, busy: BusyReader | None) -> Run:
    assert wanted.start is not None
    command = AddAppointment(
        found.order.id,
        wanted.services,
        Slot(wanted.start, wanted.crew or None),
        wanted.minutes,
        None,
        consent.overrule,
        consent.tell,
    )
    return lambda store, now, actor: add_appointment(store, now, actor, command, busy)


def _order_alone(
    found: Editable,
    wanted: Wanted,
    weighed: Weighed | None,
    changed: tuple[Part, ...],
    consent: Consent,
    busy: BusyReader | None,
) -> Run:
    """An order that has no appointment here: its address, else its notes and the like."""
    order, tell = found.order, consent.tell
    change = ChangeProperty(
        order.id, _property(wanted, weighed), wanted.follow, consent.overrule, order.version, tell
    )

    def noted(seen: Order) -> EditOrder:
        return EditOrder(replace(seen, due=wanted.due, wishes=wanted.wishes, notes=wanted.notes), tell)

    def both(store: Store, now: datetime, actor: str) -> Done:
        first = change_property(store, now, actor, change, busy)
        assert first.order is not None
        return _together(first, edit_order(store, now, actor, noted(first.order)))

    if changed == (Part.ORDER,):
        return lambda store, now, actor: edit_order(store, now, actor, noted(order))
    if changed == (Part.ADDRESS,):
        return lambda store, now, actor: change_property(store, now, actor, change, busy)
    return both


def _together(first: OrderDone, second: OrderDone) -> Done:
    """Two actions on one order, taken back at once."""
    one, two = first.undo, second.undo
    if not isinstance(one, RestoreAppointments) or not isinstance(two, RestoreAppointments):
        return second
    both = RestoreOrder(one.orders[0].before, two.orders[0].after)
    return Done(
        changes=first.changes,
        say=f"{first.say} {second.say}",
        undo=replace(one, orders=(both,)),
        warnings=(*first.warnings, *second.warnings),
    )


def _property(wanted: Wanted, weighed: Weighed | None) -> Property:
    place = weighed.place if weighed else None
    return Property(" ".join(wanted.address.split()), place, wanted.square_feet)
