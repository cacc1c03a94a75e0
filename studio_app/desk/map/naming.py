"""Chooses the names that are written on the map: zones at their visual middle first, then towns and postcodes."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QColor, QPainter

from studio_app.desk.map.camera import Bounds, Camera
from studio_app.desk.map.hitting import inside
from studio_app.desk.map.ink import Ink, Name
from studio_app.desk.map.labels import Box, Places
from studio_app.desk.map.layers import Area
from studio_app.desk.map.projection import Spot
from studio_app.desk.map.rings import Shape, box_of, cut_polygon, middle_of
from studio_app.desk.week.look import Face, Recent

BUDGET = 0.003
"""Seconds in one frame for shaping names that were not shown before."""
_LARGE = 0.4
"""Share of the view from which a zone has its name in the part that is seen."""
_NOTE_STEP = 2.0
"""Pixels between a zone's name and its note."""


@dataclass(frozen=True, slots=True)
class Written:
    """A name at a place of the square world; `down` pixels below it."""

    spot: Spot
    name: Name
    down: float = 0.0


@dataclass(frozen=True, slots=True)
class Wish:
    """A name of the ground that would like to be written: the important ones come first."""

    spot: Spot
    text: str
    face: Face
    colour: QColor


class Naming:
    """Keeps the names of what was chosen for a zoom, and puts them on the canvas while it moves."""

    def __init__(self) -> None:
        self._middles: Recent[Spot] = Recent(4096)
        self.written: tuple[Written, ...] = ()
        self.is_behind = False
        """Whether some names are not written yet: paint again soon."""

    def choose(
        self,
        ink: Ink,
        camera: Camera,
        areas: Sequence[tuple[Area, Shape]],
        wishes: Iterable[Wish],
        *,
        kept_free: Iterable[Box] = (),
        view: Bounds | None = None,
    ) -> None:
        """Choose anew, for a camera that sees a little more than is shown.

        Args:
            kept_free: Where no name may stand.
            view: What is shown; the name of a zone that is seen in part belongs there.
        """
        places, written = Places(), []
        for box in kept_free:
            places.take(box)
        seen = camera.seen
        order = sorted(areas, key=lambda pair: (not pair[0].emphasised, pair[0].dimmed, -_size(pair[1])))
        named: set[str] = set()
        for area, shape in order:
            if shape.bounds.touches(seen) and area.name:
                found = self._zone(ink, camera, view or seen, area, shape, places)
                written += found
                named.update({area.name.casefold()} if found else ())
        for wish in wishes:
            name = ink.name(wish.text, wish.face, wish.colour)
            x, y = camera.at(wish.spot)
            # A zone is often called as the town in it: once is enough.
            if wish.text.casefold() not in named and places.take_if_free(Box(x, y, name.width, name.height)):
                written.append(Written(wish.spot, name))
        self.written = tuple(written)

    def paint(self, painter: QPainter, ink: Ink, camera: Camera) -> None:
        """Put the chosen names where they stand now. New ones are shaped a few at a time: see `is_behind`."""
        until = time.monotonic() + BUDGET
        self.is_behind = False
        for each in self.written:
            x, y = camera.at(each.spot)
            if -200 < x < camera.width + 200 and -40 < y < camera.height + 40:
                if ink.has(each.name) or time.monotonic() < until:
                    ink.put(painter, each.name, x, y + each.down)
                else:
                    self.is_behind = True

    def _zone(
        self, ink: Ink, camera: Camera, view: Bounds, area: Area, shape: Shape, places: Places
    ) -> list[Written]:
        """The name of a zone, as large as its area has room for; none where a hand would cover it."""
        spot = self._middle(view, shape)
        if spot is None:
            return []
        across = (shape.bounds.right - shape.bounds.left) * camera.side
        down = (shape.bounds.bottom - shape.bounds.top) * camera.side
        colour = ink.theme.text_muted if area.dimmed else ink.zone(area.colour)
        faces = ink.zone_faces[2:] if area.dimmed else ink.zone_faces
        for face in faces:
            last = face is faces[-1]
            name = ink.name(area.name, face, colour)
            fits = name.width <= across * 0.9 and name.height <= down * 0.8
            if not fits and not (last and area.emphasised):
                continue
            note = ink.name(area.note, ink.caption, colour) if area.note else None
            if note is not None and (note.width > across * 0.9 or name.height + note.height > down * 0.7):
                note = None
            high = name.height + (note.height + _NOTE_STEP if note else 0)
            wide = max(name.width, note.width if note else 0)
            place = self._free(camera, shape, spot, Box(0, 0, wide, high), places, strict=not last)
            if place is not None:
                second = [Written(place, note, (high - note.height) / 2)] if note else []
                return [Written(place, name, (name.height - high) / 2), *second]
        return []

    def _middle(self, view: Bounds, shape: Shape) -> Spot | None:
        """Where a zone's name belongs: its visual middle, or that of what is seen of it; None where that is nothing."""
        spot = self._middles.get(shape, lambda: middle_of(shape))
        if view.left <= spot[0] <= view.right and view.top <= spot[1] <= view.bottom:
            return spot
        box = shape.bounds
        across = (box.right - box.left) / (view.right - view.left)
        down = (box.bottom - box.top) / (view.bottom - view.top)
        if not box.touches(view) or max(across, down) < _LARGE:
            return spot  # it comes into view with the zone
        part = cut_polygon(shape.rings, view)
        return middle_of(Shape(shape.id, tuple(part[:1]), box_of(part[0]))) if part else None

    @staticmethod
    def _free(
        camera: Camera, shape: Shape, spot: Spot, size: Box, places: Places, *, strict: bool
    ) -> Spot | None:
        """The first free place for a name: the middle, else a little above or below.

        Args:
            strict: Both ends of the name have to be inside of the zone, even in the middle.
        """
        x, y = camera.at(spot)
        for lines in (0.0, 1.2, -1.2, 2.2, -2.2):
            middle = y + lines * size.height
            ends = [camera.spot(x + side * size.width / 2, middle) for side in (-1, 1)]
            if (lines or strict) and not all(inside(shape.rings, end) for end in ends):
                continue
            if places.take_if_free(Box(x, middle, size.width, size.height)):
                return camera.spot(x, middle)
        return None


def _size(shape: Shape) -> float:
    box = shape.bounds
    return (box.right - box.left) * (box.bottom - box.top)
