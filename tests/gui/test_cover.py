"""Somebody is ill, from the phone call to the calendar: by mouse and keyboard in the whole program."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio_app.desk.messages import Message
from studio_app.desk.tone import Tone
from studio_app.domain.appointment import State
from studio_app.domain.calendar_event import Notify
from studio_app.engine.replanning import How
from tests.gui.team_hands import TeamHands
from tests.support.cover_page import CoverHands
from tests.support.whole_desk import CONTROL, WholeDesk, whole_desk

Key = Qt.Key
PRIYA, LEO, JUN = "Priya", "Leo", "Jun"


@pytest.fixture
def hands(desk: WholeDesk) -> CoverHands:
    return CoverHands(desk)


# ---------------------------------------------------------------- who and when


def test_it_asks_who_and_plans_as_soon_as_somebody_is_chosen(hands: CoverHands) -> None:
    hands.open()
    assert hands.page.empty.title.text() == "Who is ill or away?"
    assert hands.desk.focus() is hands.form.who
    assert hands.desk.window.rail.button("board").isChecked()
    hands.desk.type("Priya")
    assert hands.page.heading().title == "Priya is away"
    assert [row.title for row in hands.rows()] == ["3:45 pm 17 Dean Pl"]
    assert hands.form.span.text().startswith("today from 10:4")


def test_escape_goes_back_to_where_one_came_from(hands: CoverHands) -> None:
    for view in ("board", "team", "desk"):
        hands.desk.window.show_view(view)
        hands.open()
        assert hands.is_shown()
        hands.desk.press(Key.Key_Escape)
        assert hands.desk.window.view() == view


def test_days_are_typed_and_what_is_no_time_says_why(hands: CoverHands) -> None:
    person = hands.until_friday(PRIYA)
    assert [row.title.split()[0] for row in hands.rows()] == ["Mon", "Tue", "Thu", "Fri", "Fri"]
    hands.form.last.setFocus()
    hands.form.last.selectAll()
    hands.desk.type("1 nov")
    assert "Choose a later day" in hands.page.empty.text.text()
    assert not hands.foot.isVisible()
    for field, text in ((hands.form.first, "fri"), (hands.form.last, "mon")):
        field.setFocus()
        field.selectAll()
        hands.desk.type(text)
    assert hands.form.away().last == date(2026, 11, 30), "the Monday after that Friday, not today"
    assert [row.title.split()[0] for row in hands.rows()][:2] == ["Fri", "Fri"]
    hands.choose_when("tomorrow")
    assert [row.day.day for row in hands.rows()] == [24]
    hands.choose_when("hours")
    hands.form.begin.setFocus()
    hands.desk.type("11")
    hands.form.day.setFocus()
    hands.form.day.selectAll()
    hands.desk.type("tue")
    assert [row.title for row in hands.rows()] == ["12:00 pm 48 Foster St"]
    assert hands.time_off(person) == ()


def test_somebody_without_appointments_can_be_marked_as_off(hands: CoverHands) -> None:
    person = hands.person("Maya")
    hands.open(person)
    assert hands.page.empty.title.text() == "Maya has no appointments then."
    assert "Mark the time as off" in hands.page.empty.text.text()
    hands.desk.press(Key.Key_Return, CONTROL)
    assert not hands.is_shown()
    assert len(hands.time_off(person)) == 1
    assert any(text.startswith("Maya Ortiz is off") for text in hands.desk.messages())
    hands.desk.press(Key.Key_Z, CONTROL)
    assert hands.time_off(person) == ()


# ---------------------------------------------------------------- the plan


def test_a_plan_is_applied_as_one_step_and_taken_back_as_one(hands: CoverHands) -> None:
    person = hands.until_friday(PRIYA)
    rows = hands.rows()
    befores = {row.id: hands.stored(row.id) for row in rows}
    assert hands.state.totals.words == "5 appointments: 4 same time, 1 other time, 0 open"
    assert hands.state.totals.driving.endswith("driving")
    assert hands.foot.apply.text() == "Apply 5 changes"
    messages = hands.desk.window.messages
    messages.show_message(Message("note", "A note."))
    under = messages.mapToGlobal(messages.rect().bottomLeft()).y()
    assert under < hands.foot.mapToGlobal(hands.foot.rect().topLeft()).y(), (
        "a message doesn't cover what is asked"
    )
    messages.take_back("note")
    hands.foot.reason.setFocus()
    hands.desk.type("Flu")
    hands.desk.press(Key.Key_Return, CONTROL)
    assert not hands.is_shown()
    assert any("5 appointments covered" in text for text in hands.desk.messages())
    afters = [hands.stored(row.id) for row in rows]
    assert all(person not in item.crew for item in afters)
    assert len(hands.time_off(person)) == 1
    with hands.desk.program.store.reading() as reading:
        whys = [[entry.why for entry in reading.history(appointment=row.id)] for row in rows]
        assert all("Flu" in found for found in whys)
    bar = hands.desk.window.messages.bar("done")
    assert bar is not None
    hands.desk.click(bar.button("undo"))
    assert {key: replace(hands.stored(key), version=0) for key in befores} == {
        key: replace(item, version=0) for key, item in befores.items()
    }
    assert hands.time_off(person) == ()


def test_only_what_is_ticked_is_done(hands: CoverHands) -> None:
    person = hands.until_friday(PRIYA)
    rows = hands.rows()
    hands.tick(0)
    assert not hands.rows()[0].ticked
    assert hands.rows()[0].change == "stays with Priya"
    assert hands.state.totals.words == "5 appointments: 3 same time, 1 other time, 1 open"
    assert hands.page.every.checkState() is Qt.CheckState.PartiallyChecked
    hands.apply()
    assert hands.stored(rows[0].id).crew == (person,)
    assert hands.stored(rows[1].id).crew != (person,)


def test_all_are_ticked_and_unticked_at_once(hands: CoverHands) -> None:
    hands.until_friday(PRIYA)
    hands.page.every.setFocus()
    hands.desk.press(Key.Key_Space)
    assert not any(row.ticked for row in hands.rows())
    assert hands.foot.apply.text() == "Mark as off only"
    hands.desk.press(Key.Key_Space)
    assert all(row.ticked for row in hands.rows())


def test_rows_are_gone_through_and_ticked_by_keys(hands: CoverHands) -> None:
    hands.until_friday(PRIYA)
    views = hands.views()
    views[0].tick.setFocus()
    hands.desk.press(Key.Key_Down)
    assert views[1].tick.hasFocus()
    assert hands.page.day_words.text() == "Tuesday 24 November"
    hands.desk.press(Key.Key_Space)
    assert not hands.rows()[1].ticked
    hands.desk.press(Key.Key_Up)
    hands.desk.press(Key.Key_Up)
    assert views[0].tick.hasFocus()
    hands.desk.press(Key.Key_Tab)
    assert views[0].other.hasFocus()


def test_a_click_on_the_words_ticks_too(hands: CoverHands) -> None:
    hands.until_friday(PRIYA)
    hands.desk.click(hands.views()[0].change, QPoint(20, 6))
    assert not hands.rows()[0].ticked


def test_another_choice_is_taken_and_done(hands: CoverHands) -> None:
    hands.until_friday(PRIYA)
    row = hands.rows()[0]
    other = next(option for option in row.options if option.choice.how is How.OTHER_DAY)
    hands.take(0, other)
    assert hands.rows()[0].change.startswith("moved to ")
    assert hands.state.totals.words.startswith("5 appointments: 3 same time, 2 other time")
    hands.apply()
    assert hands.stored(row.id).span == other.choice.after.span


def test_what_waits_is_in_the_same_step(hands: CoverHands) -> None:
    hands.until_friday(PRIYA)
    row = hands.rows()[0]
    hands.tick(0)
    waits = next(option for option in row.options if option.choice.how is How.POSTPONED)
    hands.take(0, waits)
    assert hands.rows()[0].ticked, "taking a choice ticks"
    assert "1 postponed" in hands.state.totals.words
    hands.apply()
    assert hands.stored(row.id).state is State.POSTPONED
    assert any("4 appointments covered, 1 postponed" in text for text in hands.desk.messages())


def test_rules_are_overruled_with_a_reason_only(hands: CoverHands) -> None:
    hands.until_friday(PRIYA)
    row = hands.rows()[0]
    wrong = next(option for option in row.options if option.group == "Against the rules")
    hands.take(0, wrong)
    said = hands.rows()[0]
    assert said.note.startswith("Against the rules: ")
    assert said.tone is Tone.WARN
    assert not hands.foot.apply.isEnabled()
    hands.desk.press(Key.Key_Return, CONTROL)
    assert hands.is_shown()
    assert hands.foot.reason.hasFocus()
    hands.desk.type("She has flown before")
    hands.desk.press(Key.Key_Return, CONTROL)
    assert hands.stored(row.id).crew == wrong.choice.after.crew


def test_the_calendar_tells_whom_one_chooses_and_that_is_remembered(hands: CoverHands) -> None:
    hands.until_friday(PRIYA)
    row = hands.rows()[0]
    hands.desk.click(hands.foot.tell.button(Notify.NOBODY.value))
    hands.apply()
    with hands.desk.program.store.reading() as reading:
        assert [entry.notify for entry in reading.outbox([row.id])] == [Notify.NOBODY]
    hands.days(hands.person(LEO), "today", "fri")
    assert hands.foot.notify() is Notify.NOBODY


def test_where_nobody_can_it_stays_open_and_says_so(hands: CoverHands) -> None:
    hands.open(hands.person(JUN))
    (first, *_) = hands.rows()
    assert not first.ticked
    assert first.change == "nobody can: stays with Jun"
    assert first.note.startswith("Nobody at ")
    assert hands.state.totals.words.endswith(f"{len(hands.rows())} open")


# ---------------------------------------------------------------- what changes meanwhile


def test_a_day_that_changed_is_planned_again_and_choices_stay(hands: CoverHands) -> None:
    hands.until_friday(PRIYA)
    rows = hands.rows()
    hands.tick(4)
    chosen = hands.stored(rows[0].id)
    other = hands.stored(rows[1].id)
    desk = hands.desk
    with desk.program.store.writing() as writing:
        writing.save_appointment(
            replace(other, span=other.span.moved_to(other.span.start + timedelta(days=20, hours=8)))
        )
    desk.desk.refresh()
    desk.settle()
    assert "changed meanwhile" in hands.page.notice_words.text()
    assert hands.page.notice.isVisible()
    assert [row.id for row in hands.rows()] == [row.id for row in rows if row.id != other.id]
    assert [row.ticked for row in hands.rows()] == [True, True, True, False]
    assert hands.stored(chosen.id) == chosen


def test_what_is_refused_says_why_and_nothing_is_changed(hands: CoverHands) -> None:
    person = hands.until_friday(PRIYA)
    row = hands.rows()[0]
    taken = hands.stored(row.id)
    desk = hands.desk
    # Another desk, whose change has not been read here yet.
    with desk.program.store.writing() as writing:
        writing.save_appointment(replace(taken, reason="another desk was here"))
    QTest.mouseClick(hands.foot.apply, Qt.MouseButton.LeftButton)
    desk.settle()
    assert hands.is_shown()
    assert hands.page.notice_words.text().startswith("Nothing was changed.")
    assert hands.time_off(person) == ()
    hands.apply()
    assert not hands.is_shown()
    assert len(hands.time_off(person)) == 1


def test_another_person_or_time_is_no_change_of_the_day(hands: CoverHands) -> None:
    hands.until_friday(PRIYA)
    hands.choose(hands.person(LEO))
    assert hands.page.heading().title == "Leo is away"
    assert not hands.page.notice.isVisible()
    hands.choose_when("tomorrow")
    assert not hands.page.notice.isVisible()


def test_what_takes_longer_says_so_and_takes_no_order_meanwhile(hands: CoverHands) -> None:
    hands.until_friday(PRIYA)
    go_on = Event()
    hands.desk.program.lanes.openings.submit(partial(go_on.wait, 20), _nothing)
    QTest.mouseClick(hands.form.when.button("tomorrow"), Qt.MouseButton.LeftButton)
    hands.desk.wait_for(lambda: hands.foot.apply.text().startswith("Planning"), "the word")
    assert not hands.foot.apply.isEnabled()
    QTest.mouseClick(hands.views()[0].tick, Qt.MouseButton.LeftButton)
    go_on.set()
    hands.desk.settle()
    assert [row.day.day for row in hands.rows()] == [24]
    assert hands.foot.apply.isEnabled()


def _nothing(_outcome: object) -> None:
    """Nobody waits for it."""


# ---------------------------------------------------------------- the rest of the program


def test_nothing_is_offered_to_who_is_away(hands: CoverHands) -> None:
    person = hands.until_friday(PRIYA)
    hands.apply()
    snapshot = hands.desk.desk.snapshot
    assert snapshot is not None
    assert len(snapshot.studio.photographer_by_id[person].time_off) == 1


def test_the_board_offers_it_for_whom_the_keyboard_is_at(hands: CoverHands) -> None:
    desk = hands.desk
    desk.window.show_view("board")
    desk.settle()
    board = desk.program.board_page
    block = next(
        block for lane in board.board.lanes for block in lane.blocks if block.id in board.board.pieces
    )
    board.canvas.set_current(block.id)
    desk.press(Key.Key_I, CONTROL)
    assert hands.form.photographer() == block.id.split("/")[1]


def test_the_team_means_whose_profile_is_shown(hands: CoverHands) -> None:
    desk = hands.desk
    team = TeamHands.open(desk)
    team.choose(team.names()[1])
    desk.press(Key.Key_I, CONTROL)
    assert hands.form.photographer() == team.side.list.rows()[1].key
    desk.press(Key.Key_Escape)
    assert desk.window.view() == "team"


def test_before_there_is_a_studio_nothing_happens(qtbot: QtBot, tmp_path: Path) -> None:
    with whole_desk(tmp_path, demo=False) as desk:
        desk.press(Key.Key_I, CONTROL)
        assert desk.window.is_welcoming()
        assert desk.window.view() != "cover"
