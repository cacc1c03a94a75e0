"""Writers wait for each other, readers see one state, and what raises leaves nothing behind."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy.exc import StatementError

from studio_app.errors import DoubleBooking, NotFound, StorageUnavailable
from studio_app.storage.database import SqlStore
from tests.contracts.storage.conftest import Opener
from tests.contracts.storage.samples import (
    NOW,
    a_source,
    a_studio,
    a_visit,
    an_agent,
    an_entry,
    an_event,
    an_order,
    at,
    known,
    put_events,
    span,
)

# In memory there is one connection, which the threads use in turn.
shared = pytest.mark.parametrize(
    "kind", ["file", pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)


def test_a_new_database_has_no_studio(empty: SqlStore) -> None:
    with empty.reading() as reading:
        assert not reading.has_studio()
        with pytest.raises(NotFound, match="no studio"):
            reading.studio(NOW)
        with pytest.raises(NotFound, match="no studio"):
            reading.whole_studio()
    with empty.writing() as writing:
        writing.replace_studio(a_studio())
        assert writing.has_studio()


def test_nothing_stays_of_a_block_that_raises(store: SqlStore) -> None:
    with store.writing() as writing:
        visit = writing.add_appointment(a_visit("kept"))
    with store.reading() as reading:
        before = known(reading.studio(NOW))
    number = store.data_version()

    def write_all_and_fail() -> None:
        with store.writing() as writing:
            writing.save_agent(an_agent())
            writing.save_order(an_order())
            writing.add_appointment(a_visit("v1", span(14, 15)))
            writing.save_appointment(replace(visit, span=span(8, 9)))
            writing.queue(an_entry())
            writing.save_source(a_source())
            put_events(writing, "ana-google", [an_event()])
            writing.set_setting("theme", "dark")
            assert len(writing.studio(NOW).appointments) == 2
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_all_and_fail()
    with store.reading() as reading:
        assert known(reading.studio(NOW)) == before
        assert (reading.agents(), reading.unwritten(), reading.sources()) == ([], [], [])
        assert reading.setting("theme") == ""
    assert store.data_version() == number
    with store.writing() as writing:  # a later one that gets the same number is not taken for the undone one
        writing.add_appointment(a_visit("v2", span(14, 15), "ben"))
    with store.reading() as reading:
        assert [visit.id for visit in reading.studio(NOW).diaries["ana"].appointments] == ["kept"]


def test_the_data_version_grows_with_each_write_of_anybody(store: SqlStore, desk: Opener) -> None:
    other = desk()
    seen = [store.data_version()]
    for one in (store, other, store):
        with one.writing() as writing:
            writing.set_setting("theme", str(len(seen)))
        seen.append(store.data_version())
        assert other.data_version() == seen[-1]
    assert seen == sorted(set(seen))


def test_the_data_version_stays_when_nothing_was_written(store: SqlStore) -> None:
    before = store.data_version()
    with store.writing() as writing:
        writing.studio(NOW)
    with store.reading() as reading:
        reading.studio(NOW)
    assert store.data_version() == before


def test_a_thread_has_one_transaction_at_a_time(store: SqlStore) -> None:
    with store.writing(), pytest.raises(RuntimeError), store.reading():
        pass
    with store.reading(), pytest.raises(RuntimeError), store.writing():
        pass
    with store.reading():
        pass


@shared
def test_a_view_stays_as_it_was_while_another_desk_writes(store: SqlStore, desk: Opener) -> None:
    with ThreadPoolExecutor(1) as other, store.reading() as reading:
        assert reading.setting("theme") == ""

        def write() -> None:
            with desk().writing() as writing:
                writing.set_setting("theme", "dark")
                writing.add_appointment(a_visit())

        other.submit(write).result()
        assert reading.setting("theme") == ""
        assert reading.appointments_between(span(0, 24)) == []
        assert not reading.studio(NOW).appointments
    with store.reading() as reading:
        assert reading.setting("theme") == "dark"
        assert list(reading.studio(NOW).appointments) == ["v1"]


@shared
def test_the_view_begins_with_the_block(store: SqlStore) -> None:
    """Not with the first question: two questions see the same, and so does the first."""
    with ThreadPoolExecutor(1) as other, store.reading() as reading:

        def write() -> None:
            with store.writing() as writing:
                writing.set_setting("theme", "dark")

        other.submit(write).result()
        assert reading.setting("theme") == ""


def test_what_is_read_inside_is_what_is_written_on(store: SqlStore) -> None:
    """Eight threads count; none overtakes another between reading and writing."""

    def count() -> None:
        for _ in range(5):
            with store.writing() as writing:
                value = int(writing.setting("count", "0"))
                time.sleep(0.001)
                writing.set_setting("count", str(value + 1))

    with ThreadPoolExecutor(8) as pool:
        for done in [pool.submit(count) for _ in range(8)]:
            done.result()
    with store.reading() as reading:
        assert reading.setting("count") == "40"


def test_of_eight_threads_that_want_one_time_one_gets_it(store: SqlStore) -> None:
    start = threading.Barrier(8)

    def book(number: int) -> bool:
        start.wait()
        try:
            with store.writing() as writing:
                writing.add_appointment(a_visit(f"v{number}", span(10 + number / 10, 12)))
        except DoubleBooking:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        won = list(pool.map(book, range(8)))
    assert won.count(True) == 1
    with store.reading() as reading:
        assert [visit.id for visit in reading.appointments_between(span(0, 24))] == [f"v{won.index(True)}"]


def test_readers_never_see_half_of_a_write(store: SqlStore) -> None:
    """One thread moves two appointments together; others look all the time."""
    with store.writing() as writing:
        pair = [
            writing.add_appointment(a_visit(key, span(8, 9), who))
            for key, who in (("a", "ana"), ("b", "ben"))
        ]
    done = threading.Event()

    def look() -> int:
        looked = 0
        while not done.is_set():
            with store.reading() as reading:
                booked = reading.studio(NOW).appointments
                assert booked["a"].span == booked["b"].span == reading.appointment("a").span
            looked += 1
        return looked

    with ThreadPoolExecutor(3) as pool:
        looking = [pool.submit(look) for _ in range(3)]
        try:
            for hour in range(20):
                with store.writing() as writing:
                    pair = [writing.save_appointment(replace(one, span=span(hour, hour + 1))) for one in pair]
        finally:
            done.set()
        assert all(looked.result() for looked in looking)


@shared
def test_a_writer_gives_up_in_words(store: SqlStore, desk: Opener) -> None:
    hasty = desk(patience=0.2)
    with ThreadPoolExecutor(1) as other, store.writing() as writing:
        writing.set_setting("theme", "dark")

        def write() -> None:
            with hasty.writing() as second:
                second.set_setting("theme", "light")

        with pytest.raises(StorageUnavailable, match="in use by another program for too long"):
            other.submit(write).result()
    with hasty.writing() as second:
        assert second.setting("theme") == "dark"
        second.set_setting("theme", "light")


def test_a_naive_time_is_refused(store: SqlStore) -> None:
    naive = at(1).replace(tzinfo=None)
    with store.writing() as writing:
        writing.save_agent(an_agent())
    with pytest.raises(StatementError, match="a time needs an offset"), store.writing() as writing:
        writing.save_order(an_order(created_at=naive))
    with pytest.raises(StatementError, match="a time needs an offset"), store.writing() as writing:
        writing.queue(an_entry(not_before=naive))
