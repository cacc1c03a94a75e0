"""Rings and lines on the square world: made once, thinned and cut to what a picture can show. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import shapely
from numpy.typing import NDArray

from studio_app.desk.map.camera import Bounds
from studio_app.desk.map.layers import Area, Ring
from studio_app.desk.map.projection import Spot, Spots, all_to_world

FINE = 0.5
"""Pixels that a thinned border may be off, twice that where a ring begins: less than an eye sees."""
_LEAST_CUT = 8.0
"""How many times longer than the view a shape is before it is cut to it."""


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """An area on the square world: its rings, border first, and the box around it."""

    id: str
    rings: tuple[Spots, ...]
    bounds: Bounds


def spots_of(ring: Ring) -> Spots:
    """The corners of a ring on the square world, one a row."""
    return all_to_world(np.array(ring, dtype=np.float64).reshape(-1, 2))


@lru_cache(maxsize=2048)
def shape_of(area_id: str, rings: tuple[Ring, ...]) -> Shape:
    """An area on the square world; kept, since most areas stay as they are when one changes."""
    made = tuple(spots_of(ring) for ring in rings)
    return Shape(area_id, made, box_of(made[0]))


def shapes_of(areas: Iterable[Area]) -> tuple[Shape, ...]:
    """All areas on the square world; one without corners is left out."""
    return tuple(shape_of(area.id, (area.ring, *area.holes)) for area in areas if area.ring)


def box_of(spots: Spots) -> Bounds:
    """The box around places."""
    left, top = spots.min(axis=0)
    right, bottom = spots.max(axis=0)
    return Bounds(float(left), float(top), float(right), float(bottom))


def thinned(ring: Spots, side: float, off: float = FINE) -> Spots:
    """A closed ring without the corners that a world of `side` pixels doesn't show (Douglas and Peucker, 1973).

    The result is open, as what went in. A ring too small to be seen becomes a box of its size.
    """
    if len(ring) < 5:
        return ring
    closed = shapely.linearrings(ring)
    simple = shapely.simplify(closed, off / side, preserve_topology=False)
    corners = shapely.get_coordinates(simple)[:-1]
    return corners if len(corners) >= 3 else ring[:: max(1, len(ring) // 4)]


def needs_cutting(bounds: Bounds, seen: Bounds) -> bool:
    """Whether a shape is so much larger than the view that painting it whole would cost more than cutting it."""
    most = max(seen.right - seen.left, seen.bottom - seen.top)
    return max(bounds.right - bounds.left, bounds.bottom - bounds.top) > _LEAST_CUT * most


def cut_lines(rings: Iterable[Spots], seen: Bounds) -> list[Spots]:
    """The parts of closed rings inside a box, as open lines."""
    lines = shapely.MultiLineString([np.concatenate([ring, ring[:1]]) for ring in rings if len(ring) >= 2])
    inside = shapely.clip_by_rect(lines, seen.left, seen.top, seen.right, seen.bottom)
    return [shapely.get_coordinates(part) for part in shapely.get_parts(inside) if not part.is_empty]


def cut_polygon(rings: Iterable[Spots], seen: Bounds) -> list[Spots]:
    """The part of a polygon inside a box, as open rings to be filled by the odd-even rule.

    One half plane after another (Sutherland and Hodgman, 1974), which bears with rings that cross themselves; the
    pieces along the box's edge lie outside of what is seen.
    """
    made = []
    for ring in rings:
        cut = ring
        for axis, limit, sign in (
            (0, seen.left, 1),
            (0, seen.right, -1),
            (1, seen.top, 1),
            (1, seen.bottom, -1),
        ):
            cut = _half(cut, axis, limit, sign)
            if len(cut) < 3:
                break
        if len(cut) >= 3:
            made.append(cut)
    return made


def _half(ring: Spots, axis: int, limit: float, sign: int) -> Spots:
    """A ring cut along one upright or level line."""
    if not len(ring):
        return ring
    inside: NDArray[np.bool_] = (ring[:, axis] - limit) * sign >= 0
    if inside.all():
        return ring
    after = np.roll(ring, -1, axis=0)
    crosses = inside != np.roll(inside, -1)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = (limit - ring[:, axis]) / (after[:, axis] - ring[:, axis])
    met = ring + (after - ring) * np.where(crosses, share, 0.0)[:, None]
    pairs = np.stack([ring, met], axis=1).reshape(-1, 2)
    keep = np.stack([inside, crosses], axis=1).reshape(-1)
    kept: Spots = pairs[keep]
    return kept


def middle_of(shape: Shape) -> Spot:
    """The visual middle: the centre of the largest circle inside, so that a name stands in the wide part.

    Where a ring crosses itself, or is hardly an area at all, the middle of its corners.
    """
    box = shape.bounds
    precision = max(box.right - box.left, box.bottom - box.top) / 60
    if len(shape.rings[0]) >= 3:
        # A wild border costs much and moves the middle little.
        whole = shapely.Polygon(shape.rings[0], shape.rings[1:])
        polygon = shapely.simplify(whole, precision / 2, preserve_topology=False)
        if polygon.is_valid and polygon.area > 0:
            radius = shapely.maximum_inscribed_circle(polygon, tolerance=precision)
            x, y = shapely.get_coordinates(radius)[0]
            return float(x), float(y)
    x, y = shape.rings[0].mean(axis=0)
    return float(x), float(y)
