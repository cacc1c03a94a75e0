"""Points that are drawn near a border land on it, and a line that is drawn along a border takes its corners over."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from studio_app.domain.zone import Ring
from studio_app.engine.zone_corners import apart, nearest_on, tallness
from studio_app.engine.zone_shapes import Point

_Corners = NDArray[np.float64]
_Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Snap:
    """A point on a border.

    Attributes:
        ring: Number of the border, in the order in which they were handed in.
        edge: The edge from corner `edge` to the next one on which it lies.
        corner: The corner itself where it is one.
    """

    point: Point
    ring: int
    edge: int
    corner: int | None = None


@dataclass(frozen=True)
class Borders:
    """Borders to be snapped to, prepared once for many points: of 100,000 edges only those of borders nearby are looked at."""

    rings: tuple[Ring, ...]

    @classmethod
    def of(cls, rings: Iterable[Ring]) -> Borders:
        """The borders and holes of what is drawn beside; rings without corners are kept for their number."""
        return cls(tuple(rings))

    def snap(self, point: Point, tolerance: float) -> Snap | None:
        """Where a point lands: on the nearest corner within reach, else on the nearest border.

        Args:
            point: Where the pointer is.
            tolerance: In degrees of longitude, as many as the reach in pixels is worth.
        """
        tall = np.array([1.0, tallness(point[1])])
        here = np.array(point)
        reach = tolerance / tall
        near = [
            edges
            for low, high, edges in self._boxed
            if (here >= low - reach).all() and (here <= high + reach).all()
        ]
        if not near:
            return None
        starts, ends, owners = (np.concatenate(parts) for parts in zip(*near, strict=True))
        to_corner = np.hypot(*((starts - here) * tall).T)
        nearest = int(to_corner.argmin())
        if to_corner[nearest] <= tolerance:
            ring, corner = (int(number) for number in owners[nearest])
            return Snap(self.rings[ring][corner], ring, corner, corner)
        along, away = (ends - starts) * tall, (here - starts) * tall
        length = np.einsum("ij,ij->i", along, along)
        share = np.einsum("ij,ij->i", away, along) / np.where(length == 0, 1.0, length)
        feet = along * np.clip(share, 0.0, 1.0)[:, np.newaxis]
        distance = np.hypot(*(away - feet).T)
        nearest = int(distance.argmin())
        if distance[nearest] > tolerance:
            return None
        ring, edge = (int(number) for number in owners[nearest])
        corners = self.rings[ring]
        return Snap(nearest_on(corners[edge], corners[(edge + 1) % len(corners)], point), ring, edge)

    def trace(self, start: Snap, end: Snap) -> tuple[Point, ...]:
        """The corners between two points of one border, the shorter way along it, both points left out; none between
        points of two borders."""
        if start.ring != end.ring:
            return ()
        ring = self.rings[start.ring]
        there = _between(ring, start, end)
        back = tuple(reversed(_between(ring, end, start)))
        return min(there, back, key=lambda way: _length((start.point, *way, end.point)))

    @cached_property
    def _boxed(self) -> list[tuple[_Corners, _Corners, tuple[_Corners, _Corners, _Numbers]]]:
        """The box of each border, and its edges: first corners, last corners, and the numbers of ring and edge."""
        found = []
        for number, ring in enumerate(self.rings):
            if ring:
                starts, ends = np.array(ring, float), np.array(ring[1:] + ring[:1], float)
                owners = np.array([(number, edge) for edge in range(len(ring))], np.int64)
                found.append((starts.min(axis=0), starts.max(axis=0), (starts, ends, owners)))
        return found


def _between(ring: Ring, start: Snap, end: Snap) -> tuple[Point, ...]:
    """The corners that a way forward along a ring passes."""
    here, there = _along(ring, start), _along(ring, end)
    if there < here:
        there += len(ring)
    return tuple(ring[corner % len(ring)] for corner in range(math.floor(here) + 1, math.ceil(there)))


def _along(ring: Ring, snap: Snap) -> float:
    """How far along a ring a point lies, counted in corners."""
    if snap.corner is not None:
        return snap.corner
    start, end = ring[snap.edge], ring[(snap.edge + 1) % len(ring)]
    share = math.dist(start, snap.point) / (math.dist(start, end) or 1.0)
    return snap.edge + min(max(share, 1e-9), 1 - 1e-9)


def _length(way: tuple[Point, ...]) -> float:
    return sum(apart(one, other) for one, other in pairwise(way))
