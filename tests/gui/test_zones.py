"""The zones under mouse and keys, on the whole program."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from studio_app.actions.edit_zones import EditZone, edit_zone
from studio_app.desk import theme
from studio_app.desk.zones.gesture import Tool
from studio_app.domain.place import Place
from studio_app.engine.coverage import zones_at
from studio_app.engine.zone_shapes import Shape, contains, normal
from tests.gui.zones_hands import LEFT, ZonesHands
from tests.support.whole_desk import CONTROL, NO_KEYS, WholeDesk

Key = Qt.Key
FREE = ((-71.30, 42.25), (-71.22, 42.25), (-71.22, 42.28), (-71.30, 42.28))
"""Corners of a new zone, clear of all others."""


@pytest.fixture
def zones(desk: WholeDesk) -> ZonesHands:
    return ZonesHands.open(desk)


def near(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Within a pixel or two of the map."""
    return abs(one[0] - other[0]) < 0.002 and abs(one[1] - other[1]) < 0.002


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
    desk.click(zones.floor.stage.zone.nobody)
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
    desk.click(zones.floor.stage.person.everywhere)
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


# ---------------------------------------------------------------- drawing


def test_a_zone_is_drawn_by_clicks_named_and_saved_as_it_was_drawn(
    zones: ZonesHands, desk: WholeDesk
) -> None:
    desk.click(zones.floor.stage.bar.draw)
    zones.click(*FREE)
    assert "4 corners" in zones.hint()
    zones.click(FREE[0])
    shape = zones.floor.drafting.hand.shape
    assert shape is not None
    assert zones.floor.stage.draft.name.hasFocus()
    desk.type("Needham")
    desk.press(Key.Key_Return)
    stored = zones.zone("Needham")
    assert Shape.of(stored) == normal(shape)
    assert all(any(near(corner, wanted) for wanted in FREE) for corner in stored.ring)
    for point in ((-71.26, 42.265), (-71.35, 42.265), *stored.ring):
        there = zones_at(zones.setup().zones, Place(lat=point[1], lon=point[0]))
        assert (stored.id in there) == contains(shape, point)
    assert zones.floor.chosen_zone == stored.id, "it is looked at"
    assert "covered by nobody" in zones.rows()[-1]
    assert not zones.floor.drafting.is_busy
    desk.press(Key.Key_Z, CONTROL)
    assert "Needham" not in zones.names()


def test_a_double_click_ends_drawing_and_backspace_takes_corners_back(
    zones: ZonesHands, desk: WholeDesk
) -> None:
    desk.press(Key.Key_N)
    zones.click(*FREE[:3])
    desk.press(Key.Key_Backspace)
    assert len(zones.floor.drafting.hand.line) == 2
    zones.click(FREE[2])
    zones.double_click(FREE[3])
    hand = zones.floor.drafting.hand
    assert hand.tool is Tool.EDIT
    assert hand.shape is not None
    assert len(hand.shape.ring) == 4


def test_drawing_by_keyboard_alone(zones: ZonesHands, desk: WholeDesk) -> None:
    zones.floor.stage.canvas.fit([(-71.4, 42.2), (-71.3, 42.25)])
    desk.settle()
    desk.press(Key.Key_N)
    desk.press(Key.Key_Space)
    for _ in range(8):
        desk.press(Key.Key_Right)
    desk.press(Key.Key_Insert)
    desk.press(Key.Key_Return)
    assert zones.hint() == "A zone needs three corners or more."
    for _ in range(6):
        desk.press(Key.Key_Down)
    desk.press(Key.Key_Space)
    desk.press(Key.Key_Return)
    assert zones.floor.drafting.hand.tool is Tool.EDIT
    desk.type("By keys")
    desk.press(Key.Key_Return)
    assert len(zones.zone("By keys").ring) == 3


