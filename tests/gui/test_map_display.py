"""The map on a real X display with a window manager: the server's own pointer, wheel and keys."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.support.map_page import MapPage, Recorder
from tests.support.x_hand import XHand

pytestmark = [pytest.mark.display, pytest.mark.usefixtures("light")]
IN_CAMBRIDGE = (-71.04, 42.35)


@pytest.fixture
def hand(x_display: str) -> Iterator[XHand]:
    with XHand(x_display) as made:
        yield made


@pytest.fixture
def page(qtbot: QtBot, hand: XHand) -> MapPage:
    return MapPage(qtbot)


def at(page: MapPage, point: QPoint) -> tuple[int, int]:
    there = page.canvas.mapToGlobal(point)
    return there.x(), there.y()


def test_dragged_clicked_and_zoomed_by_hand(qtbot: QtBot, page: MapPage, hand: XHand) -> None:
    held = page.canvas.camera.place(400, 300)
    hand.move(*at(page, QPoint(400, 300)))
    hand.press()
    for step in range(1, 6):
        hand.move(*at(page, QPoint(400 + 12 * step, 300 - 8 * step)))
        QApplication.processEvents()
    hand.release()
    qtbot.waitUntil(lambda: page.canvas.camera.point(held) == pytest.approx((460, 260)))
    hand.move(*at(page, page.point(IN_CAMBRIDGE)))
    hand.press()
    hand.release()
    qtbot.waitUntil(lambda: page.areas == ["cambridge"])
    zoom = page.canvas.camera.zoom
    hand.press(4)  # the wheel, away from the hand
    hand.release(4)
    qtbot.waitUntil(lambda: page.canvas.camera.zoom > zoom)


def test_keys_move_the_map_and_a_gesture_is_broken_off(qtbot: QtBot, page: MapPage, hand: XHand) -> None:
    camera = page.canvas.camera
    hand.key("Left")
    hand.key("=")
    qtbot.waitUntil(lambda: page.canvas.camera.zoom == pytest.approx(camera.zoom + 0.5))
    told = Recorder()
    told.takes = {"press"}
    page.canvas.set_gestures(told)
    hand.move(*at(page, QPoint(300, 300)))
    hand.press()
    hand.move(*at(page, QPoint(340, 320)))
    qtbot.waitUntil(lambda: "press" in told.names())
    hand.key("Escape")
    qtbot.waitUntil(lambda: told.names()[-1] == "cancel")
    hand.release()
