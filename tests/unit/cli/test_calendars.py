"""`connect`, `calendars` and `sync`, against servers on this computer that speak as the real ones do."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from studio_app.cli import calendars as commands
from studio_app.domain.calendar_source import CalendarSource
from studio_app.domain.clock import system_clock
from studio_app.storage.database import open_store
from tests.support.google_server import GoogleServer
from tests.support.keyrings import file_keyring
from tests.support.radicale import LOGIN, PASSWORD, Radicale, radicale
from tests.unit.cli.conftest import Answer, Line, at

STUDIO = "studio@example.com"

ICS = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//EN
BEGIN:VEVENT
UID:dentist
DTSTART:20260616T150000Z
DTEND:20260616T160000Z
SUMMARY:Dentist
END:VEVENT
BEGIN:VEVENT
UID:lunch
DTSTART:20260616T170000Z
DTEND:20260616T180000Z
SUMMARY:Lunch
TRANSP:TRANSPARENT
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def keyring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A keyring that outlives a command."""
    for name, value in file_keyring(tmp_path / "keyring.json").items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def browser(google_server: GoogleServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Somebody who opens the address and allows what is asked, as the studio."""
    google_server.person(STUDIO)
    show, opened = commands._show, []

    def open_it(address: str) -> None:
        show(address)
        thread = threading.Thread(target=google_server.consent, args=(address, STUDIO))
        thread.start()
        opened.append(thread)

    monkeypatch.setattr(commands, "_show", open_it)
    yield
    for thread in opened:
        thread.join()


@pytest.fixture
def dav(tmp_path: Path) -> Iterator[Radicale]:
    with radicale(tmp_path / "radicale") as server:
        yield server


def states(line: Line) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = line.on("calendars").json["calendars"]
    return found


def connect_google(line: Line, google: GoogleServer, *words: str) -> Answer:
    client = google.client_file(line.folder / "client.json")
    return line.talk("connect", "google", "--client-file", str(client), *words)


# ---------------------------------------------------------------- Google


@pytest.mark.usefixtures("keyring", "browser")
def test_google_holds_the_primary_calendar(line: Line, google_server: GoogleServer) -> None:
    line.start()
    said = connect_google(line, google_server)
    opened, done = (json.loads(each) for each in said.out.splitlines())
    assert said.code == 0
    assert opened["open"] in said.err
    assert (done["account"]["login"], done["keyring"]) == (STUDIO, True)
    assert (done["calendar"]["primary"], done["calendar"]["kind"], done["calendar"]["state"]) == (
        True,
        "google",
        "fresh",
    )
    booked = line.book("--start", at("10:00"))
    assert len(booked.json["written"]) == 1
    assert line.events() == [], "nothing goes to the calendar on this computer any more"
    assert {mail.to for mail in google_server.mails} == {"dana@reed.test", "ana@studio.test"}
    (primary,) = states(line)
    assert (primary["account"], primary["events"]) == (STUDIO, 1)
    moved = line.on("move", booked.json["order"], "--start", at("14:00"))
    assert moved.code == 2, "the order is no appointment"
    key = booked.json["appointments"][0]["id"]
    assert line.on("move", key, "--start", at("14:00")).json["written"] == [key]
    assert line.on("cancel", key).json["written"] == [key]
    assert states(line)[0]["events"] == 0


@pytest.mark.usefixtures("keyring", "browser")
def test_google_holds_a_photographers_calendar(line: Line, google_server: GoogleServer) -> None:
    line.start()
    google_server.people[STUDIO].create(
        "Dentist", datetime(2026, 6, 16, 15, tzinfo=UTC), datetime(2026, 6, 16, 16, tzinfo=UTC)
    )
    said = connect_google(line, google_server, "--for", "ana")
    done = json.loads(said.out.splitlines()[-1])
    assert (said.code, done["calendar"]["photographer"], done["calendar"]["events"]) == (0, "ana", 1)
    refused = line.book("--start", at("11:00"), "--crew", "ana")
    assert refused.code == 3
    assert "Dentist" in refused.out


@pytest.mark.usefixtures("keyring", "google_server")
def test_nobody_signs_in_at_google(line: Line, google_server: GoogleServer) -> None:
    line.start()
    said = connect_google(line, google_server, "--wait", "1")
    assert said.code == 2
    assert list(json.loads(said.out)) == ["open"]
    assert len(states(line)) == 1
    assert states(line)[0]["kind"] == "local"


@pytest.mark.usefixtures("keyring", "google_server")
def test_what_google_can_not_be_connected_with(line: Line, google_server: GoogleServer) -> None:
    line.start()
    for words, expected in (
        (["--client-file", str(line.folder / "none.json")], "none.json"),
        (["--client-file", line.file("client.json", "{}")], "client.json"),
        (["--client-file", "c", "--wait", "0"], "--wait: must be 1 to"),
        (["--client-file", "c", "--for", "zoe"], 'no photographer "zoe"'),
        ([], "--client-file"),
    ):
        said = line.on("connect", "google", *words)
        assert (said.code, said.out) == (2, "")
        assert expected in said.err


@pytest.mark.usefixtures("browser")
def test_without_a_keyring_it_is_said_before(line: Line, google_server: GoogleServer) -> None:
    line.start()
    said = connect_google(line, google_server)
    first, second, *_ = said.err.splitlines()
    assert "so sign-ins last only until the program ends" in first
    assert second.startswith("Open this address")
    assert json.loads(said.out.splitlines()[-1])["keyring"] is False
    again = line.on("sync")
    assert again.code == 4
    assert "is not signed in to Google on this computer" in again.json["problems"][0]


# ---------------------------------------------------------------- CalDAV


@pytest.mark.usefixtures("keyring")
def test_a_caldav_server(line: Line, dav: Radicale, monkeypatch: pytest.MonkeyPatch) -> None:
    line.start()
    dav.make_calendar("work", "Work")
    monkeypatch.setenv("STUDIO_DESK_PASSWORD", PASSWORD)
    said = line.on("connect", "caldav", dav.url, "--user", LOGIN, "--for", "ana", "--calendar-name", "work")
    assert (said.code, said.err) == (0, "")
    assert (said.json["calendar"]["kind"], said.json["calendar"]["state"]) == ("caldav", "fresh")
    assert PASSWORD not in said.out
    again = line.on("connect", "caldav", dav.url, "--user", LOGIN)
    assert (again.code, again.json["calendar"]["primary"]) == (0, True)
    assert len(line.on("calendars").json["accounts"]) == 1, "the same sign-in is the same account"
    assert line.book("--start", at("10:00")).json["written"] != []


@pytest.mark.usefixtures("keyring")
def test_a_password_is_never_an_argument(line: Line, dav: Radicale, monkeypatch: pytest.MonkeyPatch) -> None:
    line.start()
    monkeypatch.delenv("STUDIO_DESK_PASSWORD", raising=False)
    said = line.on("connect", "caldav", dav.url, "--user", LOGIN)
    assert (said.code, "STUDIO_DESK_PASSWORD: is not set" in said.err) == (2, True)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", lambda _: "wrong")
    said = line.on("connect", "caldav", dav.url, "--user", LOGIN)
    assert said.code == 2
    assert "wrong" not in said.err
    assert line.on("calendars").json["accounts"] == []


@pytest.mark.usefixtures("keyring")
def test_the_address_of_a_server_is_called_what_the_command_line_calls_it(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    line.start()
    monkeypatch.setenv("STUDIO_DESK_PASSWORD", PASSWORD)
    said = line.on("connect", "caldav", "http://dav.example.com/", "--user", LOGIN)
    assert (said.code, "URL: the password would be sent unencrypted" in said.err) == (2, True)


# ---------------------------------------------------------------- feeds and files


def test_a_file_is_read_at_once(line: Line) -> None:
    line.start()
    path = line.file("ana.ics", ICS)
    said = line.on("connect", "ics", path, "--for", "ana", "--name", "Outlook")
    assert said.code == 0
    assert said.json["say"] == "Connected a calendar of Ana."
    calendar = said.json["calendar"]
    assert calendar | {"id": ""} == {
        "id": "",
        "primary": False,
        "photographer": "ana",
        "kind": "ics",
        "name": "Outlook",
        "address": path,
        "account": None,
        "state": "fresh",
        "read_at": "2026-06-15T08:00:00-04:00",
        "problem": None,
        "events": 2,
        "ignored": {"free": 1},
    }
    assert states(line)[1] == calendar
    again = line.on("connect", "ics", path, "--for", "ana")
    assert (again.code, "URL: that calendar is connected already" in again.err) == (2, True)


def test_a_calendar_that_can_not_be_read_is_connected_and_unknown(line: Line) -> None:
    line.start()
    said = line.on("connect", "ics", str(line.folder / "none.ics"), "--for", "ana")
    assert (said.code, said.json["calendar"]["state"]) == (4, "failing")
    assert line.on("connect", "ics", str(line.folder / "none.ics"), "--for", "zoe").code == 2
    assert line.on("connect", "ics", "http://example.org/a.ics", "--for", "ana").code == 2
    assert line.book("--start", at("10:00"), "--crew", "ana").code == 3
    synced = line.on("sync")
    assert synced.code == 4
    assert synced.json["pulled"] == {"primary": True, "read": 0, "calendars": 1}
    assert "none.ics" in synced.json["problems"][0]


def test_an_import_says_whose_calendars_it_leaves_out(line: Line) -> None:
    line.start()
    line.on("connect", "ics", line.file("ana.ics", ICS), "--for", "ana")
    studio = line.on("export").json
    studio["photographers"] = [each for each in studio["photographers"] if each["id"] != "ana"]
    studio.pop("appointments", None)
    studio.pop("busy", None)
    done = line.on("import", line.file("smaller.json", json.dumps(studio)))
    assert (done.code, done.json["warnings"]) == (0, ["The calendars of Ana are no longer connected."])
    assert [each["photographer"] for each in states(line)] == [None]


def test_a_kind_is_needed(line: Line) -> None:
    for words in (["connect"], ["connect", "outlook"], ["connect", "ics", "a.ics"]):
        said = line.on(*words)
        assert (said.code, said.out) == (2, "")


# ---------------------------------------------------------------- sync


def test_a_round_says_what_was_pushed_and_what_differs(line: Line) -> None:
    line.start()
    booked = line.book("--start", at("10:00")).json["appointments"][0]
    done = line.on("sync")
    assert done.code == 0
    assert done.json["pushed"] == {"written": [], "waiting": [], "failed": []}
    assert (done.json["differs"], done.json["problems"]) == ([], [])
    path = line.folder / "calendar" / line.events()[0]
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Photos", "Call first! Photos"), encoding="utf-8")
    done = line.on("sync")
    assert done.code == 0, "that somebody changed something is no failure"
    (difference,) = done.json["differs"]
    assert (difference["appointment"], difference["what"]) == (booked["id"], ["text", "title"])
    assert difference["say"].startswith("55 Summit Avenue (Tue 16 Jun 10:00) got another title")
    assert difference["theirs"]["title"].startswith("Call first! ")
    assert difference["ours"]["start"] == difference["theirs"]["start"] == at("10:00")
    assert states(line)[0]["differs"] == 1


def test_a_round_tries_what_failed_at_once(line: Line) -> None:
    line.start()
    (line.folder / "calendar").write_text("a file in the way")
    key = line.book("--start", at("10:00")).json["appointments"][0]["id"]
    done = line.on("sync")
    assert (done.code, done.json["pushed"]["waiting"]) == (4, [key])
    assert done.json["calendars"][0]["state"] == "failing"
    (line.folder / "calendar").unlink()
    done = line.on("sync")
    assert (done.code, done.json["pushed"]["written"]) == (0, [key])


def test_what_is_no_studio_yet(line: Line) -> None:
    for words in (["calendars"], ["sync"]):
        said = line.on(*words)
        assert (said.code, "no studio" in said.err) == (2, True)


def test_a_calendar_of_a_newer_program(line: Line) -> None:
    line.start()
    store = open_store(f"sqlite:///{line.folder / 'studio.sqlite'}", now=system_clock)
    with store.writing() as writing:
        writing.save_source(CalendarSource("s", "ana", "telepathy", "ana"))
    store.close()
    done = line.on("sync")
    assert (done.code, done.json["calendars"][1]["state"]) == (4, "failing")
    assert "can't be read by this version" in done.json["calendars"][1]["problem"]
