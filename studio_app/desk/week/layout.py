"""Which part of a column's width each block gets, and how offered starts are drawn together. Pure.

Blocks are laid out in two passes, as GNOME Calendar's week grid does: groups of blocks that touch each other in
time, sorted by start, then longest, then id, take the first column that is free; then each widens to the right until
another block stands in the way. All places are minutes of the axis, all widths shares of the column from 0 to 1.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Item:
    """A block of a day: half-open minutes of the axis; an item without length takes no time from others."""

    id: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item stands.

    Attributes:
        left, right: Shares of the width, 0 to 1.
        beside: Offered starts stand beside its group; it keeps clear of their lane on the left.
    """

    item: Item
    left: float
    right: float
    beside: bool = False


class Mark(NamedTuple):
    """An offered start on the axis: half-open minutes, how many could come, what it says."""

    start: float
    end: float
    photographers: int
    text: str


@dataclass(frozen=True, slots=True)
class Band:
    """Offered starts that are drawn as one: they follow each other, say the same and have the same width.

    Attributes:
        narrow: They stand in the lane beside blocks.
    """

    marks: tuple[Mark, ...]
    narrow: bool

    @property
    def start(self) -> float:
        """Axis minute of its upper edge."""
        return self.marks[0].start

    @property
    def end(self) -> float:
        """Axis minute of its lower edge."""
        return self.marks[-1].end


def groups(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Items that are linked by touching times, each group in the order of layout."""
    group: list[Item] = []
    reach = float("-inf")
    for item in sorted(items, key=lambda each: (each.start, each.start - each.end, each.id)):
        if group and item.start >= reach:
            yield group
            group = []
        group.append(item)
        reach = max(item.end, reach) if len(group) > 1 else item.end
    if group:
        yield group


def arrange(items: Iterable[Item], marks: Sequence[Mark] = ()) -> tuple[Place, ...]:
    """Give every item its share of the width; groups that meet an offered start leave the lane free.

    Two items that overlap in time never overlap across; every item reaches the right edge or a neighbour.
    """
    taken = sorted((mark.start, mark.end) for mark in marks)
    placed: list[Place] = []
    for group in groups(items):
        beside = _meets(taken, group[0].start, max(item.end for item in group))
        placed.extend(replace(place, beside=beside) for place in _arrange_group(group))
    return tuple(placed)


def _arrange_group(group: Sequence[Item]) -> list[Place]:
    columns: list[list[Item]] = []
    for item in group:
        free = next((column for column in columns if column[-1].end <= item.start), None)
        if free is None:
            columns.append([item])
        else:
            free.append(item)
    share = 1 / len(columns)
    return [
        Place(item, number * share, _reach(columns, number, item) * share)
        for number, column in enumerate(columns)
        for item in column
    ]


def _reach(columns: Sequence[Sequence[Item]], number: int, item: Item) -> int:
    """How many columns from the left an item may cover: up to the next one that is taken meanwhile."""
    for other in range(number + 1, len(columns)):
        if any(each.start < item.end and item.start < each.end for each in columns[other]):
            return other
    return len(columns)


def _meets(spans: Sequence[tuple[float, float]], start: float, end: float) -> bool:
    """Whether one of the sorted spans overlaps a stretch of time."""
    first = bisect_left(spans, (start, start))
    if first and spans[first - 1][1] > start:
        return True
    return first < len(spans) and spans[first][0] < end


def bands(marks: Sequence[Mark], places: Sequence[Place], *, apart: bool) -> tuple[Band, ...]:
    """Offered starts as they are drawn, in order of time.

    Args:
        marks: Sorted by start.
        places: The blocks of the day as `arrange` laid them out with these marks.
        apart: Each start is drawn alone; there is room for its words.
    """
    spans = _beside(places)
    made: list[Band] = []
    run: list[Mark] = []
    run_narrow = False
    at = 0
    for mark in marks:
        while at < len(spans) and spans[at][1] <= mark.start:
            at += 1
        narrow = at < len(spans) and spans[at][0] < mark.end
        follows = run and narrow == run_narrow and run[-1].end == mark.start and run[-1].text == mark.text
        if run and (apart or not follows):
            made.append(Band(tuple(run), run_narrow))
            run = []
        run.append(mark)
        run_narrow = narrow
    if run:
        made.append(Band(tuple(run), run_narrow))
    return tuple(made)


def _beside(places: Sequence[Place]) -> list[tuple[float, float]]:
    """The times of groups that left the lane free, joined."""
    joined: list[tuple[float, float]] = []
    for place in sorted((each for each in places if each.beside), key=lambda each: each.item.start):
        if joined and place.item.start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], place.item.end))
        else:
            joined.append((place.item.start, place.item.end))
    return joined
