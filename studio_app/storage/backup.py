"""Copies that are made before a database is changed for good."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, inspect
from sqlalchemy.exc import DBAPIError

from studio_app.errors import StorageUnavailable
from studio_app.storage.schema_version import Version

_ADVICE = "It was left as it is. Make room, or a place that you may write, then start again."


def back_up_file(file: Path, folder: Path | None, version: Version, at: datetime) -> Path:
    """Copy an SQLite database, also while it is open, into `folder` (beside it without one), under its name with the
    version and the UTC time; returns the copy.

    Raises:
        StorageUnavailable: it can't be copied; nothing half-made is left behind.
    """
    target = _free_name(
        (folder or file.parent) / f"{file.stem}-v{version}-{at:%Y-%m-%d-%H%M%S}.backup{file.suffix}"
    )
    unfinished = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(unfinished)) as copy:
            source.backup(copy)
            # The copy is one file, whatever the original was; its own log would only be left behind.
            copy.execute("PRAGMA journal_mode = DELETE")
        unfinished.replace(target)
    except (OSError, sqlite3.Error) as error:
        with suppress(OSError):
            unfinished.unlink()
        raise StorageUnavailable(
            f"The database {file} could not be backed up into {target.parent}.", _ADVICE
        ) from error
    return target


def back_up_tables(connection: Connection, version: Version, at: datetime) -> str:
    """Copy all tables of a PostgreSQL database into a schema of their own, within the transaction that migrates them;
    returns its name. It guards against a migration that goes wrong; against a lost disk only the server's own backup
    does, which is the administrator's.

    Raises:
        StorageUnavailable: the user may not make a schema.
    """
    name = f"backup_v{version.major}_{version.minor}_{at:%Y%m%d_%H%M%S}"
    assert re.fullmatch(r"\w+", name)
    try:
        connection.exec_driver_sql(f'CREATE SCHEMA "{name}"')
        for table in inspect(connection).get_table_names():
            quoted = connection.dialect.identifier_preparer.quote_identifier(table)
            connection.exec_driver_sql(f'CREATE TABLE "{name}".{quoted} AS TABLE {quoted}')
    except DBAPIError as error:
        raise StorageUnavailable(
            "The tables could not be backed up before they are changed.",
            "Ask the administrator for the right to create schemas in the database. Nothing was changed.",
        ) from error
    return name


def _free_name(target: Path) -> Path:
    count, wanted = 1, target
    while target.exists():
        count += 1
        target = wanted.with_name(f"{wanted.stem}-{count}{wanted.suffix}")
    return target
