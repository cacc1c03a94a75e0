"""Feeds over real sockets: what changed, what is refused, and what no server can do to the program."""

import gzip
import logging
import re
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from studio_app.calendars import feed
from studio_app.calendars.feed import FeedReader, checked_address
from studio_app.domain.calendar_item import Pull
from studio_app.domain.calendar_source import CalendarSource
from studio_app.errors import BadInput, CalendarOffline, CalendarUnavailable
from studio_app.patience import Patience
from tests.support.calendar_reading import pulled, read_all
from tests.support.web_server import Answer, Asked, WebServer, web_server
from tests.unit.calendars.conftest import calendar, event, times

DAY_16 = "DTSTART:20260616T130000Z\nDURATION:PT1H"
DAY_17 = "DTSTART:20260617T130000Z\nDURATION:PT1H"
SECRET = "/private-4f6b8a1c/basic.ics"


@pytest.fixture
def web() -> Iterator[WebServer]:
    with web_server() as web:
        yield web


def source(web: WebServer, cursor: str = "") -> CalendarSource:
    return CalendarSource("s1", "ana", "feed", web.url + SECRET, "Outlook", cursor=cursor)


def text(*events: str) -> Answer:
    return Answer(200, {"Content-Type": "text/calendar; charset=utf-8"}, calendar(*events).encode())


def known(pull: Pull) -> dict[str, str]:
    return {item.id: item.etag for item in pull.items}


# ---------------------------------------------------------------- what changed


def test_a_feed_is_read(web: WebServer) -> None:
    web.answer = lambda _: text(event(DAY_17, "two"), event(DAY_16, "one"))
    assert times(read_all(FeedReader(), source(web))) == ["06-16 13:00/14:00", "06-17 13:00/14:00"]
    (asked,) = web.asked
    assert (asked.method, asked.path) == ("GET", SECRET)
    assert not {"Authorization", "Cookie", "If-None-Match"} & asked.headers.keys()


@pytest.mark.parametrize(
    "given, sent",
    [
        ({"ETag": '"v1"'}, {"If-None-Match": '"v1"'}),
        ({"ETag": 'W/"v1"'}, {"If-None-Match": 'W/"v1"'}),
        (
            {"Last-Modified": "Mon, 15 Jun 2026 12:00:00 GMT"},
            {"If-Modified-Since": "Mon, 15 Jun 2026 12:00:00 GMT"},
        ),
    ],
)
def test_what_did_not_change_is_not_sent_again(
    web: WebServer, given: dict[str, str], sent: dict[str, str]
) -> None:
    def answer(asked: Asked) -> Answer:
        if sent.items() <= asked.headers.items():
            return Answer(304, given)
        return replace(text(event(DAY_16)), headers=given)

    web.answer = answer
    first = pulled(FeedReader(), source(web))
    assert first.whole
    again = pulled(FeedReader(), source(web, first.cursor), known(first))
    assert again == Pull(cursor=first.cursor)
    assert len(web.asked) == 2


def test_only_what_changed_is_new(web: WebServer) -> None:
    web.answer = lambda _: text(event(DAY_16, "one"), event(DAY_16, "two"), event(DAY_16, "three"))
    first = pulled(FeedReader(), source(web))
    assert [item.id for item in first.items] == ["one", "two", "three"]
    again = pulled(FeedReader(), source(web, first.cursor), known(first))
    assert (again.items, again.gone, again.whole) == ((), frozenset(), False)
    web.answer = lambda _: text(event(DAY_16, "three"), event(DAY_17, "two"), event(DAY_17, "four"))
    again = pulled(FeedReader(), source(web, first.cursor), known(first))
    assert {item.id for item in again.items} == {"two", "four"}
    assert again.gone == {"one"}
    assert not again.whole


def test_stamps_that_change_with_each_asking_are_no_change(web: WebServer) -> None:
    """Google's feeds say in each event when they were asked."""
    web.answer = lambda _: text(event(DAY_16).replace("DTSTAMP:2026", f"DTSTAMP:20{len(web.asked):02}"))
    first = pulled(FeedReader(), source(web))
    again = pulled(FeedReader(), source(web, first.cursor), known(first))
    assert (again.items, again.gone, again.whole) == ((), frozenset(), False)


