"""Times, dates and lengths as people at the desk read them. Pure: the words come in as a value.

On a twelve-hour clock the afternoon is marked and the morning is not ("9:00", "4:30 pm"), as staff say it on the
phone; the hours before six are marked too. Where a clock change repeats an hour the zone's short name tells which.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_FIRST_PLAIN_HOUR = 6
"""Earlier hours of the morning carry "am": nobody expects them."""
_WEEK_AHEAD = 6
"""A weekday alone names a date up to this many days after today."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The words and habits of one language; the default is English with a twelve-hour clock.

    Attributes:
        weekdays, weekdays_long: Monday first.
        months, months_long: January first.
        thousands: Stands between groups of three digits.
    """

    hours24: bool = False
    weekdays: tuple[str, ...] = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    weekdays_long: tuple[str, ...] = (
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    )
    months: tuple[str, ...] = (
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "May",
        "Jun",
        "Jul",
        "Aug",
        "Sep",
        "Oct",
        "Nov",
        "Dec",
    )
    months_long: tuple[str, ...] = (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    )
    am: str = "am"
    pm: str = "pm"
    hour: str = "h"
    minute: str = "min"
    second: str = "s"
    day: str = "day"
    days: str = "days"
    ago: str = "{} ago"
    just_now: str = "just now"
    thousands: str = ","

    # ------------------------------------------------------------ lengths

    def duration(self, minutes: int) -> str:
        """`45 min`, `1 h 00`, `2 h 30`."""
        if minutes < 60:
            return f"{minutes} {self.minute}"
        return f"{minutes // 60} {self.hour} {minutes % 60:02d}"

    def since(self, seconds: int) -> str:
        """`just now`, `12 s ago`, `5 min ago`, `2 h ago`, `3 days ago`; never negative."""
        seconds = max(0, seconds)
        if seconds == 0:
            return self.just_now
        if seconds < 60:
            amount = f"{seconds} {self.second}"
        elif seconds < 3600:
            amount = f"{seconds // 60} {self.minute}"
        elif seconds < 86400:
            amount = f"{seconds // 3600} {self.hour}"
        else:
            days = seconds // 86400
            amount = f"{days} {self.day if days == 1 else self.days}"
        return self.ago.format(amount)

    def number(self, value: float) -> str:
        """Digits in groups of three, without needless decimals: `2,400`, `1,250.5`."""
        text = f"{int(value):,}" if value == int(value) else f"{value:,.2f}".rstrip("0")
        return text.replace(",", self.thousands)

    # ------------------------------------------------------------ times

    def time(self, moment: datetime, zone: ZoneInfo) -> str:
        """The wall time of an instant: `9:00`, `4:30 pm`, or `16:30`."""
        local = moment.astimezone(zone)
        mark = "" if self.hours24 else self._mark(local)
        return self._join(self._digits(local), mark, self._zone_mark(local))

    def times(self, start: datetime, end: datetime, zone: ZoneInfo) -> str:
        """From start to end: `9:00 – 11:00`, `11:00 – 1:00 pm`, `1:00 – 3:00 pm`."""
        first, last = start.astimezone(zone), end.astimezone(zone)
        marks = ("", "") if self.hours24 else (self._mark(first), self._mark(last))
        both_marked = marks[0] == marks[1] and first.date() == last.date()
        opening = self._join(self._digits(first), "" if both_marked else marks[0], self._zone_mark(first))
        return f"{opening} – {self._join(self._digits(last), marks[1], self._zone_mark(last))}"

    def moment(self, moment: datetime, zone: ZoneInfo, today: date) -> str:
        """A start as short as it can be said: `Thu 9:00` in the coming days, `Thu 3 Dec 9:00` later."""
        local = moment.astimezone(zone)
        return f"{self.short_day(local.date(), today)} {self.time(moment, zone)}"

    def visit(self, start: datetime, end: datetime, zone: ZoneInfo) -> str:
        """A visit in full: `Thu 26 Nov, 9:00 – 11:00`."""
        return f"{self.dated(start.astimezone(zone).date())}, {self.times(start, end, zone)}"

    # ------------------------------------------------------------ dates

    def dated(self, day: date) -> str:
        """`Thu 26 Nov`."""
        return f"{self.weekdays[day.weekday()]} {day.day} {self.months[day.month - 1]}"

    def short_day(self, day: date, today: date) -> str:
        """`Thu` in the coming days, `Thu 3 Dec` otherwise."""
        if 0 <= (day - today).days <= _WEEK_AHEAD:
            return self.weekdays[day.weekday()]
        return self.dated(day)

    def day_title(self, day: date) -> str:
        """`Thursday 26 November 2026`."""
        return f"{self.weekdays_long[day.weekday()]} {day.day} {self.months_long[day.month - 1]} {day.year}"

    def month_title(self, day: date) -> str:
        """`November 2026`."""
        return f"{self.months_long[day.month - 1]} {day.year}"

    def span_title(self, first: date, last: date) -> str:
        """`23 – 29 November 2026`; month and year are said once where they are the same."""
        closing = f"{last.day} {self.months_long[last.month - 1]} {last.year}"
        if first == last:
            return self.day_title(first)
        if first.year != last.year:
            return f"{first.day} {self.months_long[first.month - 1]} {first.year} – {closing}"
        if first.month != last.month:
            return f"{first.day} {self.months_long[first.month - 1]} – {closing}"
        return f"{first.day} – {closing}"

    # ------------------------------------------------------------ parts

    def _digits(self, local: datetime) -> str:
        hour = local.hour if self.hours24 else (local.hour + 11) % 12 + 1
        return f"{hour}:{local.minute:02d}"

    def _mark(self, local: datetime) -> str:
        if local.hour >= 12:
            return self.pm
        return self.am if local.hour < _FIRST_PLAIN_HOUR else ""

    @staticmethod
    def _zone_mark(local: datetime) -> str:
        """The zone's short name where the same wall time comes twice that day, else nothing."""
        first, second = (local.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
        return "" if first == second else local.tzname() or ""

    @staticmethod
    def _join(*parts: str) -> str:
        return " ".join(part for part in parts if part)


ENGLISH = Wording()
"""What the program speaks where nothing else is chosen."""
