"""How fast photographers' calendars of ten thousand events are read the first time, beside peers in the same run.

The peers do the same with the libraries alone: without limits, items to keep, or an answer for what can't be understood. The
servers run in the same process, so that their work is in all of these times.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import recurring_ical_events
import requests
from caldav.davclient import DAVClient
from icalendar import Calendar
from pytest_benchmark.fixture import BenchmarkFixture

from studio_app.calendars.connector import CalendarReader
from studio_app.calendars.dav.reader import CalDavReader
from studio_app.calendars.feed import FeedReader
from studio_app.domain.calendar_item import Whose
from studio_app.domain.calendar_source import CalendarSource
from studio_app.domain.timespan import Span
from studio_app.patience import Patience
from tests.support.calendar_reading import pulled
from tests.support.radicale import LOGIN, PASSWORD, Radicale, doors_of, radicale
from tests.support.web_server import Answer, WebServer, web_server

EVENTS = 10_000
FIRST = datetime(2024, 8, 1, 9, tzinfo=UTC)
SPAN = Span(datetime(2025, 9, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC))


def component(number: int, zone: str = ";TZID=America/New_York") -> str:
    """One event of two years; each hundredth repeats for ever."""
    start = FIRST + timedelta(hours=2 * number)
    rule = "RRULE:FREQ=WEEKLY\r\n" if number % 100 == 0 else ""
    return (
        f"BEGIN:VEVENT\r\nUID:event-{number}\r\nDTSTAMP:20250101T000000Z\r\nSUMMARY:Event {number}\r\n"
        f"DTSTART{zone}:{start:%Y%m%dT%H%M%S}{'' if zone else 'Z'}\r\nDURATION:PT1H\r\n{rule}"
        f"DESCRIPTION:What this event of number {number} is about\r\nEND:VEVENT\r\n"
    )


def calendar(*components: str) -> str:
    """A calendar with these events."""
    return (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//bench//EN\r\n"
        + "".join(components)
        + "END:VCALENDAR\r\n"
    )


def read(reader: CalendarReader, source: CalendarSource) -> int:
    """Read a calendar that was never read; how much happens in the window."""
    pull = pulled(reader, source, span=SPAN, patience=Patience(300))
    assert len(pull.items) == EVENTS
    found = reader.occurrences(pull.items, SPAN, Whose("ana", "Ana’s", "ana@studio.test", "America/New_York"))
    return sum(len(events) for events in found.values())


@pytest.fixture
def feed() -> Iterator[WebServer]:
    with web_server() as web:
        text = calendar(*(component(number) for number in range(EVENTS))).encode()
        web.answer = lambda _: Answer(200, {"Content-Type": "text/calendar"}, text)
        yield web


def test_first_reading_of_a_feed(benchmark: BenchmarkFixture, feed: WebServer) -> None:
    source = CalendarSource("s", "ana", "feed", f"{feed.url}/ana.ics")
    assert benchmark.pedantic(lambda: read(FeedReader(), source), rounds=3) > 2_000  # type: ignore[no-untyped-call]


def test_peer_first_reading_of_a_feed(benchmark: BenchmarkFixture, feed: WebServer) -> None:
    def read() -> int:
        found = Calendar.from_ical(requests.get(f"{feed.url}/ana.ics", timeout=60).content)
        return len(recurring_ical_events.of(found).between(SPAN.start, SPAN.end))

    assert benchmark.pedantic(read, rounds=1) > 2_000  # type: ignore[no-untyped-call]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Radicale]:
    """Radicale with a calendar whose events it has looked at before; in UTC, as its own library takes long over zones."""
    with radicale(tmp_path) as server:
        server.make_calendar("ana")
        server.seconds = 250
        (folder,) = server.folder.rglob("ana")
        for number in range(EVENTS):
            (folder / f"event-{number}.ics").write_text(calendar(component(number, zone="")), newline="")
        etags = '<propfind xmlns="DAV:"><prop><getetag/></prop></propfind>'
        answer = server.send("PROPFIND", f"{server.home()}ana/", etags, Depth="1")
        assert answer.status_code == 207
        yield server


def test_first_reading_by_caldav(benchmark: BenchmarkFixture, server: Radicale) -> None:
    source = CalendarSource("s", "ana", "caldav", f"{server.home()}ana/", account="account")
    reader = CalDavReader(doors_of(server))
    assert benchmark.pedantic(lambda: read(reader, source), rounds=2, warmup_rounds=1) > 2_000  # type: ignore[no-untyped-call]


def test_peer_first_reading_by_caldav(benchmark: BenchmarkFixture, server: Radicale) -> None:
    """Fetched by the library, and nothing understood yet."""

    def read() -> int:
        with DAVClient(server.url, username=LOGIN, password=PASSWORD, enable_rfc6764=False) as client:
            found = client.calendar(url=f"{server.home()}ana/")  # type: ignore[no-untyped-call]
            return len(found.get_events())

    assert benchmark.pedantic(read, rounds=1, warmup_rounds=1) == EVENTS  # type: ignore[no-untyped-call]
