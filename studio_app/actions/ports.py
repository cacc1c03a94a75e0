"""What the actions need from storage, calendars and places. `app` hands in the real ones.

Everything is in the words of the domain; nothing here knows SQL, files or a network.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Protocol

from studio_app.actions.list_ports import ActiveReading, OrderListReading
from studio_app.actions.order_ports import OrderReading, OrderWriting
from studio_app.actions.place_ports import PlaceReading, PlaceWriting
from studio_app.actions.setup_ports import SetupWriting
from studio_app.domain.account import Account
from studio_app.domain.agent import Agent
from studio_app.domain.appointment import Appointment
from studio_app.domain.calendar_event import CalendarEvent, Notify, PrimaryPull, Seen, StoredEvent, Written
from studio_app.domain.calendar_item import CalendarItem, Errand, Pull, Whose
from studio_app.domain.calendar_rules import CalendarRules
from studio_app.domain.calendar_source import CalendarSource
from studio_app.domain.history import HistoryEntry
from studio_app.domain.order import Order
from studio_app.domain.outbox import OutboxEntry
from studio_app.domain.outside_event import OutsideEvent
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import Span
from studio_app.errors import CalendarUnavailable
from studio_app.patience import Patience


class Reading(OrderReading, OrderListReading, ActiveReading, PlaceReading, Protocol):
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
        """Orders whose address, or agent's name, e-mail or brokerage, contains every word of the text, newest first; a word
        may also be the beginning of the id."""

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
        """All entries that are waiting, failed or differ from what is in the calendar, oldest first."""

    def differing(self) -> Sequence[OutboxEntry]:
        """All entries whose event somebody changed in the calendar, oldest first."""

    def writes_of_events(self, event_ids: Collection[str]) -> Sequence[OutboxEntry]:
        """The entries of these calendar events, as far as there are any."""

    def history(
        self,
        *,
        order: str = "",
        appointment: str = "",
        who: str = "",
        text: str = "",
        span: Span | None = None,
        before: HistoryEntry | None = None,
        limit: int = 200,
    ) -> Sequence[HistoryEntry]:
        """Newest first; only what is asked for.

        Args:
            order, appointment: Ids of what it was about.
            who: The whole name of who did it.
            text: Words that all stand in it, in its order's address or in the agent's name, e-mail or brokerage,
                without regard to case and accents.
            span: When it was.
            before: The last entry of the page before, as it was read; what comes after it in the list.
            limit: How many at most.
        """

    def sources(self) -> Sequence[CalendarSource]:
        """All photographers' calendars, in the photographers' order."""

    def primary(self) -> CalendarSource:
        """The studio's primary calendar; one of the kind `local` where nothing else was chosen."""

    def accounts(self) -> Sequence[Account]:
        """All accounts, in the order in which they were connected."""

    def calendar_rules(self) -> CalendarRules:
        """What the studio decided about calendars."""

    def items(self, source_id: str, series: Collection[str] | None = None) -> Sequence[CalendarItem]:
        """What was read from a photographer's calendar: all of it, or the items of these series."""

    def etags(self, source_id: str) -> Mapping[str, str]:
        """The etags of a calendar's items by id."""

    def events_of(self, source_id: str) -> Sequence[OutsideEvent]:
        """The outside events that came from a calendar, by start."""

    def seen(self, event_ids: Iterable[str] | None = None) -> Sequence[Seen]:
        """The program's events as they were last read from the primary calendar; all where no ids are given."""

    def setting(self, name: str, default: str = "") -> str:
        """A setting of the desk that is no rule (an event template, the primary calendar's folder, ...)."""


class Writing(Reading, OrderWriting, SetupWriting, PlaceWriting, Protocol):
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

    def save_appointments(self, appointments: Sequence[Appointment]) -> Sequence[Appointment]:
        """The same for several, all or none. Only what comes of it must hold, so that two may swap their times."""

    def record(self, entry: HistoryEntry) -> None:
        """Keep an entry in the history."""

    def queue(self, entry: OutboxEntry) -> None:
        """Put a write into the outbox; it replaces an unwritten one of the same appointment."""

    def settle(self, entry: OutboxEntry) -> bool:
        """Store what became of an entry, all but its task, unless a newer one for the same appointment replaced it
        meanwhile; says whether it was stored."""

    def save_source(self, source: CalendarSource) -> None:
        """Add or change a calendar source (by id). Where it becomes another photographer's, or another calendar, what
        was read before is forgotten, and it is unread."""

    def remove_source(self, source_id: str) -> None:
        """Forget a calendar source and the events that came from it."""

    def take_pull(
        self,
        before: CalendarSource,
        after: CalendarSource,
        pull: Pull,
        events: Mapping[str, Sequence[OutsideEvent]],
    ) -> bool:
        """Store what was read from a photographer's calendar, all of it or nothing: the source as it is after (with its
        cursor), the items, and the events of each series in the place of its earlier ones (all where `pull.whole`).
        A series whose items the pull changed or removed, and that `events` doesn't name, has no events any more.

        False, and nothing stored, where the source was removed, changed or read by another desk since `before`.
        """

    def save_primary(self, source: CalendarSource) -> None:
        """Choose the primary calendar, or keep what was read from it; where it is another one than before, what was seen
        there is forgotten."""

    def see(self, seen: Iterable[Seen], gone: Collection[str] = ()) -> None:
        """Keep how events of ours were read last; forget those that are `gone` with their appointments."""

    def save_account(self, account: Account) -> None:
        """Add or change an account (by id)."""

    def remove_account(self, account_id: str) -> None:
        """Forget an account and its calendars, with the events that came from them; where the primary calendar is among
        them, the local one takes its place."""

    def save_calendar_rules(self, rules: CalendarRules) -> None:
        """Store what the studio decided about calendars."""

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
    """The studio's own calendar, which owns every event that the program writes.

    Every method raises CalendarUnavailable (with its kinds) where the calendar can't be reached.
    """

    def put(self, event: CalendarEvent, last: Written | None = None, notify: Notify = Notify.EVERYONE) -> str:
        """Create the event, or bring the one with the same id up to date; returns its new etag.

        A repeat makes no second event, and tells no guest a second time: where the event is as wanted already, nothing
        is written. What others added to it stays.

        Args:
            event: As it should be.
            last: As it was when the program last knew it; None where it should not be there yet.
            notify: Whom the calendar tells.

        Raises:
            EventChanged: somebody else changed or deleted it since `last`; nothing was written.
        """

    def remove(self, event_id: str, last: Written | None = None, notify: Notify = Notify.EVERYONE) -> None:
        """Remove an event; one that is gone already is removed. Raises EventChanged as `put` does."""

    def find(self, event_id: str) -> StoredEvent | None:
        """The event with an id as it is stored now, or None."""

    def changes(self, cursor: str, known: Mapping[str, str]) -> PrimaryPull:
        """What changed since a cursor; everything where the cursor is "" or no longer good, but what is over for long may
        be left out then (`PrimaryPull.since`).

        Args:
            cursor: That of the last pull.
            known: Etags of the events of ours as they were seen last, by event id.
        """


