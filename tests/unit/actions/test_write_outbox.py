"""The outbox: each event exactly once, whatever happens between."""

from __future__ import annotations

from datetime import timedelta

import pytest

from studio_app.actions.backoff import LONGEST_SECONDS, MOST_ATTEMPTS, wait_after
from studio_app.actions.book_order import Slot
from studio_app.actions.cancel_appointment import CancelAppointment, cancel_appointment
from studio_app.actions.event_text import TITLE_SETTING
from studio_app.actions.move_appointment import MoveAppointment, move_appointment
from studio_app.actions.retry_write import retry_writes
from studio_app.domain.calendar_event import Guest
from studio_app.domain.changes import Kind
from studio_app.domain.outbox import WriteState
from studio_app.errors import BadInput, CalendarUnavailable
from tests.unit.actions.conftest import Desk, at

DOWN = CalendarUnavailable("The calendar is away.")


def test_the_event_says_exactly_what_was_booked(desk: Desk) -> None:
    done = desk.book(
        Slot(at("10:00"), ("ana",)), services=("photos", "video"), square_feet=2400, notes="Ring twice"
    )
    wrote = desk.write()
    (event,) = desk.calendar.events.values()
    assert (event.appointment, event.span) == (done.appointments[0].id, done.appointments[0].span)
    assert event.zone.key == "America/New_York"
    assert event.title == "Photos + Video · 55 Summit Avenue, Boston"
    assert event.location == "55 Summit Avenue, Boston"
    assert event.guests == (Guest("Dana Reed", "dana@reed.test"), Guest("Ana", "ana@studio.test"))
    assert event.description == (
        "Agent: Dana Reed\nE-mail: dana@reed.test\nPhotographers: Ana\nServices: Photos, Video\n"
        "On site: 120 minutes\nSize: 2400 sq ft\n\nRing twice"
    )
    assert [entry.state for entry in wrote.written] == [WriteState.WRITTEN]
    assert wrote.changes.kinds == {Kind.OUTBOX}
    with desk.store.reading() as reading:
        (entry,) = reading.outbox([done.appointments[0].id])
    assert (entry.state, entry.etag, entry.attempts) == (WriteState.WRITTEN, "etag 1", 1)


def test_nothing_to_write(desk: Desk) -> None:
    assert desk.write().changes.kinds == frozenset()
    desk.book(at("10:00"))
    desk.write()
    desk.write()
    assert len(desk.calendar.calls) == 1


def test_a_calendar_that_is_away_is_tried_again_later_each_time(desk: Desk) -> None:
    desk.book(at("10:00"))
    desk.book(at("13:00"))
    desk.calendar.broken = DOWN
    wrote = desk.write()
    assert len(desk.calendar.calls) == 1, "the second would fail alike"
    assert [entry.problem for entry in wrote.waiting] == ["The calendar is away."]
    assert wrote.warnings == ("The calendar is away.",)
    waits = []
    for _ in range(MOST_ATTEMPTS - 1):
        with desk.store.reading() as reading:
            first = reading.unwritten()[0]
        assert first.not_before is not None
        waits.append((first.not_before - desk.now).total_seconds())
        desk.clock.now = first.not_before
        wrote = desk.write()
    assert waits == [3.75, 7.5, 15, 30, 60]
    assert [entry.state for entry in wrote.failed] == [WriteState.FAILED]


def test_a_failed_write_is_tried_again_by_hand(desk: Desk) -> None:
    item = desk.book(at("10:00")).appointments[0]
    desk.calendar.broken = BadInput("event", "can't be")
    assert len(desk.write().failed) == 1
    desk.calendar.broken = None
    assert desk.write().written == ()
    assert retry_writes(desk.store, desk.now, {"another"}).changes.kinds == frozenset()
    assert retry_writes(desk.store, desk.now, {item.id}).changes.kinds == {Kind.OUTBOX}
    assert len(desk.write().written) == 1
    assert len(desk.calendar.events) == 1


