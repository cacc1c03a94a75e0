"""Engines and the two kinds of transaction, made alike on SQLite and PostgreSQL.

A reading transaction sees one state of the database from its first statement to its last. Writing transactions wait for
each other from their first statement on: what is checked inside is what is written on.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, StaticPool, create_engine, event

from studio_app.storage.location import Location

# "StudioDk" in ASCII: the advisory lock that writers of one PostgreSQL database hold.
_WRITERS_LOCK = 0x53747564696F446B
_BEGIN = "studio_desk_begin"


def make_engine(location: Location, patience: float) -> Engine:
    """An engine; `patience` is how many seconds a writer waits for the others."""
    options: dict[str, Any] = {"hide_parameters": True}  # names and addresses don't belong into a log
    if location.url.get_backend_name() == "postgresql":
        # A server may close a connection that was idle; a desk stays open for weeks.
        ours = {"connect_timeout": 10, "application_name": "Studio Desk"}
        wanted = {name: value for name, value in ours.items() if name not in location.url.query}
        options |= {"pool_pre_ping": True, "connect_args": wanted}
        engine = create_engine(location.url, **options)
        event.listen(engine, "connect", _use_utc)
        return engine
    if location.in_memory:
        options |= {"poolclass": StaticPool, "connect_args": {"check_same_thread": False}}
    engine = create_engine(location.url, **options)
    milliseconds = int(patience * 1000)

    def prepare(connection: Any, _: object) -> None:
        # The driver's own BEGIN comes too late, before the first write; ours is in `_begin`.
        # https://docs.sqlalchemy.org/en/20/dialects/sqlite.html#pysqlite-serializable
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout = {milliseconds}")
        connection.execute("PRAGMA foreign_keys = ON")
        # Some builds come with NORMAL, under which a power cut takes the last bookings.
        connection.execute("PRAGMA synchronous = FULL")

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", _begin)
    return engine


@contextmanager
def read_transaction(engine: Engine) -> Iterator[Connection]:
    """A connection on which nothing is written, and which sees one state of the database."""
    options: dict[str, Any] = {}
    if engine.dialect.name == "postgresql":
        options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with engine.connect().execution_options(**options) as connection, connection.begin() as transaction:
        yield connection
        transaction.rollback()


@contextmanager
def write_transaction(engine: Engine, patience: float, *, foreign_keys: bool = True) -> Iterator[Connection]:
    """A connection on which nobody else writes; commits at the end, rolls back when the block raises.

    Without `foreign_keys` SQLite doesn't check references: a migration may rebuild a table that others refer to.
    """
    if engine.dialect.name == "postgresql":
        # Not REPEATABLE READ: its view would be as old as the wait for the lock.
        connecting = engine.connect().execution_options(isolation_level="READ COMMITTED")
        with connecting as connection, connection.begin():
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(patience * 1000)}")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS_LOCK})")
            yield connection
        return
    with engine.connect().execution_options(**{_BEGIN: "BEGIN IMMEDIATE"}) as connection:
        _check_references(connection, foreign_keys)
        try:
            with connection.begin():
                yield connection
        finally:
            _check_references(connection, True)


def _check_references(connection: Connection, wanted: bool) -> None:
    # Straight to the driver: within a transaction the pragma does nothing, and SQLAlchemy would begin one.
    driver: Any = connection.connection.dbapi_connection
    driver.execute(f"PRAGMA foreign_keys = {'ON' if wanted else 'OFF'}")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get(_BEGIN, "BEGIN"))


def _use_utc(connection: Any, _: object) -> None:
    connection.execute("SET TIME ZONE 'UTC'")
    connection.commit()
