"""Reading single JSON values: kinds, ranges and references.

A reader is a function from a JSON value to what it means, or it raises BadInput. Its path is empty: `containers` puts
the keys and indexes in front while the error passes through, so that what is right costs no path.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Container
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import NoReturn, TypeVar
from zoneinfo import ZoneInfo

from studio_app.domain.wall_time import MINUTES_A_DAY, parse_wall
from studio_app.errors import BadInput
from studio_app.exchange.wording import kind_of, quoted

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
Reader = Callable[[object], T]

FIRST_YEAR, LAST_YEAR = 1973, 2199
"""By 1973 every zone had an offset of whole minutes (Liberia was the last), which the engine relies on."""
MOST_MINUTES = 366 * MINUTES_A_DAY
LONGEST_TEXT = 100_000
LONGEST_ID = 200
"""Characters: two ids of four bytes each fit into one key of an index on PostgreSQL, which takes 2,700 bytes."""

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Stricter than fromisoformat, which takes an offset of +10:60, and from Python 3.13 on 24:00 too.
_TIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{1,6})?)?"
    r"(Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?)?"
)
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def refuse(problem: str, at: str = "") -> NoReturn:
    """Raise BadInput for the value that is being read, or for one of its members."""
    raise BadInput(at, problem)


def expected(what: str, raw: object) -> NoReturn:
    """Raise BadInput for a value of the wrong kind."""
    refuse(f"is {kind_of(raw)}, not {what}")


# ---------------------------------------------------------------- text


def text(raw: object) -> str:
    """Any text that can be stored and shown."""
    if not isinstance(raw, str):
        expected("text", raw)
    if len(raw) > LONGEST_TEXT:
        refuse(f"is longer than {LONGEST_TEXT:,} characters")
    if "\0" in raw or not (raw.isascii() or _is_unicode(raw)):
        refuse("holds a character that can't be stored: NUL or half a surrogate pair")
    return raw


def _is_unicode(found: str) -> bool:
    try:
        found.encode()
    except UnicodeEncodeError:
        return False
    return True


def new_id(raw: object) -> str:
    """The id of what is being read."""
    found = text(raw)
    if not found:
        refuse("is empty")
    if len(found) > LONGEST_ID:
        refuse(f"is longer than {LONGEST_ID} characters")
    if _CONTROL.search(found):
        refuse("holds a line break or another control character")
    return found


def known(ids: Container[str], what: str) -> Reader[str]:
    """The id of something else, which must exist."""

    def read(raw: object) -> str:
        found = text(raw)
        if found not in ids:
            refuse(f"there is no {what} {quoted(found)}")
        return found

    return read


def choice(kind: type[E]) -> Reader[E]:
    """One of a few words."""
    words = {member.value: member for member in kind}

    def read(raw: object) -> E:
        found = text(raw)
        if found not in words:
            refuse(f"{quoted(found)} is none of {', '.join(words)}")
        return words[found]

    return read


# ---------------------------------------------------------------- numbers


def flag(raw: object) -> bool:
    """True or false."""
    if not isinstance(raw, bool):
        expected("true or false", raw)
    return raw


def number(low: float, high: float) -> Reader[float]:
    """A number from low to high, both included; whole ones stay whole, and minus zero is zero."""

    def read(raw: object) -> float:
        if isinstance(raw, bool) or not isinstance(raw, int | float):
            expected("a number", raw)
        if isinstance(raw, float) and not math.isfinite(raw):
            refuse("is not a finite number")
        if not low <= raw <= high:
            refuse(f"is not between {low:,} and {high:,}")
        return raw + 0

    return read


def whole(low: int, high: int) -> Reader[int]:
    """A whole number from low to high, both included; 30.0 is one."""
    read_number = number(low, high)

    def read(raw: object) -> int:
        found = read_number(raw)
        if found % 1:
            refuse("is not a whole number")
        return int(found)

    return read


minutes = whole(0, MOST_MINUTES)
"""A length; no more than a leap year's."""


# ---------------------------------------------------------------- time


def moment(raw: object) -> datetime:
    """An instant, in UTC: ISO 8601 with an offset."""
    found = text(raw)
    written = _TIME.fullmatch(found)
    if written is None:
        refuse(f"{quoted(found)} is not a time such as 2026-06-16T09:30:00-04:00")
    if written[1] is None:
        refuse("needs an offset, such as -04:00 or Z")
    try:
        utc = datetime.fromisoformat(found).astimezone(UTC)
    except ValueError:
        refuse(f"{quoted(found)} is not a time that exists")
    except OverflowError:
        _wrong_year()
    if not FIRST_YEAR <= utc.year <= LAST_YEAR:
        _wrong_year()
    return utc


def day(raw: object) -> date:
    """A date `YYYY-MM-DD`."""
    found = text(raw)
    if not _DATE.fullmatch(found):
        refuse(f"{quoted(found)} is not a date YYYY-MM-DD")
    try:
        read = date.fromisoformat(found)
    except ValueError:
        refuse(f"{quoted(found)} is not a date that exists")
    if not FIRST_YEAR <= read.year <= LAST_YEAR:
        _wrong_year()
    return read


def _wrong_year() -> NoReturn:
    refuse(f"is not between the years {FIRST_YEAR} and {LAST_YEAR}")


def wall(raw: object) -> int:
    """A wall time `HH:MM` at which something starts, in minutes after midnight."""
    minute = wall_end(raw)
    if minute == MINUTES_A_DAY:
        refuse("24:00 may only end a day")
    return minute


def wall_end(raw: object) -> int:
    """A wall time `HH:MM` at which something ends, in minutes after midnight; `24:00` ends a day."""
    found = text(raw)
    try:
        return parse_wall(found)
    except ValueError:
        refuse(f"{quoted(found)} is not a wall time HH:MM")


def zone(raw: object) -> ZoneInfo:
    """A named zone."""
    found = text(raw)
    if found not in _zone_names():
        refuse(f"{quoted(found)} is not an IANA zone name")
    return ZoneInfo(found)


@cache
def _zone_names() -> frozenset[str]:
    """The names of the IANA database: not the files that lie beside it, in this spelling on every system."""
    names = resources.files("tzdata").joinpath("zones").read_text(encoding="utf-8").split()
    return frozenset(names) - {"Factory"}
