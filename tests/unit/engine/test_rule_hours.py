"""OFF_HOURS, EDGE_BUFFER and NOT_A_PRESET: working hours and where they come from."""

from typing import Any

import pytest

from tests.support.scenarios import Json, Judge, every, hours, person, request, studio

TEN = "2026-06-16T10:00:00-04:00"
NONE: Json = {"mon": [], "tue": []}


def relaxed(*people: Json, **keys: Any) -> Json:
    return studio(*people, day_edge_buffers="relaxed", slot_step_min=60, **keys)


@pytest.mark.parametrize(
    "own, company, starts",
    [
        (hours("10:00-12:00"), hours("13:00-15:00"), ["10:00", "11:00"]),  # weekly hours before the company's
        (None, hours("13:00-15:00"), ["13:00", "14:00"]),
        ({}, hours("13:00-15:00"), ["13:00", "14:00"]),
        (NONE, hours("13:00-15:00"), ["13:00", "14:00"]),  # no interval at all counts as not set
        (NONE, NONE, every(60, "00:00", "23:00")),
        (None, None, every(60, "00:00", "23:00")),
        (hours("10:00-12:00", days="wed"), hours("13:00-15:00"), []),  # one day set: the unset days are off
        (None, hours("13:00-15:00", days="wed"), []),
    ],
)
def test_where_hours_come_from(judge: Judge, own: Any, company: Any, starts: list[str]) -> None:
    assert judge.starts(relaxed(person(hours=own), company_hours=company), request()) == starts


@pytest.mark.parametrize(
    "own, listed, starts",
    [
        (hours("10:00-12:00"), [["14:00", "16:00"]], ["14:00", "15:00"]),
        (hours("10:00-12:00"), [], []),  # a day off
        (None, [["14:00", "16:00"]], ["14:00", "15:00"]),
        (None, [], []),
    ],
)
def test_a_dated_exception_replaces_the_hours(
    judge: Judge, own: Any, listed: list[list[str]], starts: list[str]
) -> None:
    ana = person(hours=own, exceptions=[{"date": "2026-06-16", "hours": listed}])
    assert judge.starts(relaxed(ana), request()) == starts
    expected = ["10:00", "11:00"] if own else every(60, "00:00", "23:00")
    assert judge.starts(relaxed(ana), request(on="2026-06-17")) == expected


def test_exceptions_are_dated_in_the_photographers_zone(judge: Judge) -> None:
    """The 17th in Kathmandu is from 14:15 on the 16th to 14:15 on the 17th in New York."""
    ana = person(hours=None, timezone="Asia/Kathmandu", exceptions=[{"date": "2026-06-17", "hours": []}])
    found = judge.openings(relaxed(ana), request(to="2026-06-17"))
    starts = [one["start"][8:16] for one in found]
    assert starts[:14] == [f"16T{wall}" for wall in every(60, "00:00", "13:00")]
    assert starts[14] == "17T15:00"


def test_company_hours_are_wall_times_of_the_photographer(judge: Judge) -> None:
    ana = person(hours=None, timezone="Europe/London")
    assert judge.starts(relaxed(ana, company_hours=hours("09:00-12:00")), request()) == [
        "04:00",
        "05:00",
        "06:00",
    ]


def test_the_weekday_of_hours_is_the_photographers(judge: Judge) -> None:
    """Wednesday in Auckland begins at 08:00 on Tuesday in New York."""
    ana = person(hours=hours("00:00-24:00", days="wed"), timezone="Pacific/Auckland")
    assert judge.starts(relaxed(ana), request()) == every(60, "08:00", "23:00")


