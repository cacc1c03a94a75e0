"""Weekdays, months and the look of dates and numbers in the languages that a studio may choose."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from studio_app.domain.speech import LANGUAGES


@dataclass(frozen=True, slots=True)
class DateWords:
    """The words of one language.

    Attributes:
        weekdays, weekdays_long: Monday first.
        months, months_long: January first.
        date, date_long: `{day}` and `{month}`, short and in full.
        year: A date in full with its year: `{date}` and `{year}`.
        thousands, decimal: Between groups of three digits, and before the part of one.
    """

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
    date: str = "{day} {month}"
    date_long: str = "{day} {month}"
    year: str = "{date} {year}"
    thousands: str = ","
    decimal: str = "."


ENGLISH = DateWords()

_LOOKS = {
    "en-US": ("{month} {day}", "{month} {day}", "{date}, {year}"),
    "de": ("{day}. {month}", "{day}. {month}", "{date} {year}"),
    "es": ("{day} {month}", "{day} de {month}", "{date} de {year}"),
    "pt": ("{day} {month}", "{day} de {month}", "{date} de {year}"),
}
"""How dates are put together where it is not day, month, year. CLDR's own patterns have commas and dots that are too
many for a head of a column."""


@cache
def date_words(language: str) -> DateWords:
    """The words of a language; English where it is none of `LANGUAGES`, as a newer program may have stored."""
    if language not in LANGUAGES or language == "en":
        return ENGLISH
    date, date_long, year = _LOOKS.get(language, (ENGLISH.date, ENGLISH.date_long, ENGLISH.year))
    if language == "en-US":
        return DateWords(date=date, date_long=date_long, year=year)
    from babel import Locale  # late: a studio with English dates doesn't need it

    locale = Locale.parse(language)
    numbers = locale.number_symbols["latn"]
    days, months = locale.days["format"], locale.months["format"]
    return DateWords(
        tuple(days["abbreviated"][day].rstrip(".") for day in range(7)),
        tuple(days["wide"][day] for day in range(7)),
        tuple(months["abbreviated"][month].rstrip(".") for month in range(1, 13)),
        tuple(months["wide"][month] for month in range(1, 13)),
        date,
        date_long,
        year,
        numbers["group"],
        numbers["decimal"],
    )
