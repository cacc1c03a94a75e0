"""Every connector, to be held to the same contract as the others of its sort."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from studio_app.calendars.connector import CalendarWriter
from studio_app.calendars.dav.writer import CalDavCalendar
from studio_app.calendars.google.tokens import Sessions
from studio_app.calendars.google.writer import GoogleCalendar
from studio_app.calendars.local import LocalCalendar
from studio_app.domain.calendar_source import CalendarSource
from tests.contracts.calendars.by_hand import ByHand, GoogleByHand, calendar_by_hand, folder_by_hand
from tests.contracts.calendars.photographers import CalDavOwner, FeedOwner, FolderOwner, GoogleOwner, Owner
from tests.support.google_server import GoogleServer
from tests.support.google_studio import STUDIO, signed_in
from tests.support.radicale import KeptSecrets, Radicale, doors_of, radicale
from tests.support.web_server import WebServer, web_server

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)


class TickingClock:
    """A clock that is a second later each time it is asked."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@dataclass
class Primary:
    """An empty primary calendar, and somebody else who has it open."""

    writer: CalendarWriter
    hand: ByHand


def local(request: pytest.FixtureRequest) -> Primary:
    folder: Path = request.getfixturevalue("tmp_path") / "calendar"
    calendar = LocalCalendar(folder, name="North Shore Photo", color="#2f6f6d", clock=TickingClock())
    return Primary(calendar, folder_by_hand(folder))


def caldav(request: pytest.FixtureRequest) -> Primary:
    server: Radicale = request.getfixturevalue("dav_server")
    source = CalendarSource(
        "primary", "", "caldav", server.make_calendar("studio"), "Studio", account="account"
    )
    calendar = CalDavCalendar(source, doors_of(server), name="North Shore Photo", clock=TickingClock())
    return Primary(calendar, calendar_by_hand(server, source.address))


def google(request: pytest.FixtureRequest) -> Primary:
    server: GoogleServer = request.getfixturevalue("google_server")
    host, secrets = server.person(STUDIO), KeptSecrets()
    account = signed_in(server, secrets)
    sessions = Sessions({account.id: account}.get, secrets)
    calendar = GoogleCalendar(
        sessions, account.id, STUDIO, name="Studio", clock=TickingClock(), jitter=lambda: 0.5
    )
    return Primary(calendar, GoogleByHand(host))


WRITERS: dict[str, Callable[[pytest.FixtureRequest], Primary]] = {
    "caldav": caldav,
    "google": google,
    "local": local,
}


@pytest.fixture
def dav_server(tmp_path: Path) -> Iterator[Radicale]:
    """A CalDAV server with an account that has no calendars."""
    with radicale(tmp_path / "radicale") as server:
        yield server


@pytest.fixture(params=sorted(WRITERS))
def primary(request: pytest.FixtureRequest) -> Primary:
    """An empty primary calendar of each kind."""
    return WRITERS[request.param](request)


@pytest.fixture
def writer(primary: Primary) -> CalendarWriter:
    """The program's way to it."""
    return primary.writer


@pytest.fixture
def hand(primary: Primary) -> ByHand:
    """Somebody else's way to it."""
    return primary.hand


OWNERS: dict[str, Callable[[pytest.FixtureRequest], Owner]] = {
    "ics": lambda request: FolderOwner(request.getfixturevalue("tmp_path") / "ana"),
    "feed": lambda request: FeedOwner(request.getfixturevalue("web")),
    "caldav": lambda request: CalDavOwner(request.getfixturevalue("dav_server"), tokens=True),
    "caldav by etags": lambda request: CalDavOwner(request.getfixturevalue("dav_server"), tokens=False),
    "google": lambda request: GoogleOwner(request.getfixturevalue("google_server")),
}


@pytest.fixture
def web() -> Iterator[WebServer]:
    with web_server() as web:
        yield web


@pytest.fixture(params=OWNERS)
def owner(request: pytest.FixtureRequest) -> Owner:
    """A photographer with an empty calendar of each kind."""
    return OWNERS[request.param](request)
