"""How fast the list of orders answers over 100,000 appointments of 80,000 orders, beside a limit in the same run.

The limit fetches what the list must know at least, as it is stored, with the driver alone.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from sqlalchemy import insert

from studio_app.actions.list_orders import list_orders, order_question, read_orders
from studio_app.domain.agent import Agent
from studio_app.domain.appointment import Appointment
from studio_app.domain.order import Order, Property
from studio_app.domain.order_list import OrderColumn, OrderFilter
from studio_app.domain.photographer import Photographer
from studio_app.domain.service import Service
from studio_app.domain.settings import Settings
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import Span
from studio_app.storage.convert import order_values
from studio_app.storage.database import SqlStore, open_store
from studio_app.storage.tables import orders

NEW_YORK = ZoneInfo("America/New_York")
NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
PEOPLE, AGENTS, ORDERS, VISITS = 50, 2_000, 80_000, 100_000
ASKED = order_question(NEW_YORK, NOW)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of that size: twenty years of a large studio."""
    dice = random.Random(7)
    path = tmp_path_factory.mktemp("orders") / "studio.db"
    with closing(open_store(f"sqlite:///{path}", now=lambda: NOW)) as store, store.writing() as writing:
        for number in range(AGENTS):
            writing.save_agent(
                Agent(f"a{number}", f"Agent {number}", f"a{number}@homes.test", brokerage=f"B {number % 40}")
            )
        made = (order(number, dice) for number in range(ORDERS))
        writing._connection.execute(insert(orders), [order_values(one) for one in made])
        writing.replace_studio(
            Studio.of(
                Settings("Harbor Light", NEW_YORK),
                services=[Service("photos", "Photos", 60), Service("video", "Video", 60)],
                photographers=[
                    Photographer(f"p{key}", f"Person {key}", f"p{key}@studio.test") for key in range(PEOPLE)
                ],
                appointments=[visit(number) for number in range(VISITS)],
            )
        )
    return path


def order(number: int, dice: random.Random) -> Order:
    """The newest first; every thousandth waits for a time."""
    street = f"{dice.randrange(3000)} Summit Avenue, Brookline MA 02446"
    taken = NOW - timedelta(hours=2 * number)
    waits = ("video",) if number % 1000 == 0 else ()
    agent = f"a{dice.randrange(AGENTS)}"
    return Order(f"order-{number:032}", agent, Property(street), ("photos", "video"), (), taken, open=waits)


def visit(number: int) -> Appointment:
    """Fourteen a day from 85 days ahead on."""
    day, of_day = divmod(number, 14)
    start = NOW + timedelta(days=85 - day, hours=of_day % 6)
    return Appointment(
        f"visit-{number:032}",
        (f"p{number % PEOPLE}",),
        Span(start, start + timedelta(minutes=50)),
        services=("photos", "video"),
        order=f"order-{number * ORDERS // VISITS:032}",
    )


@pytest.fixture
def store(file: Path) -> Iterator[SqlStore]:
    """The database, opened for one test."""
    with closing(open_store(f"sqlite:///{file}", now=lambda: NOW)) as opened:
        yield opened


def test_limit_of_the_list(benchmark: BenchmarkFixture, file: Path) -> None:
    """All ids, newest first, by the driver alone."""
    query = "SELECT id FROM orders ORDER BY created_at DESC, id"
    with closing(sqlite3.connect(file)) as database:
        assert len(benchmark(lambda: database.execute(query).fetchall())) == ORDERS


def test_the_list(benchmark: BenchmarkFixture, store: SqlStore) -> None:
    """As it is opened: all ids, the counts of all filters, and the first hundred rows."""
    found = benchmark(lambda: list_orders(store, ASKED))
    assert len(found.ids) == ORDERS
    assert found.counts[OrderFilter.UNSCHEDULED] == ORDERS // 1000


@pytest.mark.parametrize("sort", [OrderColumn.ADDRESS, OrderColumn.VISIT, OrderColumn.STANDING])
def test_a_sort(benchmark: BenchmarkFixture, store: SqlStore, sort: OrderColumn) -> None:
    """By what is stored, and by what must be worked out for each order."""
    assert len(benchmark(lambda: list_orders(store, replace(ASKED, sort=sort))).ids) == ORDERS


def test_a_search(benchmark: BenchmarkFixture, store: SqlStore) -> None:
    """Words of an address and of an agent."""
    asked = replace(ASKED, text="summit agent 123")
    assert 0 < len(benchmark(lambda: list_orders(store, asked)).ids) < ORDERS // 10


def test_a_filter(benchmark: BenchmarkFixture, store: SqlStore) -> None:
    """This week's orders, with their rows."""
    found = benchmark(lambda: list_orders(store, replace(ASKED, filter=OrderFilter.WEEK)))
    assert 50 < len(found.rows) <= 100


def test_rows_far_down(benchmark: BenchmarkFixture, store: SqlStore) -> None:
    """A hundred rows that somebody scrolled to."""
    ids = list_orders(store, ASKED).ids[70_000:70_100]
    assert len(benchmark(lambda: read_orders(store, ids))) == 100
