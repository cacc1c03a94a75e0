"""Connecting Google on a real X display: the pointer of the server drags the calendars to whom they belong."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.google_calls import browser, drag_really, run_through
from tests.support.google_server import GoogleServer
from tests.support.keyrings import file_keyring
from tests.support.whole_desk import whole_desk
from tests.support.x_hand import XHand

pytestmark = pytest.mark.display


def test_from_connecting_to_a_change_by_hand(
    qtbot: QtBot,
    google_server: GoogleServer,
    tmp_path: Path,
    x_display: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in file_keyring(tmp_path / "keyring.json").items():
        monkeypatch.setenv(name, value)
    with whole_desk(tmp_path) as desk, XHand(x_display) as hand, browser(google_server):
        run_through(desk, google_server, tmp_path, partial(drag_really, hand))
