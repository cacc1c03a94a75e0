"""The commands, one by one: what they print, do and refuse."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from studio_app import cli, exchange
from tests.support.scenarios import busy, person, request, service, studio

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

    def run(self, *words: str) -> Answer:
        code = cli.run(words)
        said = self.capture.readouterr()
        assert len(said.err.splitlines()) <= 1
        assert "Traceback" not in said.err
        return Answer(code, said.out, said.err)

    def on(self, *words: str) -> Answer:
        """Run a command on the folder's database."""
        return self.run(*words, "--database", f"sqlite:///{self.folder / 'studio.sqlite'}", "--now", NOW)

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


# ---------------------------------------------------------------- slots


def test_slots_answers_as_the_format_says(line: Line) -> None:
    wanted = request("photos", "dusk")
    files = line.file("studio.json", STUDIO), line.file("request.json", wanted)
    found = line.run("slots", *files)
    assert (found.code, found.err) == (0, "")
    assert found.json == exchange.answer(STUDIO, wanted)
    assert [item["part"] for item in found.json["appointments"]] == ["main", "twilight"]
    explained = line.run("slots", *files, "--explain", at("12:15"))
    assert explained.json == exchange.answer(STUDIO, wanted, at("12:15"))
    codes = {
        key: [item["code"] for item in found]
        for key, found in explained.json["appointments"][0]["photographers"].items()
    }
    assert codes == {"ana": ["BUSY"], "ben": []}


