"""The outbox: calendar writes that a committed change still owes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Task(StrEnum):
    """What is owed to the primary calendar. `PUT` creates the event or brings it up to date."""

    PUT = "put"
    REMOVE = "remove"


class WriteState(StrEnum):
    """How far the write of an appointment's event got; shown on its block."""

    WAITING = "waiting"
    WRITTEN = "written"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class OutboxEntry:
    """One write; at most one entry an appointment is not written yet, a newer change replaces it.

    Attributes:
        event: Id of the calendar event, made before the first write.
        attempts: Tries so far.
        not_before: When it may be tried (again), UTC.
        problem: The last failure in words, "" without.
    """

    appointment: str
    event: str
    task: Task
    created_at: datetime
    state: WriteState = WriteState.WAITING
    attempts: int = 0
    not_before: datetime | None = None
    problem: str = ""
    etag: str = ""
