"""Areas out of files that other programs wrote, on their way to becoming zones: what is usable, what is not and why.

One bad area never keeps the others from being taken: it is listed with its place in the file and a sentence.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import shapely

from studio_app.domain.zone import Ring
from studio_app.engine.zone_making import loosened
from studio_app.engine.zone_shapes import Point, Shape, crossing, normal, polygon_of, shapes_of
from studio_app.errors import BadInput
from studio_app.exchange.slits import one_ring

LARGEST = 10 * 1024 * 1024
"""Bytes of a file."""
MOST_AREAS = 2000
"""Of one file."""
MOST_CORNERS = 100_000
"""Of one area as it comes; a coast at full detail has fewer."""
MOST_HOLES = 100
"""Of one area."""
PLENTY = 2000
"""Corners that an area keeps. With more of them it is made coarser, which a map at the desk doesn't show."""
LONGEST_NAME = 200
"""Characters."""
_COARSER = (1e-5, 3e-5, 1e-4, 3e-4, 1e-3, 3e-3)
"""Degrees; the first is a metre."""

_HEX = re.compile(r"#?([0-9a-fA-F]{6})(?:[0-9a-fA-F]{2})?|#([0-9a-fA-F]{3})")


@dataclass(frozen=True, slots=True)
class ReadZone:
    """An area of a file.

    Attributes:
        name: Plain text on one line; "" where the file has none.
        shape: None where it can't be a zone.
        colour: `#rrggbb`, or None.
        where: Its place in the file, such as `features[3]`.
        problem: Why it can't be a zone; "" where it can.
    """

    name: str
    shape: Shape | None
    colour: str | None
    where: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class ZoneFile:
    """What a file holds.

    Attributes:
        zones: In its order; those that can't be taken too.
        warnings: Sentences about what is left out or was changed.
    """

    zones: tuple[ReadZone, ...]
    warnings: tuple[str, ...]


class Gathering:
    """Takes areas as a reader finds them."""

    def __init__(self) -> None:
        self._zones: list[ReadZone] = []
        self._warnings: list[str] = []
        self._ignored = {"point": 0, "line": 0}

    def add(self, name: str, colour: str | None, where: str, rings: Sequence[Sequence[Point]]) -> None:
        """One area: its border and its holes, open or closed."""
        name = plain_name(name)
        try:
            shapes = self._shapes(name, rings)
        except BadInput as problem:
            self.refuse(name, where, problem.problem)
            return
        self._take(ReadZone(name, shape, colour, where) for shape in shapes)

    def refuse(self, name: str, where: str, problem: str) -> None:
        """An area that can't be taken."""
        self._take([ReadZone(plain_name(name), None, None, where, problem)])

    def ignore(self, what: str) -> None:
        """A point or a line, which can be no zone."""
        self._ignored[what] += 1

    def warn(self, sentence: str) -> None:
        """Something to be told once."""
        if sentence not in self._warnings:
            self._warnings.append(sentence)

    def file(self) -> ZoneFile:
        """All of it."""
        warnings = list(self._warnings)
        for what, count in self._ignored.items():
            if count:
                were = f"{count:,} {what}s were" if count > 1 else f"One {what} was"
                warnings.append(f"{were} left out: a zone is an area.")
        return ZoneFile(tuple(_numbered(self._zones)), tuple(warnings))

    def _take(self, zones: Iterable[ReadZone]) -> None:
        self._zones += zones
        if len(self._zones) > MOST_AREAS:
            raise BadInput("", f"holds more than {MOST_AREAS:,} areas")

    def _shapes(self, name: str, rings: Sequence[Sequence[Point]]) -> tuple[Shape, ...]:
        opened = [_opened(ring) for ring in _unrolled(rings)]
        corners = sum(map(len, opened))
        if corners > MOST_CORNERS:
            raise BadInput("", f"has {corners:,} corners; more than {MOST_CORNERS:,} are too many")
        if len(opened) > MOST_HOLES + 1:
            raise BadInput("", f"has {len(opened) - 1:,} holes; more than {MOST_HOLES} are too many")
        for ring in opened:
            if len(set(ring)) < 3:
                raise BadInput("", "needs three corners or more")
        shape = Shape(opened[0], tuple(opened[1:]))
        if corners > PLENTY:
            shape = self._coarser(name, shape, corners)
        found = tuple(part for piece in _on_one_earth(shape) for part in loosened(piece))
        if not found:
            wrong = crossing(shape.ring, shape.holes)
            raise BadInput("", wrong.problem if wrong else "has no area")
        found = tuple(normal(part) for part in found)
        for part in found:
            one_ring(part.ring, part.holes)  # could it stand in a studio file?
        return found

    def _coarser(self, name: str, shape: Shape, corners: int) -> Shape:
        for tolerance in _COARSER:
            found = shapes_of(shapely.simplify(polygon_of(shape), tolerance, preserve_topology=False))
            kept = sum(map(len, found[0].rings)) if found else 0
            if found and kept <= PLENTY and crossing(found[0].ring, found[0].holes) is None:
                metres = math.ceil(tolerance * 111_195)
                self.warn(
                    f"{name or 'An area'} was drawn with {corners:,} corners. The {kept:,} that are kept are at most "
                    f"{metres:,} m off."
                )
                return found[0]
        raise BadInput("", f"has {corners:,} corners, too many for a zone")


