"""Google accounts: who signs in, what they see, and what is kept of it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from studio_app.calendars.google.accounts import GoogleAccounts
from studio_app.calendars.google.scopes import WRITE
from studio_app.calendars.google.tokens import Sessions, client_entry
from studio_app.calendars.secrets import Secrets
from studio_app.domain.account import Account
from studio_app.errors import BadInput, KnownError
from studio_app.patience import Patience
from tests.support.google_server import GoogleServer, faults
from tests.support.keyrings import LockedKeyring, MemoryKeyring
from tests.unit.calendars.google.browser import STUDIO, Browser


class Office:
    """A computer with its secrets and accounts."""

    def __init__(self, google: GoogleServer, folder: Path, secrets: Secrets | None = None) -> None:
        self.google = google
        self.file = google.client_file(folder / "client.json")
        self.keyring = MemoryKeyring()
        self.secrets = secrets or Secrets(lambda: self.keyring)
        self.known: dict[str, Account] = {}
        self.sessions = Sessions(self.known.get, self.secrets)
        self.accounts = GoogleAccounts(self.secrets, self.sessions)

    def sign_in(
        self, login: str = "", account: Account | None = None, *, write: bool = True, **choice: object
    ) -> Account:
        browser = Browser(lambda address: self.google.consent(address, login, **choice))  # type: ignore[arg-type]
        try:
            found = self.accounts.sign_in(self.file, account, browser, Patience(20), write=write)
        finally:
            browser.said()
        self.known[found.id] = found
        return found

    def sign_in_again(self, account: Account, login: str = "") -> Account:
        browser = Browser(lambda address: self.google.consent(address, login))
        try:
            return self.accounts.sign_in_again(account, browser, Patience(20))
        finally:
            if browser.shown:
                browser.said()


@pytest.fixture
def office(google: GoogleServer, tmp_path: Path) -> Office:
    return Office(google, tmp_path)


def test_an_account_knows_its_calendars(office: Office) -> None:
    studio, ana, ben = (
        office.google.person(email) for email in (STUDIO, "ana@example.com", "ben@example.com")
    )
    studio.add_calendar("shoots@group.calendar.google.com", "  Shoots\n2026 ")
    ana.share(studio, "reader")
    ben.share(studio, "freeBusyReader")
    account = office.sign_in(STUDIO)
    assert (account.id, account.kind, account.login) == (f"google:{STUDIO}", "google", STUDIO)
    assert [
        (each.address, each.name, each.writable, each.titles, each.main) for each in account.calendars
    ] == [
        (STUDIO, STUDIO, True, True, True),
        ("ana@example.com", "ana@example.com", False, True, False),
        ("ben@example.com", "ben@example.com", False, False, False),
        ("shoots@group.calendar.google.com", "Shoots 2026", True, True, False),
    ]
    assert set(account.details) == {"client_id", "auth_uri", "token_uri", "access"}
    assert office.keyring.secrets.keys() == {
        ("studio-desk", account.id),
        ("studio-desk", client_entry(account.id)),
    }
    ben.share(studio, "writer")
    again = office.accounts.calendars(account, Patience(20))
    assert [each.titles for each in again.calendars] == [True] * 4
    assert not again.calendars[2].writable, "it may write only to what it owns"


def test_one_that_only_sees_writes_nothing(office: Office) -> None:
    account = office.sign_in(STUDIO, write=False)
    assert not account.calendars[0].writable
    assert not office.accounts.calendars(account, Patience(20)).calendars[0].writable
    (grant,) = office.google.sign_in.grants.values()
    assert WRITE not in grant.scopes


def test_a_narrower_sign_in_does_not_take_the_place_of_a_wider_one(office: Office) -> None:
    """Somebody connects the studio's own account once more, for a photographer's calendar."""
    wide = office.sign_in(STUDIO)
    token = office.secrets.get(wide.id)
    again = office.sign_in(STUDIO, write=False)
    assert again == wide
    assert office.secrets.get(wide.id) == token
    office.google.sign_in.end()
    with pytest.raises(KnownError, match="is connected already, with the studio’s calendar"):
        office.sign_in(STUDIO, write=False)
    assert office.secrets.get(wide.id) == token


def test_a_wider_sign_in_takes_the_place_of_a_narrower_one(office: Office) -> None:
    narrow = office.sign_in(STUDIO, write=False)
    wide = office.sign_in(STUDIO)
    assert wide.id == narrow.id
    assert wide.calendars[0].writable


def test_many_calendars_come_in_pages(office: Office) -> None:
    studio = office.google.person(STUDIO)
    for number in range(300):
        studio.add_calendar(f"c{number}@group.calendar.google.com", f"Number {number}")
    assert len(office.sign_in(STUDIO).calendars) == 301
    assert len(office.google.requests_of("calendarList.list")) == 2


def test_signing_in_again(office: Office) -> None:
    account = office.sign_in(STUDIO)
    office.google.sign_in.end()
    again = office.sign_in_again(account)
    assert again.id == account.id
    assert office.accounts.calendars(again, Patience(20)).calendars == account.calendars


def test_somebody_else_signs_in(office: Office) -> None:
    office.google.person("ana@example.com")
    account = office.sign_in(STUDIO)
    kept = dict(office.keyring.secrets)
    with pytest.raises(KnownError) as caught:
        office.sign_in_again(account, "ana@example.com")
    assert caught.value.sentence == f"ana@example.com signed in, but {STUDIO} was asked for."
    assert office.keyring.secrets == kept
    alive = [grant.login for grant in office.google.sign_in.grants.values() if grant.alive]
    assert alive == [STUDIO], "what was allowed by mistake is taken back"


def test_somebody_else_who_is_connected_stays_so(office: Office) -> None:
    """Google would take back all that they allowed."""
    office.google.person("ana@example.com")
    account = office.sign_in(STUDIO)
    ana = office.sign_in("ana@example.com")
    with pytest.raises(KnownError, match=r"ana@example\.com signed in"):
        office.sign_in_again(account, "ana@example.com")
    assert office.accounts.calendars(ana, Patience(20)).calendars


@pytest.mark.parametrize("is_known", [False, True])
def test_the_first_look_can_be_stopped(office: Office, is_known: bool) -> None:
    """Somebody signed in, and Google keeps the list of calendars back: `Cancel` ends that too."""
    if is_known:
        office.sign_in(STUDIO)
    kept = dict(office.keyring.secrets)
    patience = Patience(300)
    looks_before = len(office.google.requests_of("calendarList.list"))
    office.google.faults.order(faults.hang(30, method="calendarList.list"))

    def work(address: str) -> None:
        office.google.consent(address, STUDIO)
        while len(office.google.requests_of("calendarList.list")) == looks_before:
            patience.pause(0.01)
        patience.cancel()

    browser = Browser(work)
    began = time.monotonic()
    with pytest.raises(KnownError) as caught:
        office.accounts.sign_in(office.file, None, browser, patience)
    browser.said()
    assert str(caught.value) == "The sign-in was stopped. Nothing was changed."
    assert time.monotonic() - began < 25
    assert office.keyring.secrets == kept


def test_signing_in_again_at_another_desk_needs_the_client_file(office: Office) -> None:
    account = office.sign_in(STUDIO)
    office.secrets.delete(client_entry(account.id))
    with pytest.raises(KnownError, match="doesn’t have the client"):
        office.sign_in_again(account)
    assert office.sign_in(account=account).id == account.id


def test_signing_out(office: Office) -> None:
    account = office.sign_in(STUDIO)
    office.accounts.sign_out(account)
    assert not [grant for grant in office.google.sign_in.grants.values() if grant.alive]
    assert office.keyring.secrets == {}
    with pytest.raises(KnownError, match="not signed in to Google on this computer"):
        office.accounts.calendars(account, Patience(5))


@pytest.mark.parametrize("fault", [faults.broken(500), faults.reset(times=9)])
def test_signing_out_without_a_network(office: Office, fault: faults.Fault) -> None:
    account = office.sign_in(STUDIO)
    office.google.faults.order(fault)
    office.accounts.sign_out(account)
    assert office.keyring.secrets == {}


def test_the_keyring_is_tried_before_the_browser(google: GoogleServer, tmp_path: Path) -> None:
    order: list[str] = []

    class Watched(MemoryKeyring):
        def set_password(self, service: str, username: str, password: str) -> None:
            order.append(f"keyring {username}")
            super().set_password(service, username, password)

    keyring = Watched()
    office = Office(google, tmp_path, Secrets(lambda: keyring))
    browser = Browser(google.consent)

    def show(address: str) -> None:
        order.append("browser")
        browser(address)

    office.accounts.sign_in(office.file, None, show, Patience(20))
    browser.said()
    assert order == [
        "keyring probe",
        "browser",
        f"keyring {client_entry(f'google:{STUDIO}')}",
        f"keyring google:{STUDIO}",
    ]


def test_without_a_keyring_the_session_is_in_memory(google: GoogleServer, tmp_path: Path) -> None:
    office = Office(google, tmp_path, Secrets(LockedKeyring))
    account = office.sign_in(STUDIO)
    assert not office.secrets.lasting
    assert office.accounts.calendars(account, Patience(20)).calendars
    assert "only until the program ends" in office.secrets.problem


def test_the_client_file_is_read_before_the_browser_is_shown(office: Office, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text("{}")
    shown: Sequence[str] = []
    with pytest.raises(BadInput):
        office.accounts.sign_in(wrong, None, list(shown).append, Patience(5))
    assert not shown
