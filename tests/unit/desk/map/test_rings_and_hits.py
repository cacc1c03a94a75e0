"""Thinning, cutting and hitting of areas."""

from __future__ import annotations

import math

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from studio_app.desk.map.camera import Bounds, Camera
from studio_app.desk.map.gestures import Part
from studio_app.desk.map.hitting import hit_area, hit_draft, hit_pin, inside, near_border
from studio_app.desk.map.layers import DRAFT, Area, Draft, Pin
from studio_app.desk.map.projection import to_world, world_size
from studio_app.desk.map.rings import (
    cut_lines,
    cut_polygon,
    middle_of,
    needs_cutting,
    shape_of,
    shapes_of,
    thinned,
)

SQUARE = ((-71.2, 42.2), (-71.0, 42.2), (-71.0, 42.4), (-71.2, 42.4))
HOLE = ((-71.15, 42.25), (-71.05, 42.25), (-71.05, 42.35), (-71.15, 42.35))
CAMERA = Camera(to_world(-71.1, 42.3), 11.0, 800, 600)
blobs = st.lists(st.floats(0.3, 1.0), min_size=8, max_size=300).map(
    lambda radii: np.array(
        [
            (
                0.5 + r * 0.001 * math.cos(2 * math.pi * i / len(radii)),
                0.4 + r * 0.001 * math.sin(2 * math.pi * i / len(radii)),
            )
            for i, r in enumerate(radii)
        ]
    )
)


@given(blobs, st.floats(6, 16))
def test_a_thinned_ring_is_off_by_less_than_is_seen(
    ring: np.ndarray[tuple[int, int], np.dtype[np.float64]], zoom: float
) -> None:
    side = world_size(zoom)
    made = thinned(ring, side, 0.5)
    assert 3 <= len(made) <= len(ring)
    border = shapely.LinearRing(made)
    away = shapely.distance(border, shapely.points(ring)) * side
    # GEOS may take away the corner where the ring begins after thinning the rest: twice as far there.
    assert away.max() <= 2 * 0.5 + 1e-6 or len(made) <= 5


@given(blobs, st.floats(0.4990, 0.5005), st.floats(0.399, 0.4005), st.floats(0.0001, 0.002))
def test_cut_areas_cover_what_shapely_says(
    ring: np.ndarray[tuple[int, int], np.dtype[np.float64]], left: float, top: float, size: float
) -> None:
    box = Bounds(left, top, left + size, top + size)
    whole = shapely.make_valid(shapely.Polygon(ring))
    expected = whole.intersection(shapely.box(left, top, left + size, top + size)).area
    parts = [shapely.make_valid(shapely.Polygon(part)) for part in cut_polygon([ring], box)]
    assert sum(part.area for part in parts) == pytest.approx(expected, abs=1e-12)


def test_a_cut_border_has_no_edge_along_the_box() -> None:
    shape = shape_of("a", (SQUARE,))
    middle = Bounds(*to_world(-71.15, 42.35), *to_world(-71.05, 42.25))
    assert cut_lines(shape.rings, middle) == []
    corner = Bounds(*to_world(-71.3, 42.25), *to_world(-71.1, 42.1))
    lines = cut_lines(shape.rings, corner)  # the ring begins at this corner: its two edges
    assert [len(line) for line in lines] == [2, 2]
    assert not needs_cutting(shape.bounds, shape.bounds)
    assert needs_cutting(Bounds(0, 0, 1, 1), middle)


@given(st.floats(-71.3, -70.9), st.floats(42.1, 42.5))
def test_inside_is_what_shapely_says(lon: float, lat: float) -> None:
    shape = shape_of("a", (SQUARE, HOLE))
    spot = to_world(lon, lat)
    polygon = shapely.Polygon(shape.rings[0], [shape.rings[1]])
    if shapely.distance(polygon.boundary, shapely.Point(spot)) > 1e-12:
        assert inside(shape.rings, spot) == polygon.contains(shapely.Point(spot))


