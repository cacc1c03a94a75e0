"""Moving a row of a list by hand, as a machine of states without pixels of a screen, widgets or storage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

T = TypeVar("T")
THRESHOLD = 6
"""Pixels that the mouse has to go before a press is a drag."""


@dataclass(frozen=True, slots=True)
class Hold:
    """A row under the mouse.

    Attributes:
        place: The row that was pressed; -1 for none.
        y: Where it was pressed.
        held: Whether it follows the mouse.
        gap: The gap it would drop into: 0 is before the first row; -1 for none.
    """

    place: int = -1
    y: float = 0.0
    held: bool = False
    gap: int = -1

    @property
    def target(self) -> int:
        """The place the row would have if it were dropped now."""
        if not self.held or self.gap < 0:
            return self.place
        return self.gap - 1 if self.gap > self.place else self.gap


NOTHING = Hold()


def pressed(place: int, y: float) -> Hold:
    """The left button went down over a row that can be moved."""
    return Hold(place, y)


def moved(hold: Hold, y: float, edges: Sequence[float], among: range) -> Hold:
    """The mouse moved; far enough from where it was pressed the row is held, and stays so.

    Args:
        edges: The tops of all rows and the bottom of the last, ascending.
        among: The rows between which this one may stand.
    """
    if hold.place < 0:
        return hold
    if not hold.held and abs(y - hold.y) < THRESHOLD:
        return hold
    gap = min(range(among.start, among.stop + 1), key=lambda each: abs(edges[each] - y))
    return replace(hold, held=True, gap=gap)


def put(items: Sequence[T], place: int, target: int) -> tuple[T, ...]:
    """The items with the one at `place` at `target`."""
    rest = list(items)
    item = rest.pop(place)
    rest.insert(target, item)
    return tuple(rest)
