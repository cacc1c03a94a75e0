"""What is owed to the primary calendar: at most one write an appointment, the newest."""

from dataclasses import replace
from datetime import timedelta

import pytest

from studio_app.domain.calendar_event import CalendarEvent, Guest, Notify
from studio_app.domain.outbox import Task, WriteState
from studio_app.storage.database import SqlStore
from tests.contracts.storage.samples import NEW_YORK, NOW, an_entry, span


def test_a_newer_write_takes_the_place_of_the_older(store: SqlStore) -> None:
    later = NOW + timedelta(minutes=1)
    with store.writing() as writing:
        writing.queue(an_entry("v1"))
        writing.queue(an_entry("v2"))
        writing.queue(an_entry("v1", Task.REMOVE, created_at=later))
    with store.reading() as reading:
        assert reading.unwritten() == [an_entry("v2"), an_entry("v1", Task.REMOVE, created_at=later)]
        assert reading.outbox(["v1", "v3"]) == [an_entry("v1", Task.REMOVE, created_at=later)]
        assert reading.outbox([]) == []


def test_due_is_what_waits_and_whose_time_has_come(store: SqlStore) -> None:
    soon = NOW + timedelta(seconds=10)
    with store.writing() as writing:
        writing.queue(an_entry("now"))
        writing.queue(an_entry("soon", not_before=soon))
        writing.queue(an_entry("failed", state=WriteState.FAILED))
        writing.queue(an_entry("written", state=WriteState.WRITTEN))
    with store.reading() as reading:
        assert [entry.appointment for entry in reading.due(NOW)] == ["now"]
        assert [entry.appointment for entry in reading.due(soon)] == ["now", "soon"]
        assert [entry.appointment for entry in reading.due(soon, limit=1)] == ["now"]
        assert [entry.appointment for entry in reading.unwritten()] == ["now", "soon", "failed"]


def test_a_settled_entry_keeps_what_became_of_it(store: SqlStore) -> None:
    again = NOW + timedelta(minutes=2)
    with store.writing() as writing:
        writing.queue(an_entry())
        (entry,) = writing.due(NOW)
        tried = replace(entry, attempts=1, not_before=again, problem="no network")
        assert writing.settle(tried)
        assert writing.unwritten() == [tried]
        assert writing.due(NOW) == []
        done = replace(tried, attempts=2, state=WriteState.WRITTEN, problem="", etag='"7"')
        assert writing.settle(done)
        assert writing.outbox(["v1"]) == [done]
        assert writing.unwritten() == []


def test_what_was_replaced_meanwhile_is_not_settled(store: SqlStore) -> None:
    """The clock stands still between the two, and yet they are told apart."""
    with store.writing() as writing:
        writing.queue(an_entry())
    with store.reading() as reading:
        (under_way,) = reading.due(NOW)
    with store.writing() as writing:
        writing.queue(an_entry())
    with store.writing() as writing:
        assert not writing.settle(replace(under_way, state=WriteState.FAILED, problem="no network"))
    with store.reading() as reading:
        (newer,) = reading.due(NOW + timedelta(seconds=1))
    assert newer == an_entry(created_at=NOW + timedelta(microseconds=1))


def test_what_another_desk_has_written_stays_written(store: SqlStore) -> None:
    with store.writing() as writing:
        writing.queue(an_entry())
        (entry,) = writing.due(NOW)
        done = replace(entry, state=WriteState.WRITTEN, etag='"1"')
        assert writing.settle(done)
        assert not writing.settle(replace(entry, state=WriteState.FAILED, problem="no network"))
        assert writing.outbox(["v1"]) == [done]
        assert writing.settle(replace(done, etag='"2"'))


def test_a_failed_one_can_wait_again(store: SqlStore) -> None:
    with store.writing() as writing:
        writing.queue(an_entry())
        (entry,) = writing.due(NOW)
        assert writing.settle(replace(entry, state=WriteState.FAILED, attempts=9))
        assert writing.due(NOW) == []
        assert writing.settle(entry)
        assert writing.due(NOW) == [entry]


def test_an_entry_that_was_never_there_is_not_settled(store: SqlStore) -> None:
    with store.writing() as writing:
        assert not writing.settle(an_entry(state=WriteState.WRITTEN))
        assert writing.outbox(["v1"]) == []


# ---------------------------------------------------------------- what is known of the event in the calendar


EVENT = CalendarEvent(
    "event-v1",
    "v1",
    span(10, 12),
    NEW_YORK,
    "Photos \ud800",
    "Gate 5\nand \x00",
    "55 Summit",
    (Guest("Ana", "ana@studio.test"), Guest("", "JANE@homes.test")),
)
LATER = replace(EVENT, span=span(14, 16), guests=())


def test_an_entry_keeps_what_is_in_the_calendar_and_what_was_tried(store: SqlStore) -> None:
    entry = an_entry(etag='"1"', wrote=EVENT, unsure=True, tried=LATER, notify=Notify.PHOTOGRAPHERS)
    with store.writing() as writing:
        writing.queue(entry)
        assert writing.outbox(["v1"]) == [entry]
        sure = replace(entry, wrote=LATER, unsure=False, tried=None, notify=Notify.NOBODY)
        assert writing.settle(sure)
    with store.reading() as reading:
        assert reading.outbox(["v1"]) == [sure]


def test_what_differs_waits_for_a_person(store: SqlStore) -> None:
    with store.writing() as writing:
        for key in ("v1", "v2", "v3"):
            writing.queue(an_entry(key, state=WriteState.WRITTEN))
        for key in ("v3", "v1"):
            assert writing.settle(an_entry(key, state=WriteState.DIFFERS))
        assert writing.due(NOW) == []
        assert [entry.appointment for entry in writing.differing()] == ["v1", "v3"]
        assert writing.unwritten() == writing.differing()
        assert writing.settle(an_entry("v1", etag='"7"'))  # ours is kept
        assert writing.settle(an_entry("v3", state=WriteState.WRITTEN))  # theirs was taken
        assert [entry.appointment for entry in writing.due(NOW)] == ["v1"]
        assert writing.differing() == []


def test_a_write_is_found_by_its_event(store: SqlStore) -> None:
    with store.writing() as writing:
        for key in ("v1", "v2", "v3"):
            writing.queue(an_entry(key, state=WriteState.WRITTEN))
    with store.reading() as reading:
        found = reading.writes_of_events({"event-v3", "event-v1", "of somebody else"})
        assert {entry.appointment for entry in found} == {"v1", "v3"}
        assert reading.writes_of_events(()) == []


@pytest.mark.parametrize("value", ["dark", "", "a\nb", "“quoted” 🎞"])
def test_a_setting_of_the_desk(store: SqlStore, value: str) -> None:
    with store.writing() as writing:
        assert writing.setting("theme", "light") == "light"
        writing.set_setting("theme", "first")
        writing.set_setting("theme", value)
        writing.set_setting("other", "x")
    with store.reading() as reading:
        assert reading.setting("theme", "light") == value
