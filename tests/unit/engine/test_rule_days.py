"""BOOKING_OFF, DAY_CLOSED, LEAD_TIME, TOO_FAR_AHEAD and the start grid."""

from typing import Any

import pytest

from tests.support.scenarios import Judge, busy, every, hours, person, request, studio

TEN = "2026-06-16T10:00:00-04:00"


def test_booking_off_fails_everybody(judge: Judge) -> None:
    desk = studio(person(), person("ben"), integrated_booking=False)
    assert judge.openings(desk, request()) == []
    assert judge.codes(desk, request(), TEN) == ["BOOKING_OFF"]
    assert judge.codes(desk, request(), TEN, "ben") == ["BOOKING_OFF"]


def test_a_weekday_that_is_not_bookable(judge: Judge) -> None:
    desk = studio(bookable_weekdays=["mon", "wed"])
    assert {one["start"][:10] for one in judge.openings(desk, request(to="2026-06-18"))} == {"2026-06-17"}
    assert judge.codes(desk, request(), TEN) == ["DAY_CLOSED"]


def test_a_closed_date_is_no_working_time_either(judge: Judge) -> None:
    desk = studio(closed_dates=["2026-06-16"])
    assert judge.codes(desk, request(), TEN) == ["DAY_CLOSED", "OFF_HOURS", "EDGE_BUFFER"]


def test_the_weekday_and_the_closed_date_are_the_studios(judge: Judge) -> None:
    """22:00 on Tuesday in New York is Wednesday in Kathmandu, where the photographer is."""
    at = "2026-06-16T22:00:00-04:00"
    ana = person(hours=None, timezone="Asia/Kathmandu")
    assert judge.codes(studio(ana, bookable_weekdays=["tue"]), request(), at) == []
    assert judge.codes(studio(ana, bookable_weekdays=["wed"]), request(), at) == ["DAY_CLOSED"]
    assert judge.codes(studio(ana, closed_dates=["2026-06-17"]), request(), at) == []
    assert judge.codes(studio(ana, closed_dates=["2026-06-16"]), request(), at) == [
        "DAY_CLOSED",
        "OFF_HOURS",
        "EDGE_BUFFER",
    ]


@pytest.mark.parametrize("edges, last", [("strict", "22:30"), ("relaxed", "23:00")])
def test_a_strict_buffer_keeps_clear_of_a_closed_date(judge: Judge, edges: str, last: str) -> None:
    desk = studio(person(hours=None), closed_dates=["2026-06-17"], day_edge_buffers=edges)
    assert judge.starts(desk, request())[-1] == last


def test_an_unbookable_weekday_is_not_cut_out_of_the_hours(judge: Judge) -> None:
    """Only the start is asked for its weekday: a shoot may run into the next day."""
    desk = studio(person(hours=None), bookable_weekdays=["tue"])
    assert judge.starts(desk, request())[-1] == "23:45"


@pytest.mark.parametrize(
    "settings, first",
    [
        ({"buffer_before_min": 30}, "08:30"),  # the buffer is the least lead
        ({"buffer_before_min": 0}, "08:00"),
        ({"buffer_before_min": 60, "lead_time_hours": 0.5}, "09:00"),
        ({"buffer_before_min": 60, "lead_time_hours": 1.5}, "09:30"),
        ({"buffer_before_min": 0, "lead_time_hours": 0.1}, "08:15"),
        ({"buffer_before_min": 0, "lead_time_hours": 24}, "08:00"),
    ],
)
def test_lead_time(judge: Judge, settings: dict[str, Any], first: str) -> None:
    desk = studio(person(hours=None), **settings)
    day = "2026-06-16" if settings.get("lead_time_hours") == 24 else "2026-06-15"
    assert judge.starts(desk, request(on=day))[0] == first


def test_lead_time_by_the_second(judge: Judge) -> None:
    desk = studio(person(hours=None), buffer_before_min=0, lead_time_hours=2)
    wanted = request(now="2026-06-15T08:00:01-04:00", on="2026-06-15")
    assert judge.starts(desk, wanted)[0] == "10:15"
    assert judge.codes(desk, wanted, "2026-06-15T10:00:00-04:00") == ["LEAD_TIME"]
    assert judge.codes(desk, wanted, "2026-06-15T10:00:01-04:00") == []


