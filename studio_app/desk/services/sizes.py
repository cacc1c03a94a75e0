"""Sizes of properties and lengths of visits as they are typed and shown. Pure.

Sizes are kept in square feet; where the desk speaks in square metres they are shown and typed so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from studio_app.domain.speech import SQUARE_METRES_A_FOOT

MOST_SQUARE_FEET = 1_000_000_000.0
"""As the studio file has it."""
MOST_MINUTES = 366 * 24 * 60

_SPACE = " \u00a0\u2009\u202f"
_GROUPED = re.compile(rf"([1-9][0-9]{{0,2}}(?:[,.'’{_SPACE}][0-9]{{3}})+)(?:[.,]([0-9]{{1,18}}))?")
_PLAIN = re.compile(r"([0-9]{1,12})(?:[.,]([0-9]{1,18}))?")
_NUMBER = rf"[0-9](?:[0-9.,'’{_SPACE}]*[0-9])?"
_METRES = r"sq\.?\s*m(?:et(?:re|er)s?)?\.?|m2|m\u00b2|qm|square\s+met(?:re|er)s?"
_FEET = r"sq\.?\s*f(?:ee|oo)?t\.?|s\.?f\.?|ft2|ft\u00b2|ft|square\s+f(?:ee|oo)t"
_UNIT = rf"(?P<metres>{_METRES})|(?P<feet>{_FEET})"
_SIZE = re.compile(
    rf"(?P<to>up\s*to|<=|=<|<|\u2264|under|below|max\.?|at\s+most|bis|to)?\s*"
    rf"(?:(?P<low>{_NUMBER})\s*(?:-|\u2013|\u2014|to|\.\.+)\s*)?"
    rf"(?P<over>over|more\s+than|above|from|>=|=>|>|\u2265|\u00fcber|ab)?\s*"
    rf"(?P<number>{_NUMBER})\s*(?:{_UNIT})?\s*(?P<more>\+|and\s+(?:up|more|larger|over)|or\s+(?:more|larger))?"
)
_ANY = re.compile(
    r"any(?:\s+(?:size|other|larger)(?:\s+size)?)?|all|every|unlimited|no\s+limit|\u221e|inf(?:inity)?|larger|other|more|rest|-"
)
_HOURS = re.compile(
    r"(?:(?P<hours>[0-9]{1,6}(?:[.,][0-9]{1,4})?)\s*(?:h|hr|hrs|hours?|std)\.?)?\s*"
    r"(?:(?P<minutes>[0-9]{1,7})\s*(?:m|min|mins|minutes?|minuten|')?\.?)?"
)
_CLOCK = re.compile(r"(?P<hours>[0-9]{1,5}):(?P<minutes>[0-5][0-9])")


@dataclass(frozen=True, slots=True)
class Size:
    """What was typed for a size.

    Attributes:
        square_feet: None where it only says `any`.
        over: Whether it is every size from there on, not up to it.
    """

    square_feet: float | None
    over: bool = False


@dataclass(frozen=True, slots=True)
class Units:
    """How the desk speaks of sizes."""

    metres: bool = False

    @property
    def short(self) -> str:
        """`sq ft` or `m²`."""
        return "m\u00b2" if self.metres else "sq ft"

    def shown(self, square_feet: float) -> str:
        """A size in digits with groups of three: `2,400`, `278.7`."""
        value = round(square_feet * SQUARE_METRES_A_FOOT, 1) if self.metres else square_feet
        text = plain_digits(value)
        whole, _, rest = text.partition(".")
        return f"{int(whole):,}{'.' + rest if rest else ''}"

    def said(self, square_feet: float) -> str:
        """A size with its unit: `2,400 sq ft`."""
        return f"{self.shown(square_feet)} {self.short}"

    def read(self, text: str, *, metres: bool | None = None) -> Size | None:
        """The size that a text means; None where it is none.

        Args:
            metres: What a number without a unit is in, where that is not what the desk speaks.
        """
        said = " ".join(text.casefold().split())
        if _ANY.fullmatch(said):
            return Size(None, over=True)
        found = _SIZE.fullmatch(said)
        value = read_number(found["number"]) if found else None
        if found is None or value is None:
            return None
        in_metres = bool(found["metres"]) or (
            not found["feet"] and (self.metres if metres is None else metres)
        )
        feet = value / SQUARE_METRES_A_FOOT if in_metres else value
        return Size(feet, over=bool(found["over"] or found["more"])) if feet <= MOST_SQUARE_FEET else None


def read_number(text: str) -> float | None:
    """A number with groups of three by comma, point, apostrophe or space, and decimals: `2,400`, `1.250,5`, `12.5`."""
    said = text.strip()
    if grouped := _GROUPED.fullmatch(said):
        digits = re.sub(r"[^0-9]", "", grouped[1])
        return float(f"{digits}.{grouped[2] or 0}")
    if plain := _PLAIN.fullmatch(said):
        return float(f"{plain[1]}.{plain[2] or 0}")
    return None


def read_minutes(text: str) -> int | None:
    """The whole minutes that a text means: `90`, `90 min`, `1 h 30`, `1:30`, `1.5 h`; None where it is no length."""
    said = " ".join(text.casefold().split())
    if clock := _CLOCK.fullmatch(said):
        return _within(int(clock["hours"]) * 60 + int(clock["minutes"]))
    found = _HOURS.fullmatch(said)
    if found is None or not (found["hours"] or found["minutes"]):
        whole = read_number(said)
        return _within(int(whole)) if whole is not None and whole == int(whole) else None
    hours = float((found["hours"] or "0").replace(",", "."))
    return _within(round(hours * 60) + int(found["minutes"] or 0))


def plain_digits(value: float) -> str:
    """A number without groups, exponent or needless decimals, exact: `2400`, `1500.5`."""
    text = format(Decimal(repr(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _within(minutes: int) -> int | None:
    return minutes if minutes <= MOST_MINUTES else None
