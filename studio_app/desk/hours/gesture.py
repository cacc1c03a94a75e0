"""Hours in the hand: what press, move, release and Esc make of a week. Pure.

It knows no pixels but the distance that makes a drag of a click. Whatever happens, what was begun ends in one `Commit`
or one `Untouched`; the hours that it shows and commits are always sorted and apart from each other.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from studio_app.desk.hours.geometry import Part, Spot
from studio_app.desk.hours.spans import LEAST, NO_DAYS, Days, joined, with_span, without_span
from studio_app.domain.wall_time import MINUTES_A_DAY

STEP, FINE = 15, 5
"""Minutes that the hand snaps to, and with Shift."""
THRESHOLD = 4
"""Pixels that make a drag of a click."""


_NOWHERE = Spot(0, 0)


class Phase(Enum):
    """Where a gesture is."""

    IDLE = "idle"
    PRESSED = "pressed"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class State:
    """A gesture.

    Attributes:
        before: The week as it was when the hand came.
        rest: The week without what is held.
        span: What is held, as it would be put; before the hand moves, as it is.
        origin: What is held, as it was; where it is drawn, the minute that was pressed, twice.
        day: Where it would be put.
    """

    phase: Phase = Phase.IDLE
    before: Days = NO_DAYS
    rest: Days = NO_DAYS
    spot: Spot = _NOWHERE
    origin: tuple[int, int] = (0, 0)
    span: tuple[int, int] = (0, 0)
    day: int = 0

    @property
    def draws(self) -> bool:
        """Whether new hours are drawn."""
        return self.spot.place < 0

    @property
    def week(self) -> Days:
        """The week as it would be if the hand let go now."""
        return with_span(self.rest, self.day, self.span) if self.phase is Phase.HELD else self.before


@dataclass(frozen=True, slots=True)
class Press:
    """The button went down on a week."""

    spot: Spot
    days: Days


@dataclass(frozen=True, slots=True)
class Move:
    """The hand is at a spot; `travelled` pixels from where it pressed.

    Attributes:
        fine: Snap to five minutes.
        copies: Leave what is held where it was too.
    """

    spot: Spot
    travelled: float
    fine: bool = False
    copies: bool = False


@dataclass(frozen=True, slots=True)
class Release:
    """The button went up."""


@dataclass(frozen=True, slots=True)
class Leave:
    """Esc, or the focus went elsewhere."""


Event = Press | Move | Release | Leave


@dataclass(frozen=True, slots=True)
class Held:
    """What is held would stand elsewhere now."""

    days: Days


@dataclass(frozen=True, slots=True)
class Commit:
    """The week is to be this."""

    days: Days
    day: int


@dataclass(frozen=True, slots=True)
class Untouched:
    """Nothing changed."""


@dataclass(frozen=True, slots=True)
class Clicked:
    """It was a click: a bar, or with place -1 an empty minute of a day."""

    spot: Spot


Effect = Held | Commit | Untouched | Clicked


def advance(state: State, event: Event) -> tuple[State, tuple[Effect, ...]]:
    """The next state, and what is to be done now."""
    if isinstance(event, Press):
        return _press(state, event)
    if state.phase is Phase.IDLE:
        return state, ()
    if isinstance(event, Move):
        return _move(state, event)
    if isinstance(event, Release):
        return _release(state)
    return State(), (Untouched(),) if state.phase is Phase.HELD else ()


def _press(state: State, event: Press) -> tuple[State, tuple[Effect, ...]]:
    if state.phase is not Phase.IDLE:
        return state, ()  # another button while one is down
    spot, days = event.spot, event.days
    if spot.place < 0:
        minute = _snapped(spot.minute, STEP)
        origin, rest = (minute, minute), days
    else:
        origin, rest = days[spot.day][spot.place], without_span(days, spot.day, spot.place)
    return State(Phase.PRESSED, days, rest, spot, origin, origin, spot.day), ()


def _move(state: State, event: Move) -> tuple[State, tuple[Effect, ...]]:
    if state.phase is Phase.PRESSED and event.travelled < THRESHOLD:
        return state, ()
    step = FINE if event.fine else STEP
    moves = not state.draws and state.spot.part is Part.BODY
    copies = event.copies and moves
    rest = (
        state.before
        if copies or state.draws
        else without_span(state.before, state.spot.day, state.spot.place)
    )
    moved = replace(
        state,
        phase=Phase.HELD,
        rest=rest,
        span=_span(state, event.spot.minute, step),
        day=event.spot.day if moves else state.spot.day,
    )
    if moved == state:
        return state, ()
    return moved, (Held(moved.week),)


def _span(state: State, minute: float, step: int) -> tuple[int, int]:
    start, end = state.origin
    if state.draws:
        begin, here = _snapped(state.spot.minute, step), _snapped(minute, step)
        low, high = min(begin, here), max(begin, here)
        if low == high:  # at least one step, to where the hand goes
            low, high = (low - step, high) if minute < state.spot.minute else (low, high + step)
        return _inside(low, high)
    moved = minute - state.spot.minute
    if state.spot.part is Part.START:
        return max(0, min(_slid(start, moved, step), end - LEAST)), end
    if state.spot.part is Part.END:
        return start, min(MINUTES_A_DAY, max(_slid(end, moved, step), start + LEAST))
    return _inside(*_moved(start, end, moved, step))


def _moved(start: int, end: int, moved: float, step: int) -> tuple[int, int]:
    begin = _slid(start, moved, step)
    return begin, begin + end - start


def _slid(minute: int, moved: float, step: int) -> int:
    """A time off the grid stays until it is really moved."""
    return minute if abs(moved) * 2 < step else _snapped(minute + moved, step)


def _snapped(minute: float, step: int) -> int:
    return round(minute / step) * step


def _inside(start: int, end: int) -> tuple[int, int]:
    """Pushed back into the day, as long as it was."""
    if start < 0:
        return 0, end - start
    if end > MINUTES_A_DAY:
        return start - (end - MINUTES_A_DAY), MINUTES_A_DAY
    return start, end


def _release(state: State) -> tuple[State, tuple[Effect, ...]]:
    if state.phase is Phase.PRESSED:
        return State(), (Clicked(state.spot),)
    week = state.week
    same = all(joined(was) == joined(now) for was, now in zip(state.before, week, strict=True))
    return State(), (Untouched(),) if same else (Commit(week, state.day),)
