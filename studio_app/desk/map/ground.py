"""Paints what lies under everything: water, land, borders; and wishes for the names of states, towns and postcodes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from studio_app.desk.map.base import Base, Kind, Outlines, shipped
from studio_app.desk.map.camera import Bounds, Camera
from studio_app.desk.map.ink import Ink
from studio_app.desk.map.naming import Wish
from studio_app.desk.map.paths import filled, lines
from studio_app.desk.theme import RESOURCES
from studio_app.desk.week.look import Face

FILE = RESOURCES / "map" / "base.npz"
COUNTIES_FROM, STATES_FROM = 6.0, 3.0
POSTCODES_FROM = 11.5
_MOST_NAMES = 220
"""Names that are looked at for one picture; more would not find room."""
_RANKS = ((10.5, 1), (9.5, 2), (8.5, 4), (7.5, 7), (6.5, 14), (5.5, 30), (4.5, 60))
"""From which zoom on towns of which rank are written."""
_STATE_NAMES = (3.8, 7.2)
_LARGE_TOWN, _TOWN = 12, 4


@dataclass(frozen=True, slots=True)
class _Cut:
    """What of the ground one picture shows, ready to be painted in its pixels."""

    camera: Camera
    fills: tuple[tuple[QPainterPath, bool], ...]
    """Areas in the order of painting; False is water."""
    counties: QPainterPath
    states: QPainterPath
    countries: QPainterPath


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
        for path, colour, width in (
            (cut.counties, ink.county, 1.0),
            (cut.states, ink.state, 1.4),
            (cut.countries, ink.country, 1.8),
        ):
            pen = QPen(colour, width)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.strokePath(path, pen)

    def wishes(self, ink: Ink, camera: Camera) -> Iterable[Wish]:
        """Names that would like to be written, important ones first."""
        names, zoom, seen = self._read().names, camera.zoom, camera.seen
        if _STATE_NAMES[0] <= zoom < _STATE_NAMES[1]:
            face = ink.town_faces[2] if zoom < 5 else ink.town_faces[1]
            for index in names[Kind.STATE].within(seen, 1, 60):
                yield _wish(
                    names[Kind.STATE].texts[index].upper(), names[Kind.STATE].spots[index], face, ink.postcode
                )
        rank = next((rank for least, rank in _RANKS if zoom >= least), None)
        if rank is not None:
            towns = names[Kind.TOWN]
            for index in towns.within(seen, rank, _MOST_NAMES):
                size = 0 if towns.ranks[index] >= _LARGE_TOWN else 1 if towns.ranks[index] >= _TOWN else 2
                yield _wish(towns.texts[index], towns.spots[index], ink.town_faces[size], ink.town)
        if zoom >= POSTCODES_FROM:
            codes = names[Kind.POSTCODE]
            for index in codes.within(seen, 1, _MOST_NAMES):
                yield _wish(codes.texts[index], codes.spots[index], ink.caption, ink.postcode)


def _wish(text: str, spot: Iterable[float], face: Face, colour: QColor) -> Wish:
    x, y = spot
    return Wish((float(x), float(y)), text, face, colour)


def _cut(base: Base, camera: Camera) -> _Cut:
    """What of the ground a picture shows."""
    seen = camera.seen.grown(0.02)

    fills = (
        (_path(base.world, camera, seen, closed=True), True),
        (_path(base.lakes_outside, camera, seen, closed=True), False),
        (_path(base.land, camera, seen, closed=True), True),
        (_path(base.lakes_inside, camera, seen, closed=True), False),
    )
    nothing = QPainterPath()
    return _Cut(
        camera,
        fills,
        _path(base.counties, camera, seen, closed=False) if camera.zoom >= COUNTIES_FROM else nothing,
        _path(base.states, camera, seen, closed=False) if camera.zoom >= STATES_FROM else nothing,
        _path(base.countries, camera, seen, closed=False),
    )


def _path(outlines: Outlines, camera: Camera, seen: Bounds, *, closed: bool) -> QPainterPath:
    """A layer in the pixels of a picture."""
    left, top = camera.seen.left, camera.seen.top
    parts = [(part - (left, top)) * camera.side for part in outlines.parts(seen, camera.zoom)]
    return filled(parts) if closed else lines(parts)