def test_a_series_stays_together(web: WebServer) -> None:
    zone = "BEGIN:VTIMEZONE\nTZID:Ours\nBEGIN:STANDARD\nDTSTART:16010101T000000\nTZOFFSETFROM:-0400\nTZOFFSETTO:-0400\nEND:STANDARD\nEND:VTIMEZONE"
    moved = event("RECURRENCE-ID;TZID=Ours:20260623T090000\nDTSTART;TZID=Ours:20260623T120000\nDURATION:PT1H")
    master = event("DTSTART;TZID=Ours:20260616T090000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=2")
    web.answer = lambda _: text(moved, event(DAY_17, "other"), zone, master)
    first = pulled(FeedReader(), source(web))
    assert {item.id: "TZID:Ours" in item.text for item in first.items} == {"one": True, "other": False}
    assert times(read_all(FeedReader(), source(web))) == [
        "06-16 13:00/14:00",
        "06-17 13:00/14:00",
        "06-23 16:00/17:00",
    ]


def test_busy_times_and_events_without_an_id(web: WebServer) -> None:
    busy = "BEGIN:VFREEBUSY\nFREEBUSY:20260616T130000Z/PT1H\nEND:VFREEBUSY"
    web.answer = lambda _: text(busy, event(DAY_17, "").replace("UID:\n", ""), event(DAY_17, "x" * 300))
    first = pulled(FeedReader(), source(web))
    assert len(known(first)) == 3
    assert all(len(key) < 220 for key in known(first))
    assert len(read_all(FeedReader(), source(web))) == 3


def test_a_feed_that_is_suddenly_empty_says_so(web: WebServer) -> None:
    web.answer = lambda _: text(event(DAY_16))
    first = pulled(FeedReader(), source(web))
    web.answer = lambda _: text()
    again = pulled(FeedReader(), source(web, first.cursor), known(first))
    assert (again.items, again.whole) == ((), True)


@pytest.mark.parametrize("cursor", ["lost", "{}", "[]", "null", '{"titles": true}'])
def test_a_lost_cursor_reads_everything(web: WebServer, cursor: str) -> None:
    web.answer = lambda _: text(event(DAY_16))
    pull = pulled(FeedReader(), source(web, cursor), {"gone": "x"})
    assert pull.whole
    assert len(pull.items) == 1


def test_titles_that_may_not_be_kept_are_not(web: WebServer) -> None:
    web.answer = lambda _: replace(text(event(DAY_16 + "\nSUMMARY:Secret")), headers={"ETag": '"1"'})
    first = pulled(FeedReader(), source(web))
    again = pulled(FeedReader(), source(web, first.cursor), known(first), titles=False)
    assert again.whole
    assert "If-None-Match" not in web.asked[-1].headers
    assert "Secret" in first.items[0].text
    assert "Secret" not in again.items[0].text


# ---------------------------------------------------------------- forms


@pytest.mark.parametrize(
    "charset, encoding",
    [
        ("utf-8", "utf-8"),
        ("iso-8859-1", "utf-8"),
        ("iso-8859-15", "iso-8859-15"),
        ("windows-1252", "cp1252"),
        ("utf-16", "utf-16"),
        ("nonsense", "cp1252"),
        (None, "cp1252"),
    ],
)
def test_characters(web: WebServer, charset: str | None, encoding: str) -> None:
    body = calendar(event(DAY_16 + "\nSUMMARY:Zahnärztin")).encode(encoding)
    kind = "text/calendar" + (f"; charset={charset}" if charset else "")
    web.answer = lambda _: Answer(200, {"Content-Type": kind}, body)
    assert [found.title for found in read_all(FeedReader(), source(web))] == ["Zahnärztin"]


def test_it_may_come_packed(web: WebServer) -> None:
    body = gzip.compress(calendar(event(DAY_16)).encode())
    web.answer = lambda _: Answer(200, {"Content-Encoding": "gzip"}, body)
    assert len(read_all(FeedReader(), source(web))) == 1
    assert web.asked[0].headers["Accept-Encoding"] == "gzip"


