"""What a command works on: database, calendar, clock, and who is at the keyboard."""

from __future__ import annotations

import argparse
import getpass
import logging
import random
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from studio_app import exchange, paths
from studio_app.actions.ports import BusyReader, Store
from studio_app.actions.write_outbox import write_outbox
from studio_app.cli.log_file import log_file
from studio_app.connectors import LateBusyReaders, LateKeys, LatePrimaryCalendar
from studio_app.domain.clock import Clock, system_clock
from studio_app.domain.outbox import OutboxEntry
from studio_app.errors import KnownError, StorageUnavailable
from studio_app.storage.database import open_store
from studio_app.storage.location import Location

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Session:
    """One command's surroundings.

    Attributes:
        clock: The computer's, or what `--now` says.
        actor: Who gave it, for the history.
    """

    store: Store
    calendar: LatePrimaryCalendar
    busy: BusyReader
    keys: LateKeys
    clock: Clock
    actor: str

    @property
    def now(self) -> datetime:
        """When the command is carried out."""
        return self.clock()

    def write_outbox(self) -> None:
        """Try once to write what is owed to the calendar. What was booked is booked, whatever becomes of it.

        Waiting between tries is real waiting, so that it goes by the computer's clock even where `--now` is given.
        """
        try:
            write_outbox(self.store, self.calendar, system_clock, random.random)
        except KnownError as error:
            logger.warning("the outbox waits: %s", error)

    def writes_of(self, appointments: Iterable[str]) -> Mapping[str, OutboxEntry]:
        """What is owed to the calendar, or was, by appointment."""
        with self.store.reading() as reading:
            return {entry.appointment: entry for entry in reading.outbox(appointments)}


@contextmanager
def open_session(arguments: argparse.Namespace) -> Iterator[Session]:
    """Open the database that the arguments name.

    Raises:
        BadInput: `--now` is no time.
        StorageUnavailable: the database can't be used.
    """
    now = exchange.read_time(arguments.now, "--now") if arguments.now else None
    clock = system_clock if now is None else lambda: now
    with log_file():
        url = arguments.database or _own_database()
        backups = None if arguments.database else paths.backup_folder()
        store = open_store(url, now=clock, backup_folder=backups)
        try:
            folder = Path(arguments.calendar) if arguments.calendar else None
            keys = LateKeys(store)
            calendar = LatePrimaryCalendar(store, clock, Location.of(url).file, folder, keys)
            yield Session(store, calendar, LateBusyReaders(keys), keys, clock, _actor())
        finally:
            store.close()


def _own_database() -> str:
    try:
        return paths.database_url()
    except OSError as error:
        raise StorageUnavailable(
            f"The folder for your data can't be made: {error.strerror or error}.", "Give --database URL."
        ) from error


def _actor() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "command line"
