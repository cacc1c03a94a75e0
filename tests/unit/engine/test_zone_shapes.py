"""Zones as shapes: what can't be one and where, their size and middle, and what hands do to corners."""

from __future__ import annotations

import math

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from studio_app.domain.zone import Ring, Zone
from studio_app.engine import zone_corners as corners
from studio_app.engine.zone_shapes import (
    KM_A_MILE,
    Point,
    Shape,
    area_km2,
    contains,
    crossing,
    label_point,
    normal,
    polygon_of,
    shapes_of,
)
from studio_app.errors import BadInput
from tests.support.random_shapes import shapes, stars

SQUARE: Ring = ((0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0))
ROOM: Ring = ((0.5, 0.5), (1.0, 0.5), (1.0, 1.0), (0.5, 1.0))
WITH_ROOM = Shape(SQUARE, (ROOM,))


# ---------------------------------------------------------------- what can't be a zone


@pytest.mark.parametrize(
    "ring, holes, problem, where",
    [
        (SQUARE[:2], (), "needs three corners or more", (0, 0)),
        ((), (), "needs three corners or more", None),
        ((SQUARE[0],) * 5, (), "needs three corners or more", (0, 0)),
        (((0, 0), (1, 1), (1, 0), (0, 1)), (), "crosses or touches itself near 0.5, 0.5", (0.5, 0.5)),
        (((0, 0), (1, 1), (2, 2)), (), "crosses or touches itself near 1, 1", (1, 1)),
        (((0, 0), (2, 0), (2, 2), (1, 0), (0, 2)), (), "crosses or touches itself near 1, 0", (1, 0)),
        (SQUARE, (SQUARE,), "has a hole that is not inside of it, or touches it near 0, 0", (0, 0)),
        (
            SQUARE,
            (((0.0, 0.5), (1.0, 0.5), (1.0, 1.0)),),
            "has a hole that is not inside of it, or touches it near 0, 0.5",
            (0, 0.5),
        ),
        (SQUARE, (ROOM, ROOM), "has holes that touch near 0.75, 0.75", (0.75, 0.75)),
    ],
)
def test_what_cannot_be_a_zone_is_said_with_its_place(
    ring: Ring, holes: tuple[Ring, ...], problem: str, where: Point | None
) -> None:
    found = crossing(ring, holes)
    assert found is not None
    assert found.where == where
    assert found.problem.startswith(problem.partition(" near ")[0])
    if len(holes) == 0 or where == (0, 0.5):
        assert found.problem == problem
    assert found.sentence.startswith("The border ")
    assert " near " not in found.sentence


def test_a_hole_far_away_is_shown_where_it_lies() -> None:
    found = crossing(SQUARE, (tuple((lon + 9, lat) for lon, lat in ROOM),))
    assert found is not None
    assert found.where is not None
    assert found.where[0] > 9


@given(shapes())
def test_simple_rings_with_holes_apart_are_zones(shape: Shape) -> None:
    assert crossing(shape.ring, shape.holes) is None


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=3, max_size=8))
def test_a_ring_is_a_zone_where_shapely_says_it_is_valid(ring: list[tuple[int, int]]) -> None:
    if len(set(ring)) >= 3:
        assert (crossing(tuple(ring)) is None) is shapely.Polygon(ring).is_valid


# ---------------------------------------------------------------- size, middle, form


def test_a_zone_takes_and_gives_its_shape() -> None:
    zone = Zone("z", "Zone", SQUARE, (), 3)
    assert WITH_ROOM.put_into(zone) == Zone("z", "Zone", SQUARE, (ROOM,), 3)
    assert Shape.of(WITH_ROOM.put_into(zone)) == WITH_ROOM


@given(shapes())
def test_the_normal_form_is_the_same_area(shape: Shape) -> None:
    found = normal(shape)
    assert shapely.is_ccw(shapely.LinearRing(found.ring))
    assert not any(shapely.is_ccw(shapely.LinearRing(hole)) for hole in found.holes)
    assert found.ring[0] == shape.ring[0]
    assert polygon_of(found).equals(polygon_of(shape))
    assert normal(found) == found


def test_the_area_of_a_state_drawn_as_a_box() -> None:
    # Colorado between its parallels and meridians, on the sphere; the Census Bureau gives 269,601 square kilometres.
    west, east, south, north = -109.0603, -102.0415, 36.9931, 41.0034
    colorado = Shape(((west, south), (east, south), (east, north), (west, north)))
    assert area_km2(colorado) == pytest.approx(269_601, rel=0.005)


@given(stars((-71.1, 42.3), 0.2))
def test_a_small_area_is_the_one_on_the_plain(ring: Ring) -> None:
    wide = math.cos(math.radians(42.3))
    flat = shapely.Polygon([(lon * 111.195 * wide, lat * 111.195) for lon, lat in ring])
    assert area_km2(Shape(ring)) == pytest.approx(flat.area, rel=0.01)


