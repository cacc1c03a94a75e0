"""Calendars that are opened when they are first used, in the lane that uses them.

icalendar, Google's client, caldav and keyring cost between an eighth and a third of a second each to import; the window
doesn't wait for them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING
from weakref import WeakSet

from studio_app.actions.ports import SecretStore, Store
from studio_app.calendars.accounts import ConnectedAccounts
from studio_app.calendars.keys import Keys
from studio_app.calendars.secrets import Secrets
from studio_app.domain.account import Account
from studio_app.domain.calendar_event import CalendarEvent, Notify, PrimaryPull, StoredEvent, Written
from studio_app.domain.calendar_item import CalendarItem, Errand, Pull, Whose
from studio_app.domain.calendar_source import CalendarSource
from studio_app.domain.clock import Clock
from studio_app.domain.drives import Drive
from studio_app.domain.outside_event import OutsideEvent
from studio_app.domain.pin import PlaceSource
from studio_app.domain.place import Place
from studio_app.domain.place_choices import PlaceChoices
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import Span
from studio_app.errors import CalendarUnavailable
from studio_app.patience import Patience

if TYPE_CHECKING:
    from studio_app.calendars.connector import CalendarWriter
    from studio_app.calendars.registry import BusyReaders
    from studio_app.places.online import OnlinePlaces
    from studio_app.places.osrm import OsrmRouter

CALL_SECONDS = 30.0
"""How long one request to the primary calendar may take, with what is tried again."""


class LateKeys:
    """Accounts and what opens them: one for the whole program, as its sign-ins are shared by all that read and write.

    A provider's libraries, and the keyring's, are imported when somebody needs them.

    Attributes:
        keys: For the connectors.
        accounts: Sign in and out.
    """

    def __init__(self, store: Store, secrets: SecretStore | None = None) -> None:
        """`store` knows the accounts; `secrets` is the keyring of this computer where None."""
        self._store = store
        self._own: Secrets | None = None
        if secrets is None:
            secrets = self._own = Secrets()
        self.secrets = secrets
        self.keys = Keys(self._account, secrets)
        self.accounts = ConnectedAccounts(self.keys)

    @property
    def problem(self) -> str:
        """Why secrets last only until the program ends, for people; "" where they outlive it."""
        return self._own.problem if self._own else ""

    def _account(self, account_id: str) -> Account | None:
        with self._store.reading() as reading:
            return next((each for each in reading.accounts() if each.id == account_id), None)


class LatePrimaryCalendar:
    """The studio's primary calendar as the database names it now; see `actions.ports.PrimaryCalendar`. It is opened again
    where another one was chosen, here or at another desk.

    It opens other calendars too, as `actions.ports.CalendarOpener`.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        database: Path | None,
        folder: Path | None = None,
        keys: LateKeys | None = None,
    ) -> None:
        """Remember where to look.

        Args:
            store: Knows the primary calendar, the studio's name and its settings.
            clock: For reading them, and for dating what is written.
            database: The file of an SQLite database; None for one on a server.
            folder: Of the calendar on this computer, instead of what the settings say.
            keys: Open accounts.
        """
        self._store, self._clock, self._database, self._folder = store, clock, database, folder
        self._keys = keys or LateKeys(store)
        self._lock = RLock()  # `cancel` may come by a signal while this thread holds it
        self._opened: tuple[object, CalendarWriter] | None = None
        self._waiting: WeakSet[Patience] = WeakSet()

    @property
    def folder(self) -> Path:
        """Where the calendar on this computer is."""
        from studio_app.calendars.registry import embedded_folder

        with self._store.reading() as reading:
            return embedded_folder(reading.setting, self._database, self._folder)

    def put(self, event: CalendarEvent, last: Written | None = None, notify: Notify = Notify.EVERYONE) -> str:
        """Create the event, or bring it up to date."""
        return self._calendar().put(event, last, notify)

    def remove(self, event_id: str, last: Written | None = None, notify: Notify = Notify.EVERYONE) -> None:
        """Remove an event."""
        self._calendar().remove(event_id, last, notify)

    def find(self, event_id: str) -> StoredEvent | None:
        """The event with an id as it is stored now, or None."""
        return self._calendar().find(event_id)

    def changes(self, cursor: str, known: Mapping[str, str]) -> PrimaryPull:
        """What changed since a cursor."""
        return self._calendar().changes(cursor, known)

    def open(self, source: CalendarSource) -> CalendarWriter:
        """A calendar to write to."""
        from studio_app.calendars.registry import EMAIL_SETTING, Office, embedded_folder, open_primary

        with self._store.reading() as reading:
            settings = reading.studio(self._clock()).settings
            office = Office(
                settings.name,
                reading.setting(EMAIL_SETTING),
                settings.timezone,
                embedded_folder(reading.setting, self._database, self._folder),
            )
        return open_primary(source, office, self._keys.keys, clock=self._clock, patience=self._patience)

    def cancel(self) -> None:
        """End the requests that are under way, as the program is about to end."""
        with self._lock:
            waiting = list(self._waiting)
        for patience in waiting:
            patience.cancel()

    def _calendar(self) -> CalendarWriter:
        from studio_app.calendars.registry import EMAIL_SETTING, FOLDER_SETTING

        with self._store.reading() as reading:
            source = reading.primary()
            place: object = (
                (source.id, source.kind, source.address, source.account),
                reading.setting(FOLDER_SETTING),
                reading.setting(EMAIL_SETTING),
            )
        with self._lock:
            if self._opened and self._opened[0] == place:
                return self._opened[1]
        opened = self.open(source)
        with self._lock:
            self._opened = (place, opened)
        return opened

    def _patience(self) -> Patience:
        made = Patience(CALL_SECONDS)
        with self._lock:
            self._waiting.add(made)
        return made


