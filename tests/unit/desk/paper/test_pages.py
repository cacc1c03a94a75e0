"""Pages: what stands on them, nothing lost, nothing outside; as pictures and as PDF."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from studio_app.desk import theme
from studio_app.desk.paper.drawing import pdf, picture, print_pages
from studio_app.desk.paper.setting import Page, Text
from studio_app.desk.paper.sheets import A4, FOOT, LETTER, MARGIN, Paper, sheet_pages
from studio_app.desk.paper.words import PersonWords, SheetWords, StopWords, Style

STOP = StopWords(
    "9:00 – 11:00",
    "2 h 00",
    "55 Summit Ave",
    "Boston, MA",
    services="Photos + Video",
    client="Dana Whitfield, Keller Lane Realty",
    contact=("617 555 0101", "dana@kellerlane.example"),
    size="2,400 sq ft",
    notes="<b>Gate</b> code & 4711\nring twice",
    drive="22 min drive from home",
)
MAYA = PersonWords("Maya Ortiz", 0, "1 shoot · 2 h 00 on site", (STOP,), "30 min drive home")
WORDS = SheetWords("Northlight", "Thursday 26 November 2026", (MAYA,), "Nothing booked for Jun.")
BOTH = pytest.mark.parametrize("style", Style)


@pytest.fixture(autouse=True)
def _fonts(qapp: QApplication) -> None:
    theme.apply(qapp, theme.Theme.light())


def read(pages: tuple[Page, ...]) -> str:
    """All text, without the feet."""
    return "\n".join(
        mark.text
        for page in pages
        for mark in page.marks
        if isinstance(mark, Text) and mark.y < page.height - MARGIN - FOOT
    )


@BOTH
def test_everything_is_on_the_paper_as_it_was_typed(style: Style) -> None:
    (page,) = sheet_pages(WORDS, style, LETTER, "as of now")
    text = " ".join(page.texts())
    for words in (
        "Maya Ortiz",
        "Thursday 26 November 2026",
        "9:00 – 11:00",
        "55 Summit Ave",
        "Boston, MA",
        "Photos + Video",
        "Dana Whitfield, Keller Lane Realty",
        "617 555 0101",
        "dana@kellerlane.example",
        "2,400 sq ft",
        "<b>Gate</b> code & 4711",
        "ring twice",
        "22 min",
        "30 min drive home",
        "Page 1 of 1",
        "as of now",
    ):
        assert words in text, words


@BOTH
def test_an_empty_day_says_so(style: Style) -> None:
    (page,) = sheet_pages(replace(WORDS, people=()), style, A4, "")
    assert "Nothing is booked on this day." in page.texts()
    (page,) = sheet_pages(replace(WORDS, people=(replace(MAYA, stops=(), home=""),)), Style.PERSON, A4, "")
    assert "Nothing is booked on this day." in page.texts()


def test_each_photographer_begins_a_page() -> None:
    ben = replace(MAYA, name="Ben Castellano")
    pages = sheet_pages(replace(WORDS, people=(MAYA, ben)), Style.PERSON, LETTER, "")
    assert ["Maya Ortiz" in page.texts() for page in pages] == [True, False]
    assert ["Ben Castellano" in page.texts() for page in pages] == [False, True]
    (together,) = sheet_pages(replace(WORDS, people=(MAYA, ben)), Style.STUDIO, LETTER, "")
    assert {"Maya Ortiz", "Ben Castellano"} <= set(together.texts())


texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=40)
many_stops = st.lists(
    st.builds(
        lambda title, notes, client: replace(STOP, title=title, notes=notes, client=client),
        texts,
        st.text(st.sampled_from("ab \n"), max_size=3000),
        texts,
    ),
    max_size=12,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(many_stops, st.sampled_from(Style), st.sampled_from([A4, LETTER, Paper(300, 420)]))
def test_nothing_is_lost_and_nothing_runs_off_the_paper(
    stops: list[StopWords], style: Style, paper: Paper
) -> None:
    words = replace(WORDS, people=(replace(MAYA, stops=tuple(stops)),))
    pages = sheet_pages(words, style, paper, "as of now")
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in page.texts()
        for mark in page.marks:
            assert mark.x >= MARGIN - 1
            assert MARGIN - 1 <= mark.y <= page.height - MARGIN
    letters = "".join(read(pages).split())
    for stop in stops:
        for text in (stop.title, *stop.notes.split()):
            assert "".join(text.split())[:12] in letters


@BOTH
def test_a_pdf_has_the_pages_and_says_what_it_is(style: Style) -> None:
    people = tuple(replace(MAYA, name=f"Person {number}", stops=(STOP,) * 4) for number in range(6))
    pages = sheet_pages(replace(WORDS, people=people), style, LETTER, "")
    data = pdf(pages, "Northlight 2026-11-26")
    assert data.startswith(b"%PDF-")
    assert data.rstrip().endswith(b"%%EOF")
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", data)) == len(pages) > 1
    assert b"/MediaBox [0 0 612" in data
    assert b"Inter" in data, "the shipped font is in it"


def test_a_printer_gets_the_same_pages(tmp_path: Path) -> None:
    pages = sheet_pages(replace(WORDS, people=(MAYA, MAYA, MAYA)), Style.PERSON, A4, "")
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    print_pages(printer, pages)
    data = (tmp_path / "printed.pdf").read_bytes()
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", data)) == 3


def inked(image: QImage, left: float, top: float, right: float, bottom: float) -> bool:
    """Whether anything but white is in a part of a picture; edges from 0 to 1."""
    width, height = image.width(), image.height()
    white = QColor("#FFFFFF").rgb()
    return any(
        image.pixel(x, y) != white
        for x in range(int(left * width), int(right * width))
        for y in range(int(top * height), int(bottom * height))
    )


@BOTH
def test_a_picture_shows_the_page_as_it_is_printed(style: Style) -> None:
    (page,) = sheet_pages(WORDS, style, LETTER, "as of now")
    image = picture(page, 306, 2.0)
    assert (image.width(), image.height(), image.devicePixelRatio()) == (612, 792, 2.0)
    assert inked(image, 0.07, 0.05, 0.6, 0.15), "the head"
    assert inked(image, 0.07, 0.9, 0.5, 0.96), "the foot"
    assert not inked(image, 0, 0, 0.06, 1), "the left margin is white"
    assert not inked(image, 0.95, 0, 1, 1), "and the right one"
    assert not inked(image, 0.1, 0.6, 0.9, 0.85), "nothing stands below the last stop"
