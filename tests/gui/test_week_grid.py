"""The week grid under mouse and keys."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from studio_app.desk.week.model import Block, BlockKind, Cell, GuestReply, Openings, Reply, WriteState
from tests.gui.pages import Ears
from tests.support.shots_grid import DAYS, at, openings, week
from tests.support.week_page import CONTROL, SHIFT, WeekPage

PICTURE = QPoint(392, 112)
"""Where the canvas begins in the design's picture of the desk."""


pytestmark = pytest.mark.usefixtures("light")


@pytest.fixture
def page(qtbot: QtBot) -> WeekPage:
    return WeekPage(qtbot, week(), openings())


# ---------------------------------------------------------------- mouse


def test_it_opens_at_seven_with_the_whole_working_day(page: WeekPage) -> None:
    first, last = page.grid.canvas.grid.visible()
    assert first == pytest.approx(7 * 60 - 8)
    assert last > 19 * 60


def test_hovering_tells_the_cell_once_and_leaving_tells_nothing(page: WeekPage) -> None:
    cell = page.cell(at(2, "13"))
    page.move(cell)
    page.move(cell + QPoint(30, 5))
    page.move(page.cell(at(2, "13:30")))
    assert page.hovered == [at(2, "13"), at(2, "13:30")]
    page.move(page.block("41 Harbor Rd 0").center().toPoint())
    assert page.hovered[-1] is None
    page.move(page.cell(at(5, "8:30")))
    QApplication.sendEvent(page.grid.canvas, _leave())
    assert page.hovered[-2:] == [at(5, "8:30"), None]


def test_a_click_chooses_an_opening_or_an_empty_cell(page: WeekPage) -> None:
    page.click(page.cell(at(2, "9")))
    page.click(page.cell(at(3, "16:30")))
    assert page.selected == [at(2, "9"), at(3, "16:30")]
    assert page.grid.chosen == at(3, "16:30")
    assert page.confirmed == 0


def test_a_double_click_confirms_openings_only(page: WeekPage) -> None:
    page.double_click(page.cell(at(3, "16:30")))
    assert page.confirmed == 0
    page.double_click(page.cell(at(2, "9")))
    assert page.confirmed == 1
    assert page.selected[-1] == at(2, "9")


def test_a_click_on_a_block_opens_it_and_chooses_nothing(page: WeekPage) -> None:
    page.click(page.block("41 Harbor Rd 0").center().toPoint())
    assert page.activated == ["41 Harbor Rd 0"]
    assert page.selected == []


def test_busy_times_from_outside_let_clicks_through(page: WeekPage) -> None:
    page.click(page.block("lunch").center().toPoint())
    assert page.activated == []
    assert page.selected == [at(3, "12:30")]


def test_the_failed_sign_asks_to_try_again(qtbot: QtBot) -> None:
    block = Block("f", at(1, "9"), at(1, "11"), "88 Elm", "Photos", 4, state=WriteState.FAILED)
    page = WeekPage(qtbot, replace(week(), blocks=(block,)))
    area = page.block("f")
    page.click(QPoint(round(area.right()) - 10, round(area.top()) + 10))
    assert (page.retried, page.activated) == (["f"], [])
    page.click(area.center().toPoint())
    assert (page.retried, page.activated) == (["f"], ["f"])


def test_the_sign_of_a_change_asks_to_see_it(qtbot: QtBot) -> None:
    block = Block("d", at(1, "9"), at(1, "11"), "88 Elm", "Photos", 4, state=WriteState.DIFFERS)
    page = WeekPage(qtbot, replace(week(), blocks=(block,)))
    asked = Ears().on(page.grid.difference_requested)
    area = page.block("d")
    page.click(QPoint(round(area.right()) - 10, round(area.top()) + 10))
    assert (asked.heard, page.retried, page.activated) == (["d"], [], [])


def test_a_change_and_the_answers_are_seen_on_the_block(qtbot: QtBot) -> None:
    plain = Block("d", at(1, "9"), at(1, "11"), "88 Elm", "Photos", 4)
    page = WeekPage(qtbot, replace(week(), blocks=(plain,)))
    before = page.picture()
    replies = (GuestReply("Maya", Reply.DECLINED),)
    page.grid.set_week(replace(week(), blocks=(replace(plain, replies=replies),)))
    answered = page.picture()
    page.grid.set_week(replace(week(), blocks=(replace(plain, replies=replies, state=WriteState.DIFFERS),)))
    assert before != answered
    assert answered != page.picture()


def test_each_start_of_a_band_can_be_hit(qtbot: QtBot) -> None:
    page = WeekPage(qtbot, replace(week(), step_min=15), openings(15))
    for clock in ("14", "14:15", "14:30", "14:45", "15", "15:15"):
        page.click(page.cell(at(3, clock)))
    assert page.selected == [at(3, clock) for clock in ("14", "14:15", "14:30", "14:45", "15", "15:15")]


def test_presets_off_the_grid_are_hit_where_they_stand(qtbot: QtBot) -> None:
    cells = (Cell(at(1, "9:10"), at(1, "9:25"), 1, "1 free"), Cell(at(1, "9:20"), at(1, "9:35"), 2, "2 free"))
    page = WeekPage(qtbot, replace(week(), blocks=(), step_min=15), Openings(cells))
    grid = page.grid.canvas.grid
    x = grid.inner(1)[0] + 10
    for minute, meant in (
        (9 * 60 + 12, "9:10"),
        (9 * 60 + 22, "9:20"),
        (9 * 60 + 34, "9:20"),
        (9 * 60 + 50, "9:45"),
    ):
        assert page.grid.canvas.moment_at(QPointF(x, grid.y(minute))) == at(1, meant)


