"""Areas at random: stars with holes, and what is left of boxes and stars that were cut out of each other."""

from __future__ import annotations

import math
from itertools import pairwise

import shapely
from hypothesis import strategies as st

from studio_app.engine.zone_shapes import Point, Shape, crossing, shapes_of

BOSTON: Point = (-71.1, 42.3)


@st.composite
def stars(draw: st.DrawFn, middle: Point = (0.0, 0.0), size: float = 1.0) -> tuple[Point, ...]:
    """A ring of 3 to 12 corners around a middle, in either direction, no farther from it than its size."""
    count = draw(st.integers(3, 12))
    turns = [(place + draw(st.floats(0.05, 0.95))) / count * 2 * math.pi for place in range(count)]
    far = [size * draw(st.floats(0.4, 1.0)) for _ in turns]
    ring = [
        (middle[0] + r * math.cos(turn), middle[1] + r * math.sin(turn))
        for turn, r in zip(turns, far, strict=True)
    ]
    if any(later - earlier >= math.pi for earlier, later in pairwise([*turns, turns[0] + 2 * math.pi])):
        ring = [(middle[0] + size * x, middle[1] + size * y) for x, y in ((1, 0), (0, 1), (-1, -1))]
    return tuple(ring if draw(st.booleans()) else reversed(ring))


@st.composite
def shapes(draw: st.DrawFn, most_holes: int = 6) -> Shape:
    """A star with holes that lie in the squares of a chess-board within it, near Boston or anywhere."""
    scale = draw(st.sampled_from([1e-4, 0.01, 0.3, 5.0]))
    east, north = draw(st.sampled_from([BOSTON, (0.0, 0.0), (151.2, -33.9)]))
    ring = draw(stars())
    squares = [(x, y) for x in range(-4, 4) for y in range(-4, 4)]
    inside = shapely.Polygon(ring)
    free = [
        (x / 5 + 0.1, y / 5 + 0.1)
        for x, y in squares
        if inside.contains_properly(shapely.box(x / 5, y / 5, x / 5 + 0.2, y / 5 + 0.2))
    ]
    middles = draw(st.lists(st.sampled_from(free), unique=True, max_size=most_holes)) if free else []
    holes = [draw(stars(middle, 0.099)) for middle in middles]

    def placed(part: tuple[Point, ...]) -> tuple[Point, ...]:
        return tuple((east + x * scale, north + y * scale) for x, y in part)

    return Shape(placed(ring), tuple(placed(hole) for hole in holes))


@st.composite
def cuttings(draw: st.DrawFn) -> Shape:
    """What is left of a box after boxes on a coarse grid were cut out of it: holes whose corners lie in line, slots and
    bays, and corners beside corners."""
    left: shapely.Geometry = shapely.box(0, 0, 20, 20)
    for _ in range(draw(st.integers(1, 8))):
        x, y = draw(st.integers(-1, 18)), draw(st.integers(-1, 18))
        wide, high = draw(st.integers(1, 6)), draw(st.integers(1, 6))
        left = shapely.difference(left, shapely.box(x, y, x + wide, y + high))
    fit = [shape for shape in shapes_of(left) if crossing(shape.ring, shape.holes) is None]
    return fit[0] if fit else Shape(((0.0, 0.0), (1.0, 0.0), (0.0, 1.0)))
