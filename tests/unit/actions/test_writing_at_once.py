"""Several who write what is owed: lanes of one desk, desks beside each other, a program that starts again."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Event, Lock

from studio_app.actions.move_appointment import MoveAppointment, move_appointment
from studio_app.actions.retry_write import retry_failed_writes
from studio_app.actions.write_outbox import OutboxWritten, write_outbox
from studio_app.domain.outbox import WriteState
from studio_app.errors import KnownError
from studio_app.patience import Patience
from tests.unit.actions.conftest import Desk, at


def test_several_who_write_at_one_desk_ask_once_for_each_event(desk: Desk) -> None:
    """A round that pushes, and what was booked just now: in two lanes."""
    turn, asked, go_on = Lock(), Event(), Event()
    first = desk.book(at("10:00")).appointments[0]
    done: list[OutboxWritten] = []

    def write() -> None:
        done.append(write_outbox(desk.store, desk.calendar, desk.clock, lambda: 0.5, Patience(60), turn=turn))

    def hang() -> None:
        asked.set()
        assert go_on.wait(20)

    desk.calendar.before = hang
    with ThreadPoolExecutor(2) as lanes:
        one = lanes.submit(write)
        assert asked.wait(20)
        second = desk.book(at("13:00")).appointments[0]
        other = lanes.submit(write)
        assert not other.done()
        go_on.set()
        one.result(20)
        other.result(20)
    assert sorted(desk.calendar.calls) == sorted(
        f"put {desk.entry(item.id).event}" for item in (first, second)
    )
    assert {entry.state for entry in map(desk.entry, (first.id, second.id))} == {WriteState.WRITTEN}
    assert len(desk.calendar.mails) == len(set(desk.calendar.mails))
    assert sorted(entry.appointment for each in done for entry in each.written) == sorted(
        (first.id, second.id)
    )


def test_several_who_write_at_once_without_turns_send_one_event(desk: Desk) -> None:
    """As two desks do: the second finds what the first has made, and mails nobody again."""
    item = desk.book(at("10:00")).appointments[0]

    def other_desk() -> None:
        desk.write()

    desk.calendar.before = other_desk
    desk.write()
    assert len(desk.calendar.stored) == 1
    assert len(desk.calendar.mails) == len(set(desk.calendar.mails))
    assert desk.entry(item.id).state is WriteState.WRITTEN


def test_what_stands_there_as_wanted_is_not_called_written(desk: Desk) -> None:
    first, _ = (desk.book(at(hour)).appointments[0] for hour in ("10:00", "13:00"))
    assert desk.write().say == "Wrote 2 of 2 to the calendar."
    move_appointment(desk.store, desk.now, "Kim", MoveAppointment(first.id, at("15:00")))
    move_appointment(desk.store, desk.now, "Kim", MoveAppointment(first.id, at("10:00")))
    assert desk.write().say == "The calendar had 1 event as wanted already."
    assert desk.write().say == "Nothing to write."


def test_what_failed_is_tried_once_more_when_the_program_starts(desk: Desk) -> None:
    failed = desk.book(at("10:00")).appointments[0]
    desk.calendar.broken = KnownError("This event can’t be kept.")
    assert desk.write().failed
    waits = desk.book(at("13:00")).appointments[0]
    later = desk.now + timedelta(seconds=10)
    entry = replace(desk.entry(waits.id), not_before=later)
    with desk.store.writing() as writing:
        writing.settle(entry)
    desk.calendar.broken = None
    retry_failed_writes(desk.store)
    assert desk.entry(waits.id).not_before == later, "somebody may still take it back"
    assert [entry.appointment for entry in desk.write().written] == [failed.id]
