"""Places on the earth."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A point: latitude -90 to 90 and longitude -180 to 180, in degrees."""

    lat: float
    lon: float
