"""BUSY, HELD and BUFFER: what takes a photographer's time, and the gap that is kept to it."""

from typing import Any

import pytest

from tests.support.scenarios import Judge, busy, every, hours, person, request, sentences, shoot, studio


def june(wall: str, day: int = 16) -> str:
    return f"2026-06-{day}T{wall}-04:00" if wall.count(":") == 2 else f"2026-06-{day}T{wall}:00-04:00"


NOON = (june("12:00"), june("13:00"))


@pytest.mark.parametrize(
    "keys, blocks",
    [
        ({}, True),
        ({"status": "tentative"}, True),
        ({"status": "cancelled"}, False),
        ({"show_as": "free"}, False),
        ({"response": "accepted"}, True),
        ({"response": "tentative"}, True),
        ({"response": "declined"}, False),
        ({"response": "needs_action"}, False),
        ({"kind": "working_location"}, False),
        ({"kind": "out_of_office"}, True),
        ({"kind": "out_of_office", "show_as": "free"}, True),
        ({"kind": "out_of_office", "response": "declined"}, True),
        ({"kind": "out_of_office", "response": "needs_action"}, True),
        ({"kind": "out_of_office", "status": "tentative"}, True),
        ({"kind": "out_of_office", "status": "cancelled"}, False),
    ],
)
def test_which_events_block(judge: Judge, keys: dict[str, Any], blocks: bool) -> None:
    desk = studio(busy=[busy(*NOON, **keys)])
    assert judge.codes(desk, request(), june("12:00")) == (["BUSY"] if blocks else [])
    all_day = studio(busy=[busy("2026-06-16", "2026-06-17", all_day=True, **keys)])
    assert judge.codes(all_day, request(), june("12:00")) == (["BUSY"] if blocks else [])


@pytest.mark.parametrize("kind", ["default", "out_of_office"])
def test_an_event_without_length_blocks_nothing(judge: Judge, kind: str) -> None:
    desk = studio(busy=[busy(june("12:00"), june("12:00"), kind=kind)])
    for wall in ("11:30", "12:00", "12:15"):
        assert judge.codes(desk, request(), june(wall)) == []


def test_an_event_of_a_second_blocks(judge: Judge) -> None:
    desk = studio(busy=[busy(june("12:00:00"), june("12:00:01"))])
    assert judge.codes(desk, request(), june("11:30")) == ["BUSY"]
    assert judge.codes(desk, request(), june("12:30")) == ["BUFFER"]
    assert judge.codes(desk, request(), june("12:30:01")) == []


def test_only_their_own_events_block(judge: Judge) -> None:
    desk = studio(person(), person("ben"), busy=[busy(*NOON, "ben")])
    assert judge.codes(desk, request(), june("12:00")) == []
    assert judge.codes(desk, request(), june("12:00"), "ben") == ["BUSY"]


def test_an_all_day_event_blocks_its_dates_in_the_photographers_zone(judge: Judge) -> None:
    """The 16th in Kathmandu is from 14:15 on the 15th to 14:15 on the 16th in New York."""
    ana = person(hours=None, timezone="Asia/Kathmandu")
    desk = studio(ana, busy=[busy("2026-06-16", "2026-06-17", all_day=True)])
    assert judge.codes(desk, request(), june("14:14")) == ["BUSY"]
    assert judge.codes(desk, request(), june("14:15")) == ["BUFFER"]
    assert judge.codes(desk, request(), june("14:45")) == []
    assert judge.starts(desk, request())[0] == "14:45"


def test_the_end_of_an_all_day_event_is_exclusive(judge: Judge) -> None:
    desk = studio(
        person(hours=None), buffer_before_min=0, busy=[busy("2026-06-15", "2026-06-16", all_day=True)]
    )
    assert judge.starts(desk, request())[0] == "00:00"


@pytest.mark.parametrize(
    "keys, codes",
    [
        ({}, ["BUSY"]),
        ({"state": "confirmed"}, ["BUSY"]),
        ({"state": "cancelled"}, []),
        ({"state": "postponed"}, []),
        ({"state": "hold", "hold_until": "2026-06-15T12:00:01Z"}, ["HELD"]),
        ({"state": "hold", "hold_until": "2026-06-15T12:00:00Z"}, []),  # at that instant it is over
        ({"state": "hold", "hold_until": "2026-06-15T11:59:59Z"}, []),
    ],
)
def test_which_appointments_block(judge: Judge, keys: dict[str, Any], codes: list[str]) -> None:
    """It is 12:00 UTC."""
    desk = studio(appointments=[shoot(*NOON, **keys)])
    assert judge.codes(desk, request(), june("12:30")) == codes
    beside = ["BUFFER"] if codes else []
    assert judge.codes(desk, request(), june("13:15")) == beside


