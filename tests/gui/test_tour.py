"""The program on a machine without a screen: the main job in words, and a picture of the desk."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_tour_books_writes_and_draws(tmp_path: Path, desk_home: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    told = subprocess.run(
        [sys.executable, str(ROOT / "main.py")],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )
    assert told.returncode == 0, told.stderr
    assert "Booked 55 Summit Ave on" in told.stdout
    assert "Wrote 1 of 1 to the calendar." in told.stdout
    assert told.stdout.count("  DTSTART") == 1
    assert "mailto:dana@kellerlane.example" in told.stdout
    assert (tmp_path / "desk.png").read_bytes().startswith(b"\x89PNG")
    assert len(list((desk_home / "tour" / "demo-calendars").glob("*.ics"))) == 6
    assert len(list((desk_home / "tour" / "calendar").glob("*.ics"))) == 1
