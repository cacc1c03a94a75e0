"""The embedded primary calendar: a folder of standard `.ics` files that other programs open too."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

from icalendar import Event

from studio_app.calendars.collection import Collection, etag_of
from studio_app.calendars.event_file import event_in, read_event, tidied, write_event
from studio_app.calendars.model import Capabilities
from studio_app.domain.calendar_event import CalendarEvent, Guest, Notify, StoredEvent, Written
from studio_app.domain.clock import Clock, system_clock

log = logging.getLogger(__name__)


class LocalCalendar:
    """The studio's own calendar on this computer. Guests are named in its events; it sends nobody anything."""

    capabilities = Capabilities(write=True, invite=False, titles=True)

    def __init__(
        self,
        folder: Path,
        *,
        name: str = "",
        color: str = "",
        organizer_email: str = "",
        clock: Clock = system_clock,
    ) -> None:
        """Open a calendar; its folder is made when the first event is written.

        Args:
            folder: One `.ics` file an event.
            name: The studio's, for other programs and as the organizer of events.
            color: `#RRGGBB`, for other programs.
            organizer_email: The studio's address, or "".
            clock: Dates the writes.
        """
        self._files = Collection(folder)
        self._name, self._color = name, color
        self._organizer = Guest(name, organizer_email)
        self._clock = clock

    @property
    def folder(self) -> Path:
        """Where the files are."""
        return self._files.folder

    def put(self, event: CalendarEvent, last: Written | None = None, notify: Notify = Notify.EVERYONE) -> str:
        """Create or change the event with this id; see `connector.CalendarWriter`."""
        wanted = tidied(event)
        data = self._files.read(event.id)
        previous = self._parsed(data, event.id)
        if data is not None and previous is not None and self._says(previous, wanted):
            return etag_of(data)
        new = write_event(wanted, self._clock(), self._organizer, previous)
        self._files.write(event.id, new)
        self._files.describe(self._name, self._color)
        return etag_of(new)

    def remove(self, event_id: str, last: Written | None = None, notify: Notify = Notify.EVERYONE) -> None:
        """Remove an event; one that is gone already is removed."""
        self._files.remove(event_id)

    def find(self, event_id: str) -> StoredEvent | None:
        """The event with an id as it is stored now; None where there is none that can be read."""
        data = self._files.read(event_id)
        found = self._parsed(data, event_id)
        if data is None or found is None:
            return None
        return StoredEvent(read_event(found), etag_of(data))

    def ids(self) -> Sequence[str]:
        """Ids of all events, sorted."""
        return self._files.names()

    @staticmethod
    def _parsed(data: bytes | None, event_id: str) -> Event | None:
        """The stored event; None where there is none, or none that can be read, which is then written anew."""
        if data is None:
            return None
        try:
            found = event_in(data, event_id)
            if found is not None:
                read_event(found)
        except ValueError as error:
            log.info("event %s is written anew: %s", event_id, error)
            return None
        return found

    @staticmethod
    def _says(stored: Event, wanted: CalendarEvent) -> bool:
        """Whether the stored event already is the wanted one."""
        plain = not any(name in stored for name in ("RRULE", "RDATE"))
        confirmed = str(stored.get("STATUS", "CONFIRMED")).upper() == "CONFIRMED"
        return plain and confirmed and read_event(stored, wanted.zone) == wanted