class CalendarOpener(Protocol):
    """Opens calendars that are not the primary one, or not any more."""

    def open(self, source: CalendarSource) -> PrimaryCalendar:
        """The calendar of a source, to be written to.

        Raises:
            CalendarUnavailable: calendars of its kind can't be written, or its account is not known here.
        """


class BusyReader(Protocol):
    """Reads photographers' calendars."""

    def pull(
        self, errands: Sequence[Errand], patience: Patience
    ) -> Iterable[tuple[CalendarSource, Pull | CalendarUnavailable]]:
        """What changed in each calendar, in any order, as the answers come; several are read at once.

        One that can't be read, or not within the patience, is answered by its error. Never a part of a calendar.
        """

    def occurrences(
        self, kind: str, items: Sequence[CalendarItem], span: Span, whose: Whose
    ) -> Mapping[str, Sequence[OutsideEvent]]:
        """The events of whole series, written out within a span, by series. No network.

        Raises:
            CalendarUnavailable: an item can't be understood; it is named.
        """

    def thinned(self, kind: str, items: Sequence[CalendarItem], before: datetime) -> Sequence[CalendarItem]:
        """Those of whole series that say less without what ended before an instant, as they are then: what is over is
        not kept. One that says nothing any more has no text; its id and etag stay, so that it is not asked for again.
        No network.
        """

    def recognised(self, text: str) -> tuple[str, str]:
        """The kind and the address of a calendar that needs no account, from what a person typed: a feed's URL, a file or
        a folder.

        Raises:
            BadInput: it is none, or one that would give itself away.
        """


class SecretStore(Protocol):
    """Keeps what opens an account."""

    @property
    def lasting(self) -> bool:
        """Whether secrets outlive the program; else they are kept in memory only."""

    def get(self, account: str) -> str | None:
        """The secret of an account; None where this computer has none."""

    def set(self, account: str, secret: str) -> None:
        """Keep a secret."""

    def delete(self, account: str) -> None:
        """Forget a secret, if there is one."""


class Accounts(Protocol):
    """Signs in to providers and out again."""

    def sign_in_google(
        self,
        client_file: Path,
        account: Account | None,
        show: Callable[[str], None],
        patience: Patience,
        *,
        write: bool = True,
    ) -> Account:
        """Have somebody sign in in a browser; keeps the secret and returns the account with its calendars.

        Args:
            client_file: The studio's own client, as Google gives it; needed again only where it changed.
            account: The one to sign in to again; None for a new one.
            show: Gets the address to open, once somebody may open it.
            patience: Ends the waiting.
            write: It may hold the studio's own calendar; an account that only lends its eyes is not asked to allow that.

        Raises:
            BadInput: the client file can't be used.
            KnownError: the person declined, nobody came in time, or it was cancelled.
        """

    def sign_in_again(self, account: Account, show: Callable[[str], None], patience: Patience) -> Account:
        """The same for a Google account whose client is known."""

    def sign_in_caldav(self, url: str, login: str, password: str, patience: Patience) -> Account:
        """Find a CalDAV server's calendars and keep the password."""

    def calendars(self, account: Account, patience: Patience) -> Account:
        """The account with its calendars as they are now."""

    def sign_out(self, account: Account) -> None:
        """Revoke what can be revoked and forget the secret; never fails for want of a network."""


class DemoCalendars(Protocol):
    """Makes outside calendars for the photographers of the demo studio."""

    def write(self, studio: Studio, people: Collection[str]) -> Mapping[str, str]:
        """Write the outside events of these photographers, a calendar for each, in the place of those of before.

        Returns:
            Where each calendar is, by photographer: the address of a source of the kind `ics`.

        Raises:
            CalendarUnavailable: a calendar can't be written.
        """
