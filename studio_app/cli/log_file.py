"""The log file, for as long as a command wants it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from studio_app import log, paths


@contextmanager
def log_file() -> Iterator[None]:
    """Write the program's log into its file; without one where the folder can't be made."""
    handler = None
    with suppress(OSError):
        handler = log.start_logging(paths.log_folder())
    try:
        yield
    finally:
        if handler is not None:
            log.stop_logging(handler)