def broken_studio(spoil: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(json.dumps(STUDIO))
    spoil(data)
    return data


@pytest.mark.parametrize(
    "studio_file, request_file, expected",
    [
        (broken_studio(lambda data: data["photographers"][1].update(hours={"tue": [["17:00", "09:00"]]})), request(),
         "studio.json: photographers[1].hours.tue[0]: end is before start"),
        (broken_studio(lambda data: data.update(extra=1)), request(), "studio.json: extra: "),
        (STUDIO, request(on="someday"), "request.json: from: "),
        (STUDIO, {**request(), "services": ["nothing"]}, "request.json: services[0]: "),
        (STUDIO, {**request(), "services": []}, "request.json: services: "),
        (STUDIO, "[1, 2", "request.json: is not JSON: line 1"),
        (STUDIO, "[" * 100_000, "request.json: is nested too deep"),
        (STUDIO, json.dumps(request(square_feet=float("nan"))), "request.json: square_feet: "),
        (STUDIO, "\ufeff[]", "request.json"),
        ("", request(), "studio.json: is empty"),
    ],
)  # fmt: skip
def test_slots_names_the_file_and_the_path(
    line: Line, studio_file: object, request_file: object, expected: str
) -> None:
    found = line.run("slots", line.file("studio.json", studio_file), line.file("request.json", request_file))
    assert (found.code, found.out) == (2, "")
    assert expected in found.err


@pytest.mark.parametrize("time", ["noon", "2026-06-16T10:00:00", "2026-06-16", ""])
def test_slots_explains_a_time_with_an_offset_only(line: Line, time: str) -> None:
    files = line.file("studio.json", STUDIO), line.file("request.json", request())
    found = line.run("slots", *files, "--explain", time)
    if time:
        assert (found.code, found.err.split(":")[1].strip()) == (2, "--explain")


def test_files_that_can_not_be_read(line: Line) -> None:
    good = line.file("request.json", request())
    (line.folder / "latin.json").write_bytes('{"name": "Zoë"}'.encode("latin-1"))
    for name, problem in (
        ("gone.json", "there is no such file"),
        ("", "is a folder"),
        ("latin.json", "is not UTF-8 text"),
    ):
        found = line.run("slots", str(line.folder / name), good)
        assert (found.code, found.out) == (2, "")
        assert problem in found.err


# ---------------------------------------------------------------- import, export


def test_export_gives_back_what_import_read(line: Line) -> None:
    line.start()
    found = line.on("export")
    assert exchange.read_studio(found.json).settings == exchange.read_studio(STUDIO).settings
    again = line.on("import", line.file("again.json", found.json))
    assert again.json["imported"] == {
        "name": "Studio", "services": 3, "packages": 0, "zones": 0, "photographers": 2, "busy": 1, "appointments": 0,
    }  # fmt: skip
    assert line.on("export").json == found.json


def test_a_studio_file_that_is_wrong_changes_nothing(line: Line) -> None:
    line.start()
    found = line.on("import", line.file("bad.json", {"format": "studio-desk/1"}))
    assert (found.code, "bad.json: studio: is missing" in found.err) == (2, True)
    assert line.on("export").json["studio"]["name"] == "Studio"


def test_an_empty_database(line: Line) -> None:
    for words in (["export"], ["list", "--from", "2026-06-16", "--to", "2026-06-16"], ["cancel", "x"]):
        found = line.on(*words)
        assert (found.code, found.out) == (2, "")
        assert "There is no studio in this database yet" in found.err


# ---------------------------------------------------------------- book


def test_book_writes_the_order_and_its_event(line: Line) -> None:
    line.start()
    found = line.book("--start", at("10:00"), "--agent-name", "Dana Reed")
    assert (found.code, found.err) == (0, "")
    (booked,) = found.json["appointments"]
    assert (booked["start"], booked["end"], booked["minutes"]) == (at("10:00"), at("11:00"), 60)
    assert (booked["crew"], booked["state"], booked["calendar"]) == (["ana"], "confirmed", "written")
    assert booked["place"] == {"lat": 42.3478, "lon": -71.1566}, "from the postcode"
    assert (found.json["agent"]["name"], found.json["agent"]["email"]) == ("Dana Reed", "dana@reed.test")
    assert (found.json["written"], found.json["waiting"]) == ([booked["id"]], [])
    assert line.events() == [f"{booked['event']}.ics"]
    assert "55 Summit Avenue" in (line.folder / "calendar" / line.events()[0]).read_text(encoding="utf-8")


def test_book_refuses_with_reasons_and_the_next_openings(line: Line) -> None:
    line.start()
    found = line.book("--start", at("13:15"), "--crew", "ana")
    assert found.code == 3
    assert found.err == (
        "studio-desk: Tue 16 Jun 13:15 can't be booked. Ana: “Dentist” 13:00–14:00. Choose one of the next openings.\n"
    )
    (reason,) = found.json["reasons"]
    assert (reason["part"], reason["start"], reason["overrulable"]) == ("main", at("13:15"), True)
    assert [item["code"] for item in reason["photographers"]["ana"]] == ["BUSY"]
    openings = found.json["next_openings"]
    assert openings == reason["next_openings"]
    assert len(openings) == 5
    assert openings[0] == {"start": at("13:15"), "end": at("14:15"), "crews": [["ben"]], "choice": ["ben"]}
    assert line.on("list", "--from", "2026-06-01", "--to", "2026-06-30").json == {"appointments": []}
    assert line.events() == []


def test_book_overrules_with_a_reason(line: Line) -> None:
    line.start()
    assert line.book("--start", at("13:15"), "--crew", "ana", "--overrule", " ").code == 2
    found = line.book("--start", at("13:15"), "--crew", "ana", "--overrule", "The dentist called it off")
    assert found.code == 0
    assert line.book("--start", at("13:15"), "--crew", "ana", "--overrule", "again").code == 3


def test_a_hold_has_no_event(line: Line) -> None:
    line.start()
    found = line.book("--start", at("10:00"), "--hold", "15")
    (held,) = found.json["appointments"]
    assert (held["state"], held["hold_until"]) == ("hold", "2026-06-15T08:15:00-04:00")
    assert (held["event"], found.json["written"], found.json["waiting"]) == (None, [], [])
    assert line.events() == []


def test_an_order_of_three_appointments(line: Line) -> None:
    line.start()
    wish = {"services": ["photos", "plan", "dusk"]}
    starts = ["--start", at("10:00"), "--start", at("11:30"), "--start", at("18:30")]
    found = line.book(*starts[:4], **wish)
    assert found.code == 2
    assert (
        "--start: the order has 3 appointments (main, separate, twilight): give --start 3 times in this order"
        in found.err
    )
    found = line.book(*starts, "--crew", "ben", **wish)
    assert [(item["part"], item["crew"]) for item in found.json["appointments"]] == [
        ("main", ["ben"]), ("separate", ["ben"]), ("twilight", ["ben"]),
    ]  # fmt: skip
    assert len(line.events()) == 3
    assert line.book(*starts, "--crew", "ben", "--crew", "ana", **wish).code == 2


def test_the_request_of_slots_can_be_booked_as_it_is(line: Line) -> None:
    line.start()
    wish = {
        **request("photos"),
        "place": {"lat": 42.0, "lon": -71.0},
        "photographers": ["ben"],
        "square_feet": 900,
    }
    found = line.book("--start", at("10:00"), **wish)
    assert found.json["appointments"][0]["crew"] == ["ben"]
    assert found.json["appointments"][0]["place"] == {"lat": 42.0, "lon": -71.0}
    assert (
        "moving: is of no use here"
        in line.book(
            "--start", at("10:00"), services=["photos"], moving=found.json["appointments"][0]["id"]
        ).err
    )


@pytest.mark.parametrize(
    "words, expected",
    [
        (["--start", "10:00"], "--start: "),
        (["--start", "2026-06-16T10:00:00"], "--start: "),
        (["--start", at("10:00"), "--crew", "zoe"], '--crew: there is no photographer "zoe"'),
        (["--start", at("10:00"), "--crew", "ana,ben"], "--crew: one photographer must go"),
        (["--start", at("10:00"), "--crew", ","], "--crew: one photographer must go"),
        (["--start", at("10:00"), "--hold", "soon"], "argument --hold: invalid int value: 'soon'"),
        (["--start", at("10:00"), "--hold", "0"], "--hold: must be 1 to"),
        (["--start", at("10:00"), "--agent", "nobody"], '--agent: "nobody" is no e-mail address'),
        (["--start", at("10:00"), "--address", " "], "--address: is missing"),
        (["--start", at("10:00"), "--now", "today"], "--now: "),
        (["--start", at("10:00"), "--colour", "red"], "unrecognized arguments: --colour red"),
        ([], "the following arguments are required: --start"),
    ],
)
def test_bad_options_are_named(line: Line, words: list[str], expected: str) -> None:
    line.start()
    wanted = line.file("request.json", {"services": ["photos"]})
    known = ["--agent", "dana@reed.test", "--address", "55 Summit Avenue"]
    database = f"sqlite:///{line.folder / 'studio.sqlite'}"
    found = line.run("book", wanted, *known, "--database", database, "--now", NOW, *words)
    assert (found.code, found.out) == (2, "")
    assert expected in found.err


def test_bad_requests_are_named(line: Line) -> None:
    line.start()
    for wish, expected in (
        ({"services": ["nothing"]}, "request.json: services[0]: "),
        ({"extra": 1, "services": ["photos"]}, "request.json: extra: "),
        ({"services": []}, "request.json: services: choose at least one"),
    ):
        found = line.book("--start", at("10:00"), **wish)
        assert (found.code, expected in found.err) == (2, True), found.err


# ---------------------------------------------------------------- move, cancel, list


def test_move_changes_the_same_event(line: Line) -> None:
    line.start()
    booked = line.book("--start", at("10:00")).json["appointments"][0]
    events = line.events()
    found = line.on("move", booked["id"], "--start", at("15:15"), "--crew", "ben")
    assert found.code == 0
    assert found.json["before"]["start"] == at("10:00")
    (moved,) = found.json["appointments"]
    assert (moved["start"], moved["crew"], moved["event"]) == (at("15:15"), ["ben"], booked["event"])
    assert line.events() == events
    text = (line.folder / "calendar" / events[0]).read_text(encoding="utf-8")
    assert "T151500" in text
    assert "SEQUENCE:1" in text


def test_move_refuses_and_overrules(line: Line) -> None:
    line.start()
    booked = line.book("--start", at("10:00"), "--crew", "ana").json["appointments"][0]
    found = line.on("move", booked["id"], "--start", at("13:00"), "--crew", "ana")
    assert (found.code, found.json["reasons"][0]["photographers"]["ana"][0]["code"]) == (3, "BUSY")
    assert found.json["next_openings"]
    assert (
        line.on("move", booked["id"], "--start", at("13:00"), "--crew", "ana", "--overrule", "agreed").code
        == 0
    )
    assert line.on("move", booked["id"], "--start", at("13:00"), "--crew", "zoe").err.startswith(
        "studio-desk: --crew: "
    )


def test_cancel_removes_the_event(line: Line) -> None:
    line.start()
    booked = line.book("--start", at("10:00")).json["appointments"][0]
    found = line.on("cancel", booked["id"], "--why", "sold")
    assert (found.code, found.json["appointments"][0]["state"]) == (0, "cancelled")
    assert found.json["written"] == [booked["id"]]
    assert line.events() == []
    again = line.on("cancel", booked["id"])
    assert (again.code, "cancelled already" in again.err) == (2, True)
    assert line.on("move", booked["id"], "--start", at("10:00")).code == 2
    assert "not there any more" in line.on("cancel", "nothing").err


def test_list_shows_the_days(line: Line) -> None:
    line.start()
    for time, day in (("15:00", 16), ("10:00", 16), ("10:00", 17)):
        assert line.book("--start", at(time, day)).code == 0
    found = line.on("list", "--from", "2026-06-16", "--to", "2026-06-16").json["appointments"]
    assert [item["start"] for item in found] == [at("10:00"), at("15:00")]
    assert found[0]["agent"]["email"] == "dana@reed.test"
    assert (found[0]["calendar"], found[0]["address"]) == ("written", "55 Summit Avenue, Boston, MA 02135")
    for words, expected in (
        (["--from", "2026-06-16", "--to", "2026-06-15"], "--to: is before from"),
        (["--from", "today", "--to", "2026-06-15"], "--from: "),
        (["--from", "2026-06-16"], "required: --to"),
    ):
        wrong = line.on("list", *words)
        assert (wrong.code, expected in wrong.err) == (2, True), wrong.err


# ---------------------------------------------------------------- surroundings


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
