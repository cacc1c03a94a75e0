"""The twilight window by the sun, held against an almanac that shares nothing with the program's library."""

from datetime import date, timedelta

import pytest

from tests.support import almanac
from tests.support.scenarios import Json, Judge, hours, person, request, service, studio

BEFORE = "2026-01-05T08:00:00+00:00"
TOLERANCE = timedelta(seconds=10)

PLACES = [
    ("Greenwich", 51.4779, 0.0, "Europe/London"),
    ("New York", 40.7128, -74.0060, "America/New_York"),
    ("Quito", -0.18, -78.47, "America/Guayaquil"),
    ("Sydney", -33.87, 151.21, "Australia/Sydney"),
    ("Anchorage", 61.2, -149.9, "America/Anchorage"),
    ("Kathmandu", 27.7, 85.3, "Asia/Kathmandu"),
    ("Lord Howe", -31.55, 159.08, "Australia/Lord_Howe"),
    (
        "Kiritimati",
        1.87,
        -157.4,
        "Pacific/Kiritimati",
    ),  # east of the date line by the clock, west of it by the map
    ("Chatham", -43.95, -176.55, "Pacific/Chatham"),
    ("Fiji", -17.7, 178.0, "Pacific/Fiji"),
    ("New York, by a studio in Tokyo", 40.7128, -74.0060, "Asia/Tokyo"),  # sunset is in its morning
    ("Sydney, by a studio in Los Angeles", -33.87, 151.21, "America/Los_Angeles"),  # around its midnight
]
DATES = ["2026-03-20", "2026-06-21", "2026-10-04", "2026-12-21"]


def dusk_desk(zone: str, before: int = 0, after: int = 60, minutes: int = 30) -> Json:
    return studio(
        person(hours=None),
        services=[service("dusk", minutes, twilight=True)],
        timezone=zone,
        max_advance_days=730,
        buffer_before_min=0,
        buffer_after_min=0,
        twilight={"mode": "sun", "before_min": before, "after_min": after},
    )


@pytest.mark.parametrize("name, lat, lon, zone", PLACES)
@pytest.mark.parametrize("day", DATES)
def test_the_window_opens_and_closes_with_the_sun(
    judge: Judge, name: str, lat: float, lon: float, zone: str, day: str
) -> None:
    (sunset,) = almanac.sunsets(lat, lon, zone, date.fromisoformat(day))
    desk = dusk_desk(zone, after=10, minutes=5)
    wanted = request("dusk", on=day, now=BEFORE, place={"lat": lat, "lon": lon})
    last = sunset + timedelta(minutes=5)
    assert judge.codes(desk, wanted, (sunset - TOLERANCE).isoformat()) == ["TWILIGHT"]
    assert judge.codes(desk, wanted, (sunset + TOLERANCE).isoformat()) == []
    assert judge.codes(desk, wanted, (last - TOLERANCE).isoformat()) == []
    assert judge.codes(desk, wanted, (last + TOLERANCE).isoformat()) == ["TWILIGHT"]


@pytest.mark.parametrize(
    "name, lat, day",
    [
        ("Longyearbyen, midnight sun", 78.2, "2026-06-21"),
        ("Longyearbyen, polar night", 78.2, "2026-12-21"),
        ("Tromso, midnight sun", 69.65, "2026-06-21"),
        ("Tromso, polar night", 69.65, "2026-12-15"),
        ("North Pole", 90.0, "2026-06-21"),
        ("North Pole, dark", 90.0, "2026-12-21"),
        ("South Pole", -90.0, "2026-12-21"),
    ],
)
def test_a_place_without_a_sunset_has_no_window(judge: Judge, name: str, lat: float, day: str) -> None:
    desk = dusk_desk("Europe/Oslo", before=480, after=480)
    wanted = request("dusk", on=day, now=BEFORE, place={"lat": lat, "lon": 18.95})
    assert judge.starts(desk, wanted) == []
    assert judge.codes(desk, wanted, f"{day}T12:00:00+00:00") == ["TWILIGHT"]


@pytest.mark.parametrize(
    "day, starts",
    [
        # In Reykjavik sunset slips past midnight: 23:59 on the 14th, 00:00 on the 16th, none on the 15th.
        ("2026-06-14", ["23:30", "23:45"]),
        ("2026-06-15", []),
        ("2026-06-16", ["00:00", "00:15"]),
        ("2026-06-22", ["00:00", "00:15"]),
    ],
)
def test_the_sunset_is_the_one_of_the_date(judge: Judge, day: str, starts: list[str]) -> None:
    """A window that reaches over midnight is asked for by the date of the start."""
    desk = dusk_desk("Atlantic/Reykjavik", before=30, after=50)
    wanted = request("dusk", on=day, now=BEFORE, place={"lat": 64.15, "lon": -21.94})
    assert judge.starts(desk, wanted) == starts


def test_the_place_is_the_requests_and_the_date_the_studios(judge: Judge) -> None:
    """Sunset in New York on the 16th is at 09:29 on the 17th in Tokyo, where the studio is."""
    desk = dusk_desk("Asia/Tokyo", before=60, after=60, minutes=60)
    wanted = request(
        "dusk", on="2026-06-16", to="2026-06-17", now=BEFORE, place={"lat": 40.7128, "lon": -74.006}
    )
    expected = [
        f"2026-06-{day}T{wall}:00+09:00" for day in (16, 17) for wall in ("08:30", "08:45", "09:00", "09:15")
    ]
    assert [one["start"] for one in judge.openings(desk, wanted)] == expected


def test_hours_of_a_twilight_need_only_be_some(judge: Judge) -> None:
    """OFF_HOURS asks of a twilight only that the date has hours at all; EDGE_BUFFER is not asked."""
    desk = dusk_desk("America/New_York", before=60, after=60, minutes=60)
    desk["photographers"] = [person(hours=hours("09:00-10:00", days="tue"))]
    wanted = request("dusk", on="2026-06-16", to="2026-06-17", place={"lat": 40.7128, "lon": -74.006})
    assert judge.starts(desk, wanted) == ["19:30", "19:45", "20:00", "20:15"]
    assert judge.codes(desk, wanted, "2026-06-16T19:30:00-04:00") == []
    assert judge.codes(desk, wanted, "2026-06-17T19:30:00-04:00") == ["OFF_HOURS"]
