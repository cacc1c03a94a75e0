"""Paints a server's tiles over the drawn ground, as far as they are there; a coarser one stands in for one that isn't."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap

from studio_app.desk.map.area_painter import piece_bounds
from studio_app.desk.map.camera import Camera
from studio_app.desk.map.ink import Ink
from studio_app.desk.map.tiles import Tile, tile_zoom, tiles_in, tiles_of
from studio_app.desk.week.look import Recent

if TYPE_CHECKING:  # it brings the network with it
    from studio_app.desk.map.tile_server import TileServer

_WASH_LIGHT, _WASH_DARK = 0.15, 0.35
"""How much of the ground's colour lies over tiles, so that zones stand out."""
_LIGHT = 110
"""The mean lightness, of 255, from which a tile counts as made for a light desk."""


class TilePainter(QObject):
    """What one map has of a server."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._server: TileServer | None = None
        self._dark: Recent[QPixmap] = Recent(200)

    @property
    def server(self) -> TileServer | None:
        """Who is asked."""
        return self._server

    def set_server(
        self, server: TileServer | None, arrived: Callable[[Tile], None], changed: Callable[[], None]
    ) -> None:
        """Ask another server; both callbacks are methods of the map."""
        if self._server is not None:
            self._server.want(id(self), ())
            self._server.arrived.disconnect(arrived)
            self._server.state_changed.disconnect(changed)
        self._server = server
        if server is not None:
            server.arrived.connect(arrived)
            server.state_changed.connect(changed)

    @property
    def is_on(self) -> bool:
        """Whether there is a server to ask."""
        return self._server is not None and self._server.is_on

    @property
    def address(self) -> str:
        """The template of the server's tiles; "" where there is none."""
        return self._server.choices.tile_url if self._server is not None else ""

    def zoom(self, camera: Camera, scale: float) -> int:
        """The zoom of the tiles for a view."""
        assert self._server is not None
        return tile_zoom(camera, self._server.choices.tile_url, scale)

    def want(self, camera: Camera | None, scale: float) -> None:
        """Ask for what a view needs; None needs nothing any more."""
        if self._server is None:
            return
        if camera is None or not self._server.is_on:
            self._server.want(id(self), ())
            return
        sharp = scale > 1 and "{r}" in self._server.choices.tile_url
        self._server.want(id(self), tiles_of(camera, self.zoom(camera, scale)), sharp=sharp)

    def there(self, camera: Camera, scale: float) -> frozenset[Tile]:
        """The tiles of a view that are there, if only coarsely: they have names of their own."""
        if self._server is None or not self._server.is_on:
            return frozenset()
        tiles = tiles_of(camera, self.zoom(camera, scale))
        return frozenset(tile for tile in tiles if self._find(tile) is not None)

    def paint(self, painter: QPainter, ink: Ink, camera: Camera, piece: QRect) -> None:
        """Paint a piece of a picture."""
        if self._server is None or not self._server.is_on:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        wash = QColor(ink.land)
        wash.setAlphaF(_WASH_DARK if ink.theme.is_dark else _WASH_LIGHT)
        for tile in tiles_in(piece_bounds(camera, piece), self.zoom(camera, ink.scale)):
            found = self._find(tile)
            if found is None:
                continue
            area = self._area(tile, camera, ink.scale)
            picture, part = found
            if ink.theme.is_dark:
                picture = self._dark.get(picture.cacheKey(), partial(at_night, picture))
            painter.drawPixmap(area, picture, part)
            painter.fillRect(area, wash)
        painter.restore()

    def _find(self, tile: Tile) -> tuple[QPixmap, QRectF] | None:
        """A tile's picture, or the part of a coarser one that covers it."""
        assert self._server is not None
        picture = self._server.picture(tile)
        if picture is not None:
            return picture, QRectF(picture.rect())
        for parent in tile.parents():
            picture = self._server.picture(parent)
            if picture is not None:
                whole, part = parent.bounds, tile.bounds
                share = picture.width() / (whole.right - whole.left)
                side = (part.right - part.left) * share
                at = (part.left - whole.left) * share, (part.top - whole.top) * share
                return picture, QRectF(*at, side, side)
        return None

    @staticmethod
    def _area(tile: Tile, camera: Camera, scale: float) -> QRectF:
        """Where a tile stands, on whole device pixels: neighbours meet without a seam."""
        box = tile.bounds
        left, top = (round(value * scale) / scale for value in camera.at((box.left, box.top)))
        right, bottom = (round(value * scale) / scale for value in camera.at((box.right, box.bottom)))
        return QRectF(left, top, right - left, bottom - top)


def at_night(picture: QPixmap) -> QPixmap:
    """A light tile for a dark desk: lightness (HSL) turned round, hues kept; a tile that is dark already stays."""
    image = picture.toImage().convertToFormat(QImage.Format.Format_RGB32)
    width, height = image.width(), image.height()
    colours = np.frombuffer(image.constBits(), np.uint8).reshape(height, image.bytesPerLine() // 4, 4)
    colours = colours[:, :width, :3].astype(np.int16)
    ends = colours.max(axis=2) + colours.min(axis=2)
    if ends.mean() / 2 < _LIGHT:
        return picture
    turned = np.full((height, width, 4), 255, np.uint8)
    turned[:, :, :3] = np.clip(colours + (255 - ends)[:, :, None], 0, 255)
    made = QImage(turned.tobytes(), width, height, width * 4, QImage.Format.Format_RGB32)
    return QPixmap.fromImage(made.copy())