def test_a_corner_is_dragged_snaps_and_is_taken_back_within_the_draft(
    zones: ZonesHands, desk: WholeDesk
) -> None:
    before = zones.zone("Newton")
    zones.double_click((-71.22, 42.33))
    assert zones.floor.drafting.zone_id == "newton"
    corner, wanted = before.ring[6], (-71.158, 42.385)
    zones.drag(corner, (wanted[0] + 0.0006, wanted[1]))
    shape = zones.floor.drafting.hand.shape
    assert shape is not None
    assert shape.ring[6] == wanted, "the neighbour's corner exactly"
    desk.press(Key.Key_Z, CONTROL)
    assert zones.floor.drafting.hand.shape == Shape.of(before)
    desk.press(Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    desk.click(zones.floor.stage.draft.save)
    assert wanted in zones.zone("Newton").ring
    desk.press(Key.Key_Z, CONTROL)
    assert zones.zone("Newton") == before


def test_corners_by_keyboard_are_walked_moved_inserted_and_deleted(
    zones: ZonesHands, desk: WholeDesk
) -> None:
    before = zones.zone("Back Bay")
    zones.choose("Back Bay")
    desk.press(Key.Key_E)
    desk.press(Key.Key_Tab)
    assert zones.floor.drafting.hand.current == (0, 0)
    desk.press(Key.Key_Right)
    desk.press(Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    desk.press(Key.Key_Insert)
    hand = zones.floor.drafting.hand
    assert hand.current == (0, 1)
    assert hand.shape is not None
    assert len(hand.shape.ring) == len(before.ring) + 1
    desk.press(Key.Key_Delete)
    desk.press(Key.Key_Return)
    after = zones.zone("Back Bay")
    assert len(after.ring) == len(before.ring)
    assert after.ring != before.ring


def test_a_border_that_crosses_itself_is_shown_where_and_not_saved(
    zones: ZonesHands, desk: WholeDesk
) -> None:
    before = zones.zone("Newton")
    zones.choose("Newton")
    desk.press(Key.Key_E)
    zones.drag(before.ring[6], (-71.21, 42.27))
    assert zones.hint() == "The border crosses or touches itself. It can’t be saved like this."
    draft = zones.floor.stage.canvas.layers.draft
    assert draft is not None
    assert draft.crossings
    assert not zones.floor.stage.draft.save.isEnabled()
    desk.press(Key.Key_Return)
    assert zones.floor.drafting.is_busy
    assert zones.zone("Newton") == before


def test_esc_breaks_a_drag_off_then_leaves_the_draft_which_can_be_brought_back(
    zones: ZonesHands, desk: WholeDesk
) -> None:
    before = zones.zone("Newton")
    zones.choose("Newton")
    desk.press(Key.Key_E)
    zones.drag(before.ring[2], (-71.2, 42.26), let_go=False)
    desk.press(Key.Key_Escape)
    assert zones.floor.drafting.hand.shape == Shape.of(before)
    QTest.mouseRelease(zones.floor.stage.canvas, LEFT, NO_KEYS, zones.spot((-71.2, 42.26)))
    zones.drag(before.ring[2], (-71.2, 42.26))
    changed = zones.floor.drafting.hand.shape
    desk.press(Key.Key_Escape)
    desk.press(Key.Key_Escape)
    assert not zones.floor.drafting.is_busy
    assert any("What was drawn was not saved." in text for text in desk.messages())
    assert desk.window.messages.act("bring_zone_back")
    desk.settle()
    assert zones.floor.drafting.hand.shape == changed
    desk.press(Key.Key_Return)
    assert any(near(corner, (-71.2, 42.26)) for corner in zones.zone("Newton").ring)


def test_what_somebody_else_changed_meanwhile_is_told_and_the_draft_stays(
    zones: ZonesHands, desk: WholeDesk
) -> None:
    seen = zones.zone("Newton")
    zones.choose("Newton")
    desk.press(Key.Key_E)
    zones.drag(seen.ring[2], (-71.2, 42.26))
    other = replace(seen, ring=(*seen.ring[:5], (-71.26, 42.37), seen.ring[6]))
    edit_zone(desk.program.store, desk.clock(), "other desk", EditZone(seen, other))
    desk.press(Key.Key_Return)
    assert zones.floor.drafting.is_busy, "what was drawn is not lost"
    assert any("changed" in text for text in desk.messages())
    assert Shape.of(zones.zone("Newton")) == normal(Shape.of(other))


def test_another_zone_is_chosen_only_when_nothing_is_lost_by_it(zones: ZonesHands, desk: WholeDesk) -> None:
    zones.choose("Newton")
    desk.press(Key.Key_E)
    zones.choose("Quincy")
    assert (zones.floor.chosen_zone, zones.floor.drafting.is_busy) == ("quincy", False)
    zones.choose("Newton")
    desk.press(Key.Key_E)
    zones.drag(zones.zone("Newton").ring[2], (-71.2, 42.26))
    zones.choose("Quincy")
    assert zones.floor.chosen_zone == zones.floor.left.zones.chosen_key() == "newton"
    assert zones.hint() == "Save what is drawn first, or cancel it."
    assert zones.floor.drafting.is_busy


def test_what_a_drag_would_do_is_told_before_anything_is_saved(zones: ZonesHands, desk: WholeDesk) -> None:
    before = zones.zone("Back Bay")
    zones.choose("Back Bay")
    desk.press(Key.Key_E)
    zones.drag((-71.085, 42.345), (-71.3, 42.245), let_go=False)
    effect = zones.floor.stage.effect
    desk.wait_for(lambda: "openings" in effect.sentence.text(), "the effect")
    assert effect.state.trying
    assert zones.zone("Back Bay") == before
    desk.press(Key.Key_Escape)
    desk.wait_for(lambda: not effect.isVisible(), "nothing is tried any more")


def test_a_hole_is_cut_and_filled_again(zones: ZonesHands, desk: WholeDesk) -> None:
    zones.choose("Newton")
    desk.press(Key.Key_H)
    zones.click((-71.22, 42.32), (-71.19, 42.32), (-71.2, 42.345))
    desk.press(Key.Key_Return)
    desk.press(Key.Key_Return)
    stored = zones.zone("Newton")
    assert len(stored.holes) == 1
    assert zones_at(zones.setup().zones, Place(42.326, -71.203)) == frozenset()
    assert "1 hole" in zones.floor.stage.zone.facts.text()
    desk.press(Key.Key_E)
    QTest.mouseMove(zones.floor.stage.canvas, zones.spot((-71.22, 42.32)))
    zones.floor.drafting.sketching.remove_hole(1)
    desk.press(Key.Key_Return)
    assert zones.zone("Newton").holes == ()


def test_a_circle_is_dragged_out_and_its_radius_is_typed(zones: ZonesHands, desk: WholeDesk) -> None:
    desk.press(Key.Key_C)
    zones.drag((-71.28, 42.24), (-71.26, 42.24))
    bar = zones.floor.stage.draft
    assert bar.radius.isVisible()
    bar.radius.setFocus()
    bar.radius.selectAll()
    desk.type("2.5")
    desk.press(Key.Key_Tab)
    circle = zones.floor.drafting.hand.circle
    assert circle is not None
    assert circle.km == pytest.approx(2.5 * 1.609344)
    desk.click(bar.save)
    assert len(zones.zone("Zone 9").ring) == 64


def test_postcodes_make_a_zone_and_wrong_ones_are_told(zones: ZonesHands, desk: WholeDesk) -> None:
    desk.press(Key.Key_U)
    card = zones.floor.postcodes
    desk.type("nowhere")
    desk.press(Key.Key_Return)
    desk.wait_for(lambda: "nowhere" in card.hint.text(), "the sentence")
    card.field.clear()
    desk.type("02492, 02494")
    desk.press(Key.Key_Return)
    desk.wait_for(lambda: zones.floor.drafting.is_busy, "the shape")
    desk.type("Needham")
    desk.press(Key.Key_Return)
    assert contains(zones.zone("Needham"), (-71.24, 42.28))


# ---------------------------------------------------------------- what else is done with a zone


def test_name_and_colour_are_changed_and_a_zone_is_removed_and_comes_back(
    zones: ZonesHands, desk: WholeDesk
) -> None:
    zones.choose("Quincy")
    desk.press(Key.Key_F2)
    desk.type("South Shore")
    desk.press(Key.Key_Return)
    assert zones.names()[-1] == "South Shore"
    desk.click(zones.floor.stage.zone.colours.buttons[4])
    assert zones.zone("South Shore").colour == 4
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
    desk.wait_for(lambda: any("notes.txt" in text for text in desk.messages()), "the sentence")
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
