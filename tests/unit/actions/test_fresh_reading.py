"""Before a confirm the calendars of those concerned are read once more."""

from __future__ import annotations

from datetime import timedelta

import pytest

from studio_app.actions.agents import Caller
from studio_app.actions.book_order import Booked, BookOrder, Slot, book_order
from studio_app.actions.done import Refused
from studio_app.actions.fresh_reading import FRESH_SECONDS, read_afresh
from studio_app.actions.identity import new_id
from studio_app.engine import Code
from studio_app.errors import NotSignedInHere
from tests.unit.actions.busy import BROKEN, DENTIST, LATE, connect, event, read, source
from tests.unit.actions.conftest import Desk, at


def test_what_appeared_since_blocks(desk: Desk) -> None:
    connect(desk)
    desk.reader.events["ana.ics"] = [DENTIST]
    with pytest.raises(Refused) as refused:
        book(desk)
    assert [failure.code for failure in refused.value.reasons[0].photographers["ana"]] == [Code.BUSY]
    assert desk.reader.patience is not None
    assert desk.reader.patience.left <= FRESH_SECONDS


def test_a_calendar_that_does_not_answer_in_time_counts_as_it_was(desk: Desk) -> None:
    connect(desk)
    before = source(desk)
    desk.reader.events["ana.ics"] = LATE
    desk.clock.now += timedelta(minutes=10)
    done = book(desk)
    assert done.warnings == ("Ana’s calendar could not be read just now; it counts as of Mon 15 Jun 8:00.",)
    assert source(desk) == before, "three seconds are no verdict"


def test_a_calendar_that_does_not_answer_and_is_old_refuses(desk: Desk) -> None:
    connect(desk)
    desk.reader.events["ana.ics"] = LATE
    desk.clock.now += timedelta(minutes=16)
    with pytest.raises(Refused) as refused:
        book(desk)
    reason = refused.value.reasons[0]
    assert [failure.code for failure in reason.photographers["ana"]] == [Code.CALENDAR_UNKNOWN]
    assert reason.overrulable
    assert book(desk, overrule="She says she is free").warnings == ()


def test_what_is_broken_refuses_at_once(desk: Desk) -> None:
    connect(desk)
    desk.reader.events["ana.ics"] = BROKEN
    with pytest.raises(Refused) as caught:
        book(desk)
    assert "Ana: Nobody knows what is in the calendar “Google”: " in caught.value.sentence
    assert str(BROKEN).rstrip(".") in caught.value.sentence


def test_what_was_read_too_long_ago_says_when(desk: Desk) -> None:
    connect(desk)
    desk.reader.events["ana.ics"] = NotSignedInHere("It was connected at another desk.")
    desk.clock.now += timedelta(minutes=16)
    with pytest.raises(Refused, match="the calendar “Google”: it was last read on Mon 15 Jun"):
        book(desk)


def test_a_desk_without_the_key_says_nothing_as_long_as_others_read(desk: Desk) -> None:
    connect(desk)
    desk.reader.events["ana.ics"] = NotSignedInHere("It was connected at another desk.")
    assert read_afresh(desk.store, desk.now, desk.reader) == ()
    assert read_afresh(desk.store, desk.now, desk.reader, {"ben"}) == ()


def book(desk: Desk, overrule: str = "") -> Booked:
    command = BookOrder(
        new_id(),
        Caller(email="dana@reed.test"),
        "55 Summit Avenue",
        ("photos",),
        slots=(Slot(at("10:00"), ("ana",)),),
        overrule=overrule,
    )
    return book_order(desk.store, desk.now, "Kim", command, desk.reader)


def test_a_round_that_began_earlier_does_not_hide_what_appeared_since(desk: Desk) -> None:
    """It read the calendar before the event was made, and is stored before the fresh reading is."""
    connect(desk)

    def an_earlier_round() -> None:
        now, desk.reader.events["ana.ics"] = desk.reader.events["ana.ics"], [event("School", 17)]
        desk.clock.now += timedelta(seconds=1)
        read(desk)
        desk.reader.events["ana.ics"] = now

    desk.reader.events["ana.ics"] = [DENTIST]
    desk.reader.during = an_earlier_round
    with pytest.raises(Refused, match="Dentist"):
        book(desk)
