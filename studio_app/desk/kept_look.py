"""The look that the user of this computer chose, in a small file of their own; the studio's database knows nothing of it."""

from __future__ import annotations

import json
import logging
import os
from pathlib import Path

from studio_app.desk.theme import ThemeChoice
from studio_app.errors import KnownError

logger = logging.getLogger(__name__)

LONGEST = 1000
"""Bytes of such a file; more is none of ours."""


class KeptLook:
    """Reads and writes the file. Nobody but one window of the user writes it, and any of its states is good."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def read(self) -> ThemeChoice:
        """What was chosen last; to follow the system where that is not known, be it that the file is broken."""
        try:
            with self._file.open("rb") as file:
                return ThemeChoice(json.loads(file.read(LONGEST))["look"])
        except FileNotFoundError:
            return ThemeChoice.SYSTEM
        except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
            logger.info("the chosen look can't be read: %s", error)
            return ThemeChoice.SYSTEM

    def write(self, choice: ThemeChoice) -> None:
        """Keep a choice; after a crash the file is the old one or the new one.

        Raises:
            KnownError: it can't be written.
        """
        temporary = self._file.with_name(f".{self._file.name}.{os.getpid()}.tmp")
        try:
            try:
                with temporary.open("w", encoding="utf-8") as file:
                    json.dump({"look": choice.value}, file)
                    file.flush()
                    os.fsync(file.fileno())
                temporary.replace(self._file)
            except BaseException:
                temporary.unlink(missing_ok=True)
                raise
        except OSError as error:
            raise KnownError(
                f"The look can't be kept for the next start: {error.strerror or error}.",
                f"Check that {self._file.parent} may be written and that the disk has room.",
            ) from error
