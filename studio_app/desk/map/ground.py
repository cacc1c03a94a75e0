"""Paints what lies under everything."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter

from studio_app.desk.map.camera import Camera
from studio_app.desk.map.ink import Ink
from studio_app.desk.map.naming import Wish


class Ground:
    """The ground of the map."""

    state: object = None
    """Another one means that other names are wished for."""

    def colour(self, ink: Ink) -> QColor:
        """What is seen where nothing was painted yet."""
        return ink.land

    def paint(self, painter: QPainter, ink: Ink, camera: Camera, piece: QRect) -> None:
        """Paint a piece."""
        painter.fillRect(piece, ink.land)

    def wishes(self, ink: Ink, camera: Camera) -> Iterable[Wish]:
        """Names that would like to be written, important ones first."""
        return ()
