"""The waiting list, its suggestions, and whom a freed time suits."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from studio_app.actions.book_order import Booked, Slot
from studio_app.actions.cancel_appointment import CancelAppointment, cancel_appointment
from studio_app.actions.done import Done
from studio_app.actions.move_appointment import MoveAppointment, move_appointment
from studio_app.actions.postpone_appointment import PostponeAppointment, postpone_appointment
from studio_app.actions.release_hold import ReleaseHold, release_hold
from studio_app.actions.waiting import WaitingItem, best_openings, suits_waiting, waiting
from studio_app.domain.appointment import Appointment
from studio_app.domain.wall_time import Weekday
from studio_app.domain.wishes import DayPart, Wishes
from studio_app.engine.suggesting import Suggestion
from tests.support.scenarios import person, service, shoot
from tests.unit.actions.conftest import Desk, at

HERE, NEAR, FAR = ({"lat": 42.35, "lon": -71.06}, {"lat": 42.36, "lon": -71.06}, {"lat": 42.6, "lon": -71.4})


def items(desk: Desk) -> tuple[WaitingItem, ...]:
    return waiting(desk.store, desk.now).items


def only(desk: Desk) -> WaitingItem:
    (item,) = items(desk)
    return item


def postpone(desk: Desk, item: Appointment, why: str = "") -> Done:
    return postpone_appointment(desk.store, desk.now, "Kim", PostponeAppointment(item.id, why))


def suggested(desk: Desk, item: WaitingItem | None = None) -> list[tuple[datetime, tuple[str, ...]]]:
    return [(one.start, one.crew) for one in suggestions(desk, item)]


def suggestions(desk: Desk, item: WaitingItem | None = None) -> tuple[Suggestion, ...]:
    return best_openings(waiting(desk.store, desk.now).studio, item or only(desk), desk.now)


def wish(desk: Desk, due: date | None = None, **wishes: object) -> Booked:
    return desk.book(None, due=due, wishes=Wishes(**wishes))  # type: ignore[arg-type]


# ---------------------------------------------------------------- what waits


def test_an_order_without_a_time_waits(desk: Desk) -> None:
    order = desk.book(None, services=("photos", "video")).order
    item = only(desk)
    assert (item.order, item.appointment) == (order, None)
    assert item.agent is not None
    assert item.agent.name == "Dana Reed"
    assert item.visit is not None
    assert (item.visit.services, item.visit.minutes) == (("photos", "video"), 120)


def test_each_part_without_a_time_waits_for_itself(desk: Desk) -> None:
    desk.book(None, Slot(at("10:00")), None, services=("photos", "plan", "dusk"))
    assert [item.visit.services for item in items(desk) if item.visit] == [("photos",), ("dusk",)]
    assert len({item.key for item in items(desk)}) == 2


def test_a_package_keeps_its_length(desk: Desk) -> None:
    desk.load(
        person("ana"),
        services=[service("photos"), service("video"), service("dusk", 30, twilight=True)],
        packages=[{"id": "all", "name": "All", "services": ["photos", "video", "dusk"], "minutes": 90}],
        twilight={"mode": "manual"},
    )
    desk.book(None, None, services=(), packages=("all",))
    assert [item.visit.minutes for item in items(desk) if item.visit] == [90, 30]


def test_a_postponed_one_waits_with_its_old_time_and_the_reason(desk: Desk) -> None:
    booked = desk.book(Slot(at("10:00"), ("ana",))).appointments[0]
    done = postpone(desk, booked, "snow")
    item = only(desk)
    assert item.appointment is not None
    assert (item.appointment.span, item.appointment.reason) == (booked.span, "snow")
    assert item.key == booked.id
    assert done.undo is not None
    done.undo.run(desk.store, desk.now, "Kim")
    assert items(desk) == ()


def test_a_hold_that_ended_waits_for_some_days(desk: Desk) -> None:
    desk.book(Slot(at("10:00")), hold_minutes=15)
    assert items(desk) == ()
    desk.clock.now += timedelta(minutes=15)
    assert only(desk).appointment is not None
    desk.clock.now += timedelta(days=7)
    assert items(desk) == ()


def test_a_hold_that_was_let_go_or_booked_again_does_not(desk: Desk) -> None:
    held = desk.book(Slot(at("10:00")), hold_minutes=15).appointments[0]
    release_hold(desk.store, desk.now, "Kim", ReleaseHold(held.id))
    desk.clock.now += timedelta(minutes=15)
    assert items(desk) == ()
    other = desk.book(Slot(at("10:00")), hold_minutes=15).appointments[0]
    desk.clock.now += timedelta(minutes=15)
    command = MoveAppointment(other.id, at("12:00"), renew=True)
    move_appointment(desk.store, desk.now, "Kim", command)
    assert items(desk) == ()


def test_what_was_cancelled_or_never_wanted_does_not_wait(desk: Desk) -> None:
    booked = desk.book(Slot(at("10:00"))).appointments[0]
    cancel_appointment(desk.store, desk.now, "Kim", CancelAppointment(booked.id))
    taken_back = desk.book(None)
    assert taken_back.undo is not None
    taken_back.undo.run(desk.store, desk.now, "Kim")
    assert items(desk) == ()


def test_what_is_due_first_is_first_then_what_waits_longest(desk: Desk) -> None:
    orders = []
    for due in (None, date(2026, 7, 1), date(2026, 6, 20), None):
        orders.append(desk.book(None, due=due).order.id)
        desk.clock.now += timedelta(minutes=1)
    assert [item.order.id for item in items(desk) if item.order] == [orders[n] for n in (2, 1, 0, 3)]


def test_a_service_that_is_no_longer_sold_is_not_lost(desk: Desk) -> None:
    desk.book(None, services=("video",))
    desk.load(person("ana"), services=[service("photos")])
    item = only(desk)
    assert item.visit is None
    assert suggestions(desk) == ()


def test_a_postponed_one_of_a_studio_file_waits_without_an_order(desk: Desk) -> None:
    when = ("2026-06-16T10:00:00-04:00", "2026-06-16T11:00:00-04:00")
    desk.load(person("ana"), appointments=[shoot(*when, services=["photos"], state="postponed")])
    item = only(desk)
    assert (item.order, item.agent, item.key) == (None, None, "a1")
    assert suggested(desk)[0] == (at("09:30", 15), ("ana",))


# ---------------------------------------------------------------- suggestions


def test_the_best_are_half_days_apart(desk: Desk) -> None:
    desk.book(None)
    # It is Monday eight o'clock.
    assert suggested(desk) == [
        (at("09:30", 15), ("ana",)),
        (at("12:00", 15), ("ana",)),
        (at("09:30"), ("ana",)),
    ]


def test_wishes_are_kept(desk: Desk) -> None:
    wish(desk, part=DayPart.MORNING)
    assert [start for start, _ in suggested(desk)] == [at("09:30", day) for day in (15, 16, 17)]


def test_a_photographer_is_wished_for(desk: Desk) -> None:
    wish(desk, photographers=("ben",), part=DayPart.AFTERNOON)
    assert suggested(desk) == [(at("12:00", day), ("ben",)) for day in (15, 16, 17)]


def test_one_of_two_is_wished_for(desk: Desk) -> None:
    desk.load(
        person("ana", senior=True),
        person("ben"),
        person("cleo"),
        two_photographers_hours=1,
        services=[service("photos")],
    )
    wish(desk, photographers=("cleo",))
    assert {crew for _, crew in suggested(desk)} == {("ana", "cleo")}


def test_days_are_wished_for(desk: Desk) -> None:
    wish(desk, weekdays=frozenset({Weekday.THU}), not_before=date(2026, 6, 19))
    starts = [start for start, _ in suggested(desk)]
    assert starts == [at("09:30", 25), at("12:00", 25), datetime(2026, 7, 2, 13, 30, tzinfo=UTC)]


def test_a_deadline(desk: Desk) -> None:
    wish(desk, due=date(2026, 6, 15))
    found = suggestions(desk)
    assert [one.start for one in found] == [at("09:30", 15), at("12:00", 15)]
    assert all(one.wished for one in found)


def test_where_nothing_is_as_wished_other_times_are_suggested_and_marked(desk: Desk) -> None:
    wish(desk, photographers=("nobody",))
    assert [one.wished for one in suggestions(desk)] == [False] * 3
    desk.clock.now += timedelta(days=3)
    wish(desk, due=date(2026, 6, 16))
    late = next(item for item in items(desk) if item.due)
    first = suggestions(desk, late)[0]
    assert (first.start, first.wished) == (at("09:30", 18), False)


def test_the_least_driving_of_a_half_day_is_suggested(desk: Desk) -> None:
    day = "2026-06-16T"
    desk.load(
        person("ana", home=FAR, accepting=True),
        services=[service("photos")],
        bookable_weekdays=["tue"],
        travel={"mode": "estimate"},
        day_edge_buffers="relaxed",
        appointments=[shoot(f"{day}09:30:00-04:00", f"{day}10:00:00-04:00", place=NEAR)],
    )
    desk.book(None, place=exact(HERE))
    first, second, _ = suggestions(desk)
    assert first.start >= at("10:00"), "before the shoot nearby she would drive from home and back again"
    assert first.driving is not None
    assert second.driving is not None


def exact(place: dict[str, float]) -> object:
    from studio_app.domain.place import Place

    return Place(**place)


# ---------------------------------------------------------------- whom a freed time suits


def freed(desk: Desk, item: Appointment, done: Done) -> list[str]:
    found = waiting(desk.store, desk.now)
    return [one.say for one in suits_waiting(found.studio, found.items, item, desk.now)]


def full_day(desk: Desk) -> list[Appointment]:
    """Ana is booked all Tuesday, and Ben takes nothing."""
    desk.load(person("ana"), person("ben", accepting=False))
    return [
        desk.book(Slot(at(time), ("ana",))).appointments[0]
        for time in ("09:30", "11:00", "12:30", "14:00", "15:30")
    ]


def test_a_cancellation_frees_a_time_that_suits(desk: Desk) -> None:
    booked = full_day(desk)
    tuesday = date(2026, 6, 16)
    wish(desk, due=tuesday, not_before=tuesday, part=DayPart.AFTERNOON)
    other = booked[3]
    done = cancel_appointment(desk.store, desk.now, "Kim", CancelAppointment(other.id))
    assert freed(desk, other, done) == [
        "55 Summit Avenue is waiting and could be Tue 16 Jun 2:00 pm with Ana."
    ]


def test_a_time_of_somebody_who_is_gone_suits_nobody(desk: Desk) -> None:
    booked = full_day(desk)
    wish(desk)
    desk.load(person("cyd"))
    found = waiting(desk.store, desk.now)
    assert suits_waiting(found.studio, found.items, booked[3], desk.now) == ()


def test_where_others_could_come_as_soon_it_is_no_news(desk: Desk) -> None:
    wish(desk)
    booked = desk.book(Slot(at("10:00"), ("ana",))).appointments[0]
    done = cancel_appointment(desk.store, desk.now, "Kim", CancelAppointment(booked.id))
    assert freed(desk, booked, done) == []


def test_a_time_that_suits_nobody(desk: Desk) -> None:
    booked = full_day(desk)
    wish(desk, part=DayPart.MORNING)
    wish(desk, weekdays=frozenset({Weekday.WED}))
    wish(desk, not_before=date(2026, 6, 17))
    wish(desk, due=date(2026, 6, 15))
    wish(desk, photographers=("ben",))
    done = cancel_appointment(desk.store, desk.now, "Kim", CancelAppointment(booked[3].id))
    assert freed(desk, booked[3], done) == []


def test_what_was_postponed_does_not_suit_itself(desk: Desk) -> None:
    booked = full_day(desk)[3]
    done = postpone(desk, booked)
    assert freed(desk, booked, done) == []
