"""Calendars that are opened late, and again where another one was chosen."""

from __future__ import annotations

import subprocess
import sys
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
from studio_app.connectors import LateBusyReaders, LateKeys, LatePlaces, LatePrimaryCalendar
from studio_app.domain.account import Account
from studio_app.domain.calendar_event import CalendarEvent
from studio_app.domain.calendar_source import CalendarSource
from studio_app.domain.pin import PlaceSource
from studio_app.domain.place import Place
from studio_app.domain.place_choices import PlaceChoices
from studio_app.domain.timespan import Span
from studio_app.errors import CalendarUnavailable, NotSignedInHere
from studio_app.patience import Patience
from studio_app.storage.database import SqlStore, open_store
from tests.support.keyrings import MemoryKeyring, using
from tests.support.osrm_server import osrm_server
from tests.support.scenarios import studio

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
EVENT = CalendarEvent("e" * 32, "a", Span(NOW, NOW + timedelta(hours=1)), ZoneInfo("UTC"), "Photos")
HERE, THERE = Place(42.33, -71.12), Place(42.36, -71.05)
GOOGLE = CalendarSource("g", "", "google", "kim@studio.test", account="google:kim")


def test_who_knows_places_is_imported_late() -> None:
    """geopy and requests take a quarter of a second, for which no window waits."""
    code = (
        "import sys; from studio_app.connectors import LatePlaces; places = LatePlaces(None);"
        "print(sorted({'geopy', 'requests'} & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_places_and_roads_are_asked_through_them() -> None:
    places = LatePlaces(NoSecrets())
    assert places.find(PlaceChoices(), "55 Summit Ave, Brookline", Patience(1)) is None
    assert not places.has_key(PlaceSource.GOOGLE)
    with osrm_server() as server:
        (drive,) = places.drives(server.url, [HERE], [THERE], Patience(5))
    assert (drive.start, drive.end) == (HERE, THERE)


class NoSecrets:
    """A keyring in which nothing is."""

    lasting = True

    def get(self, account: str) -> str | None:
        return None

    def set(self, account: str, secret: str) -> None:
        raise AssertionError

    def delete(self, account: str) -> None:
        raise AssertionError


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
