"""Times, dates and lengths as people at the desk read them. Pure: the words come in as a value.

On a twelve-hour clock the afternoon is marked and the morning is not ("9:00", "4:30 pm"), as staff say it on the
phone; the hours before six are marked too. Where a clock change repeats an hour the zone's short name tells which.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from studio_app.domain.speech import FEET_A_METRE, KM_A_MILE, USUAL, Speech
from studio_app.engine.date_words import ENGLISH as ENGLISH_DATES
from studio_app.engine.date_words import DateWords, date_words

_FIRST_PLAIN_HOUR = 6
"""Earlier hours of the morning carry "am": nobody expects them."""
_WEEK_AHEAD = 6
"""A weekday alone names a date up to this many days after today."""


@dataclass(frozen=True, slots=True)
class Wording:
    """How a studio says what people read; the default is English with a twelve-hour clock, feet and miles.

    Attributes:
        words: Weekdays, months, and the look of dates and numbers.
        metric_area: Square metres instead of square feet.
        kilometres: Instead of miles.
    """

    hours24: bool = False
    words: DateWords = ENGLISH_DATES
    metric_area: bool = False
    kilometres: bool = False
    am: str = "am"
    pm: str = "pm"
    hour: str = "h"
    minute: str = "min"
    second: str = "s"
    day: str = "day"
    days: str = "days"
    ago: str = "{} ago"
    just_now: str = "just now"

    @property
    def weekdays(self) -> tuple[str, ...]:
        """Short names, Monday first."""
        return self.words.weekdays

    @property
    def weekdays_long(self) -> tuple[str, ...]:
        """Monday first."""
        return self.words.weekdays_long

    @property
    def months(self) -> tuple[str, ...]:
        """Short names, January first."""
        return self.words.months

    @property
    def months_long(self) -> tuple[str, ...]:
        """January first."""
        return self.words.months_long

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
        whole, point, part = text.partition(".")
        return whole.replace(",", self.words.thousands) + (self.words.decimal if point else "") + part

    # ------------------------------------------------------------ measures

    @property
    def area_unit(self) -> str:
        """`sq ft` or `m²`."""
        return "m²" if self.metric_area else "sq ft"

    def area(self, square_feet: float) -> str:
        """`2,400 sq ft`, `223 m²`."""
        return f"{self.area_number(square_feet)} {self.area_unit}"

    def area_number(self, square_feet: float) -> str:
        """The same without its unit: whole square metres."""
        return self.number(self.square_metres(square_feet) if self.metric_area else square_feet)

    @staticmethod
    def square_metres(square_feet: float) -> int:
        """The next whole square metres."""
        return round(square_feet / FEET_A_METRE**2)

    def square_feet(self, shown: float) -> float:
        """Square feet of an area as it is shown; whole ones of square metres."""
        return float(round(shown * FEET_A_METRE**2)) if self.metric_area else shown

    @property
    def distance_unit(self) -> str:
        """`mi` or `km`."""
        return "km" if self.kilometres else "mi"

    def distance(self, km: float) -> str:
        """`4.5 mi`, `7.2 km`, `120 km`: tenths below ten."""
        shown = km if self.kilometres else km / KM_A_MILE
        return f"{self.number(round(shown, 1) if shown < 9.95 else round(shown))} {self.distance_unit}"

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
        words = self.words
        return f"{words.weekdays[day.weekday()]} {self.day_month(day)}"

    def day_month(self, day: date) -> str:
        """`26 Nov`."""
        return self.words.date.format(day=day.day, month=self.words.months[day.month - 1])

    def short_day(self, day: date, today: date) -> str:
        """`Thu` in the coming days, `Thu 3 Dec` otherwise."""
        if 0 <= (day - today).days <= _WEEK_AHEAD:
            return self.weekdays[day.weekday()]
        return self.dated(day)

    def day_title(self, day: date) -> str:
        """`Thursday 26 November 2026`."""
        return f"{self.weekdays_long[day.weekday()]} {self._in_year(self._long(day), day)}"

    def day_name(self, day: date) -> str:
        """`Thursday 26 November`."""
        return f"{self.weekdays_long[day.weekday()]} {self._long(day)}"

    def date_title(self, day: date) -> str:
        """`26 November 2026`."""
        return self._in_year(self._long(day), day)

    def month_title(self, day: date) -> str:
        """`November 2026`."""
        return f"{self.months_long[day.month - 1]} {day.year}"

    def span_title(self, first: date, last: date) -> str:
        """`23 – 29 November 2026`; month and year are said once where they are the same."""
        if first == last:
            return self.day_title(first)
        if first.year != last.year:
            return f"{self.date_title(first)} – {self.date_title(last)}"
        if first.month != last.month:
            return f"{self._long(first)} – {self.date_title(last)}"
        days = f"{first.day} – {last.day}"
        pattern = self.words.date_long
        return self._in_year(pattern.format(day=days, month=self.months_long[last.month - 1]), last)

    def short_span(self, first: date, last: date) -> str:
        """`24 – 27 Dec`, `24 Dec – 2 Jan`."""
        if (first.year, first.month) != (last.year, last.month):
            return f"{self.day_month(first)} – {self.day_month(last)}"
        days = f"{first.day} – {last.day}" if first != last else str(first.day)
        return self.words.date.format(day=days, month=self.months[last.month - 1])

    def _long(self, day: date) -> str:
        return self.words.date_long.format(day=day.day, month=self.months_long[day.month - 1])

    def _in_year(self, said: str, day: date) -> str:
        return self.words.year.format(date=said, year=day.year)

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

METRIC = Wording(metric_area=True, kilometres=True)
"""The same with square metres and kilometres."""


@lru_cache(maxsize=64)
def wording_of(speech: Speech) -> Wording:
    """The words and habits that a studio chose; the same value for the same choice."""
    if speech == USUAL:
        return ENGLISH
    words = date_words(speech.language)
    return Wording(speech.hours24, words, speech.metric_area, speech.kilometres)
