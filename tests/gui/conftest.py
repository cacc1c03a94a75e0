"""What the tests of the desk begin with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio_app.desk import theme
from tests.gui.orders_hands import OrdersHands
from tests.gui.team_hands import TeamHands
from tests.support.keyrings import file_keyring
from tests.support.whole_desk import WholeDesk, whole_desk


@pytest.fixture(autouse=True)
def pointer_away() -> None:
    """The pointer lies beside every window. Offscreen, a move to where an earlier test has left it is none, and nobody
    hears of it."""
    if QApplication.instance() is not None and QApplication.platformName() == "offscreen":
        QCursor.setPos(0, 0)


@pytest.fixture
def light(qapp: QApplication) -> None:
    """Parts of the desk alone are tried in the light theme; the whole program chooses its own."""
    theme.apply(qapp, theme.Theme.light())


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[WholeDesk]:
    """The program on the demo studio, Monday a quarter to eleven."""
    with whole_desk(tmp_path) as shown:
        yield shown


@pytest.fixture
def orders(desk: WholeDesk) -> OrdersHands:
    """Its view of orders, which is open."""
    return OrdersHands.open(desk)


@pytest.fixture
def team(desk: WholeDesk) -> TeamHands:
    """Its view of the team, which is open."""
    return TeamHands.open(desk)


@pytest.fixture
def keyring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A keyring that works; what is in it can be read."""
    for name, value in file_keyring(tmp_path / "keyring.json").items():
        monkeypatch.setenv(name, value)
    return tmp_path / "keyring.json"
