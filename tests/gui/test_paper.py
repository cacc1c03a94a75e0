"""A day on paper under keys and mouse: chosen, looked at, copied, saved and printed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog, QPrinter

from studio_app.desk.paper.sheet_card import EACH, DaySheetCard
from tests.gui.orders_hands import OrdersHands
from tests.support.scenes_orders import lived_in
from tests.support.whole_desk import CONTROL, WholeDesk

Key = Qt.Key


@pytest.fixture
def desk(desk: WholeDesk) -> WholeDesk:
    """With an appointment of Maya's on Thursday."""
    lived_in(desk)
    return desk


def open_card(desk: WholeDesk) -> DaySheetCard:
    desk.press(Key.Key_P, CONTROL)
    card = desk.window.sheet
    desk.wait_for(card.preview.pages, "the sheet")
    return card


def go_to_thursday(desk: WholeDesk) -> DaySheetCard:
    card = open_card(desk)
    desk.type("thu")
    desk.press(Key.Key_Return)
    return card


def said(card: DaySheetCard) -> str:
    return "\n".join(text for page in card.preview.pages() for text in page.texts())


def choose(desk: WholeDesk, who: str) -> None:
    """Choose for whom by the keyboard."""
    people = desk.window.sheet.people
    people.setFocus()
    desk.press(Key.Key_Home)
    while people.currentData() != who:
        desk.press(Key.Key_Down)


def test_the_day_that_is_looked_at_comes_first(desk: WholeDesk) -> None:
    card = open_card(desk)
    assert "Monday 23 November 2026" in said(card)
    assert card.day_line.hasFocus()
    desk.press(Key.Key_Escape)
    assert not card.isVisible()
    assert desk.window.view() == "desk"
    desk.desk.shown.show_span("day")
    desk.press(Key.Key_PageDown)
    assert "Tuesday 24 November 2026" in said(open_card(desk))
    desk.press(Key.Key_Escape)
    desk.window.show_view("board")
    desk.press(Key.Key_PageDown)
    desk.click(desk.window.top_bar.sheet_button)
    desk.wait_for(card.preview.pages, "the sheet")
    shown = desk.program.board_page.board.days[0]
    assert f" {shown.day} November 2026" in said(card)


def test_a_day_is_typed_or_stepped_to(desk: WholeDesk) -> None:
    card = go_to_thursday(desk)
    assert "Thursday 26 November 2026" in said(card)
    assert "55 Summit Ave" in said(card)
    desk.type("elbow")
    desk.press(Key.Key_Return)
    assert card.problem.text().startswith("That is no date yet")
    assert "Thursday 26 November 2026" in said(card)
    card.day_line.selectAll()
    desk.type("29 nov")
    desk.press(Key.Key_Return)
    assert "Nothing is booked on this day." in said(card)
    assert card.problem.text() == ""


def test_a_photographer_s_sheet_and_a_page_for_each(desk: WholeDesk) -> None:
    card = go_to_thursday(desk)
    choose(desk, "maya")
    texts = said(card)
    assert "Maya Ortiz" in texts
    assert "Leo Brandt" not in texts
    assert "617 555 0101 · dana@kellerlane.example" in texts
    choose(desk, EACH)
    assert len(card.preview.pages()) > 3
    assert card.place.text() == f"Page 1 of {len(card.preview.pages())}"
    card.preview.setFocus()
    desk.press(Key.Key_Right)
    desk.click(card.forward)
    assert card.preview.number() == 2
    desk.press(Key.Key_End)
    assert not card.forward.isEnabled()


def test_what_is_changed_meanwhile_is_on_the_sheet(desk: WholeDesk) -> None:
    card = go_to_thursday(desk)
    store = desk.program.store
    with store.writing() as writing:
        (visit,) = writing.appointments_of("picture-order")
        order = writing.order(visit.order)
        writing.save_order(type(order)(**{**_fields(order), "notes": "Beware of the dog"}))
    desk.desk.refresh()
    desk.wait_for(lambda: "Beware of the dog" in said(card), "the note")


def _fields(value: object) -> dict[str, object]:
    return {name: getattr(value, name) for name in value.__dataclass_fields__}  # type: ignore[attr-defined]


def test_it_is_copied_as_text(desk: WholeDesk) -> None:
    card = go_to_thursday(desk)
    choose(desk, "maya")
    desk.click(card.copy_button)
    text = QGuiApplication.clipboard().text()
    assert text.startswith("Maya Ortiz, Thursday 26 November 2026\n1 shoot")
    assert "2:00 – 4:30 pm  55 Summit Ave, 02446" in text
    assert not QGuiApplication.clipboard().mimeData().hasHtml()
    assert card.copy_button.text() == "Copied"


def test_it_is_saved_as_pdf(desk: WholeDesk, tmp_path: Path) -> None:
    card = go_to_thursday(desk)
    choose(desk, EACH)
    pages = len(card.preview.pages())
    desk.click(card.pdf_button)
    OrdersHands(desk).save_as(str(tmp_path / "thursday.pdf"))
    desk.wait_for(lambda: "Saved thursday.pdf." in desk.messages(), "the file")
    data = (tmp_path / "thursday.pdf").read_bytes()
    assert data.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", data)) == pages


def test_it_is_printed(desk: WholeDesk, tmp_path: Path) -> None:
    card = go_to_thursday(desk)
    desk.click(card.print_button)
    dialog = desk.window.findChild(QPrintDialog, "print_sheet")
    assert dialog is not None
    printer = dialog.printer()
    assert printer.docName() == "Northlight 2026-11-26"
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    dialog.accepted.emit(printer)
    dialog.reject()
    desk.settle()
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF-")
    assert "The sheet is on its way to the printer." in desk.messages()
