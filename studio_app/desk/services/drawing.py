"""What the view's painted parts draw alike: colour dots, signs of packages, warnings."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from studio_app.desk import icons, theme
from studio_app.desk.widgets import painting

DOT = 12
"""Diameter of a colour dot."""


def draw_dot(
    painter: QPainter, middle: QPointF, colour: int, *, side: float = DOT, pale: bool = False
) -> None:
    """A service's colour; a ring where it is not offered."""
    shown = theme.current()
    line = shown.person(colour).line
    box = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
    if not pale:
        painting.fill_round(painter, box, line, side / 2)
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(line, 1.5))
    painter.drawEllipse(box.adjusted(0.75, 0.75, -0.75, -0.75))
    painter.restore()


def draw_sign(painter: QPainter, middle: QPointF, name: str, side: int = 16, ink: str = "text_muted") -> None:
    """One of the program's icons."""
    shown = theme.current()
    scale = painter.device().devicePixelRatioF()
    picture = icons.pixmap(name, getattr(shown, ink), side, scale)
    painter.drawPixmap(QPointF(middle.x() - side / 2, middle.y() - side / 2), picture)
