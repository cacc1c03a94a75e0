"""The history under keys and mouse: filters, pages, the way to an order, and the table that it is saved as."""

from __future__ import annotations

import csv
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from studio_app.desk.history.list import HistoryList
from studio_app.desk.history.page import HistoryPanel
from studio_app.domain.history import HistoryEntry
from tests.gui.orders_hands import OrdersHands
from tests.support.scenes_orders import ORDER, lived_in
from tests.support.whole_desk import CONTROL, NO_KEYS, WholeDesk

Key = Qt.Key


@pytest.fixture
def desk(desk: WholeDesk) -> WholeDesk:
    """People have been at work in the demo studio; with the history open. What they owe the calendar stays owed: a round
    would have it written sooner or later, and in the history."""
    desk.program.syncing.stop()
    lived_in(desk)
    orders = OrdersHands.open(desk)
    desk.click(orders.page.orders_bar.tabs.button("history"))
    return desk


def panel(desk: WholeDesk) -> HistoryPanel:
    return desk.daily.orders.page.history


def rows(desk: WholeDesk) -> HistoryList:
    return panel(desk).rows


def said(desk: WholeDesk) -> list[str]:
    return [row.line.sentence for row in rows(desk).rows()]


def pick(desk: WholeDesk, key: str) -> None:
    """Choose days by the keyboard."""
    box = panel(desk).days
    box.setFocus()
    desk.press(Key.Key_Home)
    for _ in range(box.findData(key)):
        desk.press(Key.Key_Down)


def test_what_happened_stands_there_the_newest_first(desk: WholeDesk) -> None:
    assert said(desk) == [
        "Test loaded the demo studio",
        "Lee postponed 96 Chestnut Pl",
        "Lee changed 55 Summit Ave",
        "Kim moved 55 Summit Ave",
        "Kim took the order for 55 Summit Ave",
        "Kim booked 55 Summit Ave",
    ]
    titles = [row.title for row in rows(desk).rows()]
    assert titles == ["Today, Monday 23 November 2026", *[""] * 5]


def test_words_find_and_esc_leaves_step_by_step(desk: WholeDesk) -> None:
    desk.press(Key.Key_F, CONTROL)
    desk.type("summit owner")
    desk.wait_for(lambda: len(said(desk)) == 2, "the search")
    assert said(desk) == ["Kim moved 55 Summit Ave", "Kim took the order for 55 Summit Ave"]
    desk.press(Key.Key_Escape)
    assert len(said(desk)) == 6
    desk.press(Key.Key_Escape)
    assert desk.daily.orders.page.tab == "list"


def test_a_person_s_doings(desk: WholeDesk) -> None:
    people = panel(desk).people
    names = [people.itemText(place) for place in range(people.count())]
    assert names == ["Everybody", "Kim", "Lee", "Test"]
    people.setFocus()
    desk.press(Key.Key_Down)
    desk.press(Key.Key_Down)
    assert said(desk) == ["Lee postponed 96 Chestnut Pl", "Lee changed 55 Summit Ave"]


def test_days_by_a_word_and_typed(desk: WholeDesk) -> None:
    pick(desk, "yesterday")
    assert said(desk) == []
    assert panel(desk).empty.title.text() == "Nothing fits"
    pick(desk, "between")
    assert panel(desk).first.hasFocus()
    desk.type("tomorow")
    desk.press(Key.Key_Return)
    assert panel(desk).problem.text().startswith("That is no date yet")
    panel(desk).first.clear()
    desk.type("today")
    desk.press(Key.Key_Return)
    assert len(said(desk)) == 6
    assert not panel(desk).problem.isVisible()
    panel(desk).empty.button.click()
    desk.settle()
    assert panel(desk).chosen_days().choice == "any"


def test_an_entry_leads_to_its_order(desk: WholeDesk) -> None:
    view = rows(desk)
    at = view.row_rect(3).center().toPoint()
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, NO_KEYS, at)
    desk.settle()
    page = desk.daily.orders.page
    assert page.tab == "list"
    desk.wait_for(lambda: page.details.state and page.details.state.id == ORDER, "the order")
    desk.click(page.details.button("history"))
    assert (page.tab, panel(desk).order) == ("history", ORDER)
    assert panel(desk).order_chip.isVisible()
    assert len(said(desk)) == 4
    desk.click(panel(desk).order_chip)
    assert len(said(desk)) == 6


def test_a_long_history_goes_on_as_one_scrolls(desk: WholeDesk) -> None:
    with desk.program.store.writing() as writing:
        for number in range(260):
            at = desk.clock() - timedelta(days=number // 20, minutes=number)
            writing.record(HistoryEntry(at, "Kim", f"did thing {number}"))
    desk.desk.refresh()
    desk.settle()
    assert len(said(desk)) == 100
    rows(desk).setFocus()
    for _ in range(40):
        desk.press(Key.Key_End)
        if len(said(desk)) == 266:
            break
    assert len(said(desk)) == 266
    numbers = [row.line.key for row in rows(desk).rows()]
    assert len(set(numbers)) == len(numbers), "none twice"


def test_what_is_shown_is_saved(desk: WholeDesk, tmp_path: Path) -> None:
    people = panel(desk).people
    people.setFocus()
    desk.press(Key.Key_Down)
    assert people.currentText() == "Kim"
    desk.click(desk.daily.orders.page.orders_bar.export)
    file = tmp_path / "kim.csv"
    OrdersHands(desk).save_as(str(file))
    desk.wait_for(lambda: "Saved kim.csv." in desk.messages(), "the file")
    with file.open(encoding="utf-8-sig", newline="") as opened:
        found = list(csv.DictReader(opened))
    assert {row["Who"] for row in found} == {"Kim"}
    assert {row["What"] for row in found} == {"moved", "booked", "took the order"}
