"""Zones of a studio file: polygons that can be asked whether a place lies in them."""

from __future__ import annotations

import shapely
from shapely.validation import explain_validity

from studio_app.domain.zone import Zone
from studio_app.exchange.fields import Value, unique

MOST_CORNERS = 20_000
"""Of one zone; a county's border at full detail has fewer."""


def read_zones(value: Value) -> list[Zone]:
    """The zones of a studio."""
    items = list(value.items())
    zones = [_zone(item) for item in items]
    unique(items, [zone.id for zone in zones])
    return zones


def _zone(value: Value) -> Zone:
    members = value.members(("id", "name", "polygon"))
    return Zone(members["id"].id(), members["name"].text(), _ring(members["polygon"]))


def _ring(value: Value) -> tuple[tuple[float, float], ...]:
    if isinstance(value.raw, list | tuple) and len(value.raw) > MOST_CORNERS:
        value.fail(f"has {len(value.raw):,} corners, {MOST_CORNERS:,} are the most")
    ring = [_corner(item) for item in value.items()]
    if len(ring) > 1 and ring[0] == ring[-1]:
        ring.pop()
    if len(set(ring)) < 3:
        value.fail("needs three corners or more")
    polygon = shapely.Polygon(ring)
    if not polygon.is_valid:
        value.fail(_in_words(explain_validity(polygon)))
    if polygon.area == 0:
        value.fail("has no area")
    return tuple(ring)


def _corner(value: Value) -> tuple[float, float]:
    pair = list(value.items())
    if len(pair) != 2:
        value.fail("is not a pair of longitude and latitude")
    return float(pair[0].number(-180, 180)), float(pair[1].number(-90, 90))


def _in_words(reason: str) -> str:
    """`Self-intersection[-71.1 42.3]` as a sentence."""
    where = reason.partition("[")[2].rstrip("]")
    crosses = "crosses or touches itself" if "ntersection" in reason else "is not a simple polygon"
    return f"{crosses} near {where.replace(' ', ', ')}" if where else crosses
