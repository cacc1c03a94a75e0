"""Calendars that are opened late, and again where another one was chosen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from studio_app import exchange
from studio_app.actions.choose_primary import LOCAL
from studio_app.calendars.google.writer import GoogleCalendar
from studio_app.calendars.registry import FOLDER_SETTING
from studio_app.connectors import LateBusyReaders, LateKeys, LatePrimaryCalendar
from studio_app.domain.account import Account
from studio_app.domain.calendar_event import CalendarEvent
from studio_app.domain.calendar_source import CalendarSource
from studio_app.domain.timespan import Span
from studio_app.errors import CalendarUnavailable, NotSignedInHere
from studio_app.storage.database import SqlStore, open_store
from tests.support.keyrings import MemoryKeyring, using
from tests.support.scenarios import studio

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
EVENT = CalendarEvent("e" * 32, "a", Span(NOW, NOW + timedelta(hours=1)), ZoneInfo("UTC"), "Photos")
GOOGLE = CalendarSource("g", "", "google", "kim@studio.test", account="google:kim")


@pytest.fixture
def store() -> Iterator[SqlStore]:
    made = open_store("sqlite://", now=lambda: NOW)
    with made.writing() as writing:
        writing.replace_studio(exchange.read_studio(studio()))
    yield made
    made.close()


@pytest.fixture
def primary(store: SqlStore, tmp_path: Path) -> LatePrimaryCalendar:
    return LatePrimaryCalendar(store, lambda: NOW, tmp_path / "studio.sqlite")


def choose(store: SqlStore, source: CalendarSource) -> None:
    with store.writing() as writing:
        writing.save_primary(source)


def test_the_calendar_on_this_computer_is_beside_the_database(
    primary: LatePrimaryCalendar, tmp_path: Path
) -> None:
    assert primary.folder == tmp_path / "calendar"
    etag = primary.put(EVENT)
    found = primary.find(EVENT.id)
    assert found is not None
    assert found.etag == etag
    assert [each.event.id for each in primary.changes("", {}).events] == [EVENT.id]
    primary.remove(EVENT.id)
    assert primary.find(EVENT.id) is None


def test_another_folder_is_opened_as_soon_as_it_is_set(
    store: SqlStore, primary: LatePrimaryCalendar, tmp_path: Path
) -> None:
    primary.put(EVENT)
    with store.writing() as writing:
        writing.set_setting(FOLDER_SETTING, str(tmp_path / "elsewhere"))
    assert (primary.folder, primary.find(EVENT.id)) == (tmp_path / "elsewhere", None)
    asked_for = LatePrimaryCalendar(store, lambda: NOW, None, tmp_path / "calendar")
    assert asked_for.find(EVENT.id) is not None


def test_another_calendar_is_opened_as_soon_as_it_is_chosen(
    store: SqlStore, primary: LatePrimaryCalendar
) -> None:
    primary.put(EVENT)
    choose(store, GOOGLE)
    with pytest.raises(CalendarUnavailable, match="account of the calendar"):
        primary.find(EVENT.id)
    with store.writing() as writing:
        writing.save_account(Account("google:kim", "google", "kim@studio.test"))
    with using(MemoryKeyring()), pytest.raises(NotSignedInHere):
        primary.find(EVENT.id)
    assert isinstance(primary.open(GOOGLE), GoogleCalendar)
    choose(store, LOCAL)
    assert primary.find(EVENT.id) is not None
    with pytest.raises(CalendarUnavailable, match="can't be written"):
        primary.open(replace(GOOGLE, kind="feed"))


def test_a_keyring_that_can_not_be_used_is_told_of(store: SqlStore) -> None:
    keys = LateKeys(store)
    assert "sign-ins last only until the program ends" in keys.problem
    assert keys.secrets.lasting is False
    keys.secrets.set("account", "secret")
    assert keys.secrets.get("account") == "secret"
    keys.secrets.delete("account")
    assert keys.secrets.get("account") is None
    assert LateKeys(store, keys.secrets).problem == ""


def test_without_keys_only_calendars_without_accounts_are_read() -> None:
    readers = LateBusyReaders()
    assert readers.recognised("webcal://outlook.test/a.ics") == ("feed", "https://outlook.test/a.ics")
    with pytest.raises(CalendarUnavailable, match="kind google"):
        readers.occurrences("google", [], Span(NOW, NOW), None)  # type: ignore[arg-type]
