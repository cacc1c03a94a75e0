"""Which names are written, so that none cuts another. Pure; pixels."""

from __future__ import annotations

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
        near = _cells(box, self._air)
        return not any(box.meets(other, self._air) for cell in near for other in self._cells.get(cell, ()))

    def take(self, box: Box) -> None:
        """Something stands there now."""
        for cell in _cells(box):
            self._cells.setdefault(cell, []).append(box)

    def take_if_free(self, box: Box) -> bool:
        """Take a box that is free; whether it was."""
        free = self.is_free(box)
        if free:
            self.take(box)
        return free


def _cells(box: Box, air: float = 0.0) -> list[tuple[int, int]]:
    """The squares that a box with air around it reaches into."""
    across, down = box.width / 2 + air, box.height / 2 + air
    left, right = int((box.x - across) // _CELL), int((box.x + across) // _CELL)
    top, bottom = int((box.y - down) // _CELL), int((box.y + down) // _CELL)
    return [(x, y) for x in range(left, right + 1) for y in range(top, bottom + 1)]
