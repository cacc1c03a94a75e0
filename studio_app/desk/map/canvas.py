"""The painted part of the map: one widget that shows a camera and layers. `handling` gives it mouse and keys."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import reduce
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from studio_app.desk import theme
from studio_app.desk.map.area_painter import AreaPainter
from studio_app.desk.map.camera import Bounds, Camera, bounds_of
from studio_app.desk.map.ground import Ground
from studio_app.desk.map.ink import Ink
from studio_app.desk.map.labels import Box
from studio_app.desk.map.layers import Area, Draft, Layers
from studio_app.desk.map.naming import Naming
from studio_app.desk.map.overlay import Overlay, pin_boxes
from studio_app.desk.map.projection import LonLat, to_world
from studio_app.desk.map.rings import Shape, shape_of
from studio_app.desk.map.scale import scale_bar
from studio_app.desk.map.sheet import Sheet
from studio_app.desk.map.tile_painter import TilePainter
from studio_app.desk.map.tiles import Tile, tile_at
from studio_app.desk.week.painted import Painted

if TYPE_CHECKING:  # it brings the network with it
    from studio_app.desk.map.tile_server import TileServer

_SETTLED, _RESTED = 120, 250
"""Milliseconds without another zoom after which the map is painted anew, and without any move after which names of zones
that are seen in part come back into view."""
_EVERYWHERE = Bounds(*to_world(-125.0, 49.5), *to_world(-66.5, 24.5))
"""What is shown when there is nothing to fit: the mainland of the United States, which the drawn base knows."""


class PaintedMap(Painted):
    """Shows ground, areas, names, drives, pins and a draft; pans and zooms.

    Signals:
        view_changed: the Camera that is shown now.
        layers_changed: other things lie on the map; not for each step of a draft.
    """

    view_changed = Signal(object)
    layers_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("map-canvas")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setMinimumSize(240, 180)
        self._layers = Layers()
        self._shapes: tuple[Shape, ...] = ()
        self._pairs: tuple[tuple[Area, Shape], ...] = ()
        self._ink: Ink | None = None
        self._metric = False
        self._fits_all = True
        self._areas = AreaPainter()
        self._ground = Ground()
        self._tiles = TilePainter(self)
        self._tile_address = ""
        self._naming = Naming()
        self._named: tuple[object, ...] = ()
        self._sheet = Sheet(self._paint_piece)
        self._camera = self._home(Camera((0.5, 0.5), 4.0, max(1, self.width()), max(1, self.height())))
        self._zooming = QTimer(self, singleShot=True, interval=_SETTLED)
        self._zooming.timeout.connect(self.update)
        self._resting = QTimer(self, singleShot=True, interval=_RESTED)
        self._resting.timeout.connect(self._name_anew)
        self._catch_up = QTimer(self, singleShot=True, interval=0)
        self._catch_up.timeout.connect(self.update)

    # ------------------------------------------------------------ what is shown

    @property
    def layers(self) -> Layers:
        """What lies on the map."""
        return self._layers

    @property
    def shapes(self) -> tuple[Shape, ...]:
        """The areas on the square world."""
        return self._shapes

    @property
    def camera(self) -> Camera:
        """Which part of the world is shown."""
        return self._camera

    @property
    def is_behind(self) -> bool:
        """Whether some of the picture still shows what was there before."""
        stretched = self._sheet.camera.zoom != self._camera.zoom
        return stretched or self._sheet.is_behind or self._naming.is_behind

    @property
    def pieces_painted(self) -> int:
        """How many pieces of the kept picture were painted so far: tests see that a hover paints none."""
        return self._sheet.pieces_painted

    def set_layers(self, layers: Layers) -> None:
        """Show other things. Only what is another now is painted again. The first areas are fitted into view."""
        before, self._layers = self._layers, layers
        if layers.areas != before.areas:
            self._take_areas(before.areas, layers.areas)
        if self._fits_all and (layers.areas or layers.pins):
            self._look_at(self._home(self._camera))
        self.update()
        self.layers_changed.emit()

    def set_draft(self, draft: Draft | None) -> None:
        """Show another draft and leave everything else: quick enough for each step of a drag."""
        self._layers = replace(self._layers, draft=draft)
        self.update()

    @property
    def is_metric(self) -> bool:
        """Whether it measures in kilometres."""
        return self._metric

    @property
    def notes(self) -> list[str]:
        """What is said in the lower right: what is wrong with the tiles, and who made them."""
        server = self._tiles.server
        if server is None:
            return []
        made = server.choices.attribution if server.is_on else ""
        return [note for note in (server.trouble, made) if note]

    def set_metric(self, metric: bool) -> None:
        """Measure in kilometres; else in miles."""
        self._metric = metric
        self.update()

    def set_tiles(self, server: TileServer | None) -> None:
        """Paint a server's tiles over the drawn ground, as long as it has an address; None is the ground alone."""
        self._tiles.set_server(server, self._tile_arrived, self._tiles_changed)
        self._tiles_changed()

    def _tile_arrived(self, tile: Tile) -> None:
        self._sheet.soil(tile.bounds)
        self.update()

    def _tiles_changed(self) -> None:
        """Another server, or it fails, or works again."""
        if self._tiles.address != self._tile_address:
            self._tile_address = self._tiles.address
            self._sheet.soil()
        self.update()

    def _take_areas(self, before: Iterable[Area], after: tuple[Area, ...]) -> None:
        self._pairs = tuple(
            (area, shape_of(area.id, (area.ring, *area.holes))) for area in after if area.ring
        )
        shapes, self._shapes = self._shapes, tuple(shape for _, shape in self._pairs)
        gone = set(before) ^ set(after)
        boxes = {area: shape.bounds for area, shape in self._pairs if area in gone}
        known = {shape.id: shape.bounds for shape in shapes}
        changed = list(boxes.values()) + [known[area.id] for area in gone if area.id in known]
        if len(changed) > 40:
            self._sheet.soil()
        else:
            for bounds in changed:
                self._sheet.soil(bounds)
        if not changed:  # only their order
            self._sheet.soil()
        self._named = ()

    # ------------------------------------------------------------ where it looks

    def set_camera(self, camera: Camera) -> None:
        """Look elsewhere; the size stays the canvas's."""
        self._fits_all = False
        self._look_at(camera)

    def fit(self, places: Iterable[LonLat] = ()) -> None:
        """Show all of some places; with none, everything that lies on the map."""
        bounds = bounds_of(places)
        self._fits_all = bounds is None
        self._look_at(self._camera.fitted(bounds) if bounds is not None else self._home(self._camera))

    def show_place(self, place: LonLat, zoom: float | None = None) -> None:
        """Bring a place into the middle; `zoom` at least, where one is given."""
        self._fits_all = False
        near = self._camera if zoom is None else replace(self._camera, zoom=max(zoom, self._camera.zoom))
        self._look_at(near.centred(to_world(*place)))

    def zoom_by(self, by: float, x: float | None = None, y: float | None = None) -> None:
        """Nearer by so many zooms, about a point or the middle."""
        self._fits_all = False
        self._look_at(self._camera.zoomed(by, x, y))

    def pan_by(self, dx: float, dy: float) -> None:
        """Move what is shown to the right and down."""
        self._fits_all = False
        self._look_at(self._camera.panned(dx, dy))

    def _look_at(self, camera: Camera) -> None:
        camera = camera.sized(self.width(), self.height())
        if camera == self._camera:
            return
        if camera.zoom != self._camera.zoom:
            self._zooming.start()
        self._resting.start()
        self._camera = camera
        self.update()
        self.view_changed.emit(camera)

    def rest(self) -> None:
        """The zoom is over: paint anew with the next frame instead of stretching."""
        self._zooming.stop()
        self.update()

    def _home(self, camera: Camera) -> Camera:
        """Everything that lies on the map; with nothing there, the country."""
        places = [pin.place for pin in self._layers.pins]
        if self._layers.draft is not None:
            places += [place for ring in self._layers.draft.rings for place in ring]
        around = [shape.bounds for shape in self._shapes]
        around += [bounds for bounds in (bounds_of(places),) if bounds is not None]
        return camera.fitted(reduce(Bounds.joined, around) if around else _EVERYWHERE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        camera = self._camera.sized(self.width(), self.height())
        self._look_at(self._home(camera) if self._fits_all else camera)
        super().resizeEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._tiles.want(None, 1.0)
        super().hideEvent(event)

    # ------------------------------------------------------------ painting

    def forget_look(self) -> None:
        self._ink = None
        self._named = ()
        self._sheet.forget()
        super().forget_look()

    def _ink_now(self) -> Ink:
        shown, scale = theme.current(), self.devicePixelRatioF()
        if self._ink is None or self._ink.theme is not shown or self._ink.scale != scale:
            self._ink = Ink(shown, scale)
            self._named = ()
        return self._ink

    def paintEvent(self, event: QPaintEvent) -> None:
        ink = self._ink_now()
        painter = QPainter(self)
        painter.setClipRect(event.rect())
        self._sheet.show(
            painter, self._camera, ink.scale, self._ground.colour(ink), zooming=self._zooming.isActive()
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_over(painter, ink)
        painter.end()
        if not self._zooming.isActive():
            self._tiles.want(self._camera, ink.scale)
        if self.is_behind and not self._zooming.isActive():
            self._catch_up.start()

    def _paint_piece(self, painter: QPainter, camera: Camera, piece: QRect) -> None:
        """What stands still: ground and areas."""
        ink = self._ink_now()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground.paint(painter, ink, camera, piece)
        self._tiles.paint(painter, ink, camera, piece)
        self._areas.paint(painter, ink, camera, piece, self._pairs)

    def _paint_over(self, painter: QPainter, ink: Ink) -> None:
        self._name(ink)
        over = Overlay(painter, ink, self._camera)
        over.drives(self._layers.drives)
        self._naming.paint(painter, ink, self._camera)
        over.drive_words(self._layers.drives)
        if self._layers.draft is not None:
            over.draft(self._layers.draft, focused=self.hasFocus())
        over.pins(self._layers.pins)
        over.scale(scale_bar(self._camera.metres_per_pixel, metric=self._metric))
        over.notes(self.notes)
        if self.hasFocus() and (self._layers.draft is None or self._layers.draft.current is None):
            painter.setPen(QPen(ink.theme.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def _name(self, ink: Ink) -> None:
        """Choose names anew where the kept picture was begun anew; while the map moves they only move along."""
        camera = self._sheet.camera
        if camera.zoom != self._camera.zoom:
            return
        tiles = self._tiles.there(self._camera, ink.scale)
        basis = (camera, self._pairs, self._layers.pins, tiles)
        if basis != self._named:
            self._named = basis
            wishes = self._ground.wishes(ink, camera)
            if tiles:  # they have names of their own
                zoom = next(iter(tiles)).zoom
                wishes = [wish for wish in wishes if tile_at(wish.spot, zoom) not in tiles]
            held, view = self._held(ink, camera), self._camera.seen
            self._naming.choose(ink, camera, self._pairs, wishes, kept_free=held, view=view)

    def _name_anew(self) -> None:
        self._named = ()
        self.update()

    def _held(self, ink: Ink, camera: Camera) -> list[Box]:
        """Where no name may stand: under the pins and their words."""
        return [box for pin in self._layers.pins for box in pin_boxes(pin, ink, camera)]
