"""Paints areas into the kept picture: fill, pattern and border, thinned to what its zoom can show."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen

from studio_app.desk.map.camera import Bounds, Camera
from studio_app.desk.map.ink import Ink
from studio_app.desk.map.layers import Area, Pattern
from studio_app.desk.map.paths import filled, lines
from studio_app.desk.map.projection import Spots, world_size
from studio_app.desk.map.rings import Shape, cut_lines, cut_polygon, needs_cutting, thinned
from studio_app.desk.week.look import Recent

BORDER, BORDER_STRONG, BORDER_DIMMED = 2.0, 3.5, 1.2
_FEW_CORNERS = 60
_REACH = 12
"""Pixels beyond its corners that an area may paint."""


class AreaPainter:
    """Keeps the paths of areas, thinned for each whole zoom."""

    def __init__(self) -> None:
        self._paths: Recent[QPainterPath] = Recent(4096)
        self._thin: Recent[tuple[Spots, ...]] = Recent(4096)

    def paint(
        self,
        painter: QPainter,
        ink: Ink,
        camera: Camera,
        piece: QRect,
        areas: tuple[tuple[Area, Shape], ...],
    ) -> None:
        """Paint all areas that reach into a piece: those that stand out last."""
        seen = piece_bounds(camera, piece, _REACH)
        for area, shape in sorted(areas, key=lambda pair: (pair[0].emphasised, not pair[0].dimmed)):
            if shape.bounds.touches(seen) and len(shape.rings[0]) >= 2:
                self._area(painter, ink, camera, area, shape, seen)

    def _area(
        self, painter: QPainter, ink: Ink, camera: Camera, area: Area, shape: Shape, seen: Bounds
    ) -> None:
        band = ceil(camera.zoom)
        left, top = camera.at((shape.bounds.left, shape.bounds.top))
        if needs_cutting(shape.bounds, seen):
            unit = camera.side
            near = seen.grown(0.2)
            fill = filled([self._local(ring, shape, unit) for ring in cut_polygon(shape.rings, near)])
            border = lines([self._local(part, shape, unit) for part in cut_lines(shape.rings, near)])
        else:
            unit = world_size(band)
            border = fill = self._path(shape, band)
        stretch = camera.side / unit
        painter.save()
        painter.translate(left, top)
        painter.scale(stretch, stretch)
        colour = QColor(ink.theme.text_faint if area.dimmed else ink.theme.person(area.colour).line)
        painter.fillPath(fill, fill_colour(ink, area))
        if area.pattern is not Pattern.NONE:
            brush = QBrush(ink.pattern(area.pattern, colour))  # a copy: it is stretched back
            brush.setTransform(brush.transform().scale(1 / stretch, 1 / stretch))
            painter.fillPath(fill, brush)
        if area.dimmed:
            colour.setAlphaF(0.55)
        width = BORDER_STRONG if area.emphasised else BORDER_DIMMED if area.dimmed else BORDER
        # Round joins cost three times as much, and show only where a border turns sharply now and then.
        few = border.elementCount() <= _FEW_CORNERS
        join = Qt.PenJoinStyle.RoundJoin if few else Qt.PenJoinStyle.BevelJoin
        pen = QPen(colour, width * ink.scale, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, join)
        pen.setCosmetic(True)
        painter.strokePath(border, pen)
        painter.restore()

    def _path(self, shape: Shape, band: int) -> QPainterPath:
        unit = world_size(band)
        return self._paths.get(
            (shape, band),
            lambda: filled([self._local(ring, shape, unit) for ring in self._rings(shape, band)]),
        )

    def _rings(self, shape: Shape, band: int) -> tuple[Spots, ...]:
        side = world_size(band)
        return self._thin.get((shape, band), lambda: tuple(thinned(ring, side) for ring in shape.rings))

    @staticmethod
    def _local(ring: Spots, shape: Shape, unit: float) -> Spots:
        """Pixels from the upper left of the area: small numbers, whatever the zoom."""
        return (ring - (shape.bounds.left, shape.bounds.top)) * unit


def fill_colour(ink: Ink, area: Area) -> QColor:
    """The colour over the ground: thin, so that names and roads stay to be read."""
    if area.dimmed:
        colour = QColor(ink.theme.text_faint)
        colour.setAlphaF(0.07)
        return colour
    colour = QColor(ink.theme.person(area.colour).line)
    colour.setAlphaF(0.34 if area.emphasised else 0.17)
    return colour


def piece_bounds(camera: Camera, piece: QRect, reach: float = 0.0) -> Bounds:
    """What of the world a rectangle of the picture shows."""
    area = QRectF(piece).adjusted(-reach, -reach, reach, reach)
    left, top = camera.spot(area.left(), area.top())
    right, bottom = camera.spot(area.right(), area.bottom())
    return Bounds(left, top, right, bottom)
