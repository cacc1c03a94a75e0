"""What the month shows, as frozen values, and where its days stand. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from studio_app.desk.week.model import ENGLISH_PHRASES, Phrases
from studio_app.desk.wording import ENGLISH, Wording

WEEKS, WEEKDAYS = 6, 7


@dataclass(frozen=True, slots=True)
class Chip:
    """One appointment in a day of the month."""

    text: str
    color: int | None = None


@dataclass(frozen=True, slots=True)
class MonthDay:
    """One day of the month.

    Attributes:
        openings: Offered starts; None while nothing is asked for.
        text: What stands there for the openings, or instead of them: "8 slots", "closed".
        chips: Appointments by start.
        outside: It belongs to the month before or after.
    """

    date: date
    openings: int | None = None
    text: str = ""
    chips: tuple[Chip, ...] = ()
    outside: bool = False
    is_today: bool = False
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class Month:
    """Six weeks of days, the first of them a whole week's first day."""

    days: tuple[MonthDay, ...]
    wording: Wording = ENGLISH
    phrases: Phrases = ENGLISH_PHRASES


def month_dates(of: date, first_weekday: int = 0) -> tuple[date, ...]:
    """The 42 dates shown for the month of a date; `first_weekday` 0 is Monday."""
    first = of.replace(day=1)
    start = first - timedelta(days=(first.weekday() - first_weekday) % WEEKDAYS)
    return tuple(start + timedelta(days=number) for number in range(WEEKS * WEEKDAYS))


def month_day_lines(day: MonthDay, month: Month) -> tuple[str, ...]:
    """A day in words: `Tuesday 24 November 2026`, `8 slots`, then its appointments."""
    lines = (month.wording.day_title(day.date), day.text, *(chip.text for chip in day.chips))
    return tuple(line for line in lines if line)


@dataclass(frozen=True, slots=True)
class MonthGeometry:
    """Where the days stand: `head` pixels of weekday names above six equal rows of seven."""

    width: int
    height: int
    head: int = 28

    def edges(self, index: int) -> tuple[int, int, int, int]:
        """Left, top, right and lower edge of a day; neighbours share theirs."""
        row, column = divmod(index, WEEKDAYS)
        room = self.height - self.head
        return (
            round(column * self.width / WEEKDAYS),
            self.head + round(row * room / WEEKS),
            round((column + 1) * self.width / WEEKDAYS),
            self.head + round((row + 1) * room / WEEKS),
        )

    def day_at(self, x: float, y: float) -> int | None:
        """The day under a point."""
        for index in range(WEEKS * WEEKDAYS):
            left, top, right, bottom = self.edges(index)
            if left <= x < right and top <= y < bottom:
                return index
        return None
