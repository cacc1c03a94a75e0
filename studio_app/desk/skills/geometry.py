"""Where names, headings and cells of the matrix stand. Pure; device-independent pixels of the viewport.

Names stand left and headings above, whatever is scrolled. Headings that don't fit beside each other are slanted, and
reach to the right over the columns that follow.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

ROW = 28
NARROW, WIDEST = 36, 54
"""Width of a column under slanted headings: at least, and where there is room."""
LEVEL_HEAD = 44
MARK = 18
"""Height of the sign that stands above the level heading of a service that nobody can do. There is always room for it:
cells must not move from under the hand that gives somebody the skill."""
SLOPE = math.radians(52)
SHORTEST_HEADING, LONGEST_HEADING = 76, 116
"""Of slanted headings; the shortest has room for a short name and the sign."""
FOOT = 6
"""Between a slanted heading and the first row."""
_APART, _LEAST, _SPREAD = 8, 54, 24
"""Between level headings; the least width of their columns, and what they get where there is room."""
_NAMES_LEAST, _NAMES_MOST, _NAME_PAD = 84, 220, 16


class Part(StrEnum):
    """What lies under a point."""

    CELL = "cell"
    NAME = "name"
    HEADING = "heading"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Hit:
    """What lies under a point, with its row and column; -1 where it has none."""

    part: Part = Part.NOTHING
    row: int = -1
    column: int = -1


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Geometry:
    """The matrix in a viewport.

    Attributes:
        names, head: Width of the names and height of the headings.
        column: Width of one column.
        over: How far slanted headings reach beyond the last column.
        left, top: How far it is scrolled.
    """

    rows: int
    columns: int
    names: int
    head: int
    column: int
    slanted: bool
    over: int
    width: int
    height: int
    left: int = 0
    top: int = 0

    @classmethod
    def of(
        cls,
        names: Sequence[float],
        headings: Sequence[float],
        width: int,
        height: int,
        *,
        left: int = 0,
        top: int = 0,
    ) -> Geometry:
        """Lay out rows and columns by the widths of their words; scrolling is kept inside of its bounds."""
        widest = min(max(names, default=0.0) + _NAME_PAD, float(_NAMES_MOST))
        beside = round(max(widest, float(_NAMES_LEAST)))
        level = _level(headings)
        slanted = beside + level * len(headings) > width
        if headings and not slanted:
            level = min(level + _SPREAD, (width - beside) // len(headings))
        longest = min(max([*headings, float(SHORTEST_HEADING)]), float(LONGEST_HEADING))
        column = level
        if slanted:
            room = width - beside - _beyond(headings, longest)
            column = max(NARROW, min(WIDEST, room // max(1, len(headings))))
        head = round(longest * math.sin(SLOPE)) + 16 if slanted else LEVEL_HEAD
        over = _beyond(headings, longest) if slanted else 0
        made = cls(len(names), len(headings), beside, head, column, slanted, over, width, height, left, top)
        return made.scrolled(left, top)

    # ------------------------------------------------------------ scrolling

    @property
    def most_left(self) -> int:
        """The furthest that it can be scrolled to the side."""
        return max(0, self.names + self.columns * self.column + self.over - self.width)

    @property
    def most_top(self) -> int:
        """The furthest that it can be scrolled down."""
        return max(0, self.head + self.rows * ROW - self.height)

    @property
    def content_height(self) -> int:
        """The height that all rows need."""
        return self.head + self.rows * ROW

    def scrolled(self, left: int, top: int) -> Geometry:
        """Scrolled elsewhere, inside of the bounds."""
        return Geometry(
            self.rows,
            self.columns,
            self.names,
            self.head,
            self.column,
            self.slanted,
            self.over,
            self.width,
            self.height,
            min(max(left, 0), self.most_left),
            min(max(top, 0), self.most_top),
        )

    def showing(self, row: int, column: int) -> Geometry:
        """Scrolled as little as it takes to see a cell."""
        x, y = column * self.column, row * ROW
        left = min(max(self.left, self.names + x + self.column + self.over - self.width), x)
        top = min(max(self.top, self.head + y + ROW - self.height), y)
        return self.scrolled(left, top)

    # ------------------------------------------------------------ places

    def seen_rows(self) -> range:
        """The rows that are seen, also in part."""
        last = math.ceil((self.top + self.height - self.head) / ROW)
        return range(max(0, self.top // ROW), max(0, min(self.rows, last)))

    def seen_columns(self) -> range:
        """The columns that are seen, also in part; of slanted headings those before, which reach in."""
        reach = round(self.heading_room * math.cos(SLOPE)) if self.slanted else 0
        first = (self.left - reach) // self.column
        last = math.ceil((self.left + self.width - self.names) / self.column)
        return range(max(0, first), max(0, min(self.columns, last)))

    def cell(self, row: int, column: int) -> Rect:
        """A cell."""
        x = self.names + column * self.column - self.left
        return Rect(x, self.head + row * ROW - self.top, self.column, ROW)

    def name(self, row: int) -> Rect:
        """The name of a row."""
        return Rect(0, self.head + row * ROW - self.top, self.names, ROW)

    def heading(self, column: int) -> Rect:
        """The heading of a column, without what reaches beyond it."""
        return Rect(self.names + column * self.column - self.left, 0, self.column, self.head)

    def foot_of_heading(self, column: int) -> tuple[float, float]:
        """Where a slanted heading begins: the middle of its column."""
        box = self.heading(column)
        return box.x + box.width / 2, self.head - FOOT

    @property
    def heading_room(self) -> float:
        """How long a slanted heading may be."""
        return (self.head - 16) / math.sin(SLOPE)

    def hit(self, x: float, y: float) -> Hit:
        """What lies under a point."""
        if not (0 <= x < self.width and 0 <= y < self.height):
            return Hit()
        if y < self.head:
            return self._heading_at(x, y)
        row = int((y - self.head + self.top) // ROW)
        if row >= self.rows:
            return Hit()
        if x < self.names:
            return Hit(Part.NAME, row)
        column = int((x - self.names + self.left) // self.column)
        return Hit(Part.CELL, row, column) if column < self.columns else Hit()

    def _heading_at(self, x: float, y: float) -> Hit:
        foot = self.head - FOOT
        if self.slanted and y < foot:
            x -= (foot - y) / math.tan(SLOPE)
        column = math.floor((x - self.names + self.left) / self.column)
        if x < self.names or not 0 <= column < self.columns:
            return Hit()
        return Hit(Part.HEADING, -1, column)

    def nearest(self, x: float, y: float) -> tuple[int, int] | None:
        """The seen cell that is nearest to a point; None where there is none."""
        if not self.rows or not self.columns:
            return None
        row = int((min(max(y, self.head), self.height - 1) - self.head + self.top) // ROW)
        column = int((min(max(x, self.names), self.width - 1) - self.names + self.left) // self.column)
        return min(max(row, 0), self.rows - 1), min(max(column, 0), self.columns - 1)


def _level(headings: Sequence[float]) -> int:
    """How wide columns are that all headings stand over without touching each other."""
    ends = (headings[0], headings[-1]) if headings else ()
    pairs = ((first + second) / 2 + _APART for first, second in pairwise(headings))
    widest: float = max([float(_LEAST), *ends, *pairs])
    return math.ceil(widest)


def _beyond(headings: Sequence[float], longest: float) -> int:
    """How far slanted headings reach to the right of the last column."""
    ends = (
        (place + 0.5) * NARROW + min(heading, longest) * math.cos(SLOPE)
        for place, heading in enumerate(headings)
    )
    return max(0, math.ceil(max(ends, default=0.0) - len(headings) * NARROW) + 6)
