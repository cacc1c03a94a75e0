"""Shapes changed by hand: corners and edges moved, added and taken away.

Every function gives a new shape. None refuses one that crosses itself, since a hand that drags a corner passes through
such shapes; `zone_shapes.crossing` says what is wrong with them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from studio_app.domain.zone import Ring
from studio_app.engine.zone_shapes import Point, Shape
from studio_app.errors import BadInput

FEWEST_CORNERS = 3


@dataclass(frozen=True, slots=True)
class Spot:
    """The place on a shape that is nearest to a point.

    Attributes:
        ring: 0 for the border, from 1 on for holes.
        edge: The edge from corner `edge` to the next one; for a corner its own number.
        point: The place itself.
        distance: To the point that was asked for, in degrees of longitude.
    """

    ring: int
    edge: int
    point: Point
    distance: float


def insert_corner(shape: Shape, ring: int, edge: int, point: Point) -> Shape:
    """With a new corner on an edge, behind the corner that the edge begins with."""
    corners = shape.rings[ring]
    return _with_ring(shape, ring, (*corners[: edge + 1], point, *corners[edge + 1 :]))


def delete_corner(shape: Shape, ring: int, corner: int) -> Shape:
    """Without a corner.

    Raises:
        BadInput: only three are left.
    """
    corners = shape.rings[ring]
    if len(corners) <= FEWEST_CORNERS:
        what = "The border" if ring == 0 else "A hole"
        raise BadInput("", f"{what} needs three corners or more. Remove all of it instead.")
    return _with_ring(shape, ring, (*corners[:corner], *corners[corner + 1 :]))


def move_corner(shape: Shape, ring: int, corner: int, to: Point) -> Shape:
    """With a corner in another place."""
    corners = shape.rings[ring]
    return _with_ring(shape, ring, (*corners[:corner], on_the_map(to), *corners[corner + 1 :]))


def move_edge(shape: Shape, ring: int, edge: int, by: Point) -> Shape:
    """With both ends of an edge moved by so many degrees."""
    corners = shape.rings[ring]
    ends = {edge, (edge + 1) % len(corners)}
    moved = (_moved(corner, by) if place in ends else corner for place, corner in enumerate(corners))
    return _with_ring(shape, ring, tuple(moved))


def move_shape(shape: Shape, by: Point) -> Shape:
    """The whole shape moved by so many degrees, as far as the map goes."""
    west, east = min(lon for lon, _ in shape.ring), max(lon for lon, _ in shape.ring)
    south, north = min(lat for _, lat in shape.ring), max(lat for _, lat in shape.ring)
    held = (min(max(by[0], -180 - west), 180 - east), min(max(by[1], -90 - south), 90 - north))
    rings = [tuple(_moved(corner, held) for corner in ring) for ring in shape.rings]
    return Shape(rings[0], tuple(rings[1:]))


def remove_hole(shape: Shape, ring: int) -> Shape:
    """Without the hole of that number, from 1 on."""
    return replace(shape, holes=shape.holes[: ring - 1] + shape.holes[ring:])


def _with_ring(shape: Shape, ring: int, corners: Ring) -> Shape:
    if ring == 0:
        return replace(shape, ring=corners)
    return replace(shape, holes=(*shape.holes[: ring - 1], corners, *shape.holes[ring:]))


def _moved(corner: Point, by: Point) -> Point:
    return on_the_map((corner[0] + by[0], corner[1] + by[1]))


def on_the_map(point: Point) -> Point:
    """The point of the map that is nearest in its own direction: longitudes end at 180 degrees, latitudes at 90."""
    return (min(max(point[0], -180.0), 180.0), min(max(point[1], -90.0), 90.0))


# ---------------------------------------------------------------- what lies under the pointer


def nearest_edge(shape: Shape, point: Point) -> Spot:
    """The nearest place on the borders of a shape."""
    spots = (
        Spot(number, edge, on, apart(point, on))
        for number, ring in enumerate(shape.rings)
        for edge, (start, end) in enumerate(_edges(ring))
        for on in (nearest_on(start, end, point),)
    )
    return _nearest(spots)


def nearest_corner(shape: Shape, point: Point) -> Spot:
    """The nearest corner of a shape."""
    spots = (
        Spot(number, corner, at, apart(point, at))
        for number, ring in enumerate(shape.rings)
        for corner, at in enumerate(ring)
    )
    return _nearest(spots)


def _nearest(spots: Iterable[Spot]) -> Spot:
    return min(spots, key=lambda spot: spot.distance)


def _edges(ring: Ring) -> Iterator[tuple[Point, Point]]:
    return zip(ring, ring[1:] + ring[:1], strict=True)


def apart(one: Point, other: Point) -> float:
    """How far a point is from another near it on a map in Mercator's projection, in degrees of longitude."""
    return math.hypot(other[0] - one[0], (other[1] - one[1]) * tallness(one[1]))


def tallness(lat: float) -> float:
    """How many degrees of longitude a degree of latitude is as long as on such a map."""
    return 1 / max(math.cos(math.radians(lat)), 1e-6)


def nearest_on(start: Point, end: Point, point: Point) -> Point:
    """The point of an edge that is nearest to a point on the map."""
    tall = tallness(point[1])
    over, up = end[0] - start[0], (end[1] - start[1]) * tall
    length = over * over + up * up
    if length == 0:
        return start
    share = ((point[0] - start[0]) * over + (point[1] - start[1]) * tall * up) / length
    if share <= 0:
        return start
    if share >= 1:
        return end
    return (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)
