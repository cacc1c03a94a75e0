"""Days off by mouse and keyboard: dates, hours, reasons, what comes up, public holidays."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from studio_app.desk.days_off.holiday_model import HolidayState
from studio_app.desk.days_off.holidays import HolidaysSheet
from studio_app.desk.days_off.model import DaysState
from studio_app.desk.days_off.panel import DaysOffPanel
from studio_app.domain.days_off import DayKind, DaysWish
from studio_app.domain.working_hours import DayReason
from tests.gui.pages import LEFT, NO_MODIFIER, Ears, Hands, Key
from tests.unit.desk.days_off.test_days_off import CHRISTMAS, STATE, STUDIO, THANKS, TODAY

SHIFT = Qt.KeyboardModifier.ShiftModifier
PLAY = date(2026, 12, 8)


class DaysHands(Hands):
    """The panel in a window, as a person handles it."""

    def __init__(self, qtbot: QtBot, state: DaysState = STATE, width: int = 1060) -> None:
        self.panel = DaysOffPanel()
        self.panel.resize(width, 660)
        self.panel.set_state(state)
        self.wished = Ears().on(self.panel.wished)
        super().__init__(qtbot, self.panel)
        self.panel.begin()
        self.settle()

    def at(self, day: date) -> QPoint:
        return self.panel.calendar.rect_of(day).center().toPoint()

    def click_day(self, day: date, held: Qt.KeyboardModifier = NO_MODIFIER) -> None:
        QTest.mouseClick(self.panel.calendar, LEFT, held, self.at(day))
        self.settle()

    def drag(self, *days: date) -> None:
        QTest.mousePress(self.panel.calendar, LEFT, NO_MODIFIER, self.at(days[0]))
        for day in days[1:]:
            QTest.mouseMove(self.panel.calendar, self.at(day))
            self.settle()
        QTest.mouseRelease(self.panel.calendar, LEFT, NO_MODIFIER, self.at(days[-1]))
        self.settle()

    def chosen(self) -> tuple[date, date]:
        return self.panel.calendar.choice.first, self.panel.calendar.choice.last


@pytest.fixture
def hands(qtbot: QtBot, light: None) -> DaysHands:
    return DaysHands(qtbot)


def test_dates_are_dragged_over_and_made_off(hands: DaysHands) -> None:
    first, last = date(2026, 12, 7), date(2026, 12, 10)
    hands.drag(first, date(2026, 12, 8), last)
    assert hands.panel.form.title.text() == "7 – 10 December 2026 · 4 days"
    hands.press(Key.Key_Return)
    hands.type("Vacation")
    hands.press(Key.Key_Return)
    assert hands.wished.heard == [DaysWish(DayKind.OFF, first, last, (), "Vacation")]
    assert QApplication.focusWidget() is hands.panel.calendar, "the next dates can be chosen at once"


def test_other_hours_are_typed(hands: DaysHands) -> None:
    hands.click_day(PLAY)
    hands.click(hands.panel.form.kind.button("hours"))
    hands.type("9-12, 11-1")
    hands.press(Key.Key_Return)
    assert hands.wished.heard == []
    assert "overlap" in hands.panel.form.problem.text()
    hands.type("9-12, 1-5")
    hands.press(Key.Key_Tab)
    hands.type("School play")
    hands.click(hands.panel.form.save)
    assert hands.wished.heard == [
        DaysWish(DayKind.HOURS, PLAY, PLAY, ((540, 720), (780, 1020)), "School play")
    ]
    assert not hands.panel.form.problem.text()


def test_other_hours_need_hours(hands: DaysHands) -> None:
    hands.click_day(PLAY)
    hands.click(hands.panel.form.kind.button("hours"))
    hands.press(Key.Key_Return)
    assert hands.wished.heard == []
    assert "need a beginning" in hands.panel.form.problem.text()


def test_all_by_keyboard(hands: DaysHands) -> None:
    hands.press(Key.Key_Right, Key.Key_Right, Key.Key_Right)
    assert hands.chosen() == (THANKS, THANKS)
    assert "Thanksgiving Day" in hands.panel.calendar.accessibleDescription()
    hands.press(Key.Key_Delete)
    assert hands.wished.heard == [DaysWish(DayKind.USUAL, THANKS, THANKS)]
    hands.press(Key.Key_PageDown, Key.Key_PageDown, (SHIFT, Key.Key_Down))
    assert hands.chosen() == (date(2027, 1, 26), date(2027, 2, 2))
    assert hands.panel.page.text() == "2027", "the year follows"
    hands.press(Key.Key_Space)
    hands.type("Course")
    assert hands.panel.back_out()
    assert not hands.panel.back_out()
    assert hands.panel.form.reason.text() == ""
    hands.press(Key.Key_Delete)
    assert len(hands.wished.heard) == 1, "they are as usual already"


def test_shift_extends_with_the_mouse(hands: DaysHands) -> None:
    hands.click_day(PLAY)
    hands.click_day(date(2026, 12, 3), SHIFT)
    assert hands.chosen() == (date(2026, 12, 3), PLAY)


def test_a_month_is_seen_large(hands: DaysHands) -> None:
    hands.click_day(CHRISTMAS)
    hands.click(hands.panel.span.button("month"))
    assert hands.panel.page.text() == "December 2026"
    assert hands.panel.calendar.rect_of(CHRISTMAS).width() > 80
    hands.panel.calendar.turn(1)
    assert hands.panel.page.text() == "January 2027"
    hands.click(hands.panel.span.button("year"))
    block = hands.panel.calendar.rect_of(date(2026, 3, 2))
    QTest.mouseClick(
        hands.panel.calendar, LEFT, NO_MODIFIER, QPoint(round(block.left()) + 8, round(block.top()) - 50)
    )
    hands.settle()
    assert hands.panel.page.text() == "March 2026", "a month's name opens it"
    assert hands.panel.span.button("month").isChecked()


def test_the_calendar_ends_somewhere(hands: DaysHands) -> None:
    for _ in range(20):
        hands.panel.calendar.turn(1)
    assert hands.panel.page.text() == "2031"
    for _ in range(20):
        hands.panel.calendar.turn(-1)
    assert hands.panel.page.text() == "2024"


def test_what_comes_up_is_opened_and_removed(hands: DaysHands) -> None:
    rows = hands.panel.coming
    hands.click_row(rows, 3)
    assert hands.chosen() == (CHRISTMAS, date(2027, 1, 2))
    assert hands.panel.form.reason.text() == "Vacation"
    hands.type("Skiing")
    hands.press(Key.Key_Return)
    assert hands.wished.heard == [DaysWish(DayKind.OFF, CHRISTMAS, date(2027, 1, 2), (), "Skiing")]
    box = rows.row_rect(0)
    QTest.mouseClick(
        rows.viewport(), LEFT, NO_MODIFIER, QPointF(box.right() - 10, box.center().y()).toPoint()
    )
    assert hands.wished.heard[-1] == DaysWish(DayKind.USUAL, THANKS, THANKS)
    rows.setFocus()
    hands.press(Key.Key_Down, Key.Key_Delete)
    assert hands.wished.heard[-1] == DaysWish(DayKind.USUAL, date(2026, 11, 30), date(2026, 11, 30))


def test_newer_days_leave_what_is_typed(hands: DaysHands) -> None:
    hands.click_day(PLAY)
    hands.press(Key.Key_Return)
    hands.type("Den")
    hands.panel.set_state(replace(STATE, days={}, coming=()))
    assert hands.panel.form.reason.text() == "Den"
    assert hands.chosen() == (PLAY, PLAY)
    assert hands.panel.nothing.isVisible()
    assert hands.panel.summary.text() == "No days off coming up"


def test_the_studio_closes(qtbot: QtBot, light: None) -> None:
    hands = DaysHands(qtbot, STUDIO, 500)
    assert not hands.panel.form.kind.isVisible()
    hands.click_day(PLAY)
    assert hands.panel.form.save.text() == "Close the studio"
    hands.click(hands.panel.form.save)
    assert hands.wished.heard == [DaysWish(DayKind.OFF, PLAY, PLAY)]
    hands.click_day(THANKS)
    assert hands.panel.form.clear.text() == "Open again"
    hands.click(hands.panel.form.clear)
    assert hands.wished.heard[-1] == DaysWish(DayKind.USUAL, THANKS, THANKS)


def test_public_holidays_are_asked_for_of_the_shown_year(hands: DaysHands) -> None:
    asked = Ears().on(hands.panel.holidays_requested)
    hands.panel.calendar.turn(1)
    hands.click(hands.panel.holidays)
    assert asked.heard == [2027]


def test_screen_readers_meet_a_table_of_weeks(hands: DaysHands) -> None:
    table = hands.panel.calendar.table().model()
    assert (table.rowCount(), table.columnCount()) == (53, 7)
    told = [table.data(table.index(row, 3)) for row in range(53)]
    assert "Thursday 26 November 2026: off · Thanksgiving Day" in told
    hands.panel.calendar.show_year(False)
    assert table.rowCount() == 6
    assert table.headerData(0, Qt.Orientation.Horizontal) == "Monday"


def test_the_wheel_turns_months_and_leaves_years_alone(hands: DaysHands) -> None:
    def turn() -> None:
        middle = QPointF(hands.panel.calendar.rect().center())
        at = QPointF(hands.panel.calendar.mapToGlobal(middle.toPoint()))
        QApplication.sendEvent(
            hands.panel.calendar,
            QWheelEvent(
                middle,
                at,
                QPoint(),
                QPoint(0, -120),
                Qt.MouseButton.NoButton,
                NO_MODIFIER,
                Qt.ScrollPhase.NoScrollPhase,
                False,
            ),
        )

    turn()
    assert hands.panel.page.text() == "2026"
    hands.panel.calendar.show_year(False)
    turn()
    assert hands.panel.page.text() == "December 2026"


# ---------------------------------------------------------------- holidays

HOLIDAYS = (
    DayReason(date(2026, 11, 11), "Veterans Day"),
    DayReason(THANKS, "Thanksgiving Day"),
    DayReason(date(2026, 12, 8), "Feast <b>"),
    DayReason(date(2026, 12, 15), "Bill of Rights Day"),
)
OFFER = HolidayState(
    STATE,
    2026,
    "US",
    "MA",
    {"CA": "Canada", "US": "United States"},
    {"MA": "Massachusetts"},
    HOLIDAYS,
    (("maya", "Maya Ortiz"), ("leo", "Leo Brandt"), ("ana", "Ana Silva")),
    frozenset({"maya"}),
)


class SheetHands(Hands):
    """The sheet over a window."""

    def __init__(self, qtbot: QtBot, offer: HolidayState = OFFER) -> None:
        self.window = QWidget()
        self.window.resize(1000, 700)
        super().__init__(qtbot, self.window)
        self.sheet = HolidaysSheet(self.window)
        self.asked, self.picked = Ears().on(self.sheet.asked), Ears().on(self.sheet.picked)
        self.sheet.open_for(offer)
        self.settle()


@pytest.fixture
def sheet(qtbot: QtBot, light: None) -> SheetHands:
    return SheetHands(qtbot)


def test_holidays_to_come_are_ticked_and_taken_over_with_their_names(sheet: SheetHands) -> None:
    assert [row.note for row in sheet.sheet.days.rows()] == ["over", "already off", "", ""]
    assert sheet.sheet.add.text() == "Add 2 days off"
    sheet.click_row(sheet.sheet.days, 3)
    sheet.click_row(sheet.sheet.people, 2)
    assert sheet.sheet.add.text() == "Add 1 day off for 2 people"
    sheet.click(sheet.sheet.add)
    (pick,) = sheet.picked.heard
    assert pick.people == ("maya", "ana")  # type: ignore[attr-defined]
    assert pick.wishes == (DaysWish(DayKind.OFF, PLAY, PLAY, (), "Feast <b>"),)  # type: ignore[attr-defined]
    assert not sheet.sheet.isVisible()


def test_holidays_by_keyboard(sheet: SheetHands) -> None:
    sheet.sheet.days.setFocus()
    sheet.press(Key.Key_Home, Key.Key_Space)
    assert "2026-11-11" in sheet.sheet.days.ticked()
    sheet.sheet.days.tick_none()
    assert not sheet.sheet.add.isEnabled()
    sheet.sheet.days.tick_all()
    assert sheet.sheet.add.text() == "Add 4 days off"
    sheet.press(Key.Key_Escape)
    assert not sheet.sheet.isVisible()
    assert sheet.picked.heard == []


def test_another_country_region_or_year_is_asked_for(sheet: SheetHands) -> None:
    sheet.sheet.country.setFocus()
    sheet.press(Key.Key_Up)
    assert sheet.asked.heard == [("CA", "", 2026)]
    sheet.sheet.set_state(replace(OFFER, country="CA", region="", regions={}, days=()))
    assert "No public holidays" in sheet.sheet.hint.text()
    assert not sheet.sheet.region.isEnabled()
    assert not sheet.sheet.add.isEnabled()
    sheet.sheet.set_state(OFFER)
    sheet.sheet.region.setFocus()
    sheet.press(Key.Key_Up)
    assert sheet.asked.heard[-1] == ("US", "", 2026)
    sheet.sheet._later()
    assert sheet.asked.heard[-1] == ("US", "MA", 2027)


def test_holidays_of_the_studio_close_it(qtbot: QtBot, light: None) -> None:
    sheet = SheetHands(qtbot, replace(OFFER, owner=STUDIO, people=(), chosen=frozenset()))
    assert sheet.sheet.add.text() == "Close on 2 days"
    sheet.click(sheet.sheet.add)
    (pick,) = sheet.picked.heard
    assert pick.people == ()  # type: ignore[attr-defined]
    assert [wish.first for wish in pick.wishes] == [PLAY, date(2026, 12, 15)]  # type: ignore[attr-defined]
    assert pick.wishes[0].first > TODAY  # type: ignore[attr-defined]


def test_what_is_filled_in_is_tried(hands: DaysHands) -> None:
    tried = Ears().on(hands.panel.tried)

    def last() -> object:
        return tried.heard[-1]

    hands.click_day(PLAY)
    assert tried.heard == [DaysWish(DayKind.OFF, PLAY, PLAY)]
    hands.click(hands.panel.form.kind.button("hours"))
    assert last() is None, "hours are missing yet"
    hands.type("9-12")
    hands.press(Key.Key_Tab)
    assert last() == DaysWish(DayKind.HOURS, PLAY, PLAY, ((540, 720),))
    hands.panel.hide()
    assert last() is None
