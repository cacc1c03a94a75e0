"""Circles and unions, against shapely and against great circles."""

from __future__ import annotations

import math

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from studio_app.domain.place import Place
from studio_app.domain.zone import Ring
from studio_app.engine.travel import great_circle_km
from studio_app.engine.zone_making import circle, loosened, union
from studio_app.engine.zone_shapes import Shape, area_km2, crossing, polygon_of
from studio_app.errors import BadInput

SQUARE: Ring = ((0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0))
BOX = Shape(SQUARE)


def box(west: float, south: float, east: float, north: float) -> Shape:
    return Shape(((west, south), (east, south), (east, north), (west, north)))


# ---------------------------------------------------------------- circles


@given(st.floats(-70, 70), st.floats(-150, 150), st.floats(0.05, 500))
def test_all_corners_of_a_circle_are_its_radius_away(lat: float, lon: float, radius: float) -> None:
    middle = Place(lat, lon)
    found = circle(middle, radius)
    assert len(found.ring) == 64
    for corner in found.ring:
        assert great_circle_km(middle, Place(corner[1], corner[0])) == pytest.approx(radius, rel=1e-5)
    assert crossing(found.ring) is None


def test_a_circle_of_ten_miles_is_as_large_as_it_should_be() -> None:
    radius = 16.09344
    assert area_km2(circle(Place(42.3, -71.1), radius, 360)) == pytest.approx(math.pi * radius**2, rel=1e-3)


@pytest.mark.parametrize(
    "place, radius, sentence",
    [
        (Place(42.3, -71.1), 0.0, "more than 0"),
        (Place(42.3, -71.1), -3.0, "more than 0"),
        (Place(42.3, -71.1), math.nan, "more than 0"),
        (Place(42.3, -71.1), 5000.0, "at most 2,000 km"),
        (Place(89.0, 0.0), 200.0, "over a pole"),
        (Place(10.0, 179.5), 200.0, "edge of the map"),
    ],
)
def test_circles_that_are_none(place: Place, radius: float, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        circle(place, radius)


# ---------------------------------------------------------------- unions


@given(st.lists(st.builds(box, *[st.integers(0, 9)] * 2, *[st.integers(10, 19)] * 2), min_size=1, max_size=5))
def test_a_union_is_shapely_s(parts: list[Shape]) -> None:
    found = union(parts)
    expected = shapely.union_all([polygon_of(part) for part in parts])
    assert shapely.union_all([polygon_of(part) for part in found]).equals(expected)
    assert all(crossing(part.ring, part.holes) is None for part in found)


def test_what_lies_apart_stays_apart_and_the_largest_comes_first() -> None:
    assert [polygon_of(part).area for part in union([box(5, 5, 6, 6), BOX, box(1, 1, 3, 2)])] == [5, 1]


def test_a_union_around_nothing_has_a_hole() -> None:
    (ring,) = union([box(0, 0, 3, 1), box(0, 2, 3, 3), box(0, 0, 1, 3), box(2, 0, 3, 3)])
    assert [polygon_of(Shape(hole)).area for hole in ring.holes] == [1]


def test_boxes_that_touch_in_a_corner_are_two() -> None:
    assert len(union([box(0, 0, 1, 1), box(1, 1, 2, 2)])) == 2


def test_a_hole_that_touches_the_border_becomes_a_bay() -> None:
    touching = Shape(SQUARE, (((0.0, 1.0), (1.0, 0.5), (1.0, 1.5)),))
    (found,) = loosened(touching)
    assert found.holes == ()
    assert polygon_of(found).area == pytest.approx(polygon_of(touching).area, abs=1e-5)
    assert loosened(Shape(((0.0, 0.0), (1.0, 1.0), (1.0, 0.0), (0.0, 1.0)))) == ()
