"""Undo and redo over many levels, by name, and over a restart for the same day."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from studio_app.actions.agents import Caller
from studio_app.actions.book_order import Slot
from studio_app.actions.cancel_appointment import CancelAppointment, cancel_appointment
from studio_app.actions.done import Done
from studio_app.actions.edit_templates import SaveTemplates, save_templates
from studio_app.actions.import_studio import ImportStudio, import_studio
from studio_app.actions.move_appointment import MoveAppointment, move_appointment
from studio_app.actions.save_agent import SaveAgent, save_agent
from studio_app.actions.steps import (
    MOST_STEPS,
    NotTakenBack,
    Steps,
    keep_steps,
    kept_steps,
    redo_last,
    undo_last,
)
from studio_app.domain.appointment import Appointment, State
from studio_app.domain.kept_step import KeptStep
from studio_app.errors import BadInput
from tests.unit.actions.conftest import Desk, at


class Person:
    """Somebody at a desk with their steps."""

    def __init__(self, desk: Desk, owner: str = "Kim at one") -> None:
        self.desk, self.owner, self.steps = desk, owner, Steps()

    def did(self, done: Done) -> None:
        assert done.undo is not None
        self.steps = self.steps.did(done.undo, self.desk.now)
        keep_steps(self.desk.store, self.desk.now, self.owner, self.steps)

    def move(self, item: Appointment, time: str) -> None:
        command = MoveAppointment(item.id, at(time))
        self.did(move_appointment(self.desk.store, self.desk.now, "Kim", command))

    def undo(self) -> Done:
        done = undo_last(self.desk.store, self.desk.now, "Kim", self.owner, self.steps)
        self.steps = done.steps
        return done

    def redo(self) -> Done:
        done = redo_last(self.desk.store, self.desk.now, "Kim", self.owner, self.steps)
        self.steps = done.steps
        return done

    def restart(self) -> None:
        self.steps = kept_steps(self.desk.store, self.desk.now, self.owner)


@pytest.fixture
def kim(desk: Desk) -> Person:
    return Person(desk)


def booked(desk: Desk, time: str = "10:00", crew: str = "ana") -> Appointment:
    return desk.book(Slot(at(time), (crew,))).appointments[0]


def stored(desk: Desk, item: Appointment) -> Appointment:
    with desk.store.reading() as reading:
        return reading.appointment(item.id)


def test_the_labels_name_what_undo_and_redo_do(desk: Desk, kim: Person) -> None:
    assert (kim.steps.undo_name, kim.steps.redo_name) == ("", "")
    item = booked(desk)
    kim.move(item, "13:00")
    assert kim.steps.undo_name == "55 Summit Avenue to Tue 16 Jun 1:00 pm, Ana"
    kim.undo()
    assert (kim.steps.undo_name, kim.steps.redo_name) == ("", "55 Summit Avenue to Tue 16 Jun 1:00 pm, Ana")


def test_what_was_taken_back_can_not_be_done_again_after_another_step(desk: Desk, kim: Person) -> None:
    item = booked(desk)
    kim.move(item, "13:00")
    kim.undo()
    kim.move(item, "14:00")
    assert kim.steps.redo_name == ""
    with pytest.raises(BadInput):
        kim.redo()


def test_everything_can_be_taken_back_after_a_restart(desk: Desk, kim: Person) -> None:
    done = desk.book(Slot(at("10:00"), ("ana",)))
    kim.did(done)
    item = done.appointments[0]
    kim.move(item, "13:00")
    kim.move(item, "14:00")
    command = CancelAppointment(item.id, "the seller backed out")
    kim.did(cancel_appointment(desk.store, desk.now, "Kim", command))
    kim.undo()
    kim.restart()
    assert (len(kim.steps.done), len(kim.steps.undone)) == (3, 1)
    kim.undo()
    assert stored(desk, item).span.start == at("13:00")
    kim.restart()
    kim.undo()
    kim.undo()
    assert stored(desk, item).state is State.CANCELLED
    kim.restart()
    for _ in range(4):
        kim.redo()
    assert (stored(desk, item).state, stored(desk, item).reason) == (
        State.CANCELLED,
        "the seller backed out",
    )
    assert stored(desk, item).span.start == at("14:00")


def test_agents_and_templates_too(desk: Desk, kim: Person) -> None:
    agent = desk.book(None, caller=Caller(email="dana@reed.test", name="Dana")).agent
    kim.did(save_agent(desk.store, desk.now, "Kim", SaveAgent(replace(agent, phone="1"))))
    kim.did(save_templates(desk.store, desk.now, "Kim", SaveTemplates("{{ address }}", "")))
    kim.restart()
    assert kim.undo().say == "Undone: change of the text of events."
    kim.undo()
    with desk.store.reading() as reading:
        assert reading.agent(agent.id).phone == ""


def test_only_for_the_same_day_on_the_studios_wall(desk: Desk, kim: Person) -> None:
    item = booked(desk)
    kim.move(item, "13:00")
    desk.clock.now += timedelta(hours=15)  # 23:00 in New York, the next day in UTC
    kim.restart()
    assert kim.steps.undo_name
    desk.clock.now += timedelta(hours=1)
    kim.restart()
    assert kim.steps == Steps()


def test_everybody_has_steps_of_their_own(desk: Desk, kim: Person) -> None:
    lee = Person(desk, "Lee at two")
    kim.move(booked(desk), "13:00")
    lee.restart()
    assert lee.steps == Steps()


def test_a_step_that_no_longer_applies_says_why_changes_nothing_and_goes(desk: Desk, kim: Person) -> None:
    item, other = booked(desk), booked(desk, crew="ben")
    kim.move(other, "15:00")
    kim.move(item, "13:00")
    moved = stored(desk, item)
    booked(desk)
    with pytest.raises(NotTakenBack, match=r"Can't undo 55 Summit Avenue to .*: Ana already has") as refused:
        kim.undo()
    assert stored(desk, item) == moved
    kim.restart()
    assert kim.steps == refused.value.steps
    kim.undo()
    assert stored(desk, other).span.start == at("10:00")


def test_after_a_restart_what_others_changed_is_left_alone(desk: Desk, kim: Person) -> None:
    item = booked(desk)
    kim.move(item, "13:00")
    move_appointment(desk.store, desk.now, "Lee", MoveAppointment(item.id, at("15:00")))
    kim.restart()
    with pytest.raises(NotTakenBack, match="was changed since"):
        kim.undo()
    assert stored(desk, item).span.start == at("15:00")


def test_only_so_many_steps_are_kept(desk: Desk, kim: Person) -> None:
    item = booked(desk)
    for number in range(MOST_STEPS + 3):
        kim.move(item, "13:00" if number % 2 else "14:00")
    assert len(kim.steps.done) == MOST_STEPS
    kim.restart()
    assert len(kim.steps.done) == MOST_STEPS


def test_an_import_is_not_kept_and_what_was_before_no_longer_applies(desk: Desk, kim: Person) -> None:
    item = booked(desk)
    kim.move(item, "13:00")
    with desk.store.reading() as reading:
        studio = reading.whole_studio()
    kim.did(import_studio(desk.store, desk.now, "Kim", ImportStudio(studio.without_appointment(item.id))))
    assert kim.steps.undo_name.startswith("import of")
    kim.restart()
    with pytest.raises(NotTakenBack, match="not there any more"):
        kim.undo()


@pytest.mark.logs("a kept step is left out")
def test_a_step_that_nobody_understands_is_left_out(desk: Desk, kim: Person) -> None:
    kim.move(booked(desk), "13:00")
    with desk.store.writing() as writing:
        known = writing.kept_steps(kim.owner)
        broken = [
            KeptStep("appointments", '{"name": "x", "later": 1}', desk.now),
            KeptStep("x", "", desk.now),
        ]
        writing.keep_steps(kim.owner, [*broken, *known])
    kim.restart()
    assert len(kim.steps.done) == 1


def test_without_a_studio_nothing_is_kept(desk: Desk) -> None:
    from studio_app.storage.database import open_store

    store = open_store("sqlite://", now=desk.clock)
    try:
        keep_steps(store, desk.now, "Kim", Steps())
        assert kept_steps(store, desk.now, "Kim") == Steps()
    finally:
        store.close()
