"""Signing in by a browser, against the stand-in for Google."""

from __future__ import annotations

import logging
import socket
import threading
import time
import urllib.error
import urllib.request
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from studio_app.calendars.google import loopback
from studio_app.calendars.google.client_file import client_in
from studio_app.calendars.google.loopback import Loopback
from studio_app.calendars.google.scopes import BUSY, LIST, READ, WRITE, scopes_for
from studio_app.calendars.google.sign_in import SignedIn, sign_in
from studio_app.errors import CalendarOffline, KnownError
from studio_app.patience import Patience
from tests.support.google_server import GoogleServer, faults
from tests.unit.calendars.google.browser import STUDIO, Browser


def signed_in(
    google: GoogleServer, browser: Browser, patience: Patience | None = None, login: str = ""
) -> SignedIn:
    client = client_in(google.client())
    try:
        return sign_in(client, scopes_for(write=True), browser, patience or Patience(20), login=login)
    finally:
        browser.said()


def query(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def fetched(address: str, **headers: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=10) as page:
            return page.status, page.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


# ---------------------------------------------------------------- the protocol


def test_somebody_signs_in(google: GoogleServer) -> None:
    browser = Browser(lambda address: google.consent(address, STUDIO))
    found = signed_in(google, browser)
    assert found.scopes == {LIST, READ, BUSY, WRITE}
    assert google.sign_in.grants[found.refresh_token].login == STUDIO
    assert found.until is None
    said = str(browser.said())
    assert "You can close this page and go back to Studio Desk." in said
    asked = query(browser.shown[0])
    assert browser.shown[0].startswith(google.client()["installed"]["auth_uri"])
    assert asked["redirect_uri"].startswith("http://127.0.0.1:")
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["code_challenge"]) == 43
    assert asked["access_type"] == "offline"
    assert asked["response_type"] == "code"
    assert asked["prompt"] == "select_account consent"
    assert "login_hint" not in asked
    assert set(asked["scope"].split()) == {LIST, READ, BUSY, WRITE}


def test_whoever_is_expected_is_not_asked_for_a_name(google: GoogleServer) -> None:
    browser = Browser(google.consent)
    signed_in(google, browser, login=STUDIO)
    asked = query(browser.shown[0])
    assert (asked["login_hint"], asked["prompt"]) == (STUDIO, "consent")


def test_a_second_sign_in_gets_a_refresh_token_too(google: GoogleServer) -> None:
    """Google gives one at the first consent only, unless consent is asked for."""
    first = signed_in(google, Browser(google.consent))
    second = signed_in(google, Browser(google.consent))
    assert first.refresh_token != second.refresh_token


def test_scopes_are_the_narrowest() -> None:
    assert WRITE not in scopes_for(write=False)
    assert not [scope for scope in scopes_for(write=True) if scope.endswith("/auth/calendar")]


def test_declined(google: GoogleServer) -> None:
    browser = Browser(lambda address: google.consent(address, STUDIO, allow=False))
    with pytest.raises(KnownError, match="The sign-in was declined at Google"):
        signed_in(google, browser)
    assert "access_denied" in str(browser.said())


def test_a_box_that_was_not_ticked(google: GoogleServer) -> None:
    browser = Browser(lambda address: google.consent(address, STUDIO, without=[READ, WRITE]))
    with pytest.raises(KnownError) as caught:
        signed_in(google, browser)
    assert caught.value.sentence == (
        "Google was not allowed to: see events, write events to the studio’s calendar."
    )
    assert "leave all boxes ticked" in caught.value.advice


