"""Whole calls on a real X display with a window manager, where focus and keys differ from offscreen."""

from __future__ import annotations

import pytest

from tests.gui.calls import book_by_keyboard, book_by_mouse
from tests.support.whole_desk import WholeDesk

pytestmark = pytest.mark.display


def test_the_whole_call_by_keyboard(desk: WholeDesk) -> None:
    book_by_keyboard(desk)


def test_a_call_by_mouse(desk: WholeDesk) -> None:
    book_by_mouse(desk)
