"""What drivers report, as known errors: one sentence and what to do. Anything else stays the bug that it is."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum

from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from studio_app.errors import StorageUnavailable

_BUSY = (
    "{} is in use by another program for too long.",
    "Try again; if it goes on, close the other program.",
)
_READ_ONLY = ("{} can't be written.", "Check that you may write the file and its folder, then try again.")
_NOT_OPENED = ("{} can't be opened.", "Check that the file and its folder exist and that you may write them.")
_DISK = ("The disk failed while {} was in use.", "Check the disk and its connection, then try again.")
_FULL = ("The disk is full; nothing was written to {}.", "Make room, then try again.")
_BROKEN = ("{} is damaged, or is no database.", "Put a backup in its place, or choose another file.")
_UNREACHABLE = ("{} can't be reached.", "Check the network and that the server runs, then try again.")
_REFUSED = ("The server refused the login to {}.", "Check user and password.")
_MISSING = ("{} does not exist.", "Ask the administrator to create it.")
_FORBIDDEN = (
    "The user may not do this in {}.",
    "Ask the administrator for the right to create and change tables.",
)
_EXHAUSTED = ("The server has no room or connection left for {}.", "Try again, or ask the administrator.")

_CHECK_ALL = "Check the database's name, the user and the password, or ask the administrator."

# Primary result codes: https://www.sqlite.org/rescode.html
_SQLITE = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: _NOT_OPENED,
    sqlite3.SQLITE_IOERR: _DISK,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_CORRUPT: _BROKEN,
    sqlite3.SQLITE_NOTADB: _BROKEN,
}
# Beginnings of SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html
_POSTGRES = {
    "08": _UNREACHABLE,
    "25006": _READ_ONLY,
    "28": _REFUSED,
    "3D": _MISSING,
    "40": _BUSY,
    "42501": _FORBIDDEN,
    "53": _EXHAUSTED,
    "55P03": _BUSY,
    "57P": _UNREACHABLE,
    "58": _DISK,
    "XX": _BROKEN,
}


@contextmanager
def known_errors(shown: str) -> Iterator[None]:
    """Turn what drivers report about the database itself into StorageUnavailable; `shown` names the database."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        known = _known(error, shown)
        if known is None:
            raise
        raise known from error


class Refusal(Enum):
    """What the database itself refused to write."""

    OVERLAP = "two live appointments of one photographer"
    MISSING = "a reference to what is not there"
    EXISTS = "a second one with the same key"


_SQLITE_REFUSALS = {
    sqlite3.SQLITE_CONSTRAINT_TRIGGER: Refusal.OVERLAP,
    sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY: Refusal.MISSING,
    sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY: Refusal.EXISTS,
    sqlite3.SQLITE_CONSTRAINT_UNIQUE: Refusal.EXISTS,
}
_POSTGRES_REFUSALS = {"23P01": Refusal.OVERLAP, "23503": Refusal.MISSING, "23505": Refusal.EXISTS}


def refusal(error: IntegrityError) -> Refusal | None:
    """Which of the known refusals an integrity error is; None for one that only a bug can cause."""
    if isinstance(error.orig, sqlite3.Error):
        return _SQLITE_REFUSALS.get(error.orig.sqlite_errorcode)
    return _POSTGRES_REFUSALS.get(getattr(error.orig, "sqlstate", None) or "")


def _known(error: DBAPIError | sqlite3.Error, shown: str) -> StorageUnavailable | None:
    words = _words(error)
    if words is None:
        return None
    sentence, advice = words
    named = sentence.format(shown)
    return StorageUnavailable(named[0].upper() + named[1:], advice)


def _words(error: DBAPIError | sqlite3.Error) -> tuple[str, str] | None:
    orig = error if isinstance(error, sqlite3.Error) else error.orig
    if isinstance(orig, sqlite3.Error):
        # The low byte is the primary code.
        return _SQLITE.get((getattr(orig, "sqlite_errorcode", None) or 0) & 0xFF)
    state = getattr(orig, "sqlstate", None) or ""
    for beginning, words in _POSTGRES.items():
        if state.startswith(beginning):
            return words
    if state or not isinstance(error, OperationalError):
        return None
    # libpq gives no code where a connection fails. What the server said, if it was reached, stands in its message.
    said = re.search(r"FATAL:\s*(.+)", str(orig))
    reason = said[1].replace("{", "{{").replace("}", "}}") if said else ""
    return (f"{{}} can't be opened: {reason}.", _CHECK_ALL) if reason else _UNREACHABLE
