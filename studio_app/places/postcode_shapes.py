"""Approximate areas of United States postcodes, as shapes to begin a zone with. Works offline.

A postcode is a set of delivery routes and has no border of its own. What is given here is everything that lies nearer to its
middle than to the middle of any other one (a Voronoi cell), within 40 km. Middles come from the package `zipcodes`. In
towns that is right to a few streets; a border that matters is then drawn by hand.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import shapely

from studio_app.domain.place import Place
from studio_app.engine.zone_making import circle, union
from studio_app.engine.zone_shapes import Point, Shape, polygon_of
from studio_app.errors import BadInput

MOST_POSTCODES = 1000
"""In one list."""
REACH_KM = 40.0
"""How far an area reaches at most, in a desert or towards the sea."""
_AROUND = 1.5
"""Degrees around a postcode within which its neighbours lie, and theirs."""
_DECIMALS = 6
"""Of a degree: ten centimetres. Neighbours keep the same corners."""

_PART = re.compile(r"(?:(\d{5})\s*(?:-|\u2013|to)\s*(\d{5})|(\d{5})(?:-\d{4})?)(?=[\s,;]|$)[\s,;]*", re.ASCII)
"""A range, with a hyphen, a dash or `to`; or one."""
_SHOWN = 5
"""Postcodes that a message names; of more it says how many."""


def read_postcodes(text: str) -> tuple[str, ...]:
    """The postcodes of a list as it is typed: `02446, 02115-02118 02130`. Of a range those that have an area; four more
    digits behind a postcode are left out.

    Raises:
        BadInput: something in it is no postcode, none is known by that number, or there are too many.
    """
    found: dict[str, None] = {}
    unknown: list[str] = []
    at = len(text) - len(text.lstrip(" \t\r\n,;"))
    while at < len(text):
        part = _PART.match(text, at)
        if part is None:
            word = re.split(r"[\s,;]", text[at:], maxsplit=1)[0]
            raise BadInput("", f'"{word[:40]}" is not a postcode of five digits or a range of them.')
        codes = _range(part[1], part[2]) if part[1] else [part[3]]
        unknown += [code for code in codes if code not in _middles()]
        found |= dict.fromkeys(codes)
        if len(found) > MOST_POSTCODES:
            raise BadInput("", f"More than {MOST_POSTCODES:,} postcodes are too many for a zone.")
        at = part.end()
    if unknown:
        raise BadInput("", _not_known(unknown))
    if not found:
        raise BadInput("", "Type postcodes, such as 02446, 02115-02118.")
    return tuple(found)


def _range(first: str, last: str) -> Sequence[str]:
    if last < first:
        raise BadInput("", f"The range {first}-{last} runs backwards.")
    found = [code for code in _middles() if first <= code <= last]
    if not found:
        raise BadInput("", f"There is no postcode with an area from {first} to {last}.")
    return sorted(found)


def _not_known(codes: Sequence[str]) -> str:
    named = ", ".join(codes[:_SHOWN])
    if len(codes) > _SHOWN:
        named += f" and {len(codes) - _SHOWN} more"
    if len(codes) == 1:
        return f"{named} is no postcode with an area: it is not known, or only of post boxes or one receiver."
    return (
        f"{named} are no postcodes with an area: they are not known, or only of post boxes or one receiver."
    )


def postcode_shapes(codes: Iterable[str], within: Sequence[Shape] = ()) -> Mapping[str, Shape]:
    """The approximate area of each postcode, in the order asked for. Those that share a middle share their area.

    Args:
        codes: As `read_postcodes` gives them.
        within: Outlines that no area leaves, such as a coast; none for the reach alone.

    Raises:
        BadInput: a postcode has no area, or none within those outlines.
    """
    wanted = list(dict.fromkeys(codes))
    middles = _middles()
    unknown = [code for code in wanted if code not in middles]
    if unknown:
        raise BadInput("", _not_known(unknown))
    cells = _cells({middles[code] for code in wanted})
    bounds = shapely.union_all([polygon_of(shape) for shape in within]) if within else None
    found: dict[str, Shape] = {}
    for code in wanted:
        parts = _cut(cells[middles[code]], middles[code], bounds)
        if not parts:
            raise BadInput("", f"{code} has no area here.")
        found[code] = parts[0]
    return found


@dataclass(frozen=True, slots=True)
class PostcodeArea:
    """An area of postcodes that meet, and which they are."""

    shape: Shape
    codes: tuple[str, ...]


def postcode_areas(text: str, within: Sequence[Shape] = ()) -> tuple[PostcodeArea, ...]:
    """The areas of a typed list together: one, or several where they don't meet, the largest first.

    Raises:
        BadInput: see `read_postcodes`.
    """
    parts = postcode_shapes(read_postcodes(text), within)
    spots = {code: shapely.point_on_surface(polygon_of(part)) for code, part in parts.items()}
    found = []
    for shape in union(parts.values()):
        area = polygon_of(shape)
        found.append(PostcodeArea(shape, tuple(code for code, spot in spots.items() if area.contains(spot))))
    return tuple(found)


def _cut(cell: shapely.Geometry, middle: Point, bounds: shapely.Geometry | None) -> tuple[Shape, ...]:
    area = shapely.intersection(cell, polygon_of(circle(Place(middle[1], middle[0]), REACH_KM)))
    if bounds is not None:
        area = shapely.intersection(area, bounds)
    return union([_rounded(part) for part in shapely.get_parts(area) if part.geom_type == "Polygon"])


def _rounded(area: shapely.Polygon) -> Shape:
    corners = [(round(lon, _DECIMALS), round(lat, _DECIMALS)) for lon, lat in area.exterior.coords[:-1]]
    ring = tuple(corner for place, corner in enumerate(corners) if corner != corners[place - 1])
    return Shape(ring)


def _cells(wanted: Iterable[Point]) -> Mapping[Point, shapely.Polygon]:
    """The cells of middles, in degrees. They are made on a plain in Mercator's projection, where nearer is nearer."""
    asked = list(wanted)
    boxes = [_around(middle) for middle in asked]
    near = shapely.union_all(boxes)
    shapely.prepare(near)
    points = [middle for middle in sorted(set(_middles().values())) if shapely.intersects_xy(near, *middle)]
    plain = shapely.MultiPoint([_to_plain(point) for point in points])
    edge = shapely.MultiPoint([_to_plain((lon, lat)) for box in boxes for lon, lat in box.exterior.coords])
    cells = shapely.get_parts(shapely.voronoi_polygons(plain, extend_to=edge))
    spots = shapely.points([_to_plain(middle) for middle in asked])
    pairs = shapely.STRtree(cells).query(spots, predicate="within").T.tolist()
    return {asked[spot]: _in_degrees(cells[cell]) for spot, cell in pairs}