def test_a_tenth_of_an_hour_is_six_minutes_exactly(judge: Judge) -> None:
    desk = studio(person(hours=None), buffer_before_min=0, lead_time_hours=1.1)
    assert judge.codes(desk, request(on="2026-06-15"), "2026-06-15T09:06:00-04:00") == []
    assert judge.codes(desk, request(on="2026-06-15"), "2026-06-15T09:05:59-04:00") == ["LEAD_TIME"]


def test_what_is_past_is_too_soon(judge: Judge) -> None:
    assert judge.codes(studio(person(hours=None)), request(), "2026-06-14T10:00:00-04:00") == ["LEAD_TIME"]


def test_the_last_day_ahead_is_bookable_whole(judge: Judge) -> None:
    desk = studio(person(hours=None), max_advance_days=3)
    found = judge.openings(desk, request(on="2026-06-17", to="2026-06-20"))
    assert found[-1]["start"] == "2026-06-18T23:45:00-04:00"
    assert judge.codes(desk, request(), "2026-06-19T00:00:00-04:00") == ["TOO_FAR_AHEAD"]


def test_today_is_the_studios(judge: Judge) -> None:
    """It is 01:00 on the 16th in London, still the 15th in New York."""
    desk = studio(person(hours=None), max_advance_days=1)
    wanted = request(now="2026-06-16T01:00:00+01:00", on="2026-06-16", to="2026-06-18")
    assert {one["start"][:10] for one in judge.openings(desk, wanted)} == {"2026-06-16"}


@pytest.mark.parametrize(
    "step, starts",
    [
        (5, every(5, "09:30", "10:05")),
        (10, every(10, "09:30", "10:00")),
        (15, ["09:30", "09:45", "10:00"]),
        (20, ["09:40", "10:00"]),
        (30, ["09:30", "10:00"]),
        (60, ["10:00"]),
    ],
)
def test_the_grid_is_counted_from_midnight(judge: Judge, step: int, starts: list[str]) -> None:
    desk = studio(slot_step_min=step, busy=[busy("2026-06-16T11:35:00-04:00", "2026-06-16T17:00:00-04:00")])
    assert judge.starts(desk, request()) == starts


def test_the_grid_is_the_studios(judge: Judge) -> None:
    """On a grid of an hour a photographer in Kathmandu starts at quarter to their hours."""
    ana = person(hours=hours("09:00-12:00"), timezone="Asia/Kathmandu")
    desk = studio(ana, slot_step_min=60, day_edge_buffers="relaxed")
    found = judge.openings(desk, request())
    assert [one["start"] for one in found] == ["2026-06-16T00:00:00-04:00", "2026-06-16T01:00:00-04:00"]


def test_the_grid_is_no_rule(judge: Judge) -> None:
    assert judge.codes(studio(), request(), "2026-06-16T10:07:30-04:00") == []


def test_dates_of_a_request_are_the_studios_and_both_are_included(judge: Judge) -> None:
    ana = person(hours=None, timezone="Asia/Kathmandu")
    found = judge.openings(studio(ana, slot_step_min=60), request(on="2026-06-16", to="2026-06-17"))
    assert (found[0]["start"], found[-1]["start"]) == (
        "2026-06-16T00:00:00-04:00",
        "2026-06-17T23:00:00-04:00",
    )
    assert len(found) == 48


def test_answers_stand_in_the_studios_offset(judge: Judge) -> None:
    desk = studio(timezone="Asia/Kathmandu")
    (first, *_) = judge.openings(desk, request())
    assert (first["start"], first["end"]) == ("2026-06-16T09:30:00+05:45", "2026-06-16T10:30:00+05:45")
    utc = judge.answer(studio(timezone="UTC"), request(), "2026-06-16T12:00:00+02:00")
    assert utc["start"] == "2026-06-16T10:00:00+00:00"
