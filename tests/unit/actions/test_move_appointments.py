"""Several appointments as one step, other lengths, swaps; and many levels of undo."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from studio_app.actions.book_order import Slot
from studio_app.actions.done import Done, Refused, Undo
from studio_app.actions.move_appointment import MoveAppointment, Moved, move_appointment
from studio_app.actions.move_appointments import MoveAppointments, MovedAll, Target, move_appointments
from studio_app.actions.postpone_appointment import PostponeAppointment, postpone_appointment
from studio_app.domain.appointment import Appointment, State
from studio_app.domain.timespan import Span
from studio_app.errors import BadInput, KnownError, StaleVersion
from tests.support.scenarios import person, service, shoot
from tests.unit.actions.conftest import Desk, at


def booked(desk: Desk, time: str = "10:00", *crew: str, **values: object) -> Appointment:
    return desk.book(Slot(at(time), crew or ("ana",)), **values).appointments[0]


def move(desk: Desk, *targets: Target, **values: object) -> MovedAll:
    command = MoveAppointments(targets, **values)  # type: ignore[arg-type]
    return move_appointments(desk.store, desk.now, "Kim", command)


def move_one(desk: Desk, item: Appointment, start: datetime, **values: object) -> Moved:
    command = MoveAppointment(item.id, start, **values)  # type: ignore[arg-type]
    return move_appointment(desk.store, desk.now, "Kim", command)


def stored(desk: Desk, item: Appointment) -> Appointment:
    with desk.store.reading() as reading:
        return reading.appointment(item.id)


def run(desk: Desk, undo: Undo | None) -> Done:
    assert undo is not None
    return undo.run(desk.store, desk.now, "Kim")


# ---------------------------------------------------------------- several


def test_two_swap_their_times(desk: Desk) -> None:
    one, other = booked(desk, "10:00"), booked(desk, "13:00")
    done = move(desk, Target(one.id, at("13:00"), ("ana",)), Target(other.id, at("10:00"), ("ana",)))
    assert (stored(desk, one).span, stored(desk, other).span) == (other.span, one.span)
    assert done.say == (
        "Moved: 55 Summit Avenue on Tue 16 Jun 1:00 pm, Ana; 55 Summit Avenue on Tue 16 Jun 10:00, Ana."
    )
    assert done.undo is not None
    assert done.undo.name == "move of 2 appointments"
    run(desk, done.undo)
    assert (stored(desk, one).span, stored(desk, other).span) == (one.span, other.span)


def test_two_swap_their_photographers(desk: Desk) -> None:
    one, other = booked(desk, "10:00", "ana"), booked(desk, "10:30", "ben")
    done = move(desk, Target(one.id, at("10:00"), ("ben",)), Target(other.id, at("10:30"), ("ana",)))
    assert [after.crew for _, after in done.moved] == [("ben",), ("ana",)]


def test_a_row_is_pushed_on(desk: Desk) -> None:
    items = [booked(desk, time) for time in ("10:00", "11:30", "13:00")]
    later = timedelta(minutes=90)
    done = move(desk, *(Target(item.id, item.span.start + later, ("ana",)) for item in items))
    assert [after.span.start for _, after in done.moved] == [at("11:30"), at("13:00"), at("14:30")]


def test_none_is_moved_where_one_can_not_be(desk: Desk) -> None:
    one, other = booked(desk, "10:00"), booked(desk, "13:00")
    with pytest.raises(Refused) as refused:
        move(desk, Target(one.id, at("14:30"), ("ana",)), Target(other.id, at("16:45"), ("ana",)))
    assert [reason.start for reason in refused.value.reasons] == [at("16:45")]
    assert (stored(desk, one), stored(desk, other)) == (one, other)


def test_each_is_judged_with_the_others_where_they_are_to_be(desk: Desk) -> None:
    one, other = booked(desk, "10:00"), booked(desk, "13:00")
    with pytest.raises(Refused, match="Ana: 55 Summit Avenue 2:00–3:00 pm") as refused:
        move(desk, Target(one.id, at("14:00"), ("ana",)), Target(other.id, at("14:30"), ("ana",)))
    assert [reason.start for reason in refused.value.reasons] == [at("14:30")]
    assert not refused.value.reasons[0].overrulable


def test_two_keep_their_distance_while_both_are_moved(desk: Desk) -> None:
    desk.load(person("ana"), buffer_before_min=0, buffer_after_min=45)
    other = booked(desk, "13:00")
    one = booked(desk, "11:00")
    assert move_one(desk, other, at("12:15"), crew=("ana",)).appointment.span.start == at("12:15")
    later = timedelta(hours=1)
    done = move(
        desk, *(Target(item.id, stored(desk, item).span.start + later, ("ana",)) for item in (other, one))
    )
    assert [after.span.start for _, after in done.moved] == [at("13:15"), at("12:00")]


def test_who_goes_is_picked_one_after_another(desk: Desk) -> None:
    one, other = booked(desk, "10:00", "ana"), booked(desk, "13:00", "ana")
    done = move(desk, Target(one.id, at("15:00")), Target(other.id, at("15:00")))
    assert [after.crew for _, after in done.moved] == [("ana",), ("ben",)]


def test_every_reason_is_told_for_each(desk: Desk) -> None:
    one, other = booked(desk, "10:00"), booked(desk, "13:00")
    with pytest.raises(Refused) as refused:
        move(desk, Target(one.id, at("06:00"), ("ana",)), Target(other.id, at("06:00"), ("ben",)))
    assert [set(reason.photographers) for reason in refused.value.reasons] == [{"ana"}, {"ben"}]
    assert all(reason.instead and reason.overrulable for reason in refused.value.reasons)
    done = move(
        desk,
        Target(one.id, at("06:00"), ("ana",)),
        Target(other.id, at("06:00"), ("ben",)),
        overrule="both want it early",
    )
    with desk.store.reading() as reading:
        assert {reading.history(appointment=a.id)[0].why for _, a in done.moved} == {"both want it early"}


def test_what_stays_where_it_is_is_not_written(desk: Desk) -> None:
    one, other = booked(desk, "10:00"), booked(desk, "13:00")
    done = move(desk, Target(one.id, one.span.start, ("ana",)), Target(other.id, at("14:00"), ("ana",)))
    assert done.moved[0] == (one, one)
    assert stored(desk, one).version == one.version
    version = desk.store.data_version()
    still = move(desk, Target(one.id, one.span.start), Target(other.id, at("14:00")))
    assert (still.say, still.undo) == ("They are there already.", None)
    assert desk.store.data_version() == version


def test_more_than_a_few_are_counted(desk: Desk) -> None:
    items = [booked(desk, time, "ana") for time in ("10:00", "11:30")]
    items += [booked(desk, time, "ben") for time in ("10:00", "11:30")]
    later = timedelta(hours=3)
    done = move(desk, *(Target(item.id, item.span.start + later, item.crew) for item in items))
    assert done.say == "Moved 4 appointments."


def test_what_can_not_be_asked(desk: Desk) -> None:
    item = booked(desk)
    for targets, problem in (
        ((), "is missing"),
        ((Target(item.id, at("13:00")), Target(item.id, at("14:00"))), "is to go to two places"),
        ((Target(item.id, at("13:00"), minutes=0),), "minutes: must be 1 to"),
        ((Target(item.id, at("13:00"), ("zoe",)),), "there is no photographer"),
    ):
        with pytest.raises(BadInput, match=problem):
            move(desk, *targets)
    with pytest.raises(StaleVersion):
        move(desk, Target(item.id, at("13:00"), version=item.version + 1))


# ---------------------------------------------------------------- lengths


def test_the_later_edge_is_pulled(desk: Desk) -> None:
    item = booked(desk)
    done = move_one(desk, item, item.span.start, minutes=90)
    assert done.appointment.span == Span(at("10:00"), at("11:30"))
    assert done.say == "Changed the length: 55 Summit Avenue on Tue 16 Jun 10:00, Ana."
    assert done.undo is not None
    assert done.undo.name == "55 Summit Avenue to 90 minutes"
    run(desk, done.undo)
    assert stored(desk, item).span == item.span


def test_the_earlier_edge_is_pulled(desk: Desk) -> None:
    item = booked(desk)
    done = move_one(desk, item, at("09:30"), minutes=90)
    assert done.appointment.span == Span(at("09:30"), item.span.end)


def test_a_longer_one_must_fit(desk: Desk) -> None:
    item = booked(desk)
    booked(desk, "12:00")
    assert move_one(desk, item, item.span.start, minutes=90).appointment.span.end == at("11:30")
    with pytest.raises(Refused, match="15 min short before"):
        move_one(desk, item, item.span.start, minutes=105, crew=("ana",))


def test_a_crew_of_two_is_handed_over_in_part_and_made_longer(desk: Desk) -> None:
    desk.load(
        person("ana", senior=True),
        person("ben"),
        person("cleo"),
        services=[service("photos", 60)],
        two_photographers_hours=1,
        appointments=[
            shoot("2026-06-16T10:00:00-04:00", "2026-06-16T11:00:00-04:00", "ana", "ben", services=["photos"])
        ],
    )
    with desk.store.reading() as reading:
        item = reading.appointment("a1")
    done = move_one(desk, item, at("11:00"), crew=("cleo", "ana"), minutes=120)
    assert (done.appointment.crew, done.appointment.span) == (
        ("ana", "cleo"),
        Span(at("11:00"), at("13:00")),
    )


def test_a_crew_of_two_without_services_needs_no_skill(desk: Desk) -> None:
    """An appointment of a studio file may name none."""
    when = ("2026-06-16T10:00:00-04:00", "2026-06-16T11:00:00-04:00")
    desk.load(person("ana", senior=True), person("ben"), appointments=[shoot(*when, "ana", "ben")])
    with desk.store.reading() as reading:
        item = reading.appointment("a1")
    assert move_one(desk, item, at("13:00")).appointment.crew == ("ana", "ben")


# ---------------------------------------------------------------- what waits


def test_a_postponed_one_is_booked_again_even_at_its_old_time(desk: Desk) -> None:
    item = booked(desk)
    postpone_appointment(desk.store, desk.now, "Kim", PostponeAppointment(item.id, "snow"))
    waiting = stored(desk, item)
    assert waiting.reason == "snow"
    done = move_one(desk, waiting, item.span.start)
    assert (done.appointment.state, done.appointment.reason) == (State.CONFIRMED, "")
    assert done.say.startswith("Booked again: 55 Summit Avenue")
    run(desk, done.undo)
    assert stored(desk, item).reason == "snow"


def test_a_hold_that_is_over_is_booked_where_it_is_asked_for(desk: Desk) -> None:
    held = booked(desk, hold_minutes=5)
    desk.clock.now += timedelta(minutes=5)
    with pytest.raises(KnownError, match="hold is over"):
        move_one(desk, held, at("13:00"))
    done = move_one(desk, held, at("13:00"), renew=True)
    assert (done.appointment.state, done.appointment.hold_until) == (State.CONFIRMED, None)


# ---------------------------------------------------------------- many levels


def test_many_levels_of_undo_and_redo_of_the_same_block(desk: Desk) -> None:
    item = booked(desk)
    starts = [at(time) for time in ("11:00", "12:00", "13:00", "14:00")]
    undos = [move_one(desk, item, start).undo for start in starts]
    redos = []
    for undo, start in zip(reversed(undos), [*reversed(starts[:-1]), item.span.start], strict=True):
        redos.append(run(desk, undo).undo)
        assert stored(desk, item).span.start == start
    for redo, start in zip(reversed(redos), starts, strict=True):
        done = run(desk, redo)
        assert done.say.startswith("Done again: 55 Summit Avenue to ")
        assert stored(desk, item).span.start == start


def test_an_undo_leaves_what_others_did_meanwhile(desk: Desk) -> None:
    item = booked(desk)
    done = move_one(desk, item, at("13:00"))
    with desk.store.writing() as writing:
        writing.save_appointment(replace(writing.appointment(item.id), address="55 Summit Ave, Boston"))
    run(desk, done.undo)
    assert (stored(desk, item).span, stored(desk, item).address) == (item.span, "55 Summit Ave, Boston")


def test_an_undo_of_a_move_is_refused_where_the_block_was_postponed_since(desk: Desk) -> None:
    item = booked(desk)
    done = move_one(desk, item, at("13:00"))
    postpone_appointment(desk.store, desk.now, "Lee", PostponeAppointment(item.id))
    with pytest.raises(StaleVersion, match="55 Summit Avenue was changed since"):
        run(desk, done.undo)
    assert stored(desk, item).state is State.POSTPONED
