"""Every connector that writes, to be held to the same contract. Google and CalDAV join here."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from studio_app.calendars.connector import CalendarWriter
from studio_app.calendars.local import LocalCalendar

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)


class TickingClock:
    """A clock that is a second later each time it is asked."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def local(folder: Path) -> LocalCalendar:
    return LocalCalendar(folder / "calendar", name="North Shore Photo", color="#2f6f6d", clock=TickingClock())


WRITERS: dict[str, Callable[[Path], CalendarWriter]] = {"local": local}


@pytest.fixture(params=sorted(WRITERS))
def writer(request: pytest.FixtureRequest, tmp_path: Path) -> CalendarWriter:
    """An empty primary calendar of each kind."""
    return WRITERS[request.param](tmp_path)
