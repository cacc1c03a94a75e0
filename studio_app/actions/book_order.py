"""Book an order: what a caller wants at a property becomes appointments, confirmed or held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from studio_app.actions.agents import Caller, agent_for
from studio_app.actions.changing import write_allowed
from studio_app.actions.confirming import (
    Decision,
    NotAllowed,
    Wish,
    decide,
    offering_others,
    reason_given,
)
from studio_app.actions.done import Done, Reason
from studio_app.actions.event_text import text_warnings
from studio_app.actions.fresh_reading import read_afresh
from studio_app.actions.identity import new_id
from studio_app.actions.ports import BusyReader, Store, Writing
from studio_app.actions.restore_appointments import undo_of
from studio_app.actions.step import Changed, OrderChanged, at_once
from studio_app.actions.telling import Deed, whom_to_tell
from studio_app.actions.wording import names, where_and_when
from studio_app.domain.agent import Agent
from studio_app.domain.appointment import Appointment, State
from studio_app.domain.calendar_event import Notify
from studio_app.domain.changes import Changes, Kind
from studio_app.domain.order import Order, Property, street_of
from studio_app.domain.place import Place
from studio_app.domain.request import Request
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import as_utc
from studio_app.domain.wishes import NO_WISHES, Wishes
from studio_app.engine.visits import Visit, visits_of
from studio_app.errors import BadInput, NotFound

LONGEST_ADDRESS, LONGEST_NOTES = 300, 5_000
MOST_HOLD_MINUTES = 7 * 24 * 60


@dataclass(frozen=True, slots=True)
class Slot:
    """When one appointment of an order is to be.

    Attributes:
        crew: Ids of those who are to go; None for whom the ranking picks.
    """

    start: datetime
    crew: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class BookOrder:
    """An order as it was taken on the phone.

    Attributes:
        id: Made when the call began (`identity.new_id`): booking the same order again books nothing more.
        caller: Who orders.
        address: One line as typed.
        place: None where it is not known.
        services, packages: Ids as ordered.
        slots: One for each appointment in the order of `visits_of`; None leaves one without a time for now.
        photographers: Ids to choose from; None for all.
        hold_minutes: Reserve for so long instead of confirming; None confirms.
        overrule: Why staff book against the rules; "" where they don't.
        due: The last studio-local date that is good; None where there is no hurry.
        wishes: What the client would like about times that are still to be found.
        notify: Whom the calendar tells; None tells those of the last time.
        at_once: The calendar is written without waiting for an undo.
    """

    id: str
    caller: Caller
    address: str
    services: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()
    slots: tuple[Slot | None, ...] = ()
    square_feet: float | None = None
    place: Place | None = None
    photographers: tuple[str, ...] | None = None
    hold_minutes: int | None = None
    overrule: str = ""
    notes: str = ""
    due: date | None = None
    wishes: Wishes = NO_WISHES
    notify: Notify | None = None
    at_once: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Booked(Done):
    """The order, its agent, and its appointments in the order of the slots."""

    order: Order
    agent: Agent
    appointments: tuple[Appointment, ...]


def book_order(
    store: Store, now: datetime, actor: str, command: BookOrder, busy: BusyReader | None = None
) -> Booked:
    """Confirm or hold an order.

    The rules are asked again inside the transaction that writes order, agent, appointments, history and what is owed to
    the calendar; all of it is written or nothing. With `busy` the photographers' calendars are read afresh before.

    Raises:
        Refused: the rules refuse, with the next openings.
        BadInput: something in the command can't be used; its path is the field's name.
        NotFound, StorageUnavailable: see there.
    """
    command = _checked(command)
    unread = read_afresh(store, now, busy, _people(command)) if busy is not None else ()
    with offering_others(), store.writing() as writing:
        done = _booked_already(writing, command.id) or _book(writing, now, actor, command)
    return replace(done, warnings=(*done.warnings, *unread))


def _checked(command: BookOrder) -> BookOrder:
    address = checked_address(command.address)
    if len(command.notes) > LONGEST_NOTES:
        raise BadInput("notes", f"are longer than {LONGEST_NOTES} characters")
    check_hold(command.hold_minutes)
    return replace(command, address=address, overrule=reason_given(command.overrule))


def checked_address(text: str) -> str:
    """The address of a property in one line. Raises BadInput where it is missing or too long."""
    address = " ".join(text.split())
    if not address:
        raise BadInput("address", "is missing")
    if len(address) > LONGEST_ADDRESS:
        raise BadInput("address", f"is longer than {LONGEST_ADDRESS} characters")
    return address


def check_hold(minutes: int | None) -> None:
    """Raises BadInput where a hold can't last so long; None is no hold."""
    if minutes is not None and not 1 <= minutes <= MOST_HOLD_MINUTES:
        raise BadInput("hold", f"must be 1 to {MOST_HOLD_MINUTES} minutes")


def _people(command: BookOrder) -> frozenset[str] | None:
    """Whose calendars matter; None for everybody's."""
    crews = [slot.crew for slot in command.slots if slot]
    if all(crew is not None for crew in crews):
        return frozenset(key for crew in crews if crew for key in crew)
    return None if command.photographers is None else frozenset(command.photographers)


def _booked_already(writing: Writing, order_id: str) -> Booked | None:
    """The order where this very one was booked before, by a repeated click or after an answer that got lost."""
    try:
        order = writing.order(order_id)
    except NotFound:
        return None
    appointments = tuple(writing.appointments_of(order_id))
    return Booked(
        changes=Changes(),
        say="This order is booked already.",
        order=order,
        agent=writing.agent(order.agent),
        appointments=appointments,
    )


