"""Which connector reads which kind of calendar, and which one is the primary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from studio_app import paths
from studio_app.calendars import feed, ics
from studio_app.calendars.connector import CalendarReader
from studio_app.calendars.local import LocalCalendar
from studio_app.calendars.together import Answer, Job, read_together
from studio_app.domain.calendar_item import CalendarItem, Errand, Whose
from studio_app.domain.outside_event import OutsideEvent
from studio_app.domain.timespan import Span
from studio_app.errors import CalendarUnavailable
from studio_app.patience import Patience

FOLDER_SETTING, EMAIL_SETTING = "primary_calendar_folder", "studio_email"
"""Names of the desk's settings that say where the primary calendar is, and the studio's own address."""

COLOR = "#2F5D50"


class BusyReaders:
    """Reads each calendar by the connector of its kind; see `actions.ports.BusyReader`."""

    def __init__(self, readers: Mapping[str, CalendarReader] | None = None) -> None:
        self._readers: dict[str, CalendarReader] = (
            {ics.KIND: ics.IcsReader(), feed.KIND: feed.FeedReader()} if readers is None else dict(readers)
        )

    def pull(self, errands: Sequence[Errand], patience: Patience) -> Iterator[Answer]:
        """What changed in each calendar, all kinds at once; each calendar is answered exactly once."""
        by_kind: dict[str, list[Errand]] = defaultdict(list)
        for errand in errands:
            by_kind[errand.source.kind].append(errand)
        for kind in by_kind.keys() - self._readers.keys():
            for errand in by_kind.pop(kind):
                yield errand.source, _unreadable(kind)
        yield from read_together(
            [Job(group, self._work(kind, group, patience)) for kind, group in by_kind.items()], patience
        )

    def occurrences(
        self, kind: str, items: Sequence[CalendarItem], span: Span, whose: Whose
    ) -> Mapping[str, Sequence[OutsideEvent]]:
        """The events of whole series of a calendar of some kind."""
        reader = self._readers.get(kind)
        if reader is None:
            raise _unreadable(kind)
        return reader.occurrences(items, span, whose)

    def _work(
        self, kind: str, errands: Sequence[Errand], patience: Patience
    ) -> Callable[[], Iterable[Answer]]:
        return lambda: self._readers[kind].pull(errands, patience)


def _unreadable(kind: str) -> CalendarUnavailable:
    return CalendarUnavailable(
        f"Calendars of the kind {kind} can't be read by this version.", "Update the program."
    )


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
