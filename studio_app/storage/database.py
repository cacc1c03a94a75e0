"""Opening a database, and the transactions on it: the way in to storage."""

from __future__ import annotations

import logging
import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine, select

from studio_app.domain.clock import Clock
from studio_app.errors import StorageUnavailable
from studio_app.storage.backup import back_up_file, back_up_tables
from studio_app.storage.failures import known_errors
from studio_app.storage.loading import LastLoaded
from studio_app.storage.location import Location
from studio_app.storage.reading import SqlReading
from studio_app.storage.schema_version import SCHEMA, Schema, Version, bring_up_to_date
from studio_app.storage.tables import counters
from studio_app.storage.transactions import make_engine, read_transaction, write_transaction
from studio_app.storage.writing import SqlWriting

logger = logging.getLogger(__name__)

T = TypeVar("T", SqlReading, SqlWriting)

PATIENCE = 10.0
"""Seconds that a writer waits for the others."""


def open_store(
    url: str,
    *,
    now: Clock,
    backup_folder: Path | None = None,
    patience: float = PATIENCE,
    schema: Schema = SCHEMA,
) -> SqlStore:
    """Open a database; a new one gets its tables, an older one is backed up and migrated.

    Args:
        url: `sqlite:///FILE`, `sqlite://` in memory, or `postgresql://USER:PASSWORD@HOST/DATABASE`.
        now: The clock that decides which holds are over.
        backup_folder: Where an SQLite file is copied before a migration; None is beside it. On PostgreSQL the tables
            are copied into a schema of the same database.
        patience: Seconds to wait for other writers.
        schema: What the program knows; another one only in tests of migrations.

    Raises:
        StorageUnavailable: it can't be opened or written, is damaged, not ours, or newer than this program. The message
            never contains the URL's password.
    """
    location = Location.of(url)
    if location.file:
        _prepare_place(location.file)
    with known_errors(location.shown):
        engine = make_engine(location, patience)
        try:

            def back_up(connection: Connection, version: Version) -> None:
                copy: object = None
                if location.file:
                    copy = back_up_file(location.file, backup_folder, version, now())
                elif not location.in_memory:
                    copy = back_up_tables(connection, version, now())
                logger.info("upgrading %s from version %s; a copy is in %s", location.shown, version, copy)

            bring_up_to_date(engine, location.shown, patience, back_up, schema)
            if location.file:
                _let_readers_and_writer_work_at_once(engine, patience)
        except BaseException:
            engine.dispose()
            raise
    return SqlStore(engine, location, now, patience, schema.version.major)


class SqlStore:
    """One database, used by any number of threads; each holds at most one transaction at a time."""

    def __init__(self, engine: Engine, location: Location, now: Clock, patience: float, major: int) -> None:
        self._engine = engine
        self._shown = location.shown
        self._now = now
        self._patience = patience
        self._major = major
        self._last_loaded = LastLoaded()
        self._mine = threading.local()
        # A database in memory has one connection, which the threads use in turn.
        self._turn: AbstractContextManager[object] = threading.Lock() if location.in_memory else nullcontext()

    @contextmanager
    def reading(self) -> Iterator[SqlReading]:
        """A consistent view for the length of a `with` block. Raises StorageUnavailable."""
        with (
            self._alone(),
            known_errors(self._shown),
            self._turn,
            read_transaction(self._engine) as connection,
        ):
            yield self._understood(SqlReading(connection, self._last_loaded))

    @contextmanager
    def writing(self) -> Iterator[SqlWriting]:
        """A writing transaction for the length of a `with` block: committed at its end, undone when it raises.

        Raises:
            StorageUnavailable: another program holds the database for too long, or the database failed.
        """
        with (
            self._alone(),
            known_errors(self._shown),
            self._turn,
            write_transaction(self._engine, self._patience) as connection,
        ):
            yield self._understood(SqlWriting(connection, self._last_loaded, self._now))

    def data_version(self) -> int:
        """A number that grows whenever anybody commits a change, for noticing other desks."""
        query = select(counters.c.value).where(counters.c.name == "data")
        with (
            self._alone(),
            known_errors(self._shown),
            self._turn,
            read_transaction(self._engine) as connection,
        ):
            return int(connection.execute(query).scalar_one())

    def close(self) -> None:
        """Let go of the database; nothing may be under way."""
        self._engine.dispose()

    def _understood(self, transaction: T) -> T:
        """Refuse to go on where a newer program changed the tables while this one was open."""
        if transaction.major > self._major:
            raise StorageUnavailable(
                f"{self._shown[0].upper()}{self._shown[1:]} was brought up to date by a newer Studio Desk.",
                "Install the newest Studio Desk on this computer, then start it again.",
            )
        return transaction

    @contextmanager
    def _alone(self) -> Iterator[None]:
        # A second one in the same thread would wait for the first for ever, or not see what it wrote.
        if getattr(self._mine, "busy", False):
            raise RuntimeError("this thread has a transaction already")
        self._mine.busy = True
        try:
            yield
        finally:
            self._mine.busy = False


def _prepare_place(file: Path) -> None:
    folder = file.parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageUnavailable(
            f"The folder {folder} can't be made ({error.strerror}).", "Choose another place for the database."
        ) from error
    if file.is_dir():
        raise StorageUnavailable(f"{file} is a folder, not a database.", "Choose a file in it.")
    # SQLite keeps its log beside the file, so the folder must be open for writing too.
    for path in (folder, file) if file.exists() else (folder,):
        if not os.access(path, os.W_OK):
            raise StorageUnavailable(
                f"{path} can't be written.", "Choose another place, or ask for the right to write there."
            )


def _let_readers_and_writer_work_at_once(engine: Engine, patience: float) -> None:
    """Switch the file to a write-ahead log; it stays so. The switch wants the file for itself for a moment, and SQLite
    gives up at once where waiting might be for nothing: https://www.sqlite.org/wal.html#sometimes_queries_return_sqlite_busy_in_wal_mode
    """
    until = time.monotonic() + patience
    while True:
        connection = engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA journal_mode = WAL").close()
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.02)
        finally:
            connection.close()
