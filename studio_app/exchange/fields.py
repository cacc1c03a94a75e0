"""Reading JSON values one by one, with the path of each for the message when one is wrong.

Only kinds and ranges are known here. A message never shows a whole value: it may be a secret, a megabyte, or nested so
deep that printing it fails.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import NoReturn, TypeVar
from zoneinfo import ZoneInfo, available_timezones

from studio_app.domain.place import Place
from studio_app.domain.wall_time import MINUTES_A_DAY, parse_wall
from studio_app.errors import BadInput

T = TypeVar("T")
D = TypeVar("D")
E = TypeVar("E", bound=StrEnum)

FIRST_YEAR, LAST_YEAR = 1970, 2200
MOST_MINUTES = 366 * MINUTES_A_DAY
LONGEST_TEXT = 100_000
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME = re.compile(
    r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2}(:\d{2})?)?", re.IGNORECASE
)


def quoted(text: str) -> str:
    """A text in quotes, cut where it is long."""
    return f'"{text}"' if len(text) <= 40 else f'"{text[:40]}..."'


def kind_of(raw: object) -> str:
    """What a value is, in words."""
    kinds: tuple[tuple[type | tuple[type, ...], str], ...] = (
        (bool, "true or false"),
        ((int, float), "a number"),
        (str, "text"),
        ((list, tuple), "a list"),
        (dict, "an object"),
    )
    if raw is None:
        return "null"
    return next((name for kind, name in kinds if isinstance(raw, kind)), "something else")


class Value:
    """A JSON value and where it stands."""

    __slots__ = ("path", "raw")

    def __init__(self, raw: object, path: str) -> None:
        self.raw, self.path = raw, path

    def fail(self, problem: str) -> NoReturn:
        """Refuse the value. Raises BadInput."""
        raise BadInput(self.path, problem)

    def _expected(self, what: str) -> NoReturn:
        self.fail(f"is {kind_of(self.raw)}, not {what}")

    def members(self, required: Collection[str], optional: Collection[str] = ()) -> Members:
        """The members of an object with no other keys than these."""
        if not isinstance(self.raw, dict):
            self._expected("an object")
        for key in self.raw:
            if not isinstance(key, str):
                self.fail("has a key that is not text")
            if key not in required and key not in optional:
                raise BadInput(self._below(key), "is not a known key")
        members = Members(self.raw, self.path)
        for key in required:
            if key not in self.raw:
                raise BadInput(self._below(key), "is missing")
        return members

    def _below(self, key: str) -> str:
        shown = key if len(key) <= 40 else f"{key[:40]}..."
        return f"{self.path}.{shown}" if self.path else shown

    def items(self) -> Iterator[Value]:
        """The values of a list."""
        if not isinstance(self.raw, list | tuple):
            self._expected("a list")
        for index, raw in enumerate(self.raw):
            yield Value(raw, f"{self.path}[{index}]")

    def text(self) -> str:
        """Any text."""
        if not isinstance(self.raw, str):
            self._expected("text")
        if len(self.raw) > LONGEST_TEXT:
            self.fail("is too long")
        return self.raw

    def id(self) -> str:
        """A text that is not empty."""
        found = self.text()
        if not found:
            self.fail("is empty")
        return found

    def flag(self) -> bool:
        """True or false."""
        if not isinstance(self.raw, bool):
            self._expected("true or false")
        return self.raw

    def number(self, low: float, high: float) -> float:
        """A finite number from low to high, both included; whole ones stay whole."""
        if isinstance(self.raw, bool) or not isinstance(self.raw, int | float):
            self._expected("a number")
        if isinstance(self.raw, float) and not math.isfinite(self.raw):
            self.fail("is not a finite number")
        if not low <= self.raw <= high:
            self.fail(f"is not between {low:g} and {high:g}" if high < 1e9 else f"is less than {low:g}")
        return self.raw

    def whole(self, low: int = 0, high: int = MOST_MINUTES) -> int:
        """A whole number from low to high, both included."""
        found = self.number(low, high)
        if found != int(found):
            self.fail("is not a whole number")
        return int(found)

    def choice(self, kind: type[E]) -> E:
        """One of a few words."""
        found = self.text()
        try:
            return kind(found)
        except ValueError:
            self.fail(f"{quoted(found)} is none of {', '.join(member.value for member in kind)}")

    def known(self, ids: Collection[str], what: str) -> str:
        """An id that exists."""
        found = self.text()
        if found not in ids:
            self.fail(f"there is no {what} {quoted(found)}")
        return found

    def moment(self) -> datetime:
        """An instant, in UTC: ISO 8601 with an offset."""
        found = self.text()
        if not _TIME.fullmatch(found):
            self.fail(f"{quoted(found)} is not a time such as 2026-06-16T09:30:00-04:00")
        try:
            moment = datetime.fromisoformat(found)
        except ValueError:
            self.fail(f"{quoted(found)} is not a time that exists")
        if moment.tzinfo is None:
            self.fail("needs an offset, such as -04:00 or Z")
        if not FIRST_YEAR < moment.year < LAST_YEAR:
            self.fail(f"is not between {FIRST_YEAR + 1} and {LAST_YEAR - 1}")
        return moment.astimezone(UTC)

    def day(self) -> date:
        """A date `YYYY-MM-DD`."""
        found = self.text()
        if not _DATE.fullmatch(found):
            self.fail(f"{quoted(found)} is not a date YYYY-MM-DD")
        try:
            day = date.fromisoformat(found)
        except ValueError:
            self.fail(f"{quoted(found)} is not a date that exists")
        if not FIRST_YEAR < day.year < LAST_YEAR:
            self.fail(f"is not between {FIRST_YEAR + 1} and {LAST_YEAR - 1}")
        return day

    def wall(self, *, ends_a_day: bool = False) -> int:
        """A wall time `HH:MM` in minutes after midnight; `24:00` only where a day may end."""
        try:
            minute = parse_wall(self.text())
        except ValueError as problem:
            self.fail(str(problem))
        if minute == MINUTES_A_DAY and not ends_a_day:
            self.fail("24:00 may only end a day")
        return minute

    def zone(self) -> ZoneInfo:
        """A named zone."""
        found = self.text()
        if found not in _zone_names():
            self.fail(f"{quoted(found)} is not an IANA zone name")
        return ZoneInfo(found)

    def place(self) -> Place:
        """A place with latitude and longitude in degrees."""
        members = self.members(("lat", "lon"))
        return Place(members["lat"].number(-90, 90), members["lon"].number(-180, 180))


class Members:
    """The members of an object; missing ones have defaults."""

    __slots__ = ("_path", "_raw")

    def __init__(self, raw: Mapping[str, object], path: str) -> None:
        self._raw, self._path = raw, path

    def __getitem__(self, key: str) -> Value:
        return Value(self._raw.get(key), f"{self._path}.{key}" if self._path else key)

    def __contains__(self, key: str) -> bool:
        return key in self._raw

    def items(self) -> Iterator[tuple[str, Value]]:
        """Keys with their values."""
        for key in self._raw:
            yield key, self[key]

    def get(self, key: str, read: Callable[[Value], T], default: D) -> T | D:
        """The value of a key, read; the default where it is left out."""
        return read(self[key]) if key in self._raw else default

    def maybe(self, key: str, read: Callable[[Value], T]) -> T | None:
        """The value of a key, read; None where it is null or left out."""
        return read(self[key]) if self._raw.get(key) is not None else None


@lru_cache(maxsize=1)
def _zone_names() -> frozenset[str]:
    odd = {"localtime", "posixrules", "Factory"}
    return frozenset(name for name in available_timezones() if name not in odd)


def ids_in(value: Value, ids: Collection[str], what: str, *, once: bool) -> tuple[str, ...]:
    """A list of ids that exist; with `once` none of them twice."""
    found: list[str] = []
    seen: set[str] = set()
    for item in value.items():
        key = item.known(ids, what)
        if key in seen:
            if once:
                item.fail(f"{quoted(key)} is named twice")
            continue
        seen.add(key)
        found.append(key)
    return tuple(found)


def unique(items: list[Value], ids: list[str]) -> None:
    """Refuse the second of two things with the same id."""
    seen: set[str] = set()
    for item, key in zip(items, ids, strict=True):
        if key in seen:
            raise BadInput(f"{item.path}.id", f"{quoted(key)} is used twice")
        seen.add(key)
