"""What every primary calendar does with what other people change in it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from studio_app.calendars.connector import CalendarWriter
from studio_app.domain.calendar_event import CalendarEvent, Guest, StoredEvent, Written
from studio_app.domain.outside_event import Response
from studio_app.errors import EventChanged
from tests.contracts.calendars.by_hand import ByHand
from tests.contracts.calendars.test_writers import EVENT, START, stored

LATER = EVENT.span.moved_to(START + timedelta(days=1))
MOVED = replace(EVENT, span=LATER)
NEIGHBOUR = Guest("Neighbour", "neighbour@other.test")


def put(writer: CalendarWriter, event: CalendarEvent = EVENT, last: Written | None = None) -> Written:
    """Write an event; gives what the program knows then."""
    return Written(writer.put(event, last), event)


def found(writer: CalendarWriter) -> StoredEvent:
    event = writer.find(EVENT.id)
    assert event is not None
    return event


# ---------------------------------------------------------------- writing over changes


def test_an_answer_of_a_guest_is_no_change(writer: CalendarWriter, hand: ByHand) -> None:
    last = put(writer)
    hand.answer(EVENT.id, "ana@studio.test", Response.ACCEPTED)
    assert found(writer).answers["ana@studio.test"] is Response.ACCEPTED
    assert found(writer).etag != last.etag
    retitled = replace(EVENT, title="Photos only")
    writer.put(retitled, last)
    assert stored(writer) == retitled
    assert found(writer).answers["ana@studio.test"] is Response.ACCEPTED


def test_a_guest_of_others_and_what_else_they_added_stays(writer: CalendarWriter, hand: ByHand) -> None:
    last = put(writer)
    hand.invite(EVENT.id, NEIGHBOUR)
    hand.mark(EVENT.id)
    fewer = replace(EVENT, guests=EVENT.guests[:1])
    last = put(writer, fewer, last)
    assert stored(writer).guests == (*fewer.guests, NEIGHBOUR)
    assert hand.is_marked(EVENT.id)
    put(writer, replace(fewer, title="Once more"), last)
    assert stored(writer).guests == (*fewer.guests, NEIGHBOUR)


@pytest.mark.parametrize("change", ["move", "retitle", "uninvite", "delete"])
def test_a_change_by_hand_is_not_written_over(writer: CalendarWriter, hand: ByHand, change: str) -> None:
    last = put(writer)
    change_by_hand(hand, change)
    theirs = writer.find(EVENT.id)
    with pytest.raises(EventChanged):
        writer.put(replace(EVENT, title="Ours"), last)
    assert writer.find(EVENT.id) == theirs


@pytest.mark.parametrize("change", ["move", "retitle", "uninvite"])
def test_what_was_changed_by_hand_is_not_removed(writer: CalendarWriter, hand: ByHand, change: str) -> None:
    last = put(writer)
    change_by_hand(hand, change)
    with pytest.raises(EventChanged):
        writer.remove(EVENT.id, last)
    theirs = found(writer)
    writer.remove(EVENT.id, Written(theirs.etag, theirs.event))
    assert writer.find(EVENT.id) is None


def test_a_series_that_somebody_made_of_it_is_seen_and_undone_on_demand(
    writer: CalendarWriter, hand: ByHand
) -> None:
    last = put(writer)
    first = writer.changes("", {})
    hand.repeat(EVENT.id)
    (seen,) = writer.changes(first.cursor, {EVENT.id: last.etag}).events
    assert seen.event == replace(EVENT, repeats=True)
    with pytest.raises(EventChanged):
        writer.put(replace(EVENT, title="Ours"), last)
    with pytest.raises(EventChanged):
        writer.remove(EVENT.id, last)
    put(writer, EVENT, Written(seen.etag, seen.event))
    assert stored(writer) == EVENT
    assert writer.ids() == [EVENT.id]


def change_by_hand(hand: ByHand, change: str) -> None:
    match change:
        case "move":
            hand.move(EVENT.id, LATER)
        case "retitle":
            hand.retitle(EVENT.id, "Theirs")
        case "uninvite":
            hand.uninvite(EVENT.id, "dana@reed.test")
        case _:
            hand.delete(EVENT.id)


def test_an_event_that_only_an_answer_changed_is_removed(writer: CalendarWriter, hand: ByHand) -> None:
    last = put(writer)
    hand.answer(EVENT.id, "ana@studio.test", Response.DECLINED)
    writer.remove(EVENT.id, last)
    assert writer.find(EVENT.id) is None


def test_a_change_that_was_wanted_anyway_is_not_written_again(writer: CalendarWriter, hand: ByHand) -> None:
    last = put(writer)
    hand.move(EVENT.id, LATER)
    theirs = found(writer)
    assert writer.put(MOVED, last) == theirs.etag
    assert found(writer) == theirs


def test_a_write_whose_answer_got_lost_is_not_written_again(writer: CalendarWriter) -> None:
    """The same write with the same last version, although the calendar has the new one already."""
    last = put(writer)
    etag = writer.put(MOVED, last)
    assert writer.put(MOVED, last) == etag
    writer.remove(EVENT.id, Written(etag, MOVED))
    writer.remove(EVENT.id, Written(etag, MOVED))


def test_where_only_the_etag_is_known(writer: CalendarWriter, hand: ByHand) -> None:
    etag = writer.put(EVENT)
    etag = writer.put(MOVED, Written(etag))
    hand.mark(EVENT.id)
    with pytest.raises(EventChanged):
        writer.put(EVENT, Written(etag))
    assert writer.put(MOVED, Written(etag)) == found(writer).etag, "it is as it should be"


def test_an_event_that_should_not_be_there_yet(writer: CalendarWriter, hand: ByHand) -> None:
    hand.add(EVENT.id, EVENT.span, "Somebody else's")
    with pytest.raises(EventChanged):
        writer.put(EVENT)


def test_a_deleted_event_is_written_again_on_demand(writer: CalendarWriter, hand: ByHand) -> None:
    last = put(writer)
    hand.delete(EVENT.id)
    with pytest.raises(EventChanged):
        writer.put(MOVED, last)
    writer.remove(EVENT.id, last)
    writer.put(MOVED)
    assert stored(writer) == MOVED


# ---------------------------------------------------------------- noticing changes


def test_an_empty_calendar_has_nothing_new(writer: CalendarWriter) -> None:
    first = writer.changes("", {})
    assert (first.events, first.gone, first.whole) == ((), frozenset(), True)
    again = writer.changes(first.cursor, {})
    assert (again.events, again.gone) == ((), frozenset())


def test_what_the_program_wrote_is_seen_once(writer: CalendarWriter) -> None:
    cursor = writer.changes("", {}).cursor
    last = put(writer)
    pull = writer.changes(cursor, {})
    assert [event.event for event in pull.events] == [EVENT]
    assert [event.etag for event in pull.events] == [last.etag]
    again = writer.changes(pull.cursor, {EVENT.id: last.etag})
    assert (again.events, again.gone, again.whole) == ((), frozenset(), False)


def test_changes_by_hand_are_seen(writer: CalendarWriter, hand: ByHand) -> None:
    put(writer)
    put(writer, replace(EVENT, id="second", appointment="a-2"))
    first = writer.changes("", {})
    assert first.whole
    known = {event.event.id: event.etag for event in first.events}
    assert set(known) == {EVENT.id, "second"}
    hand.move(EVENT.id, LATER)
    hand.answer(EVENT.id, "dana@reed.test", Response.DECLINED)
    pull = writer.changes(first.cursor, known)
    (seen,) = pull.events
    assert (seen.event.id, seen.event.span, seen.event.appointment) == (EVENT.id, LATER, "a-1")
    assert seen.answers["dana@reed.test"] is Response.DECLINED
    assert seen == found(writer)
    assert (pull.gone, pull.whole) == (frozenset(), False)


def test_a_deletion_by_hand_is_seen(writer: CalendarWriter, hand: ByHand) -> None:
    put(writer)
    put(writer, replace(EVENT, id="second", appointment="a-2"))
    first = writer.changes("", {})
    known = {event.event.id: event.etag for event in first.events}
    hand.delete(EVENT.id)
    pull = writer.changes(first.cursor, known)
    assert pull.gone == {EVENT.id}
    assert not pull.events
    assert not pull.whole


def test_a_lost_cursor_brings_everything_back(writer: CalendarWriter, hand: ByHand) -> None:
    put(writer)
    put(writer, replace(EVENT, id="second", appointment="a-2"))
    known = {event.event.id: event.etag for event in writer.changes("", {}).events}
    hand.delete(EVENT.id)
    pull = writer.changes("", known)
    assert pull.whole
    assert {event.event.id for event in pull.events} == {"second"}
    lost = writer.changes("no cursor of this calendar", known)
    assert {event.event.id for event in lost.events} <= {"second"}
    assert "second" not in lost.gone
    assert lost.whole or lost.gone == {EVENT.id}


def test_events_of_others_are_not_ours(writer: CalendarWriter, hand: ByHand) -> None:
    put(writer)
    first = writer.changes("", {})
    hand.add("theirs", LATER, "Lunch")
    pull = writer.changes(first.cursor, {EVENT.id: first.events[0].etag})
    assert not pull.events
    assert not pull.gone
    assert {event.event.id for event in writer.changes("", {}).events} == {EVENT.id}


def test_a_copy_has_an_id_of_its_own(writer: CalendarWriter, hand: ByHand) -> None:
    """It carries the appointment's id too; by its own id whoever reads it sees that it is not the event."""
    last = put(writer)
    copied = hand.copy(EVENT.id)
    ids = {event.event.id for event in writer.changes("", {}).events}
    assert EVENT.id in ids
    assert copied != EVENT.id
    hand.move(copied, LATER)
    assert stored(writer) == EVENT
    put(writer, MOVED, last)
