"""The outbox: calendar writes that a committed change still owes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from studio_app.domain.calendar_event import CalendarEvent, Notify, Written


class Task(StrEnum):
    """What is owed to the primary calendar. `PUT` creates the event or brings it up to date."""

    PUT = "put"
    REMOVE = "remove"


class WriteState(StrEnum):
    """How far the write of an appointment's event got; shown on its block."""

    WAITING = "waiting"
    WRITTEN = "written"
    FAILED = "failed"
    DIFFERS = "differs"  # somebody changed the event in the calendar; a person decides


@dataclass(frozen=True, slots=True)
class OutboxEntry:
    """One write; at most one entry an appointment is not written yet, a newer change replaces it.

    Attributes:
        event: Id of the calendar event, made before the first write.
        attempts: Tries so far.
        not_before: When it may be tried (again), UTC.
        problem: The last failure in words, "" without.
        etag: Of the event as the program wrote or accepted it last; "" where it is not in the calendar.
        wrote: The event as the program wrote or accepted it last.
        unsure: A write was tried, now or before, and nobody knows what became of it.
        tried: The event of that write; None where it was to be removed.
        notify: Whom the calendar tells.
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
    wrote: CalendarEvent | None = None
    unsure: bool = False
    tried: CalendarEvent | None = None
    notify: Notify = Notify.EVERYONE

    @property
    def last(self) -> Written | None:
        """What is in the calendar as far as the program knows; None where nothing is."""
        return Written(self.etag, self.wrote) if self.etag else None
