"""Which names are written, so that none cuts another. Pure; pixels."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

_CELL = 96.0
"""Side of the squares in which neighbours are looked for."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box around its middle."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: Box, air: float = 0.0) -> bool:
        """Whether two boxes overlap, or stand closer than `air`."""
        return (
            abs(self.x - other.x) * 2 < self.width + other.width + 2 * air
            and abs(self.y - other.y) * 2 < self.height + other.height + 2 * air
        )


class Places:
    """The boxes that are taken; who comes first stays."""

    def __init__(self, air: float = 3.0) -> None:
        self._air = air
        self._cells: dict[tuple[int, int], list[Box]] = {}

    def is_free(self, box: Box) -> bool:
        """Whether nothing stands there yet."""
        return not any(
            box.meets(other, self._air) for cell in _cells(box) for other in self._cells.get(cell, ())
        )

    def take(self, box: Box) -> None:
        """Something stands there now."""
        for cell in _cells(box):
            self._cells.setdefault(cell, []).append(box)

    def first_free(self, boxes: Iterable[Box]) -> int | None:
        """Take the first of several that is free; which one it was."""
        for number, box in enumerate(boxes):
            if self.is_free(box):
                self.take(box)
                return number
        return None


def _cells(box: Box) -> list[tuple[int, int]]:
    left, right = int((box.x - box.width / 2) // _CELL), int((box.x + box.width / 2) // _CELL)
    top, bottom = int((box.y - box.height / 2) // _CELL), int((box.y + box.height / 2) // _CELL)
    # One further on each side: air between boxes may reach over the edge of a square.
    return [(x, y) for x in range(left - 1, right + 2) for y in range(top - 1, bottom + 2)]
