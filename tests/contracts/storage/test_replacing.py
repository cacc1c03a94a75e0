"""A whole studio in the place of another: what goes, what stays, and calendars that are read."""

from dataclasses import replace

import pytest

from studio_app.domain.appointment import Part
from studio_app.domain.history import HistoryEntry
from studio_app.domain.photographer import Photographer
from studio_app.errors import DoubleBooking, NotFound, StaleVersion
from studio_app.storage.database import SqlStore
from tests.contracts.storage.samples import (
    NOW,
    a_hold,
    a_source,
    a_studio,
    a_visit,
    an_agent,
    an_entry,
    an_event,
    an_order,
    known,
    put_events,
    span,
)


@pytest.fixture
def booked(store: SqlStore) -> SqlStore:
    """A store with an order, its appointment, a calendar and what belongs to them."""
    with store.writing() as writing:
        writing.save_agent(an_agent())
        writing.save_order(an_order())
        writing.add_appointment(a_visit("v1", order="o1", part=Part.TWILIGHT, address="55 Summit Avenue"))
        writing.record(HistoryEntry(NOW, "Kim", "booked", "o1", "v1"))
        writing.queue(an_entry("v1"))
        writing.save_source(a_source(cursor="page 7"))
        put_events(writing, "ana-google", [an_event()])
        writing.set_setting("theme", "dark")
    return store


def test_what_is_no_part_of_a_studio_stays(booked: SqlStore) -> None:
    with booked.writing() as writing:
        writing.replace_studio(a_studio(photographers=[Photographer("dee", "Dee", "")]))
    with booked.reading() as reading:
        assert reading.agents() == [an_agent()]
        assert reading.order("o1") == an_order()
        assert reading.appointments_of("o1") == []
        assert len(reading.history()) == 1
        assert reading.unwritten() == [an_entry("v1")]
        assert reading.setting("theme") == "dark"
        studio = reading.whole_studio()
        assert list(studio.diaries) == ["dee"]
        assert studio.diaries["dee"].events == ()


def test_an_appointment_keeps_its_order_and_gets_a_newer_version(booked: SqlStore) -> None:
    with booked.reading() as reading:
        before = reading.appointment("v1")
    imported = a_visit("v1", span(14, 15))
    with booked.writing() as writing:
        writing.replace_studio(a_studio(appointments=[imported, a_visit("v2")]))
        after = replace(before, span=span(14, 15), version=2)
        assert writing.appointment("v1") == after
        assert writing.appointments_of("o1") == [after]
        assert writing.appointment("v2") == a_visit("v2")
        with pytest.raises(StaleVersion):
            writing.save_appointment(before)


def test_a_studio_over_itself_changes_versions_only(booked: SqlStore) -> None:
    with booked.writing() as writing:
        before = writing.whole_studio()
        writing.remove_source("ana-google")
        writing.replace_studio(before)
        after = writing.whole_studio()
    assert known(after)[:5] == known(before)[:5]
    assert list(after.diaries["ana"].events) == [an_event()]
    assert [replace(visit, version=1) for visit in after.appointments.values()] == list(
        before.appointments.values()
    )


def test_calendars_of_who_stays_are_kept_and_read_again(booked: SqlStore) -> None:
    old = an_event(title="from the studio file")
    with booked.writing() as writing:
        writing.save_source(a_source("ben-google", "ben"))
        people = [person for person in a_studio().photographers if person.id != "ben"]
        people[0] = replace(people[0], calendar_known=False)
        writing.replace_studio(a_studio(photographers=people, events=[old, an_event("cyd")]))
        assert writing.sources() == [a_source(read_at=None)]
        studio = writing.studio(NOW)
        assert [person.calendar_known for person in studio.photographers] == [False, True]
        assert studio.diaries["ana"].events == (old,)
        # The first reading puts its events in the place of the file's.
        put_events(writing, "ana-google", [an_event(title="read")])
        writing.save_source(a_source())
        studio = writing.studio(NOW)
        assert [person.calendar_known for person in studio.photographers] == [True, True]
        assert studio.diaries["ana"].events == (an_event(title="read"),)
        assert studio.diaries["cyd"].events == (an_event("cyd"),)


def test_a_studio_that_books_somebody_twice_is_refused_whole(booked: SqlStore) -> None:
    twice = [a_visit("a", span(8, 12)), a_visit("b", span(14, 16)), a_visit("c", span(11, 13), "ben ana")]
    with booked.writing() as writing:
        before = known(writing.whole_studio())
        with pytest.raises(DoubleBooking, match="Ana has two appointments at the same time, a and c"):
            writing.replace_studio(a_studio(appointments=twice))
        assert known(writing.whole_studio()) == before
        writing.replace_studio(
            a_studio(appointments=[a_hold("a", minutes=-1), a_hold("b"), a_visit("c", span(12, 13))])
        )
        assert len(writing.whole_studio().appointments) == 3


# ---------------------------------------------------------------- calendars that are read


def test_sources_come_in_the_photographers_order(store: SqlStore) -> None:
    sources = [a_source("c1", "cyd"), a_source("a1", "ana"), a_source("b1", "ben"), a_source("a0", "ana")]
    with store.writing() as writing:
        for source in sources:
            writing.save_source(source)
        writing.save_source(replace(sources[1], cursor="next"))
        assert [source.id for source in writing.sources()] == ["a1", "a0", "b1", "c1"]
        assert writing.sources()[0].cursor == "next"


def test_events_of_one_source_leave_the_others_alone(store: SqlStore) -> None:
    with store.writing() as writing:
        writing.save_source(a_source("one"))
        writing.save_source(a_source("two"))
        put_events(writing, "one", [an_event(title="1"), an_event(title="2")])
        put_events(writing, "two", [an_event(title="3")])
        put_events(writing, "one", [an_event(title="4")])
        assert [event.title for event in writing.studio(NOW).diaries["ana"].events] == ["3", "4"]
        put_events(writing, "one", iter(()))
        writing.remove_source("two")
        writing.remove_source("never there")
        assert writing.studio(NOW).diaries["ana"].events == ()
        assert [source.id for source in writing.sources()] == ["one"]


def test_a_source_that_changes_hands_leaves_its_events_behind(store: SqlStore) -> None:
    with store.writing() as writing:
        writing.save_source(a_source())
        put_events(writing, "ana-google", [an_event()])
        writing.save_source(a_source(person="ben"))
        studio = writing.studio(NOW)
        assert [diary.events for diary in studio.diaries.values()] == [(), (), ()]


def test_nobodys_calendar_is_refused(store: SqlStore) -> None:
    with store.writing() as writing:
        with pytest.raises(NotFound):
            writing.save_source(a_source(person="nobody"))
        writing.save_source(a_source())
        with pytest.raises(NotFound):
            put_events(writing, "ana-google", [an_event("ben"), an_event("nobody")])
        assert writing.whole_studio().diaries["ben"].events == ()