def test_an_appointment_takes_the_time_of_both_of_its_crew(judge: Judge) -> None:
    desk = studio(person(), person("ben"), person("cy"), appointments=[shoot(*NOON, "ben", "ana")])
    assert [judge.codes(desk, request(), june("12:00"), one) for one in ("ana", "ben", "cy")] == [
        ["BUSY"],
        ["BUSY"],
        [],
    ]


@pytest.mark.parametrize("state", ["confirmed", "hold"])
def test_the_appointment_being_moved_blocks_nothing(judge: Judge, state: str) -> None:
    moved = shoot(*NOON, state=state)
    if state == "hold":
        moved["hold_until"] = "2026-06-17T00:00:00Z"
    other = shoot(june("15:00"), june("16:00"), name="a2")
    desk = studio(appointments=[moved, other])
    wanted = request(moving="a1")
    assert judge.codes(desk, wanted, june("12:00")) == []
    assert judge.codes(desk, wanted, june("13:15")) == []
    assert judge.codes(desk, wanted, june("14:15")) == ["BUSY"]


def test_touching_is_not_overlapping(judge: Judge) -> None:
    desk = studio(busy=[busy(*NOON)], buffer_before_min=0, buffer_after_min=0)
    assert judge.codes(desk, request(), june("11:00")) == []
    assert judge.codes(desk, request(), june("13:00")) == []
    assert judge.codes(desk, request(), june("11:00:01")) == ["BUSY"]
    assert judge.codes(desk, request(), june("12:59:59")) == ["BUSY"]


def test_buffers_are_shared_not_added(judge: Judge) -> None:
    """Between two shoots lie 30 minutes, not 60."""
    desk = studio(
        appointments=[
            shoot(june("10:00"), june("11:00")),
            shoot(june("13:00"), june("14:00"), name="a2"),
        ]
    )
    assert judge.codes(desk, request(), june("11:30")) == []
    assert judge.codes(desk, request(), june("11:29")) == ["BUFFER"]
    assert judge.codes(desk, request(), june("11:31")) == ["BUFFER"]


def test_before_and_after_have_their_own_buffer(judge: Judge) -> None:
    desk = studio(person(hours=None), busy=[busy(*NOON)], buffer_before_min=10, buffer_after_min=50)
    assert judge.starts(desk, request()) == [*every(15, "00:00", "10:00"), *every(15, "13:15", "23:45")]
    assert judge.codes(desk, request(), june("10:10")) == []
    assert judge.codes(desk, request(), june("10:11")) == ["BUFFER"]
    assert judge.codes(desk, request(), june("13:09")) == ["BUFFER"]
    assert judge.codes(desk, request(), june("13:10")) == []


def test_the_buffer_is_kept_to_every_event_not_only_to_the_next(judge: Judge) -> None:
    """The event that starts last has ended long since; the one that began before it ends last."""
    desk = studio(
        busy=[busy(june("09:00"), june("12:00")), busy(june("10:00"), june("10:30"))],
        day_edge_buffers="relaxed",
    )
    assert judge.starts(desk, request())[0] == "12:30"
    assert judge.codes(desk, request(), june("12:15")) == ["BUFFER"]


def test_overlap_and_gap_are_listed_side_by_side(judge: Judge) -> None:
    hold = shoot(june("12:30"), june("13:00"), state="hold", hold_until="2026-06-17T00:00:00Z", name="a2")
    desk = studio(
        busy=[busy(june("12:00"), june("12:15")), busy(june("13:10"), june("13:20"))], appointments=[hold]
    )
    assert judge.codes(desk, request(), june("12:00")) == ["BUSY", "HELD", "BUFFER"]


def test_events_of_an_unknown_calendar_still_block(judge: Judge) -> None:
    desk = studio(person(calendar_state="unknown"), busy=[busy(*NOON)])
    assert judge.codes(desk, request(), june("12:00")) == ["CALENDAR_UNKNOWN", "BUSY"]


def test_a_long_event_of_another_day_counts(judge: Judge) -> None:
    desk = studio(person(hours=None), busy=[busy(june("10:00", 12), june("09:45", 16))])
    assert judge.starts(desk, request())[0] == "10:15"


def test_the_sentence_names_an_event_that_is_too_near() -> None:
    desk = studio(
        person(hours=hours("08:00-20:00")),
        busy=[
            busy(june("09:00"), june("09:40"), title="Gym"),
            busy(june("11:10"), june("12:00"), title="Dentist"),
        ],
    )
    texts = sentences(desk, request(), june("10:00"))
    assert set(texts) == {"BUFFER"}
    assert "Gym" in texts["BUFFER"] or "Dentist" in texts["BUFFER"]
