"""Areas that photographers cover."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Zone:
    """A polygon on the map: an open ring of `(lon, lat)` corners in degrees that doesn't cross itself."""

    id: str
    name: str
    ring: tuple[tuple[float, float], ...]
