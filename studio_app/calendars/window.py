"""When outside events are, timed or of whole days, and what of that lies in the window that is asked about."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from studio_app.domain.timespan import DateSpan, Span
from studio_app.domain.wall_time import day_start

When = Span | DateSpan


def begin_of(when: When) -> date:
    """The instant at which it begins; of whole days the first."""
    return when.first if isinstance(when, DateSpan) else when.start


def start_in(when: When, zone: ZoneInfo) -> datetime:
    """The instant at which it begins for whoever lives in a zone."""
    return day_start(zone, when.first) if isinstance(when, DateSpan) else when.start


def is_in_window(when: When, span: Span, zone: ZoneInfo) -> bool:
    """Whether it shares time with the window, or lies in it without a length; whole days count in `zone`."""
    if isinstance(when, DateSpan):
        first, last = (at.astimezone(zone).date() for at in (span.start, span.end))
        return when.first <= last and first < when.end
    return when.overlaps(span) or span.start <= when.start < span.end
