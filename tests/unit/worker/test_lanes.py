"""Lanes answer in order, the newest question always, and leave no thread behind."""

from __future__ import annotations

import threading
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from studio_app.worker.delivery import Delivery
from studio_app.worker.lane import Lane, Outcome
from studio_app.worker.lanes import Lanes


class Desk(QObject):
    """Collects what arrives, and in which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.values: list[object] = []
        self.errors: list[Exception] = []
        self.threads: set[QThread] = set()

    def receive(self, outcome: Outcome[object]) -> None:
        """Take an answer."""
        self.threads.add(QThread.currentThread())
        if outcome.error:
            self.errors.append(outcome.error)
        else:
            self.values.append(outcome.value)


def test_jobs_are_done_in_order() -> None:
    found: list[object] = []
    with Lanes() as lanes:
        for number in range(50):
            lanes.storage.submit(lambda number=number: number, lambda outcome: found.append(outcome.value))
    assert found == list(range(50))


def test_an_error_is_an_answer_and_the_lane_lives_on() -> None:
    found: list[Outcome[int]] = []
    with Lanes() as lanes:
        lanes.storage.submit(lambda: 1 // 0, found.append)
        lanes.storage.submit(lambda: 7, found.append)
    assert isinstance(found[0].error, ZeroDivisionError)
    assert found[1].value == 7


@pytest.mark.logs("could not be delivered")
def test_a_receiver_that_fails_does_not_end_the_lane() -> None:
    found: list[Outcome[int]] = []

    def refuse(outcome: Outcome[int]) -> None:
        raise ValueError

    with Lanes() as lanes:
        lanes.storage.submit(lambda: 1, refuse)
        lanes.storage.submit(lambda: 2, found.append)
    assert [outcome.value for outcome in found] == [2]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("ab"), st.booleans()), min_size=1, max_size=30))
def test_the_newest_question_of_each_kind_is_answered_last(asked: list[tuple[str, bool]]) -> None:
    found: dict[str, list[int]] = {"a": [], "b": []}
    newest: dict[str, int] = {}
    lane = Lane("questions")
    for number, (key, pause) in enumerate(asked):
        newest[key] = number
        lane.ask(key, lambda number=number: number, lambda outcome, key=key: found[key].append(outcome.value))
        if pause:
            time.sleep(0.0005)
    assert lane.wait_until_idle(10)
    assert lane.close(finish=True, seconds=10)
    for key, number in newest.items():
        assert found[key][-1] == number
        assert found[key] == sorted(set(found[key]))


def test_a_waiting_question_is_replaced_and_keeps_its_place() -> None:
    started, go_on, done = threading.Event(), threading.Event(), []
    lane = Lane("questions")

    def block() -> str:
        started.set()
        go_on.wait(60)
        return "first"

    lane.submit(block, lambda outcome: done.append(outcome.value))
    started.wait(10)
    lane.ask("week", lambda: "old week", lambda outcome: done.append(outcome.value))
    lane.ask("why", lambda: "why", lambda outcome: done.append(outcome.value))
    lane.ask("week", lambda: "new week", lambda outcome: done.append(outcome.value))
    go_on.set()
    assert lane.close(finish=True, seconds=10)
    assert done == ["first", "new week", "why"]


def test_answers_arrive_in_the_thread_of_the_desk(qtbot: QtBot) -> None:
    desk, delivery = Desk(), Delivery()
    with Lanes() as lanes:
        delivery.submit(lanes.storage, lambda: 1, desk.receive)
        delivery.submit(lanes.openings, lambda: 1 // 0, desk.receive)
        qtbot.waitUntil(lambda: bool(desk.values and desk.errors))
    assert desk.threads == {QThread.currentThread()}


def test_paging_quickly_ends_at_the_newest_week_and_never_goes_back(qtbot: QtBot) -> None:
    desk, delivery = Desk(), Delivery()

    def week(number: int) -> int:
        time.sleep(0.002)
        return number

    with Lanes() as lanes:
        for number in range(60):
            delivery.ask(lanes.openings, "week", lambda number=number: week(number), desk.receive)
            qtbot.wait(1)
        qtbot.waitUntil(lambda: desk.values[-1:] == [59])
    assert desk.values == sorted(desk.values)
    assert len(desk.values) > 5


def test_an_answer_for_somebody_who_left_is_dropped(qtbot: QtBot) -> None:
    desk, stays, delivery = Desk(), Desk(), Delivery()
    with Lanes() as lanes:
        go_on = threading.Event()
        delivery.submit(lanes.storage, lambda: go_on.wait(60), desk.receive)
        delivery.submit(lanes.storage, lambda: 2, stays.receive)
        del desk
        go_on.set()
        qtbot.waitUntil(lambda: stays.values == [2])


def test_a_job_can_tell_something_meanwhile(qtbot: QtBot) -> None:
    desk, delivery = Desk(), Delivery()
    tell = delivery.teller(desk.receive)

    def job() -> str:
        tell("first")
        tell("second")
        return "done"

    with Lanes() as lanes:
        delivery.submit(lanes.connecting, job, desk.receive)
        qtbot.waitUntil(lambda: desk.values == ["first", "second", "done"])
    assert desk.threads == {QThread.currentThread()}


def test_closing_finishes_what_is_being_confirmed_but_not_what_the_network_waits_for() -> None:
    done: list[str] = []
    lanes = Lanes()
    started, go_on = threading.Event(), threading.Event()

    def wait() -> None:
        started.set()
        go_on.wait(60)

    lanes.network.submit(wait, lambda _: None)
    lanes.confirming.submit(wait, lambda _: None)
    started.wait(10)
    lanes.network.submit(lambda: done.append("network"), lambda _: None)
    lanes.confirming.submit(lambda: done.append("confirming"), lambda _: None)
    threading.Timer(0.05, go_on.set).start()
    assert lanes.close()
    assert done == ["confirming"]


def test_closing_finishes_what_storage_owes_and_leaves_no_thread() -> None:
    before = set(threading.enumerate())
    written: list[object] = []
    lanes = Lanes()
    for number in range(20):
        lanes.storage.submit(lambda number=number: number, lambda outcome: written.append(outcome.value))
    assert lanes.close()
    assert written == list(range(20))
    assert set(threading.enumerate()) == before
    assert lanes.storage.submit(lambda: 1, lambda outcome: written.append(outcome.value))
    assert written == list(range(20))


def test_writing_waits_for_no_calendar_that_is_read() -> None:
    go_on, written = threading.Event(), threading.Event()
    with Lanes() as lanes:
        lanes.network.submit(lambda: go_on.wait(60), lambda _: None)
        lanes.writing.submit(written.set, lambda _: None)
        assert written.wait(60)
        go_on.set()
