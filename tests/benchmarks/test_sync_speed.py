"""How fast Google's calendars are read, beside the same pages fetched by Python's own HTTP and JSON: the limit."""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from studio_app import exchange
from studio_app.actions.sync_calendars import Synced, sync_calendars
from studio_app.calendars.google.tokens import client_entry
from studio_app.calendars.secrets import SERVICE
from studio_app.connectors import LateBusyReaders, LateKeys, LatePrimaryCalendar
from studio_app.domain.calendar_source import CalendarSource
from studio_app.patience import Patience
from studio_app.storage.database import SqlStore, open_store
from tests.support.command_line import ROOT
from tests.support.google_server import GoogleServer
from tests.support.google_studio import Secrets, signed_in
from tests.support.keyrings import file_keyring
from tests.support.scenarios import person, service, studio

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
STUDIO = "studio@example.com"
EVENTS, CALENDARS = 10_000, 50
FIRST_SECONDS, FIRST_MEGABYTES = 30.0, 300.0
ZONE = "America/New_York"


def busy_calendar() -> Iterator[dict[str, Any]]:
    """Ten thousand events within the days that are kept: every tenth recurs for some weeks, some have guests."""
    for number in range(EVENTS):
        start = NOW - timedelta(days=50) + timedelta(minutes=17 * number % (60 * 24 * 130))
        found: dict[str, Any] = {
            "id": f"event{number:06}",
            "summary": f"Meeting number {number} with a title of some length",
            "description": "What is to be talked about. " * 8,
            "start": {"dateTime": start.isoformat(), "timeZone": ZONE},
            "end": {"dateTime": (start + timedelta(minutes=45)).isoformat(), "timeZone": ZONE},
        }
        if number % 10 == 0:
            found["recurrence"] = ["RRULE:FREQ=WEEKLY;COUNT=6"]
        if number % 3 == 0:
            found["attendees"] = [
                {"email": "p0@studio.test", "self": True, "responseStatus": "accepted"},
                {"email": f"guest{number}@out.test", "responseStatus": "needsAction"},
            ]
        yield found


class Office:
    """A studio at Google with as many photographers as wanted."""

    def __init__(self, folder: Path, photographers: int) -> None:
        self.server = GoogleServer()
        self.url = f"sqlite:///{folder / 'studio.db'}"
        self.secrets = Secrets()
        self.keyring = folder / "keyring.json"
        self._count = photographers

    @contextmanager
    def running(self) -> Iterator[SqlStore]:
        """Serve, with the studio stored."""
        names = [f"p{number}" for number in range(self._count)]
        host = self.server.person(STUDIO)
        for name in names:
            self.server.person(f"{name}@studio.test").share(host, "reader")
        with self.server, closing(open_store(self.url, now=lambda: NOW)) as store:
            account = signed_in(self.server, self.secrets, STUDIO)
            kept = {
                f"{SERVICE}\n{key}": self.secrets.kept[key] for key in (account.id, client_entry(account.id))
            }
            self.keyring.write_text(json.dumps(kept), encoding="utf-8")
            with store.writing() as writing:
                people = [person(name, email=f"{name}@studio.test") for name in names]
                writing.replace_studio(exchange.read_studio(studio(*people, services=[service("photos")])))
                writing.save_account(account)
                for name in names:
                    source = CalendarSource(f"source-{name}", name, "google", f"{name}@studio.test", name)
                    writing.save_source(replace(source, account=account.id))
            yield store

    def round(self, store: SqlStore, busy: LateBusyReaders) -> Synced:
        """One round with all calendars."""
        primary = LatePrimaryCalendar(store, lambda: NOW, None, self.keyring.parent / "calendar")
        return sync_calendars(store, lambda: NOW, primary, busy, lambda: 0.5, Patience(60.0))


@pytest.fixture
def office(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Office]:
    made = Office(tmp_path, request.param)
    with monkeypatch.context() as patch:
        for name, value in made.server.environment().items():
            patch.setenv(name, value)
        yield made


