"""The client: built from its own discovery document, and never waiting for longer than somebody does."""

from __future__ import annotations

import contextlib
import gc
import logging
import socket
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from studio_app.calendars.google.service import REQUEST_SECONDS, Lines, calendar_service
from studio_app.calendars.google.tokens import Session
from studio_app.domain.account import Account
from studio_app.errors import CalendarOffline, CalendarUnavailable, Stopped
from studio_app.patience import Patience


@contextlib.contextmanager
def dripping(head: bytes, drop: bytes, pause: float) -> Iterator[str]:
    """A server that gives each connection a beginning, and then a drop now and then for ever."""
    plug = socket.create_server(("127.0.0.1", 0))
    done = threading.Event()
    threads: list[threading.Thread] = []

    def serve(connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            connection.recv(65_536)
            connection.sendall(head)
            while not done.wait(pause):
                connection.sendall(drop)

    def accept() -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = plug.accept()
                threads.append(threading.Thread(target=serve, args=(connection,)))
                threads[-1].start()

    accepting = threading.Thread(target=accept)
    accepting.start()
    try:
        yield f"http://127.0.0.1:{plug.getsockname()[1]}/"
    finally:
        done.set()
        plug.shutdown(socket.SHUT_RDWR)
        plug.close()
        for thread in [accepting, *threads]:
            thread.join(10)


def session(root: str) -> Session:
    details = {"client_id": "c", "token_uri": f"{root}token", "auth_uri": f"{root}auth"}
    return Session(Account("a", "google", "studio@example.com", details=details), "refresh", "secret")


def asked(root: str, patience: Patience, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STUDIO_DESK_GOOGLE_ROOT_URL", root)
    with Lines(patience) as lines:
        calls = lines.to(session(root))
        calls.execute(calls.service.calendarList().list(), "Google’s list of calendars")


def open_sockets() -> set[int]:
    """Descriptors of all sockets that Python knows and the system has not closed."""
    found = (each.fileno() for each in gc.get_objects() if issubclass(type(each), socket.socket))
    return {number for number in found if number >= 0}


@pytest.mark.parametrize(
    "head, drop",
    [
        (b"", b"H"),
        (b"HTTP/1.1 200 OK\r\n", b"X-More: yes\r\n"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n", b"x"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
        (b"HTTP/1.1 200 OK\r\n\r\n", b"x"),
    ],
    ids=["status", "headers", "length", "chunks", "until it ends"],
)
def test_an_answer_that_never_ends_does(head: bytes, drop: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each drop comes in time for the socket; the patience ends it all the same."""
    before = open_sockets()
    with dripping(head, drop, 0.05) as root:
        begun = time.monotonic()
        with pytest.raises(CalendarOffline):
            asked(root, Patience(0.5), monkeypatch)
        assert time.monotonic() - begun < REQUEST_SECONDS
    assert open_sockets() <= before


def test_somebody_who_waits_no_more_is_noticed_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    patience = Patience(60)
    with dripping(b"", b"", 1) as root:
        canceller = threading.Timer(0.2, patience.cancel)
        canceller.start()
        begun = time.monotonic()
        with pytest.raises(Stopped, match="stopped"):
            asked(root, patience, monkeypatch)
        assert time.monotonic() - begun < REQUEST_SECONDS
        canceller.join()


def answering(body: bytes, status: bytes = b"200 OK", more: bytes = b"") -> bytes:
    return b"HTTP/1.1 %s\r\nContent-Length: %d\r\nConnection: close\r\n%s\r\n%s" % (
        status,
        len(body),
        more,
        body,
    )


@pytest.mark.parametrize(
    "answer",
    [
        answering(b"<html>Sign in to the hotel</html>"),
        answering(b"", b"302 Found", b"Location: https://hotel.example/\r\n"),
        answering(b"[]"),
        answering(b'"text"'),
        answering(b"\xff\xfe"),
        answering(b'{"access_token": "x"', more=b"Content-Encoding: gzip\r\n"),
        answering(b'{"access_token": "x", "expires_in": 1e400}'),
        b"no http at all\r\n\r\n",
    ],
    ids=["page", "redirect", "list", "text", "bytes", "gzip", "for ever", "nonsense"],
)
def test_a_network_that_answers_for_google(answer: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Such as a hotel's, before somebody signs in there: no answer of Google's, and nobody's sign-in ends by it."""
    with dripping(answer, b"", 0.05) as root, pytest.raises(CalendarUnavailable) as caught:
        asked(root, Patience(1.5), monkeypatch)
    assert isinstance(caught.value, CalendarOffline), caught.value


@pytest.mark.parametrize("body", [b'{"error": "blocked"}', b'""', b"[]", b'{"error": {"message": ["no"]}}'])
def test_a_proxy_that_refuses_in_its_own_words(body: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Google's client trips over them; what is owed to the calendar is not given up for that."""
    signed_in = session("http://127.0.0.1:9/")
    monkeypatch.setattr(signed_in, "token", lambda *_: "token")
    with dripping(answering(body, b"403 Forbidden"), b"", 0.05) as root:
        monkeypatch.setenv("STUDIO_DESK_GOOGLE_ROOT_URL", root)
        with Lines(Patience(1.5)) as lines:
            calls = lines.to(signed_in)
            with pytest.raises(CalendarUnavailable):
                calls.execute(calls.service.calendarList().list(), "Google’s list of calendars")


def test_the_service_is_the_one_that_is_shipped() -> None:
    own = calendar_service()
    assert (
        own.events()
        .list(calendarId="a@b")
        .uri.startswith("https://www.googleapis.com/calendar/v3/calendars/a%40b/events")
    )
    other = calendar_service("http://127.0.0.1:99/")
    assert (
        other.events()
        .list(calendarId="x")
        .uri.startswith("http://127.0.0.1:99/calendar/v3/calendars/x/events")
    )
    assert calendar_service("http://127.0.0.1:99/") is other


def test_no_secret_is_said(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, expected_log: Callable[[str], None]
) -> None:
    caplog.set_level(logging.DEBUG)
    found = Session(
        Account("a", "google", "s", details={"token_uri": "http://127.0.0.1:9/token"}),
        "refresh-secret",
        "client-secret",
    )
    monkeypatch.setenv("STUDIO_DESK_GOOGLE_ROOT_URL", "http://127.0.0.1:9/")
    with Lines(Patience(0.5)) as lines:
        calls = lines.to(found)
        with pytest.raises(CalendarOffline) as caught:
            calls.execute(calls.service.calendarList().list(), "x")
    shown = caplog.text + repr(found) + repr(caught.value)
    error: BaseException | None = caught.value
    while error is not None:
        shown += repr(error) + str(error)
        error = error.__cause__ or error.__context__
    assert "refresh-secret" not in shown
    assert "client-secret" not in shown
