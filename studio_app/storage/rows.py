"""Rows in portions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

# Both databases take more parameters in a statement, but not any number.
_BATCH = 5000


def batches(keys: Sequence[T]) -> Iterator[Sequence[T]]:
    """The keys, so many at a time as a statement may name."""
    for start in range(0, len(keys), _BATCH):
        yield keys[start : start + _BATCH]
