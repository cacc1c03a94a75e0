"""Which connector reads which kind of calendar, and which one is the primary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname
from zoneinfo import ZoneInfo

from studio_app import paths
from studio_app.calendars import ics, local
from studio_app.calendars.connector import CalendarReader, CalendarWriter
from studio_app.calendars.keys import Keys
from studio_app.calendars.model import CALDAV, FEED, GOOGLE, ICS, LOCAL, called
from studio_app.calendars.pauses import Pauses
from studio_app.calendars.together import Answer, Job, read_together
from studio_app.domain.calendar_item import CalendarItem, Errand, Whose
from studio_app.domain.calendar_source import CalendarSource
from studio_app.domain.clock import Clock, system_clock
from studio_app.domain.outside_event import OutsideEvent
from studio_app.domain.timespan import Span
from studio_app.errors import BadInput, CalendarUnavailable
from studio_app.patience import Patience

FOLDER_SETTING, EMAIL_SETTING = "primary_calendar_folder", "studio_email"
"""Names of the desk's settings that say where the primary calendar is, and the studio's own address."""

COLOR = "#2F5D50"
WRITE_SECONDS = 30.0


class BusyReaders:
    """Reads each calendar by the connector of its kind; see `actions.ports.BusyReader`."""

    def __init__(
        self,
        readers: Mapping[str, CalendarReader] | None = None,
        *,
        keys: Keys | None = None,
        pauses: Pauses | None = None,
    ) -> None:
        """No connector is made, or its libraries imported, before it is needed.

        Args:
            readers: By kind; all that there are where None.
            keys: Open accounts; without them only what needs none is read.
            pauses: Know who asked to be left alone for a while.
        """
        self._pauses = pauses or Pauses()
        self._made = dict(readers or {})
        self._makers = _readers(keys) if readers is None else {}

    def pull(self, errands: Sequence[Errand], patience: Patience) -> Iterator[Answer]:
        """What changed in each calendar, all kinds at once; each calendar is answered exactly once."""
        by_kind: dict[str, list[Errand]] = defaultdict(list)
        for errand in errands:
            pause = self._pauses.of(errand.source)
            if pause is not None:
                yield errand.source, pause
            else:
                by_kind[errand.source.kind].append(errand)
        for kind in by_kind.keys() - self._made.keys() - self._makers.keys():
            for errand in by_kind.pop(kind):
                yield errand.source, _unreadable(kind)
        jobs = [Job(group, self._work(kind, group, patience)) for kind, group in by_kind.items()]
        for source, answer in read_together(jobs, patience):
            self._pauses.note(source, answer)
            yield source, answer

    def occurrences(
        self, kind: str, items: Sequence[CalendarItem], span: Span, whose: Whose
    ) -> Mapping[str, Sequence[OutsideEvent]]:
        """The events of whole series of a calendar of some kind."""
        if kind not in self._made and kind not in self._makers:
            raise _unreadable(kind)
        return self._reader(kind).occurrences(items, span, whose)

    def thinned(self, kind: str, items: Sequence[CalendarItem], before: datetime) -> Sequence[CalendarItem]:
        """The items of a calendar of some kind that say less without what is over."""
        if kind not in self._made and kind not in self._makers:
            return ()
        return self._reader(kind).thinned(items, before)

    def recognised(self, text: str) -> tuple[str, str]:
        """The kind and the address of a calendar that needs no account, from what a person typed."""
        return recognised(text)

    def _reader(self, kind: str) -> CalendarReader:
        if kind not in self._made:
            self._made[kind] = self._makers[kind]()
        return self._made[kind]

    def _work(
        self, kind: str, errands: Sequence[Errand], patience: Patience
    ) -> Callable[[], Iterable[Answer]]:
        return lambda: self._reader(kind).pull(errands, patience)


def _readers(keys: Keys | None) -> dict[str, Callable[[], CalendarReader]]:
    made: dict[str, Callable[[], CalendarReader]] = {ICS: ics.IcsReader, FEED: _feed}
    if keys is not None:
        made |= {GOOGLE: lambda: _google(keys), CALDAV: lambda: _caldav(keys)}
    return made


def _feed() -> CalendarReader:
    from studio_app.calendars.feed import FeedReader

    return FeedReader()


def _google(keys: Keys) -> CalendarReader:
    from studio_app.calendars.google.reader import GoogleReader

    return GoogleReader(keys.google)


def _caldav(keys: Keys) -> CalendarReader:
    from studio_app.calendars.dav.reader import CalDavReader

    return CalDavReader(keys.caldav)


def _unreadable(kind: str) -> CalendarUnavailable:
    return CalendarUnavailable(
        f"Calendars of the kind {kind} can't be read by this version.", "Update the program."
    )


@dataclass(frozen=True, slots=True)
class Office:
    """What a primary calendar needs to know of the studio.

    Attributes:
        name: Its name, for other programs and as the organizer of events.
        email: Its own address, or "".
        zone: For events that another program changed to whole days.
        folder: Where the embedded calendar is.
    """

    name: str
    email: str
    zone: ZoneInfo
    folder: Path


def open_primary(
    source: CalendarSource,
    office: Office,
    keys: Keys | None = None,
    *,
    clock: Clock = system_clock,
    patience: Callable[[], Patience] = lambda: Patience(WRITE_SECONDS),
) -> CalendarWriter:
    """A calendar to write to.

    Args:
        source: The calendar; its address is the account's calendar, and nothing for the embedded one.
        office: The studio.
        keys: Open the account.
        clock: Dates the writes, and says what is over for long.
        patience: Gives the one for each call.

    Raises:
        CalendarUnavailable: calendars of its kind can't be written, or its account is not known.
    """
    if source.kind == LOCAL:
        return local.LocalCalendar(
            office.folder,
            name=office.name,
            color=COLOR,
            organizer_email=office.email,
            zone=office.zone,
            clock=clock,
        )
    if keys is None or source.kind not in (GOOGLE, CALDAV):
        raise CalendarUnavailable(
            f"Calendars of the kind {source.kind} can't be written.",
            "Choose one of Google or of a CalDAV server.",
        )
    if keys.account(source.account) is None:
        raise CalendarUnavailable(
            f"{called('The account of the calendar', source.name)} is gone.", "Connect it again."
        )
    if source.kind == GOOGLE:
        from studio_app.calendars.google.writer import GoogleCalendar

        return GoogleCalendar(
            keys.google, source.account, source.address, name=source.name, clock=clock, patience=patience
        )
    from studio_app.calendars.dav.writer import CalDavCalendar

    return CalDavCalendar(
        source,
        keys.caldav,
        name=office.name,
        organizer_email=office.email,
        zone=office.zone,
        clock=clock,
        patience=patience,
    )


def embedded_folder(setting: Callable[[str], str], database: Path | None, folder: Path | None = None) -> Path:
    """Where the embedded calendar is.

    Args:
        setting: Gives the desk's settings, "" where one is not set.
        database: The file of an SQLite database; None for one on a server.
        folder: Where somebody wants it, if not where the settings say; else beside the database, or in the user's data.
    """
    stored = setting(FOLDER_SETTING)
    return folder or (Path(stored).expanduser() if stored else default_folder(database))


def primary_calendar(
    studio_name: str, setting: Callable[[str], str], database: Path | None, folder: Path | None = None
) -> local.LocalCalendar:
    """The embedded calendar; as `open_primary` gives it for a source of its kind."""
    place = embedded_folder(setting, database, folder)
    return local.LocalCalendar(place, name=studio_name, color=COLOR, organizer_email=setting(EMAIL_SETTING))


def default_folder(database: Path | None) -> Path:
    """Beside a database file; the user's own calendar for a database on a server."""
    return paths.calendar_folder() if database is None else database.parent / "calendar"


def recognised(text: str) -> tuple[str, str]:
    """The kind and the address of a calendar that needs no account, from what a person typed or dropped.

    Raises:
        BadInput: it is none, or an address that gives itself away.
    """
    typed = text.strip()
    if not typed:
        raise BadInput("address", "is missing")
    if typed.lower().startswith("file://"):
        return ICS, str(Path(url2pathname(urlsplit(typed).path)))
    path = Path(typed).expanduser()
    if "://" not in typed and (path.exists() or not _is_host(typed.partition("/")[0])):
        return ICS, str(path.absolute())
    from studio_app.calendars.feed import checked_address

    return FEED, checked_address(typed)


def _is_host(text: str) -> bool:
    """Whether a text without a scheme begins like a web address and not like a file."""
    labels = text.split(".")
    return (
        len(labels) > 1
        and all(labels)
        and labels[-1].isalpha()
        and f".{labels[-1].lower()}" not in ics.SUFFIXES
    )
