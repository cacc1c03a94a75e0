"""What people do to our events in the calendar is noticed and shown with both versions; nothing is written over it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from studio_app.actions.accept_empty import accept_empty
from studio_app.actions.book_order import Slot
from studio_app.actions.calendar_sources import AddCalendarSource, add_calendar_source
from studio_app.actions.move_appointment import MoveAppointment, move_appointment
from studio_app.actions.read_desk import read_desk
from studio_app.domain.appointment import Appointment
from studio_app.domain.calendar_event import PrimaryPull
from studio_app.domain.calendar_source import Trouble
from studio_app.domain.changes import Kind
from studio_app.domain.difference import Aspect
from studio_app.domain.outbox import WriteState
from studio_app.domain.outside_event import Response
from studio_app.domain.timespan import Span
from studio_app.errors import CalendarOffline, KeyLocked, KnownError, NotSignedInHere
from tests.unit.actions.by_hand import DEEDS, each_deed, event_of, keep, shown, take, words
from tests.unit.actions.conftest import MONDAY, Desk, at

# ---------------------------------------------------------------- noticing


@each_deed
def test_what_was_changed_is_shown_with_both_versions(desk: Desk, booked: Appointment, deed: str) -> None:
    did, aspect, said = DEEDS[deed]
    ours = event_of(desk, booked)
    did(desk, ours.id)
    read = desk.pull()
    (difference,) = read.differences
    assert difference == shown(desk)[booked.id]
    assert (difference.ours, difference.aspects) == (ours, frozenset({aspect}))
    theirs = difference.theirs.event if difference.theirs else None
    assert theirs == desk.calendar.events.get(ours.id)
    assert read.say == f"55 Summit Avenue (Tue 16 Jun 10:00) {said} in the calendar."
    assert words(desk) == [read.say]
    assert desk.entry(booked.id).state is WriteState.DIFFERS
    assert read.changes.kinds == {Kind.OUTBOX, Kind.CALENDARS}
    assert desk.pull().differences == (), "it is told once"
    desk.sync()
    assert (desk.calendar.calls, desk.calendar.mails) == ([], []), "and nothing is written over it"


def test_what_was_put_back_by_hand_is_settled_in_the_same_round(desk: Desk, booked: Appointment) -> None:
    event = event_of(desk, booked)
    desk.calendar.move(event.id, at("14:00"))
    assert desk.sync().differences
    desk.calendar.move(event.id, at("10:00"))
    synced = desk.sync()
    assert (synced.differences, desk.entry(booked.id).state) == ({}, WriteState.WRITTEN)
    assert "Nothing to write" not in synced.say
    assert (desk.calendar.calls, desk.calendar.mails) == ([], []), "nobody is told"


def test_answers_and_guests_of_others_are_taken_over_silently(desk: Desk, booked: Appointment) -> None:
    event = event_of(desk, booked)
    desk.calendar.answer(event.id, "dana@reed.test", Response.ACCEPTED)
    desk.calendar.invite(event.id, "stager@house.test")
    assert desk.pull().differences == ()
    entry = desk.entry(booked.id)
    assert (entry.state, entry.etag) == (WriteState.WRITTEN, desk.calendar.stored[event.id].etag)
    snapshot = read_desk(desk.store, desk.now)
    assert snapshot is not None
    assert snapshot.answers == {booked.id: {"dana@reed.test": Response.ACCEPTED}}


def test_a_photographer_who_declines_is_told_of_once(desk: Desk, booked: Appointment) -> None:
    event = event_of(desk, booked)
    desk.calendar.answer(event.id, "dana@reed.test", Response.DECLINED)
    assert desk.pull().declined == (), "clients are no crew"
    desk.calendar.answer(event.id, "ana@studio.test", Response.DECLINED)
    read = desk.pull()
    assert read.declined_words == ("Ana declined 55 Summit Avenue on Tue 16 Jun 10:00.",)
    assert desk.pull().declined == ()
    snapshot = read_desk(desk.store, desk.now)
    assert snapshot is not None
    assert snapshot.declined == read.declined
    move_appointment(desk.store, desk.now, "Kim", MoveAppointment(booked.id, at("13:00")))
    assert desk.sync().written.written, "an answer is no change by hand"
    desk.clock.now += timedelta(days=3)
    snapshot = read_desk(desk.store, desk.now)
    assert snapshot is not None
    assert snapshot.declined == (), "it is over"


def test_a_copy_that_carries_the_same_property_is_foreign(desk: Desk, booked: Appointment) -> None:
    event = event_of(desk, booked)
    desk.calendar._store(replace(event, id="copy", title="Copy"), {})
    desk.calendar._store(replace(event, appointment="another"), {})
    assert desk.pull().differences == ()
    assert shown(desk) == {}


def test_what_is_over_is_left_alone(desk: Desk, booked: Appointment) -> None:
    desk.clock.now += timedelta(days=7)
    desk.calendar.delete(event_of(desk, booked).id)
    assert desk.pull().differences == ()
    assert desk.entry(booked.id).state is WriteState.WRITTEN


@pytest.mark.parametrize("moved", [False, True])
def test_what_is_left_out_as_it_is_over_is_not_gone(
    desk: Desk, booked: Appointment, monkeypatch: pytest.MonkeyPatch, moved: bool
) -> None:
    """A calendar that is read whole again need not tell of last year; what was known of it stays, undecided or not."""
    event = event_of(desk, booked)
    desk.calendar.answer(event.id, "dana@reed.test", Response.ACCEPTED)
    if moved:
        desk.calendar.move(event.id, at("15:00"))
    desk.pull()
    before = desk.entry(booked.id)
    assert before.state is (WriteState.DIFFERS if moved else WriteState.WRITTEN)
    desk.clock.now += timedelta(days=60)
    since = desk.clock.now - timedelta(days=31)
    pull = PrimaryPull(gone=frozenset({event.id}), cursor="9", whole=True, since=since)
    monkeypatch.setattr(desk.calendar, "changes", lambda *_: pull)
    desk.pull()
    assert desk.entry(booked.id) == before
    with desk.store.reading() as reading:
        (row,) = reading.seen([event.id])
    assert row.stored is not None
    assert row.stored.answers == {"dana@reed.test": Response.ACCEPTED}


def test_a_series_that_somebody_made_of_it_is_made_a_single_event_again(
    desk: Desk, booked: Appointment
) -> None:
    event = event_of(desk, booked)
    desk.calendar.change(event.id, repeats=True)
    (difference,) = desk.pull().differences
    assert difference.aspects == {Aspect.REPEATS}
    assert words(desk) == ["55 Summit Avenue (Tue 16 Jun 10:00) was made to repeat in the calendar."]
    with pytest.raises(KnownError, match="repeat"):
        take(desk, booked)
    keep(desk, booked)
    desk.sync()
    assert event_of(desk, booked) == event
    assert shown(desk) == {}


def test_what_else_was_changed_about_a_series_is_taken_over(desk: Desk, booked: Appointment) -> None:
    event = event_of(desk, booked)
    desk.calendar.change(event.id, repeats=True, span=Span(at("14:00"), at("15:00")))
    (difference,) = desk.pull().differences
    assert difference.aspects == {Aspect.REPEATS, Aspect.TIME}
    take(desk, booked)
    desk.sync()
    assert event_of(desk, booked) == replace(event, span=Span(at("14:00"), at("15:00")))
    assert (desk.entry(booked.id).state, shown(desk)) == (WriteState.WRITTEN, {})


def test_a_series_goes_on_after_its_first_day(desk: Desk, booked: Appointment) -> None:
    desk.clock.now += timedelta(days=7)
    desk.calendar.change(event_of(desk, booked).id, repeats=True)
    (difference,) = desk.pull().differences
    assert difference.aspects == {Aspect.REPEATS}


@each_deed
def test_who_puts_it_back_by_hand_need_not_decide(desk: Desk, booked: Appointment, deed: str) -> None:
    event = event_of(desk, booked)
    DEEDS[deed][0](desk, event.id)
    desk.pull()
    desk.calendar._store(event, {})
    desk.sync()
    desk.sync()
    assert (desk.entry(booked.id).state, shown(desk)) == (WriteState.WRITTEN, {})
    assert desk.calendar.mails == []


def test_an_event_that_another_desk_writes_meanwhile_is_no_change_by_hand(
    desk: Desk, booked: Appointment
) -> None:
    changes = desk.calendar.changes

    def slowly(*arguments: Any) -> Any:
        answer = changes(*arguments)
        desk.calendar.changes = changes  # type: ignore[method-assign]
        move_appointment(desk.store, desk.now, "Lee", MoveAppointment(booked.id, at("13:00")))
        desk.write()
        return answer

    desk.calendar.answer(event_of(desk, booked).id, "dana@reed.test", Response.ACCEPTED)
    desk.calendar.changes = slowly  # type: ignore[method-assign,assignment]
    assert desk.pull().differences == ()
    assert desk.pull().differences == ()
    assert desk.entry(booked.id).state is WriteState.WRITTEN


@pytest.mark.parametrize("settled", [True, False])
def test_a_change_by_hand_right_after_another_desks_write_is_not_missed(
    desk: Desk, booked: Appointment, settled: bool
) -> None:
    """The calendar is read after both, and the write is settled only then, or not even then."""
    changes, put = desk.calendar.changes, desk.calendar.put
    event = event_of(desk, booked).id

    def answered_late(*arguments: Any) -> str:
        etag = put(*arguments)
        desk.calendar.change(event, title="Call first!")
        if not settled:
            desk.pull()
        return etag

    def while_it_is_read(*arguments: Any) -> Any:
        desk.calendar.changes = changes  # type: ignore[method-assign]
        desk.calendar.put = answered_late  # type: ignore[method-assign,assignment]
        move_appointment(desk.store, desk.now, "Lee", MoveAppointment(booked.id, at("13:00")))
        desk.write()
        desk.calendar.put = put  # type: ignore[method-assign]
        return changes(*arguments)

    if settled:
        desk.calendar.changes = while_it_is_read  # type: ignore[method-assign,assignment]
        desk.pull()
    else:
        while_it_is_read("", {})
    desk.pull()
    (difference,) = shown(desk).values()
    assert difference.aspects == {Aspect.TITLE}


def test_what_another_desk_read_meanwhile_stays(desk: Desk, booked: Appointment) -> None:
    changes = desk.calendar.changes

    def slowly(*arguments: Any) -> Any:
        answer = changes(*arguments)
        desk.calendar.changes = changes  # type: ignore[method-assign]
        desk.calendar.move(event_of(desk, booked).id, at("14:00"))
        assert len(desk.pull().differences) == 1
        return answer

    desk.calendar.changes = slowly  # type: ignore[method-assign,assignment]
    assert desk.pull().say == "Another desk read the calendar."
    assert len(shown(desk)) == 1


# ---------------------------------------------------------------- the calendar as a whole


def test_a_calendar_that_forgot_what_changed_is_read_whole(desk: Desk, booked: Appointment) -> None:
    other = desk.book(Slot(at("13:00"), ("ben",))).appointments[0]
    desk.sync()
    desk.calendar.delete(event_of(desk, booked).id)
    desk.calendar.forget_cursors()
    assert [each.appointment for each in desk.pull().differences] == [booked.id]
    assert desk.entry(other.id).state is WriteState.WRITTEN


def test_a_locked_keyring_is_this_desks_trouble_alone(desk: Desk, booked: Appointment) -> None:
    """The calendars are well; other desks read them."""
    command = AddCalendarSource("ana", "ana.ics")
    add_calendar_source(desk.store, desk.now, "Kim", command, desk.reader)
    desk.sync()
    with desk.store.reading() as reading:
        before = (reading.primary(), *reading.sources())
    locked = KeyLocked("The keyring of this computer is locked.", "Unlock it.")
    desk.calendar.broken = desk.reader.events["ana.ics"] = locked
    done = desk.sync()
    with desk.store.reading() as reading:
        assert (reading.primary(), *reading.sources()) == before
    assert done.locked == {source.id: locked for source in before}
    assert done.problems == (str(locked),)


def test_a_calendar_in_which_all_is_gone_is_not_believed(desk: Desk) -> None:
    for hour in ("10:00", "12:00", "14:00"):
        desk.book(Slot(at(hour), ("ana",)))
    desk.sync()
    desk.calendar.stored.clear()
    desk.calendar.forget_cursors()
    for _ in range(2):
        read = desk.pull()
        assert (read.source.trouble, read.differences) == (Trouble.EMPTY, ())
    assert shown(desk) == {}
    accept_empty(desk.store, desk.clock, "Kim", desk.calendar, desk.reader, read.source.id)
    assert len(shown(desk)) == 3
    with desk.store.reading() as reading:
        assert reading.primary().trouble is Trouble.NONE
        assert any(entry.action == "accepted that a calendar is empty" for entry in reading.history())


def test_two_events_may_be_gone_at_once(desk: Desk) -> None:
    for hour in ("10:00", "12:00"):
        desk.book(Slot(at(hour), ("ana",)))
    desk.sync()
    desk.calendar.stored.clear()
    desk.calendar.forget_cursors()
    assert len(desk.pull().differences) == 2


def test_a_calendar_that_is_away(desk: Desk, booked: Appointment) -> None:
    desk.calendar.broken = CalendarOffline("No network.")
    done = desk.sync()
    assert done.warnings == ("No network. It is tried again by itself.",)
    with desk.store.reading() as reading:
        source = reading.primary()
    assert (source.trouble, source.read_at) == (Trouble.OFFLINE, MONDAY)
    desk.calendar.broken = NotSignedInHere("Connected at another desk.")
    version = desk.store.data_version()
    desk.pull()
    assert desk.store.data_version() == version
    desk.calendar.broken = None
    desk.clock.now += timedelta(minutes=2)
    desk.sync()
    with desk.store.reading() as reading:
        source = reading.primary()
    assert (source.trouble, source.problem, source.read_at) == (Trouble.NONE, "", desk.now)


def test_a_provider_that_asks_for_a_pause_while_it_is_read_is_not_written_either(
    desk: Desk, booked: Appointment
) -> None:
    desk.calendar.broken = CalendarOffline("Too many requests.", retry_after=60.0)
    desk.pull()
    desk.calendar.broken = None
    desk.book(Slot(at("13:00"), ("ben",)))
    assert desk.write().written == ()
    read = desk.pull()
    assert (read.say, read.warnings) == (
        "The calendar asked for a pause.",
        ("Too many requests. It is tried again by itself.",),
    )
    desk.clock.now += timedelta(seconds=60)
    assert len(desk.write().written) == 1
