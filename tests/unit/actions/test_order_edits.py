"""Address, notes, due date, wishes, no-shows, bringing back, and cancelling a whole order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from studio_app import exchange
from studio_app.actions.book_order import Slot
from studio_app.actions.bring_back_order import BringBackOrder, bring_back_order
from studio_app.actions.cancel_appointment import CancelAppointment, cancel_appointment
from studio_app.actions.change_property import ChangeProperty, change_property
from studio_app.actions.changing import OrderDone
from studio_app.actions.done import Done, Refused
from studio_app.actions.edit_order import CancelOrder, EditOrder, cancel_order, edit_order
from studio_app.actions.mark_no_show import MarkNoShow, mark_no_show
from studio_app.actions.merge_appointments import MergeAppointments, merge_appointments
from studio_app.actions.move_appointment import MoveAppointment, move_appointment
from studio_app.actions.postpone_appointment import PostponeAppointment, postpone_appointment
from studio_app.actions.reinstate_appointment import ReinstateAppointment, reinstate_appointment
from studio_app.actions.split_appointment import SplitAppointment, split_appointment
from studio_app.domain.agent import Agent
from studio_app.domain.appointment import Appointment, State
from studio_app.domain.calendar_event import CalendarEvent
from studio_app.domain.order import Order, Property
from studio_app.domain.place import Place
from studio_app.domain.timespan import Span
from studio_app.domain.wall_time import Weekday
from studio_app.domain.wishes import DayPart, Wishes
from studio_app.errors import BadInput, DoubleBooking, KnownError, NotFound, StaleVersion
from tests.support.scenarios import busy, person, service
from tests.support.scenarios import studio as a_studio
from tests.unit.actions.conftest import Desk, at

HERE, FAR = Place(42.35, -71.06), Place(42.7, -71.5)


def booked(desk: Desk, time: str = "10:00", crew: str = "ana", **values: object) -> Appointment:
    return desk.book(Slot(at(time), (crew,)), **values).appointments[0]


def stored(desk: Desk, item: Appointment) -> Appointment:
    with desk.store.reading() as reading:
        return reading.appointment(item.id)


def order_of(desk: Desk, item: Appointment) -> Order:
    with desk.store.reading() as reading:
        return reading.order(item.order)


def undo(desk: Desk, done: Done) -> Done:
    assert done.undo is not None
    return done.undo.run(desk.store, desk.now, "Kim")


def event(desk: Desk) -> CalendarEvent:
    desk.write()
    (found,) = desk.calendar.events.values()
    return found


# ---------------------------------------------------------------- the property


def move_to(
    desk: Desk, order: Order, address: str = "9 Elm St, Salem", place: Place | None = None, **values: object
) -> OrderDone:
    size = values.pop("square_feet", order.property.square_feet)
    wanted = Property(address, place, size)  # type: ignore[arg-type]
    return change_property(desk.store, desk.now, "Kim", ChangeProperty(order.id, wanted, **values))  # type: ignore[arg-type]


def test_the_address_of_an_order_and_of_what_is_to_come(desk: Desk) -> None:
    item = booked(desk)
    desk.write()
    done = move_to(desk, order_of(desk, item), "9  Elm St,\nSalem")
    assert (stored(desk, item).address, order_of(desk, item).property.address) == ("9 Elm St, Salem",) * 2
    assert done.say == "Changed to 9 Elm St, 1 appointment with it."
    assert event(desk).location == "9 Elm St, Salem"
    undo(desk, done)
    assert (stored(desk, item).address, order_of(desk, item).property.address) == (
        "55 Summit Avenue, Boston",
    ) * 2
    assert event(desk).location == "55 Summit Avenue, Boston"


def test_what_is_over_stays_where_it_was(desk: Desk) -> None:
    past = booked(desk)
    desk.clock.now += timedelta(days=2)
    done = move_to(desk, order_of(desk, past))
    assert done.appointments == ()
    assert stored(desk, past).address == "55 Summit Avenue, Boston"


def test_zones_are_checked_again(desk: Desk) -> None:
    ring = [[-71.2, 42.2], [-70.9, 42.2], [-70.9, 42.5], [-71.2, 42.5]]
    zones = [{"id": "city", "name": "City", "polygon": ring}]
    desk.load(person("ana", zones=["city"]), zones=zones, zones_enabled=True)
    item = booked(desk, place=HERE)
    with pytest.raises(Refused, match="Doesn't cover that area") as refused:
        move_to(desk, order_of(desk, item), place=FAR)
    assert refused.value.reasons[0].overrulable
    assert stored(desk, item) == item
    done = move_to(desk, order_of(desk, item), place=FAR, overrule="she lives there")
    assert done.appointments[0].place == FAR


def test_travel_is_checked_again(desk: Desk) -> None:
    desk.load(person("ana"), travel={"mode": "estimate"})
    item = booked(desk, "10:00", place=HERE)
    booked(desk, "11:30", place=HERE)
    with pytest.raises(Refused, match="min short before"):
        move_to(desk, order_of(desk, item), place=FAR)


def test_a_hold_and_a_postponed_one_move_too(desk: Desk) -> None:
    held = booked(desk, hold_minutes=30)
    move_to(desk, order_of(desk, held))
    assert stored(desk, held).address == "9 Elm St, Salem"
    waits = booked(desk, "13:00")
    postpone_appointment(desk.store, desk.now, "Kim", PostponeAppointment(waits.id))
    move_to(desk, order_of(desk, waits))
    assert stored(desk, waits).address == "9 Elm St, Salem"


def test_the_length_follows_the_size(desk: Desk) -> None:
    tiers = [{"up_to_sqft": 2000, "minutes": 60}, {"up_to_sqft": None, "minutes": 90}]
    desk.load(person("ana"), services=[service("photos", 60, tiers=tiers)])
    item = booked(desk, square_feet=1500)
    done = move_to(desk, order_of(desk, item), item.address, square_feet=3000)
    assert done.appointments[0].span == Span(at("10:00"), at("11:30"))
    undo(desk, done)
    assert (
        move_to(desk, order_of(desk, item), item.address, square_feet=3000, follow=False).appointments == ()
    )
    assert order_of(desk, item).property.square_feet == 3000


@pytest.mark.parametrize(
    "address, size, problem",
    [
        (" ", None, "address: is missing"),
        ("x" * 301, None, "address: is longer"),
        ("9 Elm", 0, "square_feet"),
        ("9 Elm", float("nan"), "square_feet"),
        ("9 Elm", float("inf"), "square_feet"),
    ],
)
def test_a_property_that_is_none(desk: Desk, address: str, size: float | None, problem: str) -> None:
    with pytest.raises(BadInput, match=problem):
        move_to(desk, order_of(desk, booked(desk)), address, square_feet=size)


def test_nothing_changes_where_nothing_is_to(desk: Desk) -> None:
    item = booked(desk)
    version = desk.store.data_version()
    assert move_to(desk, order_of(desk, item), item.address).undo is None
    with pytest.raises(StaleVersion):
        move_to(desk, order_of(desk, item), version=7)
    assert desk.store.data_version() == version


# ---------------------------------------------------------------- the order


def edit(desk: Desk, order: Order, **values: object) -> OrderDone:
    return edit_order(desk.store, desk.now, "Kim", EditOrder(replace(order, **values)))  # type: ignore[arg-type]


def test_notes_due_date_and_wishes(desk: Desk) -> None:
    item = booked(desk)
    desk.write()
    wishes = Wishes(
        DayPart.MORNING, ("ana",), frozenset({Weekday.TUE}), date(2026, 6, 20), " not  too early "
    )
    done = edit(desk, order_of(desk, item), notes=" Gate code 5 \n", due=date(2026, 6, 30), wishes=wishes)
    after = order_of(desk, item)
    assert (after.notes, after.due) == ("Gate code 5", date(2026, 6, 30))
    assert after.wishes == replace(wishes, text="not too early")
    assert "Gate code 5" in event(desk).description
    with desk.store.reading() as reading:
        entry = next(one for one in reading.history(order=item.order) if one.action == "changed")
    assert set(entry.after) == {"notes", "due", "wishes"}
    assert entry.before["notes"] == ""
    undo(desk, done)
    assert done.order is not None
    first = replace(done.order, notes="", due=None, wishes=Wishes())
    assert replace(order_of(desk, item), version=first.version) == first
    assert "Gate code" not in event(desk).description


def test_another_agent_is_invited(desk: Desk) -> None:
    item = booked(desk)
    with desk.store.writing() as writing:
        lee = writing.save_agent(Agent("lee", "Lee", "lee@homes.test"))
    edit(desk, order_of(desk, item), agent=lee.id)
    assert {guest.email for guest in event(desk).guests} == {"lee@homes.test", "ana@studio.test"}
    with pytest.raises(NotFound):
        edit(desk, order_of(desk, item), agent="nobody")


def test_what_no_event_speaks_of_owes_nothing(desk: Desk) -> None:
    item = booked(desk)
    event(desk)
    calls = list(desk.calendar.calls)
    edit(desk, order_of(desk, item), due=date(2026, 6, 30))
    with desk.store.reading() as reading:
        assert reading.due(desk.now) == []
    assert desk.calendar.calls == calls


def test_orders_that_can_not_be(desk: Desk) -> None:
    order = order_of(desk, booked(desk))
    for values, problem in (
        ({"notes": "x" * 5001}, "notes: "),
        ({"wishes": Wishes(text="x" * 501)}, "wishes.text: "),
        ({"wishes": Wishes(photographers=("zoe",))}, "wishes.photographers: "),
    ):
        with pytest.raises(BadInput, match=problem):
            edit(desk, order, **values)
    with pytest.raises(StaleVersion):
        edit(desk, order, version=9, notes="late")
    assert edit(desk, order).say == "Nothing was changed."


def test_two_people_edit_different_things_and_one_undoes(desk: Desk) -> None:
    item = booked(desk)
    done = edit(desk, order_of(desk, item), notes="Gate code 5")
    edit(desk, order_of(desk, item), due=date(2026, 6, 30))
    undo(desk, done)
    assert (order_of(desk, item).notes, order_of(desk, item).due) == ("", date(2026, 6, 30))


# ---------------------------------------------------------------- a whole order


def test_all_that_is_to_come_of_an_order_is_cancelled(desk: Desk) -> None:
    done = desk.book(
        Slot(at("10:00"), ("ana",)), None, Slot(at("18:00"), ("ana",)), services=("photos", "dusk", "plan")
    )
    order = done.order
    assert order.open == ("plan",)
    desk.write()
    desk.clock.now = at("12:00")
    past, later = done.appointments
    ended = cancel_order(desk.store, desk.now, "Kim", CancelOrder(order.id, "sold"))
    assert (stored(desk, past).state, stored(desk, later).state) == (State.CONFIRMED, State.CANCELLED)
    assert stored(desk, later).reason == "sold"
    assert ended.say == "Cancelled the order for 55 Summit Avenue and 1 appointment."
    with desk.store.reading() as reading:
        assert reading.waiting_orders() == []
    with pytest.raises(KnownError, match="cancelled already"):
        cancel_order(desk.store, desk.now, "Kim", CancelOrder(order.id))
    again = bring_back_order(desk.store, desk.now, "Kim", BringBackOrder(order.id))
    assert again.say == "The order for 55 Summit Avenue waits for a time again."
    with desk.store.reading() as reading:
        assert len(reading.waiting_orders()) == 1
    assert stored(desk, later).state is State.CANCELLED, "appointments are brought back one by one"
    with pytest.raises(KnownError, match="not cancelled"):
        bring_back_order(desk.store, desk.now, "Kim", BringBackOrder(order.id))
    undo(desk, again)
    undo(desk, ended)
    assert stored(desk, later).state is State.CONFIRMED
    with desk.store.reading() as reading:
        assert len(reading.waiting_orders()) == 1


# ---------------------------------------------------------------- bringing back


def reinstate(desk: Desk, item: Appointment, **values: object) -> OrderDone:
    return reinstate_appointment(desk.store, desk.now, "Kim", ReinstateAppointment(item.id, **values))  # type: ignore[arg-type]


def test_the_same_event_is_created_again_after_cancelling_and_postponing(desk: Desk) -> None:
    item = booked(desk)
    before = event(desk)
    cancel_appointment(desk.store, desk.now, "Kim", CancelAppointment(item.id, "by mistake"))
    desk.write()
    assert desk.calendar.events == {}
    done = reinstate(desk, item)
    assert event(desk) == before
    assert (stored(desk, item).state, stored(desk, item).reason) == (State.CONFIRMED, "")
    assert done.say == "Brought back: 55 Summit Avenue on Tue 16 Jun 10:00, Ana."
    postpone_appointment(desk.store, desk.now, "Kim", PostponeAppointment(item.id))
    desk.write()
    again = reinstate(desk, item)
    assert event(desk) == before
    undo(desk, again)
    assert stored(desk, item).state is State.POSTPONED


def test_its_time_may_be_taken_by_now(desk: Desk) -> None:
    item = booked(desk)
    cancel_appointment(desk.store, desk.now, "Kim", CancelAppointment(item.id))
    booked(desk, "10:30")
    with pytest.raises(Refused, match="Ana") as refused:
        reinstate(desk, item, overrule="anyway")
    assert not refused.value.reasons[0].overrulable
    assert refused.value.next_openings


def test_an_outside_event_that_came_up_may_be_overruled(desk: Desk) -> None:
    item = booked(desk)
    cancel_appointment(desk.store, desk.now, "Kim", CancelAppointment(item.id))
    with desk.store.reading() as reading:
        studio = reading.whole_studio()
    with desk.store.writing() as writing:
        other = exchange.read_studio(
            a_studio(busy=[busy("2026-06-16T10:00:00-04:00", "2026-06-16T11:00:00-04:00", "ana")])
        )
        writing.replace_studio(studio.with_events("ana", other.diaries["ana"].events))
    with pytest.raises(Refused):
        reinstate(desk, item)
    assert reinstate(desk, item, overrule="she said it is fine").appointments


def test_bringing_back_an_appointment_of_a_cancelled_order_wants_the_order_again(desk: Desk) -> None:
    item = booked(desk)
    cancel_order(desk.store, desk.now, "Kim", CancelOrder(item.order))
    reinstate(desk, item)
    assert not order_of(desk, item).cancelled
    with pytest.raises(KnownError, match="booked already"):
        reinstate(desk, item)


def test_what_was_merged_into_another_is_not_done_at_two(desk: Desk) -> None:
    slots = Slot(at("10:00"), ("ana",)), Slot(at("14:00"), ("ben",))
    one, other = desk.book(*slots, services=("photos", "plan")).appointments
    merge_appointments(desk.store, desk.now, "Kim", MergeAppointments(one.id, (other.id,)))
    with pytest.raises(KnownError, match="is done at another appointment"):
        reinstate(desk, other)
    assert stored(desk, other).state is State.CANCELLED
    split_appointment(desk.store, desk.now, "Kim", SplitAppointment(one.id, other.services))
    assert order_of(desk, one).open == other.services
    done = reinstate(desk, other)
    assert stored(desk, other).state is State.CONFIRMED
    assert order_of(desk, one).open == ()
    undo(desk, done)
    assert order_of(desk, one).open == other.services


def test_an_undo_of_an_appointment_of_a_cancelled_order_wants_the_order_again(desk: Desk) -> None:
    item = booked(desk)
    done = cancel_appointment(desk.store, desk.now, "Kim", CancelAppointment(item.id))
    cancel_order(desk.store, desk.now, "Lee", CancelOrder(item.order))
    undone = undo(desk, done)
    assert not order_of(desk, item).cancelled
    undo(desk, undone)
    assert order_of(desk, item).cancelled


# ---------------------------------------------------------------- no-shows


def test_nobody_was_there(desk: Desk) -> None:
    item = booked(desk)
    event(desk)
    calls = list(desk.calendar.calls)
    with pytest.raises(KnownError, match="not begun"):
        mark_no_show(desk.store, desk.now, "Kim", MarkNoShow(item.id))
    desk.clock.now = at("10:15")
    done = mark_no_show(desk.store, desk.now, "Kim", MarkNoShow(item.id, why="nobody opened"))
    assert stored(desk, item).no_show
    desk.write()
    assert desk.calendar.calls == calls, "nobody is told"
    with pytest.raises(DoubleBooking), desk.store.writing() as writing:
        writing.add_appointment(replace(item, id="another"))
    assert mark_no_show(desk.store, desk.now, "Kim", MarkNoShow(item.id)).say == "It is noted already."
    again = move_appointment(desk.store, desk.now, "Kim", MoveAppointment(item.id, at("13:00")))
    assert not stored(desk, item).no_show, "the next try is none yet"
    undo(desk, again)
    assert stored(desk, item).no_show
    undo(desk, done)
    assert not stored(desk, item).no_show
    held = booked(desk, "14:00", hold_minutes=5)
    with pytest.raises(KnownError, match="Only a booked"):
        mark_no_show(desk.store, desk.now, "Kim", MarkNoShow(held.id))
