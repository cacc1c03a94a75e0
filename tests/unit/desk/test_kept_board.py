"""Whom the user shows on the board, kept in a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio_app.desk.board.arranging import Arrangement
from studio_app.desk.kept_board import KeptBoard


def test_what_was_chosen_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "board.json"
    chosen = Arrangement(("ben", "ana"), frozenset({"cy"}))
    KeptBoard(file).write(chosen)
    assert KeptBoard(file).read() == chosen
    assert [path.name for path in tmp_path.iterdir()] == ["board.json"]


def test_nothing_kept_is_the_order_of_the_studio(tmp_path: Path) -> None:
    assert KeptBoard(tmp_path / "board.json").read() == Arrangement()


@pytest.mark.parametrize(
    "text",
    ["", "[]", '{"order": 3, "hidden": []}', '{"order": [1], "hidden": []}', '{"order": []}', "[" * 9000],
)
def test_a_broken_file_is_the_order_of_the_studio(tmp_path: Path, text: str) -> None:
    file = tmp_path / "board.json"
    file.write_text(text, encoding="utf-8")
    assert KeptBoard(file).read() == Arrangement()


def test_where_it_can_not_be_kept_the_board_goes_on(tmp_path: Path) -> None:
    KeptBoard(tmp_path / "gone" / "board.json").write(Arrangement(("ana",)))
    assert not (tmp_path / "gone").exists()
