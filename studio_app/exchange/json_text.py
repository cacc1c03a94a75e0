"""JSON text from files, strictly: what is no JSON in the sense of RFC 8259 is refused in one sentence."""

from __future__ import annotations

import json
from pathlib import Path

from studio_app.errors import BadInput
from studio_app.exchange.fields import quoted

LARGEST = 256 * 1024 * 1024
"""Bytes; a studio of 500 photographers with 366,000 events takes 60 MB."""


def load_json(source: Path | str | bytes) -> object:
    """The value in a file, or in bytes.

    Raises:
        BadInput: it can't be read, is too large, isn't UTF-8 or JSON, holds NaN or an infinity, names a key twice in
            one object, or is nested too deep. The path is the file's name.
    """
    name = "" if isinstance(source, bytes) else str(source)
    data = source if isinstance(source, bytes) else _bytes_of(Path(source), name)
    try:
        return json.loads(data.decode("utf-8-sig"), object_pairs_hook=_object, parse_constant=_constant)
    except UnicodeDecodeError:
        raise BadInput(name, "is not UTF-8 text") from None
    except json.JSONDecodeError as problem:
        raise BadInput(
            name, f"is not JSON: line {problem.lineno}, column {problem.colno}: {problem.msg}"
        ) from None
    except RecursionError:
        raise BadInput(name, "is nested too deep") from None
    except _NotAllowed as problem:
        raise BadInput(name, str(problem)) from None
    except ValueError:
        raise BadInput(name, "holds a number with too many digits") from None


class _NotAllowed(ValueError):
    """What the JSON module would let through."""


def _bytes_of(path: Path, name: str) -> bytes:
    try:
        if path.is_file() and path.stat().st_size > LARGEST:
            raise BadInput(name, f"is larger than {LARGEST // 1024 // 1024} MB")
        return path.read_bytes()
    except FileNotFoundError:
        raise BadInput(name, "there is no such file") from None
    except IsADirectoryError:
        raise BadInput(name, "is a folder, not a file") from None
    except (OSError, ValueError) as problem:
        reason = problem.strerror if isinstance(problem, OSError) and problem.strerror else "not a file name"
        raise BadInput(name, f"can't be read: {reason}") from None


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise _NotAllowed(f"the key {quoted(key)} stands twice in one object")
            seen.add(key)
    return found


def _constant(name: str) -> object:
    raise _NotAllowed(f"{name} is not a number that JSON knows")
