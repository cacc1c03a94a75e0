"""Where photographers' busy times come from, and how fresh they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class CalendarSource:
    """One calendar of a photographer that is read for busy times.

    Attributes:
        kind: Name of the connector, such as `ics`.
        address: What the connector reads: a file, a folder or later a URL. Never a secret.
        name: For people, such as `Google`.
        read_at: When it was last read well, UTC; None is never.
        problem: The last failure in words; while there is one the photographer is unknown, not free.
        cursor: What the connector needs to read on from where it was.
    """

    id: str
    photographer: str
    kind: str
    address: str
    name: str = ""
    read_at: datetime | None = None
    problem: str = ""
    cursor: str = ""
