"""Several things of an appointment and its order at once: one step, or none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from studio_app.actions.book_order import Slot
from studio_app.actions.change_appointment import ChangeAppointment, change_appointment
from studio_app.actions.changing import OrderDone
from studio_app.actions.done import Refused
from studio_app.actions.postpone_appointment import PostponeAppointment, postpone_appointment
from studio_app.actions.read_history import HistoryQuestion, read_history
from studio_app.actions.telling import Deed, remembered
from studio_app.domain.appointment import Appointment, OwnWords, State
from studio_app.domain.calendar_event import Notify
from studio_app.domain.order import Order, Property
from studio_app.domain.place import Place
from studio_app.domain.timespan import Span
from studio_app.errors import BadInput, KnownError, StaleVersion
from tests.unit.actions.conftest import Desk, at

NEAR = Place(42.351, -71.061)


def booked(desk: Desk, time: str = "10:00", crew: str = "ana", **values: object) -> Appointment:
    return desk.book(Slot(at(time), (crew,)), **values).appointments[0]


def order_of(desk: Desk, item: Appointment) -> Order:
    with desk.store.reading() as reading:
        return reading.order(item.order)


def stored(desk: Desk, item: Appointment) -> Appointment:
    with desk.store.reading() as reading:
        return reading.appointment(item.id)


def change(desk: Desk, item: Appointment, **values: object) -> OrderDone:
    command = ChangeAppointment(item.id, **values)  # type: ignore[arg-type]
    return change_appointment(desk.store, desk.now, "Kim", command)


def test_everything_at_once_is_one_step(desk: Desk) -> None:
    item = booked(desk)
    order = order_of(desk, item)
    done = change(
        desk,
        item,
        start=at("13:00"),
        crew=("ben",),
        services=("photos", "video"),
        property=Property("57 Summit Avenue, Boston", NEAR),
        own=OwnWords(title="Own"),
        order=replace(order, due=date(2026, 6, 20), notes="Ring twice"),
        version=item.version,
    )
    after = stored(desk, item)
    assert (after.span.start, after.crew, after.services) == (at("13:00"), ("ben",), ("photos", "video"))
    assert after.span.minutes > item.span.minutes, "the length follows"
    assert (after.address, after.own) == ("57 Summit Avenue, Boston", OwnWords(title="Own"))
    noted = order_of(desk, item)
    assert (noted.due, noted.notes, noted.services) == (date(2026, 6, 20), "Ring twice", ("photos", "video"))
    assert noted.property.address == "57 Summit Avenue, Boston"
    desk.write()
    (event,) = desk.calendar.events.values()
    assert event.title == "Own"
    assert done.undo is not None
    done.undo.run(desk.store, desk.now, "Kim")
    assert stored(desk, item) == replace(item, version=stored(desk, item).version)
    assert order_of(desk, item) == replace(order, version=order_of(desk, item).version)


def test_one_rule_refuses_all_of_it(desk: Desk) -> None:
    item = booked(desk)
    order = order_of(desk, item)
    with pytest.raises(Refused):
        change(desk, item, start=at("06:00"), order=replace(order, notes="Ring twice"))
    assert stored(desk, item) == item
    assert order_of(desk, item) == order
    change(
        desk, item, start=at("06:00"), overrule="The owner asked", order=replace(order, notes="Ring twice")
    )
    rows = read_history(desk.store, desk.now, HistoryQuestion(appointment=item.id)).rows
    assert [row.entry.why for row in rows if row.overruled] == ["The owner asked"]


def test_what_is_not_judged_may_stand_against_the_rules(desk: Desk) -> None:
    """Words and notes of an appointment that could not be booked any more."""
    item = booked(desk)
    change(desk, item, start=at("06:00"), overrule="The owner asked")
    order = order_of(desk, item)
    change(desk, item, own=OwnWords(title="Own"), order=replace(order, notes="Ring twice"))
    assert stored(desk, item).own == OwnWords(title="Own")


def test_a_length_that_somebody_chose_counts(desk: Desk) -> None:
    item = booked(desk)
    change(desk, item, services=("photos", "video"), minutes=50)
    assert stored(desk, item).span == Span(at("10:00"), at("10:50"))
    change(desk, item, services=("photos",), start=at("11:00"), follow=False)
    assert stored(desk, item).span == Span(at("11:00"), at("11:50"))


def test_services_that_are_taken_off_wait(desk: Desk) -> None:
    item = booked(desk, services=("photos", "video"))
    change(desk, item, services=("photos",), waits=("video",), start=at("13:00"))
    order = order_of(desk, item)
    assert (order.open, order.services) == (("video",), ("photos", "video"))
    assert stored(desk, item).services == ("photos",)


def test_a_postponed_one_is_confirmed_by_a_time(desk: Desk) -> None:
    item = booked(desk)
    postpone_appointment(desk.store, desk.now, "Kim", PostponeAppointment(item.id, "Rain"))
    change(desk, item, own=OwnWords(title="Own"), services=("photos", "video"))
    assert stored(desk, item).state is State.POSTPONED
    change(desk, item, start=at("13:00"), crew=("ben",))
    after = stored(desk, item)
    assert (after.state, after.reason) == (State.CONFIRMED, "")


def test_a_hold_that_is_over_is_not_moved(desk: Desk) -> None:
    item = booked(desk, hold_minutes=15)
    desk.clock.now += timedelta(minutes=20)
    with pytest.raises(KnownError, match="over"):
        change(desk, item, start=at("13:00"), own=OwnWords(title="Own"))


def test_what_was_changed_since_is_refused(desk: Desk) -> None:
    item = booked(desk)
    order = order_of(desk, item)
    change(desk, item, start=at("13:00"), order=replace(order, notes="Ring twice"))
    with pytest.raises(StaleVersion):
        change(desk, item, start=at("14:00"), version=item.version)
    with pytest.raises(StaleVersion):
        change(desk, item, start=at("14:00"), order=replace(order, notes="Knock"))
    with pytest.raises(BadInput):
        change(desk, item, minutes=0)


def test_nothing_is_nothing(desk: Desk) -> None:
    item = booked(desk)
    done = change(desk, item, start=item.span.start, crew=item.crew, services=item.services)
    assert (done.undo, stored(desk, item)) == (None, item)


@pytest.mark.parametrize("start, deed", [("13:00", Deed.MOVE), ("10:00", Deed.CHANGE)])
def test_whom_it_tells_is_remembered_by_its_kind(desk: Desk, start: str, deed: Deed) -> None:
    item = booked(desk)
    change(desk, item, start=at(start), services=("photos", "video"), notify=Notify.NOBODY)
    with desk.store.reading() as reading:
        assert [each for each in Deed if remembered(reading, "Kim", each) is Notify.NOBODY] == [deed]
