"""Where things stand on the board, and where arrows lead."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from studio_app.desk.board.geometry import LEAST_LANE, MOST_LANE, Geometry, Window, window_of
from studio_app.desk.board.ground import minute_of, moment_of
from studio_app.desk.board.layout import Content
from studio_app.desk.board.walking import Arrow, walk
from studio_app.desk.week.geometry import axis_of
from studio_app.domain.outside_event import OutsideEvent
from studio_app.domain.timespan import Span
from tests.support.board_studio import (
    DAY,
    ZONE,
    at,
    north,
    person,
    shoot,
    shown,
    snapshot,
)


def geometry(
    days: int = 1, lanes: int = 7, size: tuple[int, int] = (1168, 672), first: date = DAY
) -> Geometry:
    axis = axis_of(ZONE, tuple(first + timedelta(days=number) for number in range(days)))
    window = Window(0, axis.length) if days == 1 else Window(7 * 60, 19 * 60)
    return Geometry(axis, window, *size, lanes=lanes)


@pytest.mark.parametrize("lanes, height", [(1, MOST_LANE), (7, 96), (10, 67), (18, 37), (50, LEAST_LANE)])
def test_lanes_are_as_high_as_they_can_be(lanes: int, height: int) -> None:
    found = geometry(lanes=lanes)
    assert found.lane_height == height
    assert found.max_scroll_y == max(0, lanes * height - 672)


def test_a_day_fills_the_width_and_opens_in_the_morning() -> None:
    found = geometry().opened_early()
    assert found.x(0, 7 * 60) == pytest.approx(0)
    assert found.x(0, 19 * 60) == pytest.approx(1168)
    week = geometry(7)
    assert week.content_width == pytest.approx(1168)
    assert week.max_scroll_x == 0


@pytest.mark.parametrize("first", [DAY, date(2026, 3, 8), date(2026, 11, 1)])
@pytest.mark.parametrize("days", [1, 7])
def test_every_minute_has_a_place_of_its_own(days: int, first: date) -> None:
    found = geometry(days, first=first)
    for index, column in enumerate(found.axis.columns):
        for elapsed in range(8 * 60, 18 * 60, 47):
            moment = column.start + timedelta(minutes=elapsed)
            axis = column.axis(moment)
            if found.window.first <= axis < found.window.last:
                minute = found.minute_at(found.x(index, axis) + found.hour_width / 120)
                assert abs(minute - minute_of(moment)) <= 1


def test_beside_the_lanes_there_is_no_spot() -> None:
    found, lanes = geometry(lanes=2), ("ana", "ben")
    assert found.spot_at(400, 10, lanes) is not None
    assert found.spot_at(400, 500, lanes) is None
    assert found.spot_at(400, -5, lanes) is None
    left = found.opened_early().spot_at(-50, 10, lanes)
    assert left is not None
    assert moment_of(left.minute) < at("7:00")


def test_the_hand_pulls_at_the_edges_where_there_is_more() -> None:
    found = geometry(lanes=50).opened_early()
    assert found.pull(600, 300) == (0, 0)
    assert found.pull(1160, 668) == (1, 1)
    assert found.pull(3, 2) == (-1, 0), "nothing is above"
    assert found.scrolled(1e6, 1e6).pull(1160, 668) == (0, 0)


def test_zoom_keeps_what_is_under_the_mouse() -> None:
    found = geometry().opened_early()
    minute = found.minute_at(300)
    assert abs(found.zoomed(2.0, 300).minute_at(300) - minute) <= 1
    assert found.zoomed(0.1, 300).zoom == 1.0


def test_a_week_shows_the_usual_hours_and_whatever_is_beside_them() -> None:
    axis = axis_of(ZONE, (DAY, DAY + timedelta(days=1)))
    assert window_of(axis, []) == Window(420, 1140)
    assert window_of(axis, [(at("5:30"), at("6:00")), (at("19:00"), at("20:10"))]) == Window(300, 1260)
    one = axis_of(ZONE, (DAY,))
    assert window_of(one, [(at("5:30"), at("6:00"))]) == Window(0, 1440)


def test_blocks_that_overlap_share_the_height() -> None:
    found = snapshot(
        [person("ana")],
        [shoot("a", "ana", "9:30", "11:00", north(0))],
        [OutsideEvent("ana", Span(at("10:00"), at("12:00")), "Dentist")],
    )
    content = Content(shown(found)).lane(0)
    places = {placed.block.title: placed.place for placed in content.days[0].blocks}
    assert (places["a Rd"].left, places["a Rd"].right) == (0, 0.5)
    assert (places["Dentist"].left, places["Dentist"].right) == (0.5, 1)
    assert content == Content(shown(found)).lane(0), "equal content is equal pixels"


def test_a_connector_says_its_minutes_where_it_is_clear() -> None:
    found = snapshot(
        [person("ana")],
        [shoot("a", "ana", "9:30", "10:00", north(0)), shoot("b", "ana", "13:00", "14:00", north(8))],
        [OutsideEvent("ana", Span(at("11:00"), at("12:00")), "Call")],
    )
    content = Content(shown(found)).lane(0)
    (drive,) = content.days[0].drives
    assert (drive.start, drive.clear, drive.end) == (600, 660, 780)


def test_arrows_go_from_block_to_block() -> None:
    board = shown(
        snapshot(
            [person("ana"), person("ben"), person("cy")],
            [
                shoot("a", "ana", "9:30", "10:00"),
                shoot("b", "ana", "13:00", "14:00"),
                shoot("c", "cy", "10:00", "11:00"),
                shoot("d", "cy", "12:30", "13:30"),
            ],
        )
    )

    def go(here: str, arrow: Arrow) -> str:
        found = walk(board, here, arrow)
        return found.id if found else ""

    assert go("", Arrow.DOWN) == "a/ana"
    assert go("a/ana", Arrow.RIGHT) == "b/ana"
    assert go("b/ana", Arrow.RIGHT) == ""
    assert go("b/ana", Arrow.DOWN) == "d/cy", "past the lane without blocks, to the nearest in time"
    assert go("c/cy", Arrow.UP) == "a/ana"
    assert go("a/ana", Arrow.UP) == ""
    assert (go("b/ana", Arrow.FIRST), go("a/ana", Arrow.LAST)) == ("a/ana", "b/ana")
