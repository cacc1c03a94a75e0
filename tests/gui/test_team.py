"""The team: order, profiles, who is new and who leaves, by mouse and by keyboard in the whole program."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio_app.actions.edit_photographer import EditPhotographer, edit_photographer
from studio_app.actions.order_team import CountPriority, count_priority
from studio_app.desk.days_off.holidays import HolidaysSheet
from studio_app.desk.team.model import Field
from studio_app.domain.studio import Studio
from tests.gui.team_hands import LEFT, TeamHands
from tests.support.whole_desk import CONTROL, NO_KEYS, WholeDesk, whole_desk

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def team(desk: WholeDesk) -> TeamHands:
    return TeamHands.open(desk)


# ---------------------------------------------------------------- the order


def test_the_list_is_the_order_that_bookings_are_offered_in(team: TeamHands) -> None:
    assert team.names()[:3] == ["Maya Ortiz", "Leo Brandt", "Ana Silva"]
    rows = team.side.list.rows()
    assert rows[0].detail == "1 · senior · Google"
    assert rows[6].detail == "7 · calendar unknown"
    assert rows[6].alert
    heading = team.page.heading()
    assert heading.subtitle == "7 photographers, in the order that bookings are offered"
    assert team.desk.focus() is team.side.list


def test_dragged_to_another_place(team: TeamHands) -> None:
    before = team.file()
    rows = team.side.list
    start, target = rows.row_rect(3).center().toPoint(), rows.row_rect(0).topLeft().toPoint()
    team.drag(rows.viewport(), start, target + QPoint(60, 3))
    assert team.names()[:3] == ["Sam Okafor", "Maya Ortiz", "Leo Brandt"]
    assert team.person("Sam Okafor").priority == 1
    assert "Put Sam Okafor at place 1 of the team." in team.desk.messages()[-1]
    team.desk.press(Key.Key_Z, CONTROL)
    assert team.names()[:3] == ["Maya Ortiz", "Leo Brandt", "Ana Silva"]
    assert team.file() == before, "one step, byte for byte"


def test_esc_leaves_the_order(team: TeamHands) -> None:
    rows, before = team.side.list, team.file()
    QTest.mousePress(rows.viewport(), LEFT, NO_KEYS, rows.row_rect(3).center().toPoint())
    QTest.mouseMove(rows.viewport(), rows.row_rect(0).center().toPoint())
    assert rows.is_dragging()
    team.desk.press(Key.Key_Escape)
    QTest.mouseRelease(rows.viewport(), LEFT, NO_KEYS, rows.row_rect(0).center().toPoint())
    team.desk.settle()
    assert team.desk.window.view() == "team"
    assert team.file() == before


def test_the_order_by_keyboard(team: TeamHands) -> None:
    team.desk.press(Key.Key_Down)
    assert team.page.state().current == "leo"
    assert team.profile.header.name.text() == "Leo Brandt"
    team.desk.press(Key.Key_Up, ALT)
    assert team.names()[:2] == ["Leo Brandt", "Maya Ortiz"]
    assert team.side.list.currentIndex().row() == 0, "the keyboard stays with whom it moved"
    team.desk.press(Key.Key_Down, ALT)
    assert team.names()[:2] == ["Maya Ortiz", "Leo Brandt"]


def test_keys_may_be_quicker_than_the_list(team: TeamHands) -> None:
    rows, before = team.side.list, team.file()
    for _ in range(3):
        QTest.keyClick(rows, Key.Key_Down, ALT)
    team.desk.settle()
    assert team.names()[:4] == ["Leo Brandt", "Ana Silva", "Sam Okafor", "Maya Ortiz"]
    assert not any("elsewhere" in text for text in team.desk.messages())
    for _ in range(3):
        team.desk.press(Key.Key_Z, CONTROL)
    assert team.file() == before


def test_an_order_that_does_not_count_says_so(team: TeamHands) -> None:
    setup = team.desk.program.studio_views.shaping.setup
    assert setup is not None
    command = CountPriority(setup.settings, counts=False)
    team.desk.program.studio_views.shaping.do(partial(count_priority, command=command))
    team.desk.settle()
    assert "fewest appointments" in team.side.order_words.text()
    assert team.page.heading().subtitle == "7 photographers"
    team.desk.click(team.side.count_button)
    assert not team.side.count_button.isVisible()
    assert "in the order" in team.page.heading().subtitle


# ---------------------------------------------------------------- a profile


def test_a_profile_says_who_it_is(team: TeamHands) -> None:
    header = team.profile.header
    assert header.name.text() == "Maya Ortiz"
    assert header.detail.accessibleName().startswith(
        "maya@northlight.example · America/New_York · starts from"
    )
    assert [chip.text() for chip in header.chips if chip.isVisible()] == [
        "Google · reads busy times",
        "Senior",
        "At most 4 shoots a day",
    ]


def test_the_sheet_by_keyboard_is_one_change(team: TeamHands) -> None:
    before = team.file()
    team.desk.press(Key.Key_F2)
    sheet = team.sheet
    assert team.desk.focus() is sheet.form.name
    team.desk.type("Maya Ortiz-Reed")
    team.desk.press(Key.Key_Tab)
    assert team.desk.focus() is sheet.form.email
    sheet.form.home.setFocus()
    sheet.form.home.selectAll()
    team.desk.type("14 Winthrop Rd, Brookline, MA 02445")
    assert "by postcode" in sheet.form.notes[Field.HOME].text()
    team.desk.press(Key.Key_Tab)
    assert team.desk.focus() is sheet.form.pin_button
    team.desk.press(Key.Key_Tab)
    team.desk.type("chicago")
    team.desk.press(Key.Key_Return)
    team.desk.press(Key.Key_Return, CONTROL)
    assert not sheet.isVisible()
    maya = team.person("Maya Ortiz-Reed")
    assert maya.timezone is not None
    assert maya.timezone.key == "America/Chicago"
    assert maya.home_address == "14 Winthrop Rd, Brookline, MA 02445"
    assert maya.home is not None
    assert "starts from 14 Winthrop Rd" in team.profile.header.detail.accessibleName()
    team.desk.press(Key.Key_Z, CONTROL)
    assert team.file() == before


def test_what_is_wrong_is_said_at_the_field_and_nothing_is_lost(team: TeamHands) -> None:
    team.desk.press(Key.Key_F2)
    form = team.sheet.form
    form.name.clear()
    form.email.setFocus()
    form.email.selectAll()
    team.desk.type("maya at northlight")
    team.desk.press(Key.Key_Tab)
    assert form.notes[Field.EMAIL].text().startswith("That is no e-mail address.")
    team.desk.press(Key.Key_Return, CONTROL)
    assert team.sheet.isVisible()
    assert form.notes[Field.NAME].text() == "A name is needed."
    assert team.desk.focus() is form.name
    assert form.email.text() == "maya at northlight"


def test_esc_asks_once_before_typing_is_lost(team: TeamHands) -> None:
    team.desk.press(Key.Key_F2)
    sheet = team.sheet
    team.desk.type("Somebody")
    team.desk.press(Key.Key_Escape)
    assert sheet.isVisible()
    assert sheet.note.text().startswith("Not saved.")
    team.desk.press(Key.Key_Escape)
    assert not sheet.isVisible()
    assert team.desk.window.view() == "team"
    assert team.names()[0] == "Maya Ortiz"


def test_a_colour_is_taken_everywhere(team: TeamHands) -> None:
    team.desk.press(Key.Key_F2)
    team.desk.click(team.sheet.form.colours.buttons[4])
    team.desk.click(team.sheet.save_button)
    assert team.person("Maya Ortiz").colour == 4
    assert team.side.list.rows()[0].face.color == 4
    lane = team.desk.program.board_page
    team.desk.window.show_view("board")
    team.desk.settle()
    assert lane.board.lanes[0].face.color == 4


def test_what_another_desk_changed_meanwhile_loses_nothing_that_is_typed(team: TeamHands) -> None:
    desk, store = team.desk, team.desk.program.store
    desk.press(Key.Key_F2)
    for line, text in ((team.sheet.form.phone, "617 555 0199"), (team.sheet.form.email, "maya@new.test")):
        line.setFocus()
        line.selectAll()
        desk.type(text)
    maya = team.person("Maya Ortiz")
    other = replace(maya, email="maya@other.test", senior=False)
    edit_photographer(store, desk.clock(), "Kim", EditPhotographer(maya, other))
    desk.desk.refresh()
    desk.settle()
    desk.click(team.sheet.save_button)
    form = team.sheet.form
    assert (form.phone.text(), form.email.text()) == ("617 555 0199", "maya@new.test")
    assert not form.senior.isChecked(), "what was not touched is as the other desk has it"
    assert "still here" in team.sheet.note.text()
    desk.click(team.sheet.save_button)
    maya = team.person("Maya Ortiz")
    assert (maya.phone, maya.email, maya.senior) == ("617 555 0199", "maya@new.test", False)


def test_a_chip_leads_to_its_field(team: TeamHands) -> None:
    team.desk.click(team.profile.header.chips[2])
    assert team.desk.focus() in (team.sheet.form.most, team.sheet.form.most.lineEdit())
    team.sheet.form.most.setValue(-1)
    team.desk.press(Key.Key_Return, CONTROL)
    assert team.person("Maya Ortiz").max_shoots_per_day is None
    assert team.profile.header.chips[2].text() == "Any number of shoots"
    team.desk.click(team.profile.header.chips[2])
    team.sheet.form.most.setValue(120)
    team.desk.press(Key.Key_Return, CONTROL)
    team.desk.click(team.profile.header.chips[2])
    team.sheet.form.phone.setText("1")
    team.desk.click(team.sheet.save_button)
    assert team.person("Maya Ortiz").max_shoots_per_day == 120, "what was not touched stays"


# ---------------------------------------------------------------- who comes and goes


def test_somebody_new_needs_a_name_only(team: TeamHands) -> None:
    before = team.file()
    team.desk.click(team.page.add_button)
    team.desk.type("Eva Stone")
    team.desk.press(Key.Key_Return)
    assert team.names()[-1] == "Eva Stone"
    assert team.profile.header.name.text() == "Eva Stone", "and their profile is shown"
    assert team.person("Eva Stone").hours is None
    assert "the studio’s hours" in team.bars.words_of(0)
    team.desk.press(Key.Key_Z, CONTROL)
    assert team.file() == before


def test_who_has_appointments_is_paused_instead(team: TeamHands) -> None:
    team.choose("Leo Brandt")
    team.desk.press(Key.Key_Delete)
    question = team.team.question
    assert question is not None
    assert "can’t be removed" in question.title.text()
    assert team.desk.focus() is question.keep_button, "the safe answer is at hand"
    team.desk.click(question.agree_button)
    assert not team.person("Leo Brandt").accepting
    team.desk.press(Key.Key_Delete)
    assert not question.agree_button.isVisible(), "they are paused already"
    team.desk.press(Key.Key_Escape)
    team.choose("Ana Silva")
    team.desk.press(Key.Key_Delete)
    assert question.agree_button.isVisible()


def test_removed_after_one_question(team: TeamHands) -> None:
    team.desk.click(team.page.add_button)
    team.desk.type("Eva Stone")
    team.desk.press(Key.Key_Return)
    before = team.file()
    team.side.list.setFocus()
    team.desk.press(Key.Key_Delete)
    question = team.team.question
    assert question is not None
    assert question.title.text() == "Remove Eva Stone from the team?"
    team.desk.press(Key.Key_Escape)
    assert "Eva Stone" in team.names()
    team.desk.press(Key.Key_Delete)
    team.desk.click(question.agree_button)
    assert "Eva Stone" not in team.names()
    team.desk.press(Key.Key_Z, CONTROL)
    assert team.file() == before


def test_many_can_be_found(team: TeamHands) -> None:
    for name in ("Eva Stone", "Ida Moss", "Ben Hale"):
        team.team.add()
        team.desk.type(name)
        team.desk.press(Key.Key_Return)
    team.side.list.setFocus()
    team.desk.press(Key.Key_F, CONTROL)
    assert team.desk.focus() is team.side.search
    team.desk.type("google senior")
    team.desk.press(Key.Key_Return)
    assert team.names() == ["Maya Ortiz", "Priya Nair"]
    assert team.side.hint.text() == "Clear the search to change the order"
    team.desk.press(Key.Key_Escape)
    assert len(team.names()) == 10


def test_an_empty_team_says_what_to_do(qtbot: QtBot, tmp_path: Path) -> None:
    with whole_desk(tmp_path, demo=False) as desk:
        desk.window.welcome.empty_chosen.emit("Harbor Light", "Europe/London")
        desk.wait_for(lambda: desk.desk.snapshot is not None, "the studio")
        desk.settle()
        team = TeamHands.open(desk)
        assert not team.names()
        assert team.page.empty is not None
        assert "a name is enough" in team.page.empty.text.text().lower()
        assert desk.focus() is team.page.empty.button
        desk.press(Key.Key_Return)
        desk.type("Ana")
        desk.press(Key.Key_Return)
        assert team.names() == ["Ana"]
        assert "any time" in team.bars.words_of(0), "there are no hours of the studio either"


# ---------------------------------------------------------------- the cards


def test_days_off_open_from_the_words_under_the_hours(team: TeamHands) -> None:
    links = team.profile.hours
    assert links.days_off.text() == "3 days off coming up"
    team.desk.click(links.days_off)
    cards = team.team.cards
    assert cards is not None
    assert cards.days_off is not None
    assert team.profile.drawer() is cards.days_off.panel
    team.choose("Ana Silva")
    assert "Ana Silva" in cards.days_off.panel.title.text()
    team.side.list.setFocus()
    team.desk.press(Key.Key_Escape)
    assert team.profile.drawer() is None
    assert team.desk.window.view() == "team"


def test_start_times_are_typed(team: TeamHands) -> None:
    before = team.file()
    team.desk.click(team.profile.hours.starts)
    team.desk.type("9, 1 pm")
    team.desk.press(Key.Key_Return)
    assert team.person("Maya Ortiz").presets == {0: (540, 780)}
    assert team.profile.hours.starts.text() == "Fixed starts Mon"
    team.desk.press(Key.Key_Escape)
    assert team.profile.drawer() is None
    team.desk.press(Key.Key_Z, CONTROL)
    assert team.file() == before
    assert team.profile.hours.starts.text() == "Starts at any time"


def test_esc_leaves_the_card_that_lies_uppermost(team: TeamHands) -> None:
    desk, cards = team.desk, team.team.cards
    assert cards is not None
    desk.press(Key.Key_F2)
    desk.click(team.sheet.form.pin_button)
    assert team.team.pin is not None
    desk.press(Key.Key_Escape)
    assert not team.team.pin.isVisible()
    desk.press(Key.Key_Escape)
    assert team.team.sheet is not None
    assert not team.team.sheet.isVisible()
    cards.open_days_off()
    assert cards.days_off is not None
    desk.click(cards.days_off.panel.holidays)
    (sheet,) = desk.window.findChildren(HolidaysSheet)
    desk.wait_for(sheet.isVisible, "the holidays")
    desk.press(Key.Key_Escape)
    assert not sheet.isVisible()
    assert team.profile.drawer() is cards.days_off.panel, "what lies under it stays"


def test_a_whole_month_is_seen_in_a_low_window(team: TeamHands) -> None:
    team.desk.window.resize(1280, 720)
    cards = team.team.cards
    assert cards is not None
    cards.open_days_off()
    assert cards.days_off is not None
    calendar = cards.days_off.panel.calendar
    for year in (True, False):
        calendar.show_year(year)
        team.desk.settle()
        assert calendar.visibleRegion().boundingRect() == calendar.rect()


def test_workload_leads_from_one_to_another(team: TeamHands) -> None:
    team.desk.click(team.profile.hours.workload)
    cards = team.team.cards
    assert cards is not None
    assert cards.workload is not None
    assert team.profile.drawer() is cards.workload.card
    cards.workload.card.person_opened.emit("leo")
    team.desk.settle()
    assert team.page.state().current == "leo"


def test_a_zone_is_given_by_its_chip(team: TeamHands) -> None:
    before = team.file()
    cards = team.team.cards
    assert cards is not None
    chip = next(chip for chip in cards.cover.chips if chip.text() == "Cambridge")
    assert not chip.isChecked()
    team.desk.click(chip)
    assert "cambridge" in team.person("Maya Ortiz").zones
    assert chip.isChecked()
    team.desk.press(Key.Key_Z, CONTROL)
    assert team.file() == before
    team.desk.click(cards.cover.draw)
    assert team.desk.window.view() == "zones"


def test_very_many_zones_leave_room_for_the_map(team: TeamHands) -> None:
    cards, shown = team.team.cards, team.desk.desk.snapshot
    assert cards is not None
    assert shown is not None
    cover, studio = cards.cover, shown.studio
    many = tuple(
        replace(zone, id=f"{zone.id}{turn}", name=f"{zone.name} {turn}")
        for turn in range(9)
        for zone in studio.zones
    )
    maya = replace(studio.photographer_by_id["maya"], zones=frozenset({"quincy8"}))
    cover.show_person(Studio.of(studio.settings, zones=many, photographers=[maya]), "maya")
    team.desk.settle()
    assert cover.chips[0].text() == "Quincy 8", "where she goes is seen"
    assert cover.canvas.height() > cover.height() / 2
    last = cover.chips[-1]
    assert last.visibleRegion().isEmpty()
    last.setFocus()
    assert not last.visibleRegion().isEmpty()


def test_skills_of_whoever_is_shown_stand_out(team: TeamHands) -> None:
    cards = team.team.cards
    assert cards is not None
    team.choose("Leo Brandt")
    assert cards.skills.card.state().current == "leo"


def test_what_was_done_is_said_beside_its_effect(team: TeamHands) -> None:
    team.draw(2, 18 * 60 + 30, 20 * 60)
    team.desk.settle()
    foot, messages = team.profile.effect, team.desk.window.messages
    assert foot.isVisible()
    bottom = messages.mapTo(team.desk.window, QPoint(0, messages.height())).y()
    assert bottom < foot.mapTo(team.desk.window, QPoint(0, 0)).y()


def test_a_home_is_put_right_on_the_map(team: TeamHands) -> None:
    team.desk.press(Key.Key_F2)
    form = team.sheet.form
    team.desk.click(form.pin_button)
    pin = team.team.pin
    assert pin is not None
    assert pin.isVisible()
    pin.place.setFocus()
    pin.place.selectAll()
    team.desk.type("42.34000, -71.13000")
    team.desk.click(pin.save_button)
    assert form.notes[Field.HOME].text() == "42.34000, -71.13000, pin set by hand"
    assert form.home.text().startswith("14 Winthrop Rd"), "the address stays as it was typed"
    team.desk.press(Key.Key_Return, CONTROL)
    home = team.person("Maya Ortiz").home
    assert home is not None
    assert (home.lat, home.lon) == (42.34, -71.13)
    assert team.person("Maya Ortiz").home_address.startswith("14 Winthrop Rd")
