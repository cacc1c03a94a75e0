"""Shapes of zones under mouse and keys, on the whole program: drawn, changed, left and saved."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from studio_app.actions.edit_zones import EditZone, edit_zone
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


def test_postcodes_that_do_not_meet_become_a_zone_each(zones: ZonesHands, desk: WholeDesk) -> None:
    desk.press(Key.Key_U)
    desk.type("01970, 02492, 02494")
    desk.press(Key.Key_Return)
    panel = zones.floor.importing
    desk.wait_for(lambda: panel.state is not None, "the areas")
    assert "2 areas that don\N{RIGHT SINGLE QUOTATION MARK}t meet" in panel.warnings.text()
    assert panel.take.text() == "Add 2 zones"
    desk.click(panel.take)
    desk.wait_for(lambda: panel.state is None, "the zones")
    assert contains(zones.zone("02492, 02494"), (-71.24, 42.28))
    assert contains(zones.zone("01970"), (-70.9, 42.52))
    desk.program.doing.undo()
    desk.settle()
    assert desk.desk.snapshot is not None
    assert len(desk.desk.snapshot.studio.zones) == 8
