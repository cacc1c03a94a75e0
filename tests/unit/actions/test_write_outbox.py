"""The outbox: each event exactly once, whatever happens between."""

from __future__ import annotations

from datetime import timedelta

import pytest

from studio_app.actions.backoff import LONGEST_SECONDS, wait_after
from studio_app.actions.book_order import Slot
from studio_app.actions.calendar_trouble import said_of
from studio_app.actions.cancel_appointment import CancelAppointment, cancel_appointment
from studio_app.actions.event_text import TITLE_SETTING
from studio_app.actions.move_appointment import MoveAppointment, move_appointment
from studio_app.actions.retry_write import retry_writes
from studio_app.actions.write_outbox import write_outbox
from studio_app.domain.calendar_event import Guest
from studio_app.domain.calendar_source import Trouble
from studio_app.domain.changes import Kind
from studio_app.domain.outbox import WriteState
from studio_app.domain.outside_event import Response
from studio_app.errors import (
    BadInput,
    CalendarOffline,
    CalendarUnavailable,
    NotSignedInHere,
    SignInNeeded,
    Stopped,
)
from studio_app.patience import Patience
from tests.unit.actions.conftest import MONDAY, Desk, at

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
    assert wrote.changes.kinds == {Kind.OUTBOX, Kind.CALENDARS}
    with desk.store.reading() as reading:
        (entry,) = reading.outbox([done.appointments[0].id])
    assert (entry.state, entry.etag, entry.attempts) == (WriteState.WRITTEN, "etag 1", 1)
    assert (entry.wrote, entry.unsure, entry.tried) == (event, False, None)


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
    for _ in range(12):
        with desk.store.reading() as reading:
            first = reading.unwritten()[0]
        assert first.not_before is not None
        waits.append((first.not_before - desk.now).total_seconds())
        desk.clock.now = first.not_before
        wrote = desk.write()
    assert waits[:5] == [3.75, 7.5, 15, 30, 60]
    assert waits[-1] == 450


def test_a_weekend_without_a_network_fails_nothing(desk: Desk) -> None:
    desk.book(at("10:00"))
    desk.calendar.broken = CalendarOffline("No network.")
    for _ in range(300):
        desk.clock.now += timedelta(minutes=10)
        assert desk.write().failed == ()
    desk.calendar.broken = None
    desk.clock.now += timedelta(minutes=10)
    assert len(desk.write().written) == 1
    assert len(desk.calendar.mails) == 2


def test_a_provider_that_asks_for_a_pause_gets_it(desk: Desk) -> None:
    desk.book(at("10:00"))
    desk.calendar.broken = CalendarOffline("Too many requests.", retry_after=120.0)
    desk.write()
    desk.book(at("13:00"))
    desk.clock.now += timedelta(seconds=119)
    desk.write()
    assert len(desk.calendar.calls) == 1, "nothing is asked meanwhile, whatever is booked"
    desk.calendar.broken = None
    desk.clock.now += timedelta(seconds=1)
    assert len(desk.write().written) == 2


@pytest.mark.parametrize("seconds", [10.0**9, 3600.0])
def test_nobody_is_left_alone_for_longer_than_an_hour(desk: Desk, seconds: float) -> None:
    desk.book(at("10:00"))
    desk.calendar.broken = CalendarOffline("Too many requests.", retry_after=seconds)
    desk.write()
    desk.calendar.broken = None
    desk.clock.now += timedelta(hours=1)
    assert len(desk.write().written) == 1


@pytest.mark.parametrize(
    "error, trouble",
    [
        (SignInNeeded("google:kim", "Kim must sign in again."), Trouble.SIGN_IN),
        (CalendarOffline("No network."), Trouble.OFFLINE),
        (CalendarUnavailable("It answers nonsense."), Trouble.FAILING),
    ],
)
def test_what_is_wrong_with_the_calendar_is_kept(
    desk: Desk, error: CalendarUnavailable, trouble: Trouble
) -> None:
    desk.book(at("10:00"))
    desk.calendar.broken = error
    (waiting,) = desk.write().waiting
    with desk.store.reading() as reading:
        primary = reading.primary()
    assert (primary.trouble, primary.problem, primary.failing_since) == (trouble, said_of(error), MONDAY)
    assert waiting.unsure == (trouble is not Trouble.SIGN_IN), "nothing was written without a sign-in"


def test_a_write_that_somebody_ends_is_no_trouble_of_the_calendar(desk: Desk) -> None:
    desk.book(at("10:00"))
    desk.calendar.broken = Stopped()
    with desk.store.reading() as reading:
        before = reading.primary()
    (waiting,) = desk.write().waiting
    with desk.store.reading() as reading:
        assert reading.primary() == before
    assert waiting.unsure, "nobody knows whether it was written"


def test_a_desk_that_holds_no_key_leaves_the_calendar_to_the_others(desk: Desk) -> None:
    desk.book(at("10:00"))
    desk.calendar.broken = NotSignedInHere("Kim's account was connected at another desk.")
    desk.write()
    version = desk.store.data_version()
    for _ in range(3):
        assert desk.write().changes.kinds == frozenset()
    assert desk.store.data_version() == version, "or all desks would read everything again all the time"
    desk.calendar.broken = None
    assert len(desk.write().written) == 1


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
    desk.calendar.fails_after = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        desk.write()
    told = list(desk.calendar.mails)
    assert len(desk.write().written) == 1
    assert len(desk.calendar.events) == 1
    assert desk.calendar.mails == told, "nobody hears of it twice"


