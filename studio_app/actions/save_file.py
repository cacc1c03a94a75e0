"""Files that a person asked for: an export, a sheet of paper."""

from __future__ import annotations

import os
from pathlib import Path

from studio_app.errors import KnownError


def save_file(file: Path, content: bytes) -> None:
    """Write a file; after a failure the one that was there before still is.

    Raises:
        KnownError: it can't be written.
    """
    temporary = file.with_name(f".{file.name}.{os.getpid()}.tmp")
    try:
        try:
            temporary.write_bytes(content)
            temporary.replace(file)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise KnownError(
            f"{file.name} can't be saved: {error.strerror or error}.",
            f"Check that {file.parent} may be written and that the disk has room, or choose another folder.",
        ) from error
