"""Unknown is never free: a calendar that was not read for long makes its photographer unknown, as time goes by."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio_app.domain.calendar_rules import CalendarRules
from studio_app.domain.calendar_source import CalendarSource, Trouble
from studio_app.domain.studio import Studio
from studio_app.storage.database import SqlStore
from tests.contracts.storage.conftest import Opener
from tests.contracts.storage.samples import NOW, a_source, a_studio, a_visit, an_event, known, put_events
from tests.support.looks import one_in

LIMIT = CalendarRules().limit
MOMENT = datetime.resolution


def read(store: SqlStore, now: datetime) -> Studio:
    """The studio as the rules see it."""
    with store.reading() as reading:
        return reading.studio(now)


def unknown(studio: Studio) -> set[str]:
    """Whose calendars are not known."""
    return {person.id for person in studio.photographers if not person.calendar_known}


def test_time_alone_makes_unknown(store: SqlStore) -> None:
    with store.writing() as writing:
        writing.save_source(a_source())
        writing.save_source(a_source("ben-google", "ben", read_at=NOW + timedelta(minutes=5)))
    assert unknown(read(store, NOW + LIMIT)) == set()
    assert unknown(read(store, NOW + LIMIT + MOMENT)) == {"ana"}
    assert unknown(read(store, NOW + timedelta(minutes=21))) == {"ana", "ben"}
    assert unknown(read(store, NOW + LIMIT)) == set()
    with store.writing() as writing:
        assert unknown(writing.studio(NOW + LIMIT + MOMENT)) == {"ana"}
        assert unknown(writing.whole_studio()) == set()


def test_the_limit_is_the_studios(store: SqlStore, desk: Opener) -> None:
    late = NOW + timedelta(minutes=50)
    with store.writing() as writing:
        writing.save_source(a_source())
    assert unknown(read(store, late)) == {"ana"}
    with desk().writing() as writing:
        writing.save_calendar_rules(CalendarRules(stale_minutes=60))
    assert unknown(read(store, late)) == set()
    with desk().writing() as writing:
        writing.save_calendar_rules(CalendarRules(stale_minutes=40))
    assert unknown(read(store, late)) == {"ana"}


@pytest.mark.parametrize(
    "trouble, is_known",
    [
        (Trouble.NONE, False),
        (Trouble.OFFLINE, True),
        (Trouble.SIGN_IN, False),
        (Trouble.FAILING, False),
        (Trouble.EMPTY, False),
    ],
)
def test_a_failure_is_unknown_at_once_unless_it_may_be_over_soon(
    store: SqlStore, trouble: Trouble, is_known: bool
) -> None:
    with store.writing() as writing:
        writing.save_source(a_source(problem="It did not work.", trouble=trouble))
    assert (unknown(read(store, NOW)) == set()) is is_known
    with store.reading() as reading:
        assert (unknown(reading.whole_studio()) == set()) is is_known
    assert unknown(read(store, NOW + LIMIT + MOMENT)) == {"ana"}


def test_the_primary_calendar_makes_nobody_unknown(store: SqlStore) -> None:
    with store.writing() as writing:
        writing.save_primary(CalendarSource("p", "", "google", "x", trouble=Trouble.SIGN_IN, problem="x"))
    assert unknown(read(store, NOW)) == set()


# ---------------------------------------------------------------- as few new objects as possible


def test_as_long_as_the_same_are_unknown_the_studio_is_the_same(store: SqlStore) -> None:
    with store.writing() as writing:
        writing.save_source(a_source())
        writing.add_appointment(a_visit())
    fresh = read(store, NOW)
    assert read(store, NOW + LIMIT) is fresh
    stale = read(store, NOW + LIMIT + MOMENT)
    assert read(store, NOW + timedelta(hours=2)) is stale
    assert known(replace(stale, photographers=fresh.photographers)) == known(fresh)
    for key, diary in stale.diaries.items():
        assert diary is fresh.diaries[key]
    for before, after in zip(fresh.photographers[1:], stale.photographers[1:], strict=True):
        assert before is after


def test_a_round_that_finds_nothing_leaves_the_studio_as_it_is(store: SqlStore, desk: Opener) -> None:
    with store.writing() as writing:
        writing.save_source(a_source())
        put_events(writing, "ana-google", [an_event()])
    before = read(store, NOW)
    with desk().writing() as writing:
        writing.save_source(a_source(read_at=NOW + timedelta(minutes=2), cursor="8"))
        writing.set_setting("theme", "dark")
    assert read(store, NOW + timedelta(minutes=2)) is before
    assert read(store, NOW + timedelta(minutes=16)) is before
    assert unknown(read(store, NOW + timedelta(minutes=18))) == {"ana"}


def test_who_is_unknown_stays_so_when_something_else_changes(store: SqlStore, desk: Opener) -> None:
    late = NOW + timedelta(hours=1)
    with store.writing() as writing:
        writing.save_source(a_source())
    assert unknown(read(store, late)) == {"ana"}
    with desk().writing() as writing:
        writing.add_appointment(a_visit(crew="ben"))
    studio = read(store, late)
    assert unknown(studio) == {"ana"}
    assert list(studio.appointments) == ["v1"]


SOURCES = st.lists(
    st.builds(
        a_source,
        key=st.sampled_from(["a1", "a2", "b1"]),
        person=st.sampled_from(["ana", "ben"]),
        read_at=st.none() | st.integers(-40, 40).map(lambda minutes: NOW + timedelta(minutes=minutes)),
        trouble=st.sampled_from(Trouble),
    ),
    max_size=6,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=one_in(130))
@given(sources=SOURCES, minutes=st.lists(st.integers(-60, 60), min_size=6, max_size=6))
def test_whatever_was_read_before_who_is_unknown_is_right(
    store: SqlStore, sources: list[CalendarSource], minutes: list[int]
) -> None:
    with store.writing() as writing:
        writing.replace_studio(a_studio())
        for key in ("a1", "a2", "b1"):
            writing.remove_source(key)
    stored: dict[str, CalendarSource] = {}
    for source, minute in zip(sources, minutes, strict=False):
        now = NOW + timedelta(minutes=minute)
        with store.writing() as writing:
            writing.save_source(source)
            stored = {one.id: one for one in writing.sources()}
        wanted = {one.photographer for one in stored.values() if not one.is_known(now, LIMIT)}
        assert unknown(read(store, now)) == wanted
        assert unknown(read(store, now)) == wanted
