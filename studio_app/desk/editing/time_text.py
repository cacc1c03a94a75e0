"""Times of a day as they are typed: `9`, `9:30`, `2 pm`, `14:00`, `1430`; and lengths: `90`, `2h`, `1 h 30`. Pure."""

from __future__ import annotations

import re

_TIME = re.compile(r"(\d{1,2})(?:[:.h ]?([0-5]\d))?\s*(a|p|am|pm|a\.m\.|p\.m\.)?")
_MINUTES = re.compile(r"(\d{1,6})\s*(?:m|min|mins|minutes?)?")
_HOURS = re.compile(r"(\d{1,3}(?:[.,]\d{1,2})?)\s*(?:h|hrs?|hours?)")
_BOTH = re.compile(r"(\d{1,3})\s*(?::|h|hrs?|hours?)\s*([0-5]?\d)\s*(?:m|min|mins|minutes?)?")
_PLAIN_AFTERNOON = range(1, 6)
"""Hours that nobody means in the morning, as the program's own words for times have it."""
NOON = 12


def parse_time(text: str, *, hours24: bool = False) -> int | None:
    """Minutes after midnight that a text means; None where it is no time. On a clock of 24 hours `3:00` is at night."""
    said = " ".join(text.casefold().split())
    if said == "noon":
        return NOON * 60
    found = _TIME.fullmatch(said)
    if found is None:
        return None
    hour, minute, half = int(found.group(1)), int(found.group(2) or 0), (found.group(3) or "")[:1]
    if half and not 1 <= hour <= NOON:
        return None
    if half:
        hour = hour % NOON + (NOON if half == "p" else 0)
    elif not hours24 and hour in _PLAIN_AFTERNOON and not found.group(1).startswith("0"):
        hour += NOON
    return hour * 60 + minute if hour < 24 else None


def parse_length(text: str) -> int | None:
    """Minutes that a text means; None where it is no length."""
    said = " ".join(text.casefold().split())
    if found := _MINUTES.fullmatch(said):
        return int(found.group(1))
    if found := _HOURS.fullmatch(said):
        return round(float(found.group(1).replace(",", ".")) * 60)
    if found := _BOTH.fullmatch(said):
        return int(found.group(1)) * 60 + int(found.group(2))
    return None
