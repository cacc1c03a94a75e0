"""The map under mouse, wheel and keys."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from studio_app.desk.map.gestures import Part
from studio_app.desk.map.layers import Area, Draft, Layers
from tests.support.map_page import BROOKLINE, CAMBRIDGE, PINS, SCENE, ZONES, MapPage, Recorder

pytestmark = pytest.mark.usefixtures("light")
MIDDLE = QPoint(400, 300)
IN_CAMBRIDGE = (-71.04, 42.35)
SHIFT = Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key


@pytest.fixture
def page(qtbot: QtBot) -> MapPage:
    return MapPage(qtbot)


@pytest.fixture
def told(page: MapPage) -> Recorder:
    recorder = Recorder()
    page.canvas.set_gestures(recorder)
    return recorder


# ---------------------------------------------------------------- where it looks


def test_everything_is_in_view_until_the_hand_moves_the_map(page: MapPage) -> None:
    for area in ZONES:
        assert all(page.canvas.rect().contains(page.point(place)) for place in area.ring)
    before = page.canvas.camera
    page.canvas.set_layers(
        replace(SCENE, areas=(*ZONES, Area("far", "Far", ((-73.0, 43.0), (-72.9, 43.0), (-73.0, 43.1)))))
    )
    assert page.canvas.camera.zoom < before.zoom
    page.key(Key.Key_Right)
    moved = page.canvas.camera
    page.canvas.set_layers(SCENE)
    assert page.canvas.camera == moved
    page.key(Key.Key_Home)
    assert page.canvas.camera == before


def test_a_drag_pans_and_clicks_nothing(page: MapPage) -> None:
    held = page.canvas.camera.place(400, 300)
    page.drag(MIDDLE, QPoint(460, 250))
    assert page.canvas.camera.point(held) == pytest.approx((460, 250))
    assert page.areas == []
    assert page.views


def test_a_click_on_a_zone_or_pin_says_which(page: MapPage) -> None:
    page.click(page.point(IN_CAMBRIDGE))
    page.click(page.point(PINS[0].place) - QPoint(0, 12))
    page.click(QPoint(5, 5))
    assert page.areas == ["cambridge"]
    assert page.pins == ["address"]


def test_the_wheel_zooms_about_the_pointer(page: MapPage) -> None:
    at = QPoint(150, 420)
    held, zoom = page.canvas.camera.place(150, 420), page.canvas.camera.zoom
    page.wheel(at, 2)
    assert page.canvas.camera.zoom == pytest.approx(zoom + 1)
    assert page.canvas.camera.point(held) == pytest.approx((150, 420), abs=0.01)
    page.wheel(at, -4)
    assert page.canvas.camera.zoom == pytest.approx(zoom - 1)


def test_two_fingers_zoom(page: MapPage) -> None:
    zoom = page.canvas.camera.zoom
    page.pinch(MIDDLE, 0.2)
    assert page.canvas.camera.zoom == pytest.approx(zoom + 0.3)


def test_a_double_click_zooms_in_and_with_shift_out(page: MapPage) -> None:
    zoom = page.canvas.camera.zoom
    page.double_click(QPoint(200, 200))
    assert page.canvas.camera.zoom == zoom + 1
    page.double_click(QPoint(200, 200), SHIFT)
    assert page.canvas.camera.zoom == zoom


def test_keys_pan_and_zoom(page: MapPage) -> None:
    camera = page.canvas.camera
    held = camera.place(400, 300)
    page.key(Key.Key_Left)
    page.key(Key.Key_Up, SHIFT)
    assert page.canvas.camera.point(held) == pytest.approx((464, 620))
    page.key(Key.Key_Home)
    page.key(Key.Key_Plus)
    page.key(Key.Key_Equal)
    page.key(Key.Key_Minus)
    page.key(Key.Key_PageUp)
    page.key(Key.Key_PageDown)
    assert page.canvas.camera.zoom == pytest.approx(camera.zoom + 0.5)


def test_the_buttons_zoom_and_fit_and_are_reached_by_tab(page: MapPage) -> None:
    camera, buttons = page.canvas.camera, page.canvas.buttons
    assert page.canvas.rect().contains(buttons.geometry())
    QTest.mouseClick(buttons.nearer, Qt.MouseButton.LeftButton)
    assert page.canvas.camera.zoom == pytest.approx(camera.zoom + 0.5)
    QTest.mouseClick(buttons.farther, Qt.MouseButton.LeftButton)
    QTest.mouseClick(buttons.farther, Qt.MouseButton.LeftButton)
    assert page.canvas.camera.zoom == pytest.approx(camera.zoom - 0.5)
    QTest.mouseClick(buttons.fit, Qt.MouseButton.LeftButton)
    assert page.canvas.camera == camera
    assert [button.accessibleName() for button in (buttons.nearer, buttons.farther, buttons.fit)] == [
        "Zoom in",
        "Zoom out",
        "Show everything",
    ]
    page.key(Key.Key_Tab)
    assert QApplication.focusWidget() is buttons.nearer
    QTest.keyClick(buttons.nearer, Key.Key_Space)
    assert page.canvas.camera.zoom == pytest.approx(camera.zoom + 0.5)


def test_another_size_keeps_the_middle_or_everything(page: MapPage) -> None:
    page.canvas.resize(500, 400)
    assert all(page.canvas.rect().contains(page.point(place)) for area in ZONES for place in area.ring)
    page.look_at((-71.1, 42.3), 13.0)
    page.canvas.resize(700, 500)
    assert page.canvas.camera.point((-71.1, 42.3)) == pytest.approx((350, 250))


# ---------------------------------------------------------------- whoever listens


def test_a_taken_drag_is_the_listeners_and_does_not_pan(page: MapPage, told: Recorder) -> None:
    told.takes = {"press"}
    camera = page.canvas.camera
    page.drag(page.point(IN_CAMBRIDGE), page.point(IN_CAMBRIDGE) + QPoint(40, 30))
    assert told.names() == ["press", "release"]
    assert page.canvas.camera == camera
    press, release = told.last("press"), told.last("release")
    assert (press.hit.part, press.hit.id, press.held, press.moved) == (Part.INSIDE, "cambridge", True, False)
    assert press.place == pytest.approx(IN_CAMBRIDGE, abs=1e-3)
    assert release.moved
    assert release.at == pytest.approx((press.at[0] + 40, press.at[1] + 30))
    moved = told.last("move")
    assert moved.held
    assert moved.moved


def test_a_drag_that_nobody_takes_pans_and_a_click_is_offered_first(page: MapPage, told: Recorder) -> None:
    page.drag(MIDDLE, MIDDLE + QPoint(50, 0))
    assert told.names() == ["press"]
    told.said.clear()
    page.click(page.point(IN_CAMBRIDGE))
    assert told.names() == ["press", "click"]
    assert page.areas == ["cambridge"]
    told.takes = {"click"}
    page.click(page.point(IN_CAMBRIDGE))
    assert page.areas == ["cambridge"]


def test_hovering_tells_where_and_paints_nothing_anew(page: MapPage, told: Recorder) -> None:
    painted = page.canvas.pieces_painted
    page.move(page.point(IN_CAMBRIDGE))
    assert told.last("move").hit.id == "cambridge"
    assert not told.last("move").held
    page.settle()
    assert page.canvas.pieces_painted == painted
    QApplication.sendEvent(page.canvas, QEvent(QEvent.Type.Leave))
    assert told.names()[-1] == "left"


def test_escape_and_a_lost_focus_break_off_a_taken_drag(page: MapPage, told: Recorder) -> None:
    told.takes = {"press"}
    page.press(MIDDLE)
    page.key(Key.Key_Escape)
    page.release(MIDDLE)
    assert told.names() == ["press", "cancel"]
    page.press(MIDDLE)
    QApplication.sendEvent(page.canvas, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.OtherFocusReason))
    page.release(MIDDLE)
    assert told.names() == ["press", "cancel", "press", "cancel"]
    page.press(MIDDLE)
    page.canvas.set_gestures(None)
    assert told.names()[-1] == "cancel"


def test_keys_and_double_clicks_are_offered_first(page: MapPage, told: Recorder) -> None:
    camera = page.canvas.camera
    told.takes = {f"key {Key.Key_Left.value} False False False", "double_click"}
    page.key(Key.Key_Left)
    page.double_click(MIDDLE)
    assert page.canvas.camera == camera
    page.key(Key.Key_Right)
    assert page.canvas.camera != camera


def test_a_menu_opens_at_the_mouse_or_at_the_held_corner(page: MapPage, told: Recorder) -> None:
    told.takes = {"menu"}
    at = page.point(IN_CAMBRIDGE)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, page.canvas.mapToGlobal(at))
    QApplication.sendEvent(page.canvas, event)
    assert told.last("menu").hit.id == "cambridge"
    page.canvas.set_draft(Draft((BROOKLINE,), current=(0, 2)))
    keyed = QContextMenuEvent(
        QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), page.canvas.mapToGlobal(QPoint(1, 1))
    )
    QApplication.sendEvent(page.canvas, keyed)
    assert told.last("menu").hit.part is Part.CORNER
    assert told.last("menu").hit.index == 2


def test_the_shape_of_the_pointer_says_what_a_press_would_do(page: MapPage, told: Recorder) -> None:
    def shape_at(place: tuple[float, float]) -> Qt.CursorShape:
        page.move(page.point(place))
        return page.canvas.cursor().shape()

    assert shape_at(IN_CAMBRIDGE) is Qt.CursorShape.PointingHandCursor
    page.move(QPoint(3, 3))
    assert page.canvas.cursor().shape() is Qt.CursorShape.OpenHandCursor
    told.shape = "cross"
    assert shape_at(IN_CAMBRIDGE) is Qt.CursorShape.CrossCursor


def test_a_tip_names_a_zone_as_plain_text(page: MapPage) -> None:
    page.canvas.set_layers(replace(SCENE, areas=(replace(ZONES[1], name="<b>Cam</b>"), *ZONES[2:])))
    at = page.point(IN_CAMBRIDGE)
    QApplication.sendEvent(page.canvas, QHelpEvent(QEvent.Type.ToolTip, at, page.canvas.mapToGlobal(at)))
    assert QToolTip.text() == "&lt;b&gt;Cam&lt;/b&gt;<br>5 people"
    QToolTip.hideText()


def test_the_middle_button_pans_whoever_has_the_left_one(page: MapPage, told: Recorder) -> None:
    told.takes = {"press"}
    held = page.canvas.camera.place(400, 300)
    QTest.mousePress(page.canvas, Qt.MouseButton.MiddleButton, Qt.KeyboardModifier.NoModifier, MIDDLE)
    page.move(MIDDLE + QPoint(30, 20))
    QTest.mousePress(page.canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, MIDDLE)
    QTest.mouseRelease(page.canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, MIDDLE)
    QTest.mouseRelease(page.canvas, Qt.MouseButton.MiddleButton, Qt.KeyboardModifier.NoModifier, MIDDLE)
    assert told.names() == []
    assert page.canvas.camera.point(held) == pytest.approx((430, 320))


def test_the_draft_lies_over_the_zones(page: MapPage) -> None:
    page.canvas.set_draft(Draft((CAMBRIDGE,)))
    x, y = page.canvas.camera.point(CAMBRIDGE[0])
    assert page.canvas.hit(x, y).part is Part.CORNER
    assert page.canvas.hit(x, y).is_draft
    assert page.canvas.hit(*page.canvas.camera.point(IN_CAMBRIDGE)).is_draft
    near = page.canvas.near_border(CAMBRIDGE[2], but="cambridge")
    assert near is not None
    assert near.id == "back-bay"


# ---------------------------------------------------------------- for people who don't see it


def test_name_description_and_table(page: MapPage) -> None:
    page.canvas.speaker.read()
    assert page.canvas.accessibleName() == "Map"
    assert "4 zones in view: Back Bay, Brookline, Cambridge, Newton" in page.canvas.accessibleDescription()
    table = page.canvas.speaker.table()
    model = table.model_of_map
    names = [model.data(model.index(row, 0)) for row in range(model.rowCount())]
    assert names == ["Back Bay", "Brookline", "Cambridge", "Newton", "55 Summit Avenue", "Maya Ortiz"]
    assert model.data(model.index(0, 2)) == "2 people"
    assert model.headerData(3, Qt.Orientation.Horizontal) == "In view"
    assert model.data(QModelIndex()) is None
    table.activated.emit(model.index(2, 0))
    table.activated.emit(model.index(5, 0))
    assert page.areas == ["cambridge"]
    assert page.pins == ["maya"]
    page.canvas.speaker.say("Corner 2 of 5")
    assert page.canvas.accessibleDescription() == "Corner 2 of 5"


def test_an_empty_map_shows_the_country(qtbot: QtBot) -> None:
    page = MapPage(qtbot, Layers())
    lon, lat = page.canvas.camera.middle
    assert -100 < lon < -90
    assert 35 < lat < 42
    page.canvas.speaker.read()
    assert "no zone in view" in page.canvas.accessibleDescription()
