"""Which zones a place lies in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_app.domain.place import Place
from studio_app.domain.zone import Zone
from studio_app.engine.memory import Memory

if TYPE_CHECKING:
    import shapely

_polygons: Memory[list[shapely.Polygon]] = Memory(8)


def zones_at(zones: tuple[Zone, ...], place: Place) -> frozenset[str]:
    """Ids of the zones that a place lies in, their borders and those of their holes included."""
    import shapely  # late: a studio without zones doesn't need it

    from studio_app.engine.zone_shapes import polygon_of

    def prepared() -> list[shapely.Polygon]:
        polygons = [polygon_of(zone) for zone in zones]
        shapely.prepare(polygons)
        return polygons

    polygons = _polygons.get((zones,), None, prepared)
    inside = shapely.intersects_xy(polygons, place.lon, place.lat)
    return frozenset(zone.id for zone, here in zip(zones, inside, strict=True) if here)