@pytest.mark.benchmark
@pytest.mark.parametrize("office", [1], indirect=True)
def test_first_reading(benchmark: BenchmarkFixture, office: Office, tmp_path: Path) -> None:
    """A new process reads 10,000 events, writes them out and stores them."""
    office.server.person("p0@studio.test").fill(busy_calendar())
    found: list[dict[str, Any]] = []

    def begin() -> tuple[tuple[str], dict[str, Any]]:
        copy = tmp_path / f"copy-{len(found)}.db"
        copy.write_bytes(Path(office.url.removeprefix("sqlite:///")).read_bytes())
        return (f"sqlite:///{copy}",), {}

    def read(url: str) -> None:
        command = [sys.executable, "-m", "tests.benchmarks.first_reading", url, NOW.isoformat()]
        environment = os.environ | file_keyring(office.keyring)
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, env=environment)
        found.append(json.loads(done.stdout))

    with office.running() as store:
        store.close()
        benchmark.pedantic(read, setup=begin, rounds=3)
    assert all(one["warnings"] == [] and one["events"] >= EVENTS for one in found)
    seconds, megabytes = (sorted(one[key] for one in found)[1] for key in ("seconds", "megabytes"))
    benchmark.extra_info |= {"seconds": seconds, "limit_ms": FIRST_SECONDS * 1000, "megabytes": megabytes}
    assert seconds <= FIRST_SECONDS
    assert megabytes <= FIRST_MEGABYTES


@pytest.mark.benchmark
@pytest.mark.parametrize("office", [1], indirect=True)
def test_limit_of_a_first_reading(benchmark: BenchmarkFixture, office: Office) -> None:
    """The same pages, fetched and parsed, and nothing done with them."""
    office.server.person("p0@studio.test").fill(busy_calendar())
    with office.running(), closing(Bare(office.server)) as bare:
        items = benchmark(bare.all_pages, "p0@studio.test")
        assert items == EVENTS


@pytest.mark.benchmark
@pytest.mark.parametrize("office", [CALENDARS], indirect=True)
def test_a_round_without_changes(benchmark: BenchmarkFixture, office: Office) -> None:
    """Fifty calendars in which nothing happened are fifty requests."""
    with office.running() as store:
        busy = LateBusyReaders(LateKeys(store, office.secrets))
        office.round(store, busy)
        before = len(office.server.requests_of("events.list"))
        done = office.round(store, busy)
        assert done.warnings == ()
        assert len(office.server.requests_of("events.list")) - before == CALENDARS
        benchmark(office.round, store, busy)


@pytest.mark.benchmark
@pytest.mark.parametrize("office", [CALENDARS], indirect=True)
def test_limit_of_a_round(benchmark: BenchmarkFixture, office: Office) -> None:
    """Fifty requests over one connection, one after the other, and nothing done with the answers."""
    with office.running(), closing(Bare(office.server)) as bare:
        tokens = {name: bare.token(name) for name in office.server.people if name != STUDIO}

        def fifty() -> int:
            return sum(len(bare.page(name, syncToken=token)["items"]) for name, token in tokens.items())

        assert benchmark(fifty) == 0


class Bare:
    """Asks the server with Python's own HTTP client."""

    def __init__(self, server: GoogleServer) -> None:
        grant = server.sign_in.grant(STUDIO, "calendar.events.readonly")
        self._headers = {"Authorization": f"Bearer {server.sign_in.access_token(grant)}"}
        self._line = http.client.HTTPConnection(urlsplit(server.root).netloc, timeout=60)

    def page(self, calendar: str, **query: str) -> Any:
        """One page of a calendar's events."""
        path = f"/calendar/v3/calendars/{quote(calendar)}/events?{urlencode(query)}"
        self._line.request("GET", path, headers=self._headers)
        return json.loads(self._line.getresponse().read())

    def all_pages(self, calendar: str) -> int:
        """How many events there are."""
        items, token = 0, ""
        while True:
            more = {"pageToken": token} if token else {}
            page = self.page(calendar, maxResults="2500", **more)
            items, token = items + len(page["items"]), page.get("nextPageToken", "")
            if not token:
                return items

    def token(self, calendar: str) -> str:
        """Where to read on."""
        return str(self.page(calendar)["nextSyncToken"])

    def close(self) -> None:
        """End the connection."""
        self._line.close()
