"""The map that zones are drawn on."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QWidget

from studio_app.desk.map.camera import Camera, bounds_of
from studio_app.desk.map.handling import MapCanvas
from studio_app.engine.zone_shapes import Point


class ZoneMap(MapCanvas):
    """The map on which zones are drawn: Tab goes through the corners while a shape is edited."""

    _air = (0.0, 0.0, 0.0, 0.0)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.walk: Callable[[bool], bool] | None = None

    def keep_clear(self, *, top: float, right: float, bottom: float, left: float = 0.0) -> None:
        """What is fitted into view keeps clear of so many pixels at each side, where cards lie over the map."""
        self._air = (top, right, bottom, left)

    def fit(self, places: Iterable[Point] = ()) -> None:
        bounds = bounds_of(places)
        if bounds is None:
            super().fit()
        else:
            self.set_camera(self._shifted(self._inner(self.camera).fitted(bounds)))

    def _home(self, camera: Camera) -> Camera:
        return self._shifted(super()._home(self._inner(camera)))

    def _inner(self, camera: Camera) -> Camera:
        """A picture as large as what is left between the cards."""
        top, right, bottom, left = self._air
        return camera.sized(round(self.width() - left - right), round(self.height() - top - bottom))

    def _shifted(self, camera: Camera) -> Camera:
        """That picture in its place in the whole one."""
        top, right, bottom, left = self._air
        whole = camera.sized(self.width(), self.height())
        return whole.panned((left - right) / 2, (top - bottom) / 2)

    def focusNextPrevChild(self, next: bool) -> bool:
        if self.walk is not None and self.walk(next):
            return True
        return super().focusNextPrevChild(next)
