"""The settings of a studio: the `studio` object of a studio file."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from studio_app.domain.drives import NO_DRIVES, Drives
from studio_app.domain.speech import USUAL, Speech
from studio_app.domain.wall_time import Weekday
from studio_app.domain.working_hours import DayReason, WeekHours

SLOT_STEPS = (5, 10, 15, 20, 30, 60)
MOST_BUFFER_MIN = 480
MOST_HOURS = 100_000
"""Of lead time, and of the length from which two go."""
MOST_ADVANCE_DAYS = 730
MOST_REDUCTION_PCT = 90
MOST_AROUND_SUNSET_MIN = 1440


class DayEdges(StrEnum):
    """Whether drive time must fit into the working hours at their edges."""

    STRICT = "strict"
    RELAXED = "relaxed"


class TwilightMode(StrEnum):
    """How the twilight window is found."""

    OFF = "off"
    MANUAL = "manual"
    SUN = "sun"


class TravelMode(StrEnum):
    """Whether the gap between two visits is the fixed buffer or the drive between them."""

    FIXED = "fixed"
    ESTIMATE = "estimate"


@dataclass(frozen=True, slots=True)
class Twilight:
    """The twilight window: wall minutes of each day, or minutes around sunset."""

    mode: TwilightMode = TwilightMode.OFF
    start: int = 18 * 60
    end: int = 20 * 60
    before_min: int = 30
    after_min: int = 30


@dataclass(frozen=True, slots=True)
class Travel:
    """How drives are estimated: km/h, road length over great circle, least and most minutes.

    Attributes:
        drives: What a routing server told, which counts instead of the estimate. No part of the studio file, and of no
            account where settings are compared.
    """

    mode: TravelMode = TravelMode.FIXED
    speed_kmh: float = 45
    detour: float = 1.3
    floor_min: int = 15
    max_travel_min: int | None = None
    drives: Drives = field(default=NO_DRIVES, compare=False, repr=False)


def travel_values(travel: Travel) -> dict[str, Any]:
    """The keys of `travel` in a studio file and their values, as plain JSON."""
    return {
        "mode": travel.mode.value,
        "speed_kmh": travel.speed_kmh,
        "detour": travel.detour,
        "floor_min": travel.floor_min,
        "max_travel_min": travel.max_travel_min,
    }


@dataclass(frozen=True, slots=True)
class Settings:
    """Every key of `studio` in a studio file, with its default; minutes, hours and dates as there.

    Attributes:
        closed_reasons: Why dates are closed. The desk's own: a studio file doesn't know them.
        speech: How dates and measures are said. The desk's own too.
    """

    name: str
    timezone: ZoneInfo
    integrated_booking: bool = True
    slot_step_min: int = 15
    buffer_before_min: int = 30
    buffer_after_min: int = 30
    day_edge_buffers: DayEdges = DayEdges.STRICT
    lead_time_hours: float = 0
    max_advance_days: int = 90
    bookable_weekdays: frozenset[Weekday] = frozenset(Weekday)
    closed_dates: frozenset[date] = frozenset()
    company_hours: WeekHours | None = None
    skills_enabled: bool = False
    zones_enabled: bool = False
    priority_enabled: bool = False
    two_photographers_hours: float = 0
    duration_reduction_pct: int = 0
    twilight: Twilight = Twilight()
    travel: Travel = Travel()
    closed_reasons: frozenset[DayReason] = frozenset()
    speech: Speech = USUAL

    def takes_bookings_on(self, day: date) -> bool:
        """Whether a studio-local date is open for bookings."""
        return day.weekday() in self.bookable_weekdays and day not in self.closed_dates
