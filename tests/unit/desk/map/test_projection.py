"""Web Mercator against known tiles and lengths."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.desk.map import projection as pr

lons = st.floats(-180, 180)
lats = st.floats(-85, 85)


@pytest.mark.parametrize(
    "lon, lat, zoom, tile",
    [
        (7.0, 50.0, 0, (0, 0)),
        (139.7006793, 35.6590699, 18, (232798, 103246)),  # Tokyo
        (-9.0, 53.2, 10, (486, 332)),  # Galway
        (-87.65, 41.85, 3, (2, 2)),  # Chicago
        (-71.0589, 42.3601, 12, (1239, 1514)),  # Boston
        (-180.0, 85.0511, 5, (0, 0)),
        (180.0, -85.0511, 5, (31, 31)),
    ],
)
def test_places_lie_in_their_known_tiles(lon: float, lat: float, zoom: int, tile: tuple[int, int]) -> None:
    """Numbers of the OpenStreetMap wiki, of mercantile's documentation and of Google's."""
    assert pr.tile_of(lon, lat, zoom) == tile


def corner(column: int, row: int, zoom: int) -> pr.LonLat:
    """Degrees of the upper left corner of a tile."""
    return pr.to_degrees(column / 2**zoom, row / 2**zoom)


def test_the_corner_of_a_tile_is_the_published_one() -> None:
    """The square world's edge by the OpenStreetMap wiki, and tile 10/486/332 of mercantile's documentation."""
    assert corner(0, 0, 0) == pytest.approx((-180.0, 85.0511287798066))
    assert corner(1, 1, 1) == pytest.approx((0.0, 0.0))
    assert corner(486, 332, 10) == pytest.approx((-9.140625, 53.33087298301705))
    assert corner(487, 333, 10) == pytest.approx((-8.7890625, 53.120405283106564))


def test_world_pixels_of_the_published_example() -> None:
    """Chicago in Google's "Map and Tile Coordinates": world 65.67, 95.17 of 256; pixels 525, 761 at zoom 3."""
    x, y = pr.to_world(-87.65, 41.85)
    assert (x * 256, y * 256) == pytest.approx((65.67111111, 95.17492654), abs=1e-6)
    assert tuple(int(each * pr.world_size(3)) for each in (x, y)) == (525, 761)


@given(lons, lats)
def test_there_and_back(lon: float, lat: float) -> None:
    assert pr.to_degrees(*pr.to_world(lon, lat)) == pytest.approx((lon, lat), abs=1e-9)


@given(st.lists(st.tuples(lons, st.floats(-90, 90)), min_size=1, max_size=20))
def test_many_at_once_are_as_one_by_one(places: list[tuple[float, float]]) -> None:
    together = pr.all_to_world(np.array(places))
    assert together == pytest.approx(np.array([pr.to_world(*place) for place in places]), abs=1e-12)


@given(lons, lats, st.integers(0, 19))
def test_a_place_lies_inside_of_its_tile(lon: float, lat: float, zoom: int) -> None:
    column, row = pr.tile_of(lon, lat, zoom)
    left, top = corner(column, row, zoom)
    right, bottom = corner(column + 1, row + 1, zoom)
    assert left - 1e-9 <= lon <= right + 1e-9
    assert bottom - 1e-9 <= lat <= top + 1e-9


def test_a_pixel_on_the_ground() -> None:
    """The wiki's table "Zoom levels": 156,543.03 m at the equator and zoom 0; halved by each zoom."""
    assert pr.metres_per_pixel(0, 0) == pytest.approx(156_543.03, abs=0.01)
    assert pr.metres_per_pixel(60, 10) == pytest.approx(152.874 / 2, abs=0.01)
