"""Each test of this folder runs on an SQLite file, on SQLite in memory and on PostgreSQL."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from studio_app.storage.database import SqlStore, open_store
from tests.contracts.storage.samples import Clock, a_studio

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
    """A new, empty database."""
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
def store(empty: SqlStore) -> SqlStore:
    """A store with the small studio of the samples."""
    with empty.writing() as writing:
        writing.replace_studio(a_studio())
    return empty


@pytest.fixture
def desk(url: str, clock: Clock, store: SqlStore) -> Iterator[Opener]:
    """Opens further desks on the same database; in memory there is only the one."""
    opened: list[SqlStore] = []

    def another(patience: float = 10) -> SqlStore:
        if url == "sqlite://":
            return store
        opened.append(open_store(url, now=clock, patience=patience))
        return opened[-1]

    yield another
    for one in opened:
        one.close()
