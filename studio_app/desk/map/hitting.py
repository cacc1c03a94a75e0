"""What lies under a point: pins, the draft's corners and edges, areas. Pure; reach is in pixels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from studio_app.desk.map.camera import Camera
from studio_app.desk.map.gestures import Hit, Part
from studio_app.desk.map.layers import DRAFT, Draft, Pin
from studio_app.desk.map.projection import Spot, Spots, to_degrees
from studio_app.desk.map.rings import Shape, spots_of

REACH = 8.0
"""Pixels around a corner or an edge that count as on it."""
_PIN_WIDTH, _PIN_HEIGHT = 22.0, 28.0


def inside(rings: Sequence[Spots], spot: Spot) -> bool:
    """Whether a place is in a polygon with holes: the even-odd rule over all rings."""
    crossed = 0
    for ring in rings:
        if len(ring) < 3:
            continue
        x, y = ring[:, 0], ring[:, 1]
        after_x, after_y = np.roll(x, -1), np.roll(y, -1)
        spans = (y > spot[1]) != (after_y > spot[1])
        with np.errstate(divide="ignore", invalid="ignore"):
            at = x + (spot[1] - y) * (after_x - x) / (after_y - y)
        crossed += int(np.count_nonzero(spans & (spot[0] < at)))
    return crossed % 2 == 1


def nearest_corner(ring: Spots, spot: Spot) -> tuple[int, float]:
    """The corner nearest to a place, and how far it is; the ring isn't empty."""
    away = np.hypot(ring[:, 0] - spot[0], ring[:, 1] - spot[1])
    index = int(away.argmin())
    return index, float(away[index])


def nearest_edge(ring: Spots, spot: Spot, *, closed: bool = True) -> tuple[int, Spot, float]:
    """The edge nearest to a place, the place on it, and how far that is; the ring has two corners or more."""
    start = ring if closed else ring[:-1]
    along = (np.roll(ring, -1, axis=0) if closed else ring[1:]) - start
    length = (along * along).sum(axis=1)
    to_spot = np.array(spot) - start
    share = np.divide((to_spot * along).sum(axis=1), length, out=np.zeros_like(length), where=length > 0)
    met = start + along * np.clip(share, 0.0, 1.0)[:, None]
    away = np.hypot(met[:, 0] - spot[0], met[:, 1] - spot[1])
    index = int(away.argmin())
    return index, (float(met[index, 0]), float(met[index, 1])), float(away[index])


def hit_draft(draft: Draft, camera: Camera, x: float, y: float, reach: float = REACH) -> Hit | None:
    """The part of the draft under a point: corners before the rounds between them, edges, the inside."""
    spot, side = camera.spot(x, y), camera.side
    rings = [spots_of(ring) for ring in draft.rings]
    best: Hit | None = None
    for number, ring in enumerate(rings):
        if not len(ring):
            continue
        index, away = nearest_corner(ring, spot)
        if away * side <= reach and (best is None or away * side < best.away):
            best = Hit(Part.CORNER, DRAFT, number, index, draft.rings[number][index], away * side)
    if best is not None:
        return best
    for number, ring in enumerate(rings):
        if len(ring) < 2:
            continue
        index, met, away = nearest_edge(ring, spot, closed=draft.closed and len(ring) > 2)
        if away * side <= reach and (best is None or away * side < best.away):
            middle = (ring[index] + ring[(index + 1) % len(ring)]) / 2
            round_one = float(np.hypot(*(middle - np.array(spot)))) * side <= reach
            place = to_degrees(float(middle[0]), float(middle[1])) if round_one else to_degrees(*met)
            best = Hit(Part.EDGE, DRAFT, number, index, place, away * side, midpoint=round_one)
    if best is None and draft.closed and inside(rings, spot):
        best = Hit(Part.INSIDE, DRAFT, place=to_degrees(*spot))
    return best


def hit_pin(pins: Iterable[Pin], camera: Camera, x: float, y: float) -> Hit | None:
    """The topmost pin under a point; pins stand on their tips."""
    for pin in reversed(list(pins)):
        at = camera.point(pin.place)
        if abs(x - at[0]) <= _PIN_WIDTH / 2 and -_PIN_HEIGHT <= y - at[1] <= 3:
            return Hit(Part.PIN, pin.id, place=pin.place)
    return None


def hit_area(shapes: Iterable[Shape], camera: Camera, x: float, y: float) -> Hit | None:
    """The area under a point. The smallest one, where several lie over each other."""
    spot = camera.spot(x, y)
    found = [shape for shape in shapes if _in_box(shape, spot) and inside(shape.rings, spot)]
    if not found:
        return None
    least = min(found, key=_size)
    return Hit(Part.INSIDE, least.id, place=to_degrees(*spot))


def near_border(
    shapes: Iterable[Shape], camera: Camera, x: float, y: float, reach: float = REACH, *, but: str = ""
) -> Hit | None:
    """The nearest corner of any area within reach, else the nearest place on an edge: what a draft snaps to.

    Args:
        but: Id of an area that doesn't count, such as the one that is edited.
    """
    spot, side = camera.spot(x, y), camera.side
    room = reach / side
    corner: Hit | None = None
    edge: Hit | None = None
    for shape in shapes:
        if shape.id == but or not _in_box(shape, spot, room):
            continue
        for number, ring in enumerate(shape.rings):
            index, away = nearest_corner(ring, spot)
            if away <= room and (corner is None or away * side < corner.away):
                place = to_degrees(float(ring[index, 0]), float(ring[index, 1]))
                corner = Hit(Part.CORNER, shape.id, number, index, place, away * side)
            index, met, away = nearest_edge(ring, spot)
            if away <= room and (edge is None or away * side < edge.away):
                edge = Hit(Part.EDGE, shape.id, number, index, to_degrees(*met), away * side)
    return corner or edge


def _in_box(shape: Shape, spot: Spot, room: float = 0.0) -> bool:
    box = shape.bounds
    return box.left - room <= spot[0] <= box.right + room and box.top - room <= spot[1] <= box.bottom + room


def _size(shape: Shape) -> float:
    box = shape.bounds
    return (box.right - box.left) * (box.bottom - box.top)
