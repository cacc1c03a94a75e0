"""The ground that is drawn without a network: land, lakes, borders, towns and postcodes. Pure.

`resources/map/base.npz` (made by `packaging/make_map_base.py`) holds, for each layer of points, `<layer>_steps`:
(longitude, latitude) in millionths of a degree, each as the step from the point before, and `<layer>_counts`: how
many points each ring or line has. Names are `<kind>_names` (UTF-8 with line feeds between), `<kind>_places` (millionths
of a degree) and `<kind>_ranks`, highest first.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import IO
from zipfile import BadZipFile

import numpy as np
import shapely
from numpy.typing import NDArray

from studio_app.desk.map.camera import Bounds
from studio_app.desk.map.projection import Spots, all_to_world, world_size
from studio_app.desk.map.rings import cut_polygon, needs_cutting

log = logging.getLogger(__name__)

_MICRO = 1_000_000
_OFF = 0.4
"""Pixels that a thinned line of the ground may be off."""
_BANDS = (3, 5, 7, 9, 12)
"""The zooms for which lines are thinned; at the last one the data has no corner too many."""


class Kind(Enum):
    """What a name is of."""

    STATE = "state"
    TOWN = "town"
    POSTCODE = "postcode"


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """Names with their places on the square world and ranks, the highest rank first."""

    texts: tuple[str, ...]
    spots: Spots
    ranks: NDArray[np.uint8]

    def within(self, seen: Bounds, least_rank: int, most: int) -> list[int]:
        """The first so many names of a rank that are seen."""
        count = int(np.searchsorted(-self.ranks.astype(np.int32), -least_rank, side="right"))
        x, y = self.spots[:count, 0], self.spots[:count, 1]
        found = (x >= seen.left) & (x <= seen.right) & (y >= seen.top) & (y <= seen.bottom)
        return [int(index) for index in np.flatnonzero(found)[:most]]


class Outlines:
    """Rings or lines of one layer, thinned for some zooms when they are first asked for."""

    def __init__(self, spots: Spots, counts: NDArray[np.int32], *, closed: bool) -> None:
        self._closed = closed
        self._bands: dict[int, tuple[Spots, NDArray[np.int64]]] = {}
        starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        self._bands[_BANDS[-1]] = spots, starts
        self._boxes = _boxes(spots, starts)

    def parts(self, seen: Bounds, zoom: float) -> list[Spots]:
        """Those that reach into a box; rings are cut to it where they are much larger."""
        spots, starts = self._band(next((band for band in _BANDS if band >= zoom), _BANDS[-1]))
        box = self._boxes
        near = (box[:, 0] <= seen.right) & (box[:, 2] >= seen.left) & (box[:, 1] <= seen.bottom)
        found = np.flatnonzero(near & (box[:, 3] >= seen.top) & (np.diff(starts) >= 2))
        parts: list[Spots] = []
        for index in found:
            part = spots[starts[index] : starts[index + 1]]
            if self._closed and needs_cutting(Bounds(*(float(side) for side in box[index])), seen):
                parts += cut_polygon([part], seen)
            else:
                parts.append(part)
        return parts

    def _band(self, zoom: int) -> tuple[Spots, NDArray[np.int64]]:
        if zoom not in self._bands:
            spots, starts = self._bands[_BANDS[-1]]
            lines = shapely.linestrings(spots, indices=np.repeat(np.arange(len(starts) - 1), np.diff(starts)))
            simple = shapely.simplify(lines, _OFF / world_size(zoom), preserve_topology=False)
            kept, whose = shapely.get_coordinates(simple, return_index=True)
            counts = np.bincount(whose, minlength=len(starts) - 1)
            if self._closed:  # too small to be seen
                counts_kept = np.where(counts >= 3, counts, 0)
                kept = kept[np.repeat(counts >= 3, counts)]
                counts = counts_kept
            self._bands[zoom] = kept, np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        return self._bands[zoom]


@dataclass(frozen=True, slots=True, eq=False)
class Base:
    """Everything that the drawn ground is made of.

    Attributes:
        world: Countries but the United States. Their part of the Great Lakes counts as land.
        lakes_outside: Lakes that lie outside of `land`, to be painted over `world`.
        land: The United States, without the sea and the Great Lakes.
        lakes_inside: Lakes inside of `land`.
    """

    world: Outlines
    lakes_outside: Outlines
    land: Outlines
    lakes_inside: Outlines
    counties: Outlines
    states: Outlines
    countries: Outlines
    names: dict[Kind, Names]


def read_base(file: IO[bytes]) -> Base:
    """Read the file; takes some hundredths of a second.

    Raises:
        EOFError, ValueError, KeyError, BadZipFile: it is another thing.
    """
    with np.load(file, allow_pickle=False) as read:

        def outlines(layer: str, *, closed: bool) -> Outlines:
            steps, counts = read[f"{layer}_steps"], read[f"{layer}_counts"]
            degrees = np.cumsum(steps, axis=0, dtype=np.int64) / _MICRO
            return Outlines(all_to_world(degrees), counts, closed=closed)

        def names(kind: Kind) -> Names:
            texts = bytes(read[f"{kind.value}_names"]).decode("utf-8").split("\n")
            spots = all_to_world(read[f"{kind.value}_places"] / _MICRO)
            return Names(tuple(texts), spots, read[f"{kind.value}_ranks"])

        return Base(
            outlines("world", closed=True),
            outlines("lakes_outside", closed=True),
            outlines("land", closed=True),
            outlines("lakes_inside", closed=True),
            outlines("counties", closed=False),
            outlines("states", closed=False),
            outlines("countries", closed=False),
            {kind: names(kind) for kind in Kind},
        )


@cache
def shipped(file: Path) -> Base:
    """The ground that is shipped with the program, read once; a bare one where the file can't be read."""
    try:
        with file.open("rb") as opened:
            return read_base(opened)
    except (OSError, EOFError, ValueError, KeyError, BadZipFile):
        log.warning("the ground of the map can't be read from %s", file, exc_info=True)
        return _bare()


def _bare() -> Base:
    """Land everywhere, without borders and names."""
    corners = np.array([(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)])
    land = Outlines(corners, np.array([4], np.int32), closed=True)
    none = Outlines(np.empty((0, 2)), np.empty(0, np.int32), closed=True)
    no_names = Names((), np.empty((0, 2)), np.empty(0, np.uint8))
    return Base(none, none, land, none, none, none, none, dict.fromkeys(Kind, no_names))


def _boxes(spots: Spots, starts: NDArray[np.int64]) -> NDArray[np.float64]:
    """Left, top, right and bottom of each part."""
    if len(starts) < 2:
        return np.empty((0, 4))
    firsts = starts[:-1]
    return np.concatenate(
        [np.minimum.reduceat(spots, firsts, axis=0), np.maximum.reduceat(spots, firsts, axis=0)], axis=1
    )
