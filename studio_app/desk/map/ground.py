"""Paints what lies under everything: water, land, borders; and wishes for the names of states, towns and postcodes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from studio_app.desk.map.base import Base, Kind, Outlines, shipped
from studio_app.desk.map.camera import Bounds, Camera
from studio_app.desk.map.ink import Ink
from studio_app.desk.map.naming import Wish
from studio_app.desk.map.paths import filled, lines
from studio_app.desk.map.projection import Spots
from studio_app.desk.week.look import Face
from studio_app.paths import resources

FILE = resources() / "map" / "base.npz"
COUNTIES_FROM, STATES_FROM, _WIDE_FROM = 6.0, 3.0, 5.5
POSTCODES_FROM = 11.5
_MOST_NAMES = 220
"""Names that are looked at for one picture; more would not find room."""
_RANKS = ((10.0, 1), (9.2, 2), (8.4, 3), (7.6, 6), (6.8, 10), (6.0, 20), (5.2, 35), (4.4, 60))
"""From which zoom on towns of which rank are written."""
_STATE_NAMES = (3.8, 7.2)
_CITY, _LARGE_TOWN, _TOWN = 25, 12, 4
"""Ranks: of cities, which come before the states they lie in, and of two sizes of towns."""


@dataclass(frozen=True, slots=True)
class _Cut:
    """What of the ground one picture shows, in its pixels."""

    camera: Camera
    fills: tuple[tuple[QPainterPath, bool], ...]
    """Areas in the order of painting; False is water."""
    lines: tuple[tuple[Spots, ...], ...]
    """Counties, states, countries."""


class Ground:
    """The drawn ground of the map."""

    def __init__(self, read: Callable[[], Base] = lambda: shipped(FILE)) -> None:
        self._read = read
        self._cut: _Cut | None = None

    def colour(self, ink: Ink) -> QColor:
        """What is seen where nothing was painted yet."""
        return ink.land

    def paint(self, painter: QPainter, ink: Ink, camera: Camera, piece: QRect) -> None:
        """Paint a piece of a picture."""
        if self._cut is None or self._cut.camera != camera:
            self._cut = _cut(self._read(), camera)
        cut = self._cut
        painter.fillRect(piece, ink.water)
        for path, land in cut.fills:
            painter.fillPath(path, ink.land if land else ink.water)
        pens = ((ink.county, 1.0), (ink.state, 1.0 if camera.zoom < _WIDE_FROM else 1.5), (ink.country, 1.8))
        for parts, (colour, width) in zip(cut.lines, pens, strict=True):
            near = [part for part in parts if _meets(part, piece)]
            # Cosmetic, in device pixels: what is one of them wide goes ten times as fast then.
            pen = QPen(colour, width * ink.scale)
            pen.setCosmetic(True)
            painter.strokePath(lines(near), pen)

    def wishes(self, ink: Ink, camera: Camera) -> Iterable[Wish]:
        """Names that would like to be written, important ones first."""
        zoom = camera.zoom
        rank = next((rank for least, rank in _RANKS if zoom >= least), 256)
        towns = self._towns(ink, camera, rank)
        yield from (wish for of_town, wish in towns if of_town >= _CITY)
        if _STATE_NAMES[0] <= zoom < _STATE_NAMES[1]:
            yield from self._named(ink, camera, Kind.STATE, ink.town_faces[2 if zoom < 5 else 1])
        yield from (wish for of_town, wish in towns if of_town < _CITY)
        if zoom >= POSTCODES_FROM:
            yield from self._named(ink, camera, Kind.POSTCODE, ink.caption)

    def _towns(self, ink: Ink, camera: Camera, rank: int) -> list[tuple[int, Wish]]:
        """Towns from a rank on, with their ranks."""
        towns = self._read().names[Kind.TOWN]
        made = []
        for index in towns.within(camera.seen, rank, _MOST_NAMES):
            of_town = int(towns.ranks[index])
            size = 0 if of_town >= _LARGE_TOWN else 1 if of_town >= _TOWN else 2
            made.append(
                (of_town, _wish(towns.texts[index], towns.spots[index], ink.town_faces[size], ink.town))
            )
        return made

    def _named(self, ink: Ink, camera: Camera, kind: Kind, face: Face) -> Iterable[Wish]:
        """States, in capitals as on printed maps, or postcodes."""
        names = self._read().names[kind]
        for index in names.within(camera.seen, 1, _MOST_NAMES):
            yield _wish(names.texts[index].upper(), names.spots[index], face, ink.postcode)


def _wish(text: str, spot: Iterable[float], face: Face, colour: QColor) -> Wish:
    x, y = spot
    return Wish((float(x), float(y)), text, face, colour)


def _cut(base: Base, camera: Camera) -> _Cut:
    """What of the ground a picture shows."""
    seen = camera.seen.grown(0.02)
    fills = ((base.world, True), (base.lakes_outside, False), (base.land, True), (base.lakes_inside, False))
    borders = ((base.counties, COUNTIES_FROM), (base.states, STATES_FROM), (base.countries, 0.0))
    return _Cut(
        camera,
        tuple((filled(_pixels(layer, camera, seen)), land) for layer, land in fills),
        tuple(
            tuple(_pixels(layer, camera, seen)) if camera.zoom >= least else () for layer, least in borders
        ),
    )


def _pixels(layer: Outlines, camera: Camera, seen: Bounds) -> list[Spots]:
    """A layer in the pixels of a picture."""
    corner = (camera.seen.left, camera.seen.top)
    return [(part - corner) * camera.side for part in layer.parts(seen, camera.zoom)]


def _meets(part: Spots, piece: QRect) -> bool:
    """Whether a line may be seen in a piece."""
    left, top = part.min(axis=0)
    right, bottom = part.max(axis=0)
    return bool(
        left <= piece.right() + 2
        and right >= piece.left() - 2
        and top <= piece.bottom() + 2
        and bottom >= piece.top() - 2
    )