def test_the_name_of_a_zone_stands_inside_of_it() -> None:
    horseshoe = (
        (0.0, 0.0),
        (10.0, 0.0),
        (10.0, 10.0),
        (8.0, 10.0),
        (8.0, 2.0),
        (2.0, 2.0),
        (2.0, 10.0),
        (0.0, 10.0),
    )
    shape = shape_of("u", (horseshoe,))
    assert inside(shape.rings, middle_of(shape))
    crossing = shape_of("x", (((0.0, 0.0), (1.0, 1.0), (1.0, 0.0), (0.0, 1.0)),))
    x, y = middle_of(crossing)
    assert crossing.bounds.left < x < crossing.bounds.right
    assert crossing.bounds.top < y < crossing.bounds.bottom
    flat = shape_of("l", (((0.0, 0.0), (1.0, 0.0), (2.0, 0.0)),))
    assert middle_of(flat) == pytest.approx(to_world(1.0, 0.0))


def test_the_smaller_of_two_areas_is_hit() -> None:
    shapes = shapes_of((Area("large", "", SQUARE), Area("small", "", HOLE), Area("none", "", ())))
    x, y = CAMERA.point((-71.1, 42.3))
    hit = hit_area(shapes, CAMERA, x, y)
    assert hit is not None
    assert (hit.part, hit.id) == (Part.INSIDE, "small")
    assert hit_area(shapes, CAMERA, *CAMERA.point((-71.5, 42.3))) is None


def test_parts_of_a_draft() -> None:
    draft = Draft((SQUARE, HOLE))
    corner = hit_draft(draft, CAMERA, *(value + 3 for value in CAMERA.point(SQUARE[2])))
    assert corner is not None
    assert (corner.part, corner.id, corner.ring, corner.index, corner.place) == (
        Part.CORNER,
        DRAFT,
        0,
        2,
        SQUARE[2],
    )
    middle = hit_draft(draft, CAMERA, *CAMERA.point((-71.1, 42.35)))
    assert middle is not None
    assert (middle.part, middle.ring, middle.index, middle.midpoint) == (Part.EDGE, 1, 2, True)
    edge = hit_draft(draft, CAMERA, *CAMERA.point((-71.18, 42.2)))
    assert edge is not None
    assert (edge.part, edge.index, edge.midpoint) == (Part.EDGE, 0, False)
    assert edge.place == pytest.approx((-71.18, 42.2), abs=1e-6)
    closing = hit_draft(draft, CAMERA, *CAMERA.point((-71.2, 42.25)))
    assert closing is not None
    assert closing.index == 3
    within = hit_draft(draft, CAMERA, *CAMERA.point((-71.18, 42.3)))
    assert within is not None
    assert within.is_draft
    assert within.part is Part.INSIDE
    assert hit_draft(draft, CAMERA, *CAMERA.point((-71.1, 42.3))) is None  # the hole


def test_a_line_under_way_has_no_inside_and_no_closing_edge() -> None:
    draft = Draft((SQUARE[:3],), closed=False)
    assert hit_draft(draft, CAMERA, *CAMERA.point((-71.1, 42.3))) is None
    assert hit_draft(draft, CAMERA, *CAMERA.point((-71.05, 42.3))) is None
    assert hit_draft(Draft(((SQUARE[0],),), closed=False), CAMERA, 5, 5) is None
    assert hit_draft(Draft(((),), closed=False), CAMERA, 5, 5) is None


def test_pins_are_hit_on_their_heads_and_the_last_one_lies_on_top() -> None:
    pins = (Pin("a", (-71.1, 42.3)), Pin("b", (-71.1, 42.3)))
    x, y = CAMERA.point((-71.1, 42.3))
    hit = hit_pin(pins, CAMERA, x + 5, y - 20)
    assert hit is not None
    assert hit.id == "b"
    assert hit_pin(pins, CAMERA, x, y + 10) is None


def test_snapping_prefers_corners_and_leaves_out_what_is_edited() -> None:
    shapes = shapes_of((Area("a", "", SQUARE), Area("b", "", HOLE)))
    x, y = CAMERA.point(SQUARE[0])
    corner = near_border(shapes, CAMERA, x + 4, y - 3)
    assert corner is not None
    assert (corner.part, corner.id, corner.index) == (Part.CORNER, "a", 0)
    assert corner.away == pytest.approx(5)
    assert near_border(shapes, CAMERA, x + 4, y - 3, but="a") is None
    edge = near_border(shapes, CAMERA, x + 40, y - 3)
    assert edge is not None
    assert (edge.part, edge.index) == (Part.EDGE, 0)