@pytest.mark.parametrize("did_arrive", [True, False])
@pytest.mark.parametrize("change", ["move", "cancel", "both"])
def test_a_change_after_a_write_that_nobody_knows_the_outcome_of(
    desk: Desk, did_arrive: bool, change: str
) -> None:
    """A time-out, before the write or after it; then the appointment changes. That is no change by hand."""
    item = desk.book(at("10:00")).appointments[0]
    desk.write()
    move_appointment(desk.store, desk.now, "Kim", MoveAppointment(item.id, at("11:00")))
    error = CalendarOffline("No answer in time.")
    if did_arrive:
        desk.calendar.fails_after = error
    else:
        desk.calendar.broken = error
    assert len(desk.write().waiting) == 1
    desk.calendar.broken = None
    if change in ("move", "both"):
        move_appointment(desk.store, desk.now, "Kim", MoveAppointment(item.id, at("13:00")))
    if change in ("cancel", "both"):
        cancel_appointment(desk.store, desk.now, "Kim", CancelAppointment(item.id))
    wrote = desk.write()
    assert (len(wrote.written), wrote.differing) == (1, ())
    expected = [at("13:00")] if change == "move" else []
    assert [event.span.start for event in desk.calendar.events.values()] == expected


def test_an_event_that_nobody_changed_is_not_written_again(desk: Desk) -> None:
    item = desk.book(at("10:00")).appointments[0]
    desk.write()
    for start in (at("13:00"), at("10:00")):
        move_appointment(desk.store, desk.now, "Kim", MoveAppointment(item.id, start))
    assert len(desk.write().written) == 1
    assert len(desk.calendar.calls) == 1


def test_an_appointment_that_was_cancelled_in_time_never_was_in_the_calendar(desk: Desk) -> None:
    item = desk.book(at("10:00")).appointments[0]
    cancel_appointment(desk.store, desk.now, "Kim", CancelAppointment(item.id))
    assert len(desk.write().written) == 1
    assert (desk.calendar.calls, desk.calendar.mails) == ([], [])


# ---------------------------------------------------------------- changes by hand


@pytest.mark.parametrize("deed", ["move", "delete"])
def test_what_somebody_changed_by_hand_is_never_written_over(desk: Desk, deed: str) -> None:
    item = desk.book(at("10:00")).appointments[0]
    desk.write()
    (event,) = desk.calendar.events
    if deed == "move":
        desk.calendar.move(event, at("15:00"))
    else:
        desk.calendar.delete(event)
    before = dict(desk.calendar.events)
    move_appointment(desk.store, desk.now, "Kim", MoveAppointment(item.id, at("13:00")))
    (entry,) = desk.write().differing
    assert entry.state is WriteState.DIFFERS
    desk.clock.now += timedelta(days=1)
    assert desk.write().changes.kinds == frozenset()
    assert desk.calendar.events == before
    with desk.store.reading() as reading:
        (seen,) = reading.seen([event])
        assert reading.differing() == [entry]
    assert (seen.stored and seen.stored.event) == before.get(event)


def test_answers_and_other_peoples_guests_do_not_stand_in_the_way(desk: Desk) -> None:
    item = desk.book(at("10:00")).appointments[0]
    desk.write()
    (event,) = desk.calendar.events
    desk.calendar.answer(event, "dana@reed.test", Response.ACCEPTED)
    desk.calendar.invite(event, "stager@house.test")
    move_appointment(desk.store, desk.now, "Kim", MoveAppointment(item.id, at("13:00")))
    assert len(desk.write().written) == 1
    (now,) = desk.calendar.events.values()
    assert now.span.start == at("13:00")
    assert "stager@house.test" in [guest.email for guest in now.guests]


def test_both_sides_moved_it_to_the_same_time(desk: Desk) -> None:
    item = desk.book(at("10:00")).appointments[0]
    desk.write()
    (event,) = desk.calendar.events
    desk.calendar.move(event, at("13:00"))
    move_appointment(desk.store, desk.now, "Kim", MoveAppointment(item.id, at("13:00")))
    assert len(desk.write().written) == 1


def test_a_change_by_hand_of_an_event_that_was_written_without_an_answer(desk: Desk) -> None:
    """The write came through, its answer did not, and before it is tried again somebody changes the event."""
    item = desk.book(at("10:00")).appointments[0]
    desk.calendar.fails_after = CalendarOffline("No answer in time.")
    desk.write()
    (event,) = desk.calendar.events
    desk.calendar.change(event, title="Call before")
    move_appointment(desk.store, desk.now, "Kim", MoveAppointment(item.id, at("13:00")))
    assert len(desk.write().differing) == 1
    assert [event.title for event in desk.calendar.events.values()] == ["Call before"]


def test_what_the_calendar_answered_is_in_the_history(desk: Desk) -> None:
    item = desk.book(at("10:00")).appointments[0]
    desk.write()
    cancel_appointment(desk.store, desk.now, "Kim", CancelAppointment(item.id))
    desk.write()
    with desk.store.reading() as reading:
        found = reading.history(appointment=item.id)
    assert [entry.action for entry in found if entry.who == "the calendar"] == [
        "removed the event",
        "wrote the event",
    ]


def test_nobody_waits_any_more(desk: Desk) -> None:
    desk.book(at("10:00"))
    desk.book(at("13:00"))
    patience = Patience(60)
    desk.calendar.before = patience.cancel
    wrote = write_outbox(desk.store, desk.calendar, desk.clock, lambda: 0.5, patience)
    assert len(wrote.written) == 1
    assert len(desk.calendar.calls) == 1


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