@given(shapes())
def test_holes_are_no_area(shape: Shape) -> None:
    holes = sum(area_km2(Shape(hole)) for hole in shape.holes)
    assert area_km2(shape) == pytest.approx(area_km2(Shape(shape.ring)) - holes, rel=1e-6)


@given(shapes())
def test_a_name_stands_within(shape: Shape) -> None:
    point = shapely.Point(label_point(shape))
    area = polygon_of(shape)
    assert area.contains(point)
    middle, edge = shapely.maximum_inscribed_circle(area).boundary.geoms
    assert shapely.distance(area.boundary, point) >= 0.5 * shapely.distance(middle, edge)
    assert contains(shape, (point.x, point.y))


def test_a_shape_without_an_inside_has_its_name_at_its_first_corner() -> None:
    for ring in (((0.0, 0.0), (1.0, 1.0), (2.0, 2.0)), ((1.0, 1.0), (1.0, 1.0), (2.0, 2.0))):
        assert label_point(Shape(ring)) == ring[0]


def test_areas_are_found_in_whatever_they_came_in() -> None:
    box, line = shapely.box(0, 0, 1, 1), shapely.LineString([(0, 0), (1, 1)])
    nested = shapely.GeometryCollection([line, shapely.MultiPolygon([box, shapely.box(3, 3, 6, 6)])])
    assert [round(polygon_of(shape).area) for shape in shapes_of(nested)] == [9, 1]
    assert shapes_of(line) == ()


def test_a_mile_is_the_international_one() -> None:
    assert pytest.approx(5280) == KM_A_MILE * 1000 / 0.3048


# ---------------------------------------------------------------- corners


def test_a_corner_is_added_moved_and_taken_away() -> None:
    added = corners.insert_corner(WITH_ROOM, 0, 3, (0.0, 1.0))
    assert added.ring == (*SQUARE, (0.0, 1.0))
    moved = corners.move_corner(added, 0, 4, (-0.5, 1.0))
    assert moved.ring[4] == (-0.5, 1.0)
    assert corners.delete_corner(moved, 0, 4) == WITH_ROOM


def test_corners_of_holes_are_as_good() -> None:
    added = corners.insert_corner(WITH_ROOM, 1, 0, (0.75, 0.4))
    assert added == Shape(SQUARE, ((ROOM[0], (0.75, 0.4), *ROOM[1:]),))
    assert corners.remove_hole(added, 1) == Shape(SQUARE)


@pytest.mark.parametrize("ring, who", [(0, "The border"), (1, "A hole")])
def test_three_corners_stay(ring: int, who: str) -> None:
    shape = Shape(SQUARE[:3], (ROOM[:3],))
    with pytest.raises(BadInput, match=f"{who} needs three corners"):
        corners.delete_corner(shape, ring, 0)


def test_an_edge_takes_both_its_ends_along() -> None:
    moved = corners.move_edge(Shape(SQUARE), 0, 3, (-1.0, 0.0))
    assert moved.ring == ((-1.0, 0.0), (2.0, 0.0), (2.0, 2.0), (-1.0, 2.0))


def test_nothing_is_dragged_off_the_map() -> None:
    assert corners.move_shape(WITH_ROOM, (500.0, 0.0)).ring[1] == (180.0, 0.0)
    assert corners.move_shape(WITH_ROOM, (0.25, -0.25)).holes[0][0] == (0.75, 0.25)
    assert corners.move_corner(WITH_ROOM, 0, 0, (-200.0, -95.0)).ring[0] == (-180.0, -90.0)


@given(shapes(), st.floats(-1, 1), st.floats(-1, 1))
def test_the_nearest_place_is_the_one_that_shapely_finds(shape: Shape, across: float, up: float) -> None:
    lon, lat = shape.ring[0]
    size = max(abs(lon - other) for other, _ in shape.ring) or 1.0
    point = (lon + across * size, lat + up * size)
    tall = corners.tallness(point[1])
    spot = corners.nearest_edge(shape, point)

    def flat(ring: Ring) -> list[Point]:
        return [(x, (y - point[1]) * tall) for x, y in ring]

    lines = shapely.MultiLineString([[*flat(ring), flat(ring)[0]] for ring in shape.rings])
    assert spot.distance == pytest.approx(lines.distance(shapely.Point(point[0], 0.0)), rel=1e-3, abs=1e-9)
    corner = corners.nearest_corner(shape, point)
    assert corner.distance == min(corners.apart(point, at) for ring in shape.rings for at in ring)
    assert shape.rings[corner.ring][corner.edge] == corner.point
