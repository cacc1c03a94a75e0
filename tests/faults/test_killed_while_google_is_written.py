"""The process is killed at each point from the booking's transaction to Google's answer, and while Google works.

After the next start exactly one event stands in the calendar, and each guest was told exactly once.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from studio_app import cli
from studio_app.calendars.google.tokens import client_entry
from studio_app.calendars.secrets import SERVICE
from studio_app.domain.calendar_source import CalendarSource
from studio_app.storage.database import open_store
from tests.support.command_line import ROOT, Studio, ended, start
from tests.support.google_server import GoogleServer, Kind, faults
from tests.support.google_studio import MONDAY, Secrets, signed_in
from tests.support.keyrings import FileKeyring, file_keyring, using
from tests.support.scenarios import person, service, studio

STUDIO = "studio@example.com"
FIRST, THIRD = ("2026-06-16T10:00:00-04:00", "2026-06-16T14:00:00-04:00")
GUESTS = ("ana@studio.test", "dana@reed.test")

# Runs the command line and dies where a function is called for so many times: before it begins, or when it is done.
DIE = """
import importlib, os, sys
sys.path.insert(0, {root!r})
module, owner, name, when, count = sys.argv[1].split()
place = getattr(importlib.import_module(module), owner)
real, calls = getattr(place, name), []
def dying(*arguments, **options):
    calls.append(1)
    last = len(calls) == int(count)
    if last and when == "before":
        os._exit(9)
    answer = real(*arguments, **options)
    if last:
        os._exit(9)
    return answer
setattr(place, name, dying)
from main import main
sys.exit(main(sys.argv[2:]))
"""

QUEUED = "studio_app.cli.session Session write_outbox before 1"
FOUND = "studio_app.storage.reading SqlReading due after 1"
MARKED = "studio_app.storage.writing SqlWriting settle after 1"
CALLED = "studio_app.calendars.google.writer GoogleCalendar {} before 1"
BEFORE_REQUEST = "httplib2 Http request before {}"
AFTER_REQUEST = "httplib2 Http request after {}"
ANSWERED = "studio_app.calendars.google.writer GoogleCalendar {} after 1"
SETTLING = "studio_app.storage.writing SqlWriting settle before 2"
SETTLED = "studio_app.storage.writing SqlWriting settle after 2"
DONE = "studio_app.cli.session Session write_outbox after 1"

# The first request asks for an access token.
WHILE_BOOKING = [
    QUEUED,
    FOUND,
    MARKED,
    CALLED.format("put"),
    BEFORE_REQUEST.format(1),
    BEFORE_REQUEST.format(2),
    AFTER_REQUEST.format(2),
    ANSWERED.format("put"),
    SETTLING,
    SETTLED,
    DONE,
]
# An event is looked at before it is changed.
WHILE_MOVING = [MARKED, BEFORE_REQUEST.format(3), AFTER_REQUEST.format(3), SETTLING, SETTLED]
WHILE_CANCELLING = [MARKED, BEFORE_REQUEST.format(3), AFTER_REQUEST.format(3), SETTLING]


@dataclass
class Office:
    """A studio whose primary calendar is at Google."""

    google: GoogleServer
    stored: Studio
    environment: dict[str, str]

    def events(self) -> list[dict[str, Any]]:
        """What stands in the calendar."""
        return self.google.person(STUDIO).events()

    def told(self) -> dict[Kind, Counter[str]]:
        """Who was told what, and how often."""
        found = {kind: Counter[str]() for kind in Kind}
        for mail in self.google.mails:
            found[mail.kind][mail.to] += 1
        return found

    def killed_at(self, point: str, words: list[str]) -> None:
        """A command that dies at a point."""
        died = ended(start([point, *words], program=("-c", DIE.format(root=str(ROOT))), **self.environment))
        assert died.code == 9, died.err

    def killed_while(self, fault: faults.Fault, words: list[str], reached: Callable[[], object]) -> None:
        """A command that is killed while Google holds its answer back."""
        self.google.faults.order(fault)
        process = start(words, **self.environment)
        until = time.monotonic() + 60
        while not reached() and time.monotonic() < until:
            time.sleep(0.02)
        assert reached()
        process.kill()
        ended(process)
        self.google.faults.clear()

    def run(self, *words: str) -> None:
        """The program is started again."""
        assert cli.run(words) == 0

    def book(self) -> dict[str, Any]:
        """An appointment that is booked and written."""
        self.run(*self.stored.booking(FIRST))
        (found,) = self.stored.appointments()
        return found

    def next_start(self) -> None:
        """The program is started again and does a round."""
        self.run("sync", "--database", self.stored.database)


@pytest.fixture
def office(google_server: GoogleServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    google_server.person(STUDIO)
    made = Studio(f"sqlite:///{tmp_path / 'studio.sqlite'}", tmp_path)
    made.load(studio(person("ana"), services=[service("photos")]))
    secrets = Secrets()
    account = signed_in(google_server, secrets, STUDIO)
    store = open_store(made.database, now=lambda: MONDAY)
    with store.writing() as writing:
        writing.save_account(account)
        writing.save_primary(CalendarSource("primary", "", "google", STUDIO, account=account.id))
    store.close()
    environment = file_keyring(tmp_path / "keyring.json")
    kept = {f"{SERVICE}\n{name}": secrets.kept[name] for name in (account.id, client_entry(account.id))}
    (tmp_path / "keyring.json").write_text(json.dumps(kept), encoding="utf-8")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with using(FileKeyring()):
        yield Office(google_server, made, environment)


@pytest.mark.parametrize("point", WHILE_BOOKING)
def test_killed_while_the_event_of_a_booking_is_written(office: Office, point: str) -> None:
    office.killed_at(point, office.stored.booking(FIRST))
    (booked,) = office.stored.appointments()
    office.next_start()
    (event,) = office.events()
    assert (event["id"], event["start"]["dateTime"]) == (booked["event"], FIRST)
    assert [item["calendar"] for item in office.stored.appointments()] == ["written"]
    assert office.told()[Kind.INVITATION] == Counter(GUESTS)
    assert office.told()[Kind.UPDATE] == Counter()


@pytest.mark.parametrize("point", WHILE_MOVING)
def test_killed_while_a_move_is_written(office: Office, point: str) -> None:
    booked = office.book()
    office.killed_at(point, ["move", booked["id"], "--start", THIRD, *office.stored.options])
    office.next_start()
    (event,) = office.events()
    assert (event["id"], event["start"]["dateTime"]) == (booked["event"], THIRD)
    assert office.told()[Kind.INVITATION] == Counter(GUESTS)
    assert office.told()[Kind.UPDATE] == Counter(GUESTS)


@pytest.mark.parametrize("point", WHILE_CANCELLING)
def test_killed_while_an_event_is_removed(office: Office, point: str) -> None:
    booked = office.book()
    office.killed_at(point, ["cancel", booked["id"], *office.stored.options])
    office.next_start()
    assert office.events() == []
    assert office.told()[Kind.CANCELLATION] == Counter(GUESTS)


@pytest.mark.parametrize("after", [False, True])
def test_killed_while_google_works(office: Office, after: bool) -> None:
    """The request has arrived; the event is not made yet, or made and not told."""
    office.killed_while(
        faults.hang(60, after=after, method="events.insert"),
        office.stored.booking(FIRST),
        lambda: office.google.requests_of("events.insert") and len(office.events()) == int(after),
    )
    office.next_start()
    assert len(office.events()) == 1
    assert office.told()[Kind.INVITATION] == Counter(GUESTS)
