"""Which part of the world a map shows: centre, zoom and size. Pure; moving gives another camera."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import log2

from studio_app.desk.map.projection import LonLat, Spot, metres_per_pixel, to_degrees, to_world, world_size

LEAST_ZOOM, MOST_ZOOM = 2.0, 19.0
_ALONE = 14.0
"""The zoom at which a single place is shown."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """An upright box on the square world."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: Bounds) -> bool:
        """Whether the two have a place in common."""
        return (
            self.left <= other.right
            and other.left <= self.right
            and self.top <= other.bottom
            and other.top <= self.bottom
        )

    def grown(self, share: float) -> Bounds:
        """Larger by a share of its size on each side."""
        across, down = (self.right - self.left) * share, (self.bottom - self.top) * share
        return Bounds(self.left - across, self.top - down, self.right + across, self.bottom + down)

    def joined(self, other: Bounds) -> Bounds:
        """The smallest box around both."""
        return Bounds(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


def bounds_of(places: Iterable[LonLat]) -> Bounds | None:
    """The box around places in degrees; None around nothing."""
    spots = [to_world(lon, lat) for lon, lat in places]
    if not spots:
        return None
    across, down = [x for x, _ in spots], [y for _, y in spots]
    return Bounds(min(across), min(down), max(across), max(down))


@dataclass(frozen=True, slots=True)
class Camera:
    """What is shown.

    Attributes:
        centre: The place in the middle, on the square world.
        zoom: As tile servers count, with fractions: one more doubles every length.
        width, height: Device-independent pixels of the picture.
    """

    centre: Spot
    zoom: float
    width: int = 1
    height: int = 1

    @property
    def side(self) -> float:
        """Side of the whole world in pixels."""
        return world_size(self.zoom)

    @property
    def middle(self) -> LonLat:
        """Degrees of the middle."""
        return to_degrees(*self.centre)

    @property
    def metres_per_pixel(self) -> float:
        """What a pixel in the middle is on the ground."""
        return metres_per_pixel(self.middle[1], self.zoom)

    @property
    def seen(self) -> Bounds:
        """What of the world is seen."""
        across, down = self.width / 2 / self.side, self.height / 2 / self.side
        x, y = self.centre
        return Bounds(x - across, y - down, x + across, y + down)

    # ------------------------------------------------------------ places

    def at(self, spot: Spot) -> tuple[float, float]:
        """Where a place of the square world stands on the picture."""
        return (
            (spot[0] - self.centre[0]) * self.side + self.width / 2,
            (spot[1] - self.centre[1]) * self.side + self.height / 2,
        )

    def point(self, place: LonLat) -> tuple[float, float]:
        """Where a place in degrees stands on the picture."""
        return self.at(to_world(*place))

    def spot(self, x: float, y: float) -> Spot:
        """The place of the square world under a point of the picture."""
        return (
            self.centre[0] + (x - self.width / 2) / self.side,
            self.centre[1] + (y - self.height / 2) / self.side,
        )

    def place(self, x: float, y: float) -> LonLat:
        """The degrees under a point of the picture."""
        return to_degrees(*self.spot(x, y))

    # ------------------------------------------------------------ moving

    def sized(self, width: int, height: int) -> Camera:
        """The same middle in a picture of another size."""
        return replace(self, width=max(1, width), height=max(1, height))

    def panned(self, dx: float, dy: float) -> Camera:
        """Moved so that everything shown goes `dx`, `dy` pixels to the right and down."""
        return self.centred((self.centre[0] - dx / self.side, self.centre[1] - dy / self.side))

    def centred(self, spot: Spot) -> Camera:
        """With another middle, held inside the world."""
        return replace(self, centre=(min(max(spot[0], 0.0), 1.0), min(max(spot[1], 0.0), 1.0)))

    def zoomed(self, by: float, x: float | None = None, y: float | None = None) -> Camera:
        """Nearer by so many zooms; what is under the point stays there (the middle, where no point is given)."""
        zoom = min(max(self.zoom + by, LEAST_ZOOM), MOST_ZOOM)
        if x is None or y is None:
            return replace(self, zoom=zoom)
        held = self.spot(x, y)
        there = replace(self, zoom=zoom)
        side = there.side
        return there.centred((held[0] - (x - self.width / 2) / side, held[1] - (y - self.height / 2) / side))

    def fitted(self, bounds: Bounds, air: float = 32.0) -> Camera:
        """Showing the whole of a box with so many pixels of air on each side."""
        middle = (bounds.left + bounds.right) / 2, (bounds.top + bounds.bottom) / 2
        across, down = bounds.right - bounds.left, bounds.bottom - bounds.top
        room = max(1.0, self.width - 2 * air), max(1.0, self.height - 2 * air)
        sides = [pixels / length for pixels, length in zip(room, (across, down), strict=True) if length > 0]
        zoom = log2(min(sides) / world_size(0)) if sides else _ALONE
        return replace(self, zoom=min(max(zoom, LEAST_ZOOM), MOST_ZOOM)).centred(middle)
