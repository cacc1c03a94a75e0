"""Appointments of an order: one more, split, merged, with other services; each taken back again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from studio_app.actions.add_appointment import AddAppointment, add_appointment
from studio_app.actions.book_order import Slot
from studio_app.actions.cancel_appointment import CancelAppointment, cancel_appointment
from studio_app.actions.change_services import ChangeServices, change_services
from studio_app.actions.changing import OrderDone
from studio_app.actions.done import Done, Refused
from studio_app.actions.lengths import FOLLOWS_SETTING
from studio_app.actions.merge_appointments import MERGED, MergeAppointments, merge_appointments
from studio_app.actions.move_appointment import MoveAppointment, move_appointment
from studio_app.actions.split_appointment import SplitAppointment, split_appointment
from studio_app.domain.appointment import Appointment, Part, State
from studio_app.domain.order import Order
from studio_app.domain.timespan import Span
from studio_app.errors import BadInput, KnownError, NotFound, StaleVersion
from tests.support.scenarios import person, service, shoot
from tests.unit.actions.conftest import SERVICES, Desk, at


def add(desk: Desk, order: Order, time: str, *services: str, **values: object) -> OrderDone:
    crew = values.pop("crew", ("ana",))
    command = AddAppointment(order.id, services, Slot(at(time), crew), **values)  # type: ignore[arg-type]
    return add_appointment(desk.store, desk.now, "Kim", command)


def split(desk: Desk, item: Appointment, *services: str, **values: object) -> OrderDone:
    return split_appointment(desk.store, desk.now, "Kim", SplitAppointment(item.id, services, **values))  # type: ignore[arg-type]


def merge(desk: Desk, into: Appointment, *others: Appointment, **values: object) -> OrderDone:
    command = MergeAppointments(into.id, tuple(item.id for item in others), **values)  # type: ignore[arg-type]
    return merge_appointments(desk.store, desk.now, "Kim", command)


def change(desk: Desk, item: Appointment, *services: str, **values: object) -> OrderDone:
    return change_services(desk.store, desk.now, "Kim", ChangeServices(item.id, services, **values))  # type: ignore[arg-type]


def everything(desk: Desk) -> dict[str, object]:
    """Orders and appointments without their versions, and without what was made and taken back."""
    with desk.store.reading() as reading:
        orders = [replace(order, version=0) for order in reading.find_orders("")]
        items = [
            replace(item, version=0)
            for order in orders
            for item in reading.appointments_of(order.id)
            if item.state is not State.CANCELLED
        ]
    return {"orders": orders, "appointments": items}


@pytest.fixture
def taken_back(desk: Desk) -> Iterator[list[Done]]:
    """Actions whose undo must bring back what was, and whose redo what they did."""
    done: list[Done] = []
    yield done
    after = everything(desk)
    for one in done:
        assert one.undo is not None
        undone = one.undo.run(desk.store, desk.now, "Kim")
        assert everything(desk) == before_of[id(done)]
        assert undone.undo is not None
        undone.undo.run(desk.store, desk.now, "Kim")
        assert everything(desk) == after


before_of: dict[int, dict[str, object]] = {}


def remember(desk: Desk, taken_back: list[Done]) -> None:
    before_of[id(taken_back)] = everything(desk)


# ---------------------------------------------------------------- one more


def test_services_that_wait_get_a_time(desk: Desk, taken_back: list[Done]) -> None:
    order = desk.book(Slot(at("10:00"), ("ana",)), None, services=("photos", "dusk")).order
    assert order.open == ("dusk",)
    remember(desk, taken_back)
    done = add(desk, order, "18:30", "dusk")
    taken_back.append(done)
    (item,) = done.appointments
    assert (item.part, item.services, item.span) == (Part.TWILIGHT, ("dusk",), Span(at("18:30"), at("19:00")))
    assert (item.address, item.order) == ("55 Summit Avenue, Boston", order.id)
    assert done.order is not None
    assert (done.order.open, done.order.services) == ((), order.services)
    assert done.say == "Booked 55 Summit Avenue on Tue 16 Jun 6:30 pm, Ana."
    desk.write()
    assert len(desk.calendar.events) == 2


def test_more_than_was_ordered(desk: Desk, taken_back: list[Done]) -> None:
    order = desk.book(Slot(at("10:00"), ("ana",))).order
    remember(desk, taken_back)
    done = add(desk, order, "13:00", "video", minutes=45, hold_minutes=15)
    taken_back.append(done)
    assert done.order is not None
    assert done.order.services == ("photos", "video")
    assert (done.appointments[0].state, done.appointments[0].span.minutes) == (State.HOLD, 45)


def test_the_rules_are_asked(desk: Desk) -> None:
    order = desk.book(Slot(at("10:00"), ("ana",))).order
    with pytest.raises(Refused, match="55 Summit Avenue") as refused:
        add(desk, order, "10:30", "video")
    assert refused.value.next_openings
    assert add(desk, order, "10:30", "video", crew=None).appointments[0].crew == ("ben",)


def test_what_can_not_be_added(desk: Desk) -> None:
    order = desk.book(None).order
    for services, values, problem in (
        ((), {}, "choose at least one"),
        (("nothing",), {}, "there is no service"),
        (("photos", "dusk"), {}, "they need 2 appointments"),
        (("photos",), {"minutes": 0}, "minutes: must be"),
        (("photos",), {"hold_minutes": 0}, "hold: must be"),
    ):
        with pytest.raises(BadInput, match=problem):
            add(desk, order, "10:00", *services, **values)
    with pytest.raises(NotFound):
        add(desk, replace(order, id="nothing"), "10:00", "photos")


# ---------------------------------------------------------------- split


def test_split_by_service_into_two_appointments(desk: Desk, taken_back: list[Done]) -> None:
    item = desk.book(Slot(at("10:00"), ("ana",)), services=("photos", "video")).appointments[0]
    remember(desk, taken_back)
    done = split(desk, item, "video", slot=Slot(at("14:00"), ("ben",)))
    taken_back.append(done)
    first, second = done.appointments
    assert (first.id, first.services, first.span) == (item.id, ("photos",), Span(at("10:00"), at("11:00")))
    assert (second.services, second.span, second.crew) == (
        ("video",),
        Span(at("14:00"), at("15:00")),
        ("ben",),
    )
    assert done.say == "Split off Video: 55 Summit Avenue on Tue 16 Jun 2:00 pm, Ben."
    desk.write()
    assert sorted(event.span.start for event in desk.calendar.events.values()) == [at("10:00"), at("14:00")]


def test_the_rest_may_follow_at_once(desk: Desk) -> None:
    item = desk.book(Slot(at("10:00"), ("ana",)), services=("photos", "video")).appointments[0]
    done = split(desk, item, "video", slot=Slot(at("11:30")))
    assert [after.span.start for after in done.appointments] == [at("10:00"), at("11:30")]
    assert done.appointments[1].crew == ("ana",)


def test_the_rest_waits_for_a_time(desk: Desk, taken_back: list[Done]) -> None:
    item = desk.book(Slot(at("10:00"), ("ana",)), services=("photos", "video")).appointments[0]
    remember(desk, taken_back)
    done = split(desk, item, "video")
    taken_back.append(done)
    assert done.order is not None
    assert done.order.open == ("video",)
    assert done.say == "Split off Video; it waits for a time."


def test_the_length_follows_or_stays(desk: Desk) -> None:
    item = desk.book(Slot(at("10:00"), ("ana",)), services=("photos", "video")).appointments[0]
    longer = move_appointment(
        desk.store, desk.now, "Kim", MoveAppointment(item.id, item.span.start, minutes=150)
    ).appointment
    assert split(desk, longer, "video").appointments[0].span.minutes == 90, "what staff added stays"
    other = desk.book(Slot(at("10:00"), ("ben",)), services=("photos", "video")).appointments[0]
    assert split(desk, other, "video", follow=False).appointments[0].span.minutes == 120
    with desk.store.writing() as writing:
        writing.set_setting(FOLLOWS_SETTING, "no")
    third = desk.book(Slot(at("10:00", 17), ("ben",)), services=("photos", "video")).appointments[0]
    assert split(desk, third, "video").appointments[0].span.minutes == 120


def test_a_hold_is_split_into_holds(desk: Desk) -> None:
    held = desk.book(Slot(at("10:00"), ("ana",)), services=("photos", "video"), hold_minutes=15).appointments[
        0
    ]
    done = split(desk, held, "video", slot=Slot(at("14:00")))
    assert {item.hold_until for item in done.appointments} == {held.hold_until}


def test_what_can_not_be_split(desk: Desk) -> None:
    item = desk.book(Slot(at("10:00"), ("ana",)), services=("photos", "video")).appointments[0]
    for services, problem in (
        (("photos", "video"), "at least one must stay"),
        (("dusk",), "is not in the appointment"),
        ((), "choose some"),
    ):
        with pytest.raises(BadInput, match=problem):
            split(desk, item, *services)
    with pytest.raises(Refused):
        split(desk, item, "video", slot=Slot(at("10:30")))
    with pytest.raises(StaleVersion):
        split(desk, item, "video", version=9)
    when = ("2026-06-17T10:00:00-04:00", "2026-06-17T12:00:00-04:00")
    desk.load(person("ana"), appointments=[shoot(*when, services=["photos", "video"])], services=SERVICES)
    with desk.store.reading() as reading:
        imported = reading.appointment("a1")
    with pytest.raises(KnownError, match="no order"):
        split(desk, imported, "video")
    assert len(split(desk, imported, "video", slot=Slot(at("14:00", 17))).appointments) == 2


# ---------------------------------------------------------------- merge


def test_two_are_merged(desk: Desk, taken_back: list[Done]) -> None:
    one, other = desk.book(
        Slot(at("10:00"), ("ana",)), Slot(at("14:00"), ("ben",)), services=("photos", "plan")
    ).appointments
    desk.write()
    remember(desk, taken_back)
    done = merge(desk, one, other)
    taken_back.append(done)
    merged, gone = done.appointments
    assert (merged.services, merged.span, merged.crew) == (
        ("photos", "plan"),
        Span(at("10:00"), at("11:30")),
        ("ana",),
    )
    assert (gone.state, gone.reason) == (State.CANCELLED, MERGED)
    desk.write()
    assert [event.appointment for event in desk.calendar.events.values()] == [one.id]


def test_a_merge_may_take_the_time_of_the_other(desk: Desk) -> None:
    one, other = desk.book(
        Slot(at("10:00"), ("ana",)), Slot(at("11:30"), ("ana",)), services=("photos", "plan")
    ).appointments
    booked = desk.book(Slot(at("12:30"), ("ana",))).appointments
    assert merge(desk, one, other).appointments[0].span.end == at("11:30")
    assert booked


def test_splitting_and_merging_a_package_comes_back_to_its_length(desk: Desk) -> None:
    desk.load(
        person("ana"),
        services=[service("photos"), service("video")],
        packages=[{"id": "both", "name": "Both", "services": ["photos", "video"], "minutes": 90}],
    )
    item = desk.book(Slot(at("10:00")), services=(), packages=("both",)).appointments[0]
    one, other = split(desk, item, "video", slot=Slot(at("14:00"))).appointments
    assert (one.span.minutes, other.span.minutes) == (60, 60)
    assert merge(desk, one, other).appointments[0].span.minutes == 90


def test_what_can_not_be_merged(desk: Desk) -> None:
    one, dusk = desk.book(
        Slot(at("10:00"), ("ana",)), Slot(at("18:30"), ("ana",)), services=("photos", "dusk")
    ).appointments
    stranger = desk.book(Slot(at("14:00"), ("ana",))).appointments[0]
    for others, problem in (
        ((), "choose another"),
        ((one,), "choose another"),
        ((stranger,), "of one order"),
        ((dusk,), "twilight appointment"),
    ):
        with pytest.raises(BadInput, match=problem):
            merge(desk, one, *others)
    cancel_appointment(desk.store, desk.now, "Kim", CancelAppointment(dusk.id))
    with pytest.raises(KnownError, match="was cancelled"):
        merge(desk, one, dusk)


# ---------------------------------------------------------------- services


def test_a_service_is_added_and_the_length_follows(desk: Desk, taken_back: list[Done]) -> None:
    item = desk.book(Slot(at("10:00"), ("ana",))).appointments[0]
    remember(desk, taken_back)
    done = change(desk, item, "photos", "video")
    taken_back.append(done)
    assert (done.appointments[0].services, done.appointments[0].span.minutes) == (("photos", "video"), 120)
    assert done.order is not None
    assert done.order.services == ("photos", "video")
    assert done.say == "55 Summit Avenue: Photos and Video, 120 minutes."
    desk.write()
    (event,) = desk.calendar.events.values()
    assert event.title == "Photos + Video · 55 Summit Avenue, Boston"


def test_a_service_is_taken_away(desk: Desk, taken_back: list[Done]) -> None:
    item = desk.book(Slot(at("10:00"), ("ana",)), services=("photos", "video")).appointments[0]
    remember(desk, taken_back)
    done = change(desk, item, "video")
    taken_back.append(done)
    assert done.appointments[0].span == Span(at("10:00"), at("11:00"))
    assert done.order is not None
    assert (done.order.services, done.order.open) == (("video",), ())


def test_a_service_that_waits_is_taken_along(desk: Desk) -> None:
    item = desk.book(Slot(at("10:00"), ("ana",)), services=("photos", "video")).appointments[0]
    first = split(desk, item, "video").appointments[0]
    done = change(desk, first, "photos", "video")
    assert done.order is not None
    assert (done.order.services, done.order.open) == (("photos", "video"), ())


def test_a_longer_appointment_must_fit(desk: Desk) -> None:
    item = desk.book(Slot(at("10:00"), ("ana",))).appointments[0]
    desk.book(Slot(at("12:00"), ("ana",)))
    with pytest.raises(Refused, match="30 min short before") as refused:
        change(desk, item, "photos", "video")
    assert refused.value.reasons[0].overrulable
    assert change(desk, item, "photos", "video", follow=False).appointments[0].span.minutes == 60


def test_new_skills_are_asked_for(desk: Desk) -> None:
    desk.load(person("ana", skills=["photos"]), services=SERVICES, skills_enabled=True)
    item = desk.book(Slot(at("10:00"), ("ana",))).appointments[0]
    with pytest.raises(Refused, match="Not trained in Video"):
        change(desk, item, "photos", "video")
    done = change(desk, item, "photos", "video", overrule="she learns it there")
    with desk.store.reading() as reading:
        assert reading.history(appointment=item.id)[0].why == "she learns it there"
    assert done.appointments[0].crew == ("ana",)


def test_what_stood_against_it_before_is_no_reason(desk: Desk) -> None:
    item = desk.book(Slot(at("10:00"), ("ana",))).appointments[0]
    desk.clock.now = at("09:50")
    assert change(desk, item, "photos", "video").appointments[0].span.minutes == 120, (
        "too soon to book, not to change"
    )
    desk.clock.now = at("13:00")
    assert change(desk, item, "photos").appointments, "it is over"


def test_two_would_go_by_the_rules(desk: Desk) -> None:
    desk.load(person("ana"), person("ben", senior=True), services=SERVICES, two_photographers_hours=2)
    item = desk.book(Slot(at("10:00"), ("ana",))).appointments[0]
    assert change(desk, item, "photos", "video").warnings == (
        "By the studio's rules two photographers would go.",
    )


def test_the_length_of_two_is_reduced(desk: Desk) -> None:
    desk.load(
        person("ana"),
        person("ben", senior=True),
        services=[service("photos", 120), service("video", 60)],
        two_photographers_hours=2,
        duration_reduction_pct=50,
    )
    item = desk.book(at("10:00")).appointments[0]
    assert (item.span.minutes, len(item.crew)) == (60, 2)
    assert change(desk, item, "photos", "video").appointments[0].span.minutes == 90


def test_what_can_not_be_changed(desk: Desk) -> None:
    item = desk.book(Slot(at("10:00"), ("ana",))).appointments[0]
    for services, problem in (
        ((), "at least one must stay"),
        (("photos", "nothing"), "there is no service"),
        (("photos", "dusk"), "Dusk belongs to a twilight appointment"),
    ):
        with pytest.raises(BadInput, match=problem):
            change(desk, item, *services)
    assert change(desk, item, "photos").say == "It has these services already."
    cancel_appointment(desk.store, desk.now, "Kim", CancelAppointment(item.id))
    with pytest.raises(KnownError, match="was cancelled"):
        change(desk, item, "video")


def test_a_service_that_is_no_longer_sold_may_stay(desk: Desk) -> None:
    item = desk.book(Slot(at("10:00"), ("ana",)), services=("photos", "video")).appointments[0]
    with desk.store.reading() as reading:
        studio = reading.whole_studio()
    with desk.store.writing() as writing:
        kept = tuple(one for one in studio.services if one.id != "video")
        writing.replace_studio(replace(studio, services=kept))
    done = change(desk, item, "photos", "video", "plan")
    assert done.appointments[0].services == ("photos", "plan", "video")
    assert done.appointments[0].span.length == timedelta(minutes=150)
