"""Drives that a routing server tells: which are asked for, in what portions, and what is kept of the answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from studio_app.actions.edit_place_choices import save_place_choices
from studio_app.actions.read_drives import (
    Table,
    WantedDrives,
    read_drives,
    wanted_among,
    wanted_drives,
)
from studio_app.domain.pin import PlaceSource
from studio_app.domain.place import Place
from studio_app.domain.place_choices import PlaceChoices
from studio_app.domain.settings import TravelMode
from studio_app.domain.studio import Studio
from studio_app.errors import PlacesUnavailable
from studio_app.places.osrm import OsrmRouter
from studio_app.places.postcodes import PostcodeGeocoder
from tests.support.osrm_server import OsrmServer, osrm_server
from tests.support.scenarios import person, service
from tests.unit.actions.conftest import Desk, at

BROOKLINE = PostcodeGeocoder().place_of("02446")
HOUSE, DOOR = Place(42.34177, -71.13401), Place(42.3418, -71.1339)


@pytest.fixture
def router(desk: Desk) -> Iterator[OsrmServer]:
    with osrm_server() as running:
        ask(desk, running.url)
        yield running


def ask(desk: Desk, router: str, *, routing: bool = True) -> None:
    save_place_choices(desk.store, desk.now, "test", PlaceChoices(routing=routing, router=router))


def studio_of(desk: Desk) -> Studio:
    with desk.store.reading() as reading:
        found = reading.studio(desk.now)
    travel = replace(found.settings.travel, mode=TravelMode.ESTIMATE)
    return replace(found, settings=replace(found.settings, travel=travel))


def by(studio: Studio, now: datetime, place: Place = HOUSE) -> WantedDrives | None:
    return wanted_drives(studio, "http://localhost", place, now)


def test_what_is_missing_is_asked_for_and_known_from_then_on(desk: Desk, router: OsrmServer) -> None:
    elsewhere = Place(42.4, -71.05)
    desk.book(at("10:00"), address="1 Elm St", place=elsewhere)
    desk.book(at("13:00"), address="2 Elm St", place=BROOKLINE)
    assert BROOKLINE
    studio = studio_of(desk)
    wanted = wanted_drives(studio, router.url, HOUSE, desk.now)
    assert wanted
    homes = [person.home for person in studio.photographers if person.home]
    others = (*homes, elsewhere, BROOKLINE)
    assert wanted.tables == (Table((HOUSE,), others), Table(others, (HOUSE,))), "homes, then what comes next"
    read = read_drives(desk.store, desk.now, OsrmRouter(), wanted)
    assert (read.count, read.problem) == (2 * len(others), "")
    known = studio_of(desk)
    assert by(known, desk.now) is None, "nothing is missing any more"
    seconds = router.drive((HOUSE.lat, HOUSE.lon), (elsewhere.lat, elsewhere.lon))
    assert seconds
    assert known.settings.travel.drives.minutes(HOUSE, elsewhere) == -(-seconds // 60)
    assert known.settings.travel.drives.minutes(elsewhere, HOUSE) != -(-seconds // 60)


def test_nothing_is_asked_where_drives_are_not_estimated_or_over(desk: Desk) -> None:
    desk.book(at("10:00"), address="1 Elm St", place=BROOKLINE)
    studio = studio_of(desk)
    fixed = replace(studio.settings, travel=replace(studio.settings.travel, mode=TravelMode.FIXED))
    assert by(replace(studio, settings=fixed), desk.now) is None
    assert wanted_drives(studio, "", HOUSE, desk.now) is None
    assert by(studio, desk.now)
    assert by(studio, at("10:00") + timedelta(days=2)) is None
    assert BROOKLINE
    assert by(studio, desk.now, BROOKLINE) is None, "nobody drives to where they are"


def test_a_hundred_places_at_a_time(desk: Desk, router: OsrmServer) -> None:
    people = [person(f"p{number}", home={"lat": 42 + number / 1000, "lon": -71}) for number in range(230)]
    desk.load(*people, services=[service("photos")])
    studio = studio_of(desk)
    wanted = wanted_drives(studio, router.url, HOUSE, desk.now)
    assert wanted
    read = read_drives(desk.store, desk.now, OsrmRouter(), wanted)
    assert read.count == 460
    assert [max(len(starts), len(ends)) for starts, ends in router.tables] == [99, 99, 99, 99, 32, 32]
    known = studio_of(desk)
    assert wanted_drives(known, router.url, HOUSE, desk.now) is None
    asked = 0
    while among := wanted_among(studio_of(desk), router.url, desk.now):
        assert len(among.tables) == 1
        read_drives(desk.store, desk.now, OsrmRouter(), among)
        asked += 1
    assert asked == 9, "150 places by 50 and 50"
    drives = studio_of(desk).settings.travel.drives
    homes = [one.home for one in studio.photographers[:150] if one.home]
    assert all(drives.minutes(a, b) is not None for a in homes[::7] for b in homes[::5] if a != b)


def test_what_was_asked_in_vain_is_not_asked_again(desk: Desk, router: OsrmServer) -> None:
    desk.book(at("10:00"), address="1 Elm St", place=DOOR)
    desk.book(at("13:00"), address="2 Elm St", place=BROOKLINE)
    studio = studio_of(desk)
    one, among = by(studio, desk.now), wanted_among(studio, router.url, desk.now)
    assert one
    assert among
    tried = {way for wanted in (one, among) for table in wanted.tables for way in table.ways}
    assert wanted_drives(studio, router.url, HOUSE, desk.now, tried) is None
    assert wanted_among(studio, router.url, desk.now, tried) is None


def test_what_came_before_the_server_failed_is_kept(desk: Desk, router: OsrmServer) -> None:
    others = tuple(Place(42 + number / 1000, -71) for number in range(99))
    tables = (Table((HOUSE,), others), Table(others, (HOUSE,)), Table((DOOR,), others))

    class Tires(OsrmRouter):
        """Answers twice."""

        def drives(self, *args: Any, again: bool = False) -> Any:
            if len(router.tables) == 2:
                raise PlacesUnavailable("The server is tired.", "Wait.")
            return super().drives(*args, again=again)

    read = read_drives(desk.store, desk.now, Tires(), WantedDrives(router.url, tables))
    assert (read.count, read.problem) == (198, "The server is tired.")
    assert studio_of(desk).settings.travel.drives.minutes(HOUSE, others[0]) is not None


def test_another_router_has_other_drives(desk: Desk, router: OsrmServer) -> None:
    save_place_choices(desk.store, desk.now, "Kim", PlaceChoices(routing=True, router=router.url))
    read_drives(desk.store, desk.now, OsrmRouter(), WantedDrives(router.url, (Table((HOUSE,), (DOOR,)),)))
    assert studio_of(desk).settings.travel.drives
    save_place_choices(
        desk.store, desk.now, "Kim", PlaceChoices(PlaceSource.GOOGLE, routing=True, router=router.url)
    )
    assert studio_of(desk).settings.travel.drives, "another geocoder is no matter of the roads"
    save_place_choices(desk.store, desk.now, "Kim", PlaceChoices(router=router.url))
    assert not studio_of(desk).settings.travel.drives


@pytest.mark.parametrize("address, routing", [("http://localhost:1", True), ("", False)])
def test_what_comes_from_a_server_that_is_no_longer_asked_is_dropped(
    desk: Desk, router: OsrmServer, address: str, routing: bool
) -> None:
    class Changes(OsrmRouter):
        """Somebody chooses otherwise while it is asked."""

        def drives(self, *args: Any, again: bool = False) -> Any:
            found = super().drives(*args, again=again)
            ask(desk, address or router.url, routing=routing)
            return found

    wanted = WantedDrives(router.url, (Table((HOUSE,), (DOOR, Place(42.4, -71.05))),))
    read = read_drives(desk.store, desk.now, Changes(), wanted)
    assert router.tables
    assert read.count == 0
    assert not studio_of(desk).settings.travel.drives
