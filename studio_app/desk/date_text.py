"""Dates as they are typed: `26 nov`, `11/26`, `thu`, `tomorrow`, `2026-11-26`, `+2w`. Pure."""

from __future__ import annotations

import re
import warnings
from datetime import date, datetime, timedelta

from dateutil.parser import ParserError, parse

from studio_app.engine.date_words import ENGLISH, DateWords

_STEPS = {"d": 1, "w": 7}
_WORDS = {"today": 0, "tomorrow": 1, "yesterday": -1, "next week": 7, "last week": -7}
_STEP = re.compile(r"([+-]\d{1,3})\s*([dw])")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = re.compile(r"(?:next\s+)?(mon|tue|wed|thu|fri|sat|sun)[a-z]*")
_SOME_YEARS = 3
_LEAST_LETTERS = 3
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PIECE = re.compile(rf"{_WORD.pattern}|\d[\d/.:-]*|[^\s.]")


def parse_date(text: str, today: date, words: DateWords = ENGLISH) -> date | None:
    """The date that a text means, or None. A weekday is the coming one; a day and month without a year lie within
    half a year of today. Month comes before day where both are numbers (`11/26`). Weekdays and months may also be those
    of the studio's language."""
    said = _in_english(" ".join(text.casefold().split()), words)
    if said in _WORDS:
        return today + timedelta(days=_WORDS[said])
    if step := _STEP.fullmatch(said):
        return today + timedelta(days=int(step.group(1)) * _STEPS[step.group(2)])
    if weekday := _DAY.fullmatch(said):
        ahead = (_DAYS.index(weekday.group(1)) - today.weekday()) % 7
        return today + timedelta(days=ahead or (7 if said.startswith("next") else 0))
    return _parse(said, today)


def _in_english(said: str, words: DateWords) -> str:
    """A date that is written in a studio's language, in English words; `di 24. nov` becomes `tue 24 nov`."""
    letters = _WORD.findall(said)
    if words.weekdays == ENGLISH.weekdays or not letters or _STEP.fullmatch(said):
        return said
    days, months = (
        _numbers(*names)
        for names in ((words.weekdays, words.weekdays_long), (words.months, words.months_long))
    )
    found: list[str] = []
    named = False
    for word in _PIECE.findall(said):
        day, month = days.get(word), months.get(word)
        # "mar" is a Tuesday in "mar 24 nov" and in "mar", and March in "24 mar".
        if day is not None and (month is None or (not named and (len(letters) > 1 or said == word))):
            found.append(_DAYS[day])
        elif month is not None:
            found.append(ENGLISH.months[month])
        elif word != "de":
            found.append(word.rstrip(".-"))
        named = named or day is not None or month is not None
    return " ".join(filter(None, found))


def _numbers(short: tuple[str, ...], long: tuple[str, ...]) -> dict[str, int]:
    """The number of each name and of each beginning of a long one that no other has."""
    names = {name.casefold(): number for group in (short, long) for number, name in enumerate(group)}
    for number, name in enumerate(long):
        for length in range(_LEAST_LETTERS, len(name)):
            start = name[:length].casefold()
            if sum(other.casefold().startswith(start) for other in long) == 1:
                names.setdefault(start, number)
    return names


def _parse(said: str, today: date) -> date | None:
    if not any(letter.isdigit() for letter in said) or len(said) > 40:
        return None
    # Two readings that differ in every part tell what was said: a part that was not said differs. Both are leap
    # years, for the 29th of February.
    defaults = [datetime(2024, 1, 1), datetime(2028, 2, 2)]  # noqa: DTZ001 - only their dates count
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            first, second = (parse(said, default=default).date() for default in defaults)
    except (ParserError, OverflowError, ValueError):
        return None
    if (first.month, first.day) != (second.month, second.day):
        return None
    if first.year == second.year:
        return first if abs(first.year - today.year) <= _SOME_YEARS else None
    return min(
        (_in_year(first, today.year + offset) for offset in (-1, 0, 1)), key=lambda day: abs(day - today)
    )


def _in_year(day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:  # 29 February
        return date(year, 3, 1)
