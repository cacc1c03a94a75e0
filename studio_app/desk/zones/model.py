"""What the view of the zones shows, as frozen values. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from studio_app.desk.map.layers import Pattern
from studio_app.desk.people import Face
from studio_app.domain.place import Place
from studio_app.domain.zone import Zone
from studio_app.engine.zone_shapes import Shape


class Side(StrEnum):
    """What the list on the left holds."""

    ZONES = "zones"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class Swatch:
    """How a zone is painted: place in the palette, and what lies over the colour."""

    colour: int = 0
    pattern: Pattern = Pattern.NONE


@dataclass(frozen=True, slots=True)
class ZoneRow:
    """A zone in the list.

    Attributes:
        note: Who covers it, in words.
        covered: Somebody does.
        faces: Who, in the order of the team.
    """

    id: str
    name: str
    swatch: Swatch
    note: str
    covered: bool
    faces: tuple[Face, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A photographer in the list, and where they go."""

    face: Face
    note: str
    swatches: tuple[Swatch, ...] = ()


@dataclass(frozen=True, slots=True)
class Tick:
    """A line with a box to tick: a photographer of a zone (`face`), or a zone of a photographer (`swatch`)."""

    key: str
    name: str
    covers: bool
    face: Face | None = None
    swatch: Swatch | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ZoneCard:
    """A zone that is looked at.

    Attributes:
        facts: Size, corners and holes, in words.
        covered: Who covers it, in words.
    """

    id: str
    name: str
    swatch: Swatch
    facts: str
    covered: str
    ticks: tuple[Tick, ...] = ()
    holes: int = 0


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A photographer who is looked at, and all zones."""

    face: Face
    covered: str
    ticks: tuple[Tick, ...] = ()


@dataclass(frozen=True, slots=True)
class Goer:
    """A photographer as seen from a place.

    Attributes:
        covers: They go there.
        note: The drive from their home, or why they don't go.
        minutes: Of the drive; None where it is not known.
    """

    face: Face
    covers: bool
    note: str
    minutes: int | None = None
    home: Place | None = None


@dataclass(frozen=True, slots=True)
class PlaceCard:
    """A place that was pinned or typed.

    Attributes:
        title: The address, or where it lies.
        zones: The zones that it lies in.
        sentence: What that means.
        goers: Everybody, those who go there first, the nearest of them on top.
    """

    place: Place
    title: str
    zones: tuple[ZoneRow, ...]
    sentence: str
    goers: tuple[Goer, ...]


@dataclass(frozen=True, slots=True)
class ZonesState:
    """The whole view.

    Attributes:
        subtitle: For the top bar.
        enabled: Whether zones count.
    """

    zones: tuple[ZoneRow, ...] = ()
    people: tuple[PersonRow, ...] = ()
    enabled: bool = True
    subtitle: str = ""


@dataclass(frozen=True, slots=True)
class Saved:
    """A draft that shall be kept.

    Attributes:
        before: The zone as it was seen; None for a new one.
        name, colour: Of a new one.
        covered_by: Ids of those who cover a new one from the beginning.
    """

    before: Zone | None
    shape: Shape
    name: str = ""
    colour: int = 0
    covered_by: frozenset[str] = frozenset()