def _unrolled(rings: Sequence[Sequence[Point]]) -> list[list[Point]]:
    """The rings without leaps from one edge of the world map to the other: of two ways between corners more than half the
    earth apart the short one is meant, as of a zone in Fiji or the Aleutians. Longitudes may leave -180 to 180."""
    found: list[list[Point]] = []
    for ring in rings:
        turns, unrolled = 0, list(ring[:1])
        for before, after in pairwise(ring):
            leap = after[0] - before[0]
            if 180 < abs(leap) < 360:
                turns -= 1 if leap > 0 else -1
            unrolled.append((after[0] + 360 * turns, after[1]))
        if turns and unrolled[0] != unrolled[-1]:
            return [list(ring) for ring in rings]  # around a pole, or open: as it stands
        found.append(unrolled)
    west, east = (choose((lon for lon, _ in found[0]), default=0.0) for choose in (min, max))
    for hole in found[1:] if not -180 <= west <= east <= 180 else ():
        away = 360 * ((hole[0][0] < west) - (hole[0][0] > east))
        hole[:] = [(lon + away, lat) for lon, lat in hole]
    return found


def _on_one_earth(shape: Shape) -> tuple[Shape, ...]:
    """A shape with longitudes from -180 to 180; cut in two where it lies on both sides of the 180th meridian."""
    west, east = min(lon for lon, _ in shape.ring), max(lon for lon, _ in shape.ring)
    if west >= -180 and east <= 180:
        return (shape,)
    area = polygon_of(shape)
    if not area.is_valid:
        return (shape,)
    found: list[Shape] = []
    for turns in (0, 1, -1):
        there = shapely.intersection(area, shapely.box(-180 + 360 * turns, -90, 180 + 360 * turns, 90))
        moved = [
            tuple(tuple((lon - 360 * turns, lat) for lon, lat in ring) for ring in part.rings)
            for part in shapes_of(there)
        ]
        found += [Shape(rings[0], rings[1:]) for rings in moved]
    return tuple(found)


def _opened(ring: Sequence[Point]) -> Ring:
    """Without the last corner that repeats the first, and without corners that repeat the one before."""
    corners = [corner for place, corner in enumerate(ring) if place == 0 or corner != ring[place - 1]]
    if len(corners) > 1 and corners[0] == corners[-1]:
        corners.pop()
    return tuple(corners)


