"""Where a database is: the URL that a person gave, understood and safe to show."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from studio_app.errors import StorageUnavailable

_ADVICE = "Give sqlite:///FILE, or postgresql://USER:PASSWORD@HOST/DATABASE."


@dataclass(frozen=True, slots=True)
class Location:
    """A database that this program can use.

    Attributes:
        url: For SQLAlchemy, with the driver named; never shown, as it may hold a password.
        shown: How messages name it.
        file: The file of an SQLite database; None in memory and on a server.
    """

    url: URL
    shown: str
    file: Path | None = None

    @property
    def in_memory(self) -> bool:
        """Whether the database is gone when it is closed."""
        return self.url.get_backend_name() == "sqlite" and self.file is None

    @classmethod
    def of(cls, text: str) -> Location:
        """Understand a URL.

        Raises:
            StorageUnavailable: it is none, or of a database that the program doesn't know.
        """
        try:
            url = make_url(text)
        except (ArgumentError, ValueError):
            # Not chained: the URL, with its password, would stand in the stack.
            raise StorageUnavailable("The database's URL can't be understood.", _ADVICE) from None
        name = url.drivername.partition("+")[0]
        if name == "sqlite":
            return _sqlite(url)
        if name in ("postgresql", "postgres"):
            server = f"{url.host}:{url.port}" if url.host and url.port else url.host or "this computer"
            shown = f"the database {url.database or ''} on {server}"
            return cls(url.set(drivername="postgresql+psycopg"), shown)
        raise StorageUnavailable(f"Databases of the kind {name} can't be used.", _ADVICE)


def _sqlite(url: URL) -> Location:
    url = url.set(drivername="sqlite+pysqlite")
    if url.database in (None, "", ":memory:"):
        return Location(url.set(database=None), "the database in memory")
    assert url.database is not None
    if url.database.startswith("file:"):
        raise StorageUnavailable("An SQLite database is given by its path, not by a file: URI.", _ADVICE)
    file = Path(url.database).absolute()
    return Location(url.set(database=str(file)), f"the database {file}", file)
