"""Sets of instants behave like sets of integers."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from studio_app.engine.intervals import Intervals, covers, union, without

pairs = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=8)


def members(spans: list[tuple[int, int]] | Intervals) -> set[int]:
    """The integers inside."""
    return {value for start, end in spans for value in range(start, end)}


@given(pairs)
def test_union_is_sorted_and_disjoint(spans: list[tuple[int, int]]) -> None:
    joined = union(spans)
    assert members(joined) == members(spans)
    assert all(start < end for start, end in joined)
    assert all(one[1] < other[0] for one, other in pairwise(joined))


@given(pairs, pairs)
def test_without_takes_away(base: list[tuple[int, int]], cuts: list[tuple[int, int]]) -> None:
    left = without(union(base), cuts)
    assert members(left) == members(base) - members(cuts)
    assert left == union(left)


@given(pairs, st.integers(0, 60), st.integers(1, 20))
def test_covers_asks_for_every_instant(base: list[tuple[int, int]], start: int, length: int) -> None:
    assert covers(union(base), start, start + length) == (set(range(start, start + length)) <= members(base))
