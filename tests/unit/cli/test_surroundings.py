"""What a command works on: options, databases that can't be used, faults, and what is for the window."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio_app import cli
from tests.unit.cli.conftest import NOW, STUDIO, Line, at


def test_options_may_stand_before_the_command(line: Line) -> None:
    line.start()
    database = f"sqlite:///{line.folder / 'studio.sqlite'}"
    before = line.run("--database", database, "--now", NOW, "export")
    assert before.json == line.on("export").json


def test_the_calendar_may_be_elsewhere(line: Line) -> None:
    line.start()
    elsewhere = line.folder / "elsewhere"
    line.book("--start", at("10:00"), "--calendar", str(elsewhere))
    assert len(list(elsewhere.glob("*.ics"))) == 1
    assert line.events() == []


def test_a_calendar_that_can_not_be_written_waits(line: Line) -> None:
    line.start()
    (line.folder / "calendar").write_text("a file in the way")
    found = line.book("--start", at("10:00"))
    (booked,) = found.json["appointments"]
    assert (found.code, found.json["written"], found.json["waiting"]) == (0, [], [booked["id"]])
    assert (booked["calendar"], "calendar can't be" in booked["calendar_problem"]) == ("waiting", True)
    (line.folder / "calendar").unlink()
    assert (
        line.on("list", "--from", "2026-06-16", "--to", "2026-06-16").json["appointments"][0]["calendar"]
        == "waiting"
    )


@pytest.mark.parametrize(
    "url, expected",
    [
        ("studio.db", "The database's URL can't be understood."),
        ("mysql://root:secret@host/db", "Databases of the kind mysql can't be used."),
        ("postgresql://kim:secret@127.0.0.1:1/db", "can't be reached"),
    ],
)
def test_a_database_that_can_not_be_used(line: Line, url: str, expected: str) -> None:
    found = line.run("export", "--database", url)
    assert (found.code, found.out) == (2, "")
    assert expected in found.err
    assert "secret" not in found.err


def test_a_file_that_is_no_database(line: Line) -> None:
    (line.folder / "studio.sqlite").write_text("this is a letter, not a database" * 100)
    found = line.on("export")
    assert (found.code, "is no database" in found.err) == (2, True)


def test_your_own_database_is_the_default(line: Line, desk_home: Path) -> None:
    assert line.run("import", line.file("studio.json", STUDIO)).code == 0
    assert (desk_home / "studio.sqlite").is_file()


@pytest.mark.logs("the command line failed")
def test_a_fault_of_the_program_is_one_line_too(
    line: Line, monkeypatch: pytest.MonkeyPatch, desk_home: Path
) -> None:
    from studio_app.cli import commands

    def fail(*_: object) -> None:
        raise ZeroDivisionError("two\nlines")

    monkeypatch.setattr(commands, "export_studio", fail)
    line.start()
    found = line.on("export")
    assert (found.code, found.out) == (1, "")
    assert "ZeroDivisionError" in found.err
    assert "Traceback" in (desk_home / "log" / "studio-desk.log").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "argv, expected",
    [
        ([], False),
        (["--database", "sqlite://"], False),
        (["--now", NOW, "-platform"], False),
        (["--theme", "dark"], False),
        (["--calendar", "book"], False),
        (["slots"], True),
        (["--database", "sqlite://", "book"], True),
        (["--help"], True),
        (["--version"], True),
        (["nonsense"], True),
    ],
)
def test_what_is_for_the_command_line(argv: list[str], expected: bool) -> None:
    assert cli.is_command(argv) is expected


@pytest.mark.parametrize("words", [["--help"], ["book", "--help"], ["--version"]])
def test_help(line: Line, words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.run(words)
    assert ended.value.code == 0
    said = line.capture.readouterr().out
    if words == ["--help"]:
        assert all(name in said for name in ("slots", "import", "export", "book", "move", "cancel", "list"))
