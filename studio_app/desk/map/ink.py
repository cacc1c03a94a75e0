"""What the map is painted with: colours of land, water and lines, faces of names, and names as kept pictures."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QTransform,
)

from studio_app.desk.map.layers import Pattern
from studio_app.desk.theme import Theme
from studio_app.desk.week.look import Face, Recent, mix

HALO, HALO_STRENGTH = 2.0, 0.9
"""Pixels of ground colour around a name, which part it from the lines behind; and how little shines through."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name to be written, and how large the words are without the halo."""

    text: str
    face: Face
    ink: int
    """The colour, as QColor.rgba()."""
    width: float

    @property
    def height(self) -> float:
        """Pixels from the ascent to the descent."""
        return self.face.height


class Ink:
    """Colours, faces and names of one theme on one screen scale."""

    def __init__(self, theme: Theme, scale: float) -> None:
        self.theme = theme
        self.scale = scale
        bold, medium = QFont.Weight.Bold, QFont.Weight.Medium
        self.zone_faces = tuple(_face(theme, size, bold) for size in ("heading", "title", "body", "caption"))
        self.town_faces = tuple(_face(theme, size, medium) for size in ("body", "small", "caption"))
        self.caption = _face(theme, "caption", QFont.Weight.Normal)
        self.caption_bold = _face(theme, "caption", bold)
        self.small = _face(theme, "small", QFont.Weight.Normal)
        self.small_bold = _face(theme, "small", QFont.Weight.DemiBold)
        self.land = theme.raised
        # Water is the blue of the palette, as thin as the pictures have it.
        blue = theme.person(0)
        self.water = blue.fill if theme.is_dark else mix(theme.raised, blue.line, 0.14)
        self.shore = mix(self.water, blue.line, 0.25)
        self.county = mix(theme.busy_line, theme.text_faint, 0.15) if theme.is_dark else theme.line
        self.state = mix(theme.busy_line, theme.text_faint, 0.45)
        self.country = mix(theme.busy_line, theme.text_faint, 0.7)
        self.town = theme.text_muted
        self.postcode = mix(theme.text_faint, theme.text_muted, 0.3)
        self._widths: Recent[float] = Recent(8192)
        self._written: Recent[QPixmap] = Recent(2048)
        self._patterns: Recent[QBrush] = Recent(64)

    def name(self, text: str, face: Face, colour: QColor) -> Name:
        """A name, measured; plain text."""
        width = self._widths.get((text, face.key), lambda: QFontMetricsF(face.font).horizontalAdvance(text))
        return Name(text, face, colour.rgba(), width)

    def zone(self, colour: int) -> QColor:
        """What the name of an area is written in: its colour, with enough ink in it to be read."""
        return mix(self.theme.person(colour).line, self.theme.text, 0.3)

    def has(self, name: Name) -> bool:
        """Whether a name was written before, so that putting it costs nothing."""
        return self._written.has(name)

    def put(self, painter: QPainter, name: Name, x: float, y: float) -> None:
        """Draw a name with its middle at a point, on whole device pixels."""
        picture = self._written.get(name, lambda: self._write(name))
        left = round((x - name.width / 2 - HALO) * self.scale) / self.scale
        top = round((y - name.height / 2 - HALO) * self.scale) / self.scale
        painter.drawPixmap(QPointF(left, top), picture)

    def _write(self, name: Name) -> QPixmap:
        """The words with their halo as a picture."""
        across, down = name.width + 2 * HALO + 2, name.height + 2 * HALO
        picture = QPixmap(max(1, round(across * self.scale)), max(1, round(down * self.scale)))
        picture.setDevicePixelRatio(self.scale)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        start = QPointF(HALO, HALO + name.face.ascent)
        path = QPainterPath()
        path.addText(start, name.face.font, name.text)
        halo = QColor(self.land)
        halo.setAlphaF(HALO_STRENGTH)
        pen = QPen(halo, 2 * HALO)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(path, pen)
        painter.setFont(name.face.font)
        painter.setPen(QColor.fromRgba(name.ink))
        painter.drawText(start, name.text)
        painter.end()
        return picture

    def pattern(self, pattern: Pattern, colour: QColor) -> QBrush:
        """Stripes or dots in a colour, over a fill."""
        key = (pattern, colour.rgba())
        return self._patterns.get(key, lambda: self._woven(pattern, colour))

    def _woven(self, pattern: Pattern, colour: QColor) -> QBrush:
        side = max(6, round(9 * self.scale))
        tile = QPixmap(side, side)
        tile.fill(Qt.GlobalColor.transparent)
        painter = QPainter(tile)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        thin = QColor(colour)
        thin.setAlphaF(0.45)
        if pattern is Pattern.STRIPES:
            painter.setPen(QPen(thin, 1.4 * self.scale, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            for offset in (0, side, 2 * side):
                painter.drawLine(QPointF(offset + side, -side), QPointF(offset - 2 * side, 2 * side))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(thin)
            radius = 1.3 * self.scale
            painter.drawEllipse(QPointF(side / 2, side / 2), radius, radius)
        painter.end()
        brush = QBrush(tile)
        brush.setTransform(QTransform.fromScale(1 / self.scale, 1 / self.scale))
        return brush


def _face(theme: Theme, size: str, weight: QFont.Weight) -> Face:
    font = theme.font(size, weight)
    metrics = QFontMetricsF(font)
    return Face(
        f"{size}-{weight.value}", font, metrics.ascent(), metrics.height(), int(metrics.height() + 0.99)
    )
