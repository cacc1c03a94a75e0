"""Remembering what was computed from unchanging values, by their identity.

Domain values are frozen and shared between the studios that changes make, so the same object means the same answer.
Hashing a studio's photographers would cost more than most answers; comparing identities costs nothing.
Both kinds are safe to use from several threads; two that ask for the same at once may both compute it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

T = TypeVar("T")


class Memory(Generic[T]):
    """The answers for the last few groups of objects, least recently used out first.

    Keys are the identities of `objects` together with a hashable `detail`. An entry holds its objects, so that an
    identity can't come to mean another object while the entry lives.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._entries: OrderedDict[object, tuple[tuple[object, ...], T]] = OrderedDict()
        self._lock = Lock()

    def get(self, objects: tuple[object, ...], detail: object, compute: Callable[[], T]) -> T:
        """The answer for these objects, computed where it isn't remembered."""
        key = (tuple(map(id, objects)), detail)
        with self._lock:
            entry = self._entries.get(key)
            if entry is not None:
                self._entries.move_to_end(key)
                return entry[1]
        value = compute()
        with self._lock:
            self._entries[key] = (objects, value)
            while len(self._entries) > self._size:
                self._entries.popitem(last=False)
        return value


class Attached(Generic[T]):
    """Answers that hang on one object each and go with it: its last few, by a hashable `detail`."""

    def __init__(self, size: int = 4) -> None:
        self._size = size
        self._entries: WeakKeyDictionary[object, dict[object, T]] = WeakKeyDictionary()
        self._lock = Lock()

    def get(self, owner: object, detail: object, compute: Callable[[], T]) -> T:
        """The answer for this object, computed where it isn't remembered."""
        entries = self._entries.get(owner)
        if entries is not None and detail in entries:
            return entries[detail]
        value = compute()
        with self._lock:
            entries = self._entries.setdefault(owner, {})
            if len(entries) >= self._size:
                entries.pop(next(iter(entries)), None)
            entries[detail] = value
        return value
