"""Dragging a found calendar, as a machine of states without pixels of a screen, widgets or storage."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

THRESHOLD = 6
"""Pixels that the mouse has to go before a press is a drag."""


class Phase(StrEnum):
    """How far a drag got."""

    IDLE = "idle"
    PRESSED = "pressed"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Drag:
    """A calendar under the mouse.

    Attributes:
        place: The row that was pressed.
        x, y: Where it was pressed.
    """

    phase: Phase = Phase.IDLE
    place: int = -1
    x: float = 0.0
    y: float = 0.0

    @property
    def is_held(self) -> bool:
        """Whether the calendar follows the mouse."""
        return self.phase is Phase.HELD


IDLE = Drag()


def pressed(place: int, x: float, y: float) -> Drag:
    """The left button went down over a row that can be dragged."""
    return Drag(Phase.PRESSED, place, x, y)


def moved(drag: Drag, x: float, y: float) -> Drag:
    """The mouse moved; far enough from where it was pressed the calendar is held, and stays so."""
    if drag.phase is Phase.PRESSED and max(abs(x - drag.x), abs(y - drag.y)) >= THRESHOLD:
        return replace(drag, phase=Phase.HELD)
    return drag
