"""Points land on the borders beside them, and lines along a border take its corners over."""

from __future__ import annotations

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from studio_app.domain.zone import Ring
from studio_app.engine.zone_corners import apart, tallness
from studio_app.engine.zone_shapes import Point, Shape
from studio_app.engine.zone_snapping import Borders, Snap
from tests.support.random_shapes import shapes

SQUARE: Ring = ((0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0))
FAR: Ring = ((9.0, 0.0), (10.0, 0.0), (10.0, 1.0))
BORDERS = Borders.of([SQUARE, (), FAR])


@pytest.mark.parametrize(
    "point, found",
    [
        ((4.05, 0.05), Snap((4.0, 0.0), 0, 1, 1)),
        ((4.05, 2.0), Snap((4.0, 2.0), 0, 1)),
        ((-0.05, 2.0), Snap((0.0, 2.0), 0, 3)),
        ((9.5, -0.05), Snap((9.5, 0.0), 2, 0)),
        ((4.5, 2.0), None),
        ((2.0, 2.0), None),
    ],
)
def test_a_point_lands_on_what_is_in_reach(point: Point, found: Snap | None) -> None:
    snap = BORDERS.snap(point, 0.1)
    if found is None:
        assert snap is None
        return
    assert snap is not None
    assert (snap.ring, snap.edge, snap.corner) == (found.ring, found.edge, found.corner)
    assert snap.point == pytest.approx(found.point)


def test_without_borders_nothing_is_in_reach() -> None:
    assert Borders.of([]).snap((0.0, 0.0), 1.0) is None
    assert Borders.of([()]).snap((0.0, 0.0), 1.0) is None


def on(point: Point) -> Snap:
    snap = BORDERS.snap(point, 0.01)
    assert snap is not None
    return snap


@pytest.mark.parametrize(
    "start, end, way",
    [
        ((1.0, 0.0), (4.0, 1.0), [(4.0, 0.0)]),
        ((4.0, 1.0), (1.0, 0.0), [(4.0, 0.0)]),
        ((1.0, 0.0), (3.0, 0.0), []),
        ((3.0, 0.0), (1.0, 0.0), []),
        ((1.0, 0.0), (1.0, 4.0), [(0.0, 0.0), (0.0, 4.0)]),
        ((0.0, 0.0), (4.0, 0.0), []),
        ((0.0, 0.0), (0.0, 4.0), []),
        ((0.0, 4.0), (4.0, 0.5), [(4.0, 4.0)]),
        ((1.0, 0.0), (1.0, 0.0), []),
        ((0.0, 0.0), (0.0, 0.0), []),
        ((1.0, 0.0), (9.5, 0.0), []),
    ],
)
def test_a_line_along_a_border_takes_the_shorter_way(start: Point, end: Point, way: list[Point]) -> None:
    assert list(BORDERS.trace(on(start), on(end))) == way


@given(shapes(), st.floats(-1, 1), st.floats(-1, 1), st.floats(0, 0.3))
def test_snapping_is_what_shapely_finds(shape: Shape, across: float, up: float, reach: float) -> None:
    lon, lat = shape.ring[0]
    size = max(abs(lon - other) for other, _ in shape.ring) or 1.0
    point, tolerance = (lon + across * size, lat + up * size), reach * size
    snap = Borders.of(shape.rings).snap(point, tolerance)
    tall = tallness(point[1])
    lines = shapely.MultiLineString(
        [[(x, (y - point[1]) * tall) for x, y in (*ring, ring[0])] for ring in shape.rings]
    )
    distance = shapely.distance(lines, shapely.Point(point[0], 0.0))
    if distance < tolerance * 0.999:
        assert snap is not None
        assert (
            shapely.distance(
                shapely.MultiLineString([[*r, r[0]] for r in shape.rings]), shapely.Point(snap.point)
            )
            < 1e-9
        )
        if snap.corner is None:
            assert apart(point, snap.point) == pytest.approx(distance, rel=1e-6, abs=1e-9)
        else:
            assert shape.rings[snap.ring][snap.corner] == snap.point
    if distance > tolerance * 1.001 + 1e-12:
        assert snap is None
