"""NOT_ACCEPTING, LACKS_SKILL, NEEDS_PLACE, OUT_OF_ZONE and CALENDAR_UNKNOWN; who is asked."""

from typing import Any

import pytest

from tests.support.scenarios import Json, Judge, person, request, sentences, service, studio

TEN = "2026-06-16T10:00:00-04:00"
SQUARE: Json = {"id": "z1", "name": "Square", "polygon": [[-74, 40], [-73, 40], [-73, 41], [-74, 41]]}
TRIANGLE: Json = {"id": "z2", "name": "Wedge", "polygon": [[-73, 40], [-71, 40], [-73, 42], [-73, 40]]}
BAY: Json = {  # a square with a bay cut into its east side
    "id": "z3",
    "name": "Bay",
    "polygon": [[0, 0], [4, 0], [4, 1], [1, 1], [1, 3], [4, 3], [4, 4], [0, 4]],
}


def test_not_accepting(judge: Judge) -> None:
    desk = studio(person(accepting=False), person("ben"))
    assert judge.codes(desk, request(), TEN) == ["NOT_ACCEPTING"]
    assert judge.openings(desk, request())[0]["crews"] == [["ben"]]


def test_unknown_is_never_free(judge: Judge) -> None:
    desk = studio(person(calendar_state="unknown"))
    assert judge.openings(desk, request()) == []
    assert judge.codes(desk, request(), TEN) == ["CALENDAR_UNKNOWN"]


@pytest.mark.parametrize(
    "skills, codes",
    [(["photos", "video"], []), (["photos"], ["LACKS_SKILL"]), ([], ["LACKS_SKILL"])],
)
def test_one_alone_needs_every_skill(judge: Judge, skills: list[str], codes: list[str]) -> None:
    ana = person(skills=skills)
    assert judge.codes(studio(ana, skills_enabled=True), request("photos", "video"), TEN) == codes
    assert judge.codes(studio(ana), request("photos", "video"), TEN) == []


def test_the_sentence_names_the_missing_services() -> None:
    desk = studio(
        person(skills=["photos"]),
        services=[service("photos"), service("video"), service("floorplan")],
        skills_enabled=True,
    )
    texts = sentences(desk, request("photos", "video", "floorplan"), TEN)
    assert set(texts) == {"LACKS_SKILL"}
    assert "Video" in texts["LACKS_SKILL"]
    assert "Floorplan" in texts["LACKS_SKILL"]
    assert "Photos" not in texts["LACKS_SKILL"]


def test_skills_are_asked_for_each_appointment_alone(judge: Judge) -> None:
    desk = studio(
        person(skills=["photos"]),
        person("ben", skills=["drone"]),
        services=[service("photos"), service("drone", separate=True)],
        skills_enabled=True,
    )
    main, separate = judge.answer(desk, request("photos", "drone"))["appointments"]
    assert main["openings"][0]["crews"] == [["ana"]]
    assert separate["openings"][0]["crews"] == [["ben"]]


@pytest.mark.parametrize(
    "lat, lon, inside",
    [
        (40.5, -73.5, True),
        (40.0, -73.5, True),  # on the south side
        (40.5, -74.0, True),  # on the west side
        (41.0, -73.0, True),  # on a corner
        (41.0, -72.0, True),  # on the slanted side of the other zone
        (41.0, -71.9, False),
        (41.5, -74.0, False),
        (39.999999, -73.5, False),
    ],
)
def test_the_border_belongs_to_a_zone(judge: Judge, lat: float, lon: float, inside: bool) -> None:
    desk = studio(person(zones=["z1", "z2"]), zones=[SQUARE, TRIANGLE], zones_enabled=True)
    wanted = request(place={"lat": lat, "lon": lon})
    assert judge.codes(desk, wanted, TEN) == ([] if inside else ["OUT_OF_ZONE"])
    assert bool(judge.openings(desk, wanted)) == inside


