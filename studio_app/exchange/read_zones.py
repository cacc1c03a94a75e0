"""Zones of a studio file: polygons that can be asked whether a place lies in them."""

from __future__ import annotations

from studio_app.domain.zone import Ring, Zone
from studio_app.engine.zone_shapes import crossing
from studio_app.exchange.containers import Keys, distinct, each, items, pair
from studio_app.exchange.fields import new_id, refuse, text
from studio_app.exchange.read_times import latitude, longitude
from studio_app.exchange.slits import parted

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
        key, name = members.read("id", new_id), members.read("name", text)
        written = members.read("polygon", _corners)
        work += len(written) ** 2
        if work > MOST_WORK:
            refuse("has too many corners beside those of the zones before", at="polygon")
        _check(written)
        ring, holes = parted(written)
        if holes:
            _check(ring, holes)
        return Zone(key, name, ring, holes)

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


def _check(ring: Ring, holes: tuple[Ring, ...] = ()) -> None:
    """Refuse what can't be a zone; see `crossing`. Raises BadInput."""
    found = crossing(ring, holes)
    if found:
        refuse(found.problem, at="polygon")
