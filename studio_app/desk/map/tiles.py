"""Which tiles a view needs, where they stand and what they are called at the server. Pure.

Zoom, column and row count as in the OpenStreetMap wiki, "Slippy map tilenames".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import floor

from studio_app.desk.map.camera import Bounds, Camera
from studio_app.desk.map.projection import Spot

MOST_ZOOM = 19
_HOSTS = "abc"
_SHARP = 1.5
"""Device pixels of a pixel from which finer tiles are asked for."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One square of the map: zoom, column from the west and row from the north."""

    zoom: int
    column: int
    row: int

    @property
    def bounds(self) -> Bounds:
        """Where it lies on the square world."""
        side = 1 / 2**self.zoom
        return Bounds(self.column * side, self.row * side, (self.column + 1) * side, (self.row + 1) * side)

    def parents(self) -> Iterator[Tile]:
        """The coarser tiles around it, the next one first."""
        for zoom in range(self.zoom - 1, -1, -1):
            by = self.zoom - zoom
            yield Tile(zoom, self.column >> by, self.row >> by)


def tile_zoom(camera: Camera, template: str, scale: float) -> int:
    """The zoom whose tiles look right: the nearest, one finer on sharp screens where the server has no sharp tiles.

    Args:
        scale: Device pixels of a pixel.
    """
    finer = 1 if scale >= _SHARP and "{r}" not in template else 0
    return min(max(floor(camera.zoom + 0.5) + finer, 0), MOST_ZOOM)


def tile_at(spot: Spot, zoom: int) -> Tile:
    """The tile that holds a place of the square world."""
    return Tile(zoom, int(spot[0] * 2**zoom), int(spot[1] * 2**zoom))


def tiles_in(seen: Bounds, zoom: int) -> list[Tile]:
    """The tiles that cover a box."""
    count: int = 2**zoom
    left, right = max(floor(seen.left * count), 0), min(floor(seen.right * count), count - 1)
    top, bottom = max(floor(seen.top * count), 0), min(floor(seen.bottom * count), count - 1)
    return [Tile(zoom, column, row) for column in range(left, right + 1) for row in range(top, bottom + 1)]


def tiles_of(camera: Camera, zoom: int) -> tuple[Tile, ...]:
    """The tiles that cover a view, those in the middle first."""
    x, y = (value * 2**zoom - 0.5 for value in camera.centre)
    found = tiles_in(camera.seen, zoom)
    return tuple(sorted(found, key=lambda tile: (tile.column - x) ** 2 + (tile.row - y) ** 2))


def address_of(template: str, tile: Tile, *, sharp: bool) -> str:
    """Where the server keeps a tile; see `MapChoices.tile_url`."""
    fields = {
        "{z}": str(tile.zoom),
        "{x}": str(tile.column),
        "{y}": str(tile.row),
        "{s}": _HOSTS[(tile.column + tile.row) % len(_HOSTS)],
        "{r}": "@2x" if sharp else "",
    }
    for field, value in fields.items():
        template = template.replace(field, value)
    return template


def pause_after(failures: int) -> int:
    """Milliseconds until a server that failed so many times in a row is asked again: 5 s, doubled up to 5 minutes."""
    return int(min(5.0 * 2.0 ** (min(failures, 12) - 1), 300.0) * 1000)
