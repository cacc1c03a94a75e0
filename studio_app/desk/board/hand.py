"""What a gesture is made of: the things in the hand, what happens to them, and what is to be done about it. Pure.

Times are whole minutes since 1970 in UTC. `gesture` says what comes of what.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

THRESHOLD = 6.0
"""Pixels that the hand travels before a press becomes a drag: a click moves nothing."""
FINE = 5
"""Minutes of a step with Shift, and of the shortest block."""


class Source(Enum):
    """Where something was taken from."""

    BLOCK = "block"
    TRAY = "tray"
    GHOST = "ghost"


class Edge(Enum):
    """What of it is moved: all of it, its start or its end."""

    BODY = "body"
    START = "start"
    END = "end"


class Phase(Enum):
    """How far a gesture has come."""

    IDLE = "idle"
    PRESSED = "pressed"
    HELD = "held"
    JUDGING = "judging"
    ASKING = "asking"


class Why(Enum):
    """Why everything is as it was."""

    NOT_MOVED = "not moved"
    ESCAPED = "escaped"
    BESIDE = "dropped beside the lanes"
    FOCUS_LOST = "focus lost"
    VANISHED = "vanished"
    CHANGED = "changed meanwhile"
    REFUSED = "refused"


class Answer(Enum):
    """What the rules say to a drop."""

    WORKS = "works"
    ASK = "ask to overrule"
    NEVER = "never"


class Way(Enum):
    """Where a key leads to while something is held."""

    EARLIER = "earlier"
    LATER = "later"
    DAY_BEFORE = "day before"
    DAY_AFTER = "day after"
    LANE_UP = "lane up"
    LANE_DOWN = "lane down"


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing that can be held.

    Attributes:
        key: Id of the appointment, or of what waits; the two blocks of one crew share it.
        lane: Whose block it is; "" where it is in nobody's lane, or the grid has none.
        start: None without a time.
        minutes: Time on site.
        version: Of the appointment as it was seen.
    """

    key: str
    lane: str
    start: int | None
    minutes: int
    source: Source = Source.BLOCK
    version: int = 0


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the hand is: the lane ("" where the grid has none) and the minute."""

    lane: str
    minute: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where the first thing in the hand would come to."""

    lane: str
    start: int
    minutes: int

    @property
    def end(self) -> int:
        """When it would be over."""
        return self.start + self.minutes


@dataclass(frozen=True, slots=True)
class Drop:
    """What is to be done: all pieces move as the first one does.

    Attributes:
        overrule: Why staff do it against the rules; "" where they don't.
    """

    pieces: tuple[Piece, ...]
    place: Place
    edge: Edge = Edge.BODY
    overrule: str = ""

    @property
    def shift(self) -> int:
        """Minutes by which the first one moves; 0 for one that had no time."""
        start = self.pieces[0].start
        return 0 if start is None else self.place.start - start


class Ground(Protocol):
    """The steps of time and the lanes that things are moved over."""

    @property
    def step(self) -> int:
        """Minutes from one start to the next."""

    def nearest(self, minute: int, step: int) -> int:
        """The start of a step that is nearest."""

    def beyond(self, minute: int, step: int, way: int) -> int:
        """The next start of a step after (1) or before (-1) a minute; the minute itself where there is none."""

    def other_day(self, minute: int, way: int) -> int:
        """The same wall time on the day after (1) or before (-1); the minute itself where that day is not shown."""

    def other_lane(self, lane: str, way: int) -> str:
        """The lane below (1) or above (-1); the lane itself where there is none."""


# ---------------------------------------------------------------- what happens


@dataclass(frozen=True, slots=True)
class Press:
    """The button goes down, on something or beside everything; `many` is held Ctrl."""

    piece: Piece | None = None
    spot: Spot | None = None
    edge: Edge = Edge.BODY
    many: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """The hand is somewhere.

    Attributes:
        spot: None beside the lanes.
        travelled: Pixels since the press.
        fine: Shift is held.
        pull: Where to scroll, as the hand is at an edge: -1, 0 or 1 across and down.
    """

    spot: Spot | None
    travelled: float = 0.0
    fine: bool = False
    pull: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Release:
    """The button goes up, where the hand was last."""


