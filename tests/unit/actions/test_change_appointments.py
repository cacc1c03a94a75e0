"""Moving, handing over, cancelling, postponing, holds; and taking each back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from studio_app.actions.book_order import Slot
from studio_app.actions.cancel_appointment import CancelAppointment, cancel_appointment
from studio_app.actions.confirm_hold import ConfirmHold, HoldConfirmed, confirm_hold
from studio_app.actions.done import Done, Refused
from studio_app.actions.ending import Ended
from studio_app.actions.move_appointment import MoveAppointment, Moved, move_appointment
from studio_app.actions.postpone_appointment import PostponeAppointment, postpone_appointment
from studio_app.actions.release_hold import ReleaseHold, release_hold
from studio_app.domain.appointment import Appointment, State
from studio_app.domain.outbox import OutboxEntry, Task
from studio_app.domain.timespan import Span
from studio_app.errors import BadInput, DoubleBooking, KnownError, NotFound, StaleVersion
from tests.support.scenarios import busy, person, service, shoot
from tests.unit.actions.conftest import MONDAY, Desk, at


def booked(
    desk: Desk, time: str = "10:00", crew: tuple[str, ...] = ("ana",), **values: object
) -> Appointment:
    return desk.book(Slot(at(time), crew), **values).appointments[0]


def move(desk: Desk, item: Appointment, time: str, **values: object) -> Moved:
    command = MoveAppointment(item.id, at(time), **values)  # type: ignore[arg-type]
    return move_appointment(desk.store, desk.now, "Kim", command)


def cancel(desk: Desk, item: Appointment, **values: object) -> Ended:
    return cancel_appointment(desk.store, desk.now, "Kim", CancelAppointment(item.id, **values))  # type: ignore[arg-type]


def confirm(desk: Desk, item: Appointment, **values: object) -> HoldConfirmed:
    return confirm_hold(desk.store, desk.now, "Kim", ConfirmHold(item.id, **values))  # type: ignore[arg-type]


def stored(desk: Desk, item: Appointment) -> Appointment:
    with desk.store.reading() as reading:
        return reading.appointment(item.id)


def owed(desk: Desk, item: Appointment) -> OutboxEntry | None:
    with desk.store.reading() as reading:
        return next(iter(reading.outbox([item.id])), None)


def undo(desk: Desk, done: Done) -> Done:
    assert done.undo is not None
    return done.undo.run(desk.store, desk.now, "Kim")


# ---------------------------------------------------------------- moving


def test_a_move_keeps_length_crew_and_event(desk: Desk) -> None:
    item = booked(desk, crew=("ben",))
    desk.write()
    (event_id,) = desk.calendar.events
    desk.clock.now += timedelta(minutes=1)
    done = move(desk, item, "13:15")
    assert stored(desk, item) == done.appointment
    assert (done.appointment.span, done.appointment.crew) == (Span(at("13:15"), at("14:15")), ("ben",))
    assert done.appointment.assigned_at == MONDAY, "nobody new was given it"
    assert done.say == "Moved: 55 Summit Avenue on Tue 16 Jun 1:15 pm, Ben."
    assert done.changes.span == Span(at("10:00"), at("14:15"))
    desk.write()
    assert {key: event.span for key, event in desk.calendar.events.items()} == {
        event_id: done.appointment.span
    }


def test_it_may_overlap_where_it_was(desk: Desk) -> None:
    assert move(desk, booked(desk), "10:15").appointment.span.start == at("10:15")


def test_a_move_that_the_crew_can_not_make_goes_to_whom_the_ranking_picks(desk: Desk) -> None:
    item = booked(desk)
    booked(desk, "13:00")
    desk.clock.now += timedelta(minutes=1)
    done = move(desk, item, "13:00")
    assert (done.appointment.crew, done.appointment.assigned_at) == (("ben",), desk.now)


def test_a_hand_over(desk: Desk) -> None:
    item = booked(desk)
    done = move(desk, item, "10:00", crew=("ben",))
    assert done.say == "Handed over: 55 Summit Avenue on Tue 16 Jun 10:00, Ben."
    assert done.undo is not None
    assert done.undo.name == "55 Summit Avenue to Ben"


def test_a_move_to_where_it_is_does_nothing(desk: Desk) -> None:
    item = booked(desk)
    version = desk.store.data_version()
    done = move(desk, item, "10:00")
    assert (done.undo, done.changes.kinds) == (None, frozenset())
    assert desk.store.data_version() == version


def test_the_worked_example_of_the_specification(desk: Desk) -> None:
    """A 10:00-12:00 shoot, busy 13:00-14:00: 10:30 is allowed, 10:45 is 15 minutes short."""
    desk.load(
        person("ana"),
        services=[service("photos"), service("video")],
        busy=[busy("2026-06-16T13:00:00-04:00", "2026-06-16T14:00:00-04:00", title="Dentist")],
        appointments=[
            shoot("2026-06-16T10:00:00-04:00", "2026-06-16T12:00:00-04:00", services=["photos", "video"])
        ],
    )
    with desk.store.reading() as reading:
        item = reading.appointment("a1")
    with pytest.raises(Refused, match="15 min short before “Dentist”") as refused:
        move(desk, item, "10:45")
    assert refused.value.reasons[0].overrulable
    assert move(desk, item, "10:30").appointment.span == Span(at("10:30"), at("12:30"))


def test_a_move_may_be_overruled_but_not_onto_another_appointment(desk: Desk) -> None:
    item = booked(desk)
    booked(desk, "13:00")
    with pytest.raises(Refused):
        move(desk, item, "08:00", crew=("ana",))
    done = move(desk, item, "08:00", crew=("ana",), overrule="before work")
    with desk.store.reading() as reading:
        assert reading.history(appointment=item.id)[0].why == "before work"
    with pytest.raises(Refused) as refused:
        move(desk, done.appointment, "13:30", crew=("ana",), overrule="anyway")
    assert not refused.value.reasons[0].overrulable


def test_a_refused_move_offers_others_and_changes_nothing(desk: Desk) -> None:
    item = booked(desk)
    with pytest.raises(Refused) as refused:
        move(desk, item, "16:45")
    starts = [opening.start for opening in refused.value.next_openings]
    assert starts == [at(time, 17) for time in ("09:30", "09:45", "10:00", "10:15", "10:30")]
    assert stored(desk, item) == item


def test_what_another_desk_changed_is_not_overwritten(desk: Desk) -> None:
    item = booked(desk)
    move(desk, item, "13:00")
    with pytest.raises(StaleVersion):
        move(desk, item, "15:00", version=item.version)
    with pytest.raises(StaleVersion):
        cancel(desk, item, version=item.version)


def test_what_can_not_be_moved(desk: Desk) -> None:
    item = booked(desk)
    with pytest.raises(BadInput):
        move(desk, item, "13:00", crew=("ana", "ben"))
    cancel(desk, item)
    with pytest.raises(KnownError, match="was cancelled"):
        move(desk, item, "13:00")
    held = booked(desk, hold_minutes=5)
    desk.clock.now += timedelta(minutes=5)
    with pytest.raises(KnownError, match="hold is over"):
        move(desk, held, "13:00")
    with pytest.raises(NotFound):
        move_appointment(desk.store, desk.now, "Kim", MoveAppointment("nothing", at("10:00")))


def test_an_appointment_from_a_studio_file_gets_its_event_when_it_moves(desk: Desk) -> None:
    desk.load(
        person("ana"),
        appointments=[shoot("2026-06-16T10:00:00-04:00", "2026-06-16T11:00:00-04:00", services=["photos"])],
    )
    with desk.store.reading() as reading:
        item = reading.appointment("a1")
    move(desk, item, "13:00")
    desk.write()
    assert [event.appointment for event in desk.calendar.events.values()] == ["a1"]


def test_a_crew_of_two_moves_together(desk: Desk) -> None:
    desk.load(
        person("ana", senior=True),
        person("ben"),
        services=[service("photos", 60)],
        two_photographers_hours=1,
        appointments=[
            shoot("2026-06-16T10:00:00-04:00", "2026-06-16T11:00:00-04:00", "ana", "ben", services=["photos"])
        ],
    )
    with desk.store.reading() as reading:
        item = reading.appointment("a1")
    assert move(desk, item, "13:00").appointment.crew == ("ana", "ben")


def test_undo_of_a_move_restores_time_and_crew(desk: Desk) -> None:
    item = booked(desk)
    desk.write()
    done = move(desk, item, "13:00", crew=("ben",))
    undone = undo(desk, done)
    back = stored(desk, item)
    assert (back.span, back.crew, back.assigned_at) == (item.span, item.crew, item.assigned_at)
    assert undone.say == "Undone: 55 Summit Avenue to Tue 16 Jun 1:00 pm, Ben."
    desk.write()
    assert [event.span for event in desk.calendar.events.values()] == [item.span]
    undo(desk, undone)
    assert stored(desk, item).crew == ("ben",)


def test_an_undo_that_no_longer_applies_says_why_and_changes_nothing(desk: Desk) -> None:
    item = booked(desk)
    done = move(desk, item, "13:00")
    booked(desk, "10:30")
    with pytest.raises(DoubleBooking, match="Ana"):
        undo(desk, done)
    assert stored(desk, item) == done.appointment
    again = move(desk, done.appointment, "15:00")
    with pytest.raises(StaleVersion):
        undo(desk, done)
    assert stored(desk, item) == again.appointment


def test_an_undo_tells_what_stands_against_it_by_now(desk: Desk) -> None:
    item = booked(desk)
    done = move(desk, item, "13:00")
    booked(desk, "11:15")
    assert undo(desk, done).warnings == (
        "55 Summit Avenue on Tue 16 Jun 10:00: 15 min short before 55 Summit Avenue.",
    )


# ---------------------------------------------------------------- ending


def test_cancelling_removes_the_event_and_keeps_the_history(desk: Desk) -> None:
    item = booked(desk)
    desk.write()
    done = cancel(desk, item, why="The seller\nbacked out")
    assert stored(desk, item).state is State.CANCELLED
    entry = owed(desk, item)
    assert entry is not None
    assert entry.task is Task.REMOVE
    desk.write()
    assert desk.calendar.events == {}
    with desk.store.reading() as reading:
        kept = {entry.action: entry.why for entry in reading.history(appointment=item.id)}
    assert kept["cancelled"] == "The seller backed out"
    assert done.say == "Cancelled: 55 Summit Avenue on Tue 16 Jun 10:00."
    assert booked(desk).crew == ("ana",), "the time is free again"


def test_cancelling_twice(desk: Desk) -> None:
    item = booked(desk)
    cancel(desk, item)
    with pytest.raises(KnownError, match="cancelled already"):
        cancel(desk, item)


def test_an_appointment_without_an_event_owes_no_removal(desk: Desk) -> None:
    held = booked(desk, hold_minutes=15)
    cancel(desk, held)
    assert owed(desk, held) is None


def test_undo_of_a_cancelling_brings_the_same_event_back(desk: Desk) -> None:
    item = booked(desk)
    desk.write()
    before = dict(desk.calendar.events)
    done = cancel(desk, item)
    desk.write()
    undo(desk, done)
    desk.write()
    assert desk.calendar.events == before


def test_undo_of_a_cancelling_whose_time_was_given_away(desk: Desk) -> None:
    item = booked(desk)
    done = cancel(desk, item)
    booked(desk)
    with pytest.raises(DoubleBooking):
        undo(desk, done)
    assert stored(desk, item).state is State.CANCELLED


def test_postponing_keeps_the_order_and_moving_books_it_again(desk: Desk) -> None:
    item = booked(desk)
    desk.write()
    (event_id,) = desk.calendar.events
    postpone_appointment(desk.store, desk.now, "Kim", PostponeAppointment(item.id, "snow"))
    desk.write()
    assert desk.calendar.events == {}
    waiting = stored(desk, item)
    assert (waiting.state, waiting.span) == (State.POSTPONED, item.span), "its old time is shown"
    assert booked(desk).crew == ("ana",)
    back = move(desk, waiting, "13:00").appointment
    assert back.state is State.CONFIRMED
    desk.write()
    assert desk.calendar.events[event_id].span == back.span


# ---------------------------------------------------------------- holds


def test_a_hold_is_confirmed_in_one_step(desk: Desk) -> None:
    held = booked(desk, hold_minutes=15)
    desk.clock.now += timedelta(minutes=14)
    done = confirm(desk, held)
    assert (done.appointment.state, done.appointment.hold_until) == (State.CONFIRMED, None)
    assert done.appointment.assigned_at == desk.now
    desk.write()
    assert [event.appointment for event in desk.calendar.events.values()] == [held.id]
    undone = undo(desk, done)
    assert stored(desk, held).hold_until == held.hold_until
    assert undone.warnings == ()
    desk.write()
    assert desk.calendar.events == {}


def test_a_hold_that_is_over_is_confirmed_where_the_time_is_still_free(desk: Desk) -> None:
    held, other = booked(desk, hold_minutes=15), booked(desk, "13:00", hold_minutes=15)
    desk.clock.now += timedelta(minutes=15)
    booked(desk)
    with pytest.raises(Refused, match="Ana") as refused:
        confirm(desk, held)
    assert refused.value.next_openings
    assert confirm(desk, other).appointment.state is State.CONFIRMED


def test_the_lead_time_was_kept_when_the_hold_was_made(desk: Desk) -> None:
    desk.load(person("ana"), lead_time_hours=26)
    held = booked(desk, hold_minutes=60)
    desk.clock.now += timedelta(minutes=30)
    assert confirm(desk, held).appointment.state is State.CONFIRMED


def test_a_hold_is_not_confirmed_against_a_new_event(desk: Desk) -> None:
    held = booked(desk, hold_minutes=15)
    with desk.store.writing() as writing:
        studio = writing.whole_studio()
    desk.load(person("ana"), busy=[busy("2026-06-16T10:00:00-04:00", "2026-06-16T11:00:00-04:00")],
              appointments=[shoot("2026-06-16T10:00:00-04:00", "2026-06-16T11:00:00-04:00", name=held.id,
                                  state="hold", hold_until="2026-06-15T08:15:00-04:00", services=["photos"])])  # fmt: skip
    assert held.id in studio.appointments
    with pytest.raises(Refused) as refused:
        confirm(desk, held)
    assert refused.value.reasons[0].overrulable
    done = confirm(desk, held, overrule="she said it is fine")
    with desk.store.reading() as reading:
        assert reading.history(appointment=held.id)[0].why == "she said it is fine"
    assert done.appointment.state is State.CONFIRMED


def test_a_hold_is_let_go(desk: Desk) -> None:
    held = booked(desk, hold_minutes=15)
    done = release_hold(desk.store, desk.now, "Kim", ReleaseHold(held.id))
    assert stored(desk, held).state is State.CANCELLED
    undo(desk, done)
    assert stored(desk, held).is_live_hold(desk.now)
    with pytest.raises(KnownError, match="not held"):
        confirm(desk, booked(desk, "13:00"))
    with pytest.raises(KnownError, match="is confirmed"):
        release_hold(desk.store, desk.now, "Kim", ReleaseHold(booked(desk, "15:00").id))


def test_a_hold_moves_as_a_hold(desk: Desk) -> None:
    held = booked(desk, hold_minutes=15)
    done = move(desk, held, "13:00")
    assert (done.appointment.state, done.appointment.hold_until) == (State.HOLD, held.hold_until)
    assert owed(desk, held) is None
