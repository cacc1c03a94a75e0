"""The camera: what stays where it is while the map moves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.desk.map.camera import LEAST_ZOOM, MOST_ZOOM, Camera, bounds_of
from studio_app.desk.map.projection import to_world

zooms = st.floats(LEAST_ZOOM, MOST_ZOOM)
spots = st.tuples(st.floats(0.2, 0.8), st.floats(0.2, 0.8))
steps = st.floats(-400, 400)
cameras = st.builds(Camera, spots, zooms, st.integers(50, 2000), st.integers(50, 1500))


@given(cameras, steps, steps)
def test_a_place_and_its_point(camera: Camera, x: float, y: float) -> None:
    assert camera.at(camera.spot(x, y)) == pytest.approx((x, y), abs=1e-3)
    if 0 <= camera.spot(x, y)[1] <= 1:
        assert camera.point(camera.place(x, y)) == pytest.approx((x, y), abs=1e-2)


@given(cameras, st.floats(-6, 6), st.floats(0, 1), st.floats(0, 1))
def test_zooming_keeps_what_is_under_the_pointer(
    camera: Camera, by: float, across: float, down: float
) -> None:
    x, y = across * camera.width, down * camera.height
    held = camera.spot(x, y)
    after = camera.zoomed(by, x, y)
    if 0 < after.centre[0] < 1 and 0 < after.centre[1] < 1:
        assert after.at(held) == pytest.approx((x, y), abs=1e-3)
    assert LEAST_ZOOM <= after.zoom <= MOST_ZOOM


@given(cameras, steps, steps)
def test_panning_moves_everything_alike(camera: Camera, dx: float, dy: float) -> None:
    spot = camera.spot(10, 20)
    after = camera.panned(dx, dy)
    if 0 < after.centre[0] < 1 and 0 < after.centre[1] < 1:
        assert after.at(spot) == pytest.approx((10 + dx, 20 + dy), abs=1e-3)


@given(st.lists(st.tuples(st.floats(-150, 150), st.floats(-70, 70)), min_size=1, max_size=6))
def test_fitting_shows_all_places(places: list[tuple[float, float]]) -> None:
    bounds = bounds_of(places)
    assert bounds is not None
    camera = Camera((0.5, 0.5), 3.0, 900, 600).fitted(bounds)
    if camera.zoom > LEAST_ZOOM:
        for place in places:
            x, y = camera.point(place)
            assert -1 <= x <= 901
            assert -1 <= y <= 601


def test_a_single_place_is_shown_from_near() -> None:
    bounds = bounds_of([(-71.06, 42.36)])
    assert bounds is not None
    camera = Camera((0.5, 0.5), 3.0, 900, 600).fitted(bounds)
    assert camera.zoom == 14.0
    assert camera.point((-71.06, 42.36)) == pytest.approx((450, 300))
    assert bounds_of([]) is None


def test_the_middle_never_leaves_the_world() -> None:
    camera = Camera(to_world(179, 84), 5.0, 800, 600)
    assert camera.panned(-100_000, 100_000).centre == (1.0, 0.0)
    assert Camera((0.5, 0.5), 2.0, 0, 0).sized(0, -4).width == 1
