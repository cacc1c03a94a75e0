"""What a hand does on the map of zones, as a machine of states: draw, drag, insert, delete, cut holes, pin. Pure.

Every function takes the state and gives another one; nothing here knows pixels, widgets or what is stored. Lengths are in
degrees of longitude as a pixel of the map is worth them; the map says how many with each touch.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from math import cos, hypot, radians

from studio_app.desk.map.gestures import Part
from studio_app.desk.zones.draft import Draft, Drawn
from studio_app.domain.place import Place
from studio_app.domain.zone import Ring
from studio_app.engine.travel import great_circle_km
from studio_app.engine.zone_corners import insert_corner, move_corner, move_edge, move_shape
from studio_app.engine.zone_making import circle as circle_shape
from studio_app.engine.zone_shapes import Point, Shape
from studio_app.engine.zone_snapping import Borders, Snap

LEAST_CORNERS = 3
_MOST_LAT, _MOST_LON = 85.0, 180.0


class Tool(StrEnum):
    """What the hand is at."""

    LOOK = "look"
    """Choosing and looking around."""
    DRAW = "draw"
    """Drawing a border."""
    EDIT = "edit"
    """Changing a closed shape."""
    HOLE = "hole"
    """Drawing a hole."""
    CIRCLE = "circle"
    """About to draw a circle."""
    PIN = "pin"
    """About to drop a pin."""


POINTING = (Tool.DRAW, Tool.HOLE, Tool.CIRCLE, Tool.PIN)
"""Tools that wait for a place."""


@dataclass(frozen=True, slots=True)
class Touch:
    """Where the mouse is.

    Attributes:
        at: The place under it.
        part: What of the draft lies there.
        ring, index: Which corner or edge: ring 0 is the border.
        midpoint: The handle in the middle of an edge.
        near: Degrees of longitude within which something is reached, and snapped to.
        free: Nothing is snapped to.
    """

    at: Point
    part: Part = Part.NOTHING
    ring: int = 0
    index: int = 0
    midpoint: bool = False
    near: float = 0.0
    free: bool = False


@dataclass(frozen=True, slots=True)
class Grab:
    """What is dragged.

    Attributes:
        part: A corner, an edge, or the whole (inside).
        start: Where it was taken.
        before: What was drawn then.
        shape: The same with the corner that the middle handle of an edge has made.
        round: A circle's radius is drawn.
    """

    part: Part
    start: Point
    before: Drawn
    shape: Shape | None = None
    ring: int = 0
    index: int = 0
    round: bool = False


@dataclass(frozen=True, slots=True)
class Round:
    """A circle that is still one."""

    middle: Point
    km: float

    def moved(self, by: Point) -> Round:
        """The same, elsewhere."""
        return replace(self, middle=(self.middle[0] + by[0], self.middle[1] + by[1]))


@dataclass(frozen=True, slots=True)
class Hand:
    """The whole state.

    Attributes:
        borders: What is snapped to: the rings of the neighbours.
        cursor: Where the next corner, the middle of a circle or the pin would come.
        snap: What the pointer is snapped to.
        last: What the last corner of the ring under way was snapped to.
        current: (ring, corner) that the keyboard has hold of.
        circle: Set while the draft is an untouched circle.
        nudging: The last step was one of the arrow keys, which the next one goes on with.
    """

    tool: Tool = Tool.LOOK
    draft: Draft | None = None
    borders: Borders | None = field(default=None, compare=False)
    grab: Grab | None = None
    cursor: Point | None = None
    snap: Snap | None = None
    last: Snap | None = None
    current: tuple[int, int] | None = None
    circle: Round | None = None
    nudging: bool = False

    @property
    def shape(self) -> Shape | None:
        """The closed shape under way."""
        return self.draft.shape if self.draft else None

    @property
    def line(self) -> Ring:
        """The ring under way."""
        return self.draft.line if self.draft else ()

    @property
    def is_editing(self) -> bool:
        """Whether there is a draft."""
        return self.draft is not None


# ---------------------------------------------------------------- taking a tool


def looking(hand: Hand) -> Hand:
    """Leave whatever is under way."""
    return Hand(borders=hand.borders)


def drawing(hand: Hand, cursor: Point | None = None) -> Hand:
    """Begin a new border."""
    return Hand(Tool.DRAW, Draft(), hand.borders, cursor=cursor)


def editing(hand: Hand, zone: str, shape: Shape) -> Hand:
    """Take hold of the shape of a zone."""
    return Hand(Tool.EDIT, Draft.of(zone, shape), hand.borders)


def cutting(hand: Hand, cursor: Point | None = None) -> Hand:
    """Begin a hole in the shape under way."""
    if hand.shape is None or hand.line or hand.grab is not None:
        return hand
    return replace(hand, tool=Tool.HOLE, cursor=cursor, current=None, circle=None, snap=None, nudging=False)


def rounding(hand: Hand, cursor: Point | None = None) -> Hand:
    """Begin a circle."""
    return Hand(Tool.CIRCLE, None, hand.borders, cursor=cursor)


def pinning(hand: Hand, cursor: Point | None = None) -> Hand:
    """Begin to drop a pin; what is drawn stays."""
    return replace(hand, tool=Tool.PIN, cursor=cursor, snap=None)


def pinned(hand: Hand) -> Hand:
    """The pin is dropped: back to what was under way."""
    return replace(hand, tool=resting_tool(hand), cursor=None)


def started_with(hand: Hand, shape: Shape) -> Hand:
    """Begin a new zone with a shape that was made, such as that of postcodes; a step of the draft under way."""
    draft = hand.draft if hand.draft and not hand.draft.zone else Draft()
    return Hand(Tool.EDIT, draft.stepped(Drawn(shape)), hand.borders)


def resting_tool(hand: Hand) -> Tool:
    if hand.draft is None:
        return Tool.LOOK
    if hand.shape is None:
        return Tool.DRAW
    return Tool.HOLE if hand.line else Tool.EDIT


# ---------------------------------------------------------------- the mouse


def pressed(hand: Hand, touch: Touch) -> Hand:
    """The button went down; `grab` is set where the drag was taken."""
    hand = cancelled(hand)  # a release that never came
    if hand.tool is Tool.CIRCLE:
        grab = Grab(Part.INSIDE, _snapped(hand, touch)[0], Drawn(), round=True)
        return replace(hand, grab=grab, cursor=None, draft=Draft())
    draft, shape = hand.draft, hand.shape
    if hand.tool is not Tool.EDIT or draft is None or shape is None or touch.part is Part.NOTHING:
        return hand
    grab = Grab(touch.part, touch.at, draft.now, shape, touch.ring, touch.index)
    if touch.part is Part.CORNER:
        return replace(hand, grab=grab, current=(touch.ring, touch.index), nudging=False)
    if touch.part is Part.EDGE and touch.midpoint:
        more = insert_corner(shape, touch.ring, touch.index, touch.at)
        grab = replace(grab, part=Part.CORNER, shape=more, index=touch.index + 1)
        now = replace(draft, now=replace(draft.now, shape=more))
        return replace(
            hand, draft=now, grab=grab, current=(grab.ring, grab.index), circle=None, nudging=False
        )
    return replace(hand, grab=grab, nudging=False)


def moved(hand: Hand, touch: Touch) -> Hand:
    """The pointer moved: what is held follows, else the next corner shows where it would come."""
    if hand.grab is None:
        if hand.tool not in POINTING:
            return hand
        at, snap = _snapped(hand, touch)
        return replace(hand, cursor=at, snap=snap)
    return _drawn_round(hand, touch) if hand.grab.round else _dragged(hand, touch)


def _dragged(hand: Hand, touch: Touch) -> Hand:
    grab, draft = hand.grab, hand.draft
    assert grab is not None
    assert grab.shape is not None
    assert draft is not None
    if grab.part is Part.CORNER:
        at, snap = _snapped(hand, touch)
        shape = move_corner(grab.shape, grab.ring, grab.index, at)
    else:
        by, snap = _way(hand, grab, touch)
        edge = grab.part is Part.EDGE
        shape = move_edge(grab.shape, grab.ring, grab.index, by) if edge else move_shape(grab.shape, by)
    if not fits_map(shape):
        return hand
    circle = hand.circle
    if circle and grab.part is Part.INSIDE and hand.shape:
        # A circle that is moved as a whole stays one.
        was, now = hand.shape.ring[0], shape.ring[0]
        circle = circle.moved((now[0] - was[0], now[1] - was[1]))
    elif shape != grab.before.shape:
        circle = None
    return replace(hand, draft=replace(draft, now=replace(draft.now, shape=shape)), snap=snap, circle=circle)


def _way(hand: Hand, grab: Grab, touch: Touch) -> tuple[Point, Snap | None]:
    """How far an edge or the whole goes, so that its corner that is nearest to the hand snaps."""
    assert grab.shape is not None
    by = (touch.at[0] - grab.start[0], touch.at[1] - grab.start[1])
    ring = grab.shape.rings[grab.ring]
    ends = (ring[grab.index], ring[(grab.index + 1) % len(ring)]) if grab.part is Part.EDGE else ring
    if touch.free or hand.borders is None:
        return by, None
    anchor = min(ends, key=lambda corner: _away(corner, grab.start))
    snap = hand.borders.snap((anchor[0] + by[0], anchor[1] + by[1]), touch.near)
    if snap is None:
        return by, None
    return (snap.point[0] - anchor[0], snap.point[1] - anchor[1]), snap


def _drawn_round(hand: Hand, touch: Touch) -> Hand:
    grab = hand.grab
    assert grab is not None
    km = great_circle_km(place_of(grab.start), place_of(touch.at))
    if _away(grab.start, touch.at) < touch.near:
        return replace(hand, draft=Draft(), circle=None)
    return _with_circle(hand, Round(grab.start, km))


def _with_circle(hand: Hand, wanted: Round) -> Hand:
    shape = circle_shape(place_of(wanted.middle), wanted.km)
    if not fits_map(shape):
        return hand
    draft = hand.draft or Draft()
    return replace(hand, draft=replace(draft, now=Drawn(shape)), circle=wanted)


def released(hand: Hand, usual_km: float = 3.0) -> Hand:
    """The button came up: what was dragged is one step of the draft.

    Args:
        usual_km: Radius of a circle that was clicked rather than drawn.
    """
    grab, draft = hand.grab, hand.draft
    if grab is None or draft is None:
        return hand
    if grab.round:
        made = hand if hand.circle else _with_circle(hand, Round(grab.start, usual_km))
        if made.shape is None:
            return looking(hand)
        stepped = replace(Draft(), start=Drawn()).stepped(Drawn(made.shape))
        return Hand(Tool.EDIT, stepped, hand.borders, circle=made.circle)
    stepped = replace(draft, now=grab.before).stepped(draft.now)
    return replace(hand, draft=stepped, grab=None, snap=None)


def clicked(hand: Hand, touch: Touch) -> Hand:
    """Pressed and let go in one place, where the press took nothing: a corner is set, or the ring is closed."""
    if hand.tool not in (Tool.DRAW, Tool.HOLE) or hand.draft is None:
        return hand
    line = hand.line
    if len(line) >= LEAST_CORNERS and _away(line[0], touch.at) <= touch.near:
        return closed(hand)
    at, snap = _snapped(hand, touch)
    return with_corner(hand, at, snap)


def with_corner(hand: Hand, at: Point, snap: Snap | None) -> Hand:
    """Another corner; between two on one neighbour's border all of the border between them comes along."""
    draft = hand.draft
    assert draft is not None
    if not is_on_map(at) or (draft.line and draft.line[-1] == at):
        return hand
    between: tuple[Point, ...] = ()
    if hand.borders and snap and hand.last:
        between = tuple(hand.borders.trace(hand.last, snap))
    line = (*draft.line, *(point for point in between if point not in draft.line), at)
    stepped = draft.stepped(replace(draft.now, line=line))
    return replace(hand, draft=stepped, last=snap, cursor=at, snap=snap, nudging=False)


