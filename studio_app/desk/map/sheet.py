"""The kept picture of the map: what stands still, painted once and moved along.

It covers more than is seen, so that a pan copies it and paints only the strip that comes into view. While the map is
zoomed the picture is stretched; when the zoom rests it is painted anew piece by piece, from the middle, never longer
at a time than a frame allows.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPixmap

from studio_app.desk.map.camera import Bounds, Camera

MARGIN = 0.2
"""Share of the view that is painted beyond each edge."""
BUDGET, FIRST_BUDGET = 0.004, 0.06
"""Seconds of painting in one frame, and in the first one; what is left comes with the next ones."""
_PIECE = 240
"""Side of a piece that is painted at once, in device-independent pixels."""

PaintPiece = Callable[[QPainter, Camera, QRect], None]
"""Paints what stands still: onto a painter in the picture's pixels, for its camera, at least inside the rectangle."""


class Sheet:
    """Makes the picture and puts it on the canvas."""

    def __init__(self, paint: PaintPiece) -> None:
        self._paint = paint
        self._picture: QPixmap | None = None
        self._camera = Camera((0.5, 0.5), 0.0)
        self._scale = 1.0
        self._ground = QColor()
        self._dirty: list[QRect] = []
        self.pieces_painted = 0
        """How many pieces were painted so far: tests see that a hover paints none."""

    @property
    def is_behind(self) -> bool:
        """Whether pieces still show what was there before."""
        return bool(self._dirty) or self._picture is None

    @property
    def camera(self) -> Camera:
        """What the picture shows."""
        return self._camera

    def forget(self) -> None:
        """Paint everything anew, at once with the next frame."""
        self._picture = None
        self._dirty = []

    def soil(self, bounds: Bounds | None = None) -> None:
        """What lies there is another now: paint it again. None is everything."""
        if self._picture is None:
            return
        whole = self._whole()
        if bounds is None:
            self._add(whole)
            return
        left, top = self._camera.at((bounds.left, bounds.top))
        right, bottom = self._camera.at((bounds.right, bounds.bottom))
        if right < 0 or bottom < 0 or left > whole.width() or top > whole.height():
            return
        area = QRectF(max(left, 0.0), max(top, 0.0), 0, 0)
        area.setRight(min(right, whole.width()))
        area.setBottom(min(bottom, whole.height()))
        self._add(area.toAlignedRect().adjusted(-8, -8, 8, 8).intersected(whole))

    def show(self, painter: QPainter, camera: Camera, scale: float, ground: QColor, *, zooming: bool) -> None:
        """Put the picture on the canvas; the painter is a widget's, unmoved.

        Args:
            scale: Device pixels of a pixel.
            ground: What is seen where nothing was painted yet.
            zooming: The zoom is still going on: stretch rather than paint.
        """
        if self._picture is None or scale != self._scale or ground != self._ground:
            self._scale, self._ground, self._picture = scale, ground, None
            self._begin(camera)
            self._work(FIRST_BUDGET)
        elif self._camera.zoom != camera.zoom:
            if not zooming or abs(self._camera.zoom - camera.zoom) > 1:
                self._begin(camera)
        elif not self._covers(camera):
            self._begin(camera)
        if self._camera.zoom == camera.zoom:
            self._work(BUDGET)
        self._put(painter, camera)

    # ------------------------------------------------------------ making

    def _whole(self) -> QRect:
        return QRect(0, 0, self._camera.width, self._camera.height)

    def _covers(self, camera: Camera) -> bool:
        left, top = self._offset(camera)
        return (
            left <= 0
            and top <= 0
            and left + self._camera.width >= camera.width
            and top + self._camera.height >= camera.height
        )

    def _offset(self, camera: Camera) -> tuple[float, float]:
        """Where the upper left of the picture stands on the view."""
        seen = self._camera.seen
        return camera.at((seen.left, seen.top))

    def _begin(self, camera: Camera) -> None:
        """A picture around the view, with what the former one has of it."""
        before, was = self._picture, self._camera
        across, down = round(camera.width * MARGIN), round(camera.height * MARGIN)
        self._camera = camera.sized(camera.width + 2 * across, camera.height + 2 * down)
        picture = QPixmap(round(self._camera.width * self._scale), round(self._camera.height * self._scale))
        picture.setDevicePixelRatio(self._scale)
        picture.fill(self._ground)
        self._picture = picture
        dirty, self._dirty = self._dirty, []
        if before is None:
            self._add(self._whole())
            return
        painter = QPainter(picture)
        kept = self._copy(painter, before, was)
        painter.end()
        if kept is None:
            self._add(self._whole())
            return
        for rect in dirty:
            self._add(rect.translated(kept.topLeft()).intersected(self._whole()))
        whole, inner = self._whole(), kept.intersected(self._whole())
        self._add(QRect(0, 0, whole.width(), inner.top()))
        self._add(QRect(0, inner.bottom() + 1, whole.width(), whole.height() - inner.bottom() - 1))
        self._add(QRect(0, inner.top(), inner.left(), inner.height()))
        self._add(QRect(inner.right() + 1, inner.top(), whole.width() - inner.right() - 1, inner.height()))

    def _copy(self, painter: QPainter, before: QPixmap, was: Camera) -> QRect | None:
        """Put the former picture into the new one; where it stands there, if it is as large and sharp as before."""
        seen = was.seen
        left, top = self._camera.at((seen.left, seen.top))
        right, bottom = self._camera.at((seen.right, seen.bottom))
        if was.zoom != self._camera.zoom:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(QRectF(left, top, right - left, bottom - top), before, QRectF(before.rect()))
            return None
        # Whole device pixels, or each copy would blur a little more: the new picture gives way.
        at = QPointF(round(left * self._scale) / self._scale, round(top * self._scale) / self._scale)
        self._camera = self._camera.panned(at.x() - left, at.y() - top)
        painter.drawPixmap(at, before)
        whole_pixels = at == QPointF(at.toPoint())
        return QRect(at.toPoint(), before.deviceIndependentSize().toSize()) if whole_pixels else None

    def _add(self, area: QRect) -> None:
        """Note what has to be painted, in pieces, those in the middle first."""
        if area.isEmpty():
            return
        self._dirty = [rect for rect in self._dirty if not area.contains(rect)]
        for top in range(area.top(), area.bottom() + 1, _PIECE):
            for left in range(area.left(), area.right() + 1, _PIECE):
                piece = QRect(left, top, _PIECE, _PIECE).intersected(area)
                if not any(rect.contains(piece) for rect in self._dirty):
                    self._dirty.append(piece)
        middle = self._whole().center()
        self._dirty.sort(key=lambda rect: (rect.center() - middle).manhattanLength(), reverse=True)

    def _work(self, budget: float) -> None:
        """Paint pieces for so long, at least one."""
        if not self._dirty or self._picture is None:
            return
        until = time.monotonic() + budget
        painter = QPainter(self._picture)
        while self._dirty:
            piece = self._dirty.pop()
            painter.save()
            painter.setClipRect(piece)
            self._paint(painter, self._camera, piece)
            painter.restore()
            self.pieces_painted += 1
            if time.monotonic() >= until:
                break
        painter.end()

    # ------------------------------------------------------------ showing

    def _put(self, painter: QPainter, camera: Camera) -> None:
        assert self._picture is not None
        left, top = self._offset(camera)
        if self._camera.zoom == camera.zoom:
            at = QPointF(round(left * self._scale) / self._scale, round(top * self._scale) / self._scale)
            painter.drawPixmap(at, self._picture)
            return
        seen = self._camera.seen
        right, bottom = camera.at((seen.right, seen.bottom))
        target = QRectF(left, top, right - left, bottom - top)
        painter.fillRect(QRect(0, 0, camera.width, camera.height), self._ground)
        painter.drawPixmap(target, self._picture, QRectF(self._picture.rect()))
