"""The explanation panel under keys and mouse."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from studio_app.desk.explain.model import ExplainState, PersonRow, Verdict, ordered
from studio_app.desk.explain.panel import DIM_AFTER, ExplainPanel
from studio_app.desk.people import Face
from studio_app.desk.tone import Tone
from studio_app.engine.answers import Code, Failure
from tests.gui import samples
from tests.gui.pages import Ears, Hands, Key

MANY = (
    Failure(Code.LACKS_SKILL, "Not trained in Video walkthrough"),
    Failure(Code.BUSY, "“Dentist” 9:30–10:15 on Google"),
    Failure(Code.BUFFER, "15 minutes short before 41 Harbor Rd"),
)


class ExplainPage(Hands):
    def __init__(self, qtbot: QtBot) -> None:
        self.panel = ExplainPanel()
        self.panel.resize(288, 700)
        super().__init__(qtbot, self.panel)
        self.chosen = Ears().on(self.panel.photographer_chosen)

    def spoken(self, place: int) -> object:
        return self.panel.people.model().index(place, 0).data()


pytestmark = pytest.mark.usefixtures("light")


@pytest.fixture
def page(qtbot: QtBot) -> ExplainPage:
    made = ExplainPage(qtbot)
    made.panel.set_state(samples.EXPLAINED)
    return made


def test_everybody_stands_there_with_a_verdict_in_words(page: ExplainPage) -> None:
    assert page.panel.title.text() == "Thu 26 Nov, 9:00 – 11:00"
    assert page.panel.subtitle.text() == "5 of 7 photographers can take it"
    assert page.spoken(0) == "Maya Ortiz, Pick, Priority 1 · senior · 22 min from 41 Harbor Rd"
    assert page.spoken(5) == "Leo Brandt, Busy, “Dentist” 9:30–10:15 on Google"
    assert page.spoken(6) == "Ana Silva, Skill, Not trained in Video walkthrough"
    assert page.panel.summary.text() == "3 shoots for Maya · 74 min driving (+9) · ends 4:30 pm"


def test_before_a_time_is_looked_at_it_says_what_to_do(page: ExplainPage) -> None:
    page.panel.set_state(ExplainState(samples.BOSTON))
    assert "point at a time" in page.panel.subtitle.text()
    assert not page.panel.people.isVisible()
    page.panel.set_state(ExplainState(samples.BOSTON, hint="Tick a service first."))
    assert page.panel.subtitle.text() == "Tick a service first."


def test_a_part_names_itself(page: ExplainPage) -> None:
    page.panel.set_state(replace(samples.EXPLAINED, part="Twilight"))
    assert page.panel.title.text() == "Twilight: Thu 26 Nov, 9:00 – 11:00"


def test_what_stands_in_everybodys_way_is_said_once(page: ExplainPage) -> None:
    closed = (Failure(Code.DAY_CLOSED, "Sunday is closed"),)
    rows = tuple(replace(row, failures=closed, picked=False) for row in samples.EXPLAINED.rows)
    page.panel.set_state(replace(samples.EXPLAINED, rows=rows))
    assert page.panel.subtitle.text() == "Nobody can take it. Sunday is closed"
    mixed = (*rows[:-1], replace(rows[-1], failures=MANY))
    page.panel.set_state(replace(samples.EXPLAINED, rows=mixed))
    assert page.panel.subtitle.text() == "None of 7 photographers can take it"


def test_a_row_asks_for_its_photographer(page: ExplainPage) -> None:
    page.click_row(page.panel.people, 2)
    page.panel.people.setFocus()
    page.press(Key.Key_Down, Key.Key_Return)
    assert page.chosen.heard[0] == "sam"
    assert len(page.chosen.heard) == 2


def test_further_reasons_fold_out_and_in(page: ExplainPage) -> None:
    people = page.panel.people
    page.panel.set_state(replace(samples.EXPLAINED, rows=(PersonRow(samples.FACES["ana"], failures=MANY),)))
    assert page.spoken(0) == (
        "Ana Silva, Skill, Not trained in Video walkthrough; “Dentist” 9:30–10:15 on Google; "
        "15 minutes short before 41 Harbor Rd"
    )
    low = people.sizeHintForRow(0)
    page.click(people.viewport(), people.more_rect(0).center().toPoint())
    assert people.is_open(0)
    assert people.sizeHintForRow(0) > low
    assert page.chosen.heard == []
    people.setFocus()
    page.press(Key.Key_Left)
    assert not people.is_open(0)
    page.press(Key.Key_Right)
    assert people.is_open(0)


def test_fifty_photographers_scroll_to_the_last(page: ExplainPage) -> None:
    rows = tuple(PersonRow(Face(str(place), f"Person {place}", place), "Priority 1") for place in range(50))
    page.panel.set_state(replace(samples.EXPLAINED, rows=rows))
    people = page.panel.people
    people.setFocus()
    page.press(Key.Key_End, Key.Key_Return)
    assert page.chosen.heard == ["49"]
    assert people.viewport().rect().contains(people.visualRect(people.currentIndex()))
    assert page.panel.summary.geometry().bottom() <= page.panel.height()


def test_the_old_answer_stays_and_pales_when_the_new_one_is_slow(page: ExplainPage, qtbot: QtBot) -> None:
    page.panel.set_state(ExplainState(samples.BOSTON, pending=True))
    assert page.panel.title.text() == "Thu 26 Nov, 9:00 – 11:00"
    assert not page.panel.is_pale()
    qtbot.waitUntil(page.panel.is_pale, timeout=DIM_AFTER * 200)
    page.panel.set_state(samples.EXPLAINED)
    assert not page.panel.is_pale()


@pytest.mark.parametrize("code", list(Code))
def test_every_rule_has_a_word(page: ExplainPage, code: Code) -> None:
    row = PersonRow(samples.FACES["ana"], failures=(Failure(code, "A sentence"),))
    page.panel.set_state(replace(samples.EXPLAINED, rows=(row,)))
    assert str(page.spoken(0)).count(",") == 2


def test_verdicts_and_their_order() -> None:
    free, picked = PersonRow(samples.FACES["sam"]), PersonRow(samples.FACES["maya"], picked=True)
    busy = PersonRow(samples.FACES["leo"], failures=MANY[1:])
    assert [row.verdict for row in ordered((busy, free, picked))] == [
        Verdict.PICK,
        Verdict.FREE,
        Verdict.BUSY,
    ]
    assert (free.tone, busy.tone, PersonRow(samples.FACES["ana"], failures=MANY).tone) == (
        Tone.GOOD,
        Tone.BAD,
        Tone.WARN,
    )
    assert busy.further == ("15 minutes short before 41 Harbor Rd",)
