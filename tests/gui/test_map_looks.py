"""What the map paints, and when it paints anew."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio_app.desk import theme
from studio_app.desk.map.area_painter import fill_colour
from studio_app.desk.map.ink import HALO_STRENGTH, Ink
from studio_app.desk.map.layers import Area
from studio_app.desk.week.look import mix
from tests.support.map_page import NEWTON, SCENE, ZONES, MapPage

pytestmark = pytest.mark.usefixtures("light")
MIDDLE = QPoint(400, 300)
IN_CAMBRIDGE = (-71.04, 42.35)


@pytest.fixture
def page(qtbot: QtBot) -> MapPage:
    return MapPage(qtbot)


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
