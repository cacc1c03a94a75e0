"""Whole calls on a real X display with a window manager, where focus and keys differ from offscreen."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.calls import book_by_keyboard, book_by_mouse
from tests.support.whole_desk import whole_desk

pytestmark = pytest.mark.display


def test_the_whole_call_by_keyboard(qtbot: QtBot, tmp_path: Path) -> None:
    with whole_desk(tmp_path) as desk:
        qtbot.waitActive(desk.window)
        book_by_keyboard(desk)


def test_a_call_by_mouse(qtbot: QtBot, tmp_path: Path) -> None:
    with whole_desk(tmp_path) as desk:
        qtbot.waitActive(desk.window)
        book_by_mouse(desk)
