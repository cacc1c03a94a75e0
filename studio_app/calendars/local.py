"""The embedded primary calendar: a folder of standard `.ics` files that other programs open too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from icalendar import Event

from studio_app.calendars.collection import Collection, etag_of
from studio_app.calendars.comparing import may_create, may_remove, to_change
from studio_app.calendars.event_file import stored_in, write_event
from studio_app.calendars.model import Capabilities
from studio_app.domain.calendar_event import CalendarEvent, Guest, Notify, PrimaryPull, StoredEvent, Written
from studio_app.domain.clock import Clock, system_clock
from studio_app.domain.event_words import tidied

_UTC = ZoneInfo("UTC")


class LocalCalendar:
    """The studio's own calendar on this computer. Guests are named in its events; it sends nobody anything.

    A file without an event that could be understood, or with one that is called off, counts as deleted.
    """

    capabilities = Capabilities(write=True, invite=False, titles=True)

    def __init__(
        self,
        folder: Path,
        *,
        name: str = "",
        color: str = "",
        organizer_email: str = "",
        zone: ZoneInfo = _UTC,
        clock: Clock = system_clock,
    ) -> None:
        """Open a calendar; its folder is made when the first event is written.

        Args:
            folder: One `.ics` file an event.
            name: The studio's, for other programs and as the organizer of events.
            color: `#RRGGBB`, for other programs.
            organizer_email: The studio's address, or "".
            zone: The studio's, for events that another program changed to whole days.
            clock: Dates the writes.
        """
        self._files = Collection(folder)
        self._name, self._color = name, color
        self._organizer = Guest(name, organizer_email)
        self._zone, self._clock = zone, clock
        self._kept: dict[str, tuple[str, StoredEvent | None]] = {}

    @property
    def folder(self) -> Path:
        """Where the files are."""
        return self._files.folder

    def put(self, event: CalendarEvent, last: Written | None = None, notify: Notify = Notify.EVERYONE) -> str:
        """Create or change the event with this id; see `actions.ports.PrimaryCalendar`."""
        wanted = tidied(event)
        if last is not None:
            self._files.must_be_there()
        found = self._find(event.id, event.zone)
        if found is None:
            may_create(last)
            data = write_event(wanted, self._clock(), self._organizer)
        else:
            component, stored = found
            due = to_change(wanted, stored, last)
            if due is None:
                return stored.etag
            data = write_event(due, self._clock(), self._organizer, component)
        self._files.write(event.id, data)
        self._files.describe(self._name, self._color)
        return etag_of(data)

    def remove(self, event_id: str, last: Written | None = None, notify: Notify = Notify.EVERYONE) -> None:
        """Remove an event; one that is gone already is removed."""
        found = self._find(event_id, self._zone)
        if found is not None:
            may_remove(found[1], last)
        self._files.remove(event_id)

    def find(self, event_id: str) -> StoredEvent | None:
        """The event with an id as it is stored now; None where there is none that can be read."""
        found = self._find(event_id, self._zone)
        return found[1] if found else None

    def changes(self, cursor: str, known: Mapping[str, str]) -> PrimaryPull:
        """What other programs changed; files that look as before are not read again.

        Raises:
            CalendarUnavailable: the folder can't be read, or is not there although events of ours are known in it.
        """
        if known:
            self._files.must_be_there()
        ours = list(self._ours(known))
        gone = frozenset(known.keys() - {stored.event.id for stored in ours})
        whole = not cursor or not ours
        changed = (stored for stored in ours if whole or known.get(stored.event.id) != stored.etag)
        return PrimaryPull(tuple(changed), gone, cursor="1", whole=whole)

    def ids(self) -> Sequence[str]:
        """Ids of all events, sorted."""
        return self._files.names()

    def _ours(self, known: Mapping[str, str]) -> Iterator[StoredEvent]:
        stamps = self._files.stamps()
        self._kept = {name: kept for name, kept in self._kept.items() if name in stamps}
        for name, stamp in stamps.items():
            kept = self._kept.get(name)
            if kept is None or kept[0] != stamp:
                kept = self._kept[name] = (stamp, self.find(name))
            stored = kept[1]
            if stored is not None and (stored.event.appointment or name in known):
                yield stored

    def _find(self, event_id: str, zone: ZoneInfo) -> tuple[Event, StoredEvent] | None:
        data = self._files.read(event_id)
        if data is None:
            return None
        return stored_in(data, event_id, etag_of(data), zone)
