"""The command line as other programs call it: in a process, with pipes, encodings and rivals."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.support.command_line import ROOT, Ended, Studio, ended, run, start
from tests.support.google_server import GoogleServer, faults
from tests.support.keyrings import file_keyring
from tests.support.scenarios import ALL_WEEK_9_TO_17, person, request, service, studio

PEOPLE = [person(name, hours=ALL_WEEK_9_TO_17) for name in ("ana", "ben", "cleo")]
DATA = studio(*PEOPLE, services=[service("photos"), service("plan", 30, separate=True)])

LOADED = """
import sys
sys.path.insert(0, {root!r})
import main
code = main.main(sys.argv[1:])
names = sorted(name for name in ("PySide6", "shiboken6", "sqlalchemy", "alembic", "icalendar", "jinja2", "zipcodes")
               if name in sys.modules)
print(code, *names, file=sys.stderr)
"""


@pytest.fixture
def stored(tmp_path: Path) -> Studio:
    return Studio(f"sqlite:///{tmp_path / 'studio.sqlite'}", tmp_path)


def test_no_command_loads_qt_and_slots_loads_no_database(stored: Studio) -> None:
    def loaded(*words: str) -> list[str]:
        program = ("-c", LOADED.format(root=str(ROOT)))
        return ended(start(words, program=program)).err.decode().split()

    files = stored.file("studio.json", DATA), stored.file("request.json", request())
    assert loaded("slots", *files) == ["0"]
    assert loaded("import", files[0], *stored.options)[0] == "0"
    for words in (stored.booking("2026-06-16T10:00:00-04:00"), ["export", *stored.options]):
        found = loaded(*words)
        assert found[0] == "0"
        assert "sqlalchemy" in found
        assert not {"PySide6", "shiboken6"} & set(found)


def test_output_is_utf_8_in_any_language(stored: Studio) -> None:
    stored.load(studio({**person("ana"), "name": "Zoë Åström"}))
    for language in (
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "latin-1"},
    ):
        answer = run("export", *stored.options, **language)
        assert answer.code == 0
        assert "Zoë Åström" in answer.out.decode("utf-8")


def test_arguments_that_are_no_text(stored: Studio) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows gives programs Unicode only")
    answer = run(b"slots", b"\xff\xfe.json", b"request.json")
    assert (answer.code, answer.out) == (2, b"")
    assert answer.err == b"studio-desk: an argument is not readable text: \\udcff\\udcfe.json\n"


def test_a_reader_that_goes_away(stored: Studio) -> None:
    files = stored.file("studio.json", DATA), stored.file("request.json", request())
    process = start(["slots", *files])
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    said = process.stderr.read()
    process.stderr.close()
    assert (process.wait(timeout=60), said) == (141, b"")


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
def test_output_that_is_closed_or_full(stored: Studio) -> None:
    files = stored.file("studio.json", DATA), stored.file("request.json", request())
    command = [sys.executable, str(ROOT / "main.py"), "slots", *files]
    for redirection, code in ((">&-", 0), ("2>&- >&-", 0)):
        closed = subprocess.run(
            ["/bin/sh", "-c", f'"$@" {redirection}', "sh", *command], capture_output=True, cwd=ROOT
        )
        assert (closed.returncode, closed.stderr) == (code, b"")
    if Path("/dev/full").exists():
        full = subprocess.run(
            ["/bin/sh", "-c", '"$@" > /dev/full', "sh", *command], capture_output=True, cwd=ROOT
        )
        assert full.returncode == 2
        assert full.stderr == b"studio-desk: The output can't be written: No space left on device.\n"


# ---------------------------------------------------------------- eight programs at once


def at_once(count: int, studio: Studio, start_at: str, *words: str) -> list[tuple[int, dict[str, Any]]]:
    commands = [studio.booking(start_at, *words) for _ in range(count)]
    processes = [start(command) for command in commands]
    answers = [ended(process) for process in processes]
    assert not any(b"Traceback" in answer.err for answer in answers)
    return [(answer.code, answer.json) for answer in answers]


def rival_programs(studio: Studio) -> None:
    """Eight programs want the same openings: one wins each, the others are offered the next."""
    studio.load(DATA)
    at = "2026-06-16T10:00:00-04:00"
    answers = at_once(8, studio, at, "--crew", "ana")
    assert sorted(code for code, _ in answers) == [0, 3, 3, 3, 3, 3, 3, 3]
    for code, answer in answers:
        if code == 3:
            openings = answer["next_openings"]
            assert len(openings) == 5
            assert openings[0]["start"] == at
            assert openings[0]["crews"] == [["ben"], ["cleo"]]
    # Whoever is best goes: three photographers, three winners.
    answers = at_once(4, studio, "2026-06-18T10:00:00-04:00")
    assert sorted(code for code, _ in answers) == [0, 0, 0, 3]
    assert all(
        opening["start"] != "2026-06-18T10:00:00-04:00"
        for code, answer in answers
        if code == 3
        for opening in answer["next_openings"]
    )
    nobody_is_booked_twice_and_each_event_is_there_once(studio, 4)


def nobody_is_booked_twice_and_each_event_is_there_once(studio: Studio, count: int) -> None:
    appointments = studio.appointments()
    assert len(appointments) == count
    for name in ("ana", "ben", "cleo"):
        mine = sorted((item["start"], item["end"]) for item in appointments if name in item["crew"])
        assert all(first[1] <= second[0] for first, second in pairwise(mine))
    assert {item["calendar"] for item in appointments} == {"written"}
    assert [path.name for path in studio.events()] == sorted(f"{item['event']}.ics" for item in appointments)
    inside = [
        re.findall(r"X-STUDIO-DESK-APPOINTMENT;VALUE=TEXT:(\w+)", path.read_text(encoding="utf-8"))
        for path in studio.events()
    ]
    assert sorted(inside) == sorted([item["id"]] for item in appointments)


def test_eight_programs_on_one_sqlite_database(stored: Studio) -> None:
    rival_programs(stored)


@pytest.mark.postgres
def test_eight_programs_on_one_postgresql_database(postgres_url: str, tmp_path: Path) -> None:
    rival_programs(Studio(postgres_url, tmp_path))


def test_a_round_in_which_google_keeps_silent_ends_by_ctrl_c(
    stored: Studio, google_server: GoogleServer, tmp_path: Path
) -> None:
    """At once, and not when the primary calendar's own patience is over."""
    stored.load(DATA)
    google_server.person("studio@example.com")
    keyring = file_keyring(tmp_path / "keyring.json")
    client = google_server.client_file(tmp_path / "client.json")
    connecting = start(("connect", "google", "--client-file", str(client), *stored.options), **keyring)
    assert connecting.stdout is not None
    google_server.consent(json.loads(connecting.stdout.readline())["open"], "studio@example.com")
    assert ended(connecting).code == 0
    google_server.faults.order(faults.hang(method="events.list"))
    asked = len(google_server.requests)
    process = start(("sync", *stored.options), **keyring)
    until = time.monotonic() + 20
    while len(google_server.requests) == asked and time.monotonic() < until:
        time.sleep(0.01)
    began = time.monotonic()
    process.send_signal(signal.SIGINT)
    assert ended(process) == Ended(130, b"", b"")
    assert time.monotonic() - began < 25


@pytest.mark.parametrize("wait", [True, False])
def test_a_sign_in_that_nobody_answers_ends_cleanly(
    stored: Studio, google_server: GoogleServer, tmp_path: Path, wait: bool
) -> None:
    """By Ctrl+C, or by its time limit; the address is there at once, whoever reads it."""
    stored.load(DATA)
    client = google_server.client_file(tmp_path / "client.json")
    words = ("connect", "google", "--client-file", str(client), "--wait", "1" if wait else "60")
    process = start((*words, *stored.options), **file_keyring(tmp_path / "keyring.json"))
    assert process.stdout is not None
    opened = json.loads(process.stdout.readline())
    assert opened["open"].startswith(google_server.root)
    if not wait:
        process.send_signal(signal.SIGINT)
    rest = ended(process)
    assert (rest.code, rest.out) == (2 if wait else 130, b"")
    lines = rest.err.decode().splitlines()
    assert lines[0] == f"Open this address in a browser and sign in: {opened['open']}"
    assert len(lines) == (2 if wait else 1), lines
