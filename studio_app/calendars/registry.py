"""Which connector reads which kind of calendar, and which one is the primary."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

from studio_app import paths
from studio_app.calendars import ics
from studio_app.calendars.connector import CalendarReader
from studio_app.calendars.local import LocalCalendar
from studio_app.domain.calendar_source import CalendarSource
from studio_app.domain.outside_event import OutsideEvent
from studio_app.domain.timespan import Span
from studio_app.errors import CalendarUnavailable

FOLDER_SETTING, EMAIL_SETTING = "primary_calendar_folder", "studio_email"
"""Names of the desk's settings that say where the primary calendar is, and the studio's own address."""

COLOR = "#2F5D50"


class BusyReaders:
    """Reads each calendar by the connector of its kind."""

    def __init__(self, readers: Mapping[str, CalendarReader] | None = None) -> None:
        self._readers = {ics.KIND: ics.IcsReader()} if readers is None else dict(readers)

    def read(
        self, source: CalendarSource, span: Span, owner_email: str, zone: str, ours: Collection[str] = ()
    ) -> Sequence[OutsideEvent]:
        """All occurrences in the span; see `connector.CalendarReader`."""
        reader = self._readers.get(source.kind)
        if reader is None:
            raise CalendarUnavailable(
                f"Calendars of the kind {source.kind} can't be read by this version.", "Update the program."
            )
        return reader.read(source, span, owner_email, zone, ours)


def primary_calendar(
    studio_name: str, setting: Callable[[str], str], database: Path | None, folder: Path | None = None
) -> LocalCalendar:
    """The studio's primary calendar.

    Args:
        studio_name: For other programs, and as the organizer of events.
        setting: Gives the desk's settings, "" where one is not set.
        database: The file of an SQLite database; None for one on a server.
        folder: Where it is kept, if not where the settings say; else beside the database, or in the user's data.
    """
    stored = setting(FOLDER_SETTING)
    place = folder or (Path(stored).expanduser() if stored else default_folder(database))
    return LocalCalendar(place, name=studio_name, color=COLOR, organizer_email=setting(EMAIL_SETTING))


def default_folder(database: Path | None) -> Path:
    """Beside a database file; the user's own calendar for a database on a server."""
    return paths.calendar_folder() if database is None else database.parent / "calendar"