def _around(middle: Point) -> shapely.Polygon:
    wide = _AROUND / math.cos(math.radians(middle[1]))
    return shapely.box(middle[0] - wide, middle[1] - _AROUND, middle[0] + wide, middle[1] + _AROUND)


def _in_degrees(cell: shapely.Polygon) -> shapely.Polygon:
    corners = cell.exterior.coords
    return shapely.Polygon([(x, math.degrees(math.atan(math.sinh(math.radians(y))))) for x, y in corners])


def _to_plain(point: Point) -> Point:
    """In degrees of longitude to both sides (Snyder, "Map Projections", USGS 1395, p. 41)."""
    return (point[0], math.degrees(math.asinh(math.tan(math.radians(point[1])))))


@lru_cache(maxsize=1)
def _middles() -> Mapping[str, Point]:
    """The middles of the postcodes that have an area, by postcode."""
    import zipcodes  # late: it reads its 42,000 places on import

    found: dict[str, Point] = {}
    for entry in zipcodes.list_all():  # type: ignore[no-untyped-call] # the package has no types
        if entry["zip_code_type"] == "STANDARD" and entry["active"]:
            try:
                point = (float(entry["long"]), float(entry["lat"]))
            except (TypeError, ValueError):
                continue  # some have no point
            if abs(point[1]) < 80 and point != (0.0, 0.0):
                found[entry["zip_code"]] = point
    return found
