"""Each test of this folder runs on an SQLite file, on SQLite in memory and on PostgreSQL."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from studio_app.storage.database import SqlStore, open_store
from tests.contracts.storage.samples import Clock, a_studio, clear
from tests.support.postgres import PostgresServer

KINDS = ["file", "memory", pytest.param("postgres", marks=pytest.mark.postgres)]

Opener = Callable[..., SqlStore]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    """Which database."""
    name: str = request.param
    return name


@pytest.fixture
def url(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """A new database without tables."""
    if kind == "postgres":
        found: str = request.getfixturevalue("postgres_url")
        return found
    return "sqlite://" if kind == "memory" else f"sqlite:///{tmp_path / 'studio.db'}"


@pytest.fixture
def empty(url: str, clock: Clock) -> Iterator[SqlStore]:
    """A store without a studio."""
    with closing(open_store(url, now=clock)) as opened:
        yield opened


@pytest.fixture
def ready(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """A database with our tables: a new one where that is quick, on PostgreSQL the same one each time."""
    if kind == "memory":
        return "sqlite://"
    if kind == "postgres":
        found: str = request.getfixturevalue("postgres_tables")
        return found
    shutil.copy(request.getfixturevalue("file_tables"), tmp_path / "studio.db")
    return f"sqlite:///{tmp_path / 'studio.db'}"


@pytest.fixture
def store(ready: str, clock: Clock) -> Iterator[SqlStore]:
    """A store with the small studio of the samples, and nothing else."""
    with closing(open_store(ready, now=clock)) as opened:
        clear(opened)
        with opened.writing() as writing:
            writing.replace_studio(a_studio())
        yield opened


@pytest.fixture
def desk(ready: str, clock: Clock, store: SqlStore) -> Iterator[Opener]:
    """Opens further desks on the same database; in memory there is only the one."""
    opened: list[SqlStore] = []

    def another(patience: float = 10) -> SqlStore:
        if ready == "sqlite://":
            return store
        opened.append(open_store(ready, now=clock, patience=patience))
        return opened[-1]

    yield another
    for one in opened:
        one.close()


@pytest.fixture(scope="session")
def file_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The SQLite file that others are copies of."""
    file = tmp_path_factory.mktemp("tables") / "studio.db"
    open_store(f"sqlite:///{file}", now=Clock()).close()
    return file


@pytest.fixture(scope="session")
def postgres_tables(postgres_server: PostgresServer) -> Iterator[str]:
    """One database for all tests that don't ask for a new one."""
    with postgres_server.new_database("tables") as url:
        yield url
