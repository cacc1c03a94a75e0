"""Zones as shapes on the map: whether a shape can be one, how large it is, and where its name stands.

Points are `(lon, lat)` in degrees, as in a studio file, and borders are straight between them on a plain of degrees: the
same plain on which `coverage` asks whether a place lies in a zone. Lengths on screen are asked for in degrees of
longitude: what a pixel of a map in Mercator's projection is worth, wherever on the map it lies.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import shapely
from shapely.validation import explain_validity

from studio_app.domain.zone import Ring, Zone
from studio_app.engine.travel import EARTH_RADIUS_KM

Point = tuple[float, float]
"""Longitude and latitude in degrees."""

KM_A_MILE = 1.609344
"""The international mile."""
KM2_A_SQUARE_MILE = KM_A_MILE**2

_NUMBERS = re.compile(r"\[(\S+) (\S+)\]")


@dataclass(frozen=True, slots=True)
class Shape:
    """An area: what lies within its border and in none of its holes, both borders included.

    Attributes:
        ring: The border, open.
        holes: Rings inside of it.
    """

    ring: Ring
    holes: tuple[Ring, ...] = ()

    @classmethod
    def of(cls, zone: Zone) -> Shape:
        """The area of a zone."""
        return cls(zone.ring, zone.holes)

    @property
    def rings(self) -> tuple[Ring, ...]:
        """The border, numbered 0, and the holes from 1."""
        return (self.ring, *self.holes)

    def put_into(self, zone: Zone) -> Zone:
        """A zone with this area."""
        return replace(zone, ring=self.ring, holes=self.holes)


def polygon_of(shape: Shape | Zone) -> shapely.Polygon:
    """The shape as `shapely` has it."""
    return shapely.Polygon(shape.ring, shape.holes)


def shapes_of(found: shapely.Geometry) -> tuple[Shape, ...]:
    """The areas of a geometry, in their normal form and the largest first; lines and points of it are left out."""
    shapes: list[Shape] = []
    for part in shapely.get_parts(found):
        if part.geom_type == "Polygon" and part.area > 0:
            shapes.append(normal(_shape_of(part)))
        elif part.geom_type.startswith(("Multi", "GeometryCollection")):
            shapes += shapes_of(part)
    return tuple(sorted(shapes, key=area_km2, reverse=True))


def _shape_of(area: shapely.Polygon) -> Shape:
    return Shape(_open(area.exterior), tuple(_open(hole) for hole in area.interiors))


def _open(ring: shapely.LinearRing) -> Ring:
    return tuple((float(lon), float(lat)) for lon, lat in ring.coords[:-1])


# ---------------------------------------------------------------- what can't be a zone


@dataclass(frozen=True, slots=True)
class Crossing:
    """Why a border can't be one of a zone.

    Attributes:
        problem: What is wrong, such as `crosses or touches itself near -71.1, 42.3`, longitude first as in a file.
        where: The place to look at, or None.
    """

    problem: str
    where: Point | None = None

    @property
    def sentence(self) -> str:
        """The same for the person who draws it."""
        return f"The border {self.problem.partition(' near ')[0]}."


def crossing(ring: Ring, holes: Sequence[Ring] = ()) -> Crossing | None:
    """What keeps a border and its holes from being a zone: the one rule for files, drawings and imports.

    A border doesn't cross or touch itself, holes lie inside of it, and no two of all these rings touch: a studio file has
    one ring for all, which leads from the border to its holes and back.
    """
    for part in (ring, *holes):
        if len(set(part)) < 3:
            return Crossing("needs three corners or more", part[0] if part else None)
    for part in (ring, *holes):
        area = shapely.Polygon(part)
        if not area.is_valid:
            return _explained(explain_validity(area))
    return _astray(shapely.Polygon(ring), [shapely.Polygon(hole) for hole in holes])


def _explained(reason: str) -> Crossing:
    """`Self-intersection[-71.1 42.3]` in words."""
    crosses = "crosses or touches itself" if "ntersection" in reason else "is not a simple polygon"
    found = _NUMBERS.search(reason)
    if found is None:
        return Crossing(crosses)
    return Crossing(f"{crosses} near {found[1]}, {found[2]}", (float(found[1]), float(found[2])))


def _astray(area: shapely.Polygon, holes: Sequence[shapely.Polygon]) -> Crossing | None:
    """The first hole that leaves the area or touches a border."""
    if not holes:
        return None
    shapely.prepare(area)
    for hole in holes:
        if not shapely.contains_properly(area, hole):
            meeting = shapely.intersection(area.exterior, hole)
            return _near("has a hole that is not inside of it, or touches it", meeting or hole)
    tree = shapely.STRtree(holes)
    pairs = tree.query(holes, predicate="intersects").T.tolist()
    for one, other in sorted(pairs):
        if one < other:
            return _near("has holes that touch", shapely.intersection(holes[one], holes[other]))
    return None


def _near(problem: str, place: shapely.Geometry) -> Crossing:
    point = shapely.point_on_surface(place)
    where = (float(point.x), float(point.y))
    return Crossing(f"{problem} near {where[0]:.9g}, {where[1]:.9g}", where)


# ---------------------------------------------------------------- one form for one area


def normal(shape: Shape) -> Shape:
    """The same area in its normal form: the border anticlockwise with its first corner kept, holes clockwise from their
    westernmost corner on, in the order of those corners. A studio file gives back shapes in this form."""
    ring = shape.ring if _anticlockwise(shape.ring) else (shape.ring[0], *reversed(shape.ring[1:]))
    return Shape(ring, normal_holes(shape.holes))


def normal_holes(holes: Iterable[Ring]) -> tuple[Ring, ...]:
    """Holes in their normal form; see `normal`."""
    return tuple(sorted(_from_west(hole) for hole in holes))


def _from_west(hole: Ring) -> Ring:
    turned = tuple(reversed(hole)) if _anticlockwise(hole) else hole
    first = turned.index(min(turned))
    return turned[first:] + turned[:first]


def _anticlockwise(ring: Ring) -> bool:
    return bool(shapely.is_ccw(shapely.LinearRing(ring)))


# ---------------------------------------------------------------- what it is like


def area_km2(shape: Shape | Zone) -> float:
    """Square kilometres on the earth taken for a sphere.

    Lambert's cylindrical projection keeps areas (Snyder, "Map Projections", USGS 1395, p. 77). Borders that are
    straight in degrees are not quite straight in it, which for a county makes less than a thousandth.
    """

    def flat(ring: Ring) -> list[Point]:
        return [(math.radians(lon), math.sin(math.radians(lat))) for lon, lat in ring]

    plane = shapely.Polygon(flat(shape.ring), [flat(hole) for hole in shape.holes])
    return float(plane.area) * EARTH_RADIUS_KM**2


def contains(shape: Shape | Zone, point: Point) -> bool:
    """Whether a point lies in a shape or on one of its borders."""
    return bool(shapely.intersects_xy(polygon_of(shape), *point))


def label_point(shape: Shape | Zone) -> Point:
    """Where a name stands best: the middle of the largest circle within, which is good to a fiftieth of its size."""
    west, south, east, north = shapely.bounds(shapely.LinearRing(shape.ring))
    # On a plain where both degrees are as long as they are on the ground, so that the circle is one.
    wide = max(math.cos(math.radians((south + north) / 2)), 1e-6)

    def flat(ring: Ring) -> list[Point]:
        return [((lon - west) * wide, lat - south) for lon, lat in ring]

    plane = shapely.Polygon(flat(shape.ring), [flat(hole) for hole in shape.holes])
    size = max((east - west) * wide, north - south)
    try:
        circle = shapely.maximum_inscribed_circle(plane, size / 50)
    except shapely.GEOSException:
        return shape.ring[0]  # it has no inside: it is being drawn
    if circle.is_empty:
        return shape.ring[0]
    x, y = circle.coords[0]
    return (float(x / wide + west), float(y + south))
