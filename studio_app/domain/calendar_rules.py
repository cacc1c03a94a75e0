"""What the studio decided about calendars."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class CalendarRules:
    """Freshness, privacy, and what happens to changes made outside.

    Attributes:
        stale_minutes: A calendar whose last reading is older makes its photographer unknown.
        titles: Titles of outside events are kept where the calendar shares them; else all of them are just "busy".
        keep_days: Outside events that ended longer ago are dropped.
        take_free_moves: An event of ours that was moved in the calendar to a time that the rules allow is taken over
            by itself.
    """

    stale_minutes: int = 15
    titles: bool = True
    keep_days: int = 56
    take_free_moves: bool = False

    @property
    def limit(self) -> timedelta:
        """The greatest age of a reading."""
        return timedelta(minutes=self.stale_minutes)
