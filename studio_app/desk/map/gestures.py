"""How whoever shows a map listens to it. Pure.

A map pans, zooms and hovers by itself. An owner who wants more hands a `Gestures` to `MapCanvas.set_gestures`; each
call gets a `Pointer`, and answers whether it was meant for it: `press` that answers True takes the whole drag.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from studio_app.desk.map.projection import LonLat


class Part(Enum):
    """What was hit."""

    CORNER = "corner"
    EDGE = "edge"
    INSIDE = "inside"
    PIN = "pin"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Hit:
    """What lies under a point.

    Attributes:
        part: Corner, edge, inside, pin, or nothing.
        id: Of the area or pin; `layers.DRAFT` for the draft.
        ring: Which ring of it: 0 is the border, then the holes.
        index: Which corner; or the edge from this corner to the next.
        place: The nearest place on what was hit, in degrees.
        away: Pixels from the point to it.
        midpoint: The round handle in the middle of an edge of the draft was hit.
    """

    part: Part = Part.NOTHING
    id: str = ""
    ring: int = 0
    index: int = 0
    place: LonLat = (0.0, 0.0)
    away: float = 0.0
    midpoint: bool = False

    @property
    def is_draft(self) -> bool:
        """Whether a part of the draft was hit."""
        return not self.id and self.part in (Part.CORNER, Part.EDGE, Part.INSIDE)


@dataclass(frozen=True, slots=True)
class Pointer:
    """Where the mouse is and what it does.

    Attributes:
        place: Degrees under the pointer.
        at: Pixels on the canvas.
        screen: Pixels on the screen, where a menu opens.
        hit: What lies there.
        held: The left button is down.
        moved: It was dragged farther than a click would be since it went down.
    """

    place: LonLat
    at: tuple[float, float]
    screen: tuple[int, int]
    hit: Hit
    held: bool = False
    moved: bool = False
    shift: bool = False
    ctrl: bool = False
    alt: bool = False


class Gestures:
    """Does nothing: override what is wanted. Left button only, but for `menu`."""

    def press(self, pointer: Pointer) -> bool:
        """The button went down. True takes the drag: `move` and `release` follow, and the map doesn't pan."""
        return False

    def move(self, pointer: Pointer) -> None:
        """The pointer moved: hovering, or dragging what was taken (`pointer.held`)."""

    def release(self, pointer: Pointer) -> None:
        """The button of a taken drag came up."""

    def click(self, pointer: Pointer) -> bool:
        """Pressed and let go in one place, where `press` didn't take it."""
        return False

    def double_click(self, pointer: Pointer) -> bool:
        """True: it was meant for the owner; else the map zooms in."""
        return False

    def menu(self, pointer: Pointer) -> bool:
        """A context menu is asked for, by mouse or key (then for the middle, or where `key_place` says)."""
        return False

    def key(self, key: int, *, shift: bool, ctrl: bool, alt: bool) -> bool:
        """A key went down (a `Qt.Key` as a number). True: the map does nothing with it."""
        return False

    def cancel(self) -> None:
        """A taken drag was broken off: Esc, the focus went away, or the button was lost."""

    def left(self) -> None:
        """The pointer left the map."""

    def cursor(self, pointer: Pointer) -> str:
        """The shape of the pointer: `open`, `closed`, `pointing`, `cross`, `move`, or "" for the map's own."""
        return ""
