"""Which openings are offered."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from studio_app import engine, exchange
from studio_app.actions.next_openings import least_driving, openings_around, soonest
from studio_app.domain.place import Place
from studio_app.domain.request import Request
from studio_app.engine import driving
from studio_app.engine.asked import Asked
from studio_app.engine.visits import visits_of
from tests.support.scenarios import busy, person, service, shoot, studio
from tests.unit.actions.conftest import MONDAY, at

HOME = {"lat": 42.0, "lon": -71.0}
TRAVEL = {"mode": "estimate", "speed_kmh": 60, "detour": 1, "floor_min": 0}


def request(**keys: Any) -> Request:
    known: dict[str, Any] = {
        "now": MONDAY,
        "first_day": date(2026, 6, 16),
        "last_day": date(2026, 6, 16),
        "services": ("photos",),
    }
    return Request(**{**known, **keys})


def around(start: datetime, *people: dict[str, Any], count: int = 5, **keys: Any) -> list[datetime]:
    found = exchange.read_studio(studio(*people, **keys))
    (visit,) = visits_of(found, request())
    openings = openings_around(found, request(), visit, start, count)
    assert list(openings) == sorted(openings, key=lambda opening: opening.start)
    return [opening.start for opening in openings]


def test_the_soonest_from_the_asked_time_on() -> None:
    assert around(at("15:20"), count=3) == [at("15:30"), at("09:30", 17), at("09:45", 17)]


def test_they_may_be_weeks_away() -> None:
    away = busy("2026-06-15T00:00:00-04:00", "2026-07-20T12:00:00-04:00")
    assert around(at("10:00"), busy=[away], count=1) == [datetime.fromisoformat("2026-07-20T12:30:00-04:00")]


def test_where_none_follow_the_latest_before_are_offered() -> None:
    after = busy("2026-06-16T12:00:00-04:00", "2026-12-16T12:00:00-05:00")
    assert around(at("10:45"), busy=[after], count=3) == [at("10:00"), at("10:15"), at("10:30")]


def test_no_opening_at_all() -> None:
    assert around(at("10:00"), person("ana", accepting=False)) == []


def test_a_time_beyond_the_furthest_day_or_in_the_past() -> None:
    assert around(at("10:00").replace(year=2030), max_advance_days=2, count=1) == [at("15:30", 17)]
    assert around(at("10:00").replace(year=2020), count=1) == [at("09:30", 15)]


def test_the_soonest_of_an_answer() -> None:
    found = exchange.read_studio(studio())
    openings = engine.find_openings(found, request())[0].openings
    assert [brief.start for brief in soonest(openings, 2)] == [at("09:30"), at("09:45")]


def best(place: Place | None, *people: dict[str, Any], **keys: Any) -> datetime | None:
    found = exchange.read_studio(
        studio(*(people or (person("ana", home=HOME),)), services=[service("photos")], travel=TRAVEL, **keys)
    )
    asked = request(place=place, last_day=date(2026, 6, 17))
    return least_driving(found, asked, engine.find_openings(found, asked)[0].openings)


FAR = {"lat": 42.5, "lon": -71.0}  # 56 km and as many minutes north


def test_least_driving_is_beside_a_neighbour() -> None:
    shoots = [shoot("2026-06-17T12:00:00-04:00", "2026-06-17T13:00:00-04:00", place=FAR)]
    assert best(Place(42.5, -71.0), appointments=shoots) == at("10:00", 17), "she is near that day anyway"
    assert best(Place(42.0, -71.0), appointments=shoots) == at("09:00"), "at home nothing is added, whenever"


def test_between_two_neighbours() -> None:
    found = exchange.read_studio(
        studio(
            person("ana"),
            travel=TRAVEL,
            appointments=[
                shoot("2026-06-16T10:00:00-04:00", "2026-06-16T11:00:00-04:00", place=HOME, name="a"),
                shoot("2026-06-16T15:00:00-04:00", "2026-06-16T16:00:00-04:00", place=FAR, name="b"),
                shoot("2026-06-17T15:00:00-04:00", "2026-06-17T16:00:00-04:00", place=FAR, name="c"),
            ],
        )
    )
    (visit,) = visits_of(found, request())
    asked = request(place=Place(42.25, -71.0))
    detours = driving.Detours(Asked.of(found, asked, visit))
    assert detours.added(("ana",), at("12:30")) == 0, "on the way from one to the other"
    assert detours.added(("ana",), at("09:00")) == 28, "to the first, and home is not known"
    assert detours.added(("ana",), at("16:30")) == 28
    assert detours.added(("ana",), at("12:30", 18)) is None, "nobody knows where she comes from"
    assert detours.added(("ana",), at("14:00", 17)) == 28
    nowhere = driving.Detours(Asked.of(found, request(), visit))
    assert nowhere.added(("ana",), at("12:30")) is None


def test_nobody_can_tell() -> None:
    assert best(None) is None
    assert best(Place(42.0, -71.0), person("ana")) is None
    assert best(Place(42.0, -71.0), person("ana", home=HOME, accepting=False)) is None
