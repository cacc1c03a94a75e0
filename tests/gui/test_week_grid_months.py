"""The month under mouse and keys, and the grid in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView, QToolTip
from pytestqt.qtbot import QtBot

from studio_app.desk import theme
from studio_app.desk.week.month import MonthView
from studio_app.desk.week.month_model import Chip, Month, MonthDay, month_dates
from tests.support.shots_grid import GHOST, at, month, openings, week
from tests.support.showing import show
from tests.support.week_page import WeekPage

pytestmark = pytest.mark.usefixtures("light")

NONE = Qt.KeyboardModifier.NoModifier


class MonthPage:
    """A shown month with everything it has said."""

    def __init__(self, qtbot: QtBot, data: Month) -> None:
        self.view = MonthView(data)
        self.view.resize(760, 700)
        self.days: list[date] = []
        self.pages: list[int] = []
        self.view.day_chosen.connect(self.days.append)
        self.view.page_requested.connect(self.pages.append)
        show(qtbot, self.view, self)
        self.view.setFocus()
        QApplication.processEvents()

    def middle(self, day: date) -> QPoint:
        area = self.view.day_rect(day)
        assert area is not None
        return area.center().toPoint()

    def key(self, key: Qt.Key) -> None:
        QTest.keyClick(self.view, key)


@pytest.fixture
def page(qtbot: QtBot) -> MonthPage:
    return MonthPage(qtbot, month())


def test_a_click_opens_the_day(page: MonthPage) -> None:
    QTest.mouseClick(page.view, Qt.MouseButton.LeftButton, NONE, page.middle(date(2026, 11, 26)))
    QTest.mouseClick(page.view, Qt.MouseButton.LeftButton, NONE, QPoint(100, 5))
    QTest.mouseClick(page.view, Qt.MouseButton.RightButton, NONE, page.middle(date(2026, 11, 27)))
    assert page.days == [date(2026, 11, 26)]
    assert page.view.at == date(2026, 11, 26)


def test_keys_walk_the_days_from_today_on(page: MonthPage) -> None:
    assert page.view.at == date(2026, 11, 23)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Return):
        page.key(key)
    page.key(Qt.Key.Key_Home)
    page.key(Qt.Key.Key_Space)
    page.key(Qt.Key.Key_End)
    page.key(Qt.Key.Key_Enter)
    assert page.days == [date(2026, 11, 17), date(2026, 11, 16), date(2026, 11, 22)]


def test_beyond_the_edge_another_month_is_asked_for(page: MonthPage) -> None:
    for _ in range(3):
        page.key(Qt.Key.Key_Down)
    page.key(Qt.Key.Key_PageUp)
    page.key(Qt.Key.Key_PageDown)
    assert page.pages == [1, 1, -1, 1]


def test_the_keys_stay_on_their_date_when_the_month_changes(page: MonthPage) -> None:
    december = tuple(MonthDay(day, outside=day.month != 12) for day in month_dates(date(2026, 12, 1)))
    page.key(Qt.Key.Key_Right)
    page.view.set_month(Month(december))
    assert page.view.at == date(2026, 12, 1)
    page.view.set_month(month())
    assert page.view.at == date(2026, 11, 23)


def test_a_notch_of_the_wheel_is_a_month(page: MonthPage) -> None:
    for turn in (-40, -40, -40, 120):
        at_point = QPointF(300, 300)
        event = QWheelEvent(
            at_point, at_point, QPoint(), QPoint(0, turn), Qt.MouseButton.NoButton, NONE, Qt.ScrollPhase.NoScrollPhase,
            False,
        )  # fmt: skip
        QApplication.sendEvent(page.view, event)
    assert page.pages == [1, -1]


def test_days_show_openings_today_and_closing(page: MonthPage) -> None:
    shown = theme.current()
    image = page.view.grab().toImage()
    pill = page.view.day_rect(date(2026, 11, 27))
    assert pill is not None
    assert image.pixelColor(round(pill.right()) - 10, round(pill.top()) + 15) == shown.opening
    today = page.view.day_rect(date(2026, 11, 23))
    assert today is not None
    assert image.pixelColor(round(today.left()) + 9, round(today.top()) + 15) == shown.accent
    assert image.pixelColor(round(today.left()) + 2, round(today.center().y())) == shown.accent
    page.view.clearFocus()
    assert page.view.grab().toImage() != image


def test_the_tip_of_a_day_is_plain_text(qtbot: QtBot) -> None:
    days = list(month().days)
    days[10] = replace(days[10], chips=(Chip("<i>Elm</i>, 2nd floor"),))
    page = MonthPage(qtbot, Month(tuple(days)))
    point = page.middle(days[10].date)
    QApplication.sendEvent(page.view, QHelpEvent(QEvent.Type.ToolTip, point, page.view.mapToGlobal(point)))
    assert "&lt;i&gt;Elm&lt;/i&gt;, 2nd floor" in QToolTip.text()
    QToolTip.hideText()
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_the_month_says_where_the_keys_are(page: MonthPage) -> None:
    page.key(Qt.Key.Key_Right)
    assert page.view.accessibleName() == "Month"
    assert page.view.accessibleDescription() == "Tuesday 24 November 2026, 2 slots, 7:45 41 Harbor Rd"


# ---------------------------------------------------------------- the week in words


@pytest.fixture
def grid_page(qtbot: QtBot) -> WeekPage:
    return WeekPage(qtbot, week(), openings())


def test_the_grid_says_what_is_chosen(grid_page: WeekPage) -> None:
    canvas = grid_page.grid.canvas
    assert canvas.accessibleName() == "Week grid"
    assert "Tuesday 24 November 2026, 8 slots" in canvas.accessibleDescription()
    grid_page.key(Qt.Key.Key_F3)
    assert canvas.accessibleDescription() == "Tue 24 Nov, 9:30, 1 free"
    grid_page.show_ghost(GHOST)
    assert canvas.accessibleDescription().startswith("Thu 26 Nov, 9:00 – 11:00, 55 Summit Ave")
    assert "Wednesday 25 November 2026, 6 slots" in grid_page.grid.header.accessibleName()


def test_a_screen_reader_walks_a_table_of_days_and_hours(grid_page: WeekPage) -> None:
    table = grid_page.grid.speaker.table()
    model = table.model()
    assert isinstance(table, QTableView)
    assert (model.rowCount(), model.columnCount()) == (24, 7)
    horizontal, vertical = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    assert model.headerData(1, horizontal) == "Tuesday 24 November 2026, 8 slots"
    assert model.headerData(9, vertical) == "9 am"
    assert model.data(model.index(14, 1)) == "2:00 pm 4 free; 2:30 pm 4 free"
    assert model.data(model.index(3, 1)) == ""
    # It follows the grid, and choosing in it is choosing on the grid.
    table.activated.emit(model.index(14, 1))
    assert grid_page.selected == [at(1, "14")]
    grid_page.grid.set_week(replace(week(), days=week().days[:1]))
    table.read()
    assert model.columnCount() == 1


def test_the_table_is_never_seen_nor_reached_by_tab(grid_page: WeekPage) -> None:
    before = grid_page.grid.grab().toImage()
    table = grid_page.grid.speaker.table()
    QApplication.processEvents()
    assert table.isVisible()
    assert table.focusPolicy() is Qt.FocusPolicy.NoFocus
    assert grid_page.grid.grab().toImage() == before
