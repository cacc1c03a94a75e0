"""What the command line says."""

from __future__ import annotations

import json
import sys
from typing import Any, TextIO

PROGRAM = "studio-desk"


class OutputFailed(Exception):
    """Standard output can't be written, as on a full disk; says why."""


def use_utf8() -> None:
    """Speak UTF-8 whatever the computer's language settings are."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def print_json(value: Any) -> None:
    """Write a value to standard output and make sure that it left.

    Raises:
        BrokenPipeError: whoever read it is gone.
        OutputFailed: it can't be written.
    """
    _print(value, indent=2)


def print_json_line(value: Any) -> None:
    """The same on a single line, for commands that say more than one thing."""
    _print(value, indent=None)


def _print(value: Any, indent: int | None) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    if not _is_encodable(text, sys.stdout):
        text = json.dumps(value, indent=indent)
    try:
        print(text)
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputFailed(error.strerror or str(error)) from error


def print_error(text: str) -> None:
    """Write one line to standard error."""
    if sys.stderr is not None:
        print(f"{PROGRAM}: {one_line(text)}", file=sys.stderr, flush=True)


def print_line(text: str) -> None:
    """Write a line for people to standard error, which doesn't disturb what programs read."""
    if sys.stderr is not None:
        print(text, file=sys.stderr, flush=True)


def one_line(text: str) -> str:
    """The text without line breaks and control characters."""
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())


def _is_encodable(text: str, stream: TextIO | None) -> bool:
    try:
        text.encode(getattr(stream, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return False
    return True
