"""Which zones a place lies in: borders count, those of holes too."""

from __future__ import annotations

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from studio_app.domain.place import Place
from studio_app.domain.zone import Zone
from studio_app.engine.coverage import zones_at
from studio_app.engine.zone_shapes import Shape
from tests.support.random_shapes import shapes

TOWN = Zone(
    "town",
    "Town",
    ((-71.2, 42.2), (-71.0, 42.2), (-71.0, 42.4), (-71.2, 42.4)),
    (((-71.15, 42.25), (-71.05, 42.25), (-71.05, 42.35), (-71.15, 42.35)),),
)


@pytest.mark.parametrize(
    "lat, lon, inside",
    [
        (42.22, -71.1, True),
        (42.3, -71.1, False),
        (42.25, -71.1, True),
        (42.25, -71.15, True),
        (42.2, -71.1, True),
        (42.5, -71.1, False),
    ],
)
def test_a_hole_is_outside_and_its_border_inside(lat: float, lon: float, *, inside: bool) -> None:
    assert zones_at((TOWN,), Place(lat, lon)) == ({"town"} if inside else frozenset())


@given(shapes(), st.integers(0, 40), st.integers(0, 40))
def test_it_is_what_shapely_says(shape: Shape, across: int, up: int) -> None:
    zone = shape.put_into(TOWN)
    west, south, east, north = shapely.bounds(shapely.LinearRing(shape.ring))
    point = (west + (east - west) * across / 40, south + (north - south) * up / 40)
    expected = shapely.Polygon(shape.ring, shape.holes).intersects(shapely.Point(point))
    place = Place(point[1], point[0])
    assert (zones_at((zone,), place) == {"town"}) is bool(expected)
