"""Events as the program writes them to the primary calendar."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from studio_app.domain.timespan import Span


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who is invited."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One appointment on the primary calendar.

    Attributes:
        id: Made before the first write, so that a repeat can never make a second event.
        span: Exactly the time on site.
        zone: The named zone that the event is shown in.
        appointment: The appointment's id, kept in a private property of the event.
    """

    id: str
    appointment: str
    span: Span
    zone: ZoneInfo
    title: str
    description: str = ""
    location: str = ""
    guests: tuple[Guest, ...] = ()
