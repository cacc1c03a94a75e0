"""Whom the user of this computer shows on the board, and in which order, in a small file of their own."""

from __future__ import annotations

import json
import logging
import os
from pathlib import Path

from studio_app.desk.board.arranging import Arrangement

logger = logging.getLogger(__name__)

LONGEST = 200_000
"""Bytes of such a file; more is none of ours."""


class KeptBoard:
    """Reads and writes the file. Any of its states is good: people whom it doesn't know are shown below."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def read(self) -> Arrangement:
        """What was chosen last; the studio's order where that is not known, be it that the file is broken."""
        try:
            with self._file.open("rb") as file:
                found = json.loads(file.read(LONGEST))
            return Arrangement(_ids(found["order"]), frozenset(_ids(found["hidden"])))
        except FileNotFoundError:
            return Arrangement()
        except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
            logger.info("the order of the board can't be read: %s", error)
            return Arrangement()

    def write(self, arrangement: Arrangement) -> None:
        """Keep a choice; after a crash the file is the old one or the new one. Where that can't be it is only logged."""
        temporary = self._file.with_name(f".{self._file.name}.{os.getpid()}.tmp")
        kept = {"order": list(arrangement.order), "hidden": sorted(arrangement.hidden)}
        try:
            with temporary.open("w", encoding="utf-8") as file:
                json.dump(kept, file)
            temporary.replace(self._file)
        except OSError as error:
            logger.info("the order of the board can't be kept: %s", error)
            temporary.unlink(missing_ok=True)


def _ids(found: object) -> tuple[str, ...]:
    if not isinstance(found, list) or not all(isinstance(key, str) for key in found):
        raise TypeError("not a list of ids")
    return tuple(found)
