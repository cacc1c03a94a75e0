"""A small studio in a database in memory, a calendar that remembers, and a desk that acts on both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest

from studio_app import exchange
from studio_app.actions.agents import Caller
from studio_app.actions.book_order import Booked, BookOrder, Slot, book_order
from studio_app.actions.identity import new_id
from studio_app.actions.ports import Store
from studio_app.actions.read_primary import PrimaryRead, read_primary
from studio_app.actions.sync_calendars import Synced, sync_calendars
from studio_app.actions.telling import WAIT_SETTING
from studio_app.actions.write_outbox import OutboxWritten, write_outbox
from studio_app.domain.appointment import Appointment
from studio_app.domain.outbox import OutboxEntry
from studio_app.patience import Patience
from studio_app.storage.database import open_store
from tests.support.scenarios import person, service, studio
from tests.unit.actions.calendars import FakeAccounts, FakeCalendar, FakeOpener, FakeReader

MONDAY = datetime(2026, 6, 15, 12, tzinfo=UTC)
"""Monday 8:00 in New York; the studio works on weekdays from 9:00 to 17:00."""


def at(text: str, day: int = 16) -> datetime:
    """A wall time in New York in June 2026."""
    return datetime.fromisoformat(f"2026-06-{day:02}T{text}:00-04:00")


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = MONDAY

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Desk:
    """Somebody at a desk."""

    store: Store
    clock: Clock
    calendar: FakeCalendar = field(default_factory=FakeCalendar)
    reader: FakeReader = field(default_factory=FakeReader)
    opener: FakeOpener = field(default_factory=FakeOpener)

    @property
    def now(self) -> datetime:
        return self.clock.now

    def book(self, *slots: Slot | datetime | None, **values: Any) -> Booked:
        """Book photos at 55 Summit Avenue for Dana, unless said otherwise."""
        known: dict[str, Any] = {
            "id": new_id(),
            "caller": Caller(email="dana@reed.test", name="Dana Reed"),
            "address": "55 Summit Avenue, Boston",
            "services": ("photos",),
            "slots": tuple(Slot(slot) if isinstance(slot, datetime) else slot for slot in slots),
        }
        return book_order(self.store, self.now, "Kim", BookOrder(**{**known, **values}))

    def write(self) -> OutboxWritten:
        return write_outbox(self.store, self.calendar, self.clock, lambda: 0.5)

    def pull(self) -> PrimaryRead:
        """Read what people did in the primary calendar."""
        return read_primary(self.store, self.clock, self.calendar)

    def sync(self) -> Synced:
        """One round with all calendars."""
        return sync_calendars(
            self.store, self.clock, self.calendar, self.reader, lambda: 0.5, Patience(60), opener=self.opener
        )

    def entry(self, appointment: str) -> OutboxEntry:
        """The newest write of an appointment's event."""
        with self.store.reading() as reading:
            (found,) = reading.outbox([appointment])
        return found

    def appointment(self, key: str) -> Appointment:
        """As it is stored."""
        with self.store.reading() as reading:
            return reading.appointment(key)

    def load(self, *people: dict[str, Any], **keys: Any) -> None:
        """Store another studio."""
        with self.store.writing() as writing:
            writing.replace_studio(exchange.read_studio(studio(*people, **keys)))


SERVICES = [
    service("photos"),
    service("video"),
    service("plan", 30, separate=True),
    service("dusk", 30, twilight=True),
]


@pytest.fixture
def desk() -> Iterator[Desk]:
    """Ana and Ben, who do everything; dusk is from 18:00 to 20:00."""
    clock = Clock()
    store = open_store("sqlite://", now=clock)
    made = Desk(store, clock)
    made.load(person("ana"), person("ben"), services=SERVICES, twilight={"mode": "manual"})
    with store.writing() as writing:
        writing.set_setting(WAIT_SETTING, "0")
    yield made
    store.close()


@pytest.fixture
def booked(desk: Desk) -> Appointment:
    """Ana takes photos on Tuesday at 10, which stands in the calendar and was read there."""
    item = desk.book(Slot(at("10:00"), ("ana",))).appointments[0]
    desk.sync()
    desk.calendar.mails.clear()
    desk.calendar.calls.clear()
    return item


@pytest.fixture
def accounts() -> FakeAccounts:
    return FakeAccounts()
