"""Choices read from a tape of bytes, and times near one date.

A random studio is built from one tape, which Hypothesis draws in one piece. Drawn choice by choice, five of six cases
would be mutants of a sixth, and two thousand studios as good as a few hundred. A tape of noughts is the simplest studio;
every part has a slot of its own on the tape, so that leaving one out changes no other.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

T = TypeVar("T")


class Tape:
    """Bytes to decide by: nought is the first, the fewest, or no."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def _next(self) -> int:
        self._at += 1
        return self._data[self._at - 1]  # an IndexError means that a slot is too small

    def slot(self, size: int) -> Tape:
        """The next bytes as a tape of their own."""
        start, self._at = self._at, self._at + size
        assert self._at <= len(self._data)
        return Tape(self._data[start : self._at])

    def pick(self, options: Sequence[T]) -> T:
        return options[self._next() % len(options)]

    def number(self, least: int, most: int) -> int:
        return least + self._next() % (most - least + 1)

    def chance(self, percent: int) -> bool:
        """Yes so often."""
        return self._next() >= 256 - round(percent * 2.56)

    def some(self, options: Sequence[T], least: int, most: int) -> list[T]:
        """Different ones in any order."""
        rest = list(options)
        count = self.number(least, min(most, len(rest)))
        return [rest.pop(self._next() % len(rest)) for _ in range(count)]


# Minutes after midnight that working days and nights of a clock change are made of: things touch and just miss.
DAYTIME: tuple[int, ...] = (
    *(hour * 60 for hour in (9, 10, 12, 13, 15, 17, 18, 20, 8, 11, 14, 16)),
    *(570, 615, 690, 750, 825, 1005, 1185, 1380),
)
NIGHT: tuple[int, ...] = (0, 60, 90, 105, 120, 135, 150, 165, 180, 210, 240, 1410)


class Times:
    """Instants around the local midnight that starts an anchor date in the studio's zone; written with any offset."""

    def __init__(self, tape: Tape, zone: ZoneInfo, anchor: date, night: bool) -> None:
        self.zone = zone
        self.anchor = anchor
        self.moments = DAYTIME + NIGHT if night else DAYTIME
        self.midnight = datetime.combine(anchor, time(), zone).astimezone(UTC)
        days = tape.pick((-2, -2, -3, -1, -2, 0, -4))
        minutes = tape.pick((480, 0, 607, 1439, 120))
        seconds = tape.pick((0, 0, 0, 30, 59, 0.25))
        self.now = self.midnight + timedelta(days=days, minutes=minutes, seconds=seconds)

    def day(self, tape: Tape) -> date:
        """A date at or beside the anchor."""
        return self.anchor + timedelta(days=tape.pick((0, 1, -1, 2, -2)))

    def instant(self, tape: Tape) -> datetime:
        """A moment of a day at or beside the anchor, in elapsed minutes from its midnight."""
        days = tape.pick((0, 0, 0, 1, 1, -1))
        return self.midnight + timedelta(days=days, minutes=tape.pick(self.moments))

    def beside(self, tape: Tape, at: datetime) -> datetime:
        """An instant on the grid or off it, a little before or after another, rarely off by seconds."""
        minutes = tape.pick((0, 0, 15, 30, 5, 1, -1, 7, 45, -30, -60, -90, 29, -31))
        return at + timedelta(minutes=minutes, seconds=tape.pick((0, 0, 0, 1, 59, 30, 0.5)))

    def span(self, tape: Tape, lengths: Sequence[int]) -> tuple[datetime, datetime]:
        """A start and an end some minutes after it, rarely with seconds, rarely up to a midnight or from one on."""
        start = self.instant(tape)
        length = timedelta(minutes=tape.pick(lengths))
        if tape.chance(15):
            start = self.midnight + timedelta(days=tape.pick((0, 1))) - length * tape.pick((1, 0))
        end = start + length
        if end > start and tape.chance(25):
            start += timedelta(seconds=tape.pick((0, 1, 59, 30, 0.5)))
            end += timedelta(seconds=tape.pick((-1, 0, 1, -30, -0.000001)))
        return start, max(start, end)

    def text(self, tape: Tape, at: datetime) -> str:
        """The instant in UTC, in the studio's offset or in somebody else's."""
        zone = tape.pick((self.zone, UTC, ZoneInfo("Asia/Kathmandu"), None))
        if zone is None:
            return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
        return at.astimezone(zone).isoformat()
