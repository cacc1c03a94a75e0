"""Zones of a studio file: polygons that can be asked whether a place lies in them."""

from __future__ import annotations

import shapely
from shapely.validation import explain_validity

from studio_app.domain.zone import Zone
from studio_app.exchange.containers import Keys, distinct, each, items, pair
from studio_app.exchange.fields import new_id, refuse, text
from studio_app.exchange.read_times import latitude, longitude

Ring = tuple[tuple[float, float], ...]

ZONE = Keys(("id", "name", "polygon"))
MOST_CORNERS = 10_000
"""Of one zone; a county's border at full detail has fewer."""
MOST_WORK = 2 * MOST_CORNERS**2
"""Of all zones, in pairs of edges. Whether a ring crosses itself takes far less, unless somebody made it so that every
edge lies beside every other one: then GEOS takes a second for 10,000 corners, four times as long for twice as many."""


def read_zones(raw: object) -> list[Zone]:
    """The zones, in the order of the file."""
    work = 0

    def zone(raw_zone: object) -> Zone:
        nonlocal work
        members = ZONE.of(raw_zone)
        found = Zone(
            members.read("id", new_id), members.read("name", text), members.read("polygon", _corners)
        )
        work += len(found.ring) ** 2
        if work > MOST_WORK:
            refuse("has too many corners beside those of the zones before", at="polygon")
        _check(found.ring)
        return found

    return distinct(zone)(raw)


_lon_lat = pair("longitude and latitude", longitude, latitude)


def _corner(raw: object) -> tuple[float, float]:
    lon, lat = _lon_lat(raw)
    return float(lon), float(lat)


def _corners(raw: object) -> Ring:
    """The corners of an open or closed ring, the last one not repeating the first."""
    _check_count(len(items(raw)) - 1)  # a closed ring repeats one
    ring = each(_corner)(raw)
    if len(ring) > 1 and ring[0] == ring[-1]:
        ring.pop()
    _check_count(len(ring))
    if len(set(ring)) < 3:
        refuse("needs three corners or more")
    return tuple(ring)


def _check_count(corners: int) -> None:
    if corners > MOST_CORNERS:
        refuse(f"has more than {MOST_CORNERS:,} corners")


def _check(ring: Ring) -> None:
    """Refuse a ring that crosses or touches itself, as one without area does everywhere. Raises BadInput."""
    polygon = shapely.Polygon(ring)
    if not polygon.is_valid:
        refuse(_in_words(explain_validity(polygon)), at="polygon")


def _in_words(reason: str) -> str:
    """`Self-intersection[-71.1 42.3]` as a sentence."""
    where = reason.partition("[")[2].rstrip("]")
    crosses = "crosses or touches itself" if "ntersection" in reason else "is not a simple polygon"
    return f"{crosses} near {where.replace(' ', ', ')}" if where else crosses
