"""A studio whose calendars are at the stand-in for Google, with two desks, and people who work in the calendar by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

import pytest

from studio_app import exchange
from studio_app.actions.agents import Caller
from studio_app.actions.book_order import BookOrder, Slot, book_order
from studio_app.actions.cancel_appointment import CancelAppointment, cancel_appointment
from studio_app.actions.done import Done
from studio_app.actions.identity import new_id
from studio_app.actions.keep_ours import KeepOurs, keep_ours
from studio_app.actions.move_appointment import MoveAppointment, move_appointment
from studio_app.actions.owed_event import event_of
from studio_app.actions.ports import BusyReader, PrimaryCalendar, SecretStore
from studio_app.actions.sync_calendars import Synced, sync_calendars
from studio_app.actions.take_theirs import TakeTheirs, take_theirs
from studio_app.calendars.google import service as google_service
from studio_app.calendars.google.reader import GoogleReader
from studio_app.calendars.google.scopes import scopes_for
from studio_app.calendars.google.tokens import Sessions, client_entry
from studio_app.calendars.google.writer import GoogleCalendar
from studio_app.calendars.pauses import Pauses
from studio_app.calendars.registry import BusyReaders
from studio_app.domain.account import Account, account_id
from studio_app.domain.appointment import Appointment, State
from studio_app.domain.calendar_event import CalendarEvent, Notify
from studio_app.domain.calendar_source import CalendarSource
from studio_app.domain.outbox import OutboxEntry, WriteState
from studio_app.errors import KnownError
from studio_app.patience import Patience
from studio_app.storage.database import open_store
from tests.support.between_steps import Crash, Points, WatchedStore, watch_requests
from tests.support.google_server import GoogleServer
from tests.support.scenarios import hours, person, service, studio

MONDAY = datetime(2026, 6, 15, 12, tzinfo=UTC)
STUDIO, AGENT = "studio@example.com", "dana@reed.test"
PEOPLE = ("ana", "ben")
PROPERTY = "studioDeskAppointment"
SOON = 0.25
"""Seconds after which the program does not wait for an answer any more."""

OVERRULE = "The machine wants it"


@dataclass
class Clock:
    """The studio's clock; it may jump."""

    now: datetime = MONDAY

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=1)  # no two moments are the same
        return self.now


class Secrets:
    """Keeps secrets as long as the computer runs."""

    lasting = True

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def get(self, account: str) -> str | None:
        """The secret, if there is one."""
        return self.kept.get(account)

    def set(self, account: str, secret: str) -> None:
        """Keep a secret."""
        self.kept[account] = secret

    def delete(self, account: str) -> None:
        """Forget a secret."""
        self.kept.pop(account, None)


def signed_in(server: GoogleServer, secrets: SecretStore, login: str = STUDIO) -> Account:
    """An account as it is after somebody signed in, with its secrets kept."""
    client = server.client()["installed"]
    details = {name: str(client[name]) for name in ("client_id", "auth_uri", "token_uri")}
    account = Account(account_id("google", login), "google", login, details=details)
    secrets.set(account.id, server.sign_in.grant(login, *scopes_for(write=True)).refresh)
    secrets.set(client_entry(account.id), str(client["client_secret"]))
    return account


