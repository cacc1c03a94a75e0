"""Where the dates of some months stand: twelve small ones for a year, or a large one. Pure, device-independent pixels."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

WEEKS, WEEKDAYS = 6, 7
GAP_X, GAP_Y = 18, 12
SMALL_HEAD, LARGE_HEAD = 40, 30
"""Above the dates: the month's name and the weekdays of a small month; the weekdays of a large one."""
_WIDE, _MIDDLE = 560, 400
SMALL_ROW = 15


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.x <= x < self.x + self.width and self.y <= y < self.y + self.height


@dataclass(frozen=True, slots=True)
class Months:
    """Months beside and under each other.

    Attributes:
        firsts: The first date of each.
        across: How many stand beside each other.
    """

    firsts: tuple[date, ...]
    across: int
    width: int
    height: int

    @classmethod
    def year(cls, year: int, width: int, height: int) -> Months:
        """The twelve months of a year, never lower than they need."""
        firsts = tuple(date(year, month, 1) for month in range(1, 13))
        return cls(firsts, _across(width), width, max(height, cls.least_height(width)))

    @classmethod
    def month(cls, day: date, width: int, height: int) -> Months:
        """The month of a date."""
        return cls((day.replace(day=1),), 1, width, height)

    @property
    def is_year(self) -> bool:
        """Whether these are small months."""
        return len(self.firsts) > 1

    @property
    def head(self) -> int:
        """What stands above the dates of each."""
        return SMALL_HEAD if self.is_year else LARGE_HEAD

    @staticmethod
    def least_height(width: int) -> int:
        """The height that a year needs."""
        rows = 12 // _across(width)
        return rows * (SMALL_HEAD + WEEKS * SMALL_ROW) + (rows - 1) * GAP_Y

    def block(self, place: int) -> Box:
        """The whole of a month."""
        rows = -(-len(self.firsts) // self.across)
        across, down = place % self.across, place // self.across
        width = (self.width - GAP_X * (self.across - 1)) / self.across
        height = (self.height - GAP_Y * (rows - 1)) / rows
        return Box(across * (width + GAP_X), down * (height + GAP_Y), width, height)

    def weekday(self, place: int, weekday: int) -> Box:
        """Where the name of a weekday stands in a month."""
        block = self.block(place)
        width = block.width / WEEKDAYS
        return Box(block.x + weekday * width, block.y + self.head - 18, width, 18)

    def day(self, day: date) -> Box | None:
        """Where a date stands; None where its month is not shown."""
        first = day.replace(day=1)
        if first not in self.firsts:
            return None
        block = self.block(self.firsts.index(first))
        row, column = divmod(first.weekday() + day.day - 1, WEEKDAYS)
        width, height = block.width / WEEKDAYS, (block.height - self.head) / WEEKS
        return Box(block.x + column * width, block.y + self.head + row * height, width, height)

    def at(self, x: float, y: float) -> date | None:
        """The date under a point."""
        for place, first in enumerate(self.firsts):
            block = self.block(place)
            if not block.holds(x, y) or y < block.y + self.head:
                continue
            row = int((y - block.y - self.head) / ((block.height - self.head) / WEEKS))
            column = int((x - block.x) / (block.width / WEEKDAYS))
            day = first + timedelta(days=row * WEEKDAYS + column - first.weekday())
            return day if day.replace(day=1) == first else None
        return None

    def title_at(self, x: float, y: float) -> date | None:
        """The first of the month whose name lies under a point."""
        for place, first in enumerate(self.firsts):
            block = self.block(place)
            if self.is_year and block.holds(x, y) and y < block.y + SMALL_HEAD - 18:
                return first
        return None


def _across(width: int) -> int:
    """How many small months stand beside each other."""
    return 4 if width >= _WIDE else 3 if width >= _MIDDLE else 2
