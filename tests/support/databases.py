"""New databases at little cost: the migrations run once in a process, and an engine serves one store after the other.

The tables of a new SQLite database are those that the migrations made in the first one. An engine goes to the next
store when one is closed, so that statements which were compiled stay so; its connections are new. Neither changes what
a store does. Tests of the migrations use the fixture `real_migrations`.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event

from studio_app.storage import schema_version
from studio_app.storage.location import Location
from studio_app.storage.schema_version import SCHEMA, Schema
from studio_app.storage.transactions import make_engine


class Tables:
    """What the migrations make of an empty SQLite database, as statements that say the same."""

    def __init__(self, migrate: Callable[[Connection, Schema], None]) -> None:
        self._migrate = migrate
        self._statements: list[str] = []

    def make(self, connection: Connection, schema: Schema) -> None:
        """Bring a database to the newest version."""
        if connection.dialect.name != "sqlite" or schema is not SCHEMA or _has_tables(connection):
            self._migrate(connection, schema)
            return
        if not self._statements:
            self._migrate(connection, schema)
            self._statements = _statements(_driver(connection))
            return
        for statement in self._statements:
            _driver(connection).execute(statement)


def _driver(connection: Connection) -> sqlite3.Connection:
    driver: Any = connection.connection.dbapi_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver


def _has_tables(connection: Connection) -> bool:
    return _driver(connection).execute("SELECT 1 FROM sqlite_schema").fetchone() is not None


def _statements(driver: sqlite3.Connection) -> list[str]:
    """What makes the tables with what is in them; begin and commit are the caller's."""
    return [line for line in driver.iterdump() if line not in ("BEGIN TRANSACTION;", "COMMIT;")]


class Engines:
    """Engines that closed stores left, by what they were made for."""

    def __init__(self, make: Callable[[Location, float], Engine]) -> None:
        self._make = make
        self._free: dict[tuple[str, float], list[Engine]] = defaultdict(list)
        self._files: dict[int, Path] = {}

    def make(self, location: Location, patience: float) -> Engine:
        """An engine that nobody uses."""
        # One that knew a file takes another; a URL with a password or a server stays its own.
        place = "a file" if location.file else location.url.render_as_string(hide_password=False)
        free = self._free[place, patience]
        if free:
            engine = free.pop()
        else:
            engine = self._make(location, patience)
            event.listen(engine, "engine_disposed", free.append)
            if location.file:
                event.listen(engine, "do_connect", self._connect(engine))
        if location.file:
            self._files[id(engine)] = location.file
        return engine

    def _connect(self, engine: Engine) -> Callable[..., None]:
        def to_its_file(_dialect: object, _record: object, arguments: list[Any], _options: object) -> None:
            arguments[0] = str(self._files[id(engine)])

        return to_its_file


@pytest.fixture(scope="session", autouse=True)
def cheap_databases() -> Iterator[None]:
    """New databases are copies in this process; programs that tests start, and benchmarks, make their own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema_version, "_migrate", Tables(schema_version._migrate).make)
        patch.setattr("studio_app.storage.database.make_engine", Engines(make_engine).make)
        yield


_MIGRATE = schema_version._migrate


@pytest.fixture
def real_migrations(cheap_databases: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables are made by the migrations in this test."""
    monkeypatch.setattr(schema_version, "_migrate", _MIGRATE)
