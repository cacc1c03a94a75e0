"""A border that is still being drawn: whether the corners so far, joined in a line, already cross."""

from __future__ import annotations

from itertools import pairwise

import shapely

from studio_app.domain.zone import Ring
from studio_app.engine.zone_shapes import Point


def line_crossing(line: Ring) -> Point | None:
    """The first place where an open line meets itself, apart from neighbouring edges at their common corner."""
    if len(line) < 3 or shapely.LineString(line).is_simple:
        return None
    edges = [shapely.LineString(pair) for pair in pairwise(line)]
    for later in range(1, len(edges)):
        for earlier in range(later):
            met = shapely.intersection(edges[earlier], edges[later])
            # Neighbours share a corner; they cross only where they lie on each other.
            if shapely.is_empty(met) or (earlier == later - 1 and met.geom_type == "Point"):
                continue
            point = shapely.point_on_surface(met)
            return float(point.x), float(point.y)
    return None
