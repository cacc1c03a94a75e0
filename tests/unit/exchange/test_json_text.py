"""JSON text and the files that it is in: what is none is refused with the file's name, in one line, at once."""

from __future__ import annotations

import json
import math
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from studio_app import exchange
from studio_app.errors import BadInput
from studio_app.exchange import json_text


def refusal(source: Path | str | bytes) -> BadInput:
    with pytest.raises(BadInput) as refused:
        exchange.load_json(source)
    assert str(refused.value).isprintable()
    return refused.value


# ---------------------------------------------------------------- text


@pytest.mark.parametrize(
    "text, value",
    [
        (b"{}", {}),
        (b' [1, 1.5, null, true, "a"]\n', [1, 1.5, None, True, "a"]),
        (b'\xef\xbb\xbf{"a": 1}', {"a": 1}),
        ('{"größe": "\U0001f600"}'.encode(), {"größe": "\U0001f600"}),
        (b"-0.0", 0.0),
        (b"1e999", math.inf),
        (b"-Infinity", -math.inf),
        (b"1" * 4301, math.inf),
        (b"-" + b"1" * 5_000, -math.inf),
        (b"7" * 4300, int("7" * 4300)),
    ],
    ids=lambda text: repr(text)[:20] if isinstance(text, bytes) else "",
)
def test_it_is_read(text: bytes, value: object) -> None:
    assert exchange.load_json(text) == value


def test_numbers_that_json_does_not_know_are_refused_where_they_stand() -> None:
    for number in ("NaN", "Infinity", "-Infinity", "1e999", "9" * 5_000):
        text = '{"format": "studio-desk/1", "studio": {"name": "", "timezone": "UTC", "lead_time_hours": %s}}'
        with pytest.raises(BadInput, match=r"^studio\.lead_time_hours: is not a finite number$"):
            exchange.read_studio(exchange.load_json((text % number).encode()))


@pytest.mark.parametrize(
    "text, problem",
    [
        (b"", "is empty"),
        (b" \r\n\t", "is empty"),
        (b"{", "is not JSON: line 1, column 2: Expecting property name enclosed in double quotes"),
        (b'{\n "a": 1,\n}', "is not JSON: line 3, column 1"),
        (b"{'a': 1}", "is not JSON: line 1, column 2"),
        (b"[1] [2]", "is not JSON: line 1, column 5: Extra data"),
        (b'"a\nb"', "is not JSON: line 1, column 3: Invalid control character at"),
        (b"nan", "is not JSON: line 1, column 1: Expecting value"),
        (b"\xef\xbb\xbf", "is not JSON: line 1, column 1: Expecting value"),
        (b"\xff", "is not UTF-8 text"),
        (b'"\xed\xa0\x80"', "is not UTF-8 text"),
        ("{}".encode("utf-16"), "is not UTF-8 text"),
        ("{}".encode("utf-16-le"), "is not JSON: line 1, column 2"),
        ('"größe"'.encode("latin-1"), "is not UTF-8 text"),
        (b"[" * 10_000 + b"]" * 10_000, "is nested too deep"),
        (b'{"a":' * 10_000 + b"1" + b"}" * 10_000, "is nested too deep"),
        (b"[" * 1_000_000, "is nested too deep"),
        (b'{"a": 1, "a": 2}', "a: stands twice in one object"),
        (b'{"a": {"b c": [0, {"d": 1, "e": 2, "d": 3}]}}', 'a["b c"][1].d: stands twice in one object'),
        (b'{"a": {"x": 1, "x": 2}, "a": 3}', "a: stands twice in one object"),
        (b'{"\\n": 1, "\\u000a": 2}', '["\\n"]: stands twice in one object'),
    ],
    ids=lambda text: repr(text)[:30] if isinstance(text, bytes) else "",
)
def test_it_is_refused(text: bytes, problem: str, tmp_path: Path) -> None:
    assert str(refusal(text)).startswith(problem)
    file = tmp_path / "studio.json"
    file.write_bytes(text)
    assert str(refusal(file)).startswith(f"{file}: {problem}")


def test_very_many_repeated_keys_take_a_moment() -> None:
    text = b'{"a": [' + b",".join([b'{"b":1,"b":2}'] * 300_000) + b"]}"
    assert str(refusal(text)) == "a[299999].b: stands twice in one object"


# ---------------------------------------------------------------- files


def test_a_file_is_named_by_a_path_or_its_text(tmp_path: Path) -> None:
    file = tmp_path / "studio.json"
    file.write_text('{"a": 1}', encoding="utf-8")
    assert exchange.load_json(file) == exchange.load_json(str(file)) == {"a": 1}


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    assert str(refusal(tmp_path / "none.json")) == f"{tmp_path / 'none.json'}: there is no such file"
    assert str(refusal(tmp_path)) == f"{tmp_path}: is a folder, not a file"
    inside = tmp_path / "file.json"
    inside.write_text("{}", encoding="utf-8")
    assert str(refusal(inside / "more.json")).startswith(f"{inside / 'more.json'}: ")


@pytest.mark.parametrize("name", ["a\0b", "a" * 5_000, "\ud800", "a\nb.json", ""], ids=ascii)
def test_names_that_no_file_can_have(name: str) -> None:
    assert refusal(name).problem


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes in the file system")
def test_nobody_waits_for_a_pipe_or_a_device(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert refusal(pipe).problem == "is a pipe or a device, not a file"
    assert refusal("/dev/zero").problem == "is a pipe or a device, not a file"
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(str(tmp_path / "door"))
        assert refusal(tmp_path / "door").problem == "is a pipe or a device, not a file"


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need a privilege")
def test_links_are_followed_but_not_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "real.json").write_text("[]", encoding="utf-8")
    (tmp_path / "link.json").symlink_to(tmp_path / "real.json")
    assert exchange.load_json(tmp_path / "link.json") == []
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    assert refusal(tmp_path / "circle").path == str(tmp_path / "circle")


def test_a_file_beyond_the_limit_is_not_even_read(tmp_path: Path) -> None:
    file = tmp_path / "large.json"
    with file.open("wb") as large:
        large.truncate(json_text.LARGEST + 1)
    assert str(refusal(file)) == f"{file}: is larger than 128 MB"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_says_so(tmp_path: Path) -> None:
    file = tmp_path / "secret.json"
    file.write_text("{}", encoding="utf-8")
    file.chmod(0)
    assert str(refusal(file)) == f"{file}: can't be read: Permission denied"


@contextmanager
def digits_read(most: int) -> Iterator[None]:
    before = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(most)
    try:
        yield
    finally:
        sys.set_int_max_str_digits(before)


def test_however_many_digits_python_reads() -> None:
    with digits_read(0):
        assert exchange.load_json(b"1" * 5_000) == int("1" * 4_000) * 10**1_000 + int("1" * 1_000)
    with digits_read(640):
        assert exchange.load_json(b"1" * 700) == math.inf


def test_what_is_written_as_json_is_read_as_it_was() -> None:
    value = {"a": [1, 2.5, None, True, {"b": "\u2028 \U0001f600"}]}
    assert exchange.load_json(json.dumps(value).encode()) == value
