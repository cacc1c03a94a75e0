"""How fast what was read from calendars is stored, beside a limit in the same run.

The limit inserts and deletes rows of the same size with the driver alone: no program that asks SQLite can be faster.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from studio_app.domain.calendar_item import CalendarItem, Pull
from studio_app.domain.calendar_source import CalendarSource
from studio_app.domain.outside_event import OutsideEvent
from studio_app.domain.photographer import Photographer
from studio_app.domain.settings import Settings
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import Span
from studio_app.storage.database import SqlStore, open_store

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
PEOPLE, READ, A_SERIES = 50, 10_000, 5

ITEMS = tuple(
    CalendarItem(f"item-{number}", f"series-{number // A_SERIES}", f'"{number}"', "x" * 150)
    for number in range(READ)
)
WHOLE = Pull(ITEMS, cursor="1", whole=True)
EVENTS = {
    f"series-{series}": [
        OutsideEvent(
            "p0",
            Span(start := NOW + timedelta(hours=series % 2_000, weeks=week), start + timedelta(hours=1)),
            f"Event {series}",
            calendar="Google",
        )
        for week in range(A_SERIES)
    ]
    for series in range(READ // A_SERIES)
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    """A studio of fifty, each with a calendar that was never read."""
    people = [Photographer(f"p{key}", f"Person {key}", f"p{key}@studio.test") for key in range(PEOPLE)]
    studio = Studio.of(Settings("Harbor Light", ZoneInfo("America/New_York")), photographers=people)
    with closing(open_store(f"sqlite:///{tmp_path / 'studio.db'}", now=lambda: NOW)) as opened:
        with opened.writing() as writing:
            writing.replace_studio(studio)
            for person in people:
                writing.save_source(CalendarSource(f"of-{person.id}", person.id, "google", person.email))
        yield opened


class Desk:
    """Reads the first photographer's calendar, again and again."""

    def __init__(self, store: SqlStore) -> None:
        self.store = store
        with store.reading() as reading:
            self.sources = list(reading.sources())

    def take(self, pull: Pull, events: dict[str, list[OutsideEvent]], place: int = 0) -> None:
        """Store what came."""
        before = self.sources[place]
        after = replace(before, cursor=pull.cursor, read_at=NOW)
        with self.store.writing() as writing:
            assert writing.take_pull(before, after, pull, events)
        self.sources[place] = after

    def forget(self) -> None:
        """A calendar that was never read."""
        self.take(Pull(whole=True), {})


def test_first_reading_of_a_calendar(benchmark: BenchmarkFixture, store: SqlStore) -> None:
    """Ten thousand items, and as many events."""
    desk = Desk(store)
    benchmark.pedantic(  # type: ignore[no-untyped-call]
        lambda: desk.take(WHOLE, EVENTS), setup=desk.forget, rounds=10, warmup_rounds=1
    )
    with store.reading() as reading:
        assert len(reading.items("of-p0")) == len(reading.events_of("of-p0")) == READ


def test_limit_of_the_first_reading_of_a_calendar(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    """The same rows by the driver alone."""
    with closing(sqlite3.connect(tmp_path / "limit.db")) as database:
        database.execute("PRAGMA journal_mode = WAL")
        items, events = (
            "number INTEGER PRIMARY KEY, a, b, c, d, e",
            "number INTEGER PRIMARY KEY, a, b, c, d, e, f",
        )
        database.execute(f"CREATE TABLE items ({items})")
        database.execute(f"CREATE TABLE events ({events})")
        for table in ("items", "events"):
            database.execute(f"CREATE INDEX ix_{table} ON {table} (a)")
        database.execute("CREATE INDEX ix_time ON events (b, c)")
        item_rows = [(at, "p0", item.id, item.series, item.etag, item.text) for at, item in enumerate(ITEMS)]
        event_rows = [(at, "p0", at, at + 1, "Event", "busy", "Google") for at in range(READ)]

        def insert() -> None:
            with database:
                database.executemany("INSERT INTO items VALUES (?, ?, ?, ?, ?, ?)", item_rows)
                database.executemany("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?)", event_rows)

        def forget() -> None:
            with database:
                database.execute("DELETE FROM items")
                database.execute("DELETE FROM events")

        benchmark.pedantic(insert, setup=forget, rounds=10, warmup_rounds=1)  # type: ignore[no-untyped-call]


def test_the_whole_calendar_again(benchmark: BenchmarkFixture, store: SqlStore) -> None:
    """A calendar that can't tell what changed, and in which nothing did."""
    desk = Desk(store)
    desk.take(WHOLE, EVENTS)
    with store.reading() as reading:
        before = reading.studio(NOW).diaries["p0"]
    benchmark.pedantic(lambda: desk.take(WHOLE, EVENTS), rounds=10)  # type: ignore[no-untyped-call]
    with store.reading() as reading:
        assert reading.studio(NOW).diaries["p0"] is before


def test_one_event_of_many(benchmark: BenchmarkFixture, store: SqlStore) -> None:
    """Somebody moved one event in a calendar of ten thousand."""
    desk, moves = Desk(store), iter(range(1_000_000))
    desk.take(WHOLE, EVENTS)

    def move() -> None:
        move = next(moves)
        changed = replace(ITEMS[7], etag=f'"new {move}"')
        events = [replace(event, title=f"Event {move}") for event in EVENTS["series-1"]]
        desk.take(Pull((changed,), cursor="2"), {"series-1": events})

    benchmark(move)


def test_a_round_without_changes(benchmark: BenchmarkFixture, store: SqlStore) -> None:
    """Fifty calendars in which nothing changed, each stored by itself, and the studio read again."""
    desk = Desk(store)
    desk.take(WHOLE, EVENTS)

    def read_all() -> Studio:
        for place in range(PEOPLE):
            desk.take(Pull(cursor="2"), {}, place)
        with store.reading() as reading:
            return reading.studio(NOW)

    before = read_all()
    assert benchmark(read_all) is before
