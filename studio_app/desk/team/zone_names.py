"""Zones of time to choose from, by what people type: a city, a country's part, an abbreviation. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

MOST = 40
_FOLDERS = ("Etc/", "posix/", "right/", "SystemV/")


@cache
def _all_keys() -> frozenset[str]:
    """Every name that the computer knows."""
    return frozenset(available_timezones())


@cache
def zone_keys() -> tuple[str, ...]:
    """The named zones, without those that are only an offset or another name kept for old programs."""
    return tuple(
        sorted(key for key in _all_keys() if key == "UTC" or ("/" in key and not key.startswith(_FOLDERS)))
    )


def known_zone(text: str) -> ZoneInfo | None:
    """The zone of a name, however it is spelled: `america/new_york`, `New York`; None for none."""
    said = _plain(text)
    if not said:
        return None
    if text.strip() in _all_keys():
        return ZoneInfo(text.strip())
    exact = next((key for key in zone_keys() if _plain(key) == said), None)
    if exact is None:
        cities = [key for key in zone_keys() if _plain(key.rsplit("/", 1)[-1]) == said]
        exact = cities[0] if len(cities) == 1 else None
    return ZoneInfo(exact) if exact else None


def zones_like(text: str, first: str, now: datetime) -> Iterator[str]:
    """Zones in whose name or abbreviation every word is found; `first` leads, cities that begin so come next."""
    words = _plain(text).split()
    found = [key for key in zone_keys() if all(word in _searched(key, now) for word in words)]
    start = words[0] if words else ""
    found.sort(key=lambda key: (key != first, not _plain(key.rsplit("/", 1)[-1]).startswith(start), key))
    yield from found[:MOST]


def offset_words(key: str, now: datetime) -> str:
    """`UTC−5`, as the clocks there stand now."""
    offset = now.astimezone(ZoneInfo(key)).utcoffset()
    minutes = round(offset.total_seconds() / 60) if offset is not None else 0
    hours, rest = divmod(abs(minutes), 60)
    sign = "\N{MINUS SIGN}" if minutes < 0 else "+"
    return f"UTC{sign}{hours}{f':{rest:02d}' if rest else ''}"


def _searched(key: str, now: datetime) -> str:
    return f"{_plain(key)} {_short(key, now.date().isoformat())}"


@cache
def _short(key: str, day: str) -> str:
    """The zone's abbreviation on a date: `est`."""
    return (datetime.fromisoformat(day).replace(tzinfo=ZoneInfo(key)).tzname() or "").casefold()


def _plain(text: str) -> str:
    return " ".join(text.replace("_", " ").replace("/", " ").casefold().split())
