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

HALO = 2.0
"""Pixels of ground colour around a name, which part it from the lines behind."""


@dataclass(frozen=True, slots=True)
class Name:
    """A written name: its picture, and how large the words are without the halo."""

    picture: QPixmap
    width: float
    height: float


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
        self.water = mix(theme.raised, blue.line, 0.30 if theme.is_dark else 0.14)
        self.shore = mix(self.water, blue.line, 0.25)
        self.county = mix(theme.line, theme.busy_line, 0.3)
        self.state = mix(theme.busy_line, theme.text_faint, 0.45)
        self.country = mix(theme.busy_line, theme.text_faint, 0.7)
        self.town = theme.text_muted
        self.postcode = theme.text_faint
        self._names: Recent[Name] = Recent(2048)
        self._patterns: Recent[QBrush] = Recent(64)

    def name(self, text: str, face: Face, colour: QColor) -> Name:
        """A name with its halo; plain text, shaped once."""
        key = (text, face.key, colour.rgba())
        return self._names.get(key, lambda: self._written(text, face, colour))

    def _written(self, text: str, face: Face, colour: QColor) -> Name:
        metrics = QFontMetricsF(face.font)
        width = metrics.horizontalAdvance(text)
        across, down = width + 2 * HALO + 2, face.height + 2 * HALO
        picture = QPixmap(max(1, round(across * self.scale)), max(1, round(down * self.scale)))
        picture.setDevicePixelRatio(self.scale)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = QPainterPath()
        path.addText(QPointF(HALO, HALO + face.ascent), face.font, text)
        halo = QColor(self.land)
        halo.setAlphaF(0.75)
        painter.strokePath(
            path,
            QPen(halo, 2 * HALO, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin),
        )
        painter.setFont(face.font)
        painter.setPen(colour)
        painter.drawText(QPointF(HALO, HALO + face.ascent), text)
        painter.end()
        return Name(picture, width, face.height)

    def put(self, painter: QPainter, name: Name, x: float, y: float) -> None:
        """Draw a name with its middle at a point, on whole device pixels."""
        left = round((x - name.width / 2 - HALO) * self.scale) / self.scale
        top = round((y - name.height / 2 - HALO) * self.scale) / self.scale
        painter.drawPixmap(QPointF(left, top), name.picture)

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
