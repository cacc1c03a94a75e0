"""What the week grid paints, and how often."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio_app.desk import theme
from studio_app.desk.week import pictures
from studio_app.desk.week.model import Block, Cell, Openings, WriteState
from tests.support.shots_grid import DAYS, GHOST, NOW, at, crowded, openings, week
from tests.support.week_page import WeekPage

PICTURE = QPoint(392, 112)
"""Where the canvas begins in the design's picture of the desk."""


pytestmark = pytest.mark.usefixtures("light")


@pytest.fixture
def page(qtbot: QtBot) -> WeekPage:
    return WeekPage(qtbot, week(), openings())


def test_colours_of_the_picture(page: WeekPage) -> None:
    shown = theme.current()
    page.grid.set_now(NOW)
    page.show_ghost(GHOST)
    block = page.block("41 Harbor Rd 0")
    assert (block.left(), block.right()) == (552 - PICTURE.x(), 645 - PICTURE.x())
    assert (block.top(), block.bottom()) == (165 - PICTURE.y(), 255 - PICTURE.y())
    # Pixels of the design's picture, and what colour they have there.
    for x, y, colour in (
        (553, 230, shown.person(0).line),
        (620, 230, shown.person(0).fill),
        (620, 290, shown.opening),
        (600, 271, shown.opening_line),
        (620, 120, shown.line),
        (620, 150, shown.line_faint),
        (549, 400, shown.line_faint),
        (753, 350, shown.accent),
        (820, 355, shown.accent),
        (800, 212, shown.accent_soft),
        (500, 342, shown.now_line),
        (600, 420, shown.line),
        (760, 420, shown.busy_line),
    ):
        assert page.colour(QPoint(x, y) - PICTURE) == colour, (x, y)


def test_a_hover_or_a_ghost_paints_no_column_again(page: WeekPage) -> None:
    before = page.painted()
    for clock in ("13", "13:30", "14"):
        page.move(page.cell(at(2, clock)))
        page.show_ghost(replace(GHOST, start=at(2, clock), end=at(2, clock) + timedelta(hours=2)))
        page.picture()
    page.grid.set_now(NOW + timedelta(minutes=1))
    page.wheel(-1)
    assert page.painted() == before


def test_one_changed_appointment_paints_one_column(page: WeekPage) -> None:
    before = page.painted()
    blocks = [
        replace(block, state=WriteState.WAITING) if block.title == "7 Orchard Ln" else block
        for block in week().blocks
    ]
    page.grid.set_week(replace(week(), blocks=tuple(blocks)))
    assert page.painted() == before + 1


def test_a_stale_answer_is_dimmed_and_blocks_are_not(page: WeekPage) -> None:
    shown = theme.current()
    cell, block = page.cell(at(2, "13")) + QPoint(60, 5), QPoint(230, 100)
    assert page.colour(cell) == shown.opening
    page.grid.set_stale(True)
    dimmed = page.colour(cell)
    assert shown.opening.lightness() < dimmed.lightness() < shown.surface.lightness()
    assert page.colour(block) == shown.person(0).fill
    page.grid.set_stale(False)
    assert page.colour(cell) == shown.opening


def test_openings_and_blocks_never_cover_each_other(qtbot: QtBot) -> None:
    shown = theme.current()
    block = Block("b", at(1, "9"), at(1, "12"), "", "", 0)
    cells = tuple(
        Cell(at(1, "9") + timedelta(minutes=30 * n), at(1, "9:30") + timedelta(minutes=30 * n), 1, "1 free")
        for n in range(6)
    )
    page = WeekPage(qtbot, replace(week(), blocks=(block,)), Openings(cells))
    area = page.block("b")
    left = page.grid.canvas.grid.inner(1)[0]
    assert area.left() >= left + 26
    y = round(area.top()) + 25
    assert page.colour(QPoint(left + 4, y)) == shown.opening
    assert page.colour(QPoint(round(area.left()) + 1, y)) == shown.person(0).line


@pytest.mark.parametrize("crowd", [1, 2, 3, 5])
def test_a_block_tells_its_title_however_narrow_it_is(qtbot: QtBot, crowd: int) -> None:
    blocks = tuple(
        Block(f"b{n}", at(1, "9"), at(1, "12"), "118 Huntington Ave", "Photos", 0) for n in range(crowd)
    )
    page = WeekPage(qtbot, replace(week(), blocks=blocks))
    image = page.picture()
    ink = theme.current().person(0).text
    for block in blocks:
        area = page.block(block.id).toRect()
        inked = [
            (x, y)
            for x in range(area.left(), area.right())
            for y in range(area.top(), area.bottom())
            if abs(image.pixelColor(x, y).lightness() - ink.lightness()) < 30
        ]
        assert len(inked) > 40, block.id


def test_a_time_at_the_pointer_is_written_whole(qtbot: QtBot) -> None:
    data, offered = crowded()
    page = WeekPage(qtbot, data, offered)
    moment = at(4, "11:45")
    page.move(page.cell(moment))
    area = page.grid.canvas.cell_rect(moment)
    assert page.hovered == [moment]
    assert area is not None
    assert 36 <= area.width() <= 93


