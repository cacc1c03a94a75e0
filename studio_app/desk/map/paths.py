"""Corners as what Qt paints. Built through Qt's own serialised form, which takes a thousand corners in one step."""

from __future__ import annotations

import struct
from collections.abc import Iterable

import numpy as np
from PySide6.QtCore import QByteArray, QDataStream, Qt
from PySide6.QtGui import QPainterPath, QPolygonF

from studio_app.desk.map.projection import Spots


def polygon_of(points: Spots) -> QPolygonF:
    """A polygon of points in pixels.

    The form is that of "Serializing Qt Data Types" in Qt's documentation: the number of points, then x and y of
    each as doubles, the most significant byte first.
    """
    made = QPolygonF()
    corners = np.ascontiguousarray(points, dtype=">f8").tobytes()
    # A name of its own: the stream reads from it and does not keep it alive.
    kept = QByteArray(struct.pack(">I", len(points)) + corners)
    stream = QDataStream(kept)
    stream >> made
    return made


def filled(rings: Iterable[Spots]) -> QPainterPath:
    """An area with its holes: odd-even, so that it does not matter which way round a ring goes."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    for ring in rings:
        path.addPolygon(polygon_of(ring))
        path.closeSubpath()
    return path


def lines(parts: Iterable[Spots]) -> QPainterPath:
    """Open lines."""
    path = QPainterPath()
    for part in parts:
        path.addPolygon(polygon_of(part))
    return path
