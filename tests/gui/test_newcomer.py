"""A newcomer sets up an empty studio and books a first order, on a real display."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.newcomer import set_up_and_book
from tests.support.whole_desk import whole_desk

pytestmark = pytest.mark.display


def test_three_people_four_services_two_zones_and_a_first_order(qtbot: QtBot, tmp_path: Path) -> None:
    with whole_desk(tmp_path, demo=False) as desk:
        set_up_and_book(desk)
