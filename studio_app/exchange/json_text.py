"""JSON text from files, strictly: what is no JSON in the sense of RFC 8259 is refused in one sentence.

`NaN` and numbers that are too large are let through as such, so that they are refused where they stand, with a path.
"""

from __future__ import annotations

import json
from pathlib import Path

from studio_app.errors import BadInput
from studio_app.exchange.bulk import no_garbage
from studio_app.exchange.wording import joined, key_step, one_line

LARGEST = 128 * 1024 * 1024
"""Bytes; a studio of 500 photographers with 366,000 events takes 50 MB."""


def load_json(source: Path | str | bytes) -> object:
    """The value in a file, or in bytes.

    Raises:
        BadInput: it can't be read, is too large, isn't UTF-8 or JSON, names a key twice in one object, or is nested
            too deep. The path is the file's name, in front of the path inside the file where there is one.
    """
    if isinstance(source, bytes):
        return _parsed(source, "")
    name = one_line(str(source))
    return _parsed(_bytes_of(Path(source), name), name)


def _parsed(data: bytes, name: str) -> object:
    repeated: list[tuple[dict[str, object], str]] = []

    def as_object(pairs: list[tuple[str, object]]) -> dict[str, object]:
        found = dict(pairs)
        if len(found) != len(pairs):
            repeated.append((found, _first_repeated(pairs)))
        return found

    try:
        with no_garbage():
            value = json.loads(data.decode("utf-8-sig"), object_pairs_hook=as_object, parse_int=_whole)
    except UnicodeDecodeError:
        raise BadInput(name, "is not UTF-8 text") from None
    except json.JSONDecodeError as problem:
        if not data.strip():
            raise BadInput(name, "is empty") from None
        where = f"line {problem.lineno}, column {problem.colno}"
        raise BadInput(name, f"is not JSON: {where}: {problem.msg}") from None
    except RecursionError:
        raise BadInput(name, "is nested too deep") from None
    if repeated:
        # The last one: an earlier one may be gone with a value that a repeated key replaced.
        holder, key = repeated[-1]
        path = joined(_path_to(holder, value), key_step(key))
        raise BadInput(f"{name}: {path}" if name else path, "stands twice in one object")
    return value


def _first_repeated(pairs: list[tuple[str, object]]) -> str:
    seen: set[str] = set()
    return next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]


def _whole(digits: str) -> float:
    """A whole number; one with more digits than Python reads is infinite, too large wherever it stands."""
    try:
        return int(digits)
    except ValueError:
        return float(digits)


def _path_to(wanted: object, root: object) -> str:
    """Where an object stands in a JSON value, found without recursion."""
    waiting: list[tuple[str, object]] = [("", root)]
    while waiting:
        path, value = waiting.pop()
        if value is wanted:
            return path
        if isinstance(value, dict):
            waiting += [(joined(path, key_step(key)), inner) for key, inner in value.items()]
        elif isinstance(value, list):
            waiting += [(f"{path}[{index}]", inner) for index, inner in enumerate(value)]
    return ""


def _bytes_of(path: Path, name: str) -> bytes:
    try:
        if path.is_dir():
            raise BadInput(name, "is a folder, not a file")
        if path.exists() and not path.is_file():
            raise BadInput(name, "is a pipe or a device, not a file")  # reading it could wait for ever
        if path.stat().st_size > LARGEST:
            raise BadInput(name, f"is larger than {LARGEST // 1024 // 1024} MB")
        return path.read_bytes()
    except FileNotFoundError:
        raise BadInput(name, "there is no such file") from None
    except (OSError, ValueError) as problem:
        reason = problem.strerror if isinstance(problem, OSError) else None
        raise BadInput(name, f"can't be read: {reason or 'that is no file name'}") from None