def _numbered(zones: Sequence[ReadZone]) -> list[ReadZone]:
    """Areas that share a name and a place in the file, since they were one of several parts, get a number."""
    parts: dict[tuple[str, str], list[int]] = {}
    for place, zone in enumerate(zones):
        parts.setdefault((zone.name, zone.where), []).append(place)
    numbered = list(zones)
    for (name, where), places in parts.items():
        if name and len(places) > 1:
            for number, place in enumerate(places[1:], start=2):
                zone = zones[place]
                numbered[place] = ReadZone(f"{name} {number}", zone.shape, zone.colour, where, zone.problem)
    return numbered


def plain_name(text: str) -> str:
    """A name on one line, without what can't be seen, and not at any length."""
    shown = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(shown.split())[:LONGEST_NAME].rstrip()


def corner_of(values: Sequence[object]) -> Point:
    """The corner of `lon, lat` and perhaps an altitude.

    Raises:
        BadInput: these are no numbers of a place on earth.
    """
    if len(values) < 2:
        raise BadInput("", "is no corner: it has no longitude and latitude")
    for value in values[:2]:
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            raise BadInput("", "is no corner: longitude and latitude are numbers")
    lon, lat = (float(value) for value in values[:2] if isinstance(value, int | float))
    if max(abs(lon), abs(lat)) > 1000:
        raise BadInput("", "is no corner in degrees. Save the file in WGS 84 (EPSG:4326) instead")
    if not -90 <= lat <= 90:
        raise BadInput("", f"has the latitude {lat:.9g}, which is not from -90 to 90 (longitude comes first)")
    if not -360 <= lon <= 360:
        raise BadInput("", f"has the longitude {lon:.9g}, which is not from -180 to 180")
    return (lon, lat)


# ---------------------------------------------------------------- names

_NAMES = (
    "name",
    "title",
    "label",
    "zone",
    "zonename",
    "namelsad",
    "name20",
    "name10",
    "zcta5ce20",
    "zcta5ce10",
    "zip",
    "zipcode",
    "postcode",
    "town",
    "city",
    "district",
    "id",
    "description",
)
"""Properties that other programs keep a name in, the best first, whatever their case and signs."""
_STYLES = ("stroke", "fill", "marker", "style", "icon", "colo", "url", "link", "visibility", "type")
"""What properties that hold no name begin with."""
_SHORT = 60
"""Characters that a name has at most which stands where nobody expects it."""


def name_among(properties: Mapping[str, object]) -> str:
    """The name that an area has among its properties, else the first short text; "" where there is none."""
    known = {_bare(key): value for key, value in reversed(list(properties.items()))}
    for key in _NAMES:
        value = known.get(key)
        if isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip():
            return str(value)
    for key, value in properties.items():
        if isinstance(value, str) and 0 < len(value.strip()) <= _SHORT:
            is_text = (
                any(sign.isalpha() for sign in value) and "://" not in value and not value.startswith("#")
            )
            if is_text and not _bare(key).startswith(_STYLES):
                return value
    return ""


def _bare(key: str) -> str:
    return "".join(sign for sign in key.casefold() if sign.isalnum())


# ---------------------------------------------------------------- colours


def colour_of(text: object) -> str | None:
    """`#rrggbb` of a colour as the web writes it; None of anything else."""
    found = _HEX.fullmatch(text.strip()) if isinstance(text, str) else None
    if found is None:
        return None
    digits = found[1] or "".join(digit * 2 for digit in found[2])
    return f"#{digits.lower()}"


def nearest_colour(colour: str | None, palette: Sequence[str]) -> int | None:
    """The place in a palette of `#rrggbb` whose colour looks most like it (weighted by how red both are, "redmean")."""
    if colour is None or not palette:
        return None
    return min(range(len(palette)), key=lambda place: _unlike(_parts(colour), _parts(palette[place])))


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _unlike(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    red = (one[0] + other[0]) / 2
    squares = [(a - b) ** 2 for a, b in zip(one, other, strict=True)]
    return (2 + red / 256) * squares[0] + 4 * squares[1] + (2 + (255 - red) / 256) * squares[2]


def colour_at(colour: int | None, place: int, palette: Sequence[str]) -> str:
    """The colour of a zone: its own, or that of its place in the list."""
    return palette[(place if colour is None else colour) % len(palette)]
