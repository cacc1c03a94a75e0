"""What every kind of calendar offers to the program: `local`, `ics`, `feed`, `google` and `caldav` implement it.

The actions see less of it, as `actions/ports.py` says; the contract suite in `tests/contracts/calendars` holds every
connector to all of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from studio_app.calendars.model import Capabilities
from studio_app.domain.calendar_event import CalendarEvent, Notify, PrimaryPull, StoredEvent, Written
from studio_app.domain.calendar_item import CalendarItem, Errand, Pull, Whose
from studio_app.domain.calendar_source import CalendarSource
from studio_app.domain.outside_event import OutsideEvent
from studio_app.domain.timespan import Span
from studio_app.errors import CalendarUnavailable
from studio_app.patience import Patience


class Connector(Protocol):
    """Anything that is connected."""

    @property
    def capabilities(self) -> Capabilities:
        """What this calendar can do."""


class CalendarWriter(Connector, Protocol):
    """A primary calendar; each method as in `actions.ports.PrimaryCalendar`.

    Every method raises BadInput for an id that the calendar can't hold.
    """

    def put(self, event: CalendarEvent, last: Written | None = None, notify: Notify = Notify.EVERYONE) -> str:
        """Create the event, or bring the one with the same id up to date; returns its new etag."""

    def remove(self, event_id: str, last: Written | None = None, notify: Notify = Notify.EVERYONE) -> None:
        """Remove an event; one that is gone already is removed."""

    def find(self, event_id: str) -> StoredEvent | None:
        """The event with an id as it is stored now, or None."""

    def changes(self, cursor: str, known: Mapping[str, str]) -> PrimaryPull:
        """What changed since a cursor; everything where the cursor is "" or no longer good."""

    def ids(self) -> Sequence[str]:
        """Ids of all events in the calendar, sorted."""


class CalendarReader(Connector, Protocol):
    """Photographers' calendars of one kind; each method as in `actions.ports.BusyReader`."""

    def pull(
        self, errands: Sequence[Errand], patience: Patience
    ) -> Iterable[tuple[CalendarSource, Pull | CalendarUnavailable]]:
        """What changed in each calendar, as the answers come; never a part of a calendar."""

    def occurrences(
        self, items: Sequence[CalendarItem], span: Span, whose: Whose
    ) -> Mapping[str, Sequence[OutsideEvent]]:
        """The events of whole series within a span, by series, each by start. No network.

        Raises:
            CalendarUnavailable: an item can't be understood; it is named.
        """

    def thinned(self, items: Sequence[CalendarItem], before: datetime) -> Sequence[CalendarItem]:
        """Those of whole series that say less without what ended before an instant, as they are then. No network."""