def test_a_sign_in_that_does_not_last(google: GoogleServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(google.sign_in, "_is_new", lambda login: False)

    def consent(address: str) -> str:
        return google.consent(address.replace("prompt=select_account+consent", "prompt=none"))

    with pytest.raises(KnownError, match="doesn’t last"):
        signed_in(google, Browser(consent))


def test_seven_days_are_told(google: GoogleServer, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = google.sign_in.token
    monkeypatch.setattr(
        google.sign_in, "token", lambda form: plain(form) | {"refresh_token_expires_in": 604_799}
    )
    client = client_in(google.client())
    browser = Browser(google.consent)
    now = datetime(2026, 6, 16, 12, 0, 1, tzinfo=UTC)
    found = sign_in(client, scopes_for(write=True), browser, Patience(20), clock=lambda: now)
    browser.said()
    assert found.until == datetime(2026, 6, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "fault, error, words",
    [
        (faults.broken(503, method="oauth.token"), CalendarOffline, "has trouble at the moment"),
        (faults.reset(method="oauth.token", times=9), CalendarOffline, "can’t be reached"),
        (faults.spoilt(faults.How.MALFORMED, method="oauth.token"), KnownError, "Google"),
        (faults.spoilt(faults.How.CUT_JSON, method="oauth.token"), KnownError, "Google"),
    ],
)
def test_what_goes_wrong_at_the_token_endpoint(
    google: GoogleServer, fault: faults.Fault, error: type[KnownError], words: str
) -> None:
    google.faults.order(fault)
    with pytest.raises(error, match=words):
        signed_in(google, Browser(google.consent))


def test_a_client_that_google_does_not_know(google: GoogleServer) -> None:
    content = google.client()
    content["installed"]["client_secret"] = "another"
    browser = Browser(google.consent)
    with pytest.raises(KnownError, match=r"Google refused the sign-in \(invalid_client\)"):
        sign_in(client_in(content), scopes_for(write=True), browser, Patience(20))
    browser.said()


# ---------------------------------------------------------------- the waiting


def test_nobody_comes() -> None:
    client = client_in(_client("http://127.0.0.1:9/"))
    with pytest.raises(KnownError, match="Nobody signed in in time"):
        sign_in(client, [READ], lambda _: None, Patience(0.2))


def test_it_is_stopped() -> None:
    client, patience = client_in(_client("http://127.0.0.1:9/")), Patience(60)
    begun = time.monotonic()
    with pytest.raises(KnownError, match="The sign-in was stopped"):
        sign_in(client, [READ], lambda _: patience.cancel(), patience)
    assert time.monotonic() - begun < 50


def _client(root: str) -> dict[str, object]:
    return {
        "installed": {
            "client_id": "c",
            "client_secret": "s",
            "auth_uri": f"{root}auth",
            "token_uri": f"{root}token",
        }
    }


def test_a_browser_that_was_closed_is_opened_again(google: GoogleServer) -> None:
    def work(address: str) -> None:
        # Opened and closed, before somebody opens it once more.
        with urllib.request.urlopen(address, timeout=10):
            pass
        google.consent(address, STUDIO)

    assert signed_in(google, Browser(work)).refresh_token


def test_what_else_asks_changes_nothing(google: GoogleServer) -> None:
    seen: list[tuple[int, str]] = []

    def work(address: str) -> None:
        asked = query(address)
        back, state = asked["redirect_uri"], asked["state"]
        host = urlsplit(back).netloc
        seen.append(fetched(back + "favicon.ico"))
        seen.append(fetched(back))
        seen.append(fetched(f"{back}?state=wrong&code=4/stolen"))
        seen.append(fetched(f"{back}?state=wrong&error=access_denied"))
        seen.append(fetched(f"{back}?state={state}"))
        seen.append(fetched(f"{back}?state={state}&state={state}&code=twice"))
        seen.append(fetched(f"{back}?state={state}&code=rebound", Host="evil.example"))
        seen.append(
            _raw(host, b"POST /?state=" + state.encode() + b"&code=posted HTTP/1.1\r\nHost: x\r\n\r\n")
        )
        seen.append(_raw(host, b"\x16\x03\x01 hello \r\n\r\n"))
        seen.append(_raw(host, b"GET //[ HTTP/1.1\r\nHost: " + host.encode() + b"\r\n\r\n"))
        _raw(host, b"GET /" + b"x" * 50_000, wait=False)
        _raw(host, b"", wait=False)
        google.consent(address, STUDIO)

    assert signed_in(google, Browser(work)).refresh_token
    assert [status for status, _ in seen] == [404, 400, 400, 400, 400, 400, 400, 405, 405, 400]
    assert not [text for _, text in seen if "stolen" in text]


def _raw(host: str, data: bytes, *, wait: bool = True) -> tuple[int, str]:
    name, _, port = host.partition(":")
    with socket.create_connection((name, int(port)), timeout=10) as plug:
        plug.sendall(data)
        if not wait:
            return 0, ""
        text = b""
        while piece := plug.recv(4096):
            text += piece
    return int(text.split(b" ")[1]), text.decode()


def test_a_connection_that_says_nothing_holds_nobody_up(
    google: GoogleServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Browsers open connections in advance."""
    monkeypatch.setattr(loopback, "READ_SECONDS", 90.0)
    idle: list[socket.socket] = []

    def work(address: str) -> str:
        host = urlsplit(query(address)["redirect_uri"]).netloc
        name, _, port = host.partition(":")
        idle.extend(socket.create_connection((name, int(port)), timeout=10) for _ in range(3))
        return google.consent(address, STUDIO)

    begun = time.monotonic()
    assert signed_in(google, Browser(work)).refresh_token
    assert time.monotonic() - begun < 60
    for plug in idle:
        plug.close()


def test_google_s_words_are_shown_as_plain_text() -> None:
    loopback, patience = Loopback(), Patience(10)
    pages: list[tuple[int, str]] = []
    asking = threading.Thread(
        target=lambda: pages.append(
            fetched(f"{loopback.address}?state=s&error=%3Cscript%3Ealert(1)%3C/script%3E")
        )
    )
    asking.start()
    answer = loopback.wait("s", patience)
    asking.join()
    loopback.close()
    assert answer is not None
    assert (answer.code, answer.error) == ("", "<script>alert(1)</script>")
    assert "<script" not in pages[0][1]
    assert "src=" not in pages[0][1]
    assert "http" not in pages[0][1]


def test_the_port_is_given_back() -> None:
    loopback = Loopback()
    address = urlsplit(loopback.address)
    assert loopback.wait("s", Patience(0.1)) is None
    loopback.close()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((str(address.hostname), int(address.port or 0)), timeout=2)


def test_no_secret_is_written_to_the_log(google: GoogleServer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    found = signed_in(google, Browser(google.consent))
    client = client_in(google.client())
    assert found.refresh_token not in caplog.text
    assert client.secret not in caplog.text + repr(client)
    assert found.refresh_token not in repr(found)
    assert "ya29." not in caplog.text
