"""However a spreadsheet parts the cells of an export, none of them is a formula."""

import csv
import io

from hypothesis import example, given, settings
from hypothesis import strategies as st

from studio_app.exchange.csv_table import csv_table
from tests.support.looks import one_in

NASTY = st.text(st.sampled_from("=+-@＝\t\r\n;,|\"' a1\u200b\ufeff"), max_size=12)
TEXTS = st.one_of(NASTY, st.text(max_size=20))
IGNORED = ' \t\r\n"\u200b\ufeff'


@settings(max_examples=one_in(8))
@given(st.lists(st.lists(TEXTS, min_size=1, max_size=4), max_size=4))
@example([["=1+1", "a;=cmd", "\n=1", 'x";"=1', "a\r\n+b", "\ufeff=1", "a|@b"]])
def test_no_cell_is_a_formula(rows: list[list[str]]) -> None:
    text = csv_table(["name"], rows)
    assert text.startswith("\ufeff")
    for delimiter in ",;\t|":
        for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter):
            for cell in row:
                assert cell.lstrip(IGNORED)[:1] not in {*"=+-@＝"}, (delimiter, cell, text)


@given(st.lists(st.lists(st.text(st.characters(categories=["L", "N"])), min_size=1), max_size=4))
def test_plain_texts_come_back(rows: list[list[str]]) -> None:
    text = csv_table(["name"], rows).removeprefix("\ufeff")
    assert list(csv.reader(io.StringIO(text, newline=""))) == [["name"], *rows]
