"""The studio as the rules see it: what is in its window, and what stays the same object."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio_app.domain.appointment import Appointment, State
from studio_app.domain.photographer import Photographer
from studio_app.domain.timespan import DateSpan, Span
from studio_app.storage.database import SqlStore
from tests.contracts.storage.conftest import Opener
from tests.contracts.storage.samples import (
    NOW,
    Clock,
    a_source,
    a_studio,
    a_visit,
    an_event,
    at,
    known,
    put_events,
    span,
)
from tests.support.looks import one_in

HOUR = timedelta(hours=1)
# 2026-06-15 in New York, less 56 days; and 30 days more (the samples' furthest), that day and a week after it.
FIRST, AFTER = datetime(2026, 4, 20, 4, tzinfo=NOW.tzinfo), datetime(2026, 7, 23, 4, tzinfo=NOW.tzinfo)


def test_what_overlaps_the_window_is_loaded(store: SqlStore) -> None:
    times = {
        "long ago": Span(FIRST - 2 * HOUR, FIRST),
        "reaching in": Span(FIRST - HOUR, FIRST + HOUR),
        "now": Span(NOW, NOW + HOUR),
        "reaching out": Span(AFTER - HOUR, AFTER + HOUR),
        "far ahead": Span(AFTER, AFTER + HOUR),
    }
    inside = ["reaching in", "now", "reaching out"]
    with store.writing() as writing:
        for key, when in times.items():
            writing.add_appointment(a_visit(key, when, state=State.POSTPONED))
        writing.save_source(a_source())
        put_events(writing, "ana-google", [an_event(when=when, title=key) for key, when in times.items()])
    with store.reading() as reading:
        studio = reading.studio(NOW)
        assert list(studio.appointments) == inside
        assert [event.title for event in studio.diaries["ana"].events] == inside
        assert [visit.id for visit in studio.diaries["ana"].appointments] == inside
        whole = reading.whole_studio()
        assert list(whole.appointments) == list(times)
        assert [event.title for event in whole.diaries["ana"].events] == list(times)


def test_also_named_appointments_come_whenever_they_are(store: SqlStore) -> None:
    old = a_visit("old", Span(FIRST - 9 * HOUR, FIRST - 8 * HOUR), "ana ben", assigned_at=at(1))
    with store.writing() as writing:
        writing.add_appointment(old)
        writing.add_appointment(a_visit("now"))
    with store.reading() as reading:
        plain = reading.studio(NOW)
        studio = reading.studio(NOW, also=["old", "now", "none"])
        assert set(studio.appointments) == {"old", "now"}
        assert old in studio.diaries["ana"].appointments
        assert old in studio.diaries["ben"].appointments
        assert plain.diaries["ben"].assigned_before == at(1)
        assert studio.diaries["ben"].assigned_before is None
        assert studio.diaries["cyd"] is plain.diaries["cyd"]
        assert reading.studio(NOW, also=["now", "none"]) is plain


def test_assigned_before_is_the_latest_outside_the_window(store: SqlStore) -> None:
    def booked(key: str, when: datetime, assigned: datetime | None, state: State = State.CONFIRMED) -> None:
        writing.add_appointment(a_visit(key, Span(when, when + HOUR), assigned_at=assigned, state=state))

    with store.writing() as writing:
        booked("one", FIRST - 9 * HOUR, at(1))
        booked("two", FIRST - 7 * HOUR, at(3))
        booked("three", FIRST - 5 * HOUR, at(2))
        booked("never", FIRST - 3 * HOUR, None)
        booked("cancelled", FIRST - 9 * HOUR, at(8), State.CANCELLED)
        booked("inside", NOW, at(9))
        assert writing.studio(NOW).diaries["ana"].assigned_before == at(3)
        booked("ahead", AFTER, at(5))
        studio = writing.studio(NOW)
        assert studio.diaries["ana"].assigned_before == at(5)
        assert studio.diaries["ben"].assigned_before is None
        called_off = replace(writing.appointment("ahead"), state=State.POSTPONED)
        writing.save_appointment(called_off)
        assert writing.studio(NOW).diaries["ana"].assigned_before == at(3)
        assert writing.whole_studio().diaries["ana"].assigned_before is None


@pytest.mark.parametrize(
    "shift, loaded", [(-1, False), (0, True), (95, True), (96, False), (-100, False)], ids=str
)
def test_all_day_events_count_by_their_dates(store: SqlStore, shift: int, loaded: bool) -> None:
    day = date(2026, 4, 19) + timedelta(days=shift)
    event = an_event(when=DateSpan(day, day + timedelta(days=1)))
    with store.writing() as writing:
        writing.save_source(a_source())
        put_events(writing, "ana-google", [event])
        assert (event in writing.studio(NOW).diaries["ana"].events) == loaded


@pytest.mark.parametrize("days", [DateSpan(date.min, date.max), DateSpan(date.max, date.max)], ids=str)
def test_the_first_and_the_last_date_are_dates_too(store: SqlStore, days: DateSpan) -> None:
    with store.writing() as writing:
        writing.save_source(a_source())
        put_events(writing, "ana-google", [an_event(when=days)])
        assert writing.whole_studio().diaries["ana"].events == (an_event(when=days),)


# ---------------------------------------------------------------- unknown is never free


@pytest.mark.parametrize(
    "source, is_known",
    [
        (a_source(), True),
        (a_source(read_at=None), False),
        (a_source(problem="the file is broken"), False),
        (a_source(person="ben", read_at=None), True),
    ],
    ids=["read", "never read", "failed", "another's"],
)
def test_a_calendar_that_is_not_known_makes_its_photographer_unknown(
    store: SqlStore, source: object, is_known: bool
) -> None:
    with store.writing() as writing:
        writing.save_source(source)  # type: ignore[arg-type]
        assert writing.studio(NOW).photographer_by_id["ana"].calendar_known is is_known
    with store.reading() as reading:
        assert reading.studio(NOW).photographer_by_id["ana"].calendar_known is is_known
        assert reading.whole_studio().photographer_by_id["ana"].calendar_known is is_known


def test_one_bad_calendar_of_two_is_enough_and_mending_it_is_noticed(store: SqlStore) -> None:
    with store.writing() as writing:
        writing.save_source(a_source("good"))
        writing.save_source(a_source("bad", problem="no such file"))
    with store.reading() as reading:
        before = reading.studio(NOW)
        assert not before.photographer_by_id["ana"].calendar_known
    with store.writing() as writing:
        writing.save_source(a_source("bad"))
    with store.reading() as reading:
        after = reading.studio(NOW)
        assert after.photographer_by_id["ana"].calendar_known
        assert after.diaries["ana"] is before.diaries["ana"]


def test_who_is_unknown_by_the_studio_file_stays_so(store: SqlStore) -> None:
    with store.writing() as writing:
        writing.replace_studio(
            a_studio(photographers=[Photographer("ana", "Ana", "a@b.test", calendar_known=False)])
        )
        writing.save_source(a_source())
    with store.reading() as reading:
        assert not reading.studio(NOW).photographer_by_id["ana"].calendar_known


# ---------------------------------------------------------------- what did not change is not read again


def test_an_unchanged_studio_is_the_same_object(store: SqlStore) -> None:
    with store.reading() as reading:
        first = reading.studio(NOW)
    with store.reading() as reading:
        assert reading.studio(NOW + HOUR) is first


def test_only_the_diaries_that_changed_are_new(store: SqlStore, desk: Opener) -> None:
    with store.writing() as writing:
        writing.save_source(a_source())
        visit = writing.add_appointment(a_visit(crew="ana ben"))
    with store.reading() as reading:
        last = reading.studio(NOW)

    def changed() -> set[str]:
        nonlocal last
        with store.reading() as reading:
            studio = reading.studio(NOW)
            assert known(studio)[:5] == known(last)[:5]
            assert studio.settings is last.settings
            found = {key for key in studio.diaries if studio.diaries[key] is not last.diaries[key]}
            last = studio
            return found

    with desk().writing() as writing:
        moved = writing.save_appointment(replace(visit, span=span(14, 15)))
    assert changed() == {"ana", "ben"}
    with desk().writing() as writing:
        writing.save_appointment(replace(moved, crew=("ben", "cyd")))
    assert changed() == {"ana", "ben", "cyd"}
    with desk().writing() as writing:
        put_events(writing, "ana-google", [an_event()])
    assert changed() == {"ana"}
    with desk().writing() as writing:
        put_events(writing, "ana-google", [an_event()])
        writing.set_setting("theme", "dark")
    assert changed() == set()
    with desk().writing() as writing:
        writing.remove_source("ana-google")
    assert changed() == {"ana"}


def test_another_day_has_another_window(store: SqlStore, clock: Clock) -> None:
    with store.writing() as writing:
        writing.add_appointment(a_visit("old", Span(FIRST, FIRST + HOUR)))
        writing.add_appointment(a_visit("new", Span(AFTER, AFTER + HOUR)))
    with store.reading() as reading:
        assert list(reading.studio(NOW).appointments) == ["old"]
        assert list(reading.studio(NOW + timedelta(days=1)).appointments) == ["new"]
        assert list(reading.studio(NOW).appointments) == ["old"]


def test_a_new_set_up_is_noticed(store: SqlStore, desk: Opener) -> None:
    with store.reading() as reading:
        reading.studio(NOW)
    with desk().writing() as writing:
        writing.replace_studio(
            a_studio(services=[], packages=[], photographers=[Photographer("dee", "Dee", "")])
        )
    with store.reading() as reading:
        studio = reading.studio(NOW)
        assert list(studio.diaries) == ["dee"]
        assert studio.services == ()


STARTS = st.sampled_from([FIRST - 3 * HOUR, FIRST, NOW, at(9), AFTER - HOUR, AFTER, AFTER + 5 * HOUR])
CHANGES = st.lists(
    st.builds(
        a_visit,
        key=st.sampled_from("abcd"),
        when=st.builds(lambda start, hours: Span(start, start + hours * HOUR), STARTS, st.integers(1, 3)),
        crew=st.sampled_from(["ana", "ben", "ana ben", "cyd ana"]),
        state=st.sampled_from([State.CANCELLED, State.POSTPONED]),
        assigned_at=st.none() | st.sampled_from([at(1), at(2), at(3)]),
    ),
    max_size=8,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=one_in(130))
@given(changes=CHANGES, look=st.lists(st.booleans(), min_size=8, max_size=8))
def test_what_is_read_bit_by_bit_is_what_is_read_at_once(
    store: SqlStore, desk: Opener, changes: list[Appointment], look: list[bool]
) -> None:
    """With a memory of earlier readings or without, the studio is the same."""
    with store.writing() as writing:
        writing.replace_studio(a_studio())
    stored: dict[str, Appointment] = {}
    for change, looks in zip(changes, look, strict=False):
        before = stored.get(change.id)
        with store.writing() as writing:
            write = writing.save_appointment if before else writing.add_appointment
            stored[change.id] = write(replace(change, version=before.version if before else 1))
        if looks:
            with store.reading() as reading:
                reading.studio(NOW)
    with store.reading() as reading:
        remembered = known(reading.studio(NOW))
    store._last_loaded.value = None
    with store.reading() as reading:
        assert known(reading.studio(NOW)) == remembered
