"""The program's command line, in processes of its own where the test is about processes."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from studio_app import exchange
from studio_app.actions.import_studio import ImportStudio, import_studio
from studio_app.actions.list_appointments import list_appointments
from studio_app.cli import values
from studio_app.cli.session import open_session

ROOT = Path(__file__).resolve().parents[2]
NOW = "2026-06-15T08:00:00-04:00"


@dataclass(frozen=True)
class Ended:
    """A process that has ended."""

    code: int
    out: bytes
    err: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def start(
    words: Sequence[str | bytes], *, program: Sequence[str] = (str(ROOT / "main.py"),), **environment: str
) -> subprocess.Popen[bytes]:
    """Start `python main.py WORDS`, or another program; its output is kept."""
    return subprocess.Popen(
        [sys.executable, *program, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        cwd=ROOT,
        env=os.environ | environment,
    )


def ended(process: subprocess.Popen[bytes]) -> Ended:
    """Wait for a process."""
    out, err = process.communicate(timeout=120)
    return Ended(process.returncode, out, err)


def run(*words: str | bytes, **environment: str) -> Ended:
    """`python main.py WORDS`"""
    return ended(start(words, **environment))


@dataclass(frozen=True)
class Studio:
    """A stored studio that processes work on.

    Attributes:
        database: Its URL.
        folder: Holds the primary calendar and the files of requests.
    """

    database: str
    folder: Path

    @property
    def options(self) -> list[str]:
        return ["--database", self.database, "--calendar", str(self.folder / "calendar"), "--now", NOW]

    def file(self, name: str, value: object) -> str:
        path = self.folder / name
        path.write_text(json.dumps(value), encoding="utf-8")
        return str(path)

    def load(self, data: object) -> None:
        """Import a studio."""
        with open_session(self._arguments()) as session:
            import_studio(session.store, session.now, "test", ImportStudio(exchange.read_studio(data)))

    def booking(self, start_at: str, *words: str, services: Sequence[str] = ("photos",)) -> list[str]:
        """The words of a command that books for Dana at 55 Summit Avenue."""
        wanted = self.file("-".join(("request", *services)) + ".json", {"services": list(services)})
        known = ["--agent", "dana@reed.test", "--address", "55 Summit Avenue", "--start", start_at]
        return ["book", wanted, *known, *words, *self.options]

    def appointments(self) -> list[dict[str, Any]]:
        """What `list` gives for the whole of June."""
        with open_session(self._arguments()) as session:
            days = date(2026, 6, 1), date(2026, 6, 30)
            studio, found = list_appointments(session.store, session.now, *days)
        return [values.listed(item, studio.settings.timezone) for item in found]

    def _arguments(self) -> argparse.Namespace:
        return argparse.Namespace(database=self.database, calendar=str(self.folder / "calendar"), now=NOW)

    def events(self) -> list[Path]:
        """The files in the calendar, half-written ones too."""
        folder = self.folder / "calendar"
        known = ("displayname", "color")
        return sorted(path for path in folder.glob("*") if path.name not in known) if folder.exists() else []
