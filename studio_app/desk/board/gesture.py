"""Blocks in the hand: what press, move, keys, release and a sync meanwhile make of them. Pure.

It knows no pixels, no widgets and no studio. Times come from where the hand is and where it grabbed, never from what is
painted. Whatever happens, what was picked up ends in one `Commit` or one `Untouched`; until then nothing was changed,
and afterwards nothing is held. Newer data waits until then; where a block of the hand is gone in it, or another desk
changed it, the gesture ends at once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from studio_app.desk.board.hand import (
    FINE,
    THRESHOLD,
    Answer,
    Ask,
    Clicked,
    Commit,
    Edge,
    Effect,
    Effects,
    Escape,
    Event,
    FocusLost,
    Ground,
    Judge,
    Judged,
    Mark,
    Marked,
    Move,
    Moved,
    NextEdge,
    Overrule,
    Phase,
    PickedUp,
    PickUp,
    Piece,
    Place,
    Press,
    Put,
    Release,
    Source,
    Spot,
    State,
    Step,
    Sync,
    TakeSync,
    Untouched,
    Way,
    Why,
)

Result = tuple[State, Effects]
_EDGES = {Edge.BODY: Edge.END, Edge.END: Edge.START, Edge.START: Edge.BODY}


def advance(state: State, event: Event, ground: Ground) -> Result:
    """What comes of an event: the next state, and what is to be done now, in order."""
    return _HANDLERS[type(event)](state, event, ground)


# ---------------------------------------------------------------- the mouse


def _press(state: State, event: Press, ground: Ground) -> Result:
    if state.phase is Phase.PRESSED or (state.phase is Phase.HELD and not state.by_keys):
        return state, ()  # another button while one is down
    before: Effects = ()
    if state.phase is not Phase.IDLE:
        state, before = _untouched(state, Why.ESCAPED)
    if event.piece is None or event.spot is None:
        if state.marked and not event.many:
            return replace(state, marked=()), (*before, Marked())
        return state, before
    grab = event.spot.minute - _edge_of(event.piece, event.edge, event.spot.minute)
    return (
        replace(
            state,
            phase=Phase.PRESSED,
            pieces=(event.piece,),
            edge=event.edge,
            grab=grab,
            by_keys=False,
            many=event.many,
        ),
        before,
    )


def _edge_of(piece: Piece, edge: Edge, minute: int) -> int:
    """The minute of what is moved; of something without a time a little before the hand."""
    if piece.start is None:
        return minute - min(15, piece.minutes // 4)
    return piece.start + piece.minutes if edge is Edge.END else piece.start


def _move(state: State, event: Move, ground: Ground) -> Result:
    if state.by_keys or state.phase not in (Phase.PRESSED, Phase.HELD):
        return state, ()
    effects: Effects = ()
    if state.phase is Phase.PRESSED:
        if event.travelled < THRESHOLD:
            return state, ()
        state = replace(state, phase=Phase.HELD, pieces=_grabbed(state))
        effects = (PickedUp(state.pieces),)
    place = _place(state, event.spot, FINE if event.fine else ground.step, ground)
    moved = place != state.place or bool(effects)
    return replace(state, place=place, pull=event.pull), (*effects, *((Moved(),) if moved else ()))


def _grabbed(state: State) -> tuple[Piece, ...]:
    """What is in the hand: the grabbed block, and with it those that are marked, if it is one of them."""
    first = state.pieces[0]
    marked = {piece.key: piece for piece in state.marked}
    if first.key not in marked or state.edge is not Edge.BODY or first.source is not Source.BLOCK:
        return (first,)
    return (first, *(piece for key, piece in marked.items() if key != first.key))


def _place(state: State, spot: Spot | None, step: int, ground: Ground) -> Place | None:
    """Where it would be put with the hand at a spot."""
    if spot is None:
        return None
    first = state.pieces[0]
    wanted = spot.minute - state.grab
    if state.edge is not Edge.BODY:
        return _pulled(first, state.edge, wanted, step, ground)
    return Place(_lane(state, spot.lane), _slid(first.start, wanted, step, ground), first.minutes)


def _lane(state: State, lane: str) -> str:
    """Blocks of several lanes stay in theirs."""
    own = state.pieces[0].lane
    return lane if len({piece.lane for piece in state.pieces}) == 1 else own


def _slid(before: int | None, wanted: int, step: int, ground: Ground) -> int:
    """The step that is meant; a block that stands off the grid keeps its time until it is really moved."""
    if before is not None and abs(wanted - before) * 2 < step:
        return before
    return ground.nearest(wanted, step)


def _pulled(piece: Piece, edge: Edge, wanted: int, step: int, ground: Ground) -> Place:
    """The piece with one edge at another time; it stays at least a fine step long."""
    assert piece.start is not None
    end = piece.start + piece.minutes
    if edge is Edge.END:
        end = max(_slid(end, wanted, step, ground), piece.start + FINE)
        return Place(piece.lane, piece.start, end - piece.start)
    start = min(_slid(piece.start, wanted, step, ground), end - FINE)
    return Place(piece.lane, start, end - start)


def _release(state: State, event: Release, ground: Ground) -> Result:
    if state.phase is Phase.PRESSED:
        piece = state.pieces[0]
        if state.many:
            marked, effects = _mark(_idle(state), Mark(piece), ground)
            return _ended(marked, *effects)
        cleared = replace(_idle(state), marked=())
        said: Effects = (Marked(),) if state.marked else ()
        return _ended(cleared, *said, Clicked(piece))
    if state.phase is Phase.HELD and not state.by_keys:
        return _dropped(state)
    return state, ()


# ---------------------------------------------------------------- the keyboard


def _pick_up(state: State, event: PickUp, ground: Ground) -> Result:
    if state.phase is not Phase.IDLE:
        return state, ()
    held = replace(state, pieces=(event.piece,), edge=Edge.BODY)
    held = replace(held, phase=Phase.HELD, pieces=_grabbed(held), place=event.place, by_keys=True)
    return held, (PickedUp(held.pieces), Moved())


def _mark(state: State, event: Mark, ground: Ground) -> Result:
    if state.phase is not Phase.IDLE or event.piece.source is not Source.BLOCK:
        return state, ()
    others = tuple(piece for piece in state.marked if piece.key != event.piece.key)
    marked = others if len(others) < len(state.marked) else (*state.marked, event.piece)
    return _ended(replace(state, marked=marked), Marked())


def _step(state: State, event: Step, ground: Ground) -> Result:
    place = state.place
    over = event.way in (Way.LANE_UP, Way.LANE_DOWN)
    # A mouse says where and when; where lanes are not to be pointed at, keys say meanwhile who.
    if state.phase is not Phase.HELD or place is None or not (state.by_keys or over):
        return state, ()
    step = FINE if event.fine else ground.step
    if over:
        moved = _stepped_lane(state, place, 1 if event.way is Way.LANE_DOWN else -1, ground)
    elif event.way in (Way.DAY_BEFORE, Way.DAY_AFTER):
        moved = _stepped_day(state, place, 1 if event.way is Way.DAY_AFTER else -1, ground)
    else:
        moved = _stepped_time(state, place, step, 1 if event.way is Way.LATER else -1, ground)
    return (replace(state, place=moved), (Moved(),)) if moved != place else (state, ())


def _stepped_lane(state: State, place: Place, way: int, ground: Ground) -> Place:
    if state.edge is not Edge.BODY:
        return place
    return replace(place, lane=_lane(state, ground.other_lane(place.lane, way)))


def _stepped_day(state: State, place: Place, way: int, ground: Ground) -> Place:
    return replace(place, start=ground.other_day(place.start, way)) if state.edge is Edge.BODY else place


def _stepped_time(state: State, place: Place, step: int, way: int, ground: Ground) -> Place:
    if state.edge is Edge.END:
        end = max(ground.beyond(place.end, step, way), place.start + FINE)
        return replace(place, minutes=end - place.start)
    start = ground.beyond(place.start, step, way)
    if state.edge is Edge.START:
        start = min(start, place.end - FINE)
        return replace(place, start=start, minutes=place.end - start)
    return replace(place, start=start)


def _next_edge(state: State, event: NextEdge, ground: Ground) -> Result:
    """Another edge, from where the block stood: a gesture moves it or stretches it, not both."""
    stretches = len(state.pieces) == 1 and state.pieces[0].start is not None
    if state.phase is not Phase.HELD or not state.by_keys or not stretches:
        return state, ()
    first = state.pieces[0]
    if first.source is not Source.BLOCK:
        return state, ()
    return replace(state, edge=_EDGES[state.edge], place=_origin(first)), (Moved(),)


def _put(state: State, event: Put, ground: Ground) -> Result:
    return _dropped(state) if state.phase is Phase.HELD and state.by_keys else (state, ())


# ---------------------------------------------------------------- how it ends


def _dropped(state: State) -> Result:
    if state.place is None:
        return _untouched(state, Why.BESIDE)
    if state.place == _origin(state.pieces[0]):
        return _untouched(state, Why.NOT_MOVED)
    judging = replace(state, phase=Phase.JUDGING, pull=(0, 0))
    return judging, (Judge(judging.drop()),)


def _origin(piece: Piece) -> Place | None:
    return None if piece.start is None else Place(piece.lane, piece.start, piece.minutes)


def _judged(state: State, event: Judged, ground: Ground) -> Result:
    if state.phase is not Phase.JUDGING:
        return state, ()
    if event.answer is Answer.WORKS:
        return _ended(_idle(state, marked=()), Commit(state.drop()))
    if event.answer is Answer.NEVER:
        return _untouched(state, Why.REFUSED)
    return replace(state, phase=Phase.ASKING), (Ask(state.drop()),)


def _overrule(state: State, event: Overrule, ground: Ground) -> Result:
    reason = " ".join(event.reason.split())
    if state.phase is not Phase.ASKING or not reason:
        return state, ()
    return _ended(_idle(state, marked=()), Commit(state.drop(reason)))


def _escape(state: State, event: Escape, ground: Ground) -> Result:
    if state.phase is not Phase.IDLE:
        return _untouched(state, Why.ESCAPED)
    return (replace(state, marked=()), (Marked(),)) if state.marked else (state, ())


def _focus_lost(state: State, event: FocusLost, ground: Ground) -> Result:
    """While a question is open the keyboard is where the answer is typed."""
    return _untouched(state, Why.FOCUS_LOST) if state.phase in (Phase.PRESSED, Phase.HELD) else (state, ())


def _sync(state: State, event: Sync, ground: Ground) -> Result:
    known = event.known
    marked = tuple(piece for piece in state.marked if known.get(piece.key) == piece.version)
    state = replace(state, marked=marked)
    if state.phase is Phase.IDLE:
        return state, (TakeSync(),)
    state = replace(state, waiting=True)
    held = [piece for piece in state.pieces if piece.source is not Source.GHOST]
    if any(piece.key not in known for piece in held):
        return _untouched(state, Why.VANISHED)
    if any(known[piece.key] != piece.version for piece in held):
        return _untouched(state, Why.CHANGED)
    return state, ()


def _untouched(state: State, why: Why) -> Result:
    """A press that was no drag yet ends without a word."""
    said: Effects = () if state.phase is Phase.PRESSED else (Untouched(why),)
    return _ended(_idle(state), *said)


def _idle(state: State, **changes: Any) -> State:
    return replace(State(marked=state.marked, waiting=state.waiting), **changes)


def _ended(state: State, *effects: Effect) -> Result:
    """The end of a gesture: data that waited is shown now, after what was decided."""
    if state.waiting:
        return replace(state, waiting=False), (*effects, TakeSync())
    return state, effects


_HANDLERS: dict[type, Callable[[State, Any, Ground], Result]] = {
    Press: _press,
    Move: _move,
    Release: _release,
    PickUp: _pick_up,
    Mark: _mark,
    Step: _step,
    NextEdge: _next_edge,
    Put: _put,
    Escape: _escape,
    FocusLost: _focus_lost,
    Judged: _judged,
    Overrule: _overrule,
    Sync: _sync,
}
