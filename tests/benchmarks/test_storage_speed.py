"""How fast a studio is read from 100,000 stored appointments, beside a limit in the same run.

The limit fetches the same rows, as they are stored, with the driver alone: no program that asks SQLite can be faster.
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

from studio_app.domain.agent import Agent
from studio_app.domain.appointment import Appointment
from studio_app.domain.order import Order, Property
from studio_app.domain.outside_event import OutsideEvent
from studio_app.domain.photographer import Photographer
from studio_app.domain.place import Place
from studio_app.domain.settings import Settings
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import Span
from studio_app.storage.database import SqlStore, open_store

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
PEOPLE = 50
STORED, A_DAY = 100_000, 14  # twenty years of appointments, about 2,000 of them in the window
EVENTS = 12_000

SAME_ROWS = """
    SELECT a.*, c.photographer FROM appointments a JOIN crew c ON c.appointment = a.number
    WHERE a.number IN (SELECT appointment FROM crew WHERE ends_at > :since AND starts_at < :until)
"""
SAME_EVENTS = "SELECT * FROM events WHERE ends_at > :since AND starts_at < :until"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of that size."""
    path = tmp_path_factory.mktemp("storage") / "studio.db"
    studio = Studio.of(
        Settings("Harbor Light", ZoneInfo("America/New_York")),
        photographers=[
            Photographer(f"p{key}", f"Person {key}", f"p{key}@studio.test") for key in range(PEOPLE)
        ],
        appointments=appointments(),
        events=events(),
    )
    with closing(open_store(f"sqlite:///{path}", now=lambda: NOW)) as store, store.writing() as writing:
        writing.replace_studio(studio)
        writing.save_agent(Agent("jane", "Jane Doe", "jane@homes.test", brokerage="Bay State Homes"))
        for number in range(2_000):
            street = f"{number} Summit Avenue, Brookline MA 02446"
            taken = NOW - timedelta(hours=number)
            writing.save_order(Order(f"o{number}", "jane", Property(street), ("photos",), (), taken))
    return path


def appointments() -> Iterator[Appointment]:
    """The furthest ahead first; two of three go alone."""
    for number in range(STORED):
        day, of_day = divmod(number, A_DAY)
        start = NOW + timedelta(days=85 - day, hours=of_day % 6)
        crew = (number % PEOPLE, (number + 25) % PEOPLE)[: 2 if number % 3 == 0 else 1]
        yield Appointment(
            f"visit-{number}",
            tuple(f"p{key}" for key in crew),
            Span(start, start + timedelta(minutes=50)),
            services=("photos", "video"),
            place=Place(42.3, -71.1),
            assigned_at=start - timedelta(days=10),
            address=f"{number} Summit Avenue, Brookline MA 02446",
        )


def events() -> Iterator[OutsideEvent]:
    """Spread over the window."""
    for number in range(EVENTS):
        start = NOW + timedelta(days=number // PEOPLE % 130 - 50, hours=number % 7)
        yield OutsideEvent(
            f"p{number % PEOPLE}", Span(start, start + timedelta(hours=1)), "Dentist", calendar="Google"
        )


@pytest.fixture
def store(file: Path) -> Iterator[SqlStore]:
    """The database, opened for one test."""
    with closing(open_store(f"sqlite:///{file}", now=lambda: NOW)) as opened:
        yield opened


def read(store: SqlStore) -> Studio:
    """The studio as the rules see it."""
    with store.reading() as reading:
        return reading.studio(NOW)


def test_open(benchmark: BenchmarkFixture, file: Path) -> None:
    """Opening a database that is up to date; without the import of SQLAlchemy."""
    benchmark(lambda: open_store(f"sqlite:///{file}", now=lambda: NOW).close())


def test_first_reading(benchmark: BenchmarkFixture, store: SqlStore) -> None:
    """Everything in the window is read and made into domain values."""

    def forget() -> None:
        store._last_loaded.value = None

    studio = benchmark.pedantic(  # type: ignore[no-untyped-call]
        lambda: read(store), setup=forget, rounds=15, warmup_rounds=1
    )
    assert 1_900 < len(studio.appointments) < 2_400
    assert sum(len(diary.events) for diary in studio.diaries.values()) == EVENTS


def test_limit_of_the_first_reading(benchmark: BenchmarkFixture, file: Path, store: SqlStore) -> None:
    """The same rows by the driver alone."""
    studio = read(store)
    window = {
        "since": microseconds(datetime(2026, 4, 20, 4, tzinfo=UTC)),
        "until": microseconds(datetime(2026, 9, 21, 4, tzinfo=UTC)),
    }
    with closing(sqlite3.connect(file)) as database:

        def fetch() -> tuple[int, int]:
            booked = database.execute(SAME_ROWS, window).fetchall()
            return len(booked), len(database.execute(SAME_EVENTS, window).fetchall())

        found = benchmark(fetch)
    assert found == (sum(len(diary.appointments) for diary in studio.diaries.values()), EVENTS)


def test_reading_again(benchmark: BenchmarkFixture, store: SqlStore) -> None:
    """Nothing changed since."""
    known = read(store)
    assert benchmark(lambda: read(store)) is known


def test_reading_after_one_change(benchmark: BenchmarkFixture, store: SqlStore) -> None:
    """Another desk moved one appointment: one diary of fifty is read."""
    visit = next(iter(read(store).appointments.values()))
    with store.reading() as reading:
        kept = [reading.appointment(visit.id)]

    def change() -> None:
        moved = replace(kept[0], span=kept[0].span.moved_to(kept[0].span.start + timedelta(seconds=1)))
        with store.writing() as writing:
            kept[0] = writing.save_appointment(moved)

    studio = benchmark.pedantic(  # type: ignore[no-untyped-call]
        lambda: read(store), setup=change, rounds=30, warmup_rounds=1
    )
    assert studio.appointments[visit.id] == kept[0]


def test_saving_one(benchmark: BenchmarkFixture, store: SqlStore) -> None:
    """A whole writing transaction, to the disk."""
    with store.reading() as reading:
        kept = [reading.appointment("visit-1")]

    def save() -> None:
        with store.writing() as writing:
            kept[0] = writing.save_appointment(kept[0])

    benchmark(save)


def test_finding_orders(benchmark: BenchmarkFixture, store: SqlStore) -> None:
    """Words that few of 2,000 orders hold."""

    def find() -> int:
        with store.reading() as reading:
            return len(reading.find_orders("1999 summit jane"))

    assert benchmark(find) == 1


def test_a_week_long_ago(benchmark: BenchmarkFixture, store: SqlStore) -> None:
    """Paging back beyond the window."""
    week = Span(NOW - timedelta(days=3_000), NOW - timedelta(days=2_993))

    def page() -> int:
        with store.reading() as reading:
            return len(reading.appointments_between(week))

    assert benchmark(page) == 7 * A_DAY


def microseconds(moment: datetime) -> int:
    """As SQLite stores an instant."""
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
