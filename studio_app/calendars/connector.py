"""What every kind of calendar offers to the program. `local`, and later Google and CalDAV, implement it.

The actions see less of it, as `actions/ports.py` says; the contract suite in `tests/contracts/calendars` holds every
connector to all of it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from studio_app.calendars.model import Capabilities, StoredEvent
from studio_app.domain.calendar_event import CalendarEvent
from studio_app.domain.calendar_source import CalendarSource
from studio_app.domain.outside_event import OutsideEvent
from studio_app.domain.timespan import Span


class Connector(Protocol):
    """Anything that is connected."""

    @property
    def capabilities(self) -> Capabilities:
        """What this calendar can do."""


class CalendarWriter(Connector, Protocol):
    """A primary calendar: it owns every event that the program writes.

    Every method raises CalendarUnavailable where the calendar can't be reached now, and BadInput for an id that it
    can't hold.
    """

    def put(self, event: CalendarEvent, etag: str = "") -> str:
        """Create the event, or bring the one with the same id up to date; returns its etag.

        Putting the same event again changes nothing and gives the same etag. What other programs added to the event
        stays, where it is none of what the event says. `etag` is that of the last write, "" where unknown.
        """

    def remove(self, event_id: str, etag: str = "") -> None:
        """Remove an event; one that is gone already is removed."""

    def find(self, event_id: str) -> StoredEvent | None:
        """The event with an id as it is stored now, or None."""

    def ids(self) -> Sequence[str]:
        """Ids of all events in the calendar, sorted."""


class CalendarReader(Connector, Protocol):
    """A calendar of a photographer that is read for busy times."""

    def read(
        self, source: CalendarSource, span: Span, owner_email: str, zone: str, ours: Collection[str] = ()
    ) -> Sequence[OutsideEvent]:
        """All occurrences in the span, recurrences expanded, by start.

        Args:
            source: The calendar; its `address` says where it is.
            span: Events that share time with it; all-day events in `zone`.
            owner_email: Finds the photographer's own answer to an invitation.
            zone: IANA name of the zone of times that name none.
            ours: Ids of events that the program wrote; their copies are left out.

        Raises:
            CalendarUnavailable: the calendar or a part of it can't be read; it names the file. Never a part of it.
        """
