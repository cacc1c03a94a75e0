"""Paints what moves over the map: drives, pins, the draft with its handles and crossings, scale bar and attribution."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from studio_app.desk.map.camera import Camera
from studio_app.desk.map.ink import Ink
from studio_app.desk.map.labels import Box
from studio_app.desk.map.layers import DRAFT, Draft, Drive, Pin, PinKind, Ring
from studio_app.desk.map.paths import filled, lines
from studio_app.desk.map.projection import LonLat, Spots
from studio_app.desk.map.rings import middle_of, shape_of, spots_of
from studio_app.desk.map.scale import ScaleBar

HANDLE, HANDLE_HELD, MIDPOINT = 9.0, 13.0, 7.0
_MANY = 120
"""Corners above which the handles are small and the rounds between them are left out."""
PIN_HEIGHT, PIN_RADIUS = 26.0, 9.0
_BESIDE = 5.0
"""Pixels from a pin to its words."""
_Style = Qt.PenStyle


class Overlay:
    """Paints with one look for one camera."""

    def __init__(self, painter: QPainter, ink: Ink, camera: Camera) -> None:
        self._painter = painter
        self._ink = ink
        self._theme = ink.theme
        self._camera = camera

    # ------------------------------------------------------------ drives and pins

    def drives(self, drives: Sequence[Drive]) -> None:
        """Lines with a rim."""
        for drive in drives:
            if len(drive.places) < 2:
                continue
            points = [self._point(place) for place in drive.places]
            self._line(points, self._theme.surface, 5.0)
            colour = self._person(drive.colour)
            self._line(points, colour, 2.5, _Style.CustomDashLine if drive.dashed else _Style.SolidLine)

    def drive_words(self, drives: Sequence[Drive]) -> None:
        """What is said of each drive, at its middle."""
        for drive in drives:
            if drive.label and len(drive.places) >= 2:
                start, end = _longest([self._point(place) for place in drive.places])
                self._chip(drive.label, start, end, self._person(drive.colour))

    def pins(self, pins: Sequence[Pin]) -> None:
        """Drops that stand on their tips, each with its words beside it; homes are houses."""
        for pin in sorted(pins, key=lambda each: each.emphasised):
            self._pin(pin)

    def _pin(self, pin: Pin) -> None:
        painter, tip, colour = self._painter, self._point(pin.place), self._person(pin.colour)
        middle = QPointF(tip.x(), tip.y() - PIN_HEIGHT + PIN_RADIUS)
        drop = QPainterPath()
        drop.moveTo(tip)
        drop.cubicTo(
            tip + QPointF(-2, -5), middle + QPointF(-PIN_RADIUS, 8), middle + QPointF(-PIN_RADIUS, 0)
        )
        drop.arcTo(
            QRectF(middle.x() - PIN_RADIUS, middle.y() - PIN_RADIUS, 2 * PIN_RADIUS, 2 * PIN_RADIUS),
            180,
            -180,
        )
        drop.cubicTo(middle + QPointF(PIN_RADIUS, 8), tip + QPointF(2, -5), tip)
        painter.setPen(QPen(self._theme.surface, 4 if pin.emphasised else 2.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(drop)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPath(drop)
        painter.setBrush(self._theme.surface)
        if pin.kind is PinKind.HOME:
            house = [(-5, 0.5), (0, -4.5), (5, 0.5), (3.4, 0.5), (3.4, 4.2), (-3.4, 4.2), (-3.4, 0.5)]
            painter.drawPolygon(QPolygonF([middle + QPointF(x, y) for x, y in house]))
        elif pin.kind is PinKind.APPOINTMENT:
            painter.drawRoundedRect(QRectF(middle.x() - 3.4, middle.y() - 3.4, 6.8, 6.8), 1.5, 1.5)
        else:
            painter.drawEllipse(middle, 3.4, 3.4)
        if pin.label:
            face = self._ink.small_bold
            name = self._ink.name(pin.label, face, self._theme.text)
            self._ink.put(painter, name, middle.x() + PIN_RADIUS + _BESIDE + name.width / 2, middle.y())

    # ------------------------------------------------------------ the draft

    def draft(self, draft: Draft, *, focused: bool = True) -> None:
        """The shape under way: fill, border, rubber band, guides, handles, crossings."""
        painter, colour = self._painter, self._theme.person(draft.colour).line
        for start, end in draft.guides:
            self._line([self._point(start), self._point(end)], self._theme.accent, 3.0)
        rings = [self._pixels(ring) for ring in draft.rings if ring]
        if draft.rubber is not None and rings:
            rubber = self._point(draft.rubber)
            last, first = rings[-1][-1], rings[-1][0]
            ways = [[QPointF(*last), rubber]]
            if len(rings[-1]) > 1:
                ways.append([rubber, QPointF(*first)])
            for way, strong in zip(ways, (True, False), strict=False):
                pale = QColor(colour)
                pale.setAlphaF(1.0 if strong else 0.5)
                self._line(way, pale, 2.0, _Style.CustomDashLine)
        fill = QColor(colour)
        fill.setAlphaF(0.22)
        area = filled([*rings[:-1], *(self._with_rubber(draft, ring) for ring in rings[-1:])])
        if draft.closed or any(len(ring) > 1 for ring in rings):
            painter.fillPath(area, fill)
        bad = bool(draft.crossings)
        pen = QPen(self._theme.danger if bad else colour, 2.5)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        closed = rings if draft.closed else rings[:-1]
        painter.strokePath(filled(closed), pen)
        if not draft.closed and rings:
            painter.strokePath(lines([rings[-1]]), pen)
        if draft.label and draft.closed and rings:
            x, y = middle_of(shape_of(DRAFT, draft.rings))
            name = self._ink.name(draft.label, self._ink.zone_faces[0], self._ink.zone(draft.colour))
            self._ink.put(painter, name, *self._camera.at((x, y)))
        if draft.handles:
            self._handles(draft, rings, colour, focused=focused)
        self._marks(draft)

    def _with_rubber(self, draft: Draft, ring: Spots) -> Spots:
        """A ring with the place of the pointer, as it will be after the next click."""
        if draft.rubber is None or draft.closed:
            return ring
        made: Spots = np.concatenate([ring, [self._camera.point(draft.rubber)]])
        return made

    def _handles(self, draft: Draft, rings: Sequence[Spots], colour: QColor, *, focused: bool) -> None:
        painter = self._painter
        many = sum(len(ring) for ring in rings) > _MANY
        size = 6.0 if many else HANDLE
        painter.setPen(QPen(colour, 1.6))
        for number, ring in enumerate(rings):
            after = np.roll(ring, -1, axis=0)
            closed = draft.closed or number < len(rings) - 1
            painter.setBrush(self._theme.surface)
            for index, (corner, following) in enumerate(zip(ring, after, strict=True)):
                edge = closed or index < len(ring) - 1
                if many or not edge or not draft.closed or np.hypot(*(following - corner)) < 44:
                    continue
                x, y = (corner + following) / 2
                if self._sees(x, y):
                    painter.drawEllipse(QPointF(x, y), MIDPOINT / 2, MIDPOINT / 2)
            boxes = [QRectF(x - size / 2, y - size / 2, size, size) for x, y in ring if self._sees(x, y)]
            if many:
                painter.drawRects(boxes)
            else:
                for box in boxes:
                    painter.drawRoundedRect(box, 2, 2)
        self._current(draft, rings, colour, focused=focused)

    def _current(self, draft: Draft, rings: Sequence[Spots], colour: QColor, *, focused: bool) -> None:
        """The corner that the keyboard holds: larger, filled, with a ring around it."""
        if draft.current is None:
            return
        ring, corner = draft.current
        if ring >= len(rings) or corner >= len(rings[ring]):
            return
        x, y = rings[ring][corner]
        held = QRectF(x - HANDLE_HELD / 2, y - HANDLE_HELD / 2, HANDLE_HELD, HANDLE_HELD)
        self._painter.setPen(QPen(self._theme.surface, 2))
        self._painter.setBrush(colour)
        self._painter.drawRoundedRect(held, 3, 3)
        if focused:
            self._painter.setPen(QPen(self._theme.accent, 2))
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.drawRoundedRect(held.adjusted(-4, -4, 4, 4), 6, 6)

    def _marks(self, draft: Draft) -> None:
        painter = self._painter
        if draft.snapped is not None:
            painter.setPen(QPen(self._theme.accent, 2.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(self._point(draft.snapped), 10, 10)
        for place in draft.crossings:
            at = self._point(place)
            painter.setPen(QPen(self._theme.surface, 2))
            painter.setBrush(self._theme.danger)
            painter.drawEllipse(at, 10, 10)
            pen = QPen(self._theme.surface, 2.4)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            for sign in (1, -1):
                painter.drawLine(at + QPointF(-3.6, -3.6 * sign), at + QPointF(3.6, 3.6 * sign))

    # ------------------------------------------------------------ corners of the canvas

    def scale(self, bar: ScaleBar) -> None:
        """The scale bar in the lower left."""
        painter, ink = self._painter, self._ink
        name = ink.name(bar.text, ink.caption, self._theme.text_muted)
        left, bottom = 14.0, self._camera.height - 12.0
        line = [QPointF(left, bottom - 5), QPointF(left, bottom), QPointF(left + bar.pixels, bottom)]
        line.append(QPointF(left + bar.pixels, bottom - 5))
        ground = QColor(self._theme.surface)
        ground.setAlphaF(0.85)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(left - 7, bottom - 21, bar.pixels + 14, 27), 6, 6)
        self._line(line, self._theme.text_muted, 1.4)
        ink.put(painter, name, left + bar.pixels / 2, bottom - 11)

    def notes(self, texts: Sequence[str]) -> None:
        """Attribution and what is wrong with the tiles, in the lower right; the last one lowest."""
        painter, face = self._painter, self._ink.caption
        bottom = float(self._camera.height)
        room = self._camera.width - 180.0
        ground = QColor(self._theme.surface)
        ground.setAlphaF(0.88)
        for text in reversed(texts):
            short = QFontMetricsF(face.font).elidedText(text, Qt.TextElideMode.ElideRight, room)
            name = self._ink.name(short, face, self._theme.text_muted)
            across, down = name.width + 16, name.height + 6
            box = QRectF(self._camera.width - across, bottom - down, across, down)
            painter.fillRect(box, ground)
            self._ink.put(painter, name, box.center().x(), box.center().y())
            bottom = box.top()

    # ------------------------------------------------------------ parts

    def _point(self, place: LonLat) -> QPointF:
        return QPointF(*self._camera.point(place))

    def _pixels(self, ring: Ring) -> Spots:
        spots = spots_of(ring)
        camera = self._camera
        offset = np.array(camera.centre)
        middle = np.array((camera.width / 2, camera.height / 2))
        made: Spots = (spots - offset) * camera.side + middle
        return made

    def _sees(self, x: float, y: float) -> bool:
        return -20 < x < self._camera.width + 20 and -20 < y < self._camera.height + 20

    def _person(self, colour: int | None) -> QColor:
        return self._theme.accent if colour is None else self._theme.person(colour).line

    def _line(
        self, points: Sequence[QPointF], colour: QColor, width: float, style: Qt.PenStyle = _Style.SolidLine
    ) -> None:
        pen = QPen(colour, width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if style is _Style.CustomDashLine:
            pen.setDashPattern([3.0, 3.0])
        self._painter.setPen(pen)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawPolyline(QPolygonF(list(points)))

    def _chip(self, text: str, start: QPointF, end: QPointF, colour: QColor) -> None:
        """Words in a small rounded box in the middle of a line that is long enough to be seen beside it."""
        name = self._ink.name(text, self._ink.caption_bold, colour)
        if QLineF(start, end).length() < name.width + 30:
            return
        at = (start + end) / 2
        box = QRectF(0, 0, name.width + 14, name.height + 6)
        box.moveCenter(at)
        self._painter.setPen(QPen(colour, 1))
        self._painter.setBrush(self._theme.surface)
        self._painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        self._ink.put(self._painter, name, at.x(), at.y())


def pin_boxes(pin: Pin, ink: Ink, camera: Camera) -> list[Box]:
    """What a pin and its words take up on the picture of a camera."""
    x, y = camera.point(pin.place)
    boxes = [Box(x, y - PIN_HEIGHT / 2, 2 * PIN_RADIUS, PIN_HEIGHT)]
    if pin.label:
        name = ink.name(pin.label, ink.small_bold, ink.theme.text)
        left = x + PIN_RADIUS + _BESIDE
        boxes.append(Box(left + name.width / 2, y - PIN_HEIGHT + PIN_RADIUS, name.width, name.height))
    return boxes


def _longest(points: Sequence[QPointF]) -> tuple[QPointF, QPointF]:
    """The longest piece of a line."""
    return max(pairwise(points), key=lambda pair: (pair[1] - pair[0]).manhattanLength())
