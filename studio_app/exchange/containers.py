"""Reading JSON objects and lists, and the paths to what is wrong in them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Protocol, TypeVar

from studio_app.errors import BadInput
from studio_app.exchange.fields import Reader, expected, known, refuse
from studio_app.exchange.wording import joined, key_step, quoted

A = TypeVar("A")
B = TypeVar("B")
D = TypeVar("D")
T = TypeVar("T")


def within(step: str, problem: BadInput) -> BadInput:
    """The same problem, seen from one step further out."""
    return BadInput(joined(step, problem.path), problem.problem)


class Keys:
    """The keys that an object must and may have."""

    def __init__(self, required: Sequence[str], optional: Collection[str] = ()) -> None:
        self._required = tuple(required)
        self._all = frozenset((*required, *optional))
        self._needed = frozenset(required)

    def of(self, raw: object) -> Members:
        """The members of an object that has all that are required, and no others than these."""
        if not isinstance(raw, dict):
            expected("an object", raw)
        if not self._needed <= raw.keys() <= self._all:
            self._refuse(raw)
        return Members(raw)

    def _refuse(self, raw: Mapping[object, object]) -> None:
        for key in raw:
            if not isinstance(key, str):
                refuse("has a key that is not text")
            if key not in self._all:
                refuse("is not a known key", at=key_step(key))
        for key in self._required:
            if key not in raw:
                refuse("is missing", at=key)


class Members:
    """The members of an object."""

    __slots__ = ("_raw",)

    def __init__(self, raw: Mapping[str, object]) -> None:
        self._raw = raw

    def __contains__(self, key: str) -> bool:
        return key in self._raw

    def read(self, key: str, read: Reader[T]) -> T:
        """The value of a key that is there."""
        try:
            return read(self._raw[key])
        except BadInput as problem:
            raise within(key, problem) from None

    def get(self, key: str, read: Reader[T], default: D) -> T | D:
        """The value of a key; the default where it is left out."""
        return self.read(key, read) if key in self._raw else default

    def maybe(self, key: str, read: Reader[T]) -> T | None:
        """The value of a key; None where it is null or left out."""
        return None if self._raw.get(key) is None else self.read(key, read)

    def all(self, read: Reader[T]) -> dict[str, T]:
        """The values of all keys that are there, read alike."""
        return {key: self.read(key, read) for key in self._raw}


def items(raw: object) -> Sequence[object]:
    """The values of a list, unread."""
    if not isinstance(raw, list | tuple):
        expected("a list", raw)
    return raw


def each(read: Reader[T]) -> Reader[list[T]]:
    """A list of values that are read alike."""

    def read_list(raw: object) -> list[T]:
        found: list[T] = []
        values = items(raw)
        try:
            for value in values:
                found.append(read(value))  # noqa: PERF401 - its length says which one is wrong
        except BadInput as problem:
            raise within(f"[{len(found)}]", problem) from None
        return found

    return read_list


def pair(what: str, first: Reader[A], second: Reader[B]) -> Reader[tuple[A, B]]:
    """A list of two values; `what` says of what, for the message."""

    def read(raw: object) -> tuple[A, B]:
        values = items(raw)
        if len(values) != 2:
            refuse(f"is not a pair of {what}")
        return _at(0, values, first), _at(1, values, second)

    return read


def _at(index: int, values: Sequence[object], read: Reader[T]) -> T:
    try:
        return read(values[index])
    except BadInput as problem:
        raise within(f"[{index}]", problem) from None


class Named(Protocol):
    """What has an id."""

    @property
    def id(self) -> str:
        """The id."""


N = TypeVar("N", bound=Named)


def distinct(read: Reader[N]) -> Reader[list[N]]:
    """A list of things that differ in their ids."""

    def read_list(raw: object) -> list[N]:
        return each(_once(read, lambda thing: thing.id, "is used twice", at="id"))(raw)

    return read_list


def references(ids: Collection[str], what: str) -> Reader[tuple[str, ...]]:
    """A list of ids that exist, none of them twice."""

    def read_list(raw: object) -> tuple[str, ...]:
        return tuple(each(_once(known(ids, what), str, "is named twice"))(raw))

    return read_list


def _once(read: Reader[T], key_of: Callable[[T], str], problem: str, at: str = "") -> Reader[T]:
    seen: set[str] = set()

    def read_new(raw: object) -> T:
        found = read(raw)
        key = key_of(found)
        if key in seen:
            refuse(f"{quoted(key)} {problem}", at=at)
        seen.add(key)
        return found

    return read_new
