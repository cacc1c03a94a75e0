"""What was read from a photographer's calendar: items, events and cursor in one, and only what changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio_app.domain.calendar_item import CalendarItem, Pull
from studio_app.domain.calendar_source import CalendarSource, Trouble
from studio_app.domain.outside_event import OutsideEvent
from studio_app.domain.studio import Diary
from studio_app.errors import NotFound
from studio_app.storage.database import SqlStore
from tests.contracts.storage.conftest import Opener
from tests.contracts.storage.samples import NOW, a_source, a_studio, an_event, put_events, span
from tests.support.looks import one_in

SOURCE = a_source()
WEEKLY = CalendarItem("w", "w", "1", "every week")
MOVED = CalendarItem("w_1", "w", "1", "but not now")
ONCE = CalendarItem("o", "o", "1", "once")
FIRST = Pull((WEEKLY, MOVED, ONCE), cursor="1", whole=True)
WEEKS = [an_event(when=span(9, 10, day), title="Gym") for day in (0, 7)]
DENTIST = [an_event(title="Dentist")]


def read_on(source: CalendarSource, pull: Pull) -> CalendarSource:
    """The source after a reading."""
    read_at = (source.read_at or NOW) + timedelta(minutes=2)
    return replace(source, cursor=pull.cursor, read_at=read_at)


def diary(store: SqlStore) -> Diary:
    """Ana's."""
    with store.reading() as reading:
        return reading.studio(NOW).diaries["ana"]


@pytest.fixture
def source(store: SqlStore) -> CalendarSource:
    """A calendar that was read once."""
    after = read_on(SOURCE, FIRST)
    with store.writing() as writing:
        writing.save_source(SOURCE)
        assert writing.take_pull(SOURCE, after, FIRST, {"w": WEEKS, "o": DENTIST})
    return after


def test_items_events_and_cursor_are_stored_together(store: SqlStore, source: CalendarSource) -> None:
    with store.reading() as reading:
        assert reading.sources() == [source]
        assert reading.items(source.id) == [WEEKLY, MOVED, ONCE]
        assert reading.items(source.id, {"w"}) == [WEEKLY, MOVED]
        assert reading.items(source.id, ()) == []
        assert reading.items("another") == []
        assert reading.etags(source.id) == {"w": "1", "w_1": "1", "o": "1"}
        assert reading.events_of(source.id) == [WEEKS[0], *DENTIST, WEEKS[1]]
        assert set(reading.studio(NOW).diaries["ana"].events) == {*WEEKS, *DENTIST}


def test_a_part_changes_only_its_series(store: SqlStore, source: CalendarSource) -> None:
    later = replace(ONCE, etag="2", text="later")
    pull = Pull((later,), frozenset({"w_1", "unheard of"}), "2")
    postponed = [an_event(when=span(15, 16), title="Dentist")]
    with store.writing() as writing:
        assert writing.take_pull(source, read_on(source, pull), pull, {"o": postponed, "w": WEEKS})
        assert writing.items(source.id) == [WEEKLY, later]
        assert writing.events_of(source.id) == [WEEKS[0], *postponed, WEEKS[1]]


def test_a_series_that_is_not_named_any_more_has_no_events(store: SqlStore, source: CalendarSource) -> None:
    pull = Pull((), frozenset({"w", "w_1"}), "2")
    with store.writing() as writing:
        assert writing.take_pull(source, read_on(source, pull), pull, {})
        assert writing.items(source.id) == [ONCE]
        assert writing.events_of(source.id) == DENTIST


def test_an_item_that_goes_to_another_series_leaves_its_own(store: SqlStore, source: CalendarSource) -> None:
    pull = Pull((replace(ONCE, series="w"),), cursor="2")
    with store.writing() as writing:
        assert writing.take_pull(source, read_on(source, pull), pull, {"w": [*WEEKS, *DENTIST]})
        assert [item.series for item in writing.items(source.id)] == ["w", "w", "w"]
        assert writing.events_of(source.id) == [WEEKS[0], *DENTIST, WEEKS[1]]


