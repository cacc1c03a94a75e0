"""What the lists and cards of the calendars' view draw alike: signs of freshness, chips, links."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen

from studio_app.desk import theme
from studio_app.desk.calendars.model import Chip, Health, Light
from studio_app.desk.tone import Tone
from studio_app.desk.widgets import painting

LIGHT = 10
"""Side of a sign of freshness, device-independent pixels."""
CHIP_HEIGHT = 20


def link_font() -> QFont:
    """Of words that can be clicked."""
    return theme.current().font("body", QFont.Weight.DemiBold)


def draw_light(painter: QPainter, box: QRectF, health: Health) -> None:
    """The sign of how fresh something is: full, open, half or a cross."""
    shown = theme.current()
    ink = shown.ink(health.tone)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(ink, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    ring = box.adjusted(1, 1, -1, -1)
    if health.light is Light.FULL:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawEllipse(ring)
    elif health.light is Light.RING:
        painter.setPen(pen)
        painter.drawEllipse(ring)
    elif health.light is Light.HALF:
        painter.setPen(pen)
        painter.drawEllipse(ring)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawPie(ring, 90 * 16, 180 * 16)
    elif health.light is Light.CROSS:
        painter.setPen(pen)
        cross = box.adjusted(2, 2, -2, -2)
        painter.drawLine(cross.topLeft(), cross.bottomRight())
        painter.drawLine(cross.topRight(), cross.bottomLeft())
    painter.restore()


def draw_health(painter: QPainter, right: float, middle: float, health: Health, room: float) -> float:
    """Words on freshness with their sign, ending at `right`; returns where they begin."""
    if not health.words:
        return right
    font = theme.current().font("body")
    width = min(painting.text_width(health.words, font) + 2, room)
    box = QRectF(right - width, middle - 9, width, 18)
    shown = theme.current()
    ink = shown.ink(health.tone) if health.tone in (Tone.WARN, Tone.BAD) else shown.text_muted
    painting.draw_line(painter, box, health.words, font, ink, Qt.AlignmentFlag.AlignRight)
    sign = QRectF(box.left() - LIGHT - 7, middle - LIGHT / 2, LIGHT, LIGHT)
    draw_light(painter, sign, health)
    return sign.left()


def chip_width(words: str) -> float:
    """How wide a chip with these words is."""
    return painting.text_width(words, theme.current().font("caption")) + 18


def draw_chip(painter: QPainter, left: float, middle: float, chip: Chip, room: float) -> float:
    """A calendar's name in a rounded box; returns its right edge."""
    shown = theme.current()
    width = min(chip_width(chip.words), room)
    box = QRectF(left, middle - CHIP_HEIGHT / 2, width, CHIP_HEIGHT)
    alarming = chip.tone in (Tone.WARN, Tone.BAD)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(shown.ink(chip.tone) if alarming else shown.line, 1)
    if alarming:
        pen.setDashPattern([3, 2])
    painter.setPen(pen)
    painter.setBrush(shown.raised)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), CHIP_HEIGHT / 2, CHIP_HEIGHT / 2)
    painter.restore()
    words = box.adjusted(9, 0, -8, 0)
    painting.draw_line(painter, words, chip.words, shown.font("caption"), shown.text)
    return box.right()


def draw_grip(painter: QPainter, middle: QPointF) -> None:
    """Six dots: this can be dragged."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.current().text_faint)
    for x in (-2.5, 2.5):
        for y in (-5.0, 0.0, 5.0):
            painter.drawEllipse(middle + QPointF(x, y), 1.1, 1.1)
    painter.restore()
