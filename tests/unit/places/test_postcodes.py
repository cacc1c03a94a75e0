"""An address with a postcode gets its place without a network; anything else is not guessed at."""

import pytest

from studio_app.domain.place import Place
from studio_app.places.postcodes import PostcodeGeocoder

BROOKLINE = Place(42.3431, -71.123)


@pytest.mark.parametrize(
    "address",
    [
        "55 Summit Ave, 02446",
        "55 Summit Avenue, Brookline, MA 02446-1234",
        "02446",
        "12345 Main St, Brookline 02446 ",
    ],
)
def test_the_last_postcode_counts(address: str) -> None:
    assert PostcodeGeocoder().place_of(address) == BROOKLINE


@pytest.mark.parametrize(
    "address, place",
    [
        ("42.33, -71.12", Place(42.33, -71.12)),
        ("gate behind 9 Elm Ct (42.3301,-71.1205)", Place(42.3301, -71.1205)),
        ("-33.86; 151.21", Place(-33.86, 151.21)),
        ("42, -71", Place(42, -71)),
    ],
)
def test_coordinates_may_be_typed(address: str, place: Place) -> None:
    assert PostcodeGeocoder().place_of(address) == place


@pytest.mark.parametrize(
    "address",
    [
        "",
        "55 Summit Avenue",
        "02446 Summit Avenue",
        "12, 5 Elm St",
        "99.5, -71.2",
        "10 Downing St, SW1A 2AA",
        "1 Main St, 00000",
        "123456",
        "Unit 5-02446x",
    ],
)
def test_what_is_not_known_is_not_guessed(address: str) -> None:
    assert PostcodeGeocoder().place_of(address) is None