@dataclass(frozen=True, slots=True)
class PickUp:
    """A key picks something up; `place` is where it would be put at first."""

    piece: Piece
    place: Place


@dataclass(frozen=True, slots=True)
class Mark:
    """A key marks a block to be moved together with others, or unmarks it."""

    piece: Piece


@dataclass(frozen=True, slots=True)
class Step:
    """An arrow while something is held by keys."""

    way: Way
    fine: bool = False


@dataclass(frozen=True, slots=True)
class NextEdge:
    """A key changes what is moved: all of it, its end, its start."""


@dataclass(frozen=True, slots=True)
class Put:
    """A key drops what is held."""


@dataclass(frozen=True, slots=True)
class Escape:
    """Everything back."""


@dataclass(frozen=True, slots=True)
class FocusLost:
    """The keyboard went elsewhere, or the window was left."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The rules answered a drop."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class Overrule:
    """Staff give the reason why it is done all the same."""

    reason: str


@dataclass(frozen=True, slots=True)
class Sync:
    """Newer data arrived: everything that can be held, with versions."""

    known: Mapping[str, int] = field(default_factory=dict)


Event = (
    Press
    | Move
    | Release
    | PickUp
    | Mark
    | Step
    | NextEdge
    | Put
    | Escape
    | FocusLost
    | Judged
    | Overrule
    | Sync
)


# ---------------------------------------------------------------- what is to be done about it


@dataclass(frozen=True, slots=True)
class PickedUp:
    """Something is in the hand: ask what every lane answers."""

    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """The place is another one, or none; or something else of it is moved."""


@dataclass(frozen=True, slots=True)
class Clicked:
    """It was pressed and let go without being moved."""

    piece: Piece


@dataclass(frozen=True, slots=True)
class Marked:
    """Other blocks are marked to be moved together."""


@dataclass(frozen=True, slots=True)
class Judge:
    """Ask the rules about the drop, and come back with `Judged`."""

    drop: Drop


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask the person whether to overrule, and come back with `Overrule` or `Escape`."""

    drop: Drop


@dataclass(frozen=True, slots=True)
class Commit:
    """Do it."""

    drop: Drop


@dataclass(frozen=True, slots=True)
class Untouched:
    """Time and lane are what they were."""

    why: Why


@dataclass(frozen=True, slots=True)
class TakeSync:
    """Show the newer data now."""


Effect = PickedUp | Moved | Clicked | Marked | Judge | Ask | Commit | Untouched | TakeSync
Effects = tuple[Effect, ...]


@dataclass(frozen=True, slots=True)
class State:
    """What is held, and where it would be put.

    Attributes:
        marked: Blocks that are moved together once one of them is grabbed.
        pieces: In the hand, the grabbed one first.
        grab: Minutes from what is moved of the first piece to the hand.
        place: None where it would not be put anywhere, and while nothing is held.
        by_keys: Held by keys, not by the mouse.
        pull: Where to scroll.
        many: The button went down with Ctrl.
        waiting: Newer data waits for the end.
    """

    phase: Phase = Phase.IDLE
    marked: tuple[Piece, ...] = ()
    pieces: tuple[Piece, ...] = ()
    edge: Edge = Edge.BODY
    grab: int = 0
    place: Place | None = None
    by_keys: bool = False
    pull: tuple[int, int] = (0, 0)
    many: bool = False
    waiting: bool = False

    @property
    def is_held(self) -> bool:
        """Whether something is shown where it would be put: held, or dropped and not yet decided."""
        return self.phase in (Phase.HELD, Phase.JUDGING, Phase.ASKING)

    def drop(self, overrule: str = "") -> Drop:
        """What a drop here and now would do."""
        assert self.place is not None
        return Drop(self.pieces, self.place, self.edge, overrule)