def test_a_click_on_a_heading_opens_that_day(page: WeekPage) -> None:
    header = page.grid.header
    x = page.grid.canvas.grid.left(3) + 20
    QTest.mouseClick(header, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(x, 30))
    QTest.mouseClick(header, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(10, 30))
    assert page.days == [DAYS[3]]


def test_tips_show_text_from_outside_as_plain_text(qtbot: QtBot) -> None:
    block = Block("x", at(1, "9"), at(1, "11"), "<b>Dentist</b> & co", kind=BlockKind.BUSY)
    page = WeekPage(qtbot, replace(week(), blocks=(block,)))
    page.ask_tip(page.block("x").center().toPoint())
    assert "&lt;b&gt;Dentist&lt;/b&gt; &amp; co\nTue 24 Nov, 9:00 – 11:00" in QToolTip.text()
    QToolTip.hideText()
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


# ---------------------------------------------------------------- wheel and zoom


def test_the_wheel_scrolls_within_the_day(page: WeekPage) -> None:
    before = page.grid.canvas.grid.scroll
    page.wheel(-1)
    assert page.grid.canvas.grid.scroll == before + 60
    page.wheel(99)
    assert page.grid.canvas.grid.scroll == 0
    page.wheel(-99)
    assert page.grid.canvas.grid.scroll == page.grid.canvas.grid.max_scroll


def test_control_and_wheel_zoom_around_the_pointer(page: WeekPage) -> None:
    point = page.cell(at(2, "13"))
    under = page.grid.canvas.grid.axis_minute(point.y())
    page.wheel(1, point, CONTROL)
    assert page.zooms == [1.25]
    assert page.grid.canvas.grid.axis_minute(point.y()) == pytest.approx(under, abs=0.5)
    page.key(Qt.Key.Key_Minus, CONTROL)
    assert page.grid.zoom == pytest.approx(1)
    for _ in range(20):
        page.key(Qt.Key.Key_Plus, CONTROL)
    assert page.grid.zoom == 4
    page.key(Qt.Key.Key_0, CONTROL)
    assert page.grid.zoom == 1


def test_the_choice_comes_into_view(page: WeekPage) -> None:
    page.grid.scroll_to(at(1, "23"))
    assert page.grid.canvas.grid.visible()[1] > 23 * 60
    page.grid.scroll_to(at(1, "2"))
    assert page.grid.canvas.grid.visible()[0] < 2 * 60
    page.grid.scroll_home()
    assert page.grid.canvas.grid.visible()[0] == pytest.approx(7 * 60 - 8)


# ---------------------------------------------------------------- keys


def test_a_time_is_found_and_confirmed_by_keys_alone(page: WeekPage) -> None:
    page.key(Qt.Key.Key_F3)
    page.key(Qt.Key.Key_Down)
    page.key(Qt.Key.Key_Right)
    page.key(Qt.Key.Key_Return)
    assert page.selected == [at(1, "9:30"), at(1, "10"), at(2, "9:30")]
    assert page.confirmed == 1


def test_enter_on_an_empty_cell_confirms_nothing(page: WeekPage) -> None:
    page.grid.set_selected(at(2, "9"))
    page.key(Qt.Key.Key_Down, SHIFT)
    page.key(Qt.Key.Key_Down, SHIFT)
    page.key(Qt.Key.Key_Return)
    assert page.selected == [at(2, "9:30"), at(2, "10")]
    assert page.confirmed == 0


def test_home_end_and_the_ends_of_the_week(page: WeekPage) -> None:
    page.grid.set_selected(at(1, "14"))
    for key, held in (
        (Qt.Key.Key_Home, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_End, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_End, CONTROL),
        (Qt.Key.Key_Home, CONTROL),
        (Qt.Key.Key_F3, SHIFT),
    ):
        page.key(key, held)
    assert page.selected == [at(1, "9:30"), at(1, "15:30"), at(5, "10:30"), at(1, "9:30")]


def test_sideways_beyond_the_last_opening_asks_for_the_next_week(page: WeekPage) -> None:
    page.grid.set_selected(at(5, "10"))
    page.key(Qt.Key.Key_Right)
    page.grid.set_selected(at(1, "9:30"))
    page.key(Qt.Key.Key_Left)
    assert page.pages == [1, -1]
    assert page.selected == []


def test_keys_that_are_not_the_grids_go_on(page: WeekPage) -> None:
    watcher = KeyWatcher()
    page.grid.installEventFilter(watcher)
    page.key(Qt.Key.Key_Escape)
    page.key(Qt.Key.Key_Down)
    page.key(Qt.Key.Key_Return, CONTROL)
    assert watcher.seen == [Qt.Key.Key_Escape, Qt.Key.Key_Control, Qt.Key.Key_Return]


class KeyWatcher(QObject):
    """Collects the keys that reach a widget."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[int] = []

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self.seen.append(event.key())
        return False


def _leave() -> QEvent:
    return QEvent(QEvent.Type.Leave)


def _enter() -> QEvent:
    return QEnterEvent(QPointF(5, 5), QPointF(5, 5), QPointF(5, 5))
