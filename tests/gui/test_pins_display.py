"""The pin of an address on a real X display with a window manager: dragged by the pointer, moved by keys."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from studio_app.desk.booking.model import Draft
from studio_app.desk.places.pin_card import PinCard
from studio_app.domain.place import Place
from tests.support.whole_desk import WholeDesk, whole_desk
from tests.support.x_hand import XHand

pytestmark = pytest.mark.display

ADDRESS = "55 Summit Ave, 02446"


class RealPin:
    """The desk, and a hand."""

    def __init__(self, desk: WholeDesk, hand: XHand) -> None:
        self.desk, self.hand = desk, hand

    def settle(self) -> None:
        """Let what the server sends arrive."""
        until = time.monotonic() + 0.15
        while time.monotonic() < until:
            QApplication.processEvents()
            time.sleep(0.005)
        self.desk.settle()

    def move(self, widget: QWidget, at: QPoint) -> None:
        where = widget.mapToGlobal(at)
        self.hand.move(where.x(), where.y())
        self.settle()

    def click(self, widget: QWidget) -> None:
        self.move(widget, widget.rect().center())
        self.hand.press()
        self.hand.release()
        self.settle()

    def key(self, name: str, *held: str) -> None:
        self.hand.key(name, *held)
        self.settle()

    @property
    def card(self) -> PinCard:
        return self.desk.program.locating.card

    def shown(self) -> tuple[Place | None, str]:
        """Where the address is, and who says so."""
        return self.desk.panel.state().coverage.place, self.desk.panel.address.source.text()


@pytest.fixture
def real(qtbot: QtBot, tmp_path: Path, x_display: str) -> Iterator[RealPin]:
    """With an address of which the postcode is known."""
    with whole_desk(tmp_path) as desk, XHand(x_display) as hand:
        desk.draft(Draft(address=ADDRESS))
        yield RealPin(desk, hand)


def test_dragged_by_the_pointer(real: RealPin) -> None:
    before, words = real.shown()
    assert before
    assert words == "by postcode"
    real.click(real.desk.panel.address.pin_button)
    assert real.card.isVisible()
    x, y = real.card.map.camera.point((before.lon, before.lat))
    real.move(real.card.map, QPoint(round(x), round(y) - 8))
    real.hand.press()
    for step in range(1, 9):
        real.move(real.card.map, QPoint(round(x) + 10 * step, round(y) - 8 - 5 * step))
    real.hand.release()
    real.settle()
    moved = real.card.pin.place
    assert moved
    assert moved.lon > before.lon
    assert moved.lat > before.lat
    real.click(real.card.save_button)
    real.desk.wait_for(lambda: real.shown() == (moved, "pin set by hand"), "the pin")


def test_moved_by_keys_and_taken_back(real: RealPin) -> None:
    before, _ = real.shown()
    assert before
    real.key("l", "Control")
    assert real.card.isVisible()
    for _ in range(3):
        real.key("Right")
    real.key("Down", "Shift")
    moved = real.card.pin.place
    assert moved
    assert moved.lon > before.lon
    assert moved.lat < before.lat
    real.key("Return")
    real.desk.wait_for(lambda: real.shown() == (moved, "pin set by hand"), "the pin")
    real.key("z", "Control")
    real.desk.wait_for(lambda: real.shown() == (before, "by postcode"), "the undo")
    real.key("l", "Control")
    real.key("Left")
    real.key("Escape")
    assert not real.card.isVisible()
    assert real.shown() == (before, "by postcode")