# ---------------------------------------------------------------- what is refused


def refused(web: WebServer, patience: Patience | None = None) -> CalendarUnavailable:
    with pytest.raises(CalendarUnavailable) as caught:
        pulled(FeedReader(), source(web), patience=patience)
    assert "private-4f6b8a1c" not in str(caught.value)
    return caught.value


@pytest.mark.parametrize(
    "answer, words, is_offline",
    [
        (Answer(404), "not there any more", False),
        (Answer(410), "not there any more", False),
        (Answer(401), "not shared any more", False),
        (Answer(403), "not shared any more", False),
        (Answer(400), "can’t be read", False),
        (Answer(200, {"Content-Type": "text/html"}, b"<html>Sign in</html>"), "holds no calendar", False),
        (Answer(200, {}, calendar(event(DAY_16)).encode()[:120]), "is cut off", False),
        (Answer(200, {"Content-Length": "9000"}, calendar(event(DAY_16)).encode()), "cut off", True),
        (Answer(200, {"Content-Encoding": "gzip"}, b"no gzip"), "damaged", True),
        (Answer(200, {"Content-Encoding": "gzip"}, gzip.compress(b"x" * 99)[:-9]), "cut off", True),
        (Answer(200, {"Content-Encoding": "br"}, b"x"), "nobody asked for", False),
        (Answer(500), "has trouble", True),
        (Answer(503, {"Retry-After": "120"}), "has trouble", True),
        (Answer(429), "has trouble", True),
    ],
)
def test_answers_that_are_no_calendar(web: WebServer, answer: Answer, words: str, is_offline: bool) -> None:
    web.answer = lambda _: answer
    error = refused(web)
    assert words in error.sentence
    assert isinstance(error, CalendarOffline) is is_offline
    if answer.status == 503:
        assert isinstance(error, CalendarOffline)
        assert error.retry_after == 120


def test_a_moment_of_trouble_is_waited_for(web: WebServer) -> None:
    web.answer = lambda _: Answer(503, {"Retry-After": "0"}) if len(web.asked) == 1 else text(event(DAY_16))
    assert len(pulled(FeedReader(), source(web)).items) == 1


def test_an_answer_without_an_end(web: WebServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "LARGEST_FEED", 1_000_000)

    def endless(connection: socket.socket) -> None:
        while not web.stopping.is_set():
            connection.sendall(b"x" * 65_536)

    web.answer = lambda _: Answer(200, {}, raw=endless)
    assert "too large" in refused(web).sentence


def test_a_small_answer_that_unpacks_to_a_huge_one(web: WebServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "LARGEST_FEED", 1_000_000)
    bomb = gzip.compress(b"\0" * 100_000_000)
    web.answer = lambda _: Answer(200, {"Content-Encoding": "gzip"}, bomb)
    assert "too large" in refused(web).sentence


@pytest.mark.parametrize("pause", [0.05, 60])
def test_a_server_that_is_slow(web: WebServer, pause: float) -> None:
    """Byte by byte, or not at all."""

    def drip(connection: socket.socket) -> None:
        while not web.stopping.wait(pause):
            connection.sendall(b"B")

    web.answer = lambda _: Answer(200, {}, raw=drip)
    start = time.monotonic()
    assert isinstance(refused(web, Patience(0.4)), CalendarOffline)
    assert time.monotonic() - start < feed.MOST_SECONDS


def test_waiting_can_be_cancelled(web: WebServer) -> None:
    def wait(_: socket.socket) -> None:
        web.stopping.wait(60)

    web.answer = lambda _: Answer(200, {}, raw=wait)
    patience = Patience(60)
    canceller = threading.Timer(0.2, patience.cancel)
    canceller.start()
    start = time.monotonic()
    assert isinstance(refused(web, patience), CalendarOffline)
    assert time.monotonic() - start < feed.MOST_SECONDS
    canceller.join()


def test_nobody_is_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(CalendarOffline, match=r"127\.0\.0\.1 can’t be reached"):
        pulled(FeedReader(), CalendarSource("s", "ana", "feed", f"http://127.0.0.1:{port}/x.ics"))


# ---------------------------------------------------------------- redirects


