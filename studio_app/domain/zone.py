"""Areas that photographers cover."""

from __future__ import annotations

from dataclasses import dataclass

Ring = tuple[tuple[float, float], ...]
"""An open ring of `(lon, lat)` corners in degrees that doesn't cross itself."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A polygon on the map.

    Attributes:
        ring: Its border.
        holes: Rings inside of it that don't belong to it, apart from each other. A studio file has them as hair-fine slits.
        colour: Place in the palette; None is that of its place in the list. A studio file doesn't know it.
    """

    id: str
    name: str
    ring: Ring
    holes: tuple[Ring, ...] = ()
    colour: int | None = None
