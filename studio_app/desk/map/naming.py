"""Chooses the names that are written on the map: zones at their visual middle first, then towns and postcodes."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QColor, QPainter

from studio_app.desk.map.camera import Camera
from studio_app.desk.map.ink import Ink, Name
from studio_app.desk.map.labels import Box, Places
from studio_app.desk.map.layers import Area
from studio_app.desk.map.projection import Spot
from studio_app.desk.map.rings import Shape, middle_of
from studio_app.desk.week.look import Face, Recent

BUDGET = 0.003
"""Seconds in one frame for shaping names that were not shown before."""
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
    ) -> None:
        """Choose anew, for a camera that sees a little more than is shown."""
        places, written = Places(), []
        for box in kept_free:
            places.take(box)
        seen = camera.seen
        order = sorted(areas, key=lambda pair: (not pair[0].emphasised, pair[0].dimmed, -_size(pair[1])))
        for area, shape in order:
            if shape.bounds.touches(seen) and area.name:
                written += self._zone(ink, camera, area, shape, places)
        for wish in wishes:
            name = ink.name(wish.text, wish.face, wish.colour)
            x, y = camera.at(wish.spot)
            if places.take_if_free(Box(x, y, name.width, name.height)):
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

    def _zone(self, ink: Ink, camera: Camera, area: Area, shape: Shape, places: Places) -> list[Written]:
        """The name of a zone, as large as its area has room for; none where a hand would cover it."""
        spot = self._middles.get(shape, lambda: middle_of(shape))
        x, y = camera.at(spot)
        across = (shape.bounds.right - shape.bounds.left) * camera.side
        down = (shape.bounds.bottom - shape.bounds.top) * camera.side
        colour = ink.theme.text_muted if area.dimmed else ink.theme.person(area.colour).line
        faces = ink.zone_faces[2:] if area.dimmed else ink.zone_faces
        for number, face in enumerate(faces):
            name = ink.name(area.name, face, colour)
            last = number == len(faces) - 1
            fits = name.width <= across * 0.9 and name.height <= down * 0.8
            if not fits and not (last and area.emphasised):
                continue
            note = ink.name(area.note, ink.caption, colour) if area.note else None
            roomy = (
                note is not None and note.width <= across * 0.9 and name.height + note.height <= down * 0.7
            )
            high = name.height + (note.height + _NOTE_STEP if note and roomy else 0)
            wide = max(name.width, note.width if note and roomy else 0)
            if not places.take_if_free(Box(x, y, wide, high)):
                continue
            if note is None or not roomy:
                return [Written(spot, name)]
            return [
                Written(spot, name, (name.height - high) / 2),
                Written(spot, note, (high - note.height) / 2),
            ]
        return []


def _size(shape: Shape) -> float:
    box = shape.bounds
    return (box.right - box.left) * (box.bottom - box.top)
