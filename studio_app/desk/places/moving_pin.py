"""A pin that is being set: where it was, where it is, and how far keys move it. Pure."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from studio_app.domain.pin import PlaceSource
from studio_app.domain.place import Place

STEP, LONG_STEP = 5.0, 50.0
"""Metres that an arrow key moves the pin, and with Shift."""

_METRES_A_DEGREE = 6_371_008.8 * math.pi / 180
"""Of latitude, on a sphere of the earth's mean radius (IUGG 1980)."""

LEFT, RIGHT, UP, DOWN = (-1, 0), (1, 0), (0, 1), (0, -1)
"""East and north."""


@dataclass(frozen=True, slots=True)
class MovingPin:
    """A pin in somebody's hand.

    Attributes:
        before: Where the address was known to be; None where it was not.
        place: Where the pin is now; None while there is none.
        source: Who said where it was.
    """

    address: str
    before: Place | None = None
    place: Place | None = None
    source: PlaceSource | None = None

    @property
    def is_changed(self) -> bool:
        """Whether there is anything to save: another place, or one that nobody set by hand yet."""
        if self.place is None:
            return False
        return self.place != self.before or self.source is not PlaceSource.HAND

    @property
    def can_be_forgotten(self) -> bool:
        """Whether somebody set it by hand before."""
        return self.source is PlaceSource.HAND

    def put(self, lon: float, lat: float) -> MovingPin:
        """The pin at another place, in degrees; as near as the earth allows."""
        lat = min(max(lat, -85.0), 85.0)
        lon = (lon + 180.0) % 360.0 - 180.0
        return replace(self, place=Place(round(lat, 6), round(lon, 6)))

    def nudged(self, way: tuple[int, int], metres: float) -> MovingPin:
        """The pin so many metres further east and north."""
        if self.place is None:
            return self
        north = way[1] * metres / _METRES_A_DEGREE
        narrow = max(math.cos(math.radians(self.place.lat)), 0.01)
        east = way[0] * metres / (_METRES_A_DEGREE * narrow)
        return self.put(self.place.lon + east, self.place.lat + north)
