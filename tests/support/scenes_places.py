"""Scenes of places: the pin of an address on its map."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from studio_app.desk.booking.model import Draft
from tests.support.whole_desk import ADDRESS, NO_KEYS, WholeDesk


def pin(desk: WholeDesk) -> None:
    """The pin of the typed address, moved by keys."""
    desk.draft(Draft(address=ADDRESS))
    desk.click(desk.panel.address.pin_button)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Right):
        desk.press(key, Qt.KeyboardModifier.ShiftModifier)


def pin_dragged(desk: WholeDesk) -> None:
    """The pin in the hand."""
    pin(desk)
    card = desk.program.locating.card
    place = card.pin.place
    assert place
    x, y = card.map.camera.point((place.lon, place.lat))
    start = QPoint(round(x), round(y) - 8)
    QTest.mousePress(card.map, Qt.MouseButton.LeftButton, NO_KEYS, start)
    QTest.mouseMove(card.map, start + QPoint(40, 12))
    QTest.mouseMove(card.map, start + QPoint(80, 24))
    desk.settle()
