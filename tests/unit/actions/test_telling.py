"""Changes wait some seconds before the calendar hears of them; and whom it tells is chosen, and remembered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from studio_app.actions.book_order import Slot
from studio_app.actions.cancel_appointment import CancelAppointment, cancel_appointment
from studio_app.actions.done import Done
from studio_app.actions.move_appointment import MoveAppointment, move_appointment
from studio_app.actions.retry_write import retry_writes
from studio_app.actions.send_now import is_waiting_to_be_sent, send_now
from studio_app.actions.telling import WAIT_SETTING, Deed, remembered, waiting_time
from studio_app.domain.appointment import Appointment
from studio_app.domain.calendar_event import Notify
from studio_app.domain.outbox import OutboxEntry, WriteState
from tests.unit.actions.conftest import Desk, at

WAIT = timedelta(seconds=10)


@pytest.fixture
def waiting(desk: Desk) -> Iterator[Desk]:
    """A desk at which changes wait as they do for everybody."""
    with desk.store.writing() as writing:
        writing.set_setting(WAIT_SETTING, "10")
    return desk


def booked(desk: Desk, **values: object) -> Appointment:
    return desk.book(Slot(at("10:00"), ("ana",)), **values).appointments[0]


def move(desk: Desk, item: Appointment, time: str, **values: object) -> Done:
    command = MoveAppointment(item.id, at(time), **values)  # type: ignore[arg-type]
    return move_appointment(desk.store, desk.now, "Kim", command)


def undo(desk: Desk, done: Done) -> Done:
    assert done.undo is not None
    return done.undo.run(desk.store, desk.now, "Kim")


def entry(desk: Desk, item: Appointment) -> OutboxEntry:
    with desk.store.reading() as reading:
        (found,) = reading.outbox([item.id])
    return found


def later(desk: Desk, by: timedelta = WAIT) -> None:
    desk.clock.now += by
    desk.write()


# ---------------------------------------------------------------- waiting


def test_a_booking_waits_ten_seconds(waiting: Desk) -> None:
    item = booked(waiting)
    assert entry(waiting, item).not_before == waiting.now + WAIT
    assert is_waiting_to_be_sent(entry(waiting, item), waiting.now)
    later(waiting, WAIT - timedelta(milliseconds=1))
    assert waiting.calendar.calls == []
    later(waiting, timedelta(milliseconds=1))
    assert len(waiting.calendar.events) == 1
    assert not is_waiting_to_be_sent(entry(waiting, item), waiting.now)


def test_ten_seconds_are_the_default_and_can_be_changed(desk: Desk) -> None:
    with desk.store.writing() as writing:
        for text, seconds in (("", 10), ("nonsense", 10), ("0", 0), ("45", 45), ("99999", 600), ("-3", 10)):
            writing.set_setting(WAIT_SETTING, text)
            assert waiting_time(writing) == timedelta(seconds=seconds), text


def test_undone_in_time_nobody_hears_of_a_booking(waiting: Desk) -> None:
    done = waiting.book(Slot(at("10:00"), ("ana",)))
    waiting.clock.now += timedelta(seconds=9)
    undo(waiting, done)
    later(waiting, timedelta(minutes=1))
    assert waiting.calendar.calls == []
    assert waiting.calendar.mails == []
    assert entry(waiting, done.appointments[0]).state is WriteState.WRITTEN


def test_undone_in_time_nobody_hears_of_a_move(waiting: Desk) -> None:
    item = booked(waiting)
    later(waiting)
    mails, calls = list(waiting.calendar.mails), list(waiting.calendar.calls)
    done = move(waiting, item, "13:00", crew=("ben",))
    waiting.clock.now += timedelta(seconds=9)
    waiting.write()
    undo(waiting, done)
    later(waiting, timedelta(minutes=1))
    assert (waiting.calendar.mails, waiting.calendar.calls) == (mails, calls)
    assert entry(waiting, item).state is WriteState.WRITTEN


def test_undone_too_late_the_event_is_put_back_and_one_more_mail_left(waiting: Desk) -> None:
    item = booked(waiting)
    later(waiting)
    before = dict(waiting.calendar.events)
    done = move(waiting, item, "13:00")
    later(waiting)
    mails = len(waiting.calendar.mails)
    undo(waiting, done)
    assert is_waiting_to_be_sent(entry(waiting, item), waiting.now), "it may be done again"
    later(waiting)
    assert waiting.calendar.events == before
    assert len(waiting.calendar.mails) == mails + 2, "Dana and Ana"


def test_undone_too_late_and_done_again_in_time(waiting: Desk) -> None:
    item = booked(waiting)
    later(waiting)
    done = move(waiting, item, "13:00")
    later(waiting)
    calls = list(waiting.calendar.calls)
    undo(waiting, undo(waiting, done))
    later(waiting, timedelta(minutes=1))
    assert waiting.calendar.calls == calls


def test_an_undo_in_time_leaves_an_earlier_change_waiting_as_long_as_it_was(waiting: Desk) -> None:
    item = booked(waiting)
    later(waiting)
    move(waiting, item, "13:00")
    waiting.clock.now += timedelta(seconds=4)
    done = move(waiting, item, "14:00")
    due = entry(waiting, item).not_before
    waiting.clock.now += timedelta(seconds=4)
    undo(waiting, done)
    assert entry(waiting, item).not_before == due
    later(waiting)
    assert [event.span.start for event in waiting.calendar.events.values()] == [at("13:00")]


def test_send_now(waiting: Desk) -> None:
    one, other = booked(waiting), waiting.book(Slot(at("10:00"), ("ben",))).appointments[0]
    assert send_now(waiting.store, waiting.now, "Kim", [one.id]).say == "Sending 1 now."
    waiting.write()
    assert [event.appointment for event in waiting.calendar.events.values()] == [one.id]
    assert send_now(waiting.store, waiting.now, "Kim").say == "Sending 1 now."
    waiting.write()
    assert len(waiting.calendar.events) == 2
    done = send_now(waiting.store, waiting.now, "Kim")
    assert (done.say, done.changes.kinds) == ("Nothing waits to be sent.", frozenset())
    assert entry(waiting, other).state is WriteState.WRITTEN


def test_the_next_start_of_the_program_sends_what_waits(waiting: Desk) -> None:
    booked(waiting)
    retry_writes(waiting.store, waiting.now)
    waiting.write()
    assert len(waiting.calendar.events) == 1


def test_whoever_can_not_take_it_back_does_not_wait(waiting: Desk) -> None:
    item = booked(waiting, at_once=True)
    waiting.write()
    move(waiting, item, "13:00", at_once=True)
    waiting.write()
    assert [event.span.start for event in waiting.calendar.events.values()] == [at("13:00")]
    command = CancelAppointment(item.id, at_once=True)
    cancel_appointment(waiting.store, waiting.now, "Kim", command)
    waiting.write()
    assert waiting.calendar.events == {}


# ---------------------------------------------------------------- whom


def test_nobody_is_told_where_nobody_is_to_be(desk: Desk) -> None:
    item = booked(desk, notify=Notify.NOBODY)
    desk.write()
    assert len(desk.calendar.events) == 1
    assert desk.calendar.mails == []
    done = move(desk, item, "13:00", notify=Notify.NOBODY)
    desk.write()
    undo(desk, done)
    desk.write()
    assert desk.calendar.mails == [], "an undo tells no more people than what it takes back"
    assert [event.span.start for event in desk.calendar.events.values()] == [at("10:00")]


def test_photographers_only_mails_nobody_where_a_calendar_mails_all_or_none(desk: Desk) -> None:
    item = booked(desk)
    desk.write()
    mails = list(desk.calendar.mails)
    move(desk, item, "13:00", notify=Notify.PHOTOGRAPHERS)
    desk.write()
    assert desk.calendar.mails == mails
    (event,) = desk.calendar.events.values()
    assert {guest.email for guest in event.guests} == {"dana@reed.test", "ana@studio.test"}


def test_it_is_remembered_for_each_person_and_kind_of_action(desk: Desk) -> None:
    item = booked(desk)
    move(desk, item, "13:00", notify=Notify.NOBODY)
    with desk.store.reading() as reading:
        assert remembered(reading, "Kim", Deed.MOVE) is Notify.NOBODY
        assert remembered(reading, "Kim", Deed.BOOK) is Notify.EVERYONE
        assert remembered(reading, "Lee", Deed.MOVE) is Notify.EVERYONE
    desk.write()
    move(desk, item, "14:00")
    assert entry(desk, item).notify is Notify.NOBODY
    desk.write()
    move(desk, item, "15:00", notify=Notify.EVERYONE)
    desk.write()
    move(desk, item, "14:00")
    assert entry(desk, item).notify is Notify.EVERYONE


def test_what_is_remembered_by_a_newer_program_is_everyone(desk: Desk) -> None:
    with desk.store.writing() as writing:
        writing.set_setting("notify.moving.Kim", "the neighbours")
        assert remembered(writing, "Kim", Deed.MOVE) is Notify.EVERYONE


def test_two_changes_in_one_write_tell_all_who_were_to_hear_of_either(waiting: Desk) -> None:
    item = booked(waiting)
    later(waiting)
    move(waiting, item, "13:00", notify=Notify.EVERYONE)
    move(waiting, item, "14:00", notify=Notify.NOBODY)
    assert entry(waiting, item).notify is Notify.EVERYONE


def test_a_refused_change_is_not_remembered(desk: Desk) -> None:
    item = booked(desk)
    with pytest.raises(Exception, match="can't be booked"):
        move(desk, item, "03:00", notify=Notify.NOBODY)
    with desk.store.reading() as reading:
        assert remembered(reading, "Kim", Deed.MOVE) is Notify.EVERYONE
