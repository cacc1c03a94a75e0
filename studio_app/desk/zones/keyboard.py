"""What the keyboard, menus and fields do to a zone under way: the same steps as the mouse, and back and forth. Pure."""

from __future__ import annotations

from dataclasses import replace

from studio_app.desk.zones.draft import Draft, Drawn
from studio_app.desk.zones.gesture import (
    LEAST_CORNERS,
    POINTING,
    Hand,
    Round,
    Tool,
    cancelled,
    closed,
    fits_map,
    is_on_map,
    looking,
    pinned,
    place_of,
    resting_tool,
    with_corner,
)
from studio_app.engine.zone_corners import delete_corner, insert_corner, move_corner, move_shape
from studio_app.engine.zone_making import circle as circle_shape
from studio_app.engine.zone_shapes import Point, Shape

# ---------------------------------------------------------------- at the cursor


def with_corner_at_cursor(hand: Hand) -> Hand:
    """Set a corner where the keyboard's cursor is."""
    if hand.tool not in (Tool.DRAW, Tool.HOLE) or hand.cursor is None:
        return hand
    line = hand.line
    if len(line) >= LEAST_CORNERS and line[0] == hand.cursor:
        return closed(hand)
    return with_corner(hand, hand.cursor, hand.snap)


def with_circle_at_cursor(hand: Hand, km: float) -> Hand:
    """A circle around the keyboard's cursor."""
    if hand.tool is not Tool.CIRCLE or hand.cursor is None:
        return hand
    shape = circle_shape(place_of(hand.cursor), km)
    if not fits_map(shape):
        return hand
    return Hand(Tool.EDIT, Draft().stepped(Drawn(shape)), hand.borders, circle=Round(hand.cursor, km))


def with_radius(hand: Hand, km: float) -> Hand:
    """The circle with another radius, as a step."""
    draft, circle = hand.draft, hand.circle
    if draft is None or hand.grab is not None or circle is None or circle.km == km:
        return hand
    wanted = replace(circle, km=km)
    shape = circle_shape(place_of(wanted.middle), km)
    if not fits_map(shape):
        return hand
    return replace(hand, draft=draft.stepped(Drawn(shape)), circle=wanted, current=None, nudging=False)


def without_last_corner(hand: Hand) -> Hand:
    """Take the last corner of the ring under way back."""
    draft = hand.draft
    if draft is None or hand.grab is not None or not draft.line:
        return hand
    stepped = draft.stepped(replace(draft.now, line=draft.line[:-1]))
    return replace(hand, draft=stepped, last=None, snap=None)


# ---------------------------------------------------------------- corners, by keyboard or menu


def walked(hand: Hand, by: int) -> Hand:
    """Take hold of the next corner (1) or the one before (-1), border first, then holes."""
    shape = hand.shape
    if shape is None or hand.grab is not None or hand.tool is not Tool.EDIT:
        return hand
    corners = [(ring, index) for ring, points in enumerate(shape.rings) for index in range(len(points))]
    if hand.current not in corners:
        return replace(hand, current=corners[0 if by > 0 else -1], nudging=False)
    place = (corners.index(hand.current) + by) % len(corners)
    return replace(hand, current=corners[place], nudging=False)


def nudged(hand: Hand, by: Point) -> Hand:
    """The arrow keys: the corner that is held goes there, else the whole shape, else the cursor."""
    if hand.tool in POINTING:
        at = hand.cursor
        if at is None:
            return hand
        there = (at[0] + by[0], at[1] + by[1])
        return replace(hand, cursor=there, snap=None) if is_on_map(there) else hand
    draft, shape = hand.draft, hand.shape
    if draft is None or hand.grab is not None or shape is None:
        return hand
    circle = hand.circle
    if hand.current is None:
        moved_to = move_shape(shape, by)
        circle = circle and circle.moved(by)
    else:
        ring, index = hand.current
        corner = shape.rings[ring][index]
        moved_to = move_corner(shape, ring, index, (corner[0] + by[0], corner[1] + by[1]))
        circle = None
    if not fits_map(moved_to):
        return hand
    now = replace(draft.now, shape=moved_to)
    stepped = replace(draft, now=now) if hand.nudging else draft.stepped(now)
    return replace(hand, draft=stepped, nudging=True, circle=circle)


def inserted(hand: Hand, ring: int, edge: int, at: Point | None = None) -> Hand:
    """A corner on an edge, in its middle where no place is given; it is the one that is held."""
    draft, shape = hand.draft, hand.shape
    if draft is None or hand.grab is not None or shape is None or hand.tool is not Tool.EDIT:
        return hand
    corners = shape.rings[ring]
    one, other = corners[edge], corners[(edge + 1) % len(corners)]
    place = at or ((one[0] + other[0]) / 2, (one[1] + other[1]) / 2)
    stepped = draft.stepped(replace(draft.now, shape=insert_corner(shape, ring, edge, place)))
    return replace(hand, draft=stepped, current=(ring, edge + 1), circle=None, nudging=False)


def deleted(hand: Hand, ring: int, corner: int) -> Hand:
    """Without a corner; a hole of three corners goes as a whole.

    Raises:
        BadInput: the border would have less than three.
    """
    draft, shape = hand.draft, hand.shape
    if draft is None or hand.grab is not None or shape is None or hand.tool is not Tool.EDIT:
        return hand
    if ring and len(shape.rings[ring]) <= LEAST_CORNERS:
        return without_hole(hand, ring)
    less = delete_corner(shape, ring, corner)
    stepped = draft.stepped(replace(draft.now, shape=less))
    current = (ring, corner % len(less.rings[ring])) if hand.current else None
    return replace(hand, draft=stepped, current=current, circle=None, nudging=False)


def without_hole(hand: Hand, ring: int) -> Hand:
    """Without a hole; ring 1 is the first."""
    draft, shape = hand.draft, hand.shape
    if draft is None or hand.grab is not None or shape is None or not 0 < ring < len(shape.rings):
        return hand
    holes = (*shape.holes[: ring - 1], *shape.holes[ring:])
    stepped = draft.stepped(replace(draft.now, shape=Shape(shape.ring, holes)))
    return replace(hand, draft=stepped, current=None, circle=None, nudging=False)


# ---------------------------------------------------------------- back and forth


def undone(hand: Hand) -> Hand:
    """One step of the draft back."""
    return _at(hand, hand.draft.undone()) if hand.draft and hand.grab is None else hand


def redone(hand: Hand) -> Hand:
    """One step of the draft forth again."""
    return _at(hand, hand.draft.redone()) if hand.draft and hand.grab is None else hand


def _at(hand: Hand, draft: Draft) -> Hand:
    if draft == hand.draft:
        return hand
    kept = replace(hand, draft=draft, current=None, circle=None, last=None, snap=None, nudging=False)
    if draft.shape is None and not draft.line:
        return replace(kept, tool=Tool.DRAW)
    return replace(kept, tool=resting_tool(kept), cursor=hand.cursor)


def backed_out(hand: Hand) -> Hand:
    """One step back from what is under way: the drag, the tool, the ring, the corner, at last the draft."""
    if hand.grab is not None:
        return cancelled(hand)
    if hand.tool is Tool.PIN:
        return pinned(hand)
    draft = hand.draft
    if hand.tool is Tool.HOLE and draft is not None:
        kept = draft.stepped(replace(draft.now, line=()))
        return replace(hand, tool=Tool.EDIT, draft=kept, cursor=None, snap=None, last=None)
    if hand.tool is Tool.EDIT and hand.current is not None:
        return replace(hand, current=None, nudging=False)
    return looking(hand)
