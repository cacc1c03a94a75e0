"""Photographers' calendars written by hand, read as the program does."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from studio_app.calendars.ics import IcsReader
from studio_app.domain.calendar_source import CalendarSource
from studio_app.domain.outside_event import OutsideEvent
from studio_app.domain.timespan import Span
from tests.support.calendar_reading import NEW_YORK, OWNER, SUMMER, read_all

__all__ = ["NEW_YORK", "OWNER", "SUMMER", "Read", "calendar", "event", "times", "utc"]

Read = Callable[..., list[OutsideEvent]]


def calendar(*parts: str) -> str:
    """A whole calendar around components."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//EN", *parts, "END:VCALENDAR", ""]
    return "\r\n".join(line for part in lines for line in part.strip().splitlines()) + "\r\n"


def event(text: str, uid: str = "one") -> str:
    """An event with the given properties, one a line; the title is `Dentist` unless it says otherwise."""
    title = "" if "SUMMARY" in text else "SUMMARY:Dentist\n"
    lines = text.strip().splitlines()
    return "\n".join(
        [
            "BEGIN:VEVENT",
            f"UID:{uid}",
            "DTSTAMP:20260101T000000Z",
            f"{title}" + "\n".join(lines),
            "END:VEVENT",
        ]
    )


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads the text of a calendar, or an event's properties, as the calendar of Ana in New York."""

    def read(
        text: str | bytes, span: Span = SUMMER, zone: str = NEW_YORK, owner: str = OWNER
    ) -> list[OutsideEvent]:
        path = tmp_path / "ana.ics"
        if isinstance(text, str) and "BEGIN:VCALENDAR" not in text:
            text = calendar(text if "BEGIN:" in text else event(text))
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        source = CalendarSource("s1", "ana", "ics", str(path), "Google")
        return read_all(IcsReader(), source, span, owner, zone)

    return read


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def times(events: list[OutsideEvent]) -> list[str]:
    """The times of events, as `06-16 13:00/14:00` in UTC, or `2026-06-16/2026-06-17` for dates."""
    found = []
    for item in events:
        if isinstance(item.when, Span):
            found.append(f"{item.when.start:%m-%d %H:%M}/{item.when.end:%H:%M}")
        else:
            found.append(f"{item.when.first}/{item.when.end}")
    return found
