"""Places from what stands in an address itself: typed coordinates, or a United States postcode. Works offline.

The package `zipcodes` ships the middle of every postcode; that is good to a mile or two in a city. Pins of
addresses, and services on the network (`places.online`), know better.
"""

from __future__ import annotations

import re
from functools import lru_cache

from studio_app.domain.pin import Found, PlaceSource
from studio_app.domain.place import Place

_COORDINATES = re.compile(r"(?<![\d.])([+-]?\d{1,2}(?:\.\d+)?)\s*[,;]\s*([+-]?\d{1,3}(?:\.\d+)?)(?![\d.])")
_POSTCODE = re.compile(r"(?<![\w-])(\d{5})(?:-\d{4})?(?![\w-])")


class PostcodeGeocoder:
    """Finds the place of an address without a network."""

    def place_of(self, address: str) -> Place | None:
        """The place of typed coordinates (`42.33, -71.12`), else of the last postcode; None where neither is known.

        A number at the very start is the house, never a postcode.
        """
        found = self.found(address)
        return found.place if found else None

    def found(self, address: str) -> Found | None:
        """The same, with what it is known by."""
        typed = _typed(address)
        if typed:
            return Found(typed, PlaceSource.TYPED)
        place = _by_postcode(address)
        return Found(place, PlaceSource.POSTCODE) if place else None


def _typed(address: str) -> Place | None:
    """Coordinates count only where both are written with decimals, or stand alone: `12, 5 Elm St` is a house."""
    for found in _COORDINATES.finditer(address):
        lat, lon = float(found[1]), float(found[2])
        decimal = "." in found[1] and "." in found[2]
        alone = not (address[: found.start()] + address[found.end() :]).strip()
        if (decimal or alone) and abs(lat) <= 90 and abs(lon) <= 180:
            return Place(lat, lon)
    return None


def _by_postcode(address: str) -> Place | None:
    text = address.strip()
    codes = [found[1] for found in _POSTCODE.finditer(text) if found.start() > 0 or found.end() == len(text)]
    for code in reversed(codes):
        place = _middle(code)
        if place:
            return place
    return None


@lru_cache(maxsize=4096)
def _middle(code: str) -> Place | None:
    """The middle of a postcode."""
    import zipcodes  # late: it reads its 42,000 places on import

    for found in zipcodes.matching(code):  # type: ignore[no-untyped-call] # the package has no types
        try:
            return Place(float(found["lat"]), float(found["long"]))
        except (KeyError, TypeError, ValueError):
            continue  # military and some special codes have no point
    return None
