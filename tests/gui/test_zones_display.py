"""The zones on a real display: the mouse of a hand, menus, and the keyboard that they take."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from studio_app.engine.zone_shapes import Shape, normal
from tests.gui.zones_hands import ZonesHands
from tests.support.whole_desk import CONTROL, WholeDesk

pytestmark = pytest.mark.display
Key = Qt.Key


@pytest.fixture
def zones(desk: WholeDesk) -> ZonesHands:
    return ZonesHands.open(desk)


def ask_menu(zones: ZonesHands, place: tuple[float, float]) -> None:
    """A right click on a place of the map, as the platform tells it."""
    canvas, at = zones.floor.stage.canvas, zones.spot(place)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, canvas.mapToGlobal(at))
    QApplication.sendEvent(canvas, event)


def test_the_menus_offer_what_can_be_done_there(zones: ZonesHands, desk: WholeDesk) -> None:
    ask_menu(zones, (-71.22, 42.33))
    zones.take(desk.menu("map_menu"), "Edit the shape")
    assert zones.floor.drafting.zone_id == "newton"
    corner = zones.zone("Newton").ring[4]
    ask_menu(zones, corner)
    zones.take(desk.menu("map_menu"), "Delete the corner")
    ask_menu(zones, (-71.32, 42.42))
    zones.take(desk.menu("map_menu"), "Save")
    assert len(zones.zone("Newton").ring) == 6
    assert corner not in zones.zone("Newton").ring
    ask_menu(zones, (-71.1, 42.345))
    zones.take(desk.menu("map_menu"), "Who covers this place")
    assert zones.floor.stage.place.isVisible()


def test_a_zone_of_the_list_has_a_menu_by_key(zones: ZonesHands, desk: WholeDesk) -> None:
    zones.choose("Quincy")
    rows = zones.floor.left.zones
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(rows.viewport(), event)
    zones.take(desk.menu("zone_menu"), "Remove Quincy")
    assert "Quincy" not in zones.names()
    desk.press(Key.Key_Z, CONTROL)
    assert "Quincy" in zones.names()


def test_all_zones_are_saved_from_the_menu(zones: ZonesHands, desk: WholeDesk, tmp_path: Path) -> None:
    file = tmp_path / "zones.geojson"
    desk.click(zones.page.export_button)
    zones.take(desk.menu("export_menu"), "As GeoJSON")
    zones.answer_dialog(str(file))
    desk.wait_for(file.exists, "the file")
    assert '"Brookline"' in file.read_text("utf-8")


def test_a_zone_is_drawn_with_a_real_hand_and_stored_as_it_was_drawn(
    zones: ZonesHands, desk: WholeDesk
) -> None:
    desk.press(Key.Key_N)
    zones.click((-71.30, 42.25), (-71.22, 42.25), (-71.22, 42.28), (-71.30, 42.28))
    zones.click((-71.30, 42.25))
    shape = zones.floor.drafting.hand.shape
    assert shape is not None
    desk.type("Needham")
    desk.press(Key.Key_Return)
    assert Shape.of(zones.zone("Needham")) == normal(shape)
    zones.double_click((-71.26, 42.265))
    zones.drag(zones.zone("Needham").ring[1], (-71.21, 42.24))
    QTest.mouseMove(zones.floor.stage.canvas, QPoint(4, 300))
    desk.click(zones.floor.stage.draft.save)
    assert any(abs(lat - 42.24) < 0.002 for _, lat in zones.zone("Needham").ring)


def test_a_shape_is_changed_by_keys_alone(zones: ZonesHands, desk: WholeDesk) -> None:
    before = zones.zone("Back Bay")
    zones.floor.left.zones.setFocus()
    desk.press(Key.Key_Down)
    desk.press(Key.Key_Down)
    desk.press(Key.Key_Return)
    assert zones.floor.drafting.zone_id == "back-bay"
    desk.press(Key.Key_Tab)
    desk.press(Key.Key_Up)
    desk.press(Key.Key_Return)
    assert zones.zone("Back Bay").ring != before.ring
    assert zones.floor.left.zones.hasFocus(), "back where it began"
