"""Exports that a spreadsheet shows and never runs."""

import pytest

from studio_app.exchange.csv_table import Cell, csv_table, safe_cell


@pytest.mark.parametrize(
    "cell, shown",
    [
        ("55 Summit Avenue, Boston", "55 Summit Avenue, Boston"),
        ('=HYPERLINK("http://x.test","55 Summit")', '\'=HYPERLINK("http://x.test","55 Summit")'),
        ("+1 617 555 0100", "'+1 617 555 0100"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'=1"),
        ("\r=1", "'=1"),
        ("\uff1d1", "'\uff1d1"),
        ("Gate code 5;=1+1", "Gate code 5;'=1+1"),
        ("two\nlines", "two lines"),
        ("a-b", "a-b"),
        ("", ""),
        (None, ""),
        (-5, -5),
        (2.5, 2.5),
        (True, "yes"),
        (False, "no"),
    ],
)
def test_cells(cell: Cell, shown: object) -> None:
    assert safe_cell(cell) == shown


def test_a_table() -> None:
    text = csv_table(["Address", "Size"], [['5 "Old" Mill', 1800], ["été", None]])
    assert text == '\ufeff"Address","Size"\r\n"5 ""Old"" Mill","1800"\r\n"été",""\r\n'
