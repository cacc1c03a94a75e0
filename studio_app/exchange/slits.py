"""Zones with holes as the one ring that a studio file has, and back.

The ring runs along the border, leaves it at a corner, goes over a slit to a corner of a hole, around the hole, and back
beside its way there: hair-fine, 1e-7 degrees, which is a centimetre on the ground. Every other program reads a simple
polygon; a place in the slit itself is all that differs for it.

The way back ends where `_beside` puts it, worked out from corners that stay in the ring. A reader that finds the very
same numbers knows the slit for one of ours, closes it, and has border and hole as they were, to the last bit. A border
that somebody drew is never taken for a slit: its corners would have to agree in all their digits.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

import shapely

from studio_app.domain.zone import Ring
from studio_app.engine.zone_shapes import Point, crossing, normal_holes
from studio_app.errors import BadInput

WIDTHS = (1e-7, 1e-9, 1e-11)
"""Degrees. The finer ones are for shapes that are as fine themselves."""
_CELL = 1e-6
"""Degrees; corners that lie as near to each other as a slit is wide lie in the same cell or in cells side by side."""
_MOST_LOOKS = 50_000
"""At pairs of corners that might be a slit; a ring of ours has a few for each hole."""


def one_ring(ring: Ring, holes: Sequence[Ring]) -> Ring:
    """A border and its holes as one ring; the same ring in whatever order the holes come.

    Raises:
        BadInput: they can't be a zone, or are too close to each other for a slit between them.
    """
    if not holes:
        return ring
    found = crossing(ring, holes)
    if found:
        raise BadInput("polygon", found.problem)
    holes = normal_holes(holes)
    anticlockwise = _anticlockwise(ring)
    # From the east on, so that every hole sees a corner of what is one ring already (Eberly, "Triangulation by Ear
    # Clipping", section 3).
    waiting = sorted(holes, key=max, reverse=True)
    joined = ring
    while waiting:
        hole = waiting.pop(0)
        joined = _joined(joined, hole if anticlockwise else tuple(reversed(hole)), waiting)
    if parted(joined) != (ring, holes):
        raise BadInput("polygon", "has corners that are too close to each other for a zone with holes")
    return joined


def parted(ring: Ring) -> tuple[Ring, tuple[Ring, ...]]:
    """The border and the holes of a ring that `one_ring` made, holes in their normal form; any other ring is a border
    without holes."""
    if len(ring) < 8 or not all(_close_ones(ring, axis) for axis in (0, 1)):
        return ring, ()
    unslit = _Closing(ring)
    return unslit.border, normal_holes(unslit.holes)


def _close_ones(ring: Ring, axis: int) -> bool:
    """Whether there may be corners as near to each other as a slit is wide: asked first, since hardly any ring has."""
    sorted_ones = sorted([corner[axis] for corner in ring])
    return any(after - before < 2 * WIDTHS[0] for before, after in pairwise(sorted_ones))


def _beside(corner: Point, ahead: Point, towards: Point, width: float, *, right: bool) -> Point | None:
    """Where the way back passes a corner.

    Args:
        corner: Where the way there begins or ends.
        ahead: Its other end.
        towards: The next corner of the border on the side of the way back.
        width: Of the slit; None is answered where the border is too short for it.
        right: Whether that side is the right one, looking ahead.
    """
    over, up = towards[0] - corner[0], towards[1] - corner[1]
    wayward, length = math.dist(ahead, corner), math.hypot(over, up)
    if min(wayward, length) < 4 * width:
        return None
    x, y = (ahead[0] - corner[0]) / wayward, (ahead[1] - corner[1]) / wayward
    across, down = (y, -x) if right else (-y, x)
    if over * x + up * y > 0 and over * across + up * down > 0:
        # The border turns off sharply, and the way back begins on it.
        across, down = over / length, up / length
    return (corner[0] + across * width, corner[1] + down * width)


# ---------------------------------------------------------------- cutting


def _joined(ring: Ring, hole: Ring, others: Sequence[Ring]) -> Ring:
    """The ring with a slit to a hole that meets nothing on its way."""
    right = _anticlockwise(ring)
    borders = shapely.MultiLineString([_closed(part) for part in (ring, hole, *others)])
    inner = [_closed(other) for other in others]
    for start, end in _ways(ring, hole):
        way = shapely.LineString([ring[start], hole[end]])
        if shapely.get_num_coordinates(shapely.intersection(borders, way)) != 2:
            continue
        for width in WIDTHS:
            tried = _cut(ring, start, hole[end:] + hole[:end], width, right=right)
            if tried and shapely.is_valid(shapely.Polygon(tried, inner)):
                return tried
    where = f"{hole[0][0]:.9g}, {hole[0][1]:.9g}"
    raise BadInput("polygon", f"has a hole near {where} that is too close to another border")


def _ways(ring: Ring, hole: Ring) -> Iterator[tuple[int, int]]:
    """Corners of a ring and a hole, their places in the order to be tried: from the hole's east the shortest first."""
    for end in sorted(range(len(hole)), key=hole.__getitem__, reverse=True):
        for _, start in sorted((math.dist(corner, hole[end]), start) for start, corner in enumerate(ring)):
            yield start, end


