"""What a change of the set-up does to the coming two weeks is said below the page, and shown on the board."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from studio_app.actions.changing_setup import change_setup
from studio_app.actions.done import Done
from studio_app.actions.ports import Store
from studio_app.desk.effect_words import NOTHING, EffectState
from studio_app.desk.shaping import Shaping
from studio_app.desk.tone import Tone
from studio_app.desk.widgets.effect_bar import EffectBar
from studio_app.domain.setup import Setup, difference
from studio_app.domain.wall_time import Weekday
from studio_app.domain.working_hours import WeekHours
from tests.support.whole_desk import CONTROL, WholeDesk

Key = Qt.Key
EVENINGS = WeekHours.of(dict.fromkeys(Weekday, ((1080, 1200),)))


@pytest.fixture
def bar(desk: WholeDesk) -> EffectBar:
    """A strip below the team."""
    desk.window.show_view("team")
    made = EffectBar(desk.window.views["team"])
    made.setGeometry(100, 500, 700, 200)
    shaping(desk).show_in(made)
    desk.settle()
    return made


def shaping(desk: WholeDesk) -> Shaping:
    return desk.program.studio_views.shaping


def setup(desk: WholeDesk) -> Setup:
    found = shaping(desk).setup
    assert found
    return found


def evenings(before: Setup) -> Setup:
    return replace(
        before, photographers=tuple(replace(each, hours=EVENINGS) for each in before.photographers)
    )


def do(desk: WholeDesk, change: Callable[[Setup], Setup]) -> None:
    wanted = difference(setup(desk), change(setup(desk)))
    run: Callable[[Store, datetime, str], Done] = partial(
        change_setup, wanted=wanted, did="changed all hours", name="hours"
    )
    shaping(desk).do(run)
    desk.settle()


def test_a_change_says_what_it_does_and_lists_what_breaks(desk: WholeDesk, bar: EffectBar) -> None:
    do(desk, evenings)
    desk.wait_for(lambda: bar.state.rows, "the effect")
    assert "fewer in the next two weeks" in bar.sentence.text()
    assert "now break a rule" in bar.sentence.text()
    assert bar.state.tone is Tone.WARN
    assert not bar.isHidden()
    count = len(bar.state.rows)
    assert bar.show_button.text() == f"Show all {count}"
    desk.click(bar.show_button)
    buttons = [each for each in bar.findChildren(QPushButton) if each.property("appointment")]
    assert len(buttons) == count
    first = bar.state.rows[0]
    desk.click(buttons[0])
    assert desk.window.view() == "board"
    assert desk.program.board_page.canvas.current.startswith(f"{first.appointment}/")
    assert bar.isHidden(), "another page has nothing to say of it"


def test_an_undo_says_what_comes_back(desk: WholeDesk, bar: EffectBar) -> None:
    do(desk, evenings)
    desk.wait_for(lambda: bar.state.rows, "the effect")
    gained, lost = re.findall(r"\d+", bar.state.sentence)[:2]
    desk.press(Key.Key_Z, CONTROL)
    desk.wait_for(lambda: not bar.state.rows, "the undo")
    assert bar.state.sentence == (
        f"{lost} openings more and {gained} openings fewer in the next two weeks for Photos; "
        "no appointment is affected."
    )


def test_what_is_tried_is_said_and_forgotten(desk: WholeDesk, bar: EffectBar) -> None:
    before = setup(desk)
    shaping(desk).preview(evenings(before))
    desk.wait_for(lambda: bar.state.trying, "the effect of what is tried")
    assert bar.state.rows
    assert bar.show_button.isHidden(), "what is only tried breaks nothing yet"
    shaping(desk).end_preview()
    desk.wait_for(lambda: bar.state == NOTHING, "silence")
    assert bar.isHidden()
    assert setup(desk) == before


def test_the_newest_try_is_what_is_said_last(desk: WholeDesk, bar: EffectBar) -> None:
    before, told = setup(desk), list[EffectState]()
    shaping(desk).effect_changed.connect(told.append)
    for step in range(30):
        later = WeekHours.of(dict.fromkeys(Weekday, ((480 + 10 * step, 1080),)))
        people = tuple(replace(each, hours=later) for each in before.photographers)
        shaping(desk).preview(replace(before, photographers=people))
    desk.settle()
    last = told[-1]
    assert len(told) < 30, "what waited was replaced"
    shaping(desk).end_preview()
    desk.settle()
    people = tuple(replace(each, hours=later) for each in before.photographers)
    shaping(desk).preview(replace(before, photographers=people))
    desk.settle()
    assert told[-1] == last


def test_a_change_that_is_refused_says_why_and_has_no_effect(desk: WholeDesk, bar: EffectBar) -> None:
    before = setup(desk)
    do(desk, lambda found: replace(found, settings=replace(found.settings, slot_step_min=7)))
    assert any("is none of 5, 10" in said for said in desk.messages()), desk.messages()
    assert bar.state == NOTHING
    assert setup(desk) == before
