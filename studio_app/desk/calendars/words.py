"""Freshness and counts of calendars in words. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from studio_app.desk.calendars.model import Health, Light
from studio_app.desk.tone import Tone
from studio_app.desk.wording import ENGLISH, Wording
from studio_app.domain.calendar_source import CalendarSource, Freshness, Trouble
from studio_app.domain.wall_time import local_date

KINDS: Mapping[str, str] = {
    "google": "Google",
    "caldav": "CalDAV",
    "feed": "Feed",
    "ics": "File",
    "local": "Folder of this computer",
}
"""Connectors as people call them."""
READING = Health("reading\N{HORIZONTAL ELLIPSIS}", Tone.PLAIN, Light.RING)
NO_CALENDAR = Health("no calendar", Tone.BAD, Light.CROSS)
_GRAVITY = (
    Freshness.SIGN_IN,
    Freshness.FAILING,
    Freshness.NEVER,
    Freshness.STALE,
    Freshness.OFFLINE,
    Freshness.FRESH,
)


def health_of(
    source: CalendarSource, now: datetime, limit: timedelta, zone: ZoneInfo, wording: Wording = ENGLISH
) -> Health:
    """How fresh a calendar is: `fresh, 12 s ago`, `stale since 9:40`, `sign-in needed`.

    Args:
        source: The calendar.
        now: The present instant.
        limit: The studio's greatest age of a reading.
        zone: The wall that times are said on.
        wording: Words for times.
    """
    state = source.freshness(now, limit)
    known = source.is_known(now, limit)
    if state is Freshness.FRESH and source.read_at is not None:
        age = int((now - source.read_at).total_seconds())
        return Health(f"fresh, {wording.since(age)}", Tone.GOOD, Light.FULL)
    if state is Freshness.STALE and source.read_at is not None:
        since = said_since(source.read_at + limit, now, zone, wording)
        return Health(f"stale since {since}", Tone.WARN, Light.HALF)
    if state is Freshness.SIGN_IN:
        return Health("sign-in needed", Tone.BAD, Light.CROSS)
    if state is Freshness.OFFLINE:
        began = source.failing_since
        words = f"offline since {said_since(began, now, zone, wording)}" if began else "offline"
        return Health(words, Tone.WARN if known else Tone.BAD, Light.HALF if known else Light.CROSS)
    if state is Freshness.FAILING:
        words = "suddenly empty" if source.trouble is Trouble.EMPTY else "failing"
        return Health(words, Tone.BAD, Light.CROSS)
    return Health("not read yet", Tone.WARN, Light.CROSS)


def worst(sources: tuple[CalendarSource, ...], now: datetime, limit: timedelta) -> CalendarSource:
    """The calendar that decides about a photographer who has several: the least known, then the oldest."""
    return min(
        sources,
        key=lambda source: (
            source.is_known(now, limit),
            _GRAVITY.index(source.freshness(now, limit)),
            source.read_at or now,
        ),
    )


def said_since(moment: datetime, now: datetime, zone: ZoneInfo, wording: Wording) -> str:
    """A time of today alone, one of another day with its day."""
    if local_date(zone, moment) == local_date(zone, now):
        return wording.time(moment, zone)
    return f"{wording.dated(local_date(zone, moment))} {wording.time(moment, zone)}"


def said_counts(events: int, ignored: Mapping[str, int]) -> str:
    """`214 events, ignored: 3 free, 1 declined`."""
    words = f"{events} event{'s' if events != 1 else ''}"
    reasons = ", ".join(f"{count} {reason}" for reason, count in ignored.items() if count)
    return f"{words}, ignored: {reasons}" if reasons else words


def counted(count: int, one: str, many: str) -> str:
    """A number with its word."""
    return f"{count} {one if count == 1 else many}"
