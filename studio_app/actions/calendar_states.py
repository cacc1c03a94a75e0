"""How all calendars are: what the Calendars view and the command line show of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from studio_app.actions.ports import Reading, Store
from studio_app.domain.account import Account
from studio_app.domain.calendar_rules import CalendarRules
from studio_app.domain.calendar_source import CalendarSource, Freshness
from studio_app.domain.outbox import Task, WriteState
from studio_app.domain.photographer import Photographer
from studio_app.domain.studio import Studio
from studio_app.engine.blocking import Ignored, ignored


@dataclass(frozen=True, slots=True)
class SourceState:
    """A photographer's calendar.

    Attributes:
        events: How many of its events are kept.
        ignored: How many of them take no time, by the reason.
        login: Of its account; "" where it needs none.
    """

    source: CalendarSource
    photographer: Photographer
    freshness: Freshness
    events: int
    ignored: Mapping[Ignored, int]
    login: str = ""


@dataclass(frozen=True, slots=True)
class PrimaryState:
    """The primary calendar, and how many of the program's events stand in it or are owed to it."""

    source: CalendarSource
    freshness: Freshness
    written: int = 0
    waiting: int = 0
    failed: int = 0
    differing: int = 0
    login: str = ""


@dataclass(frozen=True, slots=True)
class CalendarStates:
    """All calendars at one moment; `rows` are in the photographers' order."""

    studio: Studio
    primary: PrimaryState
    rows: tuple[SourceState, ...]
    accounts: tuple[Account, ...]
    rules: CalendarRules


def calendar_states(store: Store, now: datetime) -> CalendarStates:
    """How the calendars are.

    Raises:
        NotFound: there is no studio.
    """
    with store.reading() as reading:
        studio, rules = reading.studio(now), reading.calendar_rules()
        accounts = tuple(reading.accounts())
        logins = {account.id: account.login for account in accounts}
        rows = tuple(
            _row(reading, studio, source, rules, now, logins.get(source.account, ""))
            for source in reading.sources()
        )
        return CalendarStates(studio, _primary(reading, studio, rules, now, logins), rows, accounts, rules)


def _row(
    reading: Reading, studio: Studio, source: CalendarSource, rules: CalendarRules, now: datetime, login: str
) -> SourceState:
    person = studio.photographer_by_id[source.photographer]
    events = reading.events_of(source.id)
    counts = ignored(events, person.timezone or studio.settings.timezone)
    return SourceState(source, person, source.freshness(now, rules.limit), len(events), counts, login)


def _primary(
    reading: Reading, studio: Studio, rules: CalendarRules, now: datetime, logins: Mapping[str, str]
) -> PrimaryState:
    source = reading.primary()
    entries = reading.outbox(studio.appointments)
    standing = sum(entry.task is Task.PUT and entry.state is WriteState.WRITTEN for entry in entries)
    unwritten = [entry.state for entry in reading.unwritten()]
    return PrimaryState(
        source,
        source.freshness(now, rules.limit),
        standing,
        unwritten.count(WriteState.WAITING),
        unwritten.count(WriteState.FAILED),
        unwritten.count(WriteState.DIFFERS),
        logins.get(source.account, ""),
    )
