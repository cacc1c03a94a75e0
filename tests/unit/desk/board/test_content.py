"""What the board shows of a studio."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from studio_app.desk.board.arranging import Arrangement
from studio_app.desk.board.ground import minute_of
from studio_app.desk.board.hand import Piece
from studio_app.desk.week.model import BlockKind
from studio_app.domain.appointment import State
from studio_app.domain.outside_event import OutsideEvent
from studio_app.domain.timespan import Span
from studio_app.domain.working_hours import DayReason
from tests.support.board_studio import (
    DAY,
    SETTINGS,
    at,
    lane,
    north,
    person,
    shoot,
    shown,
    snapshot,
)


def test_a_lane_adds_up_its_day_with_the_drives_between() -> None:
    found = snapshot(
        [person("ana")],
        [shoot("a", "ana", "9:30", "11:00", north(10)), shoot("b", "ana", "12:00", "13:00", north(32))],
    )
    ana = lane(shown(found), "ana")
    assert ana.note == "2 h 30 booked · 1 h 04 drive"
    assert [(drive.start, drive.end, drive.minutes, drive.is_short) for drive in ana.drives] == [
        (at("11:00"), at("12:00"), 22, False)
    ]
    assert [block.subtitle for block in ana.blocks] == [
        "9:30 Photos\nDana Whitfield",
        "12:00 pm Photos\nDana Whitfield",
    ]
    assert shown(found).driving == 64


def test_a_drive_that_is_too_long_is_marked() -> None:
    found = snapshot(
        [person("ana")],
        [shoot("a", "ana", "9:30", "11:00", north(0)), shoot("b", "ana", "11:15", "13:00", north(32))],
    )
    assert lane(shown(found), "ana").drives[0].is_short


@pytest.mark.parametrize(
    "keys, note",
    [
        ({}, "available"),
        ({"time_off": (Span(at("0:00"), at("12:00")),)}, "off until 12:00 pm"),
        ({"time_off": (Span(at("14:00"), at("23:59") + timedelta(minutes=1)),)}, "off from 2:00 pm"),
        ({"time_off": (Span(at("0:00"), at("0:00", 18)),)}, "off"),
        ({"accepting": False}, "takes no bookings"),
        ({"calendar_known": False}, "calendar not read"),
    ],
)
def test_a_lane_without_shoots_says_why(keys: dict[str, object], note: str) -> None:
    assert lane(shown(snapshot([person("ana", **keys)])), "ana").note == note


def test_off_time_is_hatched_with_words_and_other_hours_are_shaded() -> None:
    found = snapshot([person("ana", time_off=(Span(at("13:00"), at("14:00")),))])
    ana = lane(shown(found), "ana")
    assert [(span.start, span.end, span.text) for span in ana.off] == [(at("13:00"), at("14:00"), "Time off")]
    assert [(span.start, span.end) for span in ana.rest] == [
        (at("0:00"), at("9:00")),
        (at("17:00"), at("0:00", 17)),
    ]
    free = shown(snapshot([person("ana")]), date(2026, 6, 18), date(2026, 6, 18))
    assert [span.text for span in lane(free, "ana").off] == ["Day off"]
    closed = snapshot([person("ana")])
    closed = replace(
        closed, studio=replace(closed.studio, settings=replace(SETTINGS, closed_dates=frozenset({DAY})))
    )
    assert [span.text for span in lane(shown(closed), "ana").off] == ["Closed"]


def test_off_time_says_why() -> None:
    off = (Span(at("0:00"), at("0:00", 17)),)
    reason = DayReason(DAY, "Vacation")
    ana = snapshot([person("ana", time_off=off, reasons=frozenset({reason}))])
    assert [span.text for span in lane(shown(ana), "ana").off] == ["Time off: Vacation"]
    shut = replace(
        SETTINGS, closed_dates=frozenset({DAY}), closed_reasons=frozenset({DayReason(DAY, "Inventory")})
    )
    closed = snapshot([person("ana")])
    closed = replace(closed, studio=replace(closed.studio, settings=shut))
    assert [span.text for span in lane(shown(closed), "ana").off] == ["Closed: Inventory"]


def test_what_is_outside_is_muted_and_its_place_counts_for_driving() -> None:
    dentist = OutsideEvent(
        "ana", Span(at("10:00"), at("11:00")), "Dentist", place=north(5), calendar="Google"
    )
    free = OutsideEvent("ana", Span(at("12:00"), at("12:00")), "Nothing")
    found = snapshot([person("ana")], [shoot("a", "ana", "13:00", "14:00", north(9))], [dentist, free])
    ana = lane(shown(found), "ana")
    assert [(block.title, block.subtitle, block.kind) for block in ana.blocks][:1] == [
        ("Dentist", "Google · busy", BlockKind.BUSY)
    ]
    assert [drive.minutes for drive in ana.drives] == [4]
    assert set(shown(found).pieces) == {"a/ana"}


def test_two_of_a_crew_have_a_block_each_and_one_version() -> None:
    found = snapshot(
        [person("ana"), person("ben")],
        [
            shoot("a", "ana ben", "9:30", "11:00", version=4),
            shoot("b", "ben", "12:00", "13:00", state=State.CANCELLED),
        ],
    )
    board = shown(found)
    assert board.pieces == {
        "a/ana": Piece("a", "ana", minute_of(at("9:30")), 90, version=4),
        "a/ben": Piece("a", "ben", minute_of(at("9:30")), 90, version=4),
    }
    assert board.known == {"a": 4}
    assert "with Ben" in lane(board, "ana").blocks[0].subtitle


def test_lanes_stand_in_the_chosen_order_and_some_are_hidden() -> None:
    found = snapshot([person("ana"), person("ben"), person("cy")])
    board = shown(found, arrangement=Arrangement(("cy", "gone", "ana"), frozenset({"ben"})))
    assert board.lane_ids == ("cy", "ana")
    assert board.hidden == 1


def test_an_arrangement_moves_past_those_who_are_hidden() -> None:
    everybody = ("a", "b", "c", "d")
    chosen = Arrangement(hidden=frozenset({"b"}))
    down = chosen.moved("a", 1, everybody)
    assert down.ordered(everybody) == ("b", "c", "a", "d")
    assert down.moved("a", -1, everybody).shown(everybody) == ("a", "c", "d")
    assert chosen.moved("a", -1, everybody) is chosen
    assert chosen.moved("b", 1, everybody) is chosen
    assert chosen.with_hidden("b", hidden=False) == Arrangement()
    assert chosen.with_all_shown() == Arrangement()
