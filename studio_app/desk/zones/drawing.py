"""What several lists and cards of the view draw alike."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from studio_app.desk import theme
from studio_app.desk.map.layers import Pattern
from studio_app.desk.people import Face
from studio_app.desk.widgets import painting
from studio_app.desk.zones.model import Swatch

_STEP = 5.0


def draw_swatch(painter: QPainter, rect: QRectF, swatch: Swatch, radius: float = 6) -> None:
    """A small square as the zone is on the map: fill, border, and its pattern."""
    colours = theme.current().person(swatch.colour)
    box = rect.adjusted(0.75, 0.75, -0.75, -0.75)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shape = QPainterPath()
    shape.addRoundedRect(box, radius, radius)
    painter.fillPath(shape, colours.fill)
    painter.save()
    painter.setClipPath(shape)
    if swatch.pattern is Pattern.STRIPES:
        painter.setPen(QPen(colours.line, 1.3))
        left = box.left() - box.height()
        while left < box.right():
            painter.drawLine(QPointF(left, box.bottom()), QPointF(left + box.height(), box.top()))
            left += _STEP
    elif swatch.pattern is Pattern.DOTS:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.line)
        top = box.top() + _STEP * 0.7
        while top < box.bottom():
            left = box.left() + _STEP * 0.7
            while left < box.right():
                painter.drawEllipse(QPointF(left, top), 1.1, 1.1)
                left += _STEP
            top += _STEP
    painter.restore()
    painter.setPen(QPen(colours.line, 1.5))
    painter.drawPath(shape)
    painter.restore()


def draw_faces(painter: QPainter, right: float, middle: float, faces: Sequence[Face], most: int = 3) -> float:
    """The first faces of a zone, and how many more, ending at `right`; where they begin."""
    shown = theme.current()
    side = 20.0
    more = len(faces) - most if len(faces) > most else 0
    if more:
        words = f"+{more}"
        font = shown.font("caption")
        width = painting.text_width(words, font)
        box = QRectF(right - width, middle - 9, width + 1, 18)
        painting.draw_line(painter, box, words, font, shown.text_muted)
        right -= width + 5
    seen = faces[:most]
    if not seen:
        return right
    left = right - painting.avatars_width(len(seen), side)
    painting.draw_avatars(painter, QRectF(left, middle - side / 2, side, side), seen, shown.surface)
    return left