def test_days_that_are_written_out_anew_need_no_items(store: SqlStore, source: CalendarSource) -> None:
    pull, week = Pull(cursor="1"), an_event(when=span(9, 10, 14), title="Gym")
    after = replace(read_on(source, pull), window=span(0, 24))
    with store.writing() as writing:
        assert writing.take_pull(source, after, pull, {"w": [week], "o": []})
        assert writing.events_of(source.id) == [week]
        assert len(writing.items(source.id)) == 3


def test_a_whole_one_forgets_everything_else(store: SqlStore, source: CalendarSource) -> None:
    with store.writing() as writing:
        put_events(writing, source.id, [an_event(title="of an earlier version")])
        pull = Pull((ONCE,), cursor="2", whole=True)
        assert writing.take_pull(source, read_on(source, pull), pull, {"o": DENTIST})
        assert writing.items(source.id) == [ONCE]
        assert writing.events_of(source.id) == DENTIST


def test_what_is_named_twice_is_there_once(store: SqlStore, source: CalendarSource) -> None:
    """A page that comes twice; what is both new and gone is there, as unknown is never free."""
    newest = replace(ONCE, etag="3")
    pull = Pull((replace(ONCE, etag="2"), newest), frozenset({"o"}), "2")
    with store.writing() as writing:
        assert writing.take_pull(source, read_on(source, pull), pull, {"o": DENTIST})
        assert writing.items(source.id, {"o"}) == [newest]


def test_what_is_the_same_leaves_the_diary_as_it_is(store: SqlStore, source: CalendarSource) -> None:
    before = diary(store)
    for pull in (FIRST, Pull(), Pull((replace(ONCE, etag="2"),))):
        after = read_on(source, pull)
        with store.writing() as writing:
            assert writing.take_pull(source, after, pull, {"w": WEEKS, "o": DENTIST})
        assert diary(store) is before
        source = after


@pytest.mark.parametrize(
    "meanwhile", [{"cursor": "9"}, {"trouble": Trouble.SIGN_IN}, {"name": "Work"}, {"account": "a"}], ids=str
)
def test_another_desk_was_faster(
    store: SqlStore, desk: Opener, source: CalendarSource, meanwhile: dict[str, Any]
) -> None:
    with desk().writing() as writing:
        writing.save_source(replace(source, **meanwhile))
    pull = Pull(cursor="2", whole=True)
    with store.writing() as writing:
        assert not writing.take_pull(source, read_on(source, pull), pull, {})
        assert len(writing.items(source.id)) == len(writing.events_of(source.id)) == 3
        assert writing.sources() == [replace(source, **meanwhile)]


def test_a_calendar_that_was_removed_meanwhile_stays_away(store: SqlStore, source: CalendarSource) -> None:
    with store.writing() as writing:
        writing.remove_source(source.id)
        assert not writing.take_pull(source, read_on(source, FIRST), FIRST, {"w": WEEKS})
        assert (writing.sources(), writing.events_of(source.id)) == ([], [])


def test_a_pull_that_fails_stores_nothing(store: SqlStore, source: CalendarSource) -> None:
    pull = Pull((replace(ONCE, etag="2"),), frozenset({"w"}), "2")
    with store.writing() as writing:
        with pytest.raises(NotFound):
            writing.take_pull(source, read_on(source, pull), pull, {"o": [an_event("nobody")]})
        assert writing.sources() == [source]
        assert writing.items(source.id) == [WEEKLY, MOVED, ONCE]
        assert writing.events_of(source.id) == [WEEKS[0], *DENTIST, WEEKS[1]]


def test_ids_of_any_length_and_sign(store: SqlStore, source: CalendarSource) -> None:
    """Ids are those of others: no index holds the longest, and no database every character."""
    odd = CalendarItem("\x00\ud800" + "x" * 20_000, "s\x00" + "é" * 20_000, "\x00", "a\x00b")
    pull = Pull((odd,), cursor="2")
    with store.writing() as writing:
        after = read_on(source, pull)
        assert writing.take_pull(source, after, pull, {odd.series: [an_event(title="odd")]})
        (stored,) = writing.items(source.id, {odd.series})
        assert (stored.etag, stored.text) == ("�", "a�b")
        pull = Pull((), frozenset({odd.id}), "3")
        assert writing.take_pull(after, read_on(after, pull), pull, {})
        assert len(writing.items(source.id)) == len(writing.events_of(source.id)) == 3


