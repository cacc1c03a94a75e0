"""Approximate areas of postcodes: each has its own middle, none overlaps another, and a typed list is understood."""

from __future__ import annotations

from itertools import combinations

import pytest
import shapely

from studio_app.domain.place import Place
from studio_app.engine.travel import great_circle_km
from studio_app.engine.zone_shapes import Shape, area_km2, contains, crossing, polygon_of
from studio_app.errors import BadInput
from studio_app.places.postcode_shapes import REACH_KM, postcode_areas, postcode_shapes, read_postcodes
from studio_app.places.postcodes import PostcodeGeocoder

BROOKLINE = ("02445", "02446", "02467")


def middle(code: str) -> Place:
    place = PostcodeGeocoder().place_of(code)
    assert place is not None
    return place


@pytest.mark.parametrize(
    "text, codes",
    [
        ("02446", ["02446"]),
        (" 02446, 02445;\n02467 02446", ["02446", "02445", "02467"]),
        ("02446-1234", ["02446"]),
        ("02115-02118", ["02115", "02116", "02118"]),
        ("02115 \N{EN DASH} 02116", ["02115", "02116"]),
        ("02115 to 02116, 02446-7890", ["02115", "02116", "02446"]),
    ],
)
def test_a_typed_list_is_understood(text: str, codes: list[str]) -> None:
    assert list(read_postcodes(text)) == codes


@pytest.mark.parametrize(
    "text, sentence",
    [
        ("", "Type postcodes"),
        (" , ", "Type postcodes"),
        ("Brookline", '"Brookline" is not a postcode'),
        ("02446 0244", '"0244" is not a postcode'),
        ("024467", '"024467" is not a postcode'),
        ("02446, 00000, 99999", "00000, 99999 are no postcodes with an area"),
        ("02447", "02447 is no postcode with an area"),
        ("02118-02115", "runs backwards"),
        ("00001-00002", "no postcode with an area from 00001 to 00002"),
        ("01000-09999", "More than 1,000 postcodes"),
    ],
)
def test_a_list_that_is_wrong_is_told(text: str, sentence: str) -> None:
    with pytest.raises(BadInput) as raised:
        read_postcodes(text)
    assert sentence in str(raised.value)


def test_each_area_holds_its_own_middle_and_no_other() -> None:
    found = postcode_shapes(BROOKLINE)
    assert list(found) == list(BROOKLINE)
    for code, shape in found.items():
        assert crossing(shape.ring) is None
        here = middle(code)
        assert contains(shape, (here.lon, here.lat))
    for one, other in combinations(found.values(), 2):
        assert polygon_of(one).intersection(polygon_of(other)).area < 1e-12


def test_a_place_belongs_to_the_postcode_whose_middle_is_nearest() -> None:
    found = postcode_shapes(BROOKLINE)
    middles = {code: middle(code) for code in BROOKLINE}
    lons, lats = [-71.16 + step * 0.002 for step in range(30)], [42.30 + step * 0.002 for step in range(30)]
    for place in (Place(lat, lon) for lat in lats for lon in lons):
        holders = [code for code, shape in found.items() if contains(shape, (place.lon, place.lat))]
        distances = {code: great_circle_km(place, at) for code, at in middles.items()}
        for code in holders:
            assert distances[code] <= min(distances.values()) * 1.001 + 1e-3


def test_neighbours_become_one_shape_without_gaps() -> None:
    (whole,) = postcode_areas("02445 02446 02467")
    brookline = whole.shape
    assert whole.codes == BROOKLINE
    assert brookline.holes == ()
    parts = postcode_shapes(BROOKLINE).values()
    assert area_km2(brookline) == pytest.approx(sum(area_km2(part) for part in parts))


def test_what_does_not_meet_stays_apart() -> None:
    apart = {area.codes for area in postcode_areas("02446, 96813, 02445")}
    assert apart == {("02446", "02445"), ("96813",)}


def test_in_the_desert_an_area_ends_after_a_while() -> None:
    desert = postcode_areas("89049")[0].shape
    here = middle("89049")
    assert max(great_circle_km(here, Place(lat, lon)) for lon, lat in desert.ring) <= REACH_KM * 1.001


def test_an_outline_is_not_left() -> None:
    west = Shape(((-72.0, 42.0), (-71.14, 42.0), (-71.14, 43.0), (-72.0, 43.0)))
    found = postcode_shapes(["02445"], [west])["02445"]
    assert shapely.bounds(polygon_of(found))[2] == pytest.approx(-71.14)
    with pytest.raises(BadInput, match="96813 has no area here"):
        postcode_shapes(["96813"], [west])


def test_the_same_codes_give_the_same_shapes_in_whatever_company() -> None:
    alone = postcode_shapes(["02446"])["02446"]
    assert postcode_shapes([*BROOKLINE, "02115"])["02446"] == alone
