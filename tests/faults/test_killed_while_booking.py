"""The process is killed at each point from the booking's transaction to the calendar's answer.

After the next start exactly one event stands in the calendar for each booking that was confirmed, and none for one that
was not.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from studio_app import cli
from tests.support.command_line import ROOT, Studio, ended, start
from tests.support.scenarios import person, service, studio

FIRST, SECOND, THIRD = (f"2026-06-16T{time}:00-04:00" for time in ("10:00", "12:00", "14:00"))

# Runs the command line and dies at a point: where a function begins, or where it is done.
DIE = """
import importlib, os, sys
sys.path.insert(0, {root!r})
module, owner, name, when = sys.argv[1].split()
place = importlib.import_module(module)
place = place if owner == "-" else getattr(place, owner)
real = getattr(place, name)
def dying(*arguments, **options):
    if when == "after":
        real(*arguments, **options)
    os._exit(9)
setattr(place, name, dying)
from main import main
sys.exit(main(sys.argv[2:]))
"""

BEFORE_COMMIT = [
    "studio_app.storage.writing SqlWriting save_order after",
    "studio_app.storage.writing SqlWriting add_appointment after",
    "studio_app.storage.writing SqlWriting queue after",
]
AFTER_COMMIT = [
    "studio_app.cli.session Session write_outbox before",
    "studio_app.storage.reading SqlReading due after",
    "studio_app.calendars.local LocalCalendar put before",
    "studio_app.calendars.collection os fsync before",
    "pathlib Path replace before",
    "pathlib Path replace after",
    "studio_app.calendars.local LocalCalendar put after",
    "studio_app.storage.writing SqlWriting settle before",
    "studio_app.storage.writing SqlWriting settle after",
    "studio_app.cli.session Session write_outbox after",
]


@pytest.fixture
def stored(tmp_path: Path) -> Studio:
    made = Studio(f"sqlite:///{tmp_path / 'studio.sqlite'}", tmp_path)
    made.load(studio(person("ana"), services=[service("photos")]))
    return made


def killed_at(point: str, words: list[str]) -> None:
    died = ended(start([point, *words], program=("-c", DIE.format(root=str(ROOT)))))
    assert died.code == 9, died.err


def next_start(*words: str) -> None:
    """The program is started again and does something else."""
    assert cli.run(words) == 0


def booked_at(stored: Studio, start_at: str) -> dict[str, Any]:
    """An appointment that is booked and written."""
    next_start(*stored.booking(start_at))
    (found,) = stored.appointments()
    return found


@pytest.mark.parametrize("point", BEFORE_COMMIT)
def test_killed_before_the_commit_nothing_is_booked(stored: Studio, point: str) -> None:
    killed_at(point, stored.booking(FIRST))
    assert stored.appointments() == []
    next_start(*stored.booking(FIRST))
    assert len(stored.events()) == 1


@pytest.mark.parametrize("point", AFTER_COMMIT)
def test_killed_after_the_commit_the_event_is_written_at_the_next_start(stored: Studio, point: str) -> None:
    killed_at(point, stored.booking(FIRST))
    (booked,) = stored.appointments()
    assert booked["start"] == FIRST
    next_start(*stored.booking(SECOND))
    found = stored.appointments()
    assert {item["calendar"] for item in found} == {"written"}
    whole = [path.name for path in stored.events() if path.suffix == ".ics"]
    assert whole == sorted(f"{item['event']}.ics" for item in found)
    assert booked["event"] in {item["event"] for item in found}


@pytest.mark.parametrize("point", AFTER_COMMIT[2:-1])
def test_killed_while_a_move_is_written(stored: Studio, point: str) -> None:
    booked = booked_at(stored, FIRST)
    killed_at(point, ["move", booked["id"], "--start", THIRD, *stored.options])
    next_start(*stored.booking(SECOND))
    (path,) = [path for path in stored.events() if path.stem == booked["event"]]
    assert "T140000" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "point",
    [
        "studio_app.calendars.local LocalCalendar remove before",
        "studio_app.calendars.local LocalCalendar remove after",
        "studio_app.storage.writing SqlWriting settle before",
    ],
)
def test_killed_while_an_event_is_removed(stored: Studio, point: str) -> None:
    booked = booked_at(stored, FIRST)
    killed_at(point, ["cancel", booked["id"], *stored.options])
    next_start(*stored.booking(SECOND))
    assert booked["event"] not in {path.stem for path in stored.events()}
    assert len(stored.events()) == 1
