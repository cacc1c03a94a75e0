"""The day before and after, and what a screen reader hears of the page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from studio_app.desk.cover.picture_content import Change
from tests.support.cover_page import CoverHands
from tests.support.whole_desk import WholeDesk

Key = Qt.Key
PRIYA = "Priya"


@pytest.fixture
def hands(desk: WholeDesk) -> CoverHands:
    return CoverHands(desk)


def test_the_day_before_and_after_with_marks_and_words(hands: CoverHands) -> None:
    person = hands.until_friday(PRIYA)
    row = hands.rows()[0]
    before, after = hands.page.before.picture, hands.page.after.picture
    assert before is not None
    assert after is not None
    key = f"{row.id}/{person}"
    new = hands.state.rows[0].options[0].choice.after.crew[0]
    assert before.marks == {key: Change.LEAVES}
    assert after.marks == {f"{row.id}/{new}": Change.COMES}
    assert before.board.lanes[0].id == person
    leaves, comes = before.board.block(key), after.board.block(f"{row.id}/{new}")
    assert leaves is not None
    assert comes is not None
    assert leaves.subtitle == f"→ {hands.first_name(new)}"
    assert comes.subtitle == "from Priya"
    assert "17 Dean Pl from Priya" in hands.page.after.accessibleDescription()
    assert after.board.lanes[0].off


def test_days_are_paged_and_people_without_a_change_hidden(hands: CoverHands) -> None:
    hands.until_friday(PRIYA)
    assert hands.page.day_words.text() == "Monday 23 November"
    assert not hands.page.earlier.isEnabled()
    hands.desk.click(hands.page.later)
    assert hands.page.day_words.text() == "Tuesday 24 November"
    hands.desk.press(Key.Key_PageDown)
    assert hands.page.day_words.text() == "Thursday 26 November"
    hands.desk.press(Key.Key_PageUp)
    before = hands.page.before.picture
    assert before is not None
    assert len(before.board.lanes) == 7
    hands.desk.click(hands.page.others)
    few = hands.page.before.picture
    assert few is not None
    assert [lane.id for lane in few.board.lanes] == [lane.id for lane in before.board.lanes][
        : len(few.board.lanes)
    ]
    assert len(few.board.lanes) < 7


def test_a_block_tells_what_it_is(hands: CoverHands) -> None:
    person = hands.until_friday(PRIYA)
    view = hands.page.before
    area = view.block_rect(f"{hands.rows()[0].id}/{person}")
    assert area is not None
    point = area.center().toPoint()
    QApplication.sendEvent(view, QHelpEvent(QHelpEvent.Type.ToolTip, point, view.mapToGlobal(point)))
    assert "17 Dean Pl" in QToolTip.text()
    beside = QPointF(2, view.height() - 2).toPoint()
    QApplication.sendEvent(view, QHelpEvent(QHelpEvent.Type.ToolTip, beside, view.mapToGlobal(beside)))
    QToolTip.hideText()


def test_everything_has_a_name(hands: CoverHands) -> None:
    hands.until_friday(PRIYA)
    view = hands.views()[0]
    assert view.tick.accessibleName().startswith("Mon 23 Nov 3:45 pm 17 Dean Pl, Priya to ")
    assert view.other.accessibleName() == "Other choices for Mon 23 Nov 3:45 pm 17 Dean Pl"
    for widget in (hands.form.who, hands.form.first, hands.form.begin, hands.foot.reason, hands.foot.tell):
        assert widget.accessibleName()
    assert hands.page.before.accessibleDescription()
