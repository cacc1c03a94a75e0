"""The version of a database: which program may use it, and how an older one is brought up to date.

The version has two numbers. A new minor one only adds what older programs can ignore, so they go on using the database:
several desks needn't be updated in the same minute. A new major one is refused by older programs, also by those that
have the database open (the counter `schema` tells them). Each migration is
named after the version that it leads to, and that name is what a database stores.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, Engine, column, inspect, select, table, update

from studio_app.errors import StorageUnavailable
from studio_app.storage.tables import METADATA, counters
from studio_app.storage.transactions import read_transaction, write_transaction

VERSION_TABLE = "schema_version"


class Version(NamedTuple):
    """Major and minor."""

    major: int
    minor: int

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}"

    @classmethod
    def of(cls, text: str) -> Version | None:
        """The version that a migration's name says; None where it is no such name."""
        found = re.fullmatch(r"v(\d+)_(\d+)", text)
        return cls(int(found[1]), int(found[2])) if found else None


@dataclass(frozen=True, slots=True)
class Schema:
    """What a program knows: its version, and the folder of the migrations that lead there."""

    version: Version
    migrations: Path


SCHEMA = Schema(Version(3, 0), Path(__file__).parent / "migrations")

Backup = Callable[[Connection, Version], None]
"""Keeps a copy of what a connection holds, in that version; raises StorageUnavailable where it can't."""


def bring_up_to_date(
    engine: Engine, shown: str, patience: float, back_up: Backup, schema: Schema = SCHEMA
) -> None:
    """Create the tables, or migrate them after a backup, in one transaction; several programs may try at once.

    Raises:
        StorageUnavailable: the database is newer, is not ours, or can't be backed up.
    """
    with read_transaction(engine) as connection:
        if _is_usable(connection, shown, schema):
            return
    with write_transaction(engine, patience, foreign_keys=False) as connection:
        # Looked at again: another program may have been first.
        if not _is_usable(connection, shown, schema):
            stored = stored_version(connection)
            if stored is not None:
                back_up(connection, stored)
            _migrate(connection, schema)


def stored_version(connection: Connection) -> Version | None:
    """The version of the database's tables; None where there are none."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    name = connection.scalar(select(column("version_num")).select_from(table(VERSION_TABLE)))
    return Version.of(name or "")


def _is_usable(connection: Connection, shown: str, schema: Schema) -> bool:
    stored = stored_version(connection)
    if stored is None:
        _refuse_foreign(connection, shown)
        return False
    if stored.major > schema.version.major:
        raise StorageUnavailable(
            f"{shown[0].upper()}{shown[1:]} was made by a newer Studio Desk"
            f" (its version is {stored}, this program knows {schema.version}).",
            "Install the newest Studio Desk on this computer, or choose another database.",
        )
    return stored >= schema.version


def _refuse_foreign(connection: Connection, shown: str) -> None:
    """Tables of another program are never mixed with ours; a PostgreSQL database may be shared, names may not."""
    there = set(inspect(connection).get_table_names())
    if connection.dialect.name == "postgresql":
        there &= {*METADATA.tables, VERSION_TABLE}
    if there:
        raise StorageUnavailable(
            f"{shown[0].upper()}{shown[1:]} holds tables of another program.", "Choose another database."
        )


def _migrate(connection: Connection, schema: Schema) -> None:
    # Alembic is read only when there is something to do: it costs a tenth of a second at each start.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(schema.migrations).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    connection.execute(update(counters).where(counters.c.name == "schema").values(value=schema.version.major))
    _check_foreign_keys(connection)


def _check_foreign_keys(connection: Connection) -> None:
    # SQLite rebuilds tables in migrations, for which the checks are off.
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if broken:
            raise RuntimeError(f"the migration broke a reference: {broken}")
