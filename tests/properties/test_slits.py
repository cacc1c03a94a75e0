"""A zone with holes is one simple ring in a studio file, and the same zone again when the file is read."""

from __future__ import annotations

import json
from typing import Any

import shapely
from hypothesis import example, given, settings
from hypothesis import strategies as st

from studio_app.domain.zone import Zone
from studio_app.engine.zone_shapes import Shape, crossing, normal, polygon_of
from studio_app.exchange.read_zones import read_zones
from studio_app.exchange.slits import WIDTHS, one_ring, parted
from studio_app.exchange.write_file import zone_value
from tests.support.random_shapes import cuttings, shapes

ROOMS = Shape(
    ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)),
    tuple(
        ((x, y), (x + 1.0, y), (x + 1.0, y + 1.0), (x, y + 1.0))
        for x in (1.0, 3.0, 5.0, 7.0)
        for y in (1.0, 3.0, 5.0, 7.0)
    ),
)


def through_a_file(zone: Zone) -> tuple[str, Zone]:
    written = json.dumps(zone_value(zone))
    (found,) = read_zones([json.loads(written)])
    return written, found


@given(st.one_of(shapes(), cuttings()))
@example(ROOMS)
@settings(deadline=None)
def test_what_is_written_is_one_simple_ring_and_reads_as_it_was(shape: Shape) -> None:
    zone = shape.put_into(Zone("z", "Zone", ()))
    written, found = through_a_file(zone)

    ring: Any = json.loads(written)["polygon"]
    assert shapely.Polygon(ring).is_valid
    assert len(ring) == sum(map(len, shape.rings)) + 2 * len(shape.holes)
    assert (found.ring, found.holes) == (shape.ring, normal(shape).holes)
    assert through_a_file(found) == (written, found)


@given(st.one_of(shapes(), cuttings()))
@settings(deadline=None)
def test_other_programs_see_the_same_area_but_for_the_slits(shape: Shape) -> None:
    ours, theirs = polygon_of(shape), shapely.Polygon(one_ring(shape.ring, shape.holes))
    slits = shapely.difference(ours, theirs)
    assert slits.area <= WIDTHS[0] * ours.length * (len(shape.holes) + 1)
    assert shapely.difference(theirs, ours).area <= WIDTHS[0] * ours.length


@given(shapes(), st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_order_and_the_direction_of_holes_are_no_matter(shape: Shape, random: Any) -> None:
    holes = [tuple(reversed(hole)) if random.random() < 0.5 else hole for hole in shape.holes]
    random.shuffle(holes)
    turned = [hole[1:] + hole[:1] for hole in holes]
    assert one_ring(shape.ring, turned) == one_ring(shape.ring, shape.holes)


@given(shapes(most_holes=0))
def test_a_border_without_holes_is_left_as_it_is(shape: Shape) -> None:
    assert one_ring(shape.ring, ()) == shape.ring
    assert parted(shape.ring) == (shape.ring, ())
    assert crossing(shape.ring) is None
