"""The scale bar: a round length that is about so many pixels long. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, log10

MILE_M, FOOT_M, KM_M = 1609.344, 0.3048, 1000.0
_STEPS = (5.0, 2.0, 1.0)


@dataclass(frozen=True, slots=True)
class ScaleBar:
    """What is written at the bar, and how many pixels long it is."""

    text: str
    pixels: float


def scale_bar(metres_per_pixel: float, *, metric: bool, longest: float = 110.0) -> ScaleBar:
    """The longest round length that is not longer than so many pixels.

    Args:
        metres_per_pixel: In the middle of the map.
        metric: Kilometres and metres; else miles and feet.
    """
    room = metres_per_pixel * longest
    large, small, names = (KM_M, 1.0, ("km", "m")) if metric else (MILE_M, FOOT_M, ("mi", "ft"))
    unit, name = (large, names[0]) if room >= large else (small, names[1])
    length = _round_down(room / unit)
    return ScaleBar(
        f"{length:,.0f} {name}" if length >= 1 else f"{length:g} {name}", length * unit / metres_per_pixel
    )


def _round_down(value: float) -> float:
    """The greatest of 1, 2 and 5 times a power of ten that isn't above."""
    power = 10.0 ** floor(log10(value))
    return next(step * power for step in _STEPS if step * power <= value * (1 + 1e-9))
