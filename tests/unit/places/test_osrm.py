"""Drives of a routing server, asked over real sockets as its interface wants it."""

import json
import socket
import time
from collections.abc import Iterator

import pytest

from studio_app.domain.drives import Drive
from studio_app.domain.place import Place
from studio_app.errors import PlacesUnavailable
from studio_app.patience import Patience
from studio_app.places.osrm import OsrmRouter
from studio_app.places.pausing import Pace
from tests.support.osrm_server import OsrmServer, osrm_server
from tests.support.web_server import Answer, web_server

HOME, AWAY, THIRD = Place(42.33, -71.12), Place(42.36, -71.05), Place(42.4, -71.2)


@pytest.fixture
def server() -> Iterator[OsrmServer]:
    with osrm_server() as running:
        yield running


def ask(server: OsrmServer, starts: list[Place], ends: list[Place]) -> dict[tuple[Place, Place], int]:
    found = OsrmRouter().drives(server.url, starts, ends, Patience(5))
    assert all(isinstance(drive, Drive) for drive in found)
    return {(drive.start, drive.end): drive.minutes for drive in found}


def test_each_way_has_minutes_of_its_own_rounded_up(server: OsrmServer) -> None:
    server.seconds[(42.33, -71.12), (42.36, -71.05)] = 1380.0
    server.seconds[(42.36, -71.05), (42.33, -71.12)] = 1380.1
    assert ask(server, [HOME], [AWAY]) == {(HOME, AWAY): 23}
    assert ask(server, [AWAY], [HOME]) == {(AWAY, HOME): 24}
    (first, _) = server.web.asked
    assert first.path == (
        "/table/v1/driving/-71.120000,42.330000;-71.050000,42.360000"
        "?sources=0&destinations=1&annotations=duration"
    )
    assert first.headers["User-Agent"] == "StudioDesk"


def test_where_no_road_leads_there_is_no_drive(server: OsrmServer) -> None:
    server.seconds[(42.33, -71.12), (42.36, -71.05)] = None
    assert set(ask(server, [HOME], [AWAY, THIRD])) == {(HOME, THIRD)}


def test_a_place_outside_the_roads_that_it_knows_has_none(server: OsrmServer) -> None:
    server.far[(42.4, -71.2)] = 80_000.0
    assert set(ask(server, [HOME, THIRD], [AWAY, THIRD])) == {(HOME, AWAY)}


def test_a_server_that_takes_small_questions_is_asked_small_ones(server: OsrmServer) -> None:
    server.most = 4
    ends = [Place(42 + number / 100, -71) for number in range(9)]
    assert set(ask(server, [HOME], ends)) == {(HOME, end) for end in ends}
    assert set(ask(server, ends, [HOME])) == {(end, HOME) for end in ends}
    assert all(len(starts) + len(ends) <= 4 for starts, ends in server.tables)


def test_nothing_is_asked_about_nothing(server: OsrmServer) -> None:
    assert ask(server, [], [HOME]) == {}
    assert ask(server, [HOME], [HOME, AWAY]).keys() == {(HOME, AWAY)}, "nobody drives to where they are"
    assert len(server.web.asked) == 1


@pytest.mark.parametrize(
    "status, body, sentence",
    [
        (500, b"", "127.0.0.1 has trouble (500)."),
        (429, b"{}", "127.0.0.1 has trouble (429)."),
        (200, b"<html>", "127.0.0.1 is no routing server with OSRM’s interface."),
        (200, b"[1]", "127.0.0.1 is no routing server with OSRM’s interface."),
        (200, b'{"code": "Ok", "durations": [[1, 2]]}', "127.0.0.1 answered with another table"),
        (200, b'{"code": "Ok", "durations": 7}', "127.0.0.1 answered with another table"),
        (400, b'{"code": "InvalidOptions", "message": "no\\n such"}', "says no (InvalidOptions): no such."),
        (200, b"1" * 4_000_001, "The answer of 127.0.0.1 is too large."),
        (301, b"", "127.0.0.1 is no routing server"),
    ],
)
def test_what_goes_wrong_is_said_in_a_sentence(status: int, body: bytes, sentence: str) -> None:
    with web_server() as web:
        web.answer = lambda _: Answer(status, {"Location": web.url}, body)
        with pytest.raises(PlacesUnavailable) as error:
            OsrmRouter().drives(web.url, [HOME], [AWAY], Patience(5))
    assert sentence in error.value.sentence
    assert len(web.asked) == 1, "nobody is followed elsewhere"


@pytest.mark.parametrize("value", [-1, "12", True, None, {}])
def test_durations_that_are_none_are_left_out(value: object) -> None:
    body = json.dumps({"code": "Ok", "durations": [[value]]}).encode()
    with web_server() as web:
        web.answer = lambda _: Answer(body=body)
        assert list(OsrmRouter().drives(web.url, [HOME], [AWAY], Patience(5))) == []


def test_nobody_waits_for_ever() -> None:
    def drip(connection: socket.socket) -> None:
        while not web.stopping.wait(0.02):
            connection.sendall(b" ")

    with web_server() as web:
        web.answer = lambda _: Answer(raw=drip)
        with pytest.raises(PlacesUnavailable, match="didn’t answer in time"):
            OsrmRouter().drives(web.url, [HOME], [AWAY], Patience(0.3))


def test_a_server_that_is_everybodys_is_asked_once_a_second(server: OsrmServer) -> None:
    router, begun = OsrmRouter(public=("127.0.0.1",)), time.monotonic()
    assert router.drives(server.url, [HOME], [AWAY], Patience(60))
    assert router.drives(server.url, [HOME], [AWAY], Patience(60))
    assert time.monotonic() - begun >= 1.0
    router._paces["127.0.0.1"] = Pace(600)
    assert router.drives(server.url, [HOME], [AWAY], Patience(60)), "the first turn of these"
    with pytest.raises(PlacesUnavailable, match="once a second"):
        router.drives(server.url, [HOME], [AWAY], Patience(0.1))
    assert len(server.tables) == 3


def test_a_server_that_is_not_there_is_said() -> None:
    with web_server() as web:
        gone = web.url
    with pytest.raises(PlacesUnavailable, match="can’t be reached"):
        OsrmRouter().drives(gone, [HOME], [AWAY], Patience(5))
