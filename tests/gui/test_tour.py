"""The program as it is installed, on a machine without a screen: the main job in words, and a picture of the desk."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.support.scenarios import ALL_WEEK_9_TO_17, person, request, service, studio

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the wheel of this checkout puts beside the libraries."""
    built, site = tmp_path_factory.mktemp("built"), tmp_path_factory.mktemp("site")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(built)]
    subprocess.run(build, cwd=ROOT, capture_output=True, check=True, timeout=120)
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    return site


def start(installed: Path, folder: Path, *words: str) -> str:
    """What `studio-desk` says there."""
    screens = (
        "QT_QPA_PLATFORM",
        "DISPLAY",
        "WAYLAND_DISPLAY",
    )  # tests with a display may run beside this one
    environment = {name: value for name, value in os.environ.items() if name not in screens}
    said = subprocess.run(
        [sys.executable, "-m", "studio_app", *words],
        cwd=folder,
        env=environment | {"PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )
    assert said.returncode == 0, said.stderr
    return said.stdout


def test_the_tour_books_writes_and_draws(installed: Path, tmp_path: Path, desk_home: Path) -> None:
    told = start(installed, tmp_path)
    assert "Booked 55 Summit Ave on" in told
    assert "Wrote 1 of 1 to the calendar." in told
    assert told.count("  DTSTART") == 1
    assert "mailto:dana@kellerlane.example" in told
    assert (tmp_path / "desk.png").read_bytes().startswith(b"\x89PNG")
    assert len(list((desk_home / "tour" / "demo-calendars").glob("*.ics"))) == 6
    assert len(list((desk_home / "tour" / "calendar").glob("*.ics"))) == 1


def test_everything_that_the_program_reads_and_shows_is_installed(installed: Path, tmp_path: Path) -> None:
    package = installed / "studio_app"
    there = {path.relative_to(ROOT) for path in (ROOT / "resources").rglob("*") if path.is_file()}
    here = {path.relative_to(package) for path in (package / "resources").rglob("*") if path.is_file()}
    assert here == there
    assert (package / "docs" / "google.md").is_file()
    (entry,) = installed.glob("*.dist-info/entry_points.txt")
    assert "studio-desk = studio_app.__main__:start" in entry.read_text(encoding="utf-8")
    data = studio(person("ana", hours=ALL_WEEK_9_TO_17), services=[service("photos")])
    for name, content in (("studio.json", data), ("request.json", request())):
        (tmp_path / name).write_text(json.dumps(content), encoding="utf-8")
    (part,) = json.loads(start(installed, tmp_path, "slots", "studio.json", "request.json"))["appointments"]
    assert part["openings"]