def test_thousands_are_no_trouble(store: SqlStore, source: CalendarSource) -> None:
    """More than a statement takes at once."""
    items = tuple(CalendarItem(f"i{number}", f"s{number}", "1", "") for number in range(6_000))
    events = {item.series: [an_event(title=item.id)] for item in items}
    pull = Pull(items, cursor="2")
    after = read_on(source, pull)
    with store.writing() as writing:
        assert writing.take_pull(source, after, pull, events)
    with store.reading() as reading:
        assert len(reading.events_of(source.id)) == 6_003
        assert len(reading.items(source.id, events.keys())) == 6_000
    gone = Pull((), frozenset(item.id for item in items), "3")
    with store.writing() as writing:
        assert writing.take_pull(after, read_on(after, gone), gone, {})
        assert len(writing.events_of(source.id)) == len(writing.etags(source.id)) == 3


# ---------------------------------------------------------------- any sequence of pulls


@dataclass
class Model:
    """The same in dicts."""

    items: dict[str, CalendarItem] = field(default_factory=dict)
    events: dict[str, Sequence[OutsideEvent]] = field(default_factory=dict)

    def take(self, pull: Pull, events: Mapping[str, Sequence[OutsideEvent]]) -> None:
        """As the port promises."""
        before, new = self.items, {item.id: item for item in pull.items}
        kept = {} if pull.whole else {key: item for key, item in before.items() if key not in pull.gone}
        self.items = kept | new
        touched = {
            item.series
            for key in before.keys() | self.items.keys()
            if before.get(key) != self.items.get(key)
            for item in (before.get(key), self.items.get(key))
            if item
        }
        if pull.whole:
            self.events = {}
        for series in touched:
            self.events.pop(series, None)
        self.events |= events

    def by_series(self) -> dict[str, Sequence[OutsideEvent]]:
        """The events of the series that have some."""
        return {series: found for series, found in self.events.items() if found}


keys = st.sampled_from("abcde")
pulls = st.builds(
    Pull,
    st.lists(st.builds(CalendarItem, keys, st.sampled_from("xyz"), st.sampled_from("12"), st.just(""))).map(
        tuple
    ),
    st.frozensets(keys),
    st.sampled_from(["", "1", "2"]),
    st.booleans(),
)
written_out = st.dictionaries(
    st.sampled_from("wxyz"),
    st.lists(st.builds(lambda hour: an_event(when=span(hour, hour + 1)), st.integers(0, 9)), max_size=3),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=one_in(130))
@given(steps=st.lists(st.tuples(pulls, written_out, st.booleans()), max_size=7))
def test_any_sequence_leaves_what_the_last_readings_said(
    store: SqlStore, steps: list[tuple[Pull, dict[str, list[OutsideEvent]], bool]]
) -> None:
    model, source = Model(), SOURCE
    with store.writing() as writing:
        writing.replace_studio(a_studio())
        writing.remove_source(SOURCE.id)
        writing.save_source(SOURCE)
        writing.save_source(a_source("other"))
        put_events(writing, "other", [an_event(title="other")])
    last = diary(store)
    for pull, events, stale in steps:
        after = read_on(source, pull)
        with store.writing() as writing:
            if stale:
                assert not writing.take_pull(after, after, pull, events)
                continue
            assert writing.take_pull(source, after, pull, events)
        source, before = after, model.by_series()
        model.take(pull, events)
        with store.reading() as reading:
            assert {item.id: item for item in reading.items(source.id)} == model.items
            assert reading.etags(source.id) == {key: item.etag for key, item in model.items.items()}
            assert sorted(reading.events_of(source.id), key=repr) == sorted_events(model.events)
            assert source in reading.sources()
        found = diary(store)
        everything = [*sorted_events(model.events), an_event(title="other")]
        assert sorted(found.events, key=repr) == sorted(everything, key=repr)
        assert (found is last) == (model.by_series() == before)
        last = found


def sorted_events(events: Mapping[str, Sequence[OutsideEvent]]) -> list[OutsideEvent]:
    """All of them, comparable."""
    return sorted((event for found in events.values() for event in found), key=repr)
