"""The worked examples of the specification, row by row.

Zone America/New_York, Tuesday 2026-06-16, now Monday 08:00, step 15, buffers 30/30, strict, one photographer working
09:00-17:00 on weekdays, photos 60 minutes, video 60 minutes, unless said otherwise.
"""

from typing import Any

import pytest

from tests.support.scenarios import (
    ALL_WEEK_9_TO_17,
    Judge,
    busy,
    every,
    hours,
    person,
    request,
    sentences,
    service,
    shoot,
    studio,
)

LATE = hours("09:00-18:00", days="mon tue wed thu fri")


def june(wall: str, day: int = 16) -> str:
    return f"2026-06-{day}T{wall}:00-04:00"


@pytest.mark.parametrize("step, count", [(15, 21), (30, 11)])
def test_photos_and_video(judge: Judge, step: int, count: int) -> None:
    found = judge.starts(studio(slot_step_min=step), request("photos", "video"))
    assert found == every(step, "09:30", "14:30")
    assert len(found) == count


def test_the_same_relaxed_until_six_at_step_thirty(judge: Judge) -> None:
    desk = studio(person(hours=LATE), day_edge_buffers="relaxed", slot_step_min=30)
    found = judge.starts(desk, request("photos", "video"))
    assert found == every(30, "09:00", "16:00")
    assert len(found) == 15


@pytest.mark.parametrize("second, starts", [("13:00", ["10:30"]), ("12:45", [])])
def test_between_two_busy_events(judge: Judge, second: str, starts: list[str]) -> None:
    desk = studio(busy=[busy(june("09:00"), june("10:00")), busy(june(second), june("17:00"))])
    assert judge.starts(desk, request("photos", "video")) == starts


def test_around_a_busy_noon(judge: Judge) -> None:
    desk = studio(busy=[busy(june("12:00"), june("13:00"))])
    expected = ["09:30", "13:30", "13:45", "14:00", "14:15", "14:30"]
    assert judge.starts(desk, request("photos", "video")) == expected


@pytest.mark.parametrize("harmless", [{"show_as": "free"}, {"response": "declined"}])
def test_the_same_event_free_or_declined(judge: Judge, harmless: dict[str, Any]) -> None:
    desk = studio(busy=[busy(june("12:00"), june("13:00"), **harmless)])
    assert len(judge.starts(desk, request("photos", "video"))) == 21


def test_photos_after_a_shoot(judge: Judge) -> None:
    desk = studio(appointments=[shoot(june("10:00"), june("12:00"))])
    found = judge.starts(desk, request("photos"))
    assert found == every(15, "12:30", "15:30")
    assert len(found) == 13


@pytest.mark.parametrize(
    "edges, starts", [("strict", ["12:00", "14:00"]), ("relaxed", ["09:00", "12:00", "14:00"])]
)
def test_presets(judge: Judge, edges: str, starts: list[str]) -> None:
    ana = person(hours=LATE, presets={"tue": ["09:00", "12:00", "14:00", "16:30"]})
    assert judge.starts(studio(ana, day_edge_buffers=edges), request("photos", "video")) == starts


@pytest.mark.parametrize("lead, first", [(0, "10:45"), (4, "14:15")])
def test_lead_time(judge: Judge, lead: int, first: str) -> None:
    desk = studio(person(hours=LATE), lead_time_hours=lead)
    found = judge.starts(desk, request("photos", now=june("10:07")))
    assert found == every(15, first, "16:30")


def test_five_hours_for_two_with_one_senior(judge: Judge) -> None:
    desk = studio(
        person("ana", senior=True),
        person("ben"),
        person("cy"),
        services=[service("photos", 180), service("video", 120)],
        two_photographers_hours=5,
        duration_reduction_pct=40,
        busy=[busy(june("09:00"), june("12:00"))],
    )
    (found,) = judge.answer(desk, request("photos", "video"))["appointments"]
    assert (found["minutes"], found["crew_size"]) == (180, 2)
    assert [one["start"] for one in found["openings"]] == [june(wall) for wall in every(15, "12:30", "13:30")]
    assert [one["end"] for one in found["openings"]] == [june(wall) for wall in every(15, "15:30", "16:30")]
    for opening in found["openings"]:
        assert opening["crews"] == [["ana", "ben"], ["ana", "cy"]]
        assert opening["choice"] == ["ana", "ben"]


def test_a_move_may_use_the_time_that_it_leaves(judge: Judge) -> None:
    desk = studio(
        appointments=[shoot(june("10:00"), june("12:00"), services=["photos", "video"])],
        busy=[busy(june("13:00"), june("14:00"), title="Dentist")],
    )
    wanted = request("photos", "video", moving="a1")
    assert judge.codes(desk, wanted, june("10:30")) == []
    assert judge.codes(desk, wanted, june("10:45")) == ["BUFFER"]


def test_the_sentence_names_the_event_and_the_minutes_short() -> None:
    desk = studio(
        appointments=[shoot(june("10:00"), june("12:00"), services=["photos", "video"])],
        busy=[busy(june("13:00"), june("14:00"), title="Dentist")],
    )
    texts = sentences(desk, request("photos", "video", moving="a1"), june("10:45"))
    assert set(texts) == {"BUFFER"}
    assert "Dentist" in texts["BUFFER"]
    assert "15 min" in texts["BUFFER"]


@pytest.mark.parametrize(
    "day",
    ["2026-03-07", "2026-03-08", "2026-03-09", "2026-10-31", "2026-11-01", "2026-11-02"],
)
def test_eleven_each_day_around_both_clock_changes(judge: Judge, day: str) -> None:
    desk = studio(person(hours=ALL_WEEK_9_TO_17), slot_step_min=30)
    offset = "-04:00" if "2026-03-08" <= day < "2026-11-01" else "-05:00"
    the_day_before = f"{day[:-2]}{int(day[-2:]) - 1:02}" if day[-2:] != "01" else "2026-10-31"
    now = f"{the_day_before}T08:00:00{'-04:00' if the_day_before == '2026-10-31' else offset}"
    found = judge.openings(desk, request("photos", "video", on=day, now=now))
    assert [one["start"] for one in found] == [
        f"{day}T{wall}:00{offset}" for wall in every(30, "09:30", "14:30")
    ]
    assert len(found) == 11


@pytest.mark.parametrize(
    "day, offset, first, last",
    [("2026-06-16", "-04:00", "19:30", "20:15"), ("2026-12-15", "-05:00", "15:30", "16:15")],
)
def test_twilight_by_the_sun(judge: Judge, day: str, offset: str, first: str, last: str) -> None:
    desk = studio(
        services=[service("dusk", 60, twilight=True)],
        twilight={"mode": "sun", "before_min": 60, "after_min": 60},
    )
    now = f"{day[:-2]}{int(day[-2:]) - 1}T08:00:00{offset}"
    wanted = request("dusk", on=day, now=now, place={"lat": 40.7128, "lon": -74.0060})
    (found,) = judge.answer(desk, wanted)["appointments"]
    assert found["part"] == "twilight"
    assert [one["start"] for one in found["openings"]] == [
        f"{day}T{wall}:00{offset}" for wall in every(15, first, last)
    ]
