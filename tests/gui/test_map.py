"""The map under mouse, wheel and keys."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QFocusEvent, QHelpEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from studio_app.desk import theme
from studio_app.desk.map.area_painter import fill_colour
from studio_app.desk.map.gestures import Part
from studio_app.desk.map.ink import HALO_STRENGTH, Ink
from studio_app.desk.map.layers import Area, Draft, Layers
from studio_app.desk.week.look import mix
from tests.support.map_page import BROOKLINE, CAMBRIDGE, NEWTON, PINS, SCENE, ZONES, MapPage, Recorder

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


# ---------------------------------------------------------------- painting


def test_a_pan_paints_only_what_comes_into_view(page: MapPage) -> None:
    painted = page.canvas.pieces_painted
    page.canvas.pan_by(20, 10)
    page.settle()
    assert page.canvas.pieces_painted == painted
    page.canvas.pan_by(300, 0)
    page.settle()
    assert 0 < page.canvas.pieces_painted - painted < painted


def test_a_zone_that_changes_is_painted_alone(page: MapPage) -> None:
    whole = page.canvas.pieces_painted
    before = page.settle()
    zones = (ZONES[0], replace(ZONES[1], emphasised=True, colour=5), *ZONES[2:])
    page.canvas.set_layers(replace(SCENE, areas=zones))
    after = page.settle()
    assert 0 < page.canvas.pieces_painted - whole < whole
    x, y = page.point(IN_CAMBRIDGE).x(), page.point(IN_CAMBRIDGE).y()
    assert before.pixelColor(x, y) != after.pixelColor(x, y)
    page.canvas.forget_look()
    assert _differing(page.settle(), after) == 0


def test_after_pans_and_zooms_it_looks_as_if_it_had_been_there_at_once(page: MapPage) -> None:
    for step in range(6):
        page.canvas.pan_by(90, -40)
        page.canvas.zoom_by(0.3 if step % 2 else -0.2, 300, 200)
        page.canvas.grab()
        page.settle()
    for _ in range(5):
        page.canvas.pan_by(-110, 60)
        page.canvas.grab()
    moved = page.settle()
    page.canvas.forget_look()
    assert _differing(moved, page.settle()) < 0.01


def test_the_name_of_a_zone_follows_what_is_seen_of_it(page: MapPage, qtbot: QtBot) -> None:
    page.look_at(IN_CAMBRIDGE, 14.0)

    def name_in_view() -> bool:
        page.settle()
        found = [one.spot for one in page.canvas._naming.written if one.name.text == "Cambridge"]
        points = [page.canvas.camera.at(spot) for spot in found]
        return any(0 < x < 800 and 0 < y < 600 for x, y in points)

    assert name_in_view()
    page.canvas.pan_by(-330, 0)
    qtbot.waitUntil(name_in_view)


def test_both_themes_paint_their_own_colours(page: MapPage, qapp: QApplication) -> None:
    light = page.settle()
    theme.apply(qapp, theme.Theme.dark())
    dark = page.settle()
    assert light.pixelColor(20, 300).lightness() > 200
    assert dark.pixelColor(20, 300).lightness() < 80
    theme.apply(qapp, theme.Theme.light())
    assert _differing(page.settle(), light) == 0


def test_a_hole_shows_the_ground(page: MapPage) -> None:
    image = page.settle()
    hole, zone, ground = (-71.205, 42.255), (-71.26, 42.262), (-71.28, 42.34)
    colours = [image.pixelColor(page.point(place)) for place in (hole, ground)]
    assert colours[0] == colours[1]
    around = {image.pixelColor(page.point(zone) + QPoint(step, 0)).rgb() for step in range(8)}
    assert colours[0].rgb() not in around


def test_from_very_near_only_the_seen_part_of_a_zone_is_painted(page: MapPage) -> None:
    page.look_at(NEWTON[1], 18.0)
    image = page.settle()
    assert image.pixelColor(400, 60) != image.pixelColor(20, 560)


@pytest.mark.parametrize("shown", [theme.Theme.light(), theme.Theme.dark()], ids=["light", "dark"])
def test_names_can_be_read_on_every_fill(shown: theme.Theme) -> None:
    ink = Ink(shown, 1.0)
    for colour in range(len(shown.people)):
        for emphasised in (False, True):
            for ground in (ink.land, ink.water):
                fill = fill_colour(ink, Area("a", "", (), colour=colour, emphasised=emphasised))
                behind = mix(ground, fill, fill.alphaF())
                halo = mix(behind, ink.land, HALO_STRENGTH)
                for words in (ink.zone(colour), ink.town, ink.postcode):
                    assert contrast(words, halo) >= 4.5


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


def contrast(one: QColor, other: QColor) -> float:
    """The ratio of the web guidelines, WCAG 2.2, "contrast ratio"."""

    def part(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    def light(colour: QColor) -> float:
        return 0.2126 * part(colour.redF()) + 0.7152 * part(colour.greenF()) + 0.0722 * part(colour.blueF())

    less, more = sorted((light(one), light(other)))
    return (more + 0.05) / (less + 0.05)


def _differing(one: QImage, other: QImage) -> float:
    """The share of sampled pixels that are visibly different."""
    spots = [(x, y) for x in range(0, one.width(), 7) for y in range(0, one.height(), 7)]
    far = 0
    for x, y in spots:
        a, b = one.pixelColor(x, y), other.pixelColor(x, y)
        far += max(abs(a.red() - b.red()), abs(a.green() - b.green()), abs(a.blue() - b.blue())) > 40
    return far / len(spots)
