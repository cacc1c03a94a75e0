"""What several painted widgets draw alike: faces, focus rings, ticks, plain text in lines."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF, QTextLayout, QTextOption

from studio_app.desk import theme
from studio_app.desk.people import Face

AVATAR = 22
"""Diameter of a face in a list, device-independent pixels."""
_NEXT_AVATAR = 0.85
"""From one overlapping face to the next, in widths of a face: the initials stay whole."""
TICK = 16
"""Side of the box of a tick."""
_WEIGHT = QFont.Weight


def draw_avatar(painter: QPainter, rect: QRectF, face: Face) -> None:
    """A disc in the person's colour with their initials; the same in both themes, as the design has it."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.Theme.light().person(face.color).line)
    painter.drawEllipse(rect)
    font = theme.current().font("caption", _WEIGHT.Bold)
    font.setPixelSize(max(7, round(rect.width() * 0.41)))
    painter.setFont(font)
    painter.setPen(QColor("#FFFFFF"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, face.initials)
    painter.restore()


def avatars_width(count: int, side: float) -> float:
    """How wide so many overlapping faces are."""
    return side + side * _NEXT_AVATAR * max(0, count - 1)


def draw_avatars(painter: QPainter, first: QRectF, faces: Sequence[Face], ground: QColor) -> None:
    """Discs that overlap, each with a rim that parts it from the one before.

    Args:
        first: Where the first one stands.
        ground: What they stand on: the colour of the rims.
    """
    for place, face in enumerate(faces):
        disc = first.translated(place * first.width() * _NEXT_AVATAR, 0)
        if place:
            fill_round(painter, disc.adjusted(-1.5, -1.5, 1.5, 1.5), ground, disc.width() / 2 + 1.5)
        draw_avatar(painter, disc, face)


def draw_ring(painter: QPainter, rect: QRectF, radius: float | None = None) -> None:
    """The ring of the keyboard's focus, just inside of `rect`."""
    shown = theme.current()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(shown.accent, 2))
    corner = shown.metrics.radius_control - 2 if radius is None else radius
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), corner, corner)
    painter.restore()


def fill_round(painter: QPainter, rect: QRectF, color: QColor, radius: float) -> None:
    """A filled rectangle with round corners and no border."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawRoundedRect(rect, radius, radius)
    painter.restore()


def draw_tick(painter: QPainter, rect: QRectF, *, checked: bool, enabled: bool = True) -> None:
    """A tick box of `TICK` pixels a side; one that can't be changed is paler."""
    shown = theme.current()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    if checked:
        fill = shown.accent if enabled else shown.opening_line
        painter.setPen(QPen(fill, 1))
        painter.setBrush(fill)
        painter.drawRoundedRect(box, 4, 4)
        mark = QPen(
            shown.on_accent, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        )
        painter.setPen(mark)
        side = rect.width()
        corners = [(0.27, 0.53), (0.43, 0.68), (0.74, 0.34)]
        painter.drawPolyline(QPolygonF([rect.topLeft() + QPointF(x * side, y * side) for x, y in corners]))
    else:
        painter.setPen(QPen(shown.text_faint if enabled else shown.busy_line, 1))
        painter.setBrush(shown.surface)
        painter.drawRoundedRect(box, 4, 4)
    painter.restore()


def elided(text: str, font: QFont, width: float) -> str:
    """One line of plain text that fits into `width`, with dots where it doesn't."""
    if text_width(text, font) <= width and "\n" not in text:
        return text
    line = " ".join(text.split())
    return QFontMetricsF(font).elidedText(line, Qt.TextElideMode.ElideRight, width)


def text_width(text: str, font: QFont) -> float:
    """How wide one line of plain text is."""
    return _width(text, font.key())


@lru_cache(maxsize=8192)
def _width(text: str, key: str) -> float:
    font = QFont()
    font.fromString(key)
    return QFontMetricsF(font).horizontalAdvance(text)


def draw_line(
    painter: QPainter,
    rect: QRectF,
    text: str,
    font: QFont,
    color: QColor,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """One line of plain text, middle of the height, with dots where it is too long."""
    painter.setFont(font)
    painter.setPen(color)
    painter.drawText(rect, align | Qt.AlignmentFlag.AlignVCenter, elided(text, font, rect.width()))


@lru_cache(maxsize=2048)
def _wrapped(text: str, family: str, pixels: int, weight: int, width: int) -> tuple[str, ...]:
    font = QFont(family)
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight(weight))
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1, width))
        lines.append(text[line.textStart() : line.textStart() + line.textLength()].rstrip())
    layout.endLayout()
    return tuple(lines)


def wrapped(text: str, font: QFont, width: float, most: int = 99) -> tuple[str, ...]:
    """Plain text broken into lines that fit; the last of at most `most` lines ends in dots where more would come.

    The lengths that Qt gives are UTF-16 units: text outside of the basic plane is measured by the same rule.
    """
    line = " ".join(text.split())
    if not line.isascii() and any(ord(letter) > 0xFFFF for letter in line):
        return (elided(line, font, width),)
    lines = _wrapped(line, font.family(), font.pixelSize(), int(font.weight()), int(width))
    if len(lines) <= most:
        return lines
    rest = " ".join(lines[most - 1 :])
    return (*lines[: most - 1], QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, width))
