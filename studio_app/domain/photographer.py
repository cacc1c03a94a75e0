"""The people who go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from studio_app.domain.place import Place
from studio_app.domain.timespan import Span
from studio_app.domain.working_hours import DayReason, HoursException, WeekHours

MOST_SHOOTS = 1000
"""A day, of one photographer."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """The calendar that makes its photographer unknown, and why.

    Attributes:
        calendar: Its name for people.
        problem: What is wrong with it, in words; "" where it was only read too long ago, or never.
        read_at: When it was last read well, UTC; None is never.
    """

    calendar: str
    problem: str = ""
    read_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Photographer:
    """One photographer as the rules see them.

    Attributes:
        timezone: Their zone; None is the studio's.
        priority: Lower goes first where the studio ranks by priority.
        skills, zones: Ids of services and zones.
        hours: Weekly hours; None or without any span is not set.
        presets: Start times by weekday (0 is Monday), minutes after midnight in their zone, ascending.
        exceptions: Dates with hours of their own, one a date.
        max_shoots_per_day: Appointments and holds a studio-local date; None is without limit.
        home: Where the day starts and ends.
        colour: Place in the palette; None is that of their place in the list. This, the phone number and the address of
            their home are the desk's own: a studio file doesn't know them.
        home_address: What was typed for `home`.
        reasons: Why dates are off or otherwise, of the desk's own too. They are told apart by date, in their zone.
        calendar_known: False while what their calendars hold is unknown.
        doubt: Why it is, where that is known.
    """

    id: str
    name: str
    email: str
    timezone: ZoneInfo | None = None
    senior: bool = False
    accepting: bool = True
    priority: float = 100
    skills: frozenset[str] = frozenset()
    zones: frozenset[str] = frozenset()
    hours: WeekHours | None = None
    presets: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    exceptions: tuple[HoursException, ...] = ()
    time_off: tuple[Span, ...] = ()
    max_shoots_per_day: int | None = None
    home: Place | None = None
    colour: int | None = None
    phone: str = ""
    home_address: str = ""
    reasons: frozenset[DayReason] = frozenset()
    calendar_known: bool = True
    doubt: Doubt | None = None
