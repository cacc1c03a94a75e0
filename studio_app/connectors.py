"""Calendars that are opened when they are first used, in the lane that uses them.

icalendar and recurring-ical-events cost an eighth of a second to import; the window doesn't wait for them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from studio_app.actions.ports import Store
from studio_app.domain.calendar_event import CalendarEvent, Notify, PrimaryPull, StoredEvent, Written
from studio_app.domain.calendar_item import CalendarItem, Errand, Pull, Whose
from studio_app.domain.calendar_source import CalendarSource
from studio_app.domain.clock import Clock
from studio_app.domain.outside_event import OutsideEvent
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import Span
from studio_app.errors import CalendarUnavailable
from studio_app.patience import Patience

if TYPE_CHECKING:
    from studio_app.calendars.local import LocalCalendar
    from studio_app.calendars.registry import BusyReaders


class LatePrimaryCalendar:
    """The studio's primary calendar, as the database's settings say; see `actions.ports.PrimaryCalendar`."""

    def __init__(self, store: Store, clock: Clock, database: Path | None, folder: Path | None = None) -> None:
        """Remember where it is.

        Args:
            store: Knows the studio's name and settings.
            clock: For reading them.
            database: The file of an SQLite database; None for one on a server.
            folder: Instead of what the settings say.
        """
        self._store, self._clock, self._database, self._folder = store, clock, database, folder

    @cached_property
    def _calendar(self) -> LocalCalendar:
        from studio_app.calendars.registry import primary_calendar

        with self._store.reading() as reading:
            name = reading.studio(self._clock()).settings.name
            return primary_calendar(name, reading.setting, self._database, self._folder)

    @property
    def folder(self) -> Path:
        """Where its files are."""
        return self._calendar.folder

    def put(self, event: CalendarEvent, last: Written | None = None, notify: Notify = Notify.EVERYONE) -> str:
        """Create the event, or bring it up to date."""
        return self._calendar.put(event, last, notify)

    def remove(self, event_id: str, last: Written | None = None, notify: Notify = Notify.EVERYONE) -> None:
        """Remove an event."""
        self._calendar.remove(event_id, last, notify)

    def find(self, event_id: str) -> StoredEvent | None:
        """The event with an id as it is stored now, or None."""
        return self._calendar.find(event_id)

    def changes(self, cursor: str, known: Mapping[str, str]) -> PrimaryPull:
        """What changed since a cursor."""
        return self._calendar.changes(cursor, known)


class LateBusyReaders:
    """Readers of photographers' calendars; see `actions.ports.BusyReader`."""

    @cached_property
    def _readers(self) -> BusyReaders:
        from studio_app.calendars.registry import BusyReaders

        return BusyReaders()

    def pull(
        self, errands: Sequence[Errand], patience: Patience
    ) -> Iterable[tuple[CalendarSource, Pull | CalendarUnavailable]]:
        """What changed in each calendar, as the answers come."""
        return self._readers.pull(errands, patience)

    def occurrences(
        self, kind: str, items: Sequence[CalendarItem], span: Span, whose: Whose
    ) -> Mapping[str, Sequence[OutsideEvent]]:
        """The events of whole series within a span, by series."""
        return self._readers.occurrences(kind, items, span, whose)

    def recognised(self, text: str) -> tuple[str, str]:
        """The kind and the address of a calendar that needs no account; see `actions.ports.BusyReader`."""
        from studio_app.calendars.registry import recognised

        return recognised(text)


class LateDemoCalendars:
    """The outside calendars of the demo studio, in a folder beside the database; see `actions.ports.DemoCalendars`."""

    def __init__(self, database: Path, clock: Clock) -> None:
        self._folder, self._clock = database.parent / "demo-calendars", clock

    def write(self, studio: Studio, people: Collection[str]) -> Mapping[str, str]:
        """Write a file for each of these photographers."""
        from studio_app.calendars.demo_files import DemoFiles

        return DemoFiles(self._folder, self._clock).write(studio, people)
