"""What tooltips and screen readers say."""

from dataclasses import replace
from datetime import timedelta

from studio_app.desk.week.content import lay_out
from studio_app.desk.week.geometry import axis_of
from studio_app.desk.week.model import Block, BlockKind, GuestReply, Reply, WriteState
from studio_app.desk.week.spoken import say_block, say_day, say_ghost, say_hold, say_hour, say_time
from tests.support.shots_grid import BLOCKS, GHOST, NOW, at, crowded, openings, week

WEEK = week()
CONTENT = lay_out(axis_of(WEEK.zone, WEEK.dates), WEEK, openings())


def test_a_block_says_what_when_and_how_far_it_is_written() -> None:
    block = replace(BLOCKS[3], state=WriteState.WAITING, tip="Key at the front desk")
    assert say_block(block, WEEK).split("\n") == [
        "41 Harbor Rd · Photos · Maya",
        "Tue 24 Nov, 7:45 – 9:15",
        "waiting to be written to the calendar",
        "Key at the front desk",
    ]


def test_a_block_says_what_each_guest_answered() -> None:
    replies = tuple(GuestReply(name, reply) for name, reply in zip("ABCD", Reply, strict=True))
    said = say_block(replace(BLOCKS[3], state=WriteState.DIFFERS, replies=replies), WEEK).split("\n")
    assert said[2:] == [
        "changed in the calendar: click the sign to see both versions",
        "A accepted, B declined, C may come, D has not answered",
    ]


def test_a_private_busy_time_says_busy() -> None:
    block = Block("b", at(1, "9"), at(1, "10"), "", kind=BlockKind.BUSY)
    assert say_block(block, WEEK) == "busy\nTue 24 Nov, 9:00 – 10:00"


def test_a_hold_counts_down_in_whole_minutes() -> None:
    until = NOW + timedelta(minutes=3)
    assert say_hold(until, NOW, WEEK) == "3 min left"
    assert say_hold(until, NOW + timedelta(seconds=1), WEEK) == "3 min left"
    assert say_hold(until, NOW + timedelta(seconds=61), WEEK) == "2 min left"
    assert say_hold(until, until, WEEK) == "hold is over"
    assert say_hold(until, None, WEEK) == "on hold – 10:45"
    hold = Block("h", at(1, "9"), at(1, "10"), "12 Hold St", kind=BlockKind.HOLD, until=until)
    assert "3 min left" in say_block(hold, WEEK, NOW)


def test_cells_days_and_ghosts() -> None:
    assert say_time(at(1, "9:30"), WEEK, CONTENT) == "Tue 24 Nov, 9:30, 1 free"
    assert say_time(at(1, "17"), WEEK, CONTENT) == "Tue 24 Nov, 5:00 pm, no opening"
    assert say_day(WEEK, openings(), 1) == "Tuesday 24 November 2026, 8 slots"
    noted, offered = crowded()
    assert say_day(noted, offered, 3) == "Thursday 26 November 2026, 9 slots, Maya on leave, Thanksgiving"
    assert say_ghost(GHOST, WEEK) == (
        "Thu 26 Nov, 9:00 – 11:00, 55 Summit Ave, Photos + Video, Maya Ortiz, 30 min drive, 30 min drive"
    )


def test_an_hour_of_a_day() -> None:
    marks = {mark.wall // 60: mark for mark in CONTENT.axis.marks if mark.is_hour}
    assert say_hour(WEEK, CONTENT, 1, marks[9]) == (
        "41 Harbor Rd · Photos · Maya, Tue 24 Nov, 7:45 – 9:15; 9:30 1 free"
    )
    assert say_hour(WEEK, CONTENT, 1, marks[11]) == ""
    assert say_hour(WEEK, CONTENT, 6, marks[9]) == "Closed"