def test_redirects_are_followed_within_reason(web: WebServer) -> None:
    def answer(asked: Asked) -> Answer:
        return text(event(DAY_16)) if asked.path == "/there" else Answer(302, {"Location": "/there"})

    web.answer = answer
    assert len(pulled(FeedReader(), source(web)).items) == 1
    web.answer = lambda _: Answer(301, {"Location": "/private-4f6b8a1c/again"})
    assert "without an end" in refused(web).sentence
    assert len(web.asked) < 10


@pytest.mark.parametrize("target", ["http://calendar.test/x", "ftp://calendar.test/x", "file:///etc/passwd"])
def test_redirects_to_where_others_can_read_along(web: WebServer, target: str) -> None:
    web.answer = lambda _: Answer(302, {"Location": target})
    assert "is not encrypted" in refused(web).sentence


def test_a_redirect_that_says_too_much(web: WebServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody reads what stands beside it, but within the limit."""
    monkeypatch.setattr(feed, "LARGEST_FEED", 1_000_000)

    def endless(connection: socket.socket) -> None:
        while not web.stopping.is_set():
            connection.sendall(b"x" * 65_536)

    web.answer = lambda _: Answer(302, {"Location": "/there"}, raw=endless)
    assert "too large" in refused(web).sentence


def test_nothing_of_it_is_logged(web: WebServer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "studio_app")
    web.answer = lambda _: Answer(404)
    refused(web)
    web.answer = lambda _: Answer(200, {"Content-Length": "9000"}, b"BEGIN")
    refused(web)
    assert "private-4f6b8a1c" not in caplog.text


def test_a_redirect_to_nowhere(web: WebServer) -> None:
    web.answer = lambda _: Answer(302, {"Location": "https://[there"})
    assert "leads to no address" in refused(web).sentence


# ---------------------------------------------------------------- addresses


@pytest.mark.parametrize(
    "given, address",
    [
        ("webcal://calendar.test/a.ics", "https://calendar.test/a.ics"),
        ("WEBCALS://calendar.test/a.ics", "https://calendar.test/a.ics"),
        (" https://calendar.test/a.ics?key=1#top ", "https://calendar.test/a.ics?key=1"),
        ("calendar.test/a.ics", "https://calendar.test/a.ics"),
        ("http://127.0.0.1:8000/a.ics", "http://127.0.0.1:8000/a.ics"),
        ("http://localhost/a.ics", "http://localhost/a.ics"),
    ],
)
def test_addresses(given: str, address: str) -> None:
    assert checked_address(given) == address


@pytest.mark.parametrize(
    "given, problem",
    [
        ("", "no address"),
        ("ftp://calendar.test/a.ics", "no address"),
        ("https://", "no address"),
        ("https://ana:secret@calendar.test/a.ics", "name and password"),
        ("https://ana@calendar.test/a.ics", "name and password"),
        ("http://calendar.test/a.ics", "unencrypted"),
        ("http://127.0.0.1.calendar.test/a.ics", "unencrypted"),
        ("https://[calendar/a.ics", "no address"),
        ("https://calendar.test:port/a.ics", "no address"),
    ],
)
def test_addresses_that_are_refused(given: str, problem: str) -> None:
    with pytest.raises(BadInput, match=problem):
        checked_address(given)


def test_a_feed_without_a_name_is_named_by_its_server(web: WebServer) -> None:
    web.answer = lambda _: Answer(404)
    with pytest.raises(CalendarUnavailable, match=r"^The feed at 127\.0\.0\.1 is not there any more\."):
        read_all(FeedReader(), replace(source(web), name=""))


def test_an_address_is_not_shown_whole() -> None:
    """Only that it is another one: what opens a feed may stand anywhere in its address, at the end too."""
    addresses = [
        f"https://kim:{secret}@calendar.test/{secret}/basic.ics?key={secret}"
        for secret in ("4f6b8a1c", "4f6b8a1d")
    ]
    shown = [CalendarSource("s1", "ana", "feed", address).shown_address for address in addresses]
    assert all(re.fullmatch(r"calendar\.test #[0-9a-f]{6}", each) for each in shown)
    assert shown[0] != shown[1]