def test_a_restart_tries_everything_that_waits(desk: Desk) -> None:
    desk.book(at("10:00"))
    desk.calendar.broken = DOWN
    desk.write()
    desk.calendar.broken = None
    retry_writes(desk.store, desk.now)
    assert len(desk.write().written) == 1


@pytest.mark.logs("writing event .* failed")
def test_a_bug_in_one_event_does_not_keep_the_others(desk: Desk) -> None:
    desk.book(at("10:00"))
    desk.book(at("13:00"))

    def trip() -> None:
        raise ZeroDivisionError

    desk.calendar.before = trip
    wrote = desk.write()
    assert len(wrote.written) == 1
    assert "ZeroDivisionError" in wrote.failed[0].problem


def test_a_crash_after_the_calendar_was_written_makes_no_second_event(desk: Desk) -> None:
    desk.book(at("10:00"))
    put = desk.calendar.put

    def crash(*arguments: object) -> str:
        put(*arguments)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    desk.calendar.put = crash  # type: ignore[method-assign,assignment]
    with pytest.raises(KeyboardInterrupt):
        desk.write()
    desk.calendar.put = put  # type: ignore[method-assign]
    desk.write()
    assert len(desk.calendar.events) == 1
    assert len(set(desk.calendar.calls)) == 1


def test_a_change_before_the_first_write_sends_one_event_only(desk: Desk) -> None:
    item = desk.book(at("10:00")).appointments[0]
    move_appointment(desk.store, desk.now, "Kim", MoveAppointment(item.id, at("13:00")))
    desk.write()
    assert len(desk.calendar.calls) == 1
    assert [event.span.start for event in desk.calendar.events.values()] == [at("13:00")]


def test_a_change_while_the_event_is_written_is_written_after_it(desk: Desk) -> None:
    item = desk.book(at("10:00")).appointments[0]

    def meanwhile() -> None:
        move_appointment(desk.store, desk.now, "Kim", MoveAppointment(item.id, at("13:00")))

    desk.calendar.before = meanwhile
    wrote = desk.write()
    assert [event.span.start for event in desk.calendar.events.values()] == [at("13:00")]
    assert len(wrote.written) == 1
    with desk.store.reading() as reading:
        assert reading.unwritten() == []


@pytest.mark.parametrize("change", ["move", "cancel"])
def test_an_older_write_that_comes_late_does_not_stay(desk: Desk, change: str) -> None:
    """Another desk makes a change and writes it, both while this one is about to write the older event."""
    item = desk.book(at("10:00")).appointments[0]

    def another_desk() -> None:
        if change == "move":
            move_appointment(desk.store, desk.now, "Lee", MoveAppointment(item.id, at("13:00")))
        else:
            cancel_appointment(desk.store, desk.now, "Lee", CancelAppointment(item.id))
        desk.write()

    desk.calendar.before = another_desk
    desk.write()
    desk.write()
    expected = [at("13:00")] if change == "move" else []
    assert [event.span.start for event in desk.calendar.events.values()] == expected
    with desk.store.reading() as reading:
        assert reading.unwritten() == []


def test_a_template_that_fails_does_not_stop_a_booking(desk: Desk) -> None:
    with desk.store.writing() as writing:
        writing.set_setting(TITLE_SETTING, "{{ nothing.at.all }}")
    done = desk.book(at("10:00"))
    assert len(done.warnings) == 1
    assert done.warnings[0].startswith("The template of the event's title can't be used: ")
    desk.write()
    (event,) = desk.calendar.events.values()
    assert event.title == "Photos · 55 Summit Avenue, Boston"


def test_waiting_grows_to_a_limit_and_is_spread_by_chance() -> None:
    assert wait_after(1, lambda: 0.0) == timedelta(seconds=2.5)
    assert wait_after(1, lambda: 1.0) == timedelta(seconds=5)
    assert wait_after(50, lambda: 1.0) == timedelta(seconds=LONGEST_SECONDS)
    assert wait_after(0, lambda: 7.0) == timedelta(seconds=5)
