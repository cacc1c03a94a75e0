"""Signing in to Google from the command line, as a person does: the address is opened in a browser, a button is pressed.

With Debian's Chromium where it is installed, and with the requests of a browser everywhere.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.support.browser import browser, missing_browser
from tests.support.command_line import Ended, Studio, ended, run, start
from tests.support.google_server import GoogleServer
from tests.support.keyrings import file_keyring
from tests.support.scenarios import person, service, studio

STUDIO = "studio@example.com"
FIRST = "2026-06-16T10:00:00-04:00"
Press = Callable[[str, bool], str]
"""Opens an address and presses Allow, or Deny; gives what the page says in the end."""


@dataclass(frozen=True)
class Computer:
    """A computer with a database, a keyring and a client file."""

    google: GoogleServer
    stored: Studio
    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        return file_keyring(self.folder / "keyring.json")

    @property
    def secrets(self) -> dict[str, str]:
        """What is in the keyring."""
        path = self.folder / "keyring.json"
        found: dict[str, str] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        return found

    def run(self, *words: str) -> Ended:
        """Another command."""
        return run(
            *words,
            "--database",
            self.stored.database,
            "--now",
            "2026-06-15T08:00:00-04:00",
            **self.environment,
        )

    def connect(self, *words: str) -> tuple[subprocess.Popen[bytes], str]:
        """Begin to sign in: the process that waits, and the address to open."""
        client = self.google.client_file(self.folder / "client.json")
        command = ["connect", "google", "--client-file", str(client), "--wait", "120", *words]
        process = start([*command, "--database", self.stored.database], **self.environment)
        assert process.stdout is not None
        opened: dict[str, Any] = json.loads(process.stdout.readline())
        return process, str(opened["open"])


@pytest.fixture
def computer(google_server: GoogleServer, tmp_path: Path) -> Computer:
    google_server.person(STUDIO)
    made = Studio(f"sqlite:///{tmp_path / 'studio.sqlite'}", tmp_path)
    made.load(studio(person("ana"), services=[service("photos")]))
    return Computer(google_server, made, tmp_path)


@contextmanager
def requests(computer: Computer) -> Iterator[Press]:
    """What a browser sends, without one."""
    yield lambda address, allow: computer.google.consent(address, STUDIO, allow=allow)


@contextmanager
def chromium(computer: Computer) -> Iterator[Press]:
    """A real one."""
    with browser(computer.folder / "profile") as window:

        def press(address: str, allow: bool) -> str:
            window.open(address)
            window.leave_by("#allow" if allow else "#deny")
            return window.text

        yield press


@pytest.fixture(
    params=[
        requests,
        pytest.param(chromium, marks=pytest.mark.skipif(bool(missing_browser()), reason=missing_browser())),
    ]
)
def press(request: pytest.FixtureRequest, computer: Computer) -> Iterator[Press]:
    with request.param(computer) as way:
        yield way


def test_somebody_allows_it_and_the_next_process_uses_it(computer: Computer, press: Press) -> None:
    process, address = computer.connect()
    said = press(address, True)
    assert "Studio Desk" in said
    done = ended(process)
    assert done.code == 0, done.err
    answer = json.loads(done.out)
    assert (answer["account"]["login"], answer["keyring"]) == (STUDIO, True)

    (grant,) = [grant for grant in computer.google.sign_in.grants.values() if grant.alive]
    assert sorted(computer.secrets.values()) == sorted([grant.refresh, computer.google.sign_in.client_secret])
    kept = b"".join(path.read_bytes() for path in computer.folder.glob("studio.sqlite*"))
    assert grant.refresh.encode() not in kept
    assert computer.google.sign_in.client_secret.encode() not in kept
    assert grant.refresh.encode() not in done.err + done.out

    booked = computer.run(*booking(computer))
    assert booked.code == 0, booked.err
    (event,) = computer.google.person(STUDIO).events()
    assert event["start"]["dateTime"] == FIRST
    assert sorted(mail.to for mail in computer.google.mails) == ["ana@studio.test", "dana@reed.test"]


def booking(computer: Computer) -> list[str]:
    """The words of a booking, without those that every command has."""
    words = computer.stored.booking(FIRST)
    return words[: words.index("--database")]


def test_somebody_declines_and_nothing_is_kept(computer: Computer, press: Press) -> None:
    process, address = computer.connect()
    press(address, False)
    done = ended(process)
    assert done.code == 2
    assert b"The sign-in was declined at Google. Sign in again and allow it." in done.err
    assert computer.secrets == {}
    assert json.loads(computer.run("calendars").out)["calendars"][0]["kind"] == "local"


def test_a_sign_in_that_ended_keeps_what_is_owed(computer: Computer) -> None:
    """Revoked, or the seven days of a project in testing: what was booked meanwhile is written after the next sign-in."""
    process, address = computer.connect()
    computer.google.consent(address, STUDIO)
    assert ended(process).code == 0
    computer.google.sign_in.end(STUDIO)
    assert computer.run(*booking(computer)).code == 0
    assert computer.google.person(STUDIO).events() == []
    state = json.loads(computer.run("calendars").out)["calendars"][0]
    assert state["state"] == "sign_in"
    assert "no longer accepts the sign-in" in state["problem"]
    assert computer.run("sync").code == 4

    process, address = computer.connect()
    computer.google.consent(address, STUDIO)
    assert ended(process).code == 0
    assert computer.run("sync").code == 0
    assert len(computer.google.person(STUDIO).events()) == 1