def _book(writing: Writing, now: datetime, actor: str, command: BookOrder) -> Booked:
    request = _request(command, now)
    studio = writing.studio(now)
    visits = visits_of(studio, request)
    decided = _decided(studio, request, visits, command)
    agent, is_new = agent_for(writing, command.caller)
    order = _order(command, agent, now, visits)
    why, hold = command.overrule, command.hold_minutes
    booked = [new_appointment(order, wish, decision, hold, now, why) for wish, decision in decided]
    notify = whom_to_tell(writing, actor, Deed.BOOK, command.notify)
    wait = at_once if command.at_once else None
    taken = [OrderChanged("took the order", order)]
    written = write_allowed(writing, studio, now, actor, booked, taken, notify, wait)
    appointments = [item.after for item in written.appointments]
    kinds = written.changes.kinds | ({Kind.AGENTS} if is_new else set())
    return Booked(
        changes=Changes(kinds, written.changes.span),
        say=_said(studio, order, appointments, command),
        undo=undo_of(f"booking of {street_of(order.property.address)}", written, notify),
        warnings=text_warnings(writing, studio, order, agent, appointments),
        order=written.orders[0].after,
        agent=agent,
        appointments=tuple(appointments),
    )


def _request(command: BookOrder, now: datetime) -> Request:
    today = as_utc(now).date()  # no rule that is asked here looks at the dates of a request
    return Request(
        now=now,
        first_day=today,
        last_day=today,
        services=command.services,
        packages=command.packages,
        square_feet=command.square_feet,
        place=command.place,
        photographers=command.photographers,
    )


def _decided(
    studio: Studio, request: Request, visits: Sequence[Visit], command: BookOrder
) -> list[tuple[Wish, Decision]]:
    """Who goes to each appointment; each is checked with those before it in place.

    Raises:
        NotAllowed: one or more can't be had.
        BadInput: there are not as many slots as appointments.
    """
    if len(command.slots) != len(visits):
        parts = ", ".join(visit.part for visit in visits)
        raise BadInput("start", f"the order has {len(visits)} appointments ({parts}); give a start for each")
    found: list[tuple[Wish, Decision]] = []
    reasons: list[Reason] = []
    before = studio
    for visit, slot in zip(visits, command.slots, strict=True):
        if slot is None:
            continue
        wish = Wish(visit, as_utc(slot.start), slot.crew)
        decision = _with_choice_kept(before, studio, request, wish, command.overrule)
        if isinstance(decision, Reason):
            reasons.append(decision)
            continue
        found.append((wish, decision))
        before = before.with_appointment(
            Appointment(f"{command.id}/{len(found)}", decision.crew, wish.span, place=command.place)
        )
    if reasons:
        raise NotAllowed(before, request, reasons)
    return found


def _with_choice_kept(
    before: Studio, studio: Studio, request: Request, wish: Wish, overrule: str
) -> Decision | Reason:
    """Decide with the order's other appointments in place, but keep to whom the ranking picks without them, who is
    the one that was shown."""
    if wish.crew is None and before is not studio:
        shown = decide(studio, request, wish)
        if isinstance(shown, Decision):
            kept = decide(before, request, replace(wish, crew=shown.crew))
            if isinstance(kept, Decision):
                return kept
    return decide(before, request, wish, overrule)


def _order(command: BookOrder, agent: Agent, now: datetime, visits: Sequence[Visit]) -> Order:
    waiting = {
        key
        for visit, slot in zip(visits, command.slots, strict=True)
        if slot is None
        for key in visit.services
    }
    return Order(
        id=command.id,
        agent=agent.id,
        property=Property(command.address, command.place, command.square_feet),
        services=command.services,
        packages=command.packages,
        created_at=now,
        notes=command.notes,
        due=command.due,
        wishes=command.wishes,
        open=tuple(key for visit in visits for key in visit.services if key in waiting),
    )


def new_appointment(
    order: Order, wish: Wish, decision: Decision, hold_minutes: int | None, now: datetime, why: str
) -> Changed:
    """An appointment more of an order at its property: held for so many minutes, else booked.

    Args:
        why: Why staff overrule the rules; kept where they had to.
    """
    held = hold_minutes is not None
    appointment = Appointment(
        id=new_id(),
        crew=decision.crew,
        span=wish.span,
        state=State.HOLD if held else State.CONFIRMED,
        hold_until=None if hold_minutes is None else now + timedelta(minutes=hold_minutes),
        services=wish.visit.services,
        place=order.property.place,
        assigned_at=now,
        order=order.id,
        part=wish.visit.part,
        address=order.property.address,
    )
    did = "held" if held else "booked"
    return Changed(did, appointment, None, why if decision.overruled else "", decision.overruled)


def _said(studio: Studio, order: Order, appointments: Sequence[Appointment], command: BookOrder) -> str:
    if not appointments:
        return f"Took the order for {street_of(order.property.address)}; it waits for a time."
    return booked_words(studio, appointments, command.hold_minutes)


def booked_words(studio: Studio, appointments: Sequence[Appointment], hold_minutes: int | None) -> str:
    """`Booked 55 Summit Avenue on Tue 16 Jun 9:30, Ana.`"""
    done = "Booked" if hold_minutes is None else f"Held for {hold_minutes} minutes:"
    said = [f"{where_and_when(studio, item)}, {names(studio, item.crew)}" for item in appointments]
    return f"{done} {'; '.join(said)}."
