"""Where addresses are, and who says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from studio_app.domain.address import address_key
from studio_app.domain.place import Place


class PlaceSource(StrEnum):
    """Who says where an address is."""

    TYPED = "typed"
    HAND = "hand"
    BEFORE = "before"
    POSTCODE = "postcode"
    NOMINATIM = "nominatim"
    GOOGLE = "google"
    MAPBOX = "mapbox"
    OPENCAGE = "opencage"


SERVICE_NAMES = {
    PlaceSource.NOMINATIM: "Nominatim",
    PlaceSource.GOOGLE: "Google",
    PlaceSource.MAPBOX: "Mapbox",
    PlaceSource.OPENCAGE: "OpenCage",
}
"""What services are called that are asked over the network."""

ONLINE = tuple(SERVICE_NAMES)


@dataclass(frozen=True, slots=True)
class Found:
    """A place and who says so."""

    place: Place
    source: PlaceSource


@dataclass(frozen=True, slots=True)
class Pin:
    """Where an address is, remembered for every later order there.

    Attributes:
        address: As it was typed when the pin was set.
        source: `HAND` where somebody set it, else the service that found it.
        found_at: When it was set or found.
    """

    address: str
    place: Place
    source: PlaceSource
    found_at: datetime

    @property
    def key(self) -> str:
        """The same for all ways to type the address."""
        return address_key(self.address)

    @property
    def is_by_hand(self) -> bool:
        """Whether a person set it, which counts more than what anybody finds."""
        return self.source is PlaceSource.HAND
