"""Where the bars of the chart stand. Pure; device-independent pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LABEL, TOP = 18, 18
"""Under the bars for the weeks, above them for the greatest value."""
_WIDEST, _APART = 34.0, 6.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One week: its column from left to right, and the bar in it."""

    left: float
    width: float
    x: float
    bar: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Bars:
    """The bars of one value a week.

    Attributes:
        most: What the full height stands for.
    """

    values: tuple[float, ...]
    most: float
    width: int
    height: int

    @classmethod
    def of(cls, values: Sequence[float], beside: Sequence[float], width: int, height: int) -> Bars:
        """Bars as high as the chart at the greatest of the values, and of others that are marked on them."""
        return cls(tuple(values), max([1e-9, *values, *beside]), width, height)

    @property
    def base(self) -> float:
        """Where the bars stand."""
        return float(self.height - LABEL)

    def level(self, value: float) -> float:
        """How high a value reaches, from the top."""
        return self.base - (self.base - TOP) * value / self.most

    def bar(self, place: int) -> Bar:
        """The bar of a week; what is more than nothing is seen."""
        column = self.width / max(1, len(self.values))
        bar = max(2.0, min(_WIDEST, column - _APART))
        value = self.values[place]
        top = min(self.level(value), self.base - 2) if value > 0 else self.base
        left = place * column
        return Bar(left, column, left + (column - bar) / 2, bar, top, self.base)

    def at(self, x: float) -> int | None:
        """The week under a point."""
        if not self.values or not 0 <= x < self.width:
            return None
        return min(int(x * len(self.values) / self.width), len(self.values) - 1)
