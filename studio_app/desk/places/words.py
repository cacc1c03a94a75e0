"""Who says where an address is, in words. Pure."""

from __future__ import annotations

from studio_app.domain.pin import SERVICE_NAMES, PlaceSource
from studio_app.domain.place import Place

ATTRIBUTIONS = {
    PlaceSource.NOMINATIM: "\N{COPYRIGHT SIGN} OpenStreetMap contributors",
    PlaceSource.OPENCAGE: "\N{COPYRIGHT SIGN} OpenStreetMap contributors, by OpenCage",
    PlaceSource.MAPBOX: "\N{COPYRIGHT SIGN} Mapbox",
    PlaceSource.GOOGLE: "\N{COPYRIGHT SIGN} Google",
}
"""What the services want to stand beside what they found."""

_WORDS = {
    PlaceSource.TYPED: "by what was typed",
    PlaceSource.HAND: "pin set by hand",
    PlaceSource.BEFORE: "as of the last order",
    PlaceSource.POSTCODE: "by postcode",
}


def source_words(source: PlaceSource | None) -> str:
    """`by postcode`, `found by Nominatim`, `pin set by hand`; "" for None."""
    if source is None:
        return ""
    return _WORDS.get(source) or f"found by {SERVICE_NAMES[source]}"


def source_tip(source: PlaceSource | None) -> str:
    """What that means, one or two sentences for a tip; "" for None."""
    match source:
        case None:
            return ""
        case PlaceSource.POSTCODE:
            return (
                "The middle of its postcode, a mile or two off. A pin says where it is for every order there."
            )
        case PlaceSource.HAND:
            return "Somebody set a pin for this address. Every order there uses it."
        case PlaceSource.BEFORE:
            return "As it was for the last order at this address."
        case PlaceSource.TYPED:
            return "The postcode or the coordinates that were typed."
        case _:
            return f"Found by {SERVICE_NAMES[source]} and remembered. {ATTRIBUTIONS[source]}"


def place_text(place: Place) -> str:
    """`42.34177, -71.13401`, as it can be typed."""
    return f"{place.lat:.5f}, {place.lon:.5f}"
