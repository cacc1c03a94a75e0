"""Corners as what Qt paints. Built through Qt's own serialised form, which takes a thousand corners in one step."""

from __future__ import annotations

import struct
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QByteArray, QDataStream, Qt
from PySide6.QtGui import QPainterPath

from studio_app.desk.map.projection import Spots

_MOVE, _LINE = 0, 1
_ELEMENT = np.dtype([("kind", ">i4"), ("x", ">f8"), ("y", ">f8")])


def filled(rings: Sequence[Spots]) -> QPainterPath:
    """An area with its holes: odd-even, so that it does not matter which way round a ring goes."""
    return _path([np.concatenate([ring, ring[:1]]) for ring in rings if len(ring)], Qt.FillRule.OddEvenFill)


def lines(parts: Sequence[Spots]) -> QPainterPath:
    """Open lines."""
    return _path([part for part in parts if len(part)], Qt.FillRule.WindingFill)


def _path(parts: list[Spots], rule: Qt.FillRule) -> QPainterPath:
    """A path of many lines at once.

    The form is that of QPainterPath in "Serializing Qt Data Types", Qt's documentation and `operator>>` in
    qpainterpath.cpp: the number of elements, of each its kind and place, where the last subpath starts, and the fill
    rule; the most significant byte first.
    """
    path = QPainterPath()
    if not parts:
        return path
    counts = np.array([len(part) for part in parts])
    points = np.concatenate(parts)
    elements = np.empty(len(points), _ELEMENT)
    elements["kind"] = _LINE
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    elements["kind"][starts] = _MOVE
    elements["x"], elements["y"] = points[:, 0], points[:, 1]
    head, tail = struct.pack(">i", len(points)), struct.pack(">ii", int(starts[-1]), rule.value)
    # A name of its own: the stream reads from it and does not keep it alive.
    kept = QByteArray(head + elements.tobytes() + tail)
    stream = QDataStream(kept)
    stream >> path
    return path