def _cut(ring: Ring, start: int, hole: Ring, width: float, *, right: bool) -> Ring | None:
    """The ring that leaves at a corner, goes around the hole from its first corner on, and comes back."""
    back = _beside(hole[0], ring[start], hole[-1], width, right=not right)
    home = _beside(ring[start], hole[0], ring[(start + 1) % len(ring)], width, right=right)
    if back is None or home is None:
        return None
    return (*ring[: start + 1], *hole, back, home, *ring[start + 1 :])


def _anticlockwise(ring: Ring) -> bool:
    return bool(shapely.is_ccw(shapely.LinearRing(ring)))


def _closed(ring: Ring) -> Ring:
    return (*ring, ring[0])


# ---------------------------------------------------------------- closing


class _Closing:
    """Goes around a ring from its end to its beginning and takes a hole off where its slit begins. Whatever leaves the way
    around that hole, or the end of the way back, was taken off by then."""

    def __init__(self, ring: Ring) -> None:
        self._first = ring[0]
        self._passed: list[Point] = []
        self._at: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        self._looks = 0
        self._right = _anticlockwise(ring)
        self.holes: list[Ring] = []
        for corner in reversed(ring):
            self._pass(corner)
            while (home := self._home()) is not None:
                self._close(home)
        self.border: Ring = tuple(reversed(self._passed))

    def _pass(self, corner: Point) -> None:
        self._at[_cell(corner)].append(len(self._passed))
        self._passed.append(corner)

    def _home(self) -> int | None:
        """Where the slit ends that begins with the last corner; None where that begins none."""
        x, y = _cell(self._passed[-1])
        for cell in ((x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)):
            for home in self._at.get(cell, ()):
                if home > len(self._passed) - 6:
                    break
                self._looks += 1
                if self._looks > _MOST_LOOKS:
                    return None
                if self._is_slit(home):
                    return home
        return None

    def _is_slit(self, home: int) -> bool:
        passed, right = self._passed, self._right
        following = passed[home - 1] if home else self._first
        back, last, there, out = passed[home + 1], passed[home + 2], passed[-2], passed[-1]
        return any(
            _beside(out, there, following, width, right=right) == passed[home]
            and _beside(there, out, last, width, right=not right) == back
            for width in WIDTHS
        )

    def _close(self, home: int) -> None:
        self.holes.append(tuple(reversed(self._passed[home + 2 : -1])))
        out = self._passed[-1]
        while len(self._passed) > home:
            self._at[_cell(self._passed.pop())].pop()
        self._pass(out)


def _cell(corner: Point) -> tuple[int, int]:
    return math.floor(corner[0] / _CELL), math.floor(corner[1] / _CELL)