def test_words_of_a_half_covered_cell_are_taken_out(page: WeekPage) -> None:
    shown = theme.current()
    area = page.grid.canvas.cell_rect(at(3, "14"))
    assert area is not None
    top_half = area.toRect().adjusted(4, 2, -4, -area.toRect().height() // 2)
    inked = page.picture().copy(top_half)
    page.grid.set_ghost(replace(GHOST, start=at(3, "14:30"), end=at(3, "15:30"), before_min=15))
    blank = page.picture().copy(top_half)
    assert inked != blank
    assert {blank.pixelColor(x, 4).name() for x in range(blank.width() - 20)} == {shown.opening.name()}


def test_another_theme_repaints_everything(page: WeekPage, qapp: QApplication) -> None:
    theme.apply(qapp, theme.Theme.dark())
    dark = theme.Theme.dark()
    assert page.colour(QPoint(230, 100)) == dark.person(0).fill
    assert page.colour(QPoint(228, 178)) == dark.opening
    assert qapp.palette().color(QPalette.ColorRole.Window) == dark.window


def test_the_focus_can_be_seen(page: WeekPage) -> None:
    accent = theme.current().accent
    edge = QPoint(300, 1)
    assert page.grid.canvas.hasFocus()
    assert page.colour(edge) == accent
    page.grid.canvas.clearFocus()
    assert page.colour(edge) != accent


def test_a_countdown_stands_on_a_hold(qtbot: QtBot) -> None:
    data, offered = crowded()
    page = WeekPage(qtbot, data, offered)
    page.grid.set_now(NOW)
    before = page.picture()
    page.grid.set_now(NOW + timedelta(minutes=5))
    after = page.picture()
    area = page.block("h").toRect().adjusted(6, 60, -2, -2)
    assert before.copy(area) != after.copy(area)


def test_the_day_view_is_the_grid_with_one_day(qtbot: QtBot) -> None:
    data = week()
    page = WeekPage(qtbot, replace(data, days=data.days[1:2]), openings())
    area = page.block("41 Harbor Rd 0")
    assert area.width() > 600
    page.key(Qt.Key.Key_Down)
    assert page.selected == [at(1, "9:30")]
    page.grid.set_week(data)
    assert page.block("41 Harbor Rd 0").width() < 100
    assert page.grid.columns() == DAYS


def test_the_header_counts_the_answer(page: WeekPage) -> None:
    assert page.grid.header.texts()[:3] == ("no slots", "8 slots", "6 slots")
    page.grid.set_openings(Openings((), {DAYS[1]: "1 slot"}))
    assert page.grid.header.texts()[:3] == ("no slots", "1 slot", "6 slots")


def test_notes_for_whole_days_get_room(qtbot: QtBot) -> None:
    data, offered = crowded()
    page = WeekPage(qtbot, data, offered)
    assert page.grid.header.height() == 56 + 2 * 20 + 4
    page.grid.set_week(week())
    assert page.grid.header.height() == 56


def test_the_scroll_bar_shows_only_under_the_mouse(page: WeekPage) -> None:
    bar = page.grid.scroll_bar
    QApplication.sendEvent(page.grid.canvas, _leave())
    assert not bar.isVisible()
    QApplication.sendEvent(page.grid.canvas, _enter())
    assert bar.isVisible()
    bar.setValue(100)
    assert page.grid.canvas.grid.scroll == 100
    QApplication.sendEvent(page.grid.canvas, _leave())
    assert not bar.isVisible()


def _leave() -> QEvent:
    return QEvent(QEvent.Type.Leave)


def _enter() -> QEvent:
    return QEnterEvent(QPointF(5, 5), QPointF(5, 5), QPointF(5, 5))


def test_what_arrives_for_all_days_is_painted_a_few_columns_at_a_time(
    page: WeekPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "BUDGET", 0.0)
    page.settle()
    changed = tuple(replace(block, title=f"New {block.title}") for block in week().blocks)
    page.grid.set_week(replace(week(), blocks=changed))
    painted, turns = page.grid.canvas.pictures_painted, 0
    while page.grid.canvas.is_behind:
        before = page.grid.canvas.pictures_painted
        QApplication.processEvents()
        assert page.grid.canvas.pictures_painted - before <= 1
        turns += 1
        assert turns < 50
    assert page.grid.canvas.pictures_painted - painted >= 5
    whole = page.picture()
    page.grid.canvas.forget_pictures()
    assert page.picture() == whole


def test_other_days_never_show_what_was_on_the_former_ones(
    page: WeekPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "BUDGET", 0.0)
    page.settle()
    later = tuple(replace(day, date=day.date + timedelta(days=7)) for day in week().days)
    page.grid.set_week(replace(week(), days=later, blocks=()))
    for _ in range(3):
        QApplication.processEvents()
    assert not page.grid.canvas.is_behind
