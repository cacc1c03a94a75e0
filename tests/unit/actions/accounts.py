"""A provider at which somebody signs in, or nobody, and what is asked of it."""

from __future__ import annotations

from pathlib import Path

from studio_app.actions.choose_primary import ChoosePrimary, PrimaryChosen, choose_primary
from studio_app.actions.connect_account import (
    Connected,
    ConnectGoogle,
    Purpose,
    connect_google,
)
from studio_app.domain.calendar_event import Notify
from studio_app.domain.calendar_source import CalendarSource
from studio_app.patience import Patience
from tests.unit.actions.calendars import KIM, MAIN, FakeAccounts
from tests.unit.actions.conftest import Desk


def connect(desk: Desk, accounts: FakeAccounts, **purpose: object) -> Connected:
    shown: list[str] = []
    command = ConnectGoogle(Path("client.json"), Purpose(**purpose))  # type: ignore[arg-type]
    done = connect_google(desk.store, desk.now, "Kim", accounts, command, shown.append, Patience(1))
    assert shown == ["https://accounts.google.test/"]
    return done


def primary(desk: Desk) -> CalendarSource:
    with desk.store.reading() as reading:
        return reading.primary()


def sources(desk: Desk) -> list[CalendarSource]:
    with desk.store.reading() as reading:
        return list(reading.sources())


def choose(desk: Desk, address: str = MAIN.address, notify: Notify | None = None) -> PrimaryChosen:
    command = ChoosePrimary(KIM.id, address, notify) if address else ChoosePrimary()
    return choose_primary(desk.store, desk.now, "Kim", command)
