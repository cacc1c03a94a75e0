"""How the table of orders looked last, kept in a file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from studio_app.desk.kept_columns import KeptColumns
from studio_app.desk.orders.columns import USUAL, TableLook
from studio_app.domain.order_list import OrderColumn


def test_columns_are_kept_for_the_next_start(tmp_path: Path) -> None:
    kept = KeptColumns(tmp_path / "columns.json")
    assert kept.read() == TableLook()
    look = TableLook((OrderColumn.DUE, OrderColumn.VISIT), {OrderColumn.DUE: 120}, OrderColumn.DUE, False)
    kept.write(look)
    assert kept.read() == look


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"columns": ["gone"]}',
        '{"columns": [], "widths": 3, "sort": "due", "descending": true}',
        '{"columns": ["due"], "widths": {"due": 1e999}, "sort": "due", "descending": true}',
        "[" * 5000,
    ],
)
def test_a_broken_file_means_the_usual_columns(tmp_path: Path, text: str) -> None:
    file = tmp_path / "columns.json"
    file.write_text(text)
    assert KeptColumns(file).read() == TableLook()


def test_columns_that_nobody_can_read_are_made_readable(tmp_path: Path) -> None:
    file = tmp_path / "columns.json"
    file.write_text('{"columns": [], "widths": {"due": -5}, "sort": "due", "descending": false}')
    look = KeptColumns(file).read()
    assert look.columns == USUAL
    assert look.widths[OrderColumn.DUE] >= 40
    KeptColumns(tmp_path / "missing" / "columns.json").write(replace(look, sort=OrderColumn.ID))