@pytest.mark.parametrize(
    "lat, lon, inside",
    [(2, 0.5, True), (2, 2, False), (2, 1, True), (1, 2, True), (3, 4, True), (2, 4, False), (0, 0, True)],
)
@pytest.mark.parametrize("turned", [False, True])
def test_a_concave_zone_either_way_around(
    judge: Judge, lat: float, lon: float, inside: bool, turned: bool
) -> None:
    ring = BAY["polygon"][::-1] if turned else BAY["polygon"]
    desk = studio(person(zones=["z3"]), zones=[{**BAY, "polygon": ring}], zones_enabled=True)
    wanted = request(place={"lat": lat, "lon": lon})
    assert judge.codes(desk, wanted, TEN) == ([] if inside else ["OUT_OF_ZONE"])


def test_no_zones_means_nowhere(judge: Judge) -> None:
    desk = studio(person(), zones=[SQUARE], zones_enabled=True)
    assert judge.codes(desk, request(place={"lat": 40.5, "lon": -73.5}), TEN) == ["OUT_OF_ZONE"]


def test_zones_off_are_not_asked(judge: Judge) -> None:
    desk = studio(person(), zones=[SQUARE])
    assert judge.codes(desk, request(place={"lat": 0, "lon": 0}), TEN) == []
    assert judge.codes(desk, request(), TEN) == []


def test_without_a_place_the_zone_is_not_asked(judge: Judge) -> None:
    desk = studio(person(), zones=[SQUARE], zones_enabled=True)
    assert judge.codes(desk, request(), TEN) == ["NEEDS_PLACE"]
    assert judge.openings(desk, request()) == []


@pytest.mark.parametrize("mode, codes", [("sun", ["NEEDS_PLACE"]), ("manual", []), ("off", ["TWILIGHT"])])
def test_a_twilight_by_the_sun_needs_a_place(judge: Judge, mode: str, codes: list[str]) -> None:
    desk = studio(
        services=[service("photos"), service("dusk", twilight=True)],
        twilight={"mode": mode, "start": "10:00", "end": "11:00"},
    )
    wanted = request("photos", "dusk")
    assert judge.codes(desk, wanted, TEN, appointment=1) == codes
    assert judge.codes(desk, wanted, TEN) == []  # the main appointment needs none


@pytest.mark.parametrize("asked, names", [(None, ["ana", "ben", "cy"]), (["cy", "ana"], ["ana", "cy"])])
def test_only_those_asked_for_are_looked_at(judge: Judge, asked: Any, names: list[str]) -> None:
    desk = studio(person(), person("ben"), person("cy"))
    wanted = request(photographers=asked)
    assert judge.openings(desk, wanted)[0]["crews"] == [[name] for name in names]
    explained = judge.answer(desk, wanted, TEN)["appointments"][0]["photographers"]
    assert sorted(explained) == names


def test_every_failing_rule_is_listed_in_the_order_of_the_table(judge: Judge) -> None:
    ana = person(
        accepting=False, calendar_state="unknown", skills=[], presets={"sat": ["07:00"]}, max_shoots_per_day=1
    )
    at, until = "2026-06-20T04:00:00-04:00", "2026-06-20T05:00:00-04:00"
    desk = studio(
        ana,
        integrated_booking=False,
        bookable_weekdays=["mon"],
        lead_time_hours=1000,
        max_advance_days=1,
        skills_enabled=True,
        zones_enabled=True,
        busy=[{"photographer": "ana", "start": at, "end": until}],
        appointments=[
            {
                "id": "a1",
                "crew": ["ana"],
                "start": at,
                "end": until,
                "state": "hold",
                "hold_until": "2026-06-16T00:00:00Z",
            },
            {
                "id": "a2",
                "crew": ["ana"],
                "start": "2026-06-20T05:10:00-04:00",
                "end": "2026-06-20T06:00:00-04:00",
            },
        ],
        two_photographers_hours=1,
    )
    assert judge.codes(desk, request("photos"), at) == [
        *("BOOKING_OFF", "DAY_CLOSED", "LEAD_TIME", "TOO_FAR_AHEAD", "NOT_ACCEPTING", "LACKS_SKILL"),
        *("NEEDS_PLACE", "CALENDAR_UNKNOWN", "OFF_HOURS", "EDGE_BUFFER", "NOT_A_PRESET"),
        *("BUSY", "HELD", "BUFFER", "DAY_CAP", "NO_PARTNER"),
    ]
