"""Faults to order: each befalls what it should, and the server goes on afterwards."""

from __future__ import annotations

import http.client
import socket
import time
from typing import Any

import httplib2
import pytest

from tests.support.google_server import Fault, GoogleServer, How, Person, faults
from tests.support.google_server.bodies import AT, HOUR, all_pages, event, refused
from tests.support.google_server.conftest import Connect

ID = "photos0001"


def insert(api: Any) -> Any:
    return api.events().insert(calendarId="primary", body=event(id=ID))


@pytest.mark.parametrize(
    "fault, status, reason, header",
    [
        (faults.rate_limited(), 403, "rateLimitExceeded", None),
        (faults.rate_limited(429), 429, "rateLimitExceeded", None),
        (faults.rate_limited(429, "7"), 429, "rateLimitExceeded", "7"),
        (faults.quota_gone(), 403, "dailyLimitExceeded", None),
        (faults.broken(), 500, "backendError", None),
        (faults.broken(503, retry_after="1"), 503, "backendError", "1"),
        (faults.status(412, "conditionNotMet"), 412, "conditionNotMet", None),
        (faults.status(410, "fullSyncRequired"), 410, "fullSyncRequired", None),
    ],
)
@pytest.mark.parametrize("after", [False, True])
def test_an_answer_with_an_error(
    server: GoogleServer,
    api: Any,
    studio: Person,
    fault: Fault,
    status: int,
    reason: str,
    header: str | None,
    after: bool,
) -> None:
    from dataclasses import replace

    from googleapiclient.errors import HttpError

    server.faults.order(replace(fault, after=after))
    with pytest.raises(HttpError) as caught:
        insert(api).execute()
    assert (caught.value.resp.status, caught.value.error_details[0]["reason"]) == (status, reason)
    assert caught.value.resp.get("retry-after") == header
    assert len(studio.events()) == int(after)
    assert server.faults.left == 0


@pytest.mark.parametrize("after", [False, True])
def test_the_connection_is_cut(server: GoogleServer, connect: Connect, studio: Person, after: bool) -> None:
    server.faults.order(faults.reset(after=after, times=9))
    with pytest.raises((OSError, httplib2.HttpLib2Error)):
        insert(connect(studio.email)).execute()
    server.faults.clear()
    assert len(studio.events()) == int(after)
    assert connect(studio.email).events().list(calendarId="primary").execute()["kind"]


@pytest.mark.parametrize("after", [False, True])
def test_no_answer_comes(server: GoogleServer, connect: Connect, studio: Person, after: bool) -> None:
    server.faults.order(faults.hang(after=after, times=9))
    with pytest.raises(socket.timeout):
        insert(connect(studio.email, timeout=0.2)).execute()
    until = time.monotonic() + 60
    while after and not studio.events() and time.monotonic() < until:
        time.sleep(0.005)  # the server may be slower than the patience
    assert len(studio.events()) == int(after)


def test_the_answer_ends_too_early(server: GoogleServer, connect: Connect, studio: Person) -> None:
    server.faults.order(faults.spoilt(How.TRUNCATED))
    with pytest.raises(http.client.IncompleteRead):
        insert(connect(studio.email)).execute()
    assert len(studio.events()) == 1


@pytest.mark.parametrize("how", [How.CUT_JSON, How.MALFORMED])
def test_the_answer_is_no_json(server: GoogleServer, api: Any, studio: Person, how: How) -> None:
    """Google's client then returns the text in the place of a dict, without a word."""
    server.faults.order(faults.spoilt(how))
    assert isinstance(insert(api).execute(), str)
    assert len(studio.events()) == 1


@pytest.mark.parametrize("how", [How.DUPLICATE, How.EMPTY_PAGE])
def test_a_page_comes_twice_or_empty_and_nothing_is_lost(
    server: GoogleServer, api: Any, studio: Person, how: How
) -> None:
    for number in range(5):
        studio.create("x", AT, AT + HOUR, id=f"event{number}")
    server.faults.order(faults.spoilt(how, skip=1), faults.spoilt(how, skip=1))
    items, token, pages = all_pages(api.events().list, calendarId="primary", maxResults=2)
    assert {item["id"] for item in items} == {f"event{number}" for number in range(5)}
    assert len(items) == (5 if how is How.EMPTY_PAGE else 9)
    assert pages == 5
    assert token


def test_a_late_answer(server: GoogleServer, api: Any) -> None:
    server.faults.order(Fault(How.SLOW, seconds=0.05))
    assert api.events().list(calendarId="primary").execute()["items"] == []


def test_faults_choose_their_requests(server: GoogleServer, api: Any, studio: Person, ana: Person) -> None:
    ana.share(studio)
    server.faults.order(
        faults.broken(method="events.insert"),
        faults.broken(503, method="events.list", calendar=ana.email),
        faults.broken(method="calendarList.*", skip=1, times=2),
    )
    lists = api.calendarList().list()
    assert api.events().list(calendarId="primary").execute()
    assert refused(api.events().list(calendarId=ana.email))[0] == 503
    assert refused(insert(api))[0] == 500
    assert insert(api).execute()
    assert lists.execute()
    assert [refused(lists)[0], refused(lists)[0]] == [500, 500]
    assert lists.execute()
    number = len(server.requests)
    server.faults.script([(number + 2, faults.broken())])
    assert lists.execute()
    assert refused(lists)[0] == 500


def test_everything_is_written_down(server: GoogleServer, api: Any) -> None:
    server.faults.order(faults.broken())
    assert refused(insert(api))[0] == 500
    insert(api).execute()
    first, second = server.requests_of("events.insert")
    assert (first.status, second.status) == (500, 200)
    assert first.fault is not None
    assert second.body["id"] == ID
    assert second.login == "studio@example.com"
    assert second.headers["authorization"].startswith("Bearer ")
    assert (second.calendar, second.verb) == ("primary", "POST")


def test_the_server_ends_with_connections_open_and_answers_owed() -> None:
    with GoogleServer() as server:
        host, port = "127.0.0.1", server.port
        with socket.create_connection((host, port)) as idle, socket.create_connection((host, port)) as half:
            half.sendall(b"POST /token HTTP/1.1\r\nContent-Length: 50\r\n\r\ngrant")
            assert idle.fileno() > 0
    assert list(server.misfits) == []
