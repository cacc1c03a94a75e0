"""Drives by estimate: BUFFER, EDGE_BUFFER and TRAVEL_TOO_LONG."""

from typing import Any

import pytest

from tests.support.scenarios import Json, Judge, busy, every, hours, person, request, shoot, studio

HERE: Json = {"lat": 42.0, "lon": -71.0}
# One degree of latitude is 111.1951 km on a sphere of 6371.0088 km: at 60 km/h and detour 1 as many minutes, up.
MINUTES_PER_DEGREE = 111.1951


def north(minutes: float) -> Json:
    """A place whose drive from HERE is so many minutes, less a hair."""
    return {"lat": 42.0 + (minutes - 0.001) / MINUTES_PER_DEGREE, "lon": -71.0}


def travel(**keys: Any) -> Json:
    return {"mode": "estimate", "speed_kmh": 60, "detour": 1, "floor_min": 15, **keys}


def june(wall: str, day: int = 16) -> str:
    return f"2026-06-{day}T{wall}:00-04:00"


NOON = (june("12:00"), june("13:00"))


def gap_after(judge: Judge, minutes: float, settings: Json, **keys: Any) -> int:
    """The least whole minutes after an event at so many minutes' drive at which a start is allowed."""
    desk = studio(
        person(hours=None), busy=[busy(*NOON, place=north(minutes))], travel=settings, slot_step_min=5, **keys
    )
    wanted = request(place=HERE)
    allowed = [
        gap
        for gap in range(180)
        if judge.codes(desk, wanted, june(f"{13 + gap // 60}:{gap % 60:02}")) != ["BUFFER"]
    ]
    return allowed[0]


@pytest.mark.parametrize(
    "minutes, settings, gap",
    [
        (40, {}, 40),
        (40.01, {}, 41),  # up to the next whole minute
        (39.2, {}, 40),
        (3, {}, 15),  # at least the floor
        (3, {"floor_min": 0}, 3),
        (3, {"floor_min": 45}, 45),
        (40, {"speed_kmh": 30}, 80),
        (40, {"speed_kmh": 120}, 20),
        (40, {"detour": 1.5}, 60),
        (40, {"mode": "fixed"}, 30),
    ],
)
def test_the_drive(judge: Judge, minutes: float, settings: Json, gap: int) -> None:
    assert gap_after(judge, minutes, travel(**settings)) == gap


def test_at_the_same_place_only_the_floor_is_kept(judge: Judge) -> None:
    desk = studio(person(hours=None), busy=[busy(*NOON, place=HERE)], travel=travel(floor_min=0))
    assert judge.codes(desk, request(place=HERE), june("13:00")) == []
    assert judge.codes(desk, request(place=HERE), june("11:00")) == []


def test_before_and_after_need_the_same_drive(judge: Judge) -> None:
    desk = studio(
        person(hours=None),
        busy=[busy(*NOON, place=north(50))],
        travel=travel(),
        buffer_before_min=0,
        buffer_after_min=0,
    )
    found = judge.starts(desk, request(place=HERE))
    assert found == [*every(15, "00:00", "10:00"), *every(15, "14:00", "23:45")]
    assert judge.codes(desk, request(place=HERE), june("10:10")) == []
    assert judge.codes(desk, request(place=HERE), june("10:11")) == ["BUFFER"]


@pytest.mark.parametrize("here, there", [(None, HERE), (HERE, None), (None, None)])
def test_where_a_place_is_unknown_the_fixed_buffer_holds(judge: Judge, here: Any, there: Any) -> None:
    desk = studio(
        person(hours=None),
        busy=[busy(*NOON, place=there)],
        travel=travel(floor_min=100),
        buffer_before_min=20,
        buffer_after_min=40,
    )
    wanted = request(place=here)
    assert judge.codes(desk, wanted, june("13:20")) == []
    assert judge.codes(desk, wanted, june("13:19")) == ["BUFFER"]
    assert judge.codes(desk, wanted, june("10:20")) == []
    assert judge.codes(desk, wanted, june("10:21")) == ["BUFFER"]


def test_places_of_appointments_and_holds_count_alike(judge: Judge) -> None:
    desk = studio(
        person(hours=None),
        appointments=[
            shoot(june("10:00"), june("11:00"), place=north(45)),
            shoot(
                june("15:00"),
                june("16:00"),
                name="a2",
                place=north(45),
                state="hold",
                hold_until="2026-06-17T00:00:00Z",
            ),
        ],
        travel=travel(),
    )
    wanted = request("photos", place=HERE)
    found = [start for start in judge.starts(desk, wanted) if "11:00" <= start <= "15:00"]
    assert found == every(15, "11:45", "13:15")


@pytest.mark.parametrize(
    "home, here, before, after",
    [
        (north(50), HERE, 50, 50),
        (north(3), HERE, 15, 15),  # the floor
        (None, HERE, 20, 40),  # the fixed buffers
        (north(50), None, 20, 40),
    ],
)
def test_edge_buffers_are_the_drive_from_and_to_home(
    judge: Judge, home: Any, here: Any, before: int, after: int
) -> None:
    ana = person(hours=hours("09:00-17:00"), home=home)
    desk = studio(ana, travel=travel(), buffer_before_min=20, buffer_after_min=40, slot_step_min=5)
    found = judge.starts(desk, request(place=here))
    assert found[0] == f"09:{before}"
    last = 16 * 60 - after
    assert found[-1] == f"{last // 60}:{last % 60:02}"