def hour_at(number: int) -> datetime:
    """One of thirty hours on three days, a month from the beginning: what is over is left alone."""
    return MONDAY + timedelta(days=30 + number // 10, hours=1 + number % 10)


def number_ids(patch: pytest.MonkeyPatch) -> None:
    """Let ids be numbers that count up, so that a run can be repeated."""
    numbers = count(1)

    def numbered() -> UUID:
        return UUID(int=next(numbers))

    patch.setattr("studio_app.actions.identity.uuid.uuid4", numbered)
    patch.setattr("tests.support.google_server.office.uuid4", numbered)


@dataclass
class Desk:
    """One running program: what it holds in memory is lost when it crashes."""

    primary: PrimaryCalendar
    busy: BusyReader


@dataclass
class World:
    """Everything.

    Attributes:
        handed: How often somebody at a desk did what the guests of an event are to hear of, by appointment.
        touched: How often people changed an event in the calendar by hand.
        seconds: Time that went by, whatever the clock says.
        twins: Ids of copies that people made by hand.
    """

    server: GoogleServer
    patch: pytest.MonkeyPatch
    clock: Clock = field(default_factory=Clock)
    points: Points = field(default_factory=Points)
    handed: Counter[str] = field(default_factory=Counter)
    touched: Counter[str] = field(default_factory=Counter)
    twins: set[str] = field(default_factory=set)
    seconds: float = 0.0
    undos: list[tuple[Done, frozenset[str]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        number_ids(self.patch)
        self.host = self.server.person(STUDIO)
        self.people = {name: self.server.person(f"{name}@studio.test") for name in PEOPLE}
        for each in self.people.values():
            each.share(self.host, "reader")
        self.kept = open_store("sqlite://", now=self.clock)
        self.secrets = Secrets()
        self.account = signed_in(self.server, self.secrets)
        self.store = WatchedStore(self.kept, self.points)
        self._load()
        self.patch.setattr(Patience, "pause", lambda _, seconds: self._pause(seconds))
        self.patch.setattr(google_service, "REQUEST_SECONDS", SOON)
        watch_requests(self.patch, self.points)
        self.desks = [self.started(), self.started()]

    def close(self) -> None:
        """Put everything away."""
        self.kept.close()

    def started(self) -> Desk:
        """A program that was just started."""
        sessions = Sessions(lambda _: self.account, self.secrets)
        primary = GoogleCalendar(sessions, self.account.id, STUDIO, clock=self.clock, jitter=lambda: 0.5)
        readers = {"google": GoogleReader(sessions, lambda: 0.5)}
        return Desk(primary, BusyReaders(readers, pauses=Pauses(lambda: self.seconds)))

    def _load(self) -> None:
        open_hours = hours("08:00-20:00")
        people = [person(name, email=f"{name}@studio.test", hours=open_hours) for name in PEOPLE]
        made = studio(*people, services=[service("photos")], name="Harbor Light")
        with self.kept.writing() as writing:
            writing.replace_studio(exchange.read_studio(made))
            for name in PEOPLE:
                address = f"{name}@studio.test"
                source = CalendarSource(f"source-{name}", name, "google", address, name)
                writing.save_source(replace(source, account=self.account.id))
            writing.save_account(self.account)
            writing.save_primary(CalendarSource("primary", "", "google", STUDIO, account=self.account.id))

    def _pause(self, seconds: float) -> bool:
        """Waiting takes no time here but that of the studio's clock."""
        self.go_by(timedelta(seconds=seconds))
        return True

    def go_by(self, time: timedelta) -> None:
        """Let time go by; a clock that jumps is set by hand."""
        self.clock.now += time
        self.seconds += time.total_seconds()

    # ---------------------------------------------------------------- at a desk

    def do(self, action: Callable[[], Done], *appointments: str) -> Done | None:
        """Somebody does something; a refusal is an answer too."""
        try:
            done = action()
        except KnownError:
            return None
        self.handed.update(appointments)
        if done.undo:
            self.undos.append((done, frozenset(appointments)))
        return done

    def book(self, hour: int) -> None:
        """Photos at an hour from Tuesday on; the desk learns only afterwards which appointment it is."""
        start = hour_at(hour)
        command = BookOrder(
            new_id(), Caller(email=AGENT, name="Dana Reed"), "55 Summit Avenue, Boston", ("photos",),
            slots=(Slot(start),), overrule=OVERRULE, notify=Notify.EVERYONE,
        )  # fmt: skip
        with suppress(KnownError):
            done = book_order(self.store, self.clock(), "Kim", command)
            names = frozenset(each.id for each in done.appointments)
            self.handed.update(names)
            self.undos.append((done, names))

    def move(self, number: int, hour: int) -> None:
        """One of the appointments to another hour."""
        each = self.one(number)
        if each is None:
            return
        start = hour_at(hour)
        command = MoveAppointment(each.id, start, overrule=OVERRULE)
        self.do(lambda: move_appointment(self.store, self.clock(), "Kim", command), each.id)

    def cancel(self, number: int) -> None:
        """Cancel one of the appointments."""
        each = self.one(number)
        if each is None:
            return
        command = CancelAppointment(each.id)
        self.do(lambda: cancel_appointment(self.store, self.clock(), "Kim", command), each.id)

    def undo(self) -> None:
        """Take the last thing back."""
        if self.undos:
            done, names = self.undos.pop()
            undo = done.undo
            if undo is not None:
                self.do(lambda: undo.run(self.store, self.clock(), "Kim"), *names)

    def decide(self, take: bool) -> None:
        """Decide about the first event that somebody changed by hand."""
        differing = [each.appointment for each in self.entries() if each.state is WriteState.DIFFERS]
        if not differing:
            return
        name = differing[0]
        theirs, ours = TakeTheirs(name, overrule=OVERRULE), KeepOurs(name)
        if take and self.do(lambda: take_theirs(self.store, self.clock(), "Kim", theirs), name):
            return
        self.do(lambda: keep_ours(self.store, self.clock(), "Kim", ours), name)

    def sync(self, desk: int = 0) -> Synced | None:
        """A round of one desk; None where its process ended."""
        running = self.desks[desk]
        try:
            return sync_calendars(
                self.store, self.clock, running.primary, running.busy, lambda: 0.5, Patience(60.0)
            )
        except Crash:
            self.points.clear()
            self.desks[desk] = self.started()
            return None

    # ---------------------------------------------------------------- by hand, in the calendar

    def by_hand(self, number: int, work: Callable[[str], object]) -> None:
        """Somebody does something to one of the events that are or were in the calendar."""
        found = sorted(name for name in self.host.book.events if name not in self.twins)
        if found:
            name = found[number % len(found)]
            self.touched[name] += 1
            with suppress(Exception):
                work(name)

    # ---------------------------------------------------------------- what is there

    def appointments(self) -> list[Appointment]:
        """All appointments by id."""
        with self.kept.reading() as reading:
            found = reading.whole_studio().appointments.values()
        return sorted(found, key=lambda each: each.id)

    def one(self, number: int) -> Appointment | None:
        """One of them, if there is any."""
        found = self.appointments()
        return found[number % len(found)] if found else None

    def entries(self) -> list[OutboxEntry]:
        """The newest outbox entry of each appointment."""
        names = [each.id for each in self.appointments()]
        with self.kept.reading() as reading:
            return list(reading.outbox(names))

    def events(self) -> list[dict[str, Any]]:
        """The living events of the program in the calendar, without copies that people made."""
        found = self.host.events()
        return [
            each
            for each in found
            if each["id"] not in self.twins
            and PROPERTY in each.get("extendedProperties", {}).get("private", {})
        ]


def wanted_events(world: World) -> dict[str, CalendarEvent | None]:
    """The events that should be in the calendar, by appointment."""
    events = {each.appointment: each.event for each in world.entries()}
    appointments = world.appointments()
    with world.kept.reading() as reading:
        known = reading.whole_studio()
        return {
            each.id: event_of(reading, known, events[each.id], each)
            for each in appointments
            if each.state is State.CONFIRMED
        }
