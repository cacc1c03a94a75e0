"""The team: order, profiles, who is new and who leaves, by mouse and by keyboard in the whole program."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio_app.actions.edit_photographer import EditPhotographer, edit_photographer
from studio_app.actions.order_team import CountPriority, count_priority
from studio_app.desk.team.model import Field
from tests.gui.team_hands import LEFT, TeamHands
from tests.support.whole_desk import CONTROL, NO_KEYS, whole_desk

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


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
