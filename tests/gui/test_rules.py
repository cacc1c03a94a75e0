"""The rules of the studio on the settings page, changed by mouse and keyboard in the whole program."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from studio_app.actions.choose_telling import read_telling
from studio_app.actions.telling import Deed
from studio_app.desk.bringing.card import STUDIO_FILE, BringingCard
from studio_app.desk.main_window import SETTINGS
from studio_app.desk.preferences import PreferencesPage
from studio_app.desk.rules.cards import RuleRow
from studio_app.desk.rules.fields import (
    ChoiceField,
    SpinField,
    StudioZoneField,
    TextField,
    TimeField,
    WeekdaysField,
)
from studio_app.desk.rules.model import Section
from studio_app.domain.calendar_event import Notify
from studio_app.domain.settings import Settings, TwilightMode
from studio_app.domain.wall_time import Weekday
from tests.support.whole_desk import CONTROL, WholeDesk

Key = Qt.Key


@pytest.fixture
def page(desk: WholeDesk) -> PreferencesPage:
    """At the settings."""
    desk.click(desk.window.rail.button(SETTINGS))
    return desk.program.settings_page


def stored(desk: WholeDesk) -> Settings:
    with desk.program.store.reading() as reading:
        return reading.whole_studio().settings


def row(page: PreferencesPage, key: str) -> RuleRow:
    page.show_rule(key)
    return next(card.rows[key] for card in page.rules if key in card.rows)


def segment(page: PreferencesPage, key: str, choice: str) -> QWidget:
    editor = row(page, key).editor
    assert isinstance(editor, ChoiceField)
    assert editor.choices is not None
    return editor.choices.button(choice)


def retype(desk: WholeDesk, words: str) -> None:
    desk.press(Key.Key_A, CONTROL)
    desk.type(words)
    desk.press(Key.Key_Return)


def test_a_change_is_stored_at_once_says_what_it_does_and_is_undone(
    desk: WholeDesk, page: PreferencesPage
) -> None:
    before = stored(desk)
    desk.click(segment(page, "slot_step_min", "60"))
    assert stored(desk) == replace(before, slot_step_min=60)
    assert row(page, "slot_step_min").does.text().startswith("A morning offers 9:00, 10:00, 11:00")
    desk.wait_for(page.effect.isVisible, "the effect")
    assert "openings fewer in the next two weeks" in page.effect.sentence.text()
    assert any("Changed the step of the starts" in text for text in desk.messages())
    desk.press(Key.Key_Z, CONTROL)
    assert stored(desk) == before
    assert any("Undone: step of the starts" in text for text in desk.messages())


def test_numbers_are_typed_and_taken_with_enter(desk: WholeDesk, page: PreferencesPage) -> None:
    editor = row(page, "max_advance_days").editor
    assert isinstance(editor, SpinField)
    editor.spin.selectAll()
    desk.type("7")
    desk.press(Key.Key_Return)
    assert stored(desk).max_advance_days == 7
    assert row(page, "max_advance_days").does.text() == "Today that is up to Monday 30 November 2026."


def test_a_number_that_is_too_much_is_said_and_taken_as_the_most(
    desk: WholeDesk, page: PreferencesPage
) -> None:
    for key, most in (("max_advance_days", "730 days"), ("lead_time_hours", "100000 h")):
        found = row(page, key)
        assert isinstance(found.editor, SpinField)
        desk.press(Key.Key_A, CONTROL)
        desk.type("9999999")
        assert found.problem.text() == f"At most {most}."
        desk.press(Key.Key_Return)
        assert found.editor.spin.text() == most
        assert not found.problem.isVisible()
    assert stored(desk).max_advance_days == 730


def test_numbers_are_stepped_and_stored_once_they_rest(desk: WholeDesk, page: PreferencesPage) -> None:
    before = stored(desk).buffer_before_min
    row(page, "buffer_before_min")
    desk.press(Key.Key_Up)
    desk.press(Key.Key_Up)
    desk.wait_for(lambda: stored(desk).buffer_before_min == before + 2, "the number")
    desk.settle()
    history = [text for text in desk.messages() if "drive time before" in text]
    assert len(history) == 1, "both steps are one change"


def test_the_wheel_scrolls_and_changes_nothing(desk: WholeDesk, page: PreferencesPage) -> None:
    editor = row(page, "max_advance_days").editor
    assert isinstance(editor, SpinField)
    before = editor.spin.value()
    middle = QPointF(editor.spin.rect().center())
    turn = QWheelEvent(
        middle,
        QPointF(editor.spin.mapToGlobal(middle.toPoint())),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(editor.spin, turn)
    assert editor.spin.value() == before


def test_a_name_is_changed_and_an_empty_one_refused_where_it_is_typed(
    desk: WholeDesk, page: PreferencesPage
) -> None:
    found = row(page, "name")
    assert isinstance(found.editor, TextField)
    retype(desk, "Harbor Light")
    assert stored(desk).name == "Harbor Light"
    retype(desk, " ")
    assert stored(desk).name == "Harbor Light"
    assert found.problem.isVisible()
    assert "has a name" in found.problem.text()
    retype(desk, "Harbor Light")
    assert not found.problem.isVisible()


def test_a_time_zone_is_found_by_its_city_and_nonsense_is_refused(
    desk: WholeDesk, page: PreferencesPage
) -> None:
    found = row(page, "timezone")
    assert isinstance(found.editor, StudioZoneField)
    retype(desk, "Chicago")
    assert stored(desk).timezone.key == "America/Chicago"
    desk.press(Key.Key_A, CONTROL)
    desk.type("Atlantis")
    desk.press(Key.Key_Escape)
    desk.press(Key.Key_Tab)
    assert found.problem.text() == "No time zone is called “Atlantis”."
    assert found.editor.line.text() == "Atlantis", "what is typed stays"
    assert stored(desk).timezone.key == "America/Chicago"


def test_weekdays_are_toggled(desk: WholeDesk, page: PreferencesPage) -> None:
    editor = row(page, "bookable_weekdays").editor
    assert isinstance(editor, WeekdaysField)
    before = stored(desk).bookable_weekdays
    desk.click(editor.days.button(str(int(Weekday.TUE))))
    desk.click(editor.days.button(str(int(Weekday.WED))))
    assert stored(desk).bookable_weekdays == before - {Weekday.TUE, Weekday.WED}
    editor.days.button(str(int(Weekday.TUE))).setFocus()
    desk.press(Key.Key_Space)
    assert stored(desk).bookable_weekdays == before - {Weekday.WED}


def test_the_twilight_has_fixed_hours_that_are_typed(desk: WholeDesk, page: PreferencesPage) -> None:
    desk.click(segment(page, "twilight.mode", "manual"))
    start = row(page, "twilight.start")
    assert start.isVisible()
    assert not next(
        card.rows["twilight.before_min"] for card in page.rules if "twilight.before_min" in card.rows
    ).isVisible()
    assert isinstance(start.editor, TimeField)
    retype(desk, "16")
    assert start.editor.line.text() == "4:00 pm"
    end = row(page, "twilight.end")
    retype(desk, "half past")
    assert end.problem.text() == "“half past” is no time of day."
    retype(desk, "3 pm")
    assert end.problem.isVisible(), "it would be over before it begins"
    assert stored(desk).twilight.end == 20 * 60
    retype(desk, "5:30 pm")
    assert not end.problem.isVisible()
    twilight = stored(desk).twilight
    assert (twilight.mode, twilight.start, twilight.end) == (TwilightMode.MANUAL, 960, 1050)
    retype(desk, "3:30 pm")
    assert end.problem.isVisible()
    assert isinstance(end.editor, TimeField)
    row(page, "twilight.start")
    desk.desk.refresh()
    desk.settle()
    assert end.editor.line.text() == "3:30 pm", "what was typed stays"
    retype(desk, "3 pm")
    assert not end.problem.isVisible(), "what it hung on was changed"
    assert (stored(desk).twilight.start, stored(desk).twilight.end) == (900, 930)


def test_any_setting_is_found_by_a_word(desk: WholeDesk, page: PreferencesPage) -> None:
    page.side.search.setFocus()
    desk.type("buffer")
    page.side.search.search_now()
    desk.settle()
    shown = [key for card in page.rules for key, found in card.rows.items() if found.isVisible()]
    assert shown == ["buffer_before_min", "buffer_after_min"]
    desk.press(Key.Key_A, CONTROL)
    desk.type("holidays")
    page.side.search.search_now()
    desk.settle()
    assert not page.nothing.isVisible()
    desk.press(Key.Key_A, CONTROL)
    desk.type("xylophone")
    page.side.search.search_now()
    assert page.nothing.isVisible()
    desk.press(Key.Key_Escape)
    assert not page.nothing.isVisible()
    assert page.section is Section.STUDIO


def test_sections_are_gone_through_with_the_keyboard(desk: WholeDesk, page: PreferencesPage) -> None:
    assert desk.focus() is page.side.list
    for section in tuple(Section)[1:]:
        desk.press(Key.Key_Down)
        assert page.section is section
    assert page.kept.isVisible()
    desk.press(Key.Key_Home)
    desk.press(Key.Key_Tab)
    editor = row(page, "name").editor
    assert isinstance(editor, TextField)
    assert desk.focus() is editor.line


def test_hours_and_closed_dates_of_the_studio(desk: WholeDesk, page: PreferencesPage) -> None:
    page.show_section(Section.HOURS)
    desk.settle()
    hours = desk.program.rules._hours
    assert hours is not None
    hours.bars.setFocus()
    before = stored(desk).company_hours
    desk.press(Key.Key_Delete)
    desk.wait_for(lambda: stored(desk).company_hours != before, "the hours")
    assert any("Changed the hours of the studio" in text for text in desk.messages())
    desk.press(Key.Key_Z, CONTROL)
    assert stored(desk).company_hours == before


def test_whom_the_calendar_tells_is_chosen(desk: WholeDesk, page: PreferencesPage) -> None:
    page.show_section(Section.EVENTS)
    desk.settle()
    desk.click(page.telling.deeds[Deed.MOVE].button("nobody"))
    assert read_telling(desk.program.store, "test")[Deed.MOVE] is Notify.NOBODY
    desk.press(Key.Key_Z, CONTROL)
    assert read_telling(desk.program.store, "test")[Deed.MOVE] is Notify.EVERYONE
    assert page.telling.deeds[Deed.MOVE].button("everyone").isChecked()


def test_files_come_and_go_from_the_settings(desk: WholeDesk, page: PreferencesPage) -> None:
    page.side.search.setFocus()
    desk.type("vcard")
    page.side.search.search_now()
    desk.settle()
    (card,) = page.findChildren(BringingCard)
    assert card.isVisible()
    assert not page.kept.isVisible()
    page.show_section(Section.BRINGING)
    assert page.heading().subtitle == "Import and export"
    assert card.buttons[STUDIO_FILE].isVisible()


def test_every_field_has_a_name(desk: WholeDesk, page: PreferencesPage) -> None:
    for section in Section:
        page.show_section(section)
        desk.settle()
        QTest.qWait(1)
    for card in page.rules:
        for key, found in card.rows.items():
            focused = found.editor.focusProxy()
            assert focused is not None, key
            names = {each.accessibleName() for each in (focused, *found.editor.findChildren(QWidget))}
            assert names - {""}, key
