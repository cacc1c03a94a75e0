"""What the actions need from storage, calendars and places. `app` hands in the real ones.

Everything is in the words of the domain; nothing here knows SQL, files or a network.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from studio_app.domain.agent import Agent
from studio_app.domain.appointment import Appointment
from studio_app.domain.calendar_event import CalendarEvent
from studio_app.domain.calendar_source import CalendarSource
from studio_app.domain.history import HistoryEntry
from studio_app.domain.order import Order
from studio_app.domain.outbox import OutboxEntry
from studio_app.domain.outside_event import OutsideEvent
from studio_app.domain.place import Place
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import Span


class Reading(Protocol):
    """One consistent view of the database."""

    def has_studio(self) -> bool:
        """Whether there is a studio at all; a new database has none."""

    def studio(self, now: datetime, *, also: Iterable[str] = ()) -> Studio:
        """The studio as the rules see it: its set-up with the events and appointments from eight weeks before
        `now` to the furthest bookable day, and the appointments whose ids are in `also`, whenever they are.

        A photographer one of whose calendar sources was never read or failed last has `calendar_known` False.

        Raises:
            NotFound: there is no studio yet.
        """

    def whole_studio(self) -> Studio:
        """The studio with everything that is stored, for export."""

    def agents(self) -> Sequence[Agent]:
        """All agents by name."""

    def agent(self, agent_id: str) -> Agent:
        """One agent. Raises NotFound."""

    def agent_by_email(self, email: str) -> Agent | None:
        """The agent with that address, without regard to case."""

    def order(self, order_id: str) -> Order:
        """One order. Raises NotFound."""

    def orders(self, order_ids: Iterable[str]) -> Sequence[Order]:
        """The orders with these ids, as far as they exist."""

    def find_orders(self, text: str, limit: int = 20) -> Sequence[Order]:
        """Orders whose address, id, or agent's name, e-mail or brokerage contains every word of the text, newest first."""

    def appointment(self, appointment_id: str) -> Appointment:
        """One appointment. Raises NotFound."""

    def appointments_of(self, order_id: str) -> Sequence[Appointment]:
        """The appointments of an order by start."""

    def appointments_between(self, span: Span) -> Sequence[Appointment]:
        """Appointments in any state that overlap the span, by start, then id."""

    def outbox(self, appointment_ids: Iterable[str]) -> Sequence[OutboxEntry]:
        """The newest entry of each of these appointments that has one."""

    def due(self, now: datetime, limit: int = 100) -> Sequence[OutboxEntry]:
        """Entries that wait to be written and whose time has come, oldest first."""

    def unwritten(self) -> Sequence[OutboxEntry]:
        """All entries that are waiting or failed, oldest first."""

    def history(self, *, order: str = "", appointment: str = "", limit: int = 200) -> Sequence[HistoryEntry]:
        """Newest first; of one order or appointment where named."""

    def sources(self) -> Sequence[CalendarSource]:
        """All calendars that are read, in the photographers' order."""

    def setting(self, name: str, default: str = "") -> str:
        """A setting of the desk that is no rule (an event template, the primary calendar's folder, ...)."""


class Writing(Reading, Protocol):
    """One writing transaction: all of it is committed when its block ends, none of it when the block raises.

    Writers wait for each other from the first statement on, so what is read inside is what is written on.
    """

    def replace_studio(self, studio: Studio) -> None:
        """Put a whole studio in place of what is stored: set-up, events and appointments. Orders whose
        appointments are not in it, agents and history stay."""

    def save_agent(self, agent: Agent) -> Agent:
        """Add or change an agent (by id), with its version checked. Raises StaleVersion."""

    def save_order(self, order: Order) -> Order:
        """Add or change an order (by id), with its version checked. Raises StaleVersion."""

    def add_appointment(self, appointment: Appointment) -> Appointment:
        """Add an appointment. Raises DoubleBooking where one of the crew has a live one that overlaps."""

    def save_appointment(self, appointment: Appointment) -> Appointment:
        """Change an appointment whose stored version is the given one; returns it with the next version.
        Raises StaleVersion, DoubleBooking, NotFound."""

    def record(self, entry: HistoryEntry) -> None:
        """Keep an entry in the history."""

    def queue(self, entry: OutboxEntry) -> None:
        """Put a write into the outbox; it replaces an unwritten one of the same appointment."""

    def settle(self, entry: OutboxEntry) -> bool:
        """Store what became of an entry (state, attempts, not_before, problem, etag) unless a newer one for the same
        appointment replaced it meanwhile; says whether it was stored."""

    def save_source(self, source: CalendarSource) -> None:
        """Add or change a calendar source (by id)."""

    def remove_source(self, source_id: str) -> None:
        """Forget a calendar source and the events that came from it."""

    def replace_events(self, source_id: str, events: Iterable[OutsideEvent]) -> None:
        """Put these in the place of all events that came from a source."""

    def set_setting(self, name: str, value: str) -> None:
        """Store a setting of the desk."""


class Store(Protocol):
    """The database."""

    def reading(self) -> AbstractContextManager[Reading]:
        """A consistent view for the length of a `with` block."""

    def writing(self) -> AbstractContextManager[Writing]:
        """A writing transaction for the length of a `with` block.

        Raises:
            StorageUnavailable: another program holds the database for too long.
        """

    def data_version(self) -> int:
        """A number that grows whenever anybody commits a change, for noticing other desks."""


class PrimaryCalendar(Protocol):
    """The studio's own calendar, which owns every event that the program writes."""

    def put(self, event: CalendarEvent, etag: str = "") -> str:
        """Create the event, or bring the one with the same id up to date; returns its new etag.

        A repeat makes no second event. Raises CalendarUnavailable.
        """

    def remove(self, event_id: str, etag: str = "") -> None:
        """Remove an event; one that is gone already is removed. Raises CalendarUnavailable."""


class BusyReader(Protocol):
    """Reads a photographer's outside calendar."""

    def read(
        self, source: CalendarSource, span: Span, owner_email: str, zone: str, ours: Collection[str] = ()
    ) -> Sequence[OutsideEvent]:
        """All occurrences in the span, recurrences expanded. `owner_email` finds the photographer's own answer;
        `zone` (IANA) is that of times without one; `ours` are ids of events that the program wrote, whose copies are
        left out.

        Raises:
            CalendarUnavailable: the calendar or a part of it can't be read; it names the file. Never a part of it.
        """


class DemoCalendars(Protocol):
    """Makes outside calendars for the photographers of the demo studio."""

    def write(self, studio: Studio, people: Collection[str]) -> Mapping[str, str]:
        """Write the outside events of these photographers, a calendar for each, in the place of those of before.

        Returns:
            Where each calendar is, by photographer: the address of a source of the kind `ics`.

        Raises:
            CalendarUnavailable: a calendar can't be written.
        """


class Geocoder(Protocol):
    """Finds the place of an address."""

    def place_of(self, address: str) -> Place | None:
        """The place, or None where it is not known."""
