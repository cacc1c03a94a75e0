"""New databases at little cost: the migrations run once in a process, and an engine serves one store after the other.

The tables of a new SQLite database are those that the migrations made in the first one. An engine goes to the next
store when one is closed, so that statements which were compiled stay so; its connections are new. Neither changes what
a store does. Tests of the migrations use the fixture `real_migrations`.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event

from studio_app.storage import schema_version
from studio_app.storage.database import SqlStore
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
    """Engines that closed stores left, by what they are for."""

    def __init__(self, make: Callable[[Location, float], Engine]) -> None:
        self._make = make
        self._free: dict[tuple[str, float], list[Engine]] = defaultdict(list)
        self._lent: dict[Engine, tuple[Location, float]] = {}

    def make(self, location: Location, patience: float) -> Engine:
        """An engine that nobody uses."""
        free = self._free[_purpose(location), patience]
        engine = free.pop() if free else self._new(location, patience)
        self._lent[engine] = location, patience
        return engine

    def _new(self, location: Location, patience: float) -> Engine:
        engine = self._make(location, patience)
        if location.file:

            def connect(_dialect: object, _record: object, arguments: list[Any], _options: object) -> None:
                arguments[0] = str(self._lent[engine][0].file)

            event.listen(engine, "do_connect", connect)
        return engine

    def close(self, store: SqlStore) -> None:
        """Close a store; where somebody uses or closes it again, it is with an engine of its own."""
        engine = store._engine
        engine.dispose()
        if engine in self._lent:
            location, patience = self._lent.pop(engine)
            store._engine = self._make(location, patience)
            self._free[_purpose(location), patience].append(engine)


def _purpose(location: Location) -> str:
    """One that knew a file takes any other."""
    return "a file" if location.file else location.url.render_as_string(hide_password=False)


@pytest.fixture(scope="session", autouse=True)
def cheap_databases() -> Iterator[None]:
    """New databases are copies in this process; programs that tests start, and benchmarks, make their own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema_version, "_migrate", Tables(schema_version._migrate).make)
        engines = Engines(make_engine)

        def close(store: SqlStore) -> None:
            engines.close(store)

        patch.setattr("studio_app.storage.database.make_engine", engines.make)
        patch.setattr(SqlStore, "close", close)
        yield


_MIGRATE = schema_version._migrate


@pytest.fixture
def real_migrations(cheap_databases: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables are made by the migrations in this test."""
    monkeypatch.setattr(schema_version, "_migrate", _MIGRATE)
