"""Where addresses are: found, remembered and corrected; who is asked; and the drives that a routing server tells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest

from studio_app.actions.choose_way import ChooseWay, choose_way
from studio_app.actions.correct_pin import CorrectPin, correct_pin
from studio_app.actions.edit_place_choices import place_choices_of, save_place_choices
from studio_app.actions.find_place import KnownPlaces, find_place
from studio_app.actions.kept_values import from_text, to_text
from studio_app.actions.move_to_pin import MoveToPin, move_to_pin
from studio_app.actions.ports import Store
from studio_app.actions.steps import KINDS
from studio_app.domain.pin import Found, Pin, PlaceSource
from studio_app.domain.place import Place
from studio_app.domain.place_choices import NOMINATIM, PlaceChoices
from studio_app.domain.settings import TravelMode
from studio_app.errors import BadInput, NotFound, StaleVersion
from studio_app.places.online import OnlinePlaces
from studio_app.places.pausing import Pace
from studio_app.places.postcodes import PostcodeGeocoder
from tests.support.geocoder_server import GeocoderServer, Known, geocoder_server
from tests.unit.actions.conftest import Desk, at

ADDRESS = "55 Summit Ave, Brookline, MA 02446"
BROOKLINE = PostcodeGeocoder().place_of("02446")
HOUSE, DOOR = Place(42.34177, -71.13401), Place(42.3418, -71.1339)


class NoKeys:
    """A keyring in which nothing is."""

    def get(self, account: str) -> str | None:
        return None

    def set(self, account: str, secret: str) -> None:
        raise AssertionError

    def delete(self, account: str) -> None:
        raise AssertionError


@dataclass
class Office:
    """Who looks addresses up."""

    store: Store
    clock: Any
    finder: OnlinePlaces
    geocoder: PostcodeGeocoder


@pytest.fixture
def server() -> Iterator[GeocoderServer]:
    with geocoder_server() as running:
        running.known["55 summit ave"] = Known(HOUSE.lat, HOUSE.lon)
        yield running


@pytest.fixture
def office(desk: Desk, server: GeocoderServer) -> Office:
    """With Nominatim as the chosen service."""
    finder = OnlinePlaces(NoKeys(), jitter=lambda: 1.0, pace=Pace(0.0))
    wanted = PlaceChoices(PlaceSource.NOMINATIM, server.url, "desk@studio.example")
    save_place_choices(desk.store, desk.now, "Kim", wanted)
    return Office(desk.store, desk.clock, finder, PostcodeGeocoder())


# ---------------------------------------------------------------- finding


def test_a_service_is_asked_once_and_what_it_found_is_remembered(
    office: Office, server: GeocoderServer
) -> None:
    found = find_place(office, ADDRESS)
    assert (found.found, found.new, found.problem) == (Found(HOUSE, PlaceSource.NOMINATIM), True, "")
    again = find_place(office, "55 summit AVE Brookline  MA 02446")
    assert (again.found, again.new) == (Found(HOUSE, PlaceSource.NOMINATIM), False)
    assert server.queries == [ADDRESS]


def test_nobody_is_sent_what_is_not_an_address_yet(office: Office, server: GeocoderServer) -> None:
    for typed in ("55 Summ", "02446", "42.33, -71.12", "", "Summit Ave, Brookline, MA 02446"):
        found = find_place(office, typed)
        assert not found.new
    assert server.queries == []
    assert find_place(office, "42.33, -71.12").found == Found(Place(42.33, -71.12), PlaceSource.TYPED)


def test_what_the_service_does_not_know_is_where_its_postcode_is(
    office: Office, server: GeocoderServer
) -> None:
    assert BROOKLINE
    found = find_place(office, "9 Harvard St, Brookline, MA 02446")
    assert (found.found, found.new, found.problem) == (Found(BROOKLINE, PlaceSource.POSTCODE), False, "")
    find_place(office, "9 Harvard St, Brookline, MA 02446")
    assert len(server.queries) == 1, "it is not asked twice for what it doesn't know"


def test_a_service_in_trouble_changes_nothing_but_what_is_said(
    office: Office, server: GeocoderServer
) -> None:
    assert BROOKLINE
    server.status = 503
    found = find_place(office, ADDRESS)
    assert found.found == Found(BROOKLINE, PlaceSource.POSTCODE)
    assert found.problem
    server.status = 200
    assert find_place(office, ADDRESS).problem, "it is left in peace for a while"
    assert find_place(office, ADDRESS, again=True).new


def test_without_a_service_postcodes_must_do(office: Office, server: GeocoderServer, desk: Desk) -> None:
    save_place_choices(desk.store, desk.now, "Kim", PlaceChoices())
    found = find_place(office, ADDRESS).found
    assert found
    assert found.source is PlaceSource.POSTCODE
    assert server.queries == []


def test_a_pin_that_somebody_sets_meanwhile_stays(
    office: Office, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def find(*_: Any, **__: Any) -> Place:
        correct_pin(desk.store, desk.now, "Ben", CorrectPin(ADDRESS, DOOR))
        return HOUSE

    monkeypatch.setattr(office.finder, "find", find)
    assert find_place(office, ADDRESS).found == Found(DOOR, PlaceSource.HAND)
    assert find_place(office, ADDRESS).found == Found(DOOR, PlaceSource.HAND)


def test_what_counts_most(desk: Desk) -> None:
    assert BROOKLINE
    by_hand = Pin(ADDRESS, DOOR, PlaceSource.HAND, desk.now)
    found = replace(by_hand, place=HOUSE, source=PlaceSource.NOMINATIM)
    elsewhere = Place(42.35, -71.1)

    def source(pin: Pin | None, before: Place | None, address: str = ADDRESS) -> PlaceSource | None:
        pins = {pin.key: pin} if pin else {}
        places = {by_hand.key: before} if before else {}
        known = KnownPlaces(PostcodeGeocoder(), pins, places).found(address)
        return known.source if known else None

    assert source(None, None) is PlaceSource.POSTCODE
    assert source(found, None) is PlaceSource.NOMINATIM
    assert source(found, BROOKLINE) is PlaceSource.NOMINATIM, "the order knew the postcode alone"
    assert source(found, HOUSE) is PlaceSource.NOMINATIM
    assert source(found, elsewhere) is PlaceSource.BEFORE
    assert source(None, elsewhere) is PlaceSource.BEFORE
    assert source(None, BROOKLINE) is PlaceSource.POSTCODE
    assert source(by_hand, elsewhere) is PlaceSource.HAND
    assert source(by_hand, elsewhere, "42.5, -71.5") is PlaceSource.TYPED
    assert source(None, None, "somewhere") is None


# ---------------------------------------------------------------- pins


def test_a_pin_is_set_taken_back_and_set_again(desk: Desk) -> None:
    def pins() -> dict[str, Place]:
        with desk.store.reading() as reading:
            return {pin.address: pin.place for pin in reading.pins().values()}

    done = correct_pin(desk.store, desk.now, "Kim", CorrectPin(f"  {ADDRESS}", DOOR))
    assert (done.say, done.elsewhere) == ("The pin of 55 Summit Ave is remembered.", ())
    assert pins() == {ADDRESS: DOOR}
    moved = correct_pin(desk.store, desk.now, "Kim", CorrectPin(ADDRESS, HOUSE))
    assert done.undo
    assert moved.undo
    with pytest.raises(StaleVersion):
        done.undo.run(desk.store, desk.now, "Kim")
    kept = from_text(to_text(moved.undo), KINDS["pin"])
    back = kept.run(desk.store, desk.now, "Kim")
    assert pins() == {ADDRESS: DOOR}
    assert back.undo
    back.undo.run(desk.store, desk.now, "Kim")
    assert pins() == {ADDRESS: HOUSE}
    gone = correct_pin(desk.store, desk.now, "Kim", CorrectPin(ADDRESS, None))
    assert gone.say == "The pin of 55 Summit Ave is forgotten."
    assert pins() == {}
    assert correct_pin(desk.store, desk.now, "Kim", CorrectPin(ADDRESS, None)).undo is None
    with desk.store.reading() as reading:
        newest = reading.history()[0]
    assert (newest.action, newest.before["pin"]) == (
        "removed the pin of 55 Summit Ave",
        "42.34177, -71.13401",
    )


def test_appointments_that_stand_elsewhere_are_moved_where_somebody_says_so(desk: Desk) -> None:
    assert BROOKLINE
    first = desk.book(at("10:00"), address=ADDRESS, place=BROOKLINE)
    second = desk.book(at("13:00"), address="55 Summit Ave Brookline MA 02446", place=None)
    other = desk.book(at("15:00"), address="57 Summit Ave", place=BROOKLINE)
    done = correct_pin(desk.store, desk.now, "Kim", CorrectPin(ADDRESS, DOOR))
    assert {item.id for item in done.elsewhere} == {
        item.id for booked in (first, second) for item in booked.appointments
    }
    assert correct_pin(desk.store, desk.now, "Kim", CorrectPin(ADDRESS, DOOR)).say == (
        "The pin is there already."
    )
    moved = move_to_pin(desk.store, desk.now, "Kim", MoveToPin(ADDRESS))
    assert moved.say == "2 appointments at 55 Summit Ave moved to the pin."

    def places() -> list[Place | None]:
        return [desk.appointment(each.appointments[0].id).place for each in (first, second, other)]

    def of_orders() -> set[Place | None]:
        with desk.store.reading() as reading:
            return {order.property.place for order in reading.find_orders("55 summit")}

    assert places() == [DOOR, DOOR, BROOKLINE]
    assert of_orders() == {DOOR}
    assert move_to_pin(desk.store, desk.now, "Kim", MoveToPin(ADDRESS)).undo is None
    assert moved.undo
    moved.undo.run(desk.store, desk.now, "Kim")
    assert places() == [BROOKLINE, None, BROOKLINE]
    assert of_orders() == {BROOKLINE, None}
    correct_pin(desk.store, desk.now, "Kim", CorrectPin(ADDRESS, None))
    with pytest.raises(NotFound):
        move_to_pin(desk.store, desk.now, "Kim", MoveToPin(ADDRESS))


@pytest.mark.parametrize(
    "command",
    [
        CorrectPin("  ", DOOR),
        CorrectPin(",", DOOR),
        CorrectPin(ADDRESS, Place(91, 0)),
        CorrectPin(ADDRESS, Place(float("nan"), 0)),
    ],
)
def test_pins_that_are_none(desk: Desk, command: CorrectPin) -> None:
    with pytest.raises(BadInput):
        correct_pin(desk.store, desk.now, "Kim", command)


# ---------------------------------------------------------------- who is asked


def chosen_at(desk: Desk) -> PlaceChoices:
    with desk.store.reading() as reading:
        return place_choices_of(reading)


def test_who_is_asked_is_chosen_and_taken_back(desk: Desk) -> None:
    assert chosen_at(desk) == PlaceChoices(None, NOMINATIM, "", False, "")
    wanted = PlaceChoices(PlaceSource.GOOGLE, "", "", True, " localhost:5000/ ")
    done = save_place_choices(desk.store, desk.now, "Kim", wanted)
    chosen = PlaceChoices(PlaceSource.GOOGLE, NOMINATIM, "", True, "http://localhost:5000")
    assert chosen_at(desk) == chosen
    assert save_place_choices(desk.store, desk.now, "Kim", chosen).undo is None
    assert done.undo
    kept = from_text(to_text(done.undo), KINDS["place choices"])
    kept.run(desk.store, desk.now, "Kim")
    assert chosen_at(desk) == PlaceChoices()
    with pytest.raises(StaleVersion):
        kept.run(desk.store, desk.now, "Kim")


def test_two_people_choose_at_once(desk: Desk) -> None:
    seen = chosen_at(desk)
    save_place_choices(desk.store, desk.now, "Kim", replace(seen, geocoder=PlaceSource.GOOGLE), seen)
    router = replace(seen, routing=True, router="http://localhost:5000")
    save_place_choices(desk.store, desk.now, "Lee", router, seen)
    assert chosen_at(desk) == replace(router, geocoder=PlaceSource.GOOGLE)
    with pytest.raises(StaleVersion):
        save_place_choices(desk.store, desk.now, "Lee", replace(seen, geocoder=PlaceSource.MAPBOX), seen)


def test_a_way_is_one_choice_and_one_entry(desk: Desk) -> None:
    with desk.store.reading() as reading:
        rules = reading.whole_studio().settings
    wanted = PlaceChoices(routing=True, router="localhost:5000")
    mode = TravelMode.FIXED if rules.travel.mode is TravelMode.ESTIMATE else TravelMode.ESTIMATE
    done = choose_way(desk.store, desk.now, "Kim", ChooseWay(rules, PlaceChoices(), mode, wanted))
    with desk.store.reading() as reading:
        (entry,) = reading.history()
        assert reading.whole_studio().settings.travel.mode is mode
    assert {"travel", "routing", "router"} == {*entry.after}
    assert chosen_at(desk).asks_router
    assert done.undo
    done.undo.run(desk.store, desk.now, "Kim")
    assert chosen_at(desk) == PlaceChoices()
    with desk.store.reading() as reading:
        assert reading.whole_studio().settings == rules
        assert len(reading.history()) == 2


@pytest.mark.parametrize(
    "wanted, path",
    [
        (PlaceChoices(PlaceSource.NOMINATIM), "contact"),
        (PlaceChoices(PlaceSource.NOMINATIM, contact="nobody"), "contact"),
        (PlaceChoices(domain="two words"), "domain"),
        (PlaceChoices(routing=True), "router"),
        (PlaceChoices(router="http://router.example.com"), "router"),
    ],
)
def test_choices_that_can_not_be_used(desk: Desk, wanted: PlaceChoices, path: str) -> None:
    with pytest.raises(BadInput) as error:
        save_place_choices(desk.store, desk.now, "Kim", wanted)
    assert error.value.path == path
