"""Wall times in named zones, and the instants that they mean.

A wall time that a clock change skips means the instant with the same offset past the change (02:30 becomes 03:30);
one that is repeated means the first. PEP 495 gives both with `fold=0`.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from enum import IntEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

MINUTES_A_DAY = 1440


class Weekday(IntEnum):
    """Days of the week, numbered as `date.weekday()` does."""

    MON = 0
    TUE = 1
    WED = 2
    THU = 3
    FRI = 4
    SAT = 5
    SUN = 6

    @property
    def key(self) -> str:
        """The name in studio files: `mon` to `sun`."""
        return self.name.lower()


def parse_wall(text: str) -> int:
    """Minutes after midnight of `HH:MM`, 0 to 1440 (`24:00` ends a day).

    Raises:
        ValueError: the text is not such a time.
    """
    if len(text) == 5 and text[2] == ":" and text.isascii() and (text[:2] + text[3:]).isdigit():
        hours, minutes = int(text[:2]), int(text[3:])
        if minutes < 60 and hours * 60 + minutes <= MINUTES_A_DAY:
            return hours * 60 + minutes
    raise ValueError("is not a wall time HH:MM")


def format_wall(minute: int) -> str:
    """`HH:MM` of minutes after midnight."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


@lru_cache(maxsize=65536)
def instant(zone: ZoneInfo, day: date, minute: int) -> datetime:
    """The UTC instant of a wall time: `minute` minutes (0 to 1440) after midnight of `day` on the wall in `zone`."""
    if minute >= MINUTES_A_DAY:
        day, minute = day + timedelta(days=1), minute - MINUTES_A_DAY
    wall = datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=zone)
    return wall.astimezone(UTC)


def day_start(zone: ZoneInfo, day: date) -> datetime:
    """The UTC instant at which `day` begins in `zone`."""
    return instant(zone, day, 0)


def local_date(zone: ZoneInfo, moment: datetime) -> date:
    """The date that the calendar on the wall in `zone` shows at an instant."""
    return moment.astimezone(zone).date()
