"""Shapes made from others: circles, unions, and what lies in a border that touches itself."""

from __future__ import annotations

import math
from collections.abc import Iterable

import shapely

from studio_app.domain.place import Place
from studio_app.engine.travel import EARTH_RADIUS_KM
from studio_app.engine.zone_shapes import Shape, crossing, polygon_of, shapes_of
from studio_app.errors import BadInput

LARGEST_RADIUS_KM = 2000.0
FEWEST_CIRCLE_CORNERS = 8


def circle(middle: Place, radius_km: float, corners: int = 64) -> Shape:
    """What lies within a distance of a place, as a polygon whose corners have exactly that distance.

    The corners are the destinations of great circles (Williams, "Aviation Formulary", "Lat/lon given radial and
    distance").

    Raises:
        BadInput: the radius is none, or so large that the circle leaves the map.
    """
    if not 0 < radius_km <= LARGEST_RADIUS_KM:
        raise BadInput("", f"A radius is more than 0 and at most {LARGEST_RADIUS_KM:,.0f} km.")
    arc = radius_km / EARTH_RADIUS_KM
    if math.radians(90 - abs(middle.lat)) <= arc:
        raise BadInput("", "The circle goes over a pole. Choose a smaller radius.")
    ring = tuple(
        _destination(middle, arc, 2 * math.pi * corner / corners)
        for corner in range(max(corners, FEWEST_CIRCLE_CORNERS))
    )
    if any(abs(lon) > 180 for lon, _ in ring):
        raise BadInput(
            "", "The circle goes over the edge of the map at 180 degrees. Choose a smaller radius."
        )
    return Shape(ring)


def _destination(middle: Place, arc: float, turn: float) -> tuple[float, float]:
    """The point so far away, anticlockwise from the east."""
    lat = math.radians(middle.lat)
    north, east = math.sin(turn), math.cos(turn)
    height = math.sin(lat) * math.cos(arc) + math.cos(lat) * math.sin(arc) * north
    over = math.atan2(east * math.sin(arc) * math.cos(lat), math.cos(arc) - math.sin(lat) * height)
    return (middle.lon + math.degrees(over), math.degrees(math.asin(max(-1.0, min(1.0, height)))))


def union(shapes: Iterable[Shape]) -> tuple[Shape, ...]:
    """What lies in any of the shapes: one shape, or several where they don't meet, the largest first."""
    return _fit(shapely.union_all([polygon_of(shape) for shape in shapes]))


def loosened(shape: Shape) -> tuple[Shape, ...]:
    """The shape, or where it touches itself in single points the same a centimetre smaller all around, so that it doesn't:
    a hole that touched the border is a bay then, and what hung together in a point is two. No shape where it crosses
    itself."""
    if crossing(shape.ring, shape.holes) is None:
        return (shape,)
    area = polygon_of(shape)
    if not area.is_valid:
        return ()
    found = shapes_of(shapely.buffer(area, -_HAIR, join_style="mitre"))
    return tuple(part for part in found if crossing(part.ring, part.holes) is None)


def _fit(found: shapely.Geometry) -> tuple[Shape, ...]:
    """The areas of a geometry as shapes that zones can have."""
    return tuple(part for shape in shapes_of(found) for part in loosened(shape))


_HAIR = 1e-7
"""Degrees."""
