"""Addresses by services on the network: asked through geopy over real sockets, as each of them wants it."""

import threading
import time
from collections.abc import Iterator

import pytest

from studio_app.domain.pin import ONLINE, PlaceSource
from studio_app.domain.place import Place
from studio_app.domain.place_choices import PlaceChoices
from studio_app.errors import BadInput, PlacesUnavailable
from studio_app.patience import Patience
from studio_app.places.online import OnlinePlaces
from studio_app.places.pausing import Pace, Rest
from studio_app.places.servers import checked_server
from tests.support.geocoder_server import KEY, GeocoderServer, Known, geocoder_server

ADDRESS = "55 Summit Ave, Brookline, MA 02446"
PLACE = Place(42.34177, -71.13401)


class Drawer:
    """Keeps keys in memory."""

    def __init__(self) -> None:
        self.keys = {f"places/{source.value}": KEY for source in ONLINE}

    def get(self, account: str) -> str | None:
        return self.keys.get(account)

    def set(self, account: str, secret: str) -> None:
        self.keys[account] = secret

    def delete(self, account: str) -> None:
        self.keys.pop(account, None)


@pytest.fixture
def server() -> Iterator[GeocoderServer]:
    with geocoder_server() as running:
        running.known["55 summit ave"] = Known(PLACE.lat, PLACE.lon)
        running.known["nowhere"] = Known(42.0, -71.0, exact=False)
        yield running


def finder(server: GeocoderServer, pace: float = 0.0, keys: Drawer | None = None) -> OnlinePlaces:
    servers = dict.fromkeys(ONLINE, server.url)
    return OnlinePlaces(keys or Drawer(), servers=servers, jitter=lambda: 1.0, pace=Pace(pace))


def choices(server: GeocoderServer, source: PlaceSource = PlaceSource.NOMINATIM) -> PlaceChoices:
    return PlaceChoices(source, server.url, "desk@studio.example")


@pytest.mark.parametrize("source", ONLINE)
def test_a_house_is_found_and_the_middle_of_a_town_is_not(
    source: PlaceSource, server: GeocoderServer
) -> None:
    asked = finder(server)
    assert asked.find(choices(server, source), ADDRESS, Patience(5)) == PLACE
    assert asked.find(choices(server, source), "9 Nowhere Road, Brookline", Patience(5)) is None
    assert asked.find(choices(server, source), "1 Unknown Road, Brookline", Patience(5)) is None
    assert server.queries == [ADDRESS, "9 Nowhere Road, Brookline", "1 Unknown Road, Brookline"]
    assert set(server.agents) == {"StudioDesk/0.1.0 (desk@studio.example)"}


def test_nothing_is_asked_where_no_service_is_chosen(server: GeocoderServer) -> None:
    assert finder(server).find(PlaceChoices(), ADDRESS, Patience(5)) is None
    assert server.times == []


def test_nominatim_is_asked_once_a_second_by_the_whole_program(server: GeocoderServer) -> None:
    asked = finder(server, pace=0.25)
    threads = [
        threading.Thread(target=asked.find, args=(choices(server), ADDRESS, Patience(60))) for _ in range(4)
    ]
    begun = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(server.times) == 4
    assert max(server.times) - begun >= 3 * 0.25, "the first at once, and then one after the other"


def test_who_does_not_wait_for_a_turn_is_told(server: GeocoderServer) -> None:
    asked = finder(server, pace=600)
    assert asked.find(choices(server), ADDRESS, Patience(60)) == PLACE
    with pytest.raises(PlacesUnavailable, match="once a second"):
        asked.find(choices(server), ADDRESS, Patience(0.05))
    assert len(server.times) == 1


@pytest.mark.parametrize(
    "source, sentence",
    [(PlaceSource.GOOGLE, "Google"), (PlaceSource.MAPBOX, "Mapbox"), (PlaceSource.OPENCAGE, "OpenCage")],
)
def test_a_service_that_needs_a_key_says_so(
    source: PlaceSource, sentence: str, server: GeocoderServer
) -> None:
    keys = Drawer()
    asked = finder(server, keys=keys)
    asked.keep_key(source, "")
    assert not asked.has_key(source)
    with pytest.raises(PlacesUnavailable, match=f"{sentence} needs a key"):
        asked.find(choices(server, source), ADDRESS, Patience(5))
    asked.keep_key(source, "wrong")
    with pytest.raises(PlacesUnavailable, match=f"{sentence} .*(let this program in|trouble)"):
        asked.find(choices(server, source), ADDRESS, Patience(5))
    asked.keep_key(source, f" {KEY} ")
    assert asked.has_key(source)
    assert asked.find(choices(server, source), ADDRESS, Patience(5)) == PLACE, "a new key is tried at once"


@pytest.mark.parametrize("status", [403, 429, 500, 503, 301])
def test_a_service_that_fails_is_left_in_peace(status: int, server: GeocoderServer) -> None:
    asked = finder(server)
    server.status, server.headers = status, {"Retry-After": "600"}
    for _ in range(3):
        with pytest.raises(PlacesUnavailable) as error:
            asked.find(choices(server), ADDRESS, Patience(5))
    assert len(server.times) == 1
    assert "asked again later" in error.value.sentence
    server.status = 200
    assert asked.find(choices(server), ADDRESS, Patience(5), again=True) == PLACE
    assert asked.find(choices(server), ADDRESS, Patience(5)) == PLACE, "it works again"


def test_a_service_that_is_slow_is_not_waited_for(server: GeocoderServer) -> None:
    server.delay = 3
    with pytest.raises(PlacesUnavailable, match="didn’t answer in time"):
        finder(server).find(choices(server), ADDRESS, Patience(0.2))


def test_rest_grows_until_the_server_answers() -> None:
    now = [0.0]
    rest = Rest(lambda: 1.0, lambda: now[0])

    def over(at: float) -> bool:
        now[0] = at
        return rest.is_over

    assert over(0.0)
    rest.failed()
    assert [over(at) for at in (19.9, 20.0)] == [False, True]
    rest.failed()
    assert [over(at) for at in (59.0, 60.0)] == [False, True], "twice as long"
    rest.failed(asked=5000)
    assert [over(at) for at in (5059.0, 5060.0)] == [False, True], "as long as it asked for"
    rest.failed()
    rest.answered()
    assert over(5060.0)


@pytest.mark.parametrize(
    "typed, address",
    [
        ("nominatim.openstreetmap.org", "https://nominatim.openstreetmap.org"),
        ("https://maps.example.com/osm/", "https://maps.example.com/osm"),
        ("localhost:5000", "http://localhost:5000"),
        ("192.168.1.7:5000", "http://192.168.1.7:5000"),
        ("http://router.local", "http://router.local"),
        ("[::1]:5000", "http://[::1]:5000"),
    ],
)
def test_addresses_of_servers(typed: str, address: str) -> None:
    assert checked_server(typed, "router") == address


@pytest.mark.parametrize(
    "typed",
    [
        *("", "   ", "two words", "http://router.example.com", "ftp://router.example.com", "https://"),
        *(
            "https://me:secret@router.example.com",
            "https://x.example?a=1",
            "https://x.example:0",
            "http://[::1",
        ),
    ],
)
def test_addresses_that_are_none_or_give_customers_away(typed: str) -> None:
    with pytest.raises(BadInput):
        checked_server(typed, "router")
