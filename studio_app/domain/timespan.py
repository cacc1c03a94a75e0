"""Half-open spans of time: `[start, end)`, so that touching is not overlapping."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta


def as_utc(instant: datetime) -> datetime:
    """Return the same instant in UTC.

    Raises:
        ValueError: the datetime has no offset; a naive time is never guessed at.
    """
    if instant.tzinfo is UTC:
        return instant
    if instant.utcoffset() is None:
        raise ValueError("a time needs an offset")
    return instant.astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Span:
    """From one UTC instant to another, the end exclusive; the end is never before the start."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        object.__setattr__(self, "start", as_utc(self.start))
        object.__setattr__(self, "end", as_utc(self.end))
        if self.end < self.start:
            raise ValueError("end is before start")

    @property
    def length(self) -> timedelta:
        """Elapsed time from start to end."""
        return self.end - self.start

    @property
    def minutes(self) -> int:
        """Whole elapsed minutes from start to end."""
        return int(self.length.total_seconds() // 60)

    def overlaps(self, other: Span) -> bool:
        """Whether the two share time; a span without length overlaps nothing that merely touches it."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether the other lies whole inside this one."""
        return self.start <= other.start and other.end <= self.end

    def moved_to(self, start: datetime) -> Span:
        """The span of the same length that starts at another instant."""
        return Span(start, as_utc(start) + self.length)


@dataclass(frozen=True, slots=True)
class DateSpan:
    """Whole calendar dates from `first` until before `end`; the zone is that of whoever reads them."""

    first: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.first:
            raise ValueError("end is before start")
