"""Words for places, and a pin in somebody's hand."""

import pytest

from studio_app.desk.places.moving_pin import DOWN, LEFT, RIGHT, UP, MovingPin
from studio_app.desk.places.words import place_text, source_tip, source_words
from studio_app.domain.pin import ONLINE, PlaceSource
from studio_app.domain.place import Place
from studio_app.engine.travel import great_circle_km

HOUSE = Place(42.34177, -71.13401)


def test_every_source_has_words_and_says_what_they_mean() -> None:
    assert {source_words(source) for source in PlaceSource} >= {
        "by postcode",
        "found by Nominatim",
        "pin set by hand",
    }
    assert all(source_tip(source) for source in PlaceSource)
    assert all("\N{COPYRIGHT SIGN}" in source_tip(source) for source in ONLINE), "as the services want it"
    assert (source_words(None), source_tip(None)) == ("", "")
    assert place_text(HOUSE) == "42.34177, -71.13401"


@pytest.mark.parametrize("way", [LEFT, RIGHT, UP, DOWN])
@pytest.mark.parametrize("lat", [0.0, 42.3, -80.0])
def test_a_key_moves_the_pin_by_metres(way: tuple[int, int], lat: float) -> None:
    start = Place(lat, -71.0)
    moved = MovingPin("a", start, start).nudged(way, 50.0).place
    assert moved
    assert great_circle_km(start, moved) == pytest.approx(0.05, rel=0.02)
    assert (moved.lon > start.lon) - (moved.lon < start.lon) == way[0]
    assert (moved.lat > start.lat) - (moved.lat < start.lat) == way[1]


def test_what_there_is_to_save() -> None:
    pin = MovingPin("a", HOUSE, HOUSE, PlaceSource.POSTCODE)
    assert pin.is_changed, "that it is right there is worth remembering"
    set_by_hand = MovingPin("a", HOUSE, HOUSE, PlaceSource.HAND)
    assert not set_by_hand.is_changed
    assert set_by_hand.can_be_forgotten
    assert set_by_hand.nudged(UP, 5).is_changed
    nowhere = MovingPin("a")
    assert not nowhere.is_changed
    assert nowhere.nudged(UP, 5) == nowhere
    assert nowhere.put(-71, 42).is_changed


def test_the_earth_has_ends() -> None:
    pin = MovingPin("a").put(181.0, 95.0)
    assert pin.place == Place(85.0, -179.0)
