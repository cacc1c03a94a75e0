"""A command line in a folder of its own."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from studio_app import cli
from tests.support.scenarios import busy, person, service, studio

NOW = "2026-06-15T08:00:00-04:00"
SERVICES = [service("photos"), service("plan", 30, separate=True), service("dusk", 30, twilight=True)]
DENTIST = busy("2026-06-16T13:00:00-04:00", "2026-06-16T14:00:00-04:00", title="Dentist")
STUDIO = studio(person("ana"), person("ben"), services=SERVICES, twilight={"mode": "manual"}, busy=[DENTIST])


def at(time: str, day: int = 16) -> str:
    return f"2026-06-{day}T{time}:00-04:00"


@dataclass
class Answer:
    """What a command said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass
class Line:
    """A command line in a folder of its own, with a stored studio after `start`."""

    folder: Path
    capture: pytest.CaptureFixture[str]

    def run(self, *words: str, lines: int = 1) -> Answer:
        code = cli.run(words)
        said = self.capture.readouterr()
        assert len(said.err.splitlines()) <= lines
        assert "Traceback" not in said.err
        return Answer(code, said.out, said.err)

    def on(self, *words: str) -> Answer:
        """Run a command on the folder's database."""
        return self.run(*words, *self.options)

    def talk(self, *words: str) -> Answer:
        """Run a command that says something meanwhile."""
        return self.run(*words, *self.options, lines=3)

    @property
    def options(self) -> tuple[str, ...]:
        return "--database", f"sqlite:///{self.folder / 'studio.sqlite'}", "--now", NOW

    def file(self, name: str, value: object) -> str:
        path = self.folder / name
        path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
        return str(path)

    def start(self, data: object = STUDIO) -> None:
        assert self.on("import", self.file("studio.json", data)).code == 0

    def book(self, *words: str, **wish: Any) -> Answer:
        """Book photos for Dana at 55 Summit Avenue, unless said otherwise."""
        wanted = self.file("request.json", wish or {"services": ["photos"]})
        known = ["--agent", "dana@reed.test", "--address", "55 Summit Avenue, Boston, MA 02135"]
        return self.on("book", wanted, *known, *words)

    def events(self) -> list[str]:
        return sorted(path.name for path in (self.folder / "calendar").glob("*.ics"))


@pytest.fixture
def line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Line:
    return Line(tmp_path, capsys)
