"""What the history keeps in the short form of a file, as people say it: hours, dates, and values with their units.

Entries may be old and their values of any shape: what can't be read so is said as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from studio_app.domain.pin import SERVICE_NAMES
from studio_app.domain.speech import SQUARE_METRES_A_FOOT, Speech
from studio_app.domain.wall_time import parse_wall
from studio_app.engine.date_words import date_words
from studio_app.engine.wording import day, listed, wall, walls
from studio_app.exchange.read_times import WEEKDAYS

COME = {"days off": "off", "closed": "closed", "exceptions": "other hours", "reasons": "reason"}
GONE = {
    "days off": "no longer off",
    "closed": "open again",
    "exceptions": "usual hours again",
    "reasons": "no reason any more",
}
"""Lists of dates by what is said of those that came and of those that went."""

_UNITS = {
    "step": "min",
    "buffer before": "min",
    "buffer after": "min",
    "minutes": "min",
    "twilight minutes": "min",
    "shortest drive": "min",
    "longest drive": "min",
    "lead time": "h",
    "two photographers from hours": "h",
    "furthest day": "days",
    "shorter with two by percent": "%",
    "speed": "km/h",
}
_WORDS: Mapping[str, Mapping[str, str]] = {
    "twilight": {"off": "off", "manual": "fixed hours", "sun": "around sunset"},
    "travel": {"fixed": "fixed buffers", "estimate": "the estimate"},
    "day edges": {"strict": "in working hours", "relaxed": "outside too"},
    "geocoder": {source.value: name for source, name in SERVICE_NAMES.items()},
}
_AROUND = re.compile(r"(\d+) before, (\d+) after")
_DAYS = re.compile(r"([a-z]{3})(?:-([a-z]{3}))? (.+)")
_TIER = re.compile(r"up to (any size|([\d.e+]+) sq ft): (\d+)")
_OFF = re.compile(r"(\S+)(?: (\d\d:\d\d))?(?: to (\S+)(?: (\d\d:\d\d))?)?")
_DAY = timedelta(days=1)
_MOST_DATES = 4000


class KeptWords:
    """Says kept values in the language, clock and measures of a studio."""

    def __init__(self, speech: Speech) -> None:
        self._speech = speech
        self._weekdays = date_words(speech.language).weekdays
        self._readers: Mapping[str, Callable[[str], str]] = {
            "hours": self._week,
            "company hours": self._week,
            "presets": self._preset,
            "weekdays": self._weekday,
            "tiers": self._tier,
            "twilight window": self._spans,
            "twilight around sunset": _around,
        }

    def said(self, key: str, text: str) -> str:
        """One value, or one of a list, in words."""
        if key in _WORDS:
            return _WORDS[key].get(text, text)
        if key in _UNITS and text:
            return f"{text} {_UNITS[key]}"
        try:
            return self._readers[key](text) if key in self._readers else text
        except (ValueError, KeyError, AttributeError):
            return text

    # ------------------------------------------------------------ hours

    def _spans(self, text: str) -> str:
        if text == "off":
            return "off"
        pairs = (span.split("-") for span in text.split(", "))
        return listed([walls(parse_wall(start), parse_wall(end), self._speech) for start, end in pairs])

    def _week(self, text: str) -> str:
        return "; ".join(self._days(part) for part in text.split("; ")) if text else ""

    def _days(self, text: str) -> str:
        found = _DAYS.fullmatch(text)
        if found is None:
            raise ValueError(text)
        first, last, spans = found.groups()
        days = f"{self._weekday(first)}\N{EN DASH}{self._weekday(last)}" if last else self._weekday(first)
        return f"{days} {self._spans(spans)}"

    def _weekday(self, key: str) -> str:
        return self._weekdays[WEEKDAYS[key]] if key in WEEKDAYS else key

    def _preset(self, text: str) -> str:
        weekday, time = text.split(" ")
        return f"{self._weekday(weekday)} {wall(parse_wall(time), self._speech)}"

    def _tier(self, text: str) -> str:
        found = _TIER.fullmatch(text)
        if found is None:
            return text
        _, feet, minutes = found.groups()
        if feet is None:
            return f"{minutes} min for any other size"
        if self._speech.metric_area:
            return f"{minutes} min up to {round(float(feet) * SQUARE_METRES_A_FOOT):,} m²"
        return f"{minutes} min up to {float(feet):,.0f} sq ft"

    # ------------------------------------------------------------ dates

    def dated(self, key: str, before: Sequence[str], after: Sequence[str], year: int) -> tuple[str, str]:
        """What went of a list of dates, and what came, such as `Mon 20 Jul to Fri 24 Jul`.

        Args:
            key: Of the list, one of `COME`.
            before, after: As they are kept.
            year: Not said of dates in it.
        """
        try:
            old, new = (
                {each: None for item in items for each in _parts(key, item)} for items in (before, after)
            )
        except ValueError:
            return "; ".join(before), "; ".join(after)
        come, gone = [each for each in new if each not in old], [each for each in old if each not in new]
        if key in ("exceptions", "reasons"):  # a date that is otherwise now is told once
            otherwise = {on for on, _ in come}
            gone = [(on, "" if key == "exceptions" else rest) for on, rest in gone if on not in otherwise]
        return self._stretches(gone, year), self._stretches(come, year)

    def _stretches(self, dates: Sequence[tuple[date, str]], year: int) -> str:
        found: list[tuple[date, date, str]] = []
        for on, rest in sorted(dates, key=lambda each: (each[1], each[0])):
            if found and found[-1][2] == rest and found[-1][1] + _DAY == on:
                found[-1] = found[-1][0], on, rest
            else:
                found.append((on, on, rest))
        return "; ".join(self._stretch(*each, year) for each in sorted(found))

    def _stretch(self, first: date, last: date, rest: str, year: int) -> str:
        said = (
            self._date(first, year)
            if first == last
            else f"{day(first, self._speech)} to {self._date(last, year)}"
        )
        if not rest:
            return said
        try:
            return f"{said} {self._spans(rest)}"
        except ValueError:
            return f"{said}: {rest}"

    def _date(self, on: date, year: int) -> str:
        said = day(on, self._speech)
        return said if on.year == year else f"{said} {on.year}"


def _around(text: str) -> str:
    found = _AROUND.fullmatch(text)
    return f"from {found[1]} min before to {found[2]} min after" if found else text


def _parts(key: str, text: str) -> Iterator[tuple[date, str]]:
    """The dates of an item, each with what is said of it: hours, a reason, or nothing.

    Raises:
        ValueError: it is none.
    """
    if key in ("exceptions", "reasons"):
        on, _, rest = text.partition(" ")
        yield date.fromisoformat(on), rest
        return
    found = _OFF.fullmatch(text)
    if found is None:
        raise ValueError(text)
    first, start, last, end = found.groups()
    begins = date.fromisoformat(first)
    ends = date.fromisoformat(last) if last else begins
    if start and end:
        yield begins, f"{start}-{end}" if begins == ends else f"{start} to {last} {end}"
        return
    if (ends - begins).days > _MOST_DATES:
        raise ValueError(text)
    while begins <= ends:
        yield begins, ""
        begins += _DAY
