"""The zones under mouse and keys, on the whole program."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from studio_app.desk import theme
from studio_app.engine.zone_shapes import Shape, normal
from tests.gui.zones_hands import ZonesHands
from tests.support.whole_desk import CONTROL, WholeDesk

Key = Qt.Key
FREE = ((-71.30, 42.25), (-71.22, 42.25), (-71.22, 42.28), (-71.30, 42.28))
"""Corners of a new zone, clear of all others."""


@pytest.fixture
def zones(desk: WholeDesk) -> ZonesHands:
    return ZonesHands.open(desk)


# ---------------------------------------------------------------- looking


def test_the_list_says_who_covers_what_and_finds(zones: ZonesHands, desk: WholeDesk) -> None:
    assert zones.rows()[0] == "Brookline: 5 of 7 people"
    assert desk.window.top_bar.subtitle.accessibleName() == "8 zones"
    desk.press(Key.Key_K, CONTROL)
    desk.type("bos")
    desk.wait_for(lambda: len(zones.rows()) == 1, "the search")
    assert zones.rows() == ["South Boston: 3 of 7 people"]
    desk.type("xx")
    desk.wait_for(lambda: not zones.rows(), "the search")
    assert zones.floor.left.not_found.isVisible()
    desk.press(Key.Key_Escape)
    assert len(zones.rows()) == 8


def test_a_zone_is_chosen_in_the_list_on_the_map_and_by_keys(zones: ZonesHands, desk: WholeDesk) -> None:
    zones.choose("Newton")
    card = zones.floor.stage.zone
    assert card.isVisible()
    assert card.name.text() == "Newton"
    desk.press(Key.Key_Up)
    assert zones.floor.chosen_zone == "back-bay"
    zones.click((-71.12, 42.30))
    assert zones.floor.chosen_zone == "dorchester"
    emphasised = [area.id for area in zones.floor.stage.canvas.layers.areas if area.emphasised]
    assert emphasised == ["dorchester"]
    zones.click((-71.30, 42.24))
    assert zones.floor.chosen_zone == "", "a click beside all zones"
    assert not card.isVisible()


def test_cover_is_ticked_by_click_and_by_space_and_taken_back(zones: ZonesHands, desk: WholeDesk) -> None:
    zones.choose("Brookline")
    ticks = zones.floor.stage.zone.ticks
    place = next(at for at, tick in enumerate(ticks.rows) if tick.key == "leo")
    desk.click(ticks.viewport(), ticks.row_rect(place).center().toPoint())
    assert "brookline" in zones.covers("leo")
    assert any("Gave Brookline to Leo Brandt." in text for text in desk.messages())
    assert zones.rows()[0] == "Brookline: 6 of 7 people"
    desk.press(Key.Key_Space)
    assert "brookline" not in zones.covers("leo")
    desk.press(Key.Key_Z, CONTROL)
    desk.press(Key.Key_Z, CONTROL)
    assert "brookline" not in zones.covers("leo")
    desk.click(zones.floor.stage.zone.cover.none_button)
    assert zones.rows()[0] == "Brookline: covered by nobody"
    assert desk.window.top_bar.subtitle.accessibleName() == "8 zones · 1 covered by nobody"
    effect = zones.floor.stage.effect
    desk.wait_for(effect.isVisible, "the effect")
    assert "fewer" in effect.sentence.text()


def test_a_photographers_zones_stand_out_and_a_click_on_the_map_gives_or_takes_one(
    zones: ZonesHands, desk: WholeDesk
) -> None:
    zones.choose_person("maya")
    layers = zones.floor.stage.canvas.layers
    assert {area.id for area in layers.areas if area.emphasised} == {"brookline", "newton"}
    assert all(area.dimmed for area in layers.areas if not area.emphasised)
    zones.click((-71.12, 42.30))
    assert zones.covers("maya") == {"brookline", "newton", "dorchester"}
    zones.click((-71.12, 42.30))
    assert zones.covers("maya") == {"brookline", "newton"}
    desk.click(zones.floor.stage.person.cover.all_button)
    assert len(zones.covers("maya")) == 8


def test_the_whole_table_ticks_rows_and_columns(zones: ZonesHands, desk: WholeDesk) -> None:
    desk.click(zones.page.tabs.button("matrix"))
    grid = zones.floor.matrix.grid
    desk.click(grid.viewport(), grid.rect_of("maya", "quincy").center().toPoint())
    assert "quincy" in zones.covers("maya")
    desk.press(Key.Key_Space)
    assert "quincy" not in zones.covers("maya")
    desk.press(Key.Key_Escape)
    assert zones.page.tabs.button("map").isChecked(), "Esc leads back to the map"


def test_zones_that_are_off_say_so_and_are_switched_on(zones: ZonesHands, desk: WholeDesk) -> None:
    assert not zones.floor.left.off.isVisible()
    with desk.program.store.writing() as writing:
        setup = writing.setup()
        writing.save_setup(replace(setup, settings=replace(setup.settings, zones_enabled=False)))
    desk.desk.refresh()
    desk.settle()
    assert zones.floor.left.off.isVisible()
    desk.click(zones.floor.left.switch)
    assert zones.setup().settings.zones_enabled
    assert not zones.floor.left.off.isVisible()


def test_without_zones_the_map_shows_where_people_live_and_a_first_one_is_drawn(desk: WholeDesk) -> None:
    with desk.program.store.writing() as writing:
        setup = writing.setup()
        people = tuple(replace(person, zones=frozenset()) for person in setup.photographers)
        writing.save_setup(replace(setup, zones=(), photographers=people))
    desk.desk.refresh()
    desk.settle()
    zones = ZonesHands.open(desk)
    assert zones.floor.left.nothing.isVisible()
    assert zones.floor.stage.canvas.camera.middle == pytest.approx((-71.1, 42.33), abs=0.3)
    assert desk.window.top_bar.subtitle.accessibleName() == "none yet"
    desk.click(zones.floor.left.nothing.button)
    assert zones.floor.drafting.is_busy


# ---------------------------------------------------------------- what else is done with a zone


def test_name_and_colour_are_changed_and_a_zone_is_removed_and_comes_back(
    zones: ZonesHands, desk: WholeDesk
) -> None:
    zones.choose("Quincy")
    desk.press(Key.Key_F2)
    desk.type("South Shore")
    desk.press(Key.Key_Return)
    assert zones.names()[-1] == "South Shore"
    colours = zones.floor.stage.zone.colours.buttons
    QTest.mouseClick(colours[2], Qt.MouseButton.LeftButton)
    desk.click(colours[4])
    assert zones.zone("South Shore").colour == 4, "the second one builds on the first one, which is under way"
    zones.floor.left.zones.setFocus()
    desk.press(Key.Key_Delete)
    assert "South Shore" not in zones.names()
    assert "quincy" not in zones.covers("sam")
    desk.press(Key.Key_Z, CONTROL)
    assert zones.names()[-1] == "South Shore"
    assert "quincy" in zones.covers("sam")


# ---------------------------------------------------------------- places


def test_a_pin_tells_zone_people_and_drives(zones: ZonesHands, desk: WholeDesk) -> None:
    desk.click(zones.floor.stage.bar.pin)
    zones.click((-71.1, 42.345))
    card = zones.floor.stage.place
    assert card.isVisible()
    assert [chip.text() for chip in card.chips.findChildren(type(card._shown[0]))] == ["Back Bay"]
    assert card.sentence.text() == "6 of 7 people cover it."
    assert card.goers.rows[0].note.endswith("min from home")
    assert len(zones.floor.stage.canvas.layers.drives) == 6
    desk.press(Key.Key_Escape)
    assert not card.isVisible()
    desk.press(Key.Key_P)
    desk.press(Key.Key_Left)
    desk.press(Key.Key_Return)
    assert card.isVisible()


def test_an_address_is_found_on_the_map_and_one_that_is_not_is_told(
    zones: ZonesHands, desk: WholeDesk
) -> None:
    field = zones.floor.stage.bar.address
    desk.click(field)
    desk.type("55 Summit Ave, 02446")
    desk.press(Key.Key_Return)
    desk.wait_for(zones.floor.stage.place.isVisible, "the place")
    assert zones.floor.stage.place.title.accessibleName() == "55 Summit Ave, 02446"
    assert [row.name for row in zones.floor.stage.place.card.zones] == ["Brookline"]  # type: ignore[union-attr]
    desk.click(field)
    field.selectAll()
    desk.type("Nowhere at all")
    desk.press(Key.Key_Return)
    desk.wait_for(lambda: any("was not found" in text for text in desk.messages()), "the message")


# ---------------------------------------------------------------- files


def test_a_file_is_looked_at_before_it_is_taken_in_one_step(
    zones: ZonesHands, desk: WholeDesk, tmp_path: Path
) -> None:
    square = [[-71.17, 42.36], [-71.10, 42.36], [-71.10, 42.31], [-71.17, 42.31], [-71.17, 42.36]]
    bow = [[-71.3, 42.3], [-71.2, 42.2], [-71.3, 42.2], [-71.2, 42.3], [-71.3, 42.3]]
    new = [[*corner] for corner in (*FREE, FREE[0])]
    features = [
        {
            "type": "Feature",
            "properties": {"name": name},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
        for name, ring in (("Brookline", square), ("=Needham", new), ("Bow", bow))
    ]
    file = tmp_path / "areas.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    desk.click(zones.page.import_button)
    zones.answer_dialog(str(file))
    panel = zones.floor.importing
    desk.wait_for(panel.isVisible, "the file")
    assert [offer.note for offer in panel.list.offers][:2] == ["Replaces the shape of the zone", "New"]
    assert "crosses or touches itself" in panel.list.offers[2].note
    assert {area.name for area in zones.floor.stage.canvas.layers.areas if area.emphasised} == {
        "Brookline",
        "=Needham",
    }
    desk.press(Key.Key_R)
    assert panel.list.offers[0].note == "Comes in beside the zone of this name"
    desk.click(panel.list.viewport(), panel.list.link_point(0))
    assert panel.list.offers[0].replaces
    before = zones.names()
    desk.click(panel.take)
    assert zones.names() == [*before, "=Needham"]
    assert len(zones.zone("Brookline").ring) == 4
    assert zones.covers("maya") == {"brookline", "newton"}
    desk.press(Key.Key_Z, CONTROL)
    assert zones.names() == before
    assert len(zones.zone("Brookline").ring) == 6


def test_a_file_that_is_none_is_refused_in_words(zones: ZonesHands, desk: WholeDesk, tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("=1+1")
    zones.page.import_requested.emit()
    zones.answer_dialog(str(file))
    desk.wait_for(
        lambda: any(text.startswith("notes.txt: is not JSON") for text in desk.messages()), "the sentence"
    )
    assert not zones.floor.is_importing


@pytest.mark.parametrize("kind", ["GeoJSON", "KML"])
def test_all_zones_are_saved_to_a_file_that_comes_back_the_same(
    zones: ZonesHands, desk: WholeDesk, tmp_path: Path, kind: str
) -> None:
    file = tmp_path / f"zones.{kind.lower()}"
    zones.page.export_requested.emit(kind.lower())
    zones.answer_dialog(str(file))
    desk.wait_for(file.exists, "the file")
    desk.click(zones.page.import_button)
    zones.answer_dialog(str(file))
    desk.wait_for(zones.floor.importing.isVisible, "the file")
    assert [offer.row.name for offer in zones.floor.importing.list.offers] == zones.names()
    before = zones.setup().zones
    desk.click(zones.floor.importing.take)
    after = zones.setup().zones
    assert [zone.ring for zone in after] == [normal(Shape.of(zone)).ring for zone in before]


# ---------------------------------------------------------------- the look


@pytest.mark.parametrize("size", [(1280, 720), (1440, 900)])
def test_nothing_is_cut_off(zones: ZonesHands, desk: WholeDesk, size: tuple[int, int]) -> None:
    desk.window.resize(*size)
    desk.settle()
    zones.choose("Back Bay")
    stage = zones.floor.stage
    for widget in (
        *stage.zone.findChildren(type(stage.zone.edit)),
        *stage.bar.findChildren(type(stage.bar.draw)),
    ):
        assert widget.width() >= widget.minimumSizeHint().width(), widget.text()
    assert stage.zone.geometry().bottom() < stage.height()
    assert stage.zone.geometry().right() < stage.width()
    assert stage.zone.ticks.verticalScrollBar().maximum() == 0
    desk.press(Key.Key_E)
    assert stage.hint.geometry().right() < stage.width()
    assert stage.hint.hint.width() >= stage.hint.hint.sizeHint().width()


def test_both_themes_paint_other_pictures(zones: ZonesHands, desk: WholeDesk, qapp: QApplication) -> None:
    zones.choose("Brookline")
    light = zones.page.grab().toImage()
    before = theme.current()
    theme.apply(qapp, theme.Theme.light() if before.is_dark else theme.Theme.dark())
    desk.settle()
    assert zones.page.grab().toImage() != light
    theme.apply(qapp, before)
