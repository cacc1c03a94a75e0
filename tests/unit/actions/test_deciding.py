"""A person decides about what was changed by hand: theirs, or ours; a move into a free time may decide itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio_app.actions.book_order import Slot
from studio_app.actions.cancel_appointment import CancelAppointment, cancel_appointment
from studio_app.actions.done import Refused
from studio_app.actions.event_text import DESCRIPTION_SETTING
from studio_app.actions.move_appointment import MoveAppointment, move_appointment
from studio_app.actions.take_theirs import could_take
from studio_app.domain.appointment import Appointment, State
from studio_app.domain.calendar_event import Notify
from studio_app.domain.calendar_rules import CalendarRules
from studio_app.domain.difference import Aspect
from studio_app.domain.outbox import WriteState
from studio_app.domain.timespan import Span
from studio_app.engine import Code
from studio_app.errors import KnownError, StaleVersion
from tests.unit.actions.by_hand import DEEDS, each_deed, event_of, keep, shown, take
from tests.unit.actions.conftest import Desk, at

# ---------------------------------------------------------------- theirs


def test_theirs_moves_the_appointment(desk: Desk, booked: Appointment) -> None:
    event = event_of(desk, booked).id
    desk.calendar.move(event, at("14:00"))
    desk.sync()
    assert could_take(desk.store, desk.now, booked.id) is None
    done = take(desk, booked, etag=desk.calendar.stored[event].etag)
    assert done.say == "Took over from the calendar: 55 Summit Avenue on Tue 16 Jun 2:00 pm."
    assert desk.appointment(booked.id).span == Span(at("14:00"), at("15:00"))
    desk.sync()
    assert desk.entry(booked.id).state is WriteState.WRITTEN
    assert (desk.calendar.calls, desk.calendar.mails) == ([], []), "it is there already"
    assert done.undo is not None
    undone = done.undo.run(desk.store, desk.now, "Kim")
    desk.sync()
    assert event_of(desk, booked).span.start == at("10:00")
    assert undone.say == "Undone: taking over 55 Summit Avenue from the calendar."
    assert {email for email, _ in desk.calendar.mails} == {"ana@studio.test", "dana@reed.test"}


def test_theirs_may_last_longer(desk: Desk, booked: Appointment) -> None:
    DEEDS["longer"][0](desk, event_of(desk, booked).id)
    desk.sync()
    take(desk, booked)
    assert desk.appointment(booked.id).span == Span(at("10:00"), at("11:30"))


def test_a_time_that_the_rules_forbid_is_refused_and_may_be_overruled(
    desk: Desk, booked: Appointment
) -> None:
    desk.calendar.move(event_of(desk, booked).id, at("20:00"))
    desk.sync()
    reason = could_take(desk.store, desk.now, booked.id)
    assert reason is not None
    assert reason.overrulable
    with pytest.raises(Refused) as refused:
        take(desk, booked)
    codes = {failure.code for failure in refused.value.reasons[0].photographers["ana"]}
    assert Code.OFF_HOURS in codes
    assert desk.entry(booked.id).state is WriteState.DIFFERS
    take(desk, booked, overrule="She offered it")
    assert desk.appointment(booked.id).span.start == at("20:00")
    with desk.store.reading() as reading:
        entry = reading.history(appointment=booked.id)[0]
    assert (entry.who, entry.action, entry.why) == (
        "Kim",
        "took the calendar's version of",
        "She offered it",
    )


def test_nothing_overrules_another_appointment_of_ours(desk: Desk, booked: Appointment) -> None:
    desk.book(Slot(at("14:00"), ("ana",)))
    desk.calendar.move(event_of(desk, booked).id, at("14:30"))
    desk.sync()
    with pytest.raises(Refused):
        take(desk, booked, overrule="They said so")


def test_theirs_cancels_what_was_deleted(desk: Desk, booked: Appointment) -> None:
    event = event_of(desk, booked).id
    desk.calendar.delete(event)
    desk.sync()
    done = take(desk, booked, etag="")
    assert done.say == "Cancelled, as its event was deleted: 55 Summit Avenue on Tue 16 Jun 10:00."
    assert desk.appointment(booked.id).state is State.CANCELLED
    desk.sync()
    assert (desk.calendar.calls, shown(desk)) == ([], {})
    assert done.undo is not None
    done.undo.run(desk.store, desk.now, "Kim")
    desk.sync()
    assert list(desk.calendar.events) == [event], "the same event is back"


@pytest.mark.parametrize("deed", ["title", "text", "place", "guest"])
def test_theirs_become_the_appointments_own_words(desk: Desk, booked: Appointment, deed: str) -> None:
    event = event_of(desk, booked).id
    DEEDS[deed][0](desk, event)
    there = desk.calendar.events[event]
    desk.sync()
    done = take(desk, booked)
    desk.sync()
    assert (desk.calendar.calls, desk.calendar.events[event], shown(desk)) == ([], there, {})
    move_appointment(desk.store, desk.now, "Kim", MoveAppointment(booked.id, at("13:00")))
    desk.sync()
    after = desk.calendar.events[event]
    assert after == replace(there, span=after.span), "a move keeps them"
    assert done.undo is not None


def test_only_what_they_changed_is_taken(desk: Desk, booked: Appointment) -> None:
    """Both sides changed something; what we did stays and is still written."""
    desk.calendar.change(event_of(desk, booked).id, title="Call first!")
    move_appointment(desk.store, desk.now, "Kim", MoveAppointment(booked.id, at("13:00")))
    desk.sync()
    (difference,) = shown(desk).values()
    assert difference.aspects == {Aspect.TITLE}
    take(desk, booked)
    desk.sync()
    event = event_of(desk, booked)
    assert (event.title, event.span.start) == ("Call first!", at("13:00"))
    assert len(desk.calendar.mails) == 2, "the guests hear of our move, once"


def test_theirs_brings_back_what_we_cancelled(desk: Desk, booked: Appointment) -> None:
    desk.calendar.move(event_of(desk, booked).id, at("14:00"))
    cancel_appointment(desk.store, desk.now, "Kim", CancelAppointment(booked.id))
    desk.sync()
    assert desk.calendar.events, "it is not removed before somebody decides"
    (difference,) = shown(desk).values()
    assert difference.ours is None
    take(desk, booked)
    after = desk.appointment(booked.id)
    assert (after.state, after.span.start) == (State.CONFIRMED, at("14:00"))
    desk.sync()
    assert desk.entry(booked.id).state is WriteState.WRITTEN


def test_there_must_be_something_to_decide(desk: Desk, booked: Appointment) -> None:
    with pytest.raises(KnownError, match="nothing to decide"):
        take(desk, booked)
    event = event_of(desk, booked).id
    seen = desk.calendar.move(event, at("14:00")).etag
    desk.sync()
    desk.calendar.move(event, at("15:00"))
    desk.sync()
    with pytest.raises(StaleVersion):
        take(desk, booked, etag=seen)
    with pytest.raises(StaleVersion):
        keep(desk, booked, etag=seen)


def test_an_event_without_length_is_no_appointment(desk: Desk, booked: Appointment) -> None:
    desk.calendar.change(event_of(desk, booked).id, span=Span(at("10:00"), at("10:00")))
    desk.sync()
    with pytest.raises(KnownError, match="length"):
        take(desk, booked)


# ---------------------------------------------------------------- ours


@each_deed
def test_ours_is_written_over_theirs_once_and_the_guests_are_told(
    desk: Desk, booked: Appointment, deed: str
) -> None:
    ours = event_of(desk, booked)
    DEEDS[deed][0](desk, ours.id)
    desk.sync()
    done = keep(desk, booked)
    assert done.say == "Kept ours: 55 Summit Avenue on Tue 16 Jun 10:00; the calendar follows."
    assert desk.sync().written.written
    assert desk.calendar.events == {ours.id: ours}
    assert len(desk.calendar.mails) == 2
    assert (desk.sync().written.written, shown(desk)) == ((), {})
    with desk.store.reading() as reading:
        assert reading.history(appointment=booked.id)[1].action == "kept our version of"


@each_deed
def test_keeping_ours_is_undone_by_making_it_theirs(desk: Desk, booked: Appointment, deed: str) -> None:
    event = event_of(desk, booked).id
    DEEDS[deed][0](desk, event)
    theirs = desk.calendar.events.get(event)
    desk.sync()
    done = keep(desk, booked)
    desk.sync()
    assert done.undo is not None
    again = done.undo.run(desk.store, desk.now, "Kim")
    desk.sync()
    there = desk.calendar.events.get(event)
    if there and theirs and deed in ("longer", "all-day"):
        theirs = replace(theirs, description=there.description)  # which names the length
    assert there == theirs
    assert (desk.appointment(booked.id).state is State.CANCELLED) == (deed == "deleted")
    assert again.undo is not None
    again.undo.run(desk.store, desk.now, "Kim")
    desk.sync()
    assert desk.appointment(booked.id).state is State.CONFIRMED


def test_ours_removes_what_we_cancelled(desk: Desk, booked: Appointment) -> None:
    desk.calendar.move(event_of(desk, booked).id, at("14:00"))
    cancel_appointment(desk.store, desk.now, "Kim", CancelAppointment(booked.id))
    desk.sync()
    assert keep(desk, booked).undo is None
    desk.sync()
    assert (desk.calendar.events, shown(desk)) == ({}, {})


def test_who_changes_it_again_after_ours_was_kept_is_asked_again(desk: Desk, booked: Appointment) -> None:
    event = event_of(desk, booked).id
    desk.calendar.move(event, at("14:00"))
    desk.sync()
    keep(desk, booked)
    desk.calendar.move(event, at("15:00"))
    desk.sync()
    (difference,) = shown(desk).values()
    assert difference.theirs is not None
    assert difference.theirs.event.span.start == at("15:00")


# ---------------------------------------------------------------- by itself


def test_a_move_into_a_free_time_may_be_taken_over_by_itself(desk: Desk, booked: Appointment) -> None:
    with desk.store.writing() as writing:
        writing.save_calendar_rules(CalendarRules(take_free_moves=True))
    other = desk.book(Slot(at("10:00"), ("ben",))).appointments[0]
    titled = desk.book(Slot(at("13:00"), ("ben",))).appointments[0]
    desk.sync()
    desk.calendar.calls.clear()
    desk.calendar.move(event_of(desk, booked).id, at("14:00"))
    desk.calendar.move(event_of(desk, other).id, at("20:00"))
    desk.calendar.change(event_of(desk, titled).id, title="Call first!")
    done = desk.sync()
    assert [each.say for each in done.taken] == [
        "Took over from the calendar: 55 Summit Avenue on Tue 16 Jun 2:00 pm."
    ]
    assert desk.appointment(booked.id).span.start == at("14:00")
    assert set(done.differences) == {other.id, titled.id}, "the rules forbid one, words are no move"
    assert desk.calendar.calls == []
    with desk.store.reading() as reading:
        assert reading.history(appointment=booked.id)[0].who == "the program"


def test_a_time_in_the_text_follows_a_move_and_nobody_is_told(desk: Desk) -> None:
    with desk.store.writing() as writing:
        writing.set_setting(DESCRIPTION_SETTING, "From {{ start }}")
    item = desk.book(Slot(at("10:00"), ("ana",))).appointments[0]
    desk.sync()
    desk.calendar.mails.clear()
    desk.calendar.move(event_of(desk, item).id, at("14:00"))
    desk.sync()
    take(desk, item)
    assert desk.entry(item.id).notify is Notify.NOBODY
    desk.sync()
    assert event_of(desk, item).description == "From 14:00"
    assert desk.calendar.mails == []
