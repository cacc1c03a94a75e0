"""What happened: kept for ever, found again, and turned page by page."""

from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio_app.domain.history import HistoryEntry
from studio_app.domain.timespan import Span
from studio_app.storage.database import SqlStore
from tests.contracts.storage.samples import NOW, an_agent, an_order, clear

ENTRIES = [
    HistoryEntry(
        NOW, "Kim", "booked", "o1", "v1", after={"start": "10:00", "crew": ["ana"], "minutes": 90.5}
    ),
    HistoryEntry(NOW, "Kim", "moved", "o1", "v1", {"start": "10:00"}, {"start": None}, "rain"),
    HistoryEntry(NOW - timedelta(days=1), "the program", "imported a studio"),
    HistoryEntry(NOW, "Léa", "booked", "o2", "v2", after={"note": "\ud800 and \x00 and Müller"}),
]
FIRST, SECOND, IMPORT, OTHER = ENTRIES


@pytest.fixture
def past(store: SqlStore) -> SqlStore:
    """A store in which all that happened."""
    with store.writing() as writing:
        for entry in ENTRIES:
            writing.record(entry)
    return store


def test_history_says_who_when_what_and_why(past: SqlStore) -> None:
    with past.reading() as reading:
        assert reading.history() == [OTHER, SECOND, FIRST, IMPORT]
        assert reading.history(order="o1") == [SECOND, FIRST]
        assert reading.history(appointment="v2") == [OTHER]
        assert reading.history(order="o1", appointment="v2") == []
        assert reading.history(limit=2) == [OTHER, SECOND]


def test_history_is_found_by_person_and_time(past: SqlStore) -> None:
    day = timedelta(days=1)
    with past.reading() as reading:
        assert reading.history(who="Kim") == [SECOND, FIRST]
        assert reading.history(who="Ki") == []
        assert reading.history(span=Span(NOW - day, NOW)) == [IMPORT]
        assert reading.history(span=Span(NOW, NOW + day), who="Léa") == [OTHER]


def test_who_did_something_is_known_by_name(past: SqlStore) -> None:
    with past.reading() as reading:
        assert reading.active_people() == ["Kim", "Léa", "the program"]


@pytest.mark.parametrize(
    "text, found",
    [
        ("RAIN", [SECOND]),
        ("ana", [FIRST]),
        ("90.5", [FIRST]),
        ("muller lea", [OTHER]),
        ("kim booked", [FIRST]),
        ("start", []),  # the name of a value is no word of it
        ("summit", [SECOND, FIRST]),
        ("moved homes.test", [SECOND]),
        ("%", []),
        ("", [OTHER, SECOND, FIRST, IMPORT]),
    ],
)
def test_history_is_found_by_words(past: SqlStore, text: str, found: list[HistoryEntry]) -> None:
    with past.writing() as writing:
        writing.save_agent(an_agent())
        writing.save_order(an_order("o1"))
        assert writing.history(text=text) == found


TIMES = st.integers(0, 3).map(lambda minutes: NOW + timedelta(minutes=minutes))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(times=st.lists(TIMES, max_size=9), size=st.integers(1, 4))
def test_pages_are_the_whole_list(store: SqlStore, times: list[datetime], size: int) -> None:
    """Whatever the clocks of the desks said: no entry is left out, none comes twice."""
    clear(store)
    with store.writing() as writing:
        for number, time in enumerate(times):
            writing.record(HistoryEntry(time, "Kim", f"did {number}"))
    found: list[HistoryEntry] = []
    with store.reading() as reading:
        while page := reading.history(limit=size, before=found[-1] if found else None):
            found += page
        assert found == reading.history()
    assert len(found) == len(times)
