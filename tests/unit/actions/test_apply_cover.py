"""Somebody is ill: what is ticked is taken as one step, with time off, and taken back as one."""

from __future__ import annotations

from datetime import datetime

import pytest

from studio_app.actions.apply_cover import ApplyCover, CoverMove, apply_cover, moves_of, plan_cover
from studio_app.actions.book_order import Slot
from studio_app.actions.cancel_appointment import CancelAppointment, cancel_appointment
from studio_app.actions.changing import OrderDone
from studio_app.actions.done import Refused
from studio_app.actions.move_appointment import MoveAppointment, move_appointment
from studio_app.actions.steps import Steps, keep_steps, kept_steps, undo_last
from studio_app.domain.appointment import Appointment
from studio_app.domain.changes import Kind
from studio_app.domain.timespan import Span
from studio_app.engine.replanning import CoverPlan, How
from studio_app.errors import BadInput, KnownError, NotFound, StaleVersion
from tests.support.scenarios import person
from tests.unit.actions.conftest import Desk, at

OFF = Span(at("00:00"), at("23:00"))


def booked(desk: Desk, time: str, crew: str = "ana") -> Appointment:
    return desk.book(Slot(at(time), (crew,))).appointments[0]


def stored(desk: Desk, item: Appointment) -> Appointment:
    with desk.store.reading() as reading:
        return reading.appointment(item.id)


def time_off(desk: Desk, key: str = "ana") -> tuple[Span, ...]:
    with desk.store.reading() as reading:
        return reading.studio(desk.now).photographer_by_id[key].time_off


def plan(desk: Desk, off: Span = OFF) -> CoverPlan:
    return plan_cover(desk.store, desk.now, "ana", off)


def cover(desk: Desk, *moves: CoverMove, off: Span = OFF, **values: object) -> OrderDone:
    return apply_cover(desk.store, desk.now, "Kim", ApplyCover("ana", off, moves, **values))  # type: ignore[arg-type]


def test_all_that_is_proposed_is_taken_as_one_step(desk: Desk) -> None:
    one, other = booked(desk, "10:00"), booked(desk, "13:00")
    desk.write()
    proposed = plan(desk)
    assert [item.how for item in proposed.covers] == [How.SAME_TIME] * 2
    done = cover(desk, *moves_of(proposed), why="Ana is ill")
    assert [stored(desk, item).crew for item in (one, other)] == [("ben",)] * 2
    assert time_off(desk) == (OFF,)
    assert done.say == "Ana is off 12:00 am–11:00 pm, 2 appointments covered."
    assert done.changes.touches(Kind.STUDIO)
    with desk.store.reading() as reading:
        assert {reading.history(appointment=item.id)[0].why for item in (one, other)} == {"Ana is ill"}
        assert reading.history()[0].action == "gave time off"
    desk.write()
    assert all("ben@studio.test" in {g.email for g in e.guests} for e in desk.calendar.events.values())
    assert done.undo is not None
    assert done.undo.name == "cover for Ana"
    undone = done.undo.run(desk.store, desk.now, "Kim")
    assert [stored(desk, item).crew for item in (one, other)] == [("ana",)] * 2
    assert time_off(desk) == ()
    assert undone.undo is not None
    undone.undo.run(desk.store, desk.now, "Kim")
    assert (stored(desk, one).crew, time_off(desk)) == (("ben",), (OFF,))


def test_only_what_is_ticked(desk: Desk) -> None:
    one, other = booked(desk, "10:00"), booked(desk, "13:00")
    cover(desk, *moves_of(plan(desk), {other.id}))
    assert (stored(desk, one).crew, stored(desk, other).crew) == (("ana",), ("ben",))


def test_nobody_is_booked_with_who_is_off(desk: Desk) -> None:
    cover(desk)
    with pytest.raises(Refused, match="Has time off"):
        booked(desk, "10:00")


def test_it_can_be_taken_back_after_a_restart(desk: Desk) -> None:
    item = booked(desk, "10:00")
    done = cover(desk, *moves_of(plan(desk)))
    assert done.undo is not None
    keep_steps(desk.store, desk.now, "Kim", Steps().did(done.undo, desk.now))
    undo_last(desk.store, desk.now, "Kim", "Kim", kept_steps(desk.store, desk.now, "Kim"))
    assert (stored(desk, item).crew, time_off(desk)) == (("ana",), ())


def test_the_lead_time_is_no_reason_on_the_same_day(desk: Desk) -> None:
    desk.load(person("ana"), person("ben"), lead_time_hours=24)
    item = booked(desk, "10:00")
    desk.clock.now = at("08:00")
    cover(desk, *moves_of(plan(desk)))
    assert stored(desk, item).crew == ("ben",)


def test_what_changed_since_the_plan_is_refused_and_nothing_is_written(desk: Desk) -> None:
    one, other = booked(desk, "10:00"), booked(desk, "13:00")
    moves = moves_of(plan(desk))
    booked(desk, "12:30", "ben")
    with pytest.raises(Refused, match="Ben"):
        cover(desk, *moves)
    assert (stored(desk, one), time_off(desk)) == (one, ())
    move_appointment(desk.store, desk.now, "Lee", MoveAppointment(other.id, at("15:00"), ("ana",)))
    with pytest.raises(StaleVersion):
        cover(desk, *moves)
    cancel_appointment(desk.store, desk.now, "Lee", CancelAppointment(one.id))
    with pytest.raises(KnownError, match="neither booked nor held"):
        cover(desk, CoverMove(one.id, one.span.start, ("ben",)))


def test_an_undo_leaves_time_off_that_was_there_before(desk: Desk) -> None:
    first = cover(desk, off=Span(at("00:00", 18), at("23:00", 18)))
    second = cover(desk)
    assert len(time_off(desk)) == 2
    assert first.undo is not None
    first.undo.run(desk.store, desk.now, "Kim")
    assert time_off(desk) == (OFF,)
    assert second.undo is not None


@pytest.mark.parametrize("start, end", [(at("10:00"), at("10:00")), (at("00:00", 14), at("00:00", 15))])
def test_a_time_that_is_none(desk: Desk, start: datetime, end: datetime) -> None:
    for attempt in (plan, cover):
        with pytest.raises(BadInput, match="off"):
            attempt(desk, off=Span(start, end))


def test_what_can_not_be_covered(desk: Desk) -> None:
    item = booked(desk, "10:00")
    with pytest.raises(NotFound):
        plan_cover(desk.store, desk.now, "zoe", OFF)
    with pytest.raises(NotFound):
        apply_cover(desk.store, desk.now, "Kim", ApplyCover("zoe", OFF))
    move = CoverMove(item.id, item.span.start, ("ben",))
    with pytest.raises(BadInput, match="twice"):
        cover(desk, move, move)
    with pytest.raises(BadInput, match="1 photographer must go"):
        cover(desk, CoverMove(item.id, item.span.start, ("ana", "ben")))
