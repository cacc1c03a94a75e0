"""Undo and redo at the desk: many levels, over a restart, and before anybody heard of what was done."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from threading import Event

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio_app.actions.cancel_appointment import CancelAppointment, cancel_appointment
from studio_app.actions.done import Done
from studio_app.actions.ports import Store
from studio_app.domain.appointment import Appointment, State
from studio_app.domain.outbox import WriteState
from tests.gui.calls import book
from tests.support.whole_desk import ADDRESS, CONTROL, WholeDesk, whole_desk

Key = Qt.Key
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


def states(desk: WholeDesk) -> list[State]:
    assert desk.desk.snapshot
    found = desk.desk.snapshot.studio.appointments.values()
    return sorted(item.state for item in found if item.address == ADDRESS)


def test_what_is_undone_in_time_was_never_sent(qtbot: QtBot, tmp_path: Path) -> None:
    with whole_desk(tmp_path, invitation_seconds=10) as desk:
        book(desk)
        bar = desk.window.messages.bar("done")
        assert bar is not None
        assert bar.message.counts
        assert [action.words for action in bar.message.actions] == ["Undo", "Send now", "Tells everyone"]
        desk.press(Key.Key_Z, CONTROL)
        assert states(desk) == [State.CANCELLED]
        desk.clock.put_forward(30)
        desk.program.syncing.sync()
        desk.settle()
        assert not desk.events_about("55 Summit Ave")


def test_send_now_does_not_wait(qtbot: QtBot, tmp_path: Path) -> None:
    with whole_desk(tmp_path, invitation_seconds=600) as desk:
        book(desk)
        bar = desk.window.messages.bar("done")
        assert bar is not None
        desk.click(bar.button("send_now"))
        desk.wait_for(lambda: desk.events_about("55 Summit Ave"), "the event")
        desk.settle()
        desk.press(Key.Key_Z, CONTROL)
        assert states(desk) == [State.CANCELLED]
        desk.clock.put_forward(700)
        desk.program.syncing.sync()
        desk.wait_for(lambda: not desk.events_about("55 Summit Ave"), "the event to go")


def test_what_waits_leaves_when_the_desk_closes(qtbot: QtBot, tmp_path: Path) -> None:
    """The next start may be days away."""
    with whole_desk(tmp_path, invitation_seconds=600) as desk:
        book(desk)
        assert not desk.events_about("55 Summit Ave")
    assert desk.events_about("55 Summit Ave")


def test_send_now_sends_what_was_done_last(qtbot: QtBot, tmp_path: Path) -> None:
    with whole_desk(tmp_path, invitation_seconds=600) as desk:
        store = desk.program.store
        book(desk)
        with store.reading() as reading:
            (theirs,) = (entry.appointment for entry in reading.unwritten())
        book(desk)
        bar = desk.window.messages.bar("done")
        assert bar is not None
        desk.click(bar.button("send_now"))
        desk.wait_for(lambda: desk.events_about("55 Summit Ave"), "the event")
        desk.settle()
        with store.reading() as reading:
            (waiting,) = reading.unwritten()
    assert waiting.appointment == theirs


def test_when_the_seconds_are_over_it_is_sent_by_itself(qtbot: QtBot, tmp_path: Path) -> None:
    with whole_desk(tmp_path, invitation_seconds=2) as desk:
        book(desk)
        desk.wait_for(lambda: desk.events_about("55 Summit Ave"), "the event")
        desk.settle()
        assert desk.desk.snapshot
        assert {entry.state for entry in desk.desk.snapshot.writes.values()} == {WriteState.WRITTEN}


def test_quick_presses_take_back_one_step_after_the_other(qtbot: QtBot, tmp_path: Path) -> None:
    with whole_desk(tmp_path) as desk:
        for _ in range(3):
            book(desk)
        assert states(desk) == [State.CONFIRMED] * 3
        for _ in range(3):
            QTest.keyClick(desk.focus(), Key.Key_Z, CONTROL)
        desk.settle()
        assert states(desk) == [State.CANCELLED] * 3
        QTest.keyClick(desk.focus(), Key.Key_Z, CONTROL | SHIFT)
        QTest.keyClick(desk.focus(), Key.Key_Y, CONTROL)
        desk.settle()
        assert states(desk) == [State.CANCELLED, State.CONFIRMED, State.CONFIRMED]
        assert desk.program.doing.steps.undo_name
        assert desk.program.doing.steps.redo_name


def test_what_was_done_today_can_be_taken_back_after_a_restart(qtbot: QtBot, tmp_path: Path) -> None:
    with whole_desk(tmp_path) as desk:
        book(desk)
    with whole_desk(tmp_path) as desk:
        assert desk.program.doing.steps.undo_name
        desk.press(Key.Key_Z, CONTROL)
        assert states(desk) == [State.CANCELLED]


def test_what_is_still_being_done_is_what_is_taken_back(qtbot: QtBot, tmp_path: Path) -> None:
    with whole_desk(tmp_path) as desk:
        book(desk)
        (booked,) = desk.program.doing.steps.done
        snapshot = desk.desk.snapshot
        assert snapshot
        other = next(item for item in snapshot.studio.appointments.values() if is_to_come(desk, item))
        go = Event()

        def cancel(store: Store, now: datetime, actor: str) -> Done:
            go.wait(60)
            return cancel_appointment(store, now, actor, CancelAppointment(other.id))

        desk.program.doing.ask(cancel, "Asking")
        QTest.keyClick(desk.focus(), Key.Key_Z, CONTROL)
        go.set()
        desk.wait_for(lambda: desk.program.doing.steps.undone, "the undo")
        desk.settle()
        assert states(desk) == [State.CONFIRMED]
        with desk.program.store.reading() as reading:
            assert reading.appointment(other.id).state is State.CONFIRMED
        assert desk.program.doing.steps.done == (booked,)


def is_to_come(desk: WholeDesk, item: Appointment) -> bool:
    """Whether it is booked, not by the test, and not begun."""
    return item.address != ADDRESS and item.state is State.CONFIRMED and item.span.start > desk.clock()


def test_without_anything_to_take_back_it_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    with whole_desk(tmp_path) as desk:
        desk.press(Key.Key_Z, CONTROL)
        assert desk.messages() == ["There is nothing to undo."]
        desk.press(Key.Key_Z, CONTROL | SHIFT)
        assert desk.messages() == ["There is nothing to do again."]


def test_what_no_longer_applies_says_why_and_the_one_before_it_still_does(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with whole_desk(tmp_path) as desk:
        book(desk)
        book(desk)
        store, now = desk.program.store, desk.clock()
        with store.writing() as writing:
            newest = max(writing.find_orders("55 Summit Ave"), key=lambda found: found.created_at)
            (item,) = writing.appointments_of(newest.id)
            moved = item.span.moved_to(item.span.start.replace(hour=3))

            writing.save_appointment(replace(item, span=moved))
        assert now < item.span.start
        desk.press(Key.Key_Z, CONTROL)
        assert any("changed since" in text for text in desk.messages())
        assert states(desk) == [State.CONFIRMED] * 2
        desk.press(Key.Key_Z, CONTROL)
        assert states(desk) == [State.CANCELLED, State.CONFIRMED]


def test_several_steps_are_taken_back_at_once_from_the_list(qtbot: QtBot, tmp_path: Path) -> None:
    with whole_desk(tmp_path) as desk:
        button = desk.program.board_page.board_bar.undo_list
        assert not button.isEnabled()
        desk.press(Key.Key_Z, CONTROL | ALT)
        assert desk.messages() == ["There is nothing to undo."]
        for _ in range(3):
            book(desk)
        desk.window.show_view("board")
        desk.settle()
        assert button.isEnabled()
        listed = desk.program.undo_list.menu()
        title, *steps = listed.actions()
        assert not title.isEnabled()
        names = [taken.undo.name for taken in desk.program.doing.steps.done]
        assert [action.text().split("   ")[1] for action in steps] == names[::-1]
        steps[1].trigger()
        listed.deleteLater()
        desk.settle()
        assert states(desk) == [State.CANCELLED, State.CANCELLED, State.CONFIRMED]
        assert f"2 changes undone, down to: {names[1]}." in desk.messages()
        desk.program.doing.redo()
        desk.settle()
        assert states(desk) == [State.CANCELLED, State.CONFIRMED, State.CONFIRMED]


def test_of_several_what_no_longer_applies_is_the_last_that_is_tried(qtbot: QtBot, tmp_path: Path) -> None:
    with whole_desk(tmp_path) as desk:
        for _ in range(3):
            book(desk)
        store = desk.program.store
        with store.writing() as writing:
            second = sorted(writing.find_orders("55 Summit Ave"), key=lambda found: found.created_at)[1]
            (item,) = writing.appointments_of(second.id)
            writing.save_appointment(replace(item, span=item.span.moved_to(item.span.start.replace(hour=3))))
        desk.program.doing.undo_back(3)
        desk.settle()
        assert any("changed since" in text for text in desk.messages())
        assert states(desk) == [State.CANCELLED, State.CONFIRMED, State.CONFIRMED]
        assert len(desk.program.doing.steps.done) == 1
