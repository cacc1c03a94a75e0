"""Sets of instants as sorted, disjoint, half-open pairs of integers that don't touch."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

Intervals = tuple[tuple[int, int], ...]


def union(pairs: Iterable[tuple[int, int]]) -> Intervals:
    """The instants that lie in any of the pairs; touching pairs join, empty and reversed ones vanish."""
    joined: list[tuple[int, int]] = []
    reach = -(1 << 62)
    for start, end in sorted(pairs):
        if end <= start:
            continue
        if start <= reach:
            if end > reach:
                joined[-1] = (joined[-1][0], end)
                reach = end
        else:
            joined.append((start, end))
            reach = end
    return tuple(joined)


def without(base: Intervals, cuts: Sequence[tuple[int, int]]) -> Intervals:
    """The instants of `base` that lie in none of the cuts."""
    if not cuts:
        return base
    left: list[tuple[int, int]] = []
    holes = union(cuts)
    for start, end in base:
        rest = start
        for hole_start, hole_end in holes:
            if hole_end <= rest:
                continue
            if hole_start >= end:
                break
            if hole_start > rest:
                left.append((rest, hole_start))
            rest = hole_end
        if rest < end:
            left.append((rest, end))
    return tuple(left)


def covers(base: Intervals, start: int, end: int) -> bool:
    """Whether `[start, end)` lies whole inside."""
    index = bisect_right(base, (start, 1 << 62)) - 1
    return index >= 0 and base[index][0] <= start and end <= base[index][1]
