"""The hand on the map of zones: draw, drag, insert, delete, holes, circles, snapping, and the way back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio_app.desk.map.gestures import Part
from studio_app.desk.zones import gesture, keyboard, words
from studio_app.desk.zones.draft import Drawn, problem_of
from studio_app.desk.zones.gesture import Hand, Tool, Touch
from studio_app.desk.zones.showing import draft_of
from studio_app.domain.place import Place
from studio_app.engine.travel import great_circle_km
from studio_app.engine.zone_shapes import KM_A_MILE, Point, Shape
from studio_app.engine.zone_snapping import Borders
from studio_app.errors import BadInput

SQUARE = Shape(((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)))
HOLED = Shape(SQUARE.ring, (((0.2, 0.2), (0.2, 0.4), (0.4, 0.3)),))
NEIGHBOUR = ((2.0, 0.0), (3.0, 0.0), (3.0, 2.0), (2.0, 2.0), (1.8, 1.0))
NEAR = 0.05


def line_of(hand: Hand) -> object:
    return hand.line


def touch(
    x: float, y: float, part: Part = Part.NOTHING, ring: int = 0, index: int = 0, **more: bool
) -> Touch:
    return Touch(
        (x, y),
        part,
        ring,
        index,
        near=NEAR,
        midpoint=more.get("midpoint", False),
        free=more.get("free", False),
    )


def at(hand: Hand, *corners: Point) -> Hand:
    """Click corners."""
    for corner in corners:
        hand = gesture.clicked(hand, touch(*corner))
    return hand


def drag(hand: Hand, start: Touch, *ways: Touch) -> Hand:
    hand = gesture.pressed(hand, start)
    assert hand.grab is not None, "the drag is taken"
    for way in ways:
        hand = gesture.moved(hand, way)
    return gesture.released(hand)


def edit(shape: Shape = SQUARE, *, borders: bool = False) -> Hand:
    return gesture.editing(Hand(borders=Borders.of([NEIGHBOUR]) if borders else None), "here", shape)


# ---------------------------------------------------------------- drawing


def test_corners_are_clicked_and_a_click_on_the_first_one_closes_the_border() -> None:
    hand = at(gesture.drawing(Hand()), (0, 0), (1, 0), (1, 1))
    assert line_of(hand) == ((0, 0), (1, 0), (1, 1))
    assert hand.shape is None
    hand = gesture.clicked(hand, touch(0.02, 0.01))
    assert hand.tool is Tool.EDIT
    assert hand.shape == Shape(((0, 0), (1, 0), (1, 1)))
    assert not hand.line


def test_two_corners_close_nothing() -> None:
    hand = at(gesture.drawing(Hand()), (0, 0), (1, 0))
    assert gesture.closed(hand) == hand
    assert at(hand, (0.01, 0)).line == ((0, 0), (1, 0), (0.01, 0)), "a third one near the first is a corner"


def test_the_last_corner_goes_back_and_steps_lead_both_ways() -> None:
    hand = at(gesture.drawing(Hand()), (0, 0), (1, 0), (1, 1))
    assert keyboard.without_last_corner(hand).line == ((0, 0), (1, 0))
    hand = keyboard.undone(keyboard.without_last_corner(hand))
    assert line_of(hand) == ((0, 0), (1, 0), (1, 1))
    closed = gesture.closed(hand)
    again = keyboard.undone(closed)
    assert (again.tool, again.line) == (Tool.DRAW, hand.line), "the border is open again"
    assert keyboard.redone(again).shape == closed.shape
    empty = keyboard.undone(keyboard.undone(keyboard.undone(keyboard.undone(hand))))
    assert (empty.tool, empty.line) == (Tool.DRAW, ())


def test_a_second_click_on_the_same_place_is_no_corner() -> None:
    hand = at(gesture.drawing(Hand()), (0, 0), (0, 0))
    assert line_of(hand) == ((0, 0),)


def test_the_next_corner_is_shown_and_the_line_that_crosses_is_marked() -> None:
    hand = at(gesture.drawing(Hand()), (0, 0), (2, 0), (2, 1), (1, -1))
    hand = gesture.moved(hand, touch(0.5, -2))
    shown = draft_of(hand, 3)
    assert shown is not None
    assert (shown.rings, shown.closed, shown.rubber) == ((hand.line,), False, (0.5, -2))
    assert list(shown.crossings) == [pytest.approx((1.5, 0))]
    assert words.problem(hand).startswith("The border crosses itself.")


# ---------------------------------------------------------------- snapping


def test_a_corner_lands_on_the_neighbours_and_along_its_border_all_of_it_comes_along() -> None:
    begun = gesture.drawing(Hand(borders=Borders.of([NEIGHBOUR])))
    hand = at(begun, (2.03, 0.01), (1.97, 2.02))
    assert line_of(hand) == ((2, 0), (1.8, 1), (2, 2)), "the corner between them too"
    assert hand.snap is not None
    shown = draft_of(hand, 0)
    assert shown is not None
    assert shown.snapped == pytest.approx((2, 2))
    assert line_of(keyboard.undone(hand)) == ((2, 0),), "one step"


def test_alt_snaps_to_nothing_and_borders_are_snapped_to_between_corners() -> None:
    begun = gesture.drawing(Hand(borders=Borders.of([NEIGHBOUR])))
    assert line_of(gesture.clicked(begun, touch(2.03, 0.01, free=True))) == ((2.03, 0.01),)
    assert line_of(gesture.clicked(begun, touch(2.5, 0.03))) == ((2.5, 0),)
    assert line_of(gesture.clicked(begun, touch(2.5, 0.4))) == ((2.5, 0.4),)


# ---------------------------------------------------------------- dragging


def test_a_corner_is_dragged_in_one_step() -> None:
    hand = drag(edit(), touch(1, 1, Part.CORNER, 0, 2), touch(1.2, 1.2), touch(1.5, 1.5))
    assert hand.shape == Shape(((0, 0), (1, 0), (1.5, 1.5), (0, 1)))
    assert hand.current == (0, 2)
    assert hand.draft is not None
    assert len(hand.draft.past) == 1
    assert keyboard.undone(hand).shape == SQUARE


def test_a_dragged_corner_snaps_to_the_neighbour() -> None:
    hand = drag(edit(borders=True), touch(1, 1, Part.CORNER, 0, 2), touch(1.98, 1.97))
    assert hand.shape is not None
    assert hand.shape.ring[2] == (2, 2)


def test_the_handle_in_the_middle_of_an_edge_is_a_new_corner() -> None:
    hand = drag(edit(), touch(0.5, 0, Part.EDGE, 0, 0, midpoint=True), touch(0.5, -0.5))
    assert hand.shape == Shape(((0, 0), (0.5, -0.5), (1, 0), (1, 1), (0, 1)))
    assert hand.current == (0, 1)
    clicked = drag(edit(), touch(0.5, 0, Part.EDGE, 0, 0, midpoint=True))
    assert clicked.shape is not None
    assert clicked.shape.ring[1] == (0.5, 0), "also without moving"


def test_an_edge_and_the_whole_are_dragged_and_snap_by_their_nearest_corner() -> None:
    hand = drag(edit(), touch(1, 0.5, Part.EDGE, 0, 1), touch(1.25, 0.5))
    assert hand.shape == Shape(((0, 0), (1.25, 0), (1.25, 1), (0, 1)))
    hand = drag(edit(HOLED), touch(0.5, 0.5, Part.INSIDE), touch(1.5, 0.25))
    assert hand.shape is not None
    assert hand.shape.ring[0] == pytest.approx((1, -0.25))
    assert hand.shape.holes[0][0] == pytest.approx((1.2, -0.05)), "its holes too"
    hand = drag(edit(borders=True), touch(0.9, 0.1, Part.INSIDE), touch(1.88, 0.12))
    assert hand.shape is not None
    assert hand.shape.ring[1] == (2, 0)


def test_a_drag_that_is_broken_off_puts_everything_back() -> None:
    hand = gesture.pressed(edit(), touch(0.5, 0, Part.EDGE, 0, 0, midpoint=True))
    hand = keyboard.backed_out(gesture.moved(hand, touch(0.5, -0.5)))
    assert hand.shape == SQUARE
    assert hand.tool is Tool.EDIT
    assert gesture.moved(hand, touch(3, 3)).shape == SQUARE


def test_a_zone_is_not_dragged_off_the_world() -> None:
    hand = drag(edit(), touch(0.5, 0.5, Part.INSIDE), touch(0.5, 80), touch(0.5, 95))
    assert hand.shape is not None
    assert max(corner[1] for corner in hand.shape.ring) <= 85


# ---------------------------------------------------------------- by keyboard


def test_corners_by_keyboard_walk_move_insert_delete() -> None:
    hand = keyboard.walked(edit(HOLED), 1)
    assert hand.current == (0, 0)
    assert words.corner(hand) == "Corner 1 of 4"
    hand = keyboard.walked(hand, -1)
    assert hand.current == (1, 2)
    assert words.corner(hand) == "Hole 1, corner 3 of 3"
    hand = keyboard.nudged(keyboard.nudged(replace(hand, current=(0, 1)), (0.1, 0)), (0.1, 0))
    assert hand.shape is not None
    assert hand.shape.ring[1] == pytest.approx((1.2, 0))
    assert hand.draft is not None
    assert len(hand.draft.past) == 1, "arrows in a row are one step"
    hand = keyboard.inserted(hand, 0, 1)
    assert hand.current == (0, 2)
    assert len(hand.draft.past if hand.draft else ()) == 2
    hand = keyboard.deleted(hand, 0, 2)
    assert hand.shape is not None
    assert len(hand.shape.ring) == 4


def test_three_corners_stay_and_a_hole_of_three_goes_as_a_whole() -> None:
    with pytest.raises(BadInput, match="corner"):
        keyboard.deleted(edit(Shape(SQUARE.ring[:3])), 0, 1)
    assert keyboard.deleted(edit(HOLED), 1, 0).shape == SQUARE


def test_a_border_is_drawn_at_the_cursor() -> None:
    hand = gesture.drawing(Hand(), (0.0, 0.0))
    for by in ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0)):
        hand = keyboard.with_corner_at_cursor(keyboard.nudged(hand, by))
    assert line_of(hand) == ((0, 0), (1, 0), (1, 1))
    assert gesture.closed(hand).shape == Shape(((0, 0), (1, 0), (1, 1)))


# ---------------------------------------------------------------- holes, circles, pins


def test_a_hole_is_cut_and_one_that_leaves_the_zone_is_told() -> None:
    hand = at(gesture.cutting(edit()), (0.2, 0.2), (0.4, 0.2), (0.3, 0.4))
    assert hand.tool is Tool.HOLE
    good = gesture.closed(hand)
    assert good.shape == Shape(SQUARE.ring, (((0.2, 0.2), (0.4, 0.2), (0.3, 0.4)),))
    assert not words.problem(good)
    out = gesture.closed(at(hand, (0.25, 4)))
    assert "hole" in words.problem(out)
    shown = draft_of(out, 0)
    assert shown is not None
    assert shown.crossings
    assert keyboard.backed_out(hand).shape == SQUARE
    assert keyboard.backed_out(hand).tool is Tool.EDIT


def test_a_circle_is_dragged_out_clicked_or_given_a_radius() -> None:
    begun = gesture.rounding(Hand())
    hand = drag(begun, touch(0, 0), touch(0.3, 0), touch(0.5, 0))
    assert hand.tool is Tool.EDIT
    assert hand.circle is not None
    assert hand.circle.km == pytest.approx(great_circle_km(Place(0, 0), Place(0, 0.5)))
    assert words.hint(hand).startswith("Type the radius")
    shown = draft_of(hand, 0)
    assert shown is not None
    assert not shown.handles
    wider = keyboard.with_radius(hand, 2 * KM_A_MILE)
    assert wider.shape is not None
    far = max(great_circle_km(Place(0, 0), Place(lat, lon)) for lon, lat in wider.shape.ring)
    assert far == pytest.approx(2 * KM_A_MILE, rel=1e-3)
    assert keyboard.undone(wider).shape == hand.shape
    clicked = drag(begun, touch(0, 0))
    assert clicked.circle is not None
    assert clicked.circle.km == 3.0
    moved = drag(clicked, touch(0, 0, Part.INSIDE), touch(1, 0))
    assert moved.circle is not None
    assert moved.circle.middle == pytest.approx((1, 0), abs=1e-9), "moved as a whole it stays a circle"
    bent = drag(clicked, touch(0.02, 0, Part.CORNER, 0, 0), touch(0.5, 0.5))
    assert bent.circle is None


def test_a_pin_leaves_what_is_drawn() -> None:
    drawing = at(gesture.drawing(Hand()), (0, 0), (1, 0))
    pinning = gesture.pinning(drawing, (0.5, 0.5))
    assert pinning.tool is Tool.PIN
    assert gesture.pinned(pinning).tool is Tool.DRAW
    assert gesture.pinned(pinning).line == drawing.line
    assert keyboard.backed_out(gesture.pinning(edit())).tool is Tool.EDIT


# ---------------------------------------------------------------- drafts


def test_what_is_not_changed_can_be_left() -> None:
    hand = edit()
    assert hand.draft is not None
    assert not hand.draft.is_changed
    turned = replace(hand.draft, now=Drawn(Shape(tuple(reversed(SQUARE.ring)))))
    assert turned.is_changed, "another first corner"
    there = drag(hand, touch(1, 1, Part.CORNER, 0, 2), touch(1.5, 1.5))
    back = drag(there, touch(1.5, 1.5, Part.CORNER, 0, 2), touch(1, 1))
    assert back.draft is not None
    assert not back.draft.is_changed


def test_a_crossing_is_told_with_its_place() -> None:
    hand = drag(edit(), touch(1, 1, Part.CORNER, 0, 2), touch(-0.5, 0.5))
    assert hand.draft is not None
    found = problem_of(hand.draft.now)
    assert found is not None
    assert found.where is not None
    assert words.problem(hand) == "The border crosses or touches itself. It can’t be saved like this."


def test_esc_goes_back_step_by_step() -> None:
    hand = keyboard.walked(edit(), 1)
    hand = keyboard.backed_out(hand)
    assert (hand.tool, hand.current) == (Tool.EDIT, None)
    assert keyboard.backed_out(hand).tool is Tool.LOOK
