"""The week cut into days."""

from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from studio_app.desk.week.content import Content, cell_extent, cells_apart, lay_out
from studio_app.desk.week.geometry import axis_of
from studio_app.desk.week.model import Block, BlockKind, Cell, Day, Openings, Span, Week
from studio_app.domain.wall_time import instant
from tests.support.shots_grid import at, crowded, openings, week


def _content(data: Week, offered: Openings = Openings()) -> Content:  # noqa: B008  # frozen
    return lay_out(axis_of(data.zone, data.dates), data, offered)


def test_a_block_over_midnight_stands_on_both_days() -> None:
    block = Block("night", at(1, "22"), at(2, "2"), "Night")
    days = _content(replace(week(), blocks=(block,))).days
    assert [len(day.blocks) for day in days] == [0, 1, 1, 0, 0, 0, 0]
    (evening,), (morning,) = days[1].blocks, days[2].blocks
    assert (evening.place.item.start, evening.place.item.end) == (22 * 60, 1440)
    assert (morning.place.item.start, morning.place.item.end) == (0, 120)
    assert (evening.begins, evening.ends, morning.begins, morning.ends) == (True, False, False, True)


def test_a_block_that_ends_at_midnight_is_not_on_the_next_day() -> None:
    block = Block("late", at(1, "22"), at(2, "0"), "Late")
    assert [len(day.blocks) for day in _content(replace(week(), blocks=(block,))).days][1:3] == [1, 0]


def test_the_blocks_of_a_crew_may_share_an_id() -> None:
    crew = tuple(Block("job", at(1, "9"), at(1, "11"), "60 Pine Hill", color=color) for color in (4, 0))
    day = _content(replace(week(), blocks=crew)).days[1]
    assert sorted(placed.block.color or 0 for placed in day.blocks) == [0, 4]
    assert sorted((placed.place.left, placed.place.right) for placed in day.blocks) == [(0, 0.5), (0.5, 1)]


def test_a_short_block_is_kept_clear_as_far_as_it_is_drawn() -> None:
    blocks = (Block("a", at(1, "9"), at(1, "9:05"), "A"), Block("b", at(1, "9:10"), at(1, "10"), "B"))
    placed = _content(replace(week(), blocks=blocks)).days[1].blocks
    assert [each.place.right - each.place.left for each in placed] == [0.5, 0.5]


def test_a_block_keeps_its_length_through_the_night_of_a_clock_change() -> None:
    zone = ZoneInfo("America/New_York")
    for day, hours in ((date(2026, 3, 8), 2), (date(2026, 11, 1), 4)):
        block = Block("n", instant(zone, day, 60), instant(zone, day, 240), "Night")
        assert block.end - block.start == timedelta(hours=hours)
        data = Week((Day(day),), zone, (block,))
        (placed,) = _content(data).days[0].blocks
        holes = sum(end - start for start, end in axis_of(zone, (day,)).columns[0].voids(1500))
        assert (placed.place.item.start, placed.place.item.end) == (60, 240 if hours == 2 else 300)
        assert holes == (60 + 60 if hours == 2 else 0)


def test_busy_times_lie_below_the_studios_own() -> None:
    data, offered = crowded()
    for day in _content(data, offered).days:
        kinds = [placed.block.kind is BlockKind.BUSY for placed in day.blocks]
        assert kinds == sorted(kinds, reverse=True)


def test_closed_times_are_cut_to_their_day() -> None:
    span = Span(at(5, "20"), at(6, "8"), "Closed")
    days = tuple(replace(day, closed=(span,)) for day in week().days)
    shut = [
        tuple((each.start, each.end) for each in day.shut)
        for day in _content(replace(week(), days=days)).days
    ]
    assert shut == [(), (), (), (), (), ((20 * 60, 1440),), ((0, 480),)]


def test_openings_of_other_weeks_are_left_out() -> None:
    cells = tuple(Cell(at(day, "9"), at(day, "9:30"), 1, "1 free") for day in (-1, 0, 6, 7))
    content = _content(week(), Openings(cells))
    assert content.starts == (at(0, "9"), at(6, "9"))
    assert content.cell_at(at(0, "9")) == cells[1]
    assert content.cell_at(at(0, "9:15")) is None
    assert content.cell_over(at(0, "9:29")) == cells[1]
    assert content.cell_over(at(0, "9:30")) is None


def test_cells_that_reach_into_the_next_end_there() -> None:
    cells = (Cell(at(1, "9:10"), at(1, "9:40"), 1, "1 free"), Cell(at(1, "9:20"), at(1, "9:50"), 1, "1 free"))
    (first, second) = _content(replace(week(), blocks=()), Openings(cells)).days[1].marks
    assert (first.start, first.end, second.end) == (550, 560, 590)
    content = _content(replace(week(), blocks=()), Openings(cells))
    assert content.cell_over(at(1, "9:25")) == cells[1]


def test_how_far_a_cell_reaches() -> None:
    content = _content(week(), openings())
    assert cell_extent(content, week(), at(1, "9:30")) == (at(1, "9:30"), at(1, "10"))
    assert cell_extent(content, week(), at(1, "20")) == (at(1, "20"), at(1, "20:30"))


def test_low_steps_join_to_bands() -> None:
    assert cells_apart(30, 60)
    assert not cells_apart(15, 60)
    assert cells_apart(15, 75)
    fine = _content(replace(week(), step_min=15), openings(15)).days[3]
    assert [len(band.marks) for band in fine.bands(apart=False)] == [2, 6]
    assert len(fine.bands(apart=True)) == 8


def test_equal_days_compare_equal() -> None:
    one, other = _content(*crowded()), _content(*crowded())
    assert one.days == other.days
    changed = _content(replace(crowded()[0], blocks=crowded()[0].blocks[1:]), crowded()[1])
    assert [a == b for a, b in zip(one.days, changed.days, strict=True)].count(False) == 1