class LateBusyReaders:
    """Readers of photographers' calendars; see `actions.ports.BusyReader`."""

    def __init__(self, keys: LateKeys | None = None) -> None:
        """Without keys, only calendars that need no account are read."""
        self._keys = keys

    @cached_property
    def _readers(self) -> BusyReaders:
        from studio_app.calendars.registry import BusyReaders

        return BusyReaders(keys=self._keys.keys if self._keys else None)

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

    def thinned(self, kind: str, items: Sequence[CalendarItem], before: datetime) -> Sequence[CalendarItem]:
        """Those of whole series that say less without what ended before an instant."""
        return self._readers.thinned(kind, items, before)

    def recognised(self, text: str) -> tuple[str, str]:
        """The kind and the address of a calendar that needs no account; see `actions.ports.BusyReader`."""
        from studio_app.calendars.registry import recognised

        return recognised(text)


class LatePlaces:
    """Services that know addresses, and routing servers; see `actions.place_ports`."""

    def __init__(self, secrets: SecretStore) -> None:
        """`secrets` keeps the keys of services."""
        self._secrets = secrets

    @cached_property
    def _finder(self) -> OnlinePlaces:
        from studio_app.places.online import OnlinePlaces

        return OnlinePlaces(self._secrets)

    @cached_property
    def _router(self) -> OsrmRouter:
        from studio_app.places.osrm import OsrmRouter

        return OsrmRouter()

    def find(
        self, choices: PlaceChoices, address: str, patience: Patience, *, again: bool = False
    ) -> Place | None:
        """The place of an address by the chosen service."""
        return self._finder.find(choices, address, patience, again=again)

    def has_key(self, source: PlaceSource) -> bool:
        """Whether this computer has the key of a service."""
        return self._finder.has_key(source)

    def keep_key(self, source: PlaceSource, key: str) -> None:
        """Keep the key of a service; "" forgets it."""
        self._finder.keep_key(source, key)

    def map_key(self, server: str) -> str:
        """The key of a server that the map has tiles from; "" where this computer has none."""
        return self._secrets.get(f"map/{server}") or ""

    def keep_map_key(self, server: str, key: str) -> bool:
        """Keep the key of such a server; says whether it outlives the program."""
        self._secrets.set(f"map/{server}", key)
        return self._secrets.lasting

    def drives(
        self,
        url: str,
        starts: Sequence[Place],
        ends: Sequence[Place],
        patience: Patience,
        *,
        again: bool = False,
    ) -> Sequence[Drive]:
        """The drives from each start to each end."""
        return self._router.drives(url, starts, ends, patience, again=again)


class LateDemoCalendars:
    """The outside calendars of the demo studio, in a folder beside the database; see `actions.ports.DemoCalendars`."""

    def __init__(self, database: Path, clock: Clock) -> None:
        self._folder, self._clock = database.parent / "demo-calendars", clock

    def write(self, studio: Studio, people: Collection[str]) -> Mapping[str, str]:
        """Write a file for each of these photographers."""
        from studio_app.calendars.demo_files import DemoFiles

        return DemoFiles(self._folder, self._clock).write(studio, people)
