"""Sign-ins that end, and those that another computer made."""

from __future__ import annotations

import time

import pytest

from studio_app.calendars.google.reader import GoogleReader
from studio_app.calendars.google.tokens import Sessions, client_entry
from studio_app.calendars.secrets import Secrets
from studio_app.domain.calendar_item import Pull
from studio_app.errors import (
    CalendarOffline,
    CalendarUnavailable,
    KeyLocked,
    NotSignedInHere,
    SignInNeeded,
)
from studio_app.patience import Patience
from tests.support.google_server import Fault, How, faults
from tests.support.keyrings import LockedKeyring
from tests.unit.calendars.google.desk import ANA, HOUR, NINE, STUDIO, Desk


def test_an_access_token_that_ran_out(desk: Desk) -> None:
    desk.person(ANA)
    desk.pull(ANA)
    desk.google.sign_in.expire_access()
    assert not desk.pull(ANA).whole
    assert desk.asked("oauth.token") == 2


@pytest.mark.parametrize("fault", [faults.unauthorized(times=99, method="events.list")])
def test_tokens_that_google_never_takes(desk: Desk, fault: Fault) -> None:
    desk.person(ANA)
    desk.google.faults.order(fault)
    with pytest.raises(SignInNeeded) as caught:
        desk.pull(ANA)
    assert caught.value.account == STUDIO
    assert desk.asked() == 2


def test_a_sign_in_that_ended(desk: Desk) -> None:
    """Expired, revoked, or the seven days of a project in testing: Google says the same."""
    emails = [f"p{number}@example.com" for number in range(10)]
    for email in emails:
        desk.person(email)
    desk.round(*emails)
    desk.google.sign_in.end()
    before = desk.asked("oauth.token")
    answers = desk.round(*emails)
    for answer in answers.values():
        assert isinstance(answer, SignInNeeded)
        assert answer.account == STUDIO
        assert answer.sentence == "Google no longer accepts the sign-in of studio@example.com."
        assert "seven days" in answer.advice
    assert desk.asked("oauth.token") - before == 1, "asked once for all"

    desk.sign_in(STUDIO)
    desk.sessions.forget(STUDIO)
    assert isinstance(desk.round(emails[0])[emails[0]], Pull)


def test_a_new_sign_in_of_another_process_is_found(desk: Desk) -> None:
    desk.person(ANA)
    desk.pull(ANA)
    desk.google.sign_in.end()
    with pytest.raises(SignInNeeded):
        desk.pull(ANA)
    desk.sign_in(STUDIO)
    assert desk.pull(ANA)


def test_a_client_that_google_forgot(desk: Desk) -> None:
    desk.person(ANA)
    desk.secrets.set(client_entry(STUDIO), "another")
    with pytest.raises(SignInNeeded, match="doesn’t know the studio’s client any more"):
        desk.pull(ANA)


@pytest.mark.parametrize(
    "fault",
    [
        faults.broken(500, method="oauth.token", times=99),
        faults.broken(503, method="oauth.token", times=99),
        faults.reset(method="oauth.token", times=99),
        faults.spoilt(How.MALFORMED, method="oauth.token", times=99),
    ],
    ids=["500", "503", "reset", "malformed"],
)
def test_no_sign_in_for_the_moment_is_no_lost_one(desk: Desk, fault: Fault) -> None:
    desk.person(ANA)
    desk.google.faults.order(fault)
    begun = time.monotonic()
    with pytest.raises(CalendarOffline):
        desk.pull(ANA)
    assert time.monotonic() - begun < 30
    desk.google.faults.clear()
    assert desk.pull(ANA)


def test_an_account_that_another_computer_connected(desk: Desk) -> None:
    desk.person(ANA)
    desk.keyring.secrets.clear()
    with pytest.raises(NotSignedInHere, match="not signed in to Google on this computer"):
        desk.pull(ANA)


def test_a_locked_keyring_is_no_lost_sign_in(desk: Desk) -> None:
    reader = GoogleReader(Sessions(desk.accounts.get, Secrets(LockedKeyring)))
    ((_, answer),) = reader.pull([desk.errand(ANA)], Patience(10))
    assert isinstance(answer, KeyLocked)
    assert "locked" in answer.sentence


def test_an_account_that_is_gone(desk: Desk) -> None:
    ((_, answer),) = desk.reader.pull([desk.errand(ANA, account="other")], Patience(10))
    assert isinstance(answer, CalendarUnavailable)
    assert "disconnected" in answer.sentence


def test_two_accounts_in_one_round(desk: Desk) -> None:
    other = desk.google.person("other@example.com")
    desk.sign_in("other@example.com")
    other.create("Own", NINE, NINE + HOUR)
    desk.person(ANA).create("Dentist", NINE, NINE + HOUR)
    errands = [desk.errand(ANA), desk.errand("other@example.com", account="other@example.com")]
    answers = dict(desk.reader.pull(errands, Patience(20)))
    assert all(isinstance(answer, Pull) and len(answer.items) == 1 for answer in answers.values())


def test_the_root_may_only_be_here_or_safe(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STUDIO_DESK_GOOGLE_ROOT_URL", "http://example.com/")
    with pytest.raises(CalendarUnavailable, match="must begin with https://"):
        list(desk.reader.pull([desk.errand(ANA)], Patience(5)))


def test_no_network_is_noticed_soon(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.person(ANA)
    desk.pull(ANA)
    monkeypatch.setenv("STUDIO_DESK_GOOGLE_ROOT_URL", "http://127.0.0.1:9/")
    begun = time.monotonic()
    with pytest.raises(CalendarOffline, match="Google can’t be reached"):
        desk.pull(ANA)
    assert time.monotonic() - begun < 30
