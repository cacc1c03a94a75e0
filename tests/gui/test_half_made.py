"""A program whose window can't be made ends: no thread of it is left behind."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from studio_app import program
from studio_app.desk.week.grid import WeekGrid
from tests.support.whole_desk import whole_desk


def test_lanes_end_where_the_desk_can_not_be_made(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = set(threading.enumerate())

    def fail(*_parts: object) -> WeekGrid:
        raise ZeroDivisionError

    monkeypatch.setattr(program, "WeekGrid", fail)
    with pytest.raises(ZeroDivisionError), whole_desk(tmp_path):
        pass
    assert set(threading.enumerate()) <= before