def cancelled(hand: Hand) -> Hand:
    """The drag was broken off: as it was before."""
    grab, draft = hand.grab, hand.draft
    if grab is None or draft is None:
        return hand
    if grab.round:
        return Hand(Tool.CIRCLE, None, hand.borders)
    # The corner that is held may have been one of the drag's own.
    return replace(hand, draft=replace(draft, now=grab.before), grab=None, snap=None, current=None)


# ---------------------------------------------------------------- rings under way


def closed(hand: Hand) -> Hand:
    """Join the last corner to the first; a ring of less than three corners stays as it is."""
    draft = hand.draft
    if draft is None or hand.grab is not None or len(draft.line) < LEAST_CORNERS:
        return hand
    shape = draft.shape
    made = Shape(draft.line) if shape is None else Shape(shape.ring, (*shape.holes, draft.line))
    return Hand(Tool.EDIT, draft.stepped(Drawn(made)), hand.borders)


# ---------------------------------------------------------------- places


def _snapped(hand: Hand, touch: Touch) -> tuple[Point, Snap | None]:
    """Where a touch counts: on the neighbour's corner or border that is near."""
    if touch.free or hand.borders is None:
        return touch.at, None
    snap = hand.borders.snap(touch.at, touch.near)
    return (snap.point, snap) if snap else (touch.at, None)


def _away(one: Point, other: Point) -> float:
    """How far apart two places are on the map, in degrees of longitude."""
    wide = max(cos(radians((one[1] + other[1]) / 2)), 1e-6)
    return hypot(one[0] - other[0], (one[1] - other[1]) / wide)


def place_of(point: Point) -> Place:
    return Place(lat=point[1], lon=point[0])


def is_on_map(point: Point) -> bool:
    return abs(point[0]) <= _MOST_LON and abs(point[1]) <= _MOST_LAT


def fits_map(shape: Shape) -> bool:
    """Whether all of it is on the map."""
    return all(is_on_map(point) for ring in shape.rings for point in ring)