def test_the_drive_home_is_asked_at_every_edge(judge: Judge) -> None:
    """At the edge of time off too, whatever else is on that day."""
    ana = person(
        hours=hours("09:00-17:00"),
        home=north(50),
        time_off=[{"start": june("12:00"), "end": june("13:00")}],
    )
    desk = studio(
        ana, travel=travel(), slot_step_min=10, busy=[busy(june("09:00"), june("09:10"), place=HERE)]
    )
    assert judge.starts(desk, request(place=HERE)) == [
        "09:50",
        "10:00",
        "10:10",
        "13:50",
        *every(10, "14:00", "15:10"),
    ]


def test_fixed_travel_does_not_look_at_home(judge: Judge) -> None:
    ana = person(hours=hours("09:00-17:00"), home=north(200))
    assert judge.starts(studio(ana, travel={"mode": "fixed"}), request(place=HERE)) == every(
        15, "09:30", "15:30"
    )


def far(judge: Judge, at: str, *events: Json, **keys: Any) -> list[str]:
    """Codes of a photographer who drives at most 30 minutes."""
    desk = studio(
        person(hours=None),
        busy=list(events),
        travel=travel(**{"max_travel_min": 30, "floor_min": 0, **keys}),
        buffer_before_min=0,
        buffer_after_min=0,
    )
    return judge.codes(desk, request(place=HERE), june(at))


def test_travel_too_long(judge: Judge) -> None:
    near, away = north(30), north(30.01)
    assert far(judge, "15:00", busy(*NOON, place=near)) == []
    assert far(judge, "15:00", busy(*NOON, place=away)) == ["TRAVEL_TOO_LONG"]
    assert far(judge, "09:00", busy(*NOON, place=near)) == []
    assert far(judge, "09:00", busy(*NOON, place=away)) == ["TRAVEL_TOO_LONG"]
    assert far(judge, "15:00", busy(*NOON, place=away), mode="fixed") == []


def test_only_the_nearest_located_blocks_are_asked(judge: Judge) -> None:
    morning = busy(june("08:00"), june("09:00"), place=north(100))
    assert far(judge, "15:00", morning) == ["TRAVEL_TOO_LONG"]
    assert far(judge, "15:00", morning, busy(*NOON, place=north(5))) == []
    # A block without a place is passed over.
    assert far(judge, "15:00", morning, busy(*NOON)) == ["TRAVEL_TOO_LONG"]


def test_the_latest_is_the_one_that_ends_last(judge: Judge) -> None:
    long = busy(june("08:00"), june("13:00"), place=north(5))
    short = busy(june("10:00"), june("11:00"), place=north(100))
    assert far(judge, "15:00", long, short) == []
    assert far(judge, "15:00", {**long, "place": north(100)}, {**short, "place": north(5)}) == [
        "TRAVEL_TOO_LONG"
    ]


def test_of_several_that_end_together_none_may_be_too_far(judge: Judge) -> None:
    first = busy(june("10:00"), june("13:00"), place=north(5))
    second = busy(june("12:00"), june("13:00"), place=north(100))
    assert far(judge, "15:00", first, second) == ["TRAVEL_TOO_LONG"]
    assert far(judge, "15:00", second, first) == ["TRAVEL_TOO_LONG"]


def test_what_touches_the_visit_is_a_neighbour(judge: Judge) -> None:
    """Nothing between them but the drive: too far, and too near."""
    away = busy(*NOON, place=north(100))
    for at in ("13:00", "11:00"):
        assert far(judge, at, away) == ["BUFFER", "TRAVEL_TOO_LONG"]
    assert far(judge, "13:00", busy(*NOON, place=HERE), max_travel_min=0) == []


def test_other_dates_are_not_asked(judge: Judge) -> None:
    """What ends before midnight, or starts at the next, belongs to another day."""
    last_night = busy(june("20:00", 15), june("23:59", 15), place=north(100))
    assert far(judge, "15:00", last_night) == []
    assert far(judge, "15:00", {**last_night, "end": june("00:00", 16)}) == ["TRAVEL_TOO_LONG"]
    tomorrow = busy(june("00:00", 17), june("01:00", 17), place=north(100))
    assert far(judge, "15:00", tomorrow) == []
    assert far(judge, "15:00", {**tomorrow, "start": june("23:59", 16)}) == ["TRAVEL_TOO_LONG"]


@pytest.mark.parametrize("end", ["23:59:00", "23:59:30", "23:59:59.999999"])
def test_what_ends_within_the_last_minute_belongs_to_that_date(judge: Judge, end: str) -> None:
    desk = studio(
        person(hours=None),
        busy=[busy(june("20:00", 15), f"2026-06-15T{end}-04:00", place=north(100))],
        travel=travel(max_travel_min=30),
        slot_step_min=60,
    )
    assert judge.codes(desk, request(place=HERE), june("15:00")) == []
    assert judge.starts(desk, request(place=HERE)) == every(60, "02:00", "23:00")


def test_the_date_is_the_studio_local_one_of_the_start(judge: Judge) -> None:
    """A shoot over midnight belongs to the date on which it starts: what follows it is on another."""
    tomorrow = busy(june("03:00", 17), june("04:00", 17), place=north(100))
    assert far(judge, "23:30", tomorrow) == []


def test_a_block_in_the_way_is_no_neighbour(judge: Judge) -> None:
    assert far(judge, "12:30", busy(*NOON, place=north(100))) == ["BUSY"]


def test_the_floor_is_no_drive(judge: Judge) -> None:
    """With a floor above the longest drive a neighbour next door is still near."""
    assert far(judge, "15:00", busy(*NOON, place=north(5)), floor_min=45, max_travel_min=10) == []


def test_without_a_place_no_drive_is_too_long(judge: Judge) -> None:
    desk = studio(person(hours=None), busy=[busy(*NOON, place=HERE)], travel=travel(max_travel_min=0))
    assert judge.codes(desk, request(), june("15:00")) == []
