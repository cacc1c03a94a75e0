"""What lies on the map, as frozen values that its owner hands in. Pure. Places are `(lon, lat)` in degrees."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from studio_app.desk.map.projection import LonLat

Ring = tuple[LonLat, ...]
"""An open ring of corners: the last is joined to the first, and not said twice."""


class Pattern(Enum):
    """What an area is filled with over its colour, so that no colour stands alone."""

    NONE = "none"
    STRIPES = "stripes"
    DOTS = "dots"


@dataclass(frozen=True, slots=True)
class Area:
    """A zone as it is shown.

    Attributes:
        id: Comes back with hits.
        name: Written in its middle; plain text.
        ring: Its border.
        holes: What inside of it doesn't belong to it.
        colour: Place in the palette of people, which repeats.
        emphasised: Shown with a thick border and a stronger fill.
        dimmed: Shown without its colour.
        pattern: Over the fill.
        note: A second, smaller line under the name, such as how many photographers cover it.
    """

    id: str
    name: str
    ring: Ring
    holes: tuple[Ring, ...] = ()
    colour: int = 0
    emphasised: bool = False
    dimmed: bool = False
    pattern: Pattern = Pattern.NONE
    note: str = ""


class PinKind(Enum):
    """What a pin stands for."""

    PLACE = "place"
    """A dropped pin or a found address."""
    HOME = "home"
    """Where a photographer starts from."""
    APPOINTMENT = "appointment"


@dataclass(frozen=True, slots=True)
class Pin:
    """A place with a sign.

    Attributes:
        id: Comes back with hits.
        place: Its tip.
        label: Written beside it; plain text.
        colour: Place in the palette of people; None is the accent.
    """

    id: str
    place: LonLat
    label: str = ""
    kind: PinKind = PinKind.PLACE
    colour: int | None = None
    emphasised: bool = False


@dataclass(frozen=True, slots=True)
class Drive:
    """A way between places.

    Attributes:
        places: Two or more; straight lines between them, dashed where it is an estimate.
        label: Written at its middle, such as "14 min".
    """

    places: tuple[LonLat, ...]
    label: str = ""
    colour: int | None = None
    dashed: bool = True


DRAFT = ""
"""The id of the draft in a hit."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A shape under way, over everything else.

    Attributes:
        rings: The border first, then holes; a ring under way may have one or two corners.
        closed: The rings are joined to their first corner; else the first is a line under way.
        rubber: Where the pointer is: a dashed line leads there from the last corner (and on to the first).
        handles: Corners are shown as squares to be dragged, and the middles of edges as small rounds.
        current: (ring, corner) that the keyboard has hold of.
        crossings: Where the border crosses itself: each gets a cross.
        snapped: The place on a neighbour's border or corner that is snapped to.
        guides: Lines that are snapped to, such as a neighbour's edge.
        colour: Place in the palette of people.
    """

    rings: tuple[Ring, ...]
    closed: bool = True
    rubber: LonLat | None = None
    handles: bool = True
    current: tuple[int, int] | None = None
    crossings: tuple[LonLat, ...] = ()
    snapped: LonLat | None = None
    guides: tuple[tuple[LonLat, LonLat], ...] = ()
    colour: int = 0
    label: str = ""


@dataclass(frozen=True, slots=True)
class Layers:
    """Everything that lies on the map."""

    areas: tuple[Area, ...] = ()
    pins: tuple[Pin, ...] = ()
    drives: tuple[Drive, ...] = ()
    draft: Draft | None = None
