"""The log file: rotated, in UTC, and without secrets."""

from __future__ import annotations

import logging
import re
import time
from logging.handlers import RotatingFileHandler
from pathlib import Path

MEGABYTE = 1024 * 1024
KEPT_FILES = 5
ROOT = "studio_app"

_SECRETS = (
    # user:password@ in an address
    (re.compile(r"(\b[a-z][a-z0-9+.-]*://[^/\s:@]*):[^@\s/]+@", re.IGNORECASE), r"\1:***@"),
    # Authorization headers
    (re.compile(r"\b(bearer|basic)\s+[\w.~+/=-]{8,}", re.IGNORECASE), r"\1 ***"),
    # name=value and "name": "value" of tokens and the like
    (
        re.compile(
            r"""(["']?\b(?:access_token|refresh_token|id_token|client_secret|password|passwd|secret|token|code)\b["']?"""
            r"""\s*[=:]\s*)(["']?)[^\s"',&}]+\2""",
            re.IGNORECASE,
        ),
        r"\1\2***\2",
    ),
)


def without_secrets(text: str) -> str:
    """The text with passwords and tokens blotted out."""
    for pattern, instead in _SECRETS:
        text = pattern.sub(instead, text)
    return text


class DiscreetFormatter(logging.Formatter):
    """Formats records in UTC, message and stack alike without secrets."""

    converter = staticmethod(time.gmtime)

    def __init__(self) -> None:
        super().__init__(
            "%(asctime)sZ %(levelname)s %(name)s %(threadName)s: %(message)s", "%Y-%m-%dT%H:%M:%S"
        )

    def format(self, record: logging.LogRecord) -> str:
        """The line, or lines with a stack."""
        return without_secrets(super().format(record))


def start_logging(folder: Path) -> RotatingFileHandler:
    """Write the program's log into a folder: five files of a megabyte each. Returns the handler, to be closed."""
    handler = RotatingFileHandler(
        folder / "studio-desk.log",
        maxBytes=MEGABYTE,
        backupCount=KEPT_FILES - 1,
        encoding="utf-8",
        delay=True,
    )
    handler.setFormatter(DiscreetFormatter())
    root = logging.getLogger(ROOT)
    root.setLevel(logging.INFO)
    root.addHandler(handler)
    return handler


def stop_logging(handler: RotatingFileHandler) -> None:
    """Take the handler away again and close its file."""
    logging.getLogger(ROOT).removeHandler(handler)
    handler.close()
