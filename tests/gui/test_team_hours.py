"""Working hours as they are drawn, stretched, typed and stepped, in the whole program."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from studio_app.desk.hours.geometry import Part
from tests.gui.team_hands import LEFT, TeamHands
from tests.support.whole_desk import CONTROL, NO_KEYS

Key = Qt.Key
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
MAYA = "Maya Ortiz"
WEEK = ["8–12, 1–6", "8–12, 1–6", "8–6", "8–12, 1–6", "8–3", "10–2", "off"]
STUDIO = ["8–6", "8–6", "8–6", "8–6", "8–6", "9–12", "off"]
MON, TUE, WED, FRI, SUN = 0, 1, 2, 4, 6


def test_what_is_painted_is_what_is_stored(team: TeamHands) -> None:
    assert team.shown_hours() == WEEK == team.hours(MAYA)
    team.choose("Leo Brandt")
    assert team.hours("Leo Brandt") == [], "not set"
    assert team.shown_hours() == STUDIO


# ---------------------------------------------------------------- the mouse


def test_drawn_on_a_day_off(team: TeamHands) -> None:
    before = team.file()
    team.draw(SUN, 9 * 60 + 4, 14 * 60 - 3)
    assert team.shown_hours() == [*WEEK[:6], "9–2"] == team.hours(MAYA)
    assert team.desk.messages()[-1] == f"Changed the working hours of {MAYA}."
    assert "two weeks" in team.profile.effect.sentence.text()
    team.desk.press(Key.Key_Z, CONTROL)
    assert team.shown_hours() == WEEK
    assert team.file() == before, "one step, byte for byte"


def test_stretched_moved_merged_and_put_on_another_day(team: TeamHands) -> None:
    bars = team.bars
    team.drag(bars, bars.bar_point(FRI, 0, Part.END), bars.minute_point(FRI, 17 * 60))
    assert team.hours(MAYA)[FRI] == "8–5"
    team.drag(
        bars,
        bars.bar_point(FRI, 0),
        bars.bar_point(FRI, 0) + bars.minute_point(FRI, 60) - bars.minute_point(FRI, 0),
    )
    assert team.hours(MAYA)[FRI] == "9–6"
    team.drag(bars, bars.bar_point(MON, 0, Part.END), bars.minute_point(MON, 13 * 60))
    assert team.hours(MAYA)[MON] == "8–6", "what touches is one"
    team.drag(bars, bars.bar_point(MON, 0), QPoint(bars.bar_point(MON, 0).x(), bars.minute_point(SUN, 0).y()))
    assert (team.hours(MAYA)[MON], team.hours(MAYA)[SUN]) == ("off", "8–6")


def test_what_would_come_of_it_is_said_while_it_is_drawn(team: TeamHands) -> None:
    bars, effect = team.bars, team.profile.effect
    QTest.mousePress(bars, LEFT, NO_KEYS, bars.bar_point(WED, 0, Part.START))
    QTest.mouseMove(bars, bars.minute_point(WED, 15 * 60))
    team.desk.settle()
    assert effect.state.trying
    assert "fewer" in effect.sentence.text()
    team.desk.press(Key.Key_Escape)
    QTest.mouseRelease(bars, LEFT, NO_KEYS, bars.minute_point(WED, 15 * 60))
    team.desk.settle()
    assert team.desk.window.view() == "team"
    assert team.hours(MAYA) == WEEK == team.shown_hours()
    assert not effect.isVisible()


def test_a_click_is_no_change(team: TeamHands) -> None:
    before = team.file()
    for day in range(7):
        team.desk.click(team.bars, team.bars.minute_point(day, 11 * 60))
    assert team.file() == before
    assert not team.desk.messages()


# ---------------------------------------------------------------- typing


def test_typed_on_a_double_click(team: TeamHands) -> None:
    QTest.mouseDClick(team.bars, LEFT, NO_KEYS, team.bars.minute_point(SUN, 600))
    assert team.desk.focus() is team.bars.typing
    team.desk.type("9:30-12, 2-5")
    team.desk.press(Key.Key_Return)
    assert team.hours(MAYA)[SUN] == "9:30–12, 2–5"
    assert team.desk.focus() is team.bars


def test_what_cannot_be_read_stays_with_a_sentence(team: TeamHands) -> None:
    before = team.file()
    team.bars.setFocus()
    team.desk.press(Key.Key_Return)
    team.desk.type("8-noon")
    assert team.profile.effect.state.trying, "what can be read is tried"
    team.desk.type("ish")
    assert not team.profile.effect.isVisible()
    team.desk.press(Key.Key_Return)
    assert team.bars.typing.isVisible()
    assert team.bars.typing.text() == "8-noonish"
    assert "is no time of a day" in team.profile.hours.hint.accessibleName()
    team.desk.press(Key.Key_Tab)
    assert team.bars.typing.isVisible(), "leaving it loses nothing"
    team.bars.typing.setFocus()
    team.desk.press(Key.Key_Escape)
    assert not team.bars.typing.isVisible()
    assert team.desk.window.view() == "team"
    assert team.file() == before


def test_days_are_typed_one_after_the_other(team: TeamHands) -> None:
    team.bars.setFocus()
    team.desk.type("7")
    assert team.bars.typing.text() == "7"
    team.desk.type("-3")
    team.desk.press(Key.Key_Down)
    assert team.bars.typing.accessibleName() == "Hours of Tuesday"
    team.desk.type("off")
    team.desk.press(Key.Key_Return)
    assert team.hours(MAYA)[:2] == ["7–3", "off"]


# ---------------------------------------------------------------- the keyboard


def test_steps_that_follow_each_other_are_one_change(team: TeamHands) -> None:
    before = team.file()
    team.bars.setFocus()
    team.desk.press(Key.Key_Right)
    for _ in range(3):
        team.desk.press(Key.Key_Left, ALT)
    team.desk.press(Key.Key_Right, SHIFT)
    team.desk.press(Key.Key_Left, CONTROL)
    assert team.shown_hours()[MON] == "8–5:30", "what reaches its neighbour is one with it"
    assert team.file() == before, "nothing is stored yet"
    team.desk.wait_for(lambda: team.file() != before, "the change")
    assert team.hours(MAYA)[MON] == "8–5:30"
    team.desk.settle()
    team.desk.press(Key.Key_Z, CONTROL)
    assert team.file() == before


def test_esc_puts_steps_back(team: TeamHands) -> None:
    before = team.file()
    team.bars.setFocus()
    team.desk.press(Key.Key_Right, SHIFT)
    assert team.shown_hours()[MON] != WEEK[MON]
    team.desk.press(Key.Key_Escape)
    assert team.shown_hours() == WEEK
    assert team.desk.window.view() == "team"
    assert team.file() == before


def test_added_split_and_removed_by_a_key(team: TeamHands) -> None:
    team.bars.setFocus()
    for _ in range(6):
        team.desk.press(Key.Key_Down)
    team.desk.press(Key.Key_N)
    assert team.hours(MAYA)[SUN] == "9–5"
    team.desk.press(Key.Key_S)
    assert team.hours(MAYA)[SUN] == "9–12:30, 1:30–5"
    team.desk.press(Key.Key_Delete)
    assert team.hours(MAYA)[SUN] == "1:30–5"
    team.desk.press(Key.Key_Up, ALT)
    team.desk.press(Key.Key_Tab)
    assert team.hours(MAYA)[5:] == ["10–5", "off"], "moved to Saturday, where it joins what is there"


def test_copied_to_another_day(team: TeamHands) -> None:
    team.bars.setFocus()
    team.desk.press(Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "8–12, 1–6"
    for _ in range(4):
        team.desk.press(Key.Key_Down)
    team.desk.press(Key.Key_V, CONTROL)
    assert team.hours(MAYA)[FRI] == "8–12, 1–6"
    QGuiApplication.clipboard().setText("=SUM(A1)")
    team.desk.press(Key.Key_V, CONTROL)
    assert team.hours(MAYA)[FRI] == "8–12, 1–6"
    assert team.profile.hours.hint.accessibleName().endswith("or off.")


def test_copied_to_chosen_days_at_once(team: TeamHands) -> None:
    team.bars.setFocus()
    team.bars.choose_days()
    card = team.bars.copy_card
    assert card is not None
    assert card.title.text() == "Copy 8–12, 1–6 of Monday to"
    assert not card.copy_button.isEnabled()
    team.desk.press(Key.Key_Space)
    team.desk.click(card.days[WED])
    team.desk.press(Key.Key_Escape)
    assert team.hours(MAYA) == WEEK, "Esc copies nothing"
    team.bars.choose_days()
    team.desk.click(card.days[FRI])
    team.desk.click(card.days[SUN])
    team.desk.press(Key.Key_Return)
    assert [team.hours(MAYA)[day] for day in (WED, FRI, SUN)] == ["8–6", "8–12, 1–6", "8–12, 1–6"]
    assert team.desk.focus() is team.bars


def test_whoever_is_chosen_next_keeps_their_own(team: TeamHands) -> None:
    team.bars.setFocus()
    team.desk.press(Key.Key_Right, SHIFT)
    team.choose("Leo Brandt")
    assert team.hours(MAYA)[MON] == "8–12:15, 1–6", "steps under way were Maya's"
    assert team.shown_hours() == STUDIO


def test_no_hours_at_all_are_those_of_the_studio(team: TeamHands) -> None:
    for day in range(6):
        team.bars.type_hours(day)
        team.desk.type("off")
        team.desk.press(Key.Key_Return)
    assert team.hours(MAYA) == []
    assert "the studio’s hours count" in team.profile.hours.hint.accessibleName()
    assert team.bars.words_of(0) == "Monday: 8 am to 6 pm, the studio’s hours"
    team.drag(team.bars, team.bars.bar_point(0, 0, Part.END), team.bars.minute_point(0, 15 * 60))
    assert team.hours(MAYA)[:2] == ["8–3", "8–6"], "what was shown is what is changed"


def test_screen_readers_have_a_table(team: TeamHands) -> None:
    model = team.bars.table().model()
    assert model.rowCount() == 7
    assert model.headerData(0, Qt.Orientation.Vertical) == "Monday"
    assert model.index(0, 0).data() == "8 am to noon, 1 pm to 6 pm"
    assert model.index(6, 0).data() == "day off"
    team.bars.setFocus()
    team.desk.settle()
    assert team.bars.accessibleDescription().startswith("Monday: 8 am to noon")


def test_keys_may_be_quicker_than_the_profile(team: TeamHands) -> None:
    bars, before = team.bars, team.file()
    bars.setFocus()
    for key in (Key.Key_Delete, Key.Key_Delete, Key.Key_Down, Key.Key_Delete):
        QTest.keyClick(bars, key)
    team.desk.settle()
    assert team.hours(MAYA)[:3] == ["off", "1–6", "8–6"]
    assert team.shown_hours() == team.hours(MAYA)
    assert not any("elsewhere" in text for text in team.desk.messages())
    for _ in range(3):
        team.desk.press(Key.Key_Z, CONTROL)
    assert team.file() == before


def test_long_words_below_the_hours_do_not_widen_the_page(team: TeamHands) -> None:
    team.desk.window.resize(1280, 720)
    team.desk.settle()
    card = team.profile.hours
    usual = card.width()
    card.show_days_off("11 days off and 12 with other hours coming up")
    team.desk.settle()
    assert card.width() == usual
    assert card.workload.geometry().right() <= card.width()
    assert not card.workload.geometry().intersects(card.days_off.geometry())
