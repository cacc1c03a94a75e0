"""`slots`, `import` and `export`: files in and out, and exactly what is wrong with them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from studio_app import exchange
from tests.support.scenarios import request
from tests.unit.cli.conftest import STUDIO, Line, at


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