@pytest.mark.parametrize("edges, count", [("strict", 5), ("relaxed", 7)])
def test_neighbouring_intervals_join(judge: Judge, edges: str, count: int) -> None:
    ana = person(hours=hours("09:00-11:00", "11:00-13:00"))
    desk = studio(ana, day_edge_buffers=edges, slot_step_min=30)
    assert judge.starts(desk, request()) == every(30, "09:00", "12:00")[(7 - count) // 2 :][:count]


def test_intervals_that_touch_at_midnight_join(judge: Judge) -> None:
    ana = person(hours={"tue": [["22:00", "24:00"]], "wed": [["00:00", "02:00"]]})
    desk = studio(ana, slot_step_min=30)
    assert judge.starts(desk, request("photos", "video")) == ["22:30", "23:00", "23:30"]


def test_intervals_that_miss_each_other_by_a_minute_do_not(judge: Judge) -> None:
    ana = person(hours={"tue": [["22:00", "23:59"]], "wed": [["00:00", "02:00"]]})
    assert judge.starts(studio(ana, slot_step_min=30), request("photos", "video")) == []


@pytest.mark.parametrize(
    "at, codes",
    [
        ("09:30", []),
        ("09:29", ["EDGE_BUFFER"]),
        ("09:00", ["EDGE_BUFFER"]),
        ("08:59", ["OFF_HOURS", "EDGE_BUFFER"]),
        ("15:30", []),
        ("15:31", ["EDGE_BUFFER"]),
        ("16:00", ["EDGE_BUFFER"]),
        ("16:01", ["OFF_HOURS", "EDGE_BUFFER"]),
    ],
)
def test_off_hours_and_edge_buffer(judge: Judge, at: str, codes: list[str]) -> None:
    assert judge.codes(studio(), request(), f"2026-06-16T{at}:00-04:00") == codes
    relaxed_codes = [code for code in codes if code != "EDGE_BUFFER"]
    assert judge.codes(relaxed(), request(), f"2026-06-16T{at}:00-04:00") == relaxed_codes


def test_edge_buffers_by_the_second(judge: Judge) -> None:
    assert judge.codes(studio(), request(), "2026-06-16T09:29:59-04:00") == ["EDGE_BUFFER"]
    assert judge.codes(studio(), request(), "2026-06-16T15:30:01-04:00") == ["EDGE_BUFFER"]


def test_buffers_of_their_own_length(judge: Judge) -> None:
    desk = studio(buffer_before_min=45, buffer_after_min=0)
    found = judge.starts(desk, request())
    assert (found[0], found[-1]) == ("09:45", "16:00")


@pytest.mark.parametrize("edges, starts", [("strict", ["09:30", "14:30"]), ("relaxed", ["11:00", "13:00"])])
def test_time_off_is_an_edge_for_a_strict_buffer(judge: Judge, edges: str, starts: list[str]) -> None:
    ana = person(
        time_off=[{"start": "2026-06-16T12:00:00-04:00", "end": "2026-06-16T13:00:00-04:00"}],
    )
    desk = studio(ana, day_edge_buffers=edges, slot_step_min=30)
    found = judge.starts(desk, request("photos", "video") if edges == "strict" else request())
    if edges == "strict":
        assert found == ["09:30", "13:30", "14:00", "14:30"]
    else:
        assert found == [*every(30, "09:00", "11:00"), *every(30, "13:00", "16:00")]
        assert all(start in found for start in starts)


def test_time_off_by_the_second(judge: Judge) -> None:
    ana = person(
        hours=None,
        time_off=[{"start": "2026-06-16T11:00:30-04:00", "end": "2026-06-16T12:59:30-04:00"}],
    )
    found = judge.starts(relaxed(ana), request())
    assert found == [*every(60, "00:00", "10:00"), *every(60, "13:00", "23:00")]
    assert judge.codes(relaxed(ana), request(), "2026-06-16T10:00:31-04:00") == ["OFF_HOURS"]
    assert judge.codes(relaxed(ana), request(), "2026-06-16T10:00:30-04:00") == []


@pytest.mark.parametrize(
    "at, codes",
    [
        ("10:10:00", []),
        ("10:10:01", ["NOT_A_PRESET"]),
        ("10:00:00", ["NOT_A_PRESET"]),
        ("14:00:00", []),
    ],
)
def test_presets_are_a_rule_for_every_start(judge: Judge, at: str, codes: list[str]) -> None:
    ana = person(presets={"tue": ["10:10", "14:00"]})
    assert judge.codes(studio(ana), request(), f"2026-06-16T{at}-04:00") == codes


def test_presets_are_offered_whatever_the_step(judge: Judge) -> None:
    ana = person(presets={"tue": ["10:10", "14:00"]})
    desk = studio(ana, person("ben"), slot_step_min=60)
    found = {one["start"][11:16]: one["crews"] for one in judge.openings(desk, request())}
    assert found["10:10"] == [["ana"]]
    assert found["10:00"] == [["ben"]]
    assert found["14:00"] == [["ana"], ["ben"]]


@pytest.mark.parametrize("presets", [{"wed": ["10:10"]}, {"tue": []}, {}])
def test_a_weekday_without_presets_uses_the_grid(judge: Judge, presets: Json) -> None:
    assert judge.starts(studio(person(presets=presets)), request()) == every(15, "09:30", "15:30")


def test_presets_are_wall_times_and_weekdays_of_the_photographer(judge: Judge) -> None:
    """08:30 on Wednesday in Kathmandu is 22:45 on Tuesday in New York."""
    ana = person(hours=None, timezone="Asia/Kathmandu", presets={"wed": ["08:30"]})
    found = judge.openings(relaxed(ana), request(to="2026-06-17"))
    assert next(one["start"][8:16] for one in found if one["start"][8:16] > "16T14:00") == "16T22:45"
    assert "16T14:00" in [one["start"][8:16] for one in found]  # still Tuesday there, 23:45
    assert "16T15:00" not in [one["start"][8:16] for one in found]


def test_a_twilight_uses_the_grid_for_all(judge: Judge) -> None:
    ana = person(presets={"tue": ["18:10"]})
    desk = studio(
        ana,
        services=[{"id": "dusk", "name": "Dusk", "minutes": 60, "twilight": True}],
        twilight={"mode": "manual"},
        slot_step_min=30,
    )
    assert judge.starts(desk, request("dusk")) == ["18:00", "18:30", "19:00"]
    assert judge.codes(desk, request("dusk"), "2026-06-16T18:05:00-04:00") == []


def test_a_twilight_keeps_clear_of_time_off_and_closed_dates(judge: Judge) -> None:
    off = [{"start": "2026-06-16T18:00:00-04:00", "end": "2026-06-16T18:30:00-04:00"}]
    dusk = {"id": "dusk", "name": "Dusk", "minutes": 60, "twilight": True}
    keys: Json = {"services": [dusk], "twilight": {"mode": "manual", "end": "24:00"}, "slot_step_min": 30}
    assert judge.starts(studio(person(time_off=off), **keys), request("dusk"))[0] == "18:30"
    closed = studio(person(time_off=off), closed_dates=["2026-06-16"], **keys)
    assert judge.codes(closed, request("dusk"), "2026-06-16T19:00:00-04:00") == ["DAY_CLOSED", "OFF_HOURS"]


@pytest.mark.parametrize(
    "start, end, starts",
    [
        ("19:00:00", "19:30:00", ["18:00", "19:30", "19:45", "20:00"]),  # touching is not overlapping
        ("18:59:00", "19:30:00", ["19:30", "19:45", "20:00"]),
        ("18:59:59", "19:30:00", ["19:30", "19:45", "20:00"]),
        ("19:00:00", "19:31:00", ["18:00", "19:45", "20:00"]),
        ("19:00:00", "19:30:01", ["18:00", "19:45", "20:00"]),
    ],
)
def test_a_twilight_beside_time_off_by_the_minute(
    judge: Judge, start: str, end: str, starts: list[str]
) -> None:
    off = [{"start": f"2026-06-16T{start}-04:00", "end": f"2026-06-16T{end}-04:00"}]
    dusk = {"id": "dusk", "name": "Dusk", "minutes": 60, "twilight": True}
    desk = studio(person(time_off=off), services=[dusk], twilight={"mode": "manual", "end": "21:00"})
    assert judge.starts(desk, request("dusk")) == starts


def test_a_manual_window_ends_with_its_day(judge: Judge) -> None:
    dusk = {"id": "dusk", "name": "Dusk", "minutes": 60, "twilight": True}
    desk = studio(
        person(hours=None),
        services=[dusk],
        twilight={"mode": "manual", "start": "00:00", "end": "24:00"},
        slot_step_min=30,
    )
    assert judge.starts(desk, request("dusk")) == every(30, "00:00", "23:00")


def test_hours_on_the_date_of_a_twilight_in_the_photographers_zone(judge: Judge) -> None:
    """19:00 on Tuesday in New York is Wednesday in Kathmandu."""
    dusk = {"id": "dusk", "name": "Dusk", "minutes": 60, "twilight": True}
    keys: Json = {"services": [dusk], "twilight": {"mode": "manual"}}
    at = "2026-06-16T19:00:00-04:00"
    for day, codes in (("tue", ["OFF_HOURS"]), ("wed", [])):
        ana = person(hours=hours("09:00-10:00", days=day), timezone="Asia/Kathmandu")
        assert judge.codes(studio(ana, **keys), request("dusk"), at) == codes
    off = person(hours=None, timezone="Asia/Kathmandu", exceptions=[{"date": "2026-06-17", "hours": []}])
    assert judge.codes(studio(off, **keys), request("dusk"), at) == ["OFF_HOURS"]


def test_ten_is_an_ordinary_start(judge: Judge) -> None:
    assert judge.codes(studio(), request(), TEN) == []
