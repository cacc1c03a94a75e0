"""What a key does on the matrix. Pure: keys come as words."""

from __future__ import annotations

from enum import StrEnum

PAGE = 10
_STEPS = {
    "left": (0, -1),
    "right": (0, 1),
    "up": (-1, 0),
    "down": (1, 0),
    "page up": (-PAGE, 0),
    "page down": (PAGE, 0),
}


class Toggle(StrEnum):
    """What Space toggles."""

    CELL = "cell"
    ROW = "row"
    COLUMN = "column"


def target(
    key: str, row: int, column: int, rows: int, columns: int, *, control: bool
) -> tuple[int, int] | None:
    """The cell that a key leads to; None where it leads nowhere. Home and End go along the row, with Ctrl to the first
    and last of all."""
    if not rows or not columns:
        return None
    if key in _STEPS:
        down, right = _STEPS[key]
        return min(max(row + down, 0), rows - 1), min(max(column + right, 0), columns - 1)
    if key == "home":
        return (0, 0) if control else (row, 0)
    if key == "end":
        return (rows - 1, columns - 1) if control else (row, columns - 1)
    return None


def toggled(*, shift: bool, control: bool) -> Toggle:
    """What Space means."""
    if control:
        return Toggle.COLUMN
    return Toggle.ROW if shift else Toggle.CELL
