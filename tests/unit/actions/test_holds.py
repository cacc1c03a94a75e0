"""Holds: longer, several at once, and over."""

from __future__ import annotations

from datetime import timedelta

import pytest

from studio_app.actions.book_order import MOST_HOLD_MINUTES, Slot
from studio_app.actions.confirm_hold import ConfirmHolds, HoldsConfirmed, confirm_holds
from studio_app.actions.done import Done, Refused
from studio_app.actions.extend_hold import ExtendHold, HoldExtended, extend_hold
from studio_app.actions.release_hold import ReleaseHold, release_hold
from studio_app.domain.appointment import Appointment, State
from studio_app.errors import BadInput, KnownError, StaleVersion
from tests.unit.actions.conftest import Desk, at


def held(desk: Desk, time: str = "10:00", minutes: int = 15) -> Appointment:
    return desk.book(Slot(at(time), ("ana",)), hold_minutes=minutes).appointments[0]


def extend(desk: Desk, item: Appointment, minutes: int = 15, **values: object) -> HoldExtended:
    return extend_hold(desk.store, desk.now, "Kim", ExtendHold(item.id, minutes, **values))  # type: ignore[arg-type]


def confirm(desk: Desk, *items: Appointment, **values: object) -> HoldsConfirmed:
    command = ConfirmHolds(tuple(item.id for item in items), **values)  # type: ignore[arg-type]
    return confirm_holds(desk.store, desk.now, "Kim", command)


def stored(desk: Desk, item: Appointment) -> Appointment:
    with desk.store.reading() as reading:
        return reading.appointment(item.id)


def undo(desk: Desk, done: Done) -> Done:
    assert done.undo is not None
    return done.undo.run(desk.store, desk.now, "Kim")


def test_a_hold_lasts_longer(desk: Desk) -> None:
    item = held(desk)
    desk.clock.now += timedelta(minutes=14)
    done = extend(desk, item)
    assert done.appointment.hold_until == item.hold_until + timedelta(minutes=15)
    assert done.say == "Held until Mon 15 Jun 8:30: 55 Summit Avenue on Tue 16 Jun 10:00."
    desk.clock.now += timedelta(minutes=15)
    with pytest.raises(Refused, match="Held"):
        desk.book(Slot(at("10:00"), ("ana",)))
    undo(desk, done)
    assert stored(desk, item).hold_until == item.hold_until
    desk.book(Slot(at("10:00"), ("ana",)))


def test_one_that_is_over_begins_again_where_its_time_is_free(desk: Desk) -> None:
    item, other = held(desk), held(desk, "13:00")
    desk.clock.now += timedelta(minutes=20)
    assert extend(desk, item, 5).appointment.hold_until == desk.now + timedelta(minutes=5)
    desk.book(Slot(at("12:30"), ("ana",)))
    with pytest.raises(Refused, match="Ana") as refused:
        extend(desk, other)
    assert refused.value.next_openings


def test_what_can_not_be_held_longer(desk: Desk) -> None:
    item = held(desk)
    for minutes in (0, -5, MOST_HOLD_MINUTES + 1, MOST_HOLD_MINUTES):
        with pytest.raises(BadInput, match="minutes"):
            extend(desk, item, minutes)
    with pytest.raises(StaleVersion):
        extend(desk, item, version=item.version + 1)
    booked = desk.book(Slot(at("13:00"), ("ana",))).appointments[0]
    with pytest.raises(KnownError, match="is confirmed, not held"):
        extend(desk, booked)


def test_all_holds_of_an_order_are_booked_in_one_step(desk: Desk) -> None:
    held_ones = desk.book(
        Slot(at("10:00"), ("ana",)), Slot(at("11:30"), ("ana",)), services=("photos", "plan"), hold_minutes=15
    ).appointments
    done = confirm(desk, *held_ones)
    assert [after.state for _, after in done.confirmed] == [State.CONFIRMED] * 2
    assert done.say == (
        "Booked 55 Summit Avenue on Tue 16 Jun 10:00, Ana; 55 Summit Avenue on Tue 16 Jun 11:30, Ana."
    )
    undo(desk, done)
    assert all(stored(desk, item).is_live_hold(desk.now) for item in held_ones)


def test_none_is_booked_where_one_can_not_be(desk: Desk) -> None:
    one = held(desk, minutes=60)
    other = held(desk, "13:00")
    desk.clock.now += timedelta(minutes=15)
    desk.book(Slot(at("13:00"), ("ana",)))
    with pytest.raises(Refused):
        confirm(desk, one, other)
    assert stored(desk, one).state is State.HOLD
    with pytest.raises(BadInput):
        confirm(desk)


def test_a_hold_is_let_go_with_a_reason(desk: Desk) -> None:
    item = held(desk)
    release_hold(desk.store, desk.now, "Kim", ReleaseHold(item.id, item.version, "They called somebody else"))
    assert stored(desk, item).reason == "They called somebody else"
    with pytest.raises(BadInput, match="why: the reason is longer"):
        release_hold(desk.store, desk.now, "Kim", ReleaseHold(held(desk).id, why="x" * 501))
