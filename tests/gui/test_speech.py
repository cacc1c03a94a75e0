"""The language of dates and units: chosen in the settings, and everything on the desk follows at once."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from studio_app.desk.main_window import SETTINGS
from studio_app.desk.rules.fields import ChoiceField
from studio_app.desk.wording import ENGLISH
from studio_app.domain.speech import Speech
from tests.gui.calls import order
from tests.support.scenes_settings import SPANISH, speak
from tests.support.whole_desk import CONTROL, WholeDesk

Key = Qt.Key


def field(desk: WholeDesk, key: str) -> ChoiceField:
    page = desk.program.settings_page
    page.show_rule(key)
    editor = next(card.rows[key].editor for card in page.rules if key in card.rows)
    assert isinstance(editor, ChoiceField)
    return editor


def switch(desk: WholeDesk, key: str, choice: str) -> QWidget:
    choices = field(desk, key).choices
    assert choices is not None
    return choices.button(choice)


def test_a_language_is_chosen_by_keyboard_and_everything_follows_and_comes_back(desk: WholeDesk) -> None:
    desk.draft(order(desk))
    heading = desk.window.top_bar.heading.text()
    assert "November" in heading
    desk.click(desk.window.rail.button(SETTINGS))
    languages = field(desk, "speech.language").list
    assert languages is not None
    languages.setFocus()
    desk.type("esp")
    desk.wait_for(lambda: desk.desk.wording.words.weekdays[0] == "lun", "Spanish")
    desk.settle()
    desk.click(switch(desk, "speech.hours24", "yes"))
    desk.click(switch(desk, "speech.metric_area", "yes"))
    desk.click(switch(desk, "speech.kilometres", "yes"))
    assert desk.desk.wording.hours24
    assert desk.desk.wording.kilometres
    desk.window.show_view("desk")
    desk.settle()
    assert "noviembre" in desk.window.top_bar.heading.text()
    assert desk.grid.week.wording is desk.desk.wording
    size = desk.panel.address.size_field
    assert size.placeholderText() == "m²"
    for _ in range(4):
        desk.press(Key.Key_Z, CONTROL)
    assert desk.window.top_bar.heading.text() == heading
    assert desk.desk.wording is ENGLISH
    assert size.placeholderText() == "sq ft"


def test_a_size_is_typed_in_square_metres_and_kept_in_square_feet(desk: WholeDesk) -> None:
    speak(desk, SPANISH)
    size = desk.panel.address.size_field
    size.setFocus()
    desk.type("223")
    assert desk.desk.draft.square_feet == 2400
    speak(desk, Speech())
    assert size.text() == "2400", "the same size in the other unit"
    speak(desk, SPANISH)
    assert size.text() == "223"


def test_times_on_the_grid_the_board_and_in_the_panels_are_of_24_hours(desk: WholeDesk) -> None:
    desk.draft(order(desk))
    speak(desk, SPANISH)
    desk.desk.next_opening()
    desk.settle()
    explain = desk.window.explain
    said = " ".join(label.text() for label in explain.findChildren(QWidget) if hasattr(label, "text"))
    assert " pm" not in said
    assert any(day in said for day in ("lun", "mar", "mié", "jue", "vie"))
    desk.window.show_view("board")
    desk.settle()
    assert desk.program.board_page.canvas.board.wording is desk.desk.wording
    assert desk.program.boarding.days.heading(desk.desk.wording) == "lunes 23 de noviembre de 2026"


def test_the_month_has_the_weekdays_of_the_language(desk: WholeDesk) -> None:
    speak(desk, SPANISH)
    desk.desk.shown.show_span("month")
    desk.settle()
    month = desk.desk.month
    assert desk.window.top_bar.heading.text() == "noviembre 2026"
    chips = [chip.text for each in month._month.days for chip in each.chips]
    assert chips
    assert not [text for text in chips if " pm " in text]


def test_orders_history_and_papers_follow(desk: WholeDesk) -> None:
    speak(desk, SPANISH)
    desk.window.show_view("orders")
    desk.settle()
    page = desk.daily.orders.page
    rows = [page.table.model().index(0, column).data() for column in range(page.table.model().columnCount())]
    assert not [text for text in rows if text and (" pm" in text or "Nov" in text)]
    desk.press(Key.Key_P, CONTROL)
    card = desk.window.sheet
    desk.wait_for(card.isVisible, "the sheet")
    desk.settle()
    assert card.day_line.text() == "lun 23 nov"
    card.day_line.setFocus()
    desk.press(Key.Key_A, CONTROL)
    desk.type("jueves")
    desk.press(Key.Key_Return)
    assert card.wish().day == date(2026, 11, 26)


def test_messages_say_it_so_too(desk: WholeDesk) -> None:
    speak(desk, SPANISH)
    desk.draft(order(desk))
    desk.desk.next_opening()
    desk.settle()
    desk.panel.confirm()
    desk.wait_for(lambda: any("Booked" in text for text in desk.messages()), "the booking")
    said = " ".join(desk.messages())
    assert " nov " in said
    assert " pm" not in said


@pytest.mark.parametrize("typed", ["jue", "26 nov", "26 de noviembre"])
def test_a_date_to_go_to_is_typed_in_the_language(desk: WholeDesk, typed: str) -> None:
    speak(desk, SPANISH)
    desk.press(Key.Key_G, CONTROL)
    go_to = desk.window.go_to
    desk.wait_for(go_to.isVisible, "the card")
    desk.type(typed)
    desk.press(Key.Key_Return)
    assert date(2026, 11, 26) in desk.desk.days.dates
