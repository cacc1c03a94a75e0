"""What is shown of a hand: where each thing that is held, or was just dropped, would stand, and what it says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QRectF

from studio_app.desk.board.geometry import Geometry
from studio_app.desk.board.ground import moment_of
from studio_app.desk.board.hand import Piece, Place
from studio_app.desk.board.holding import Holding
from studio_app.desk.board.model import Board
from studio_app.desk.board.words import GhostWords, ghost_words

Pieces = tuple[Piece, ...]


class Ghost(NamedTuple):
    """Something shown where it would be put: its words, if any; `settled` once it was dropped."""

    area: QRectF
    words: GhostWords | None
    settled: bool
    refused: bool = False


def title_of(board: Board, pieces: Pieces) -> str:
    """What is held: a street, or how many there are."""
    if len(pieces) > 1:
        return f"{len(pieces)} appointments"
    key = pieces[0].key
    blocks = (block for lane in board.lanes for block in lane.blocks)
    titles = [block.title for block in blocks if block.id.split("/", 1)[0] == key]
    titles += [card.title for card in board.cards if card.id == key]
    return titles[0] if titles else ""


def words_of(board: Board, holding: Holding) -> GhostWords | None:
    """What the ghost says; None while nothing is held over a lane."""
    state = holding.state
    if state.place is None or not state.is_held:
        return None
    names = {lane.id: lane.face.first_name for lane in board.lanes}
    title = title_of(board, state.pieces)
    return ghost_words(title, board.as_week, names, state.pieces, state.place, holding.verdict, state.edge)


def ghosts_of(board: Board, geometry: Geometry, holding: Holding) -> list[Ghost]:
    """What is held or was just dropped, where it would stand; the one in the hand last, so that it lies on top."""
    found: list[Ghost] = []
    for drop in holding.pending:
        span = moment_of(drop.place.start), moment_of(drop.place.end)
        words = GhostWords(title_of(board, drop.pieces), (board.wording.times(*span, board.zone),))
        along = holding.puts[0].crew if drop is holding.pending[-1] and len(holding.puts) == 1 else ()
        found += _others(board, geometry, drop.place, along, settled=True)
        found += _ghosts(board, geometry, drop.pieces, drop.place, words, settled=True)
    state = holding.state
    if state.is_held and state.place is not None:
        words_now = words_of(board, holding)
        if len(state.pieces) == 1 and holding.verdict is not None:
            found += _others(board, geometry, state.place, holding.verdict.crew, settled=False)
        found += _ghosts(board, geometry, state.pieces, state.place, words_now, settled=False)
        if words_now is not None and words_now.refused:
            found = [ghost if ghost.settled else ghost._replace(refused=True) for ghost in found]
    return found


def _ghosts(
    board: Board, geometry: Geometry, pieces: Pieces, place: Place, words: GhostWords | None, *, settled: bool
) -> list[Ghost]:
    return [
        Ghost(area, words if number == 0 and last else None, settled)
        for number, piece in reversed(list(enumerate(pieces)))
        for last, area in _areas(board, geometry, pieces, piece, place)
    ]


def _others(
    board: Board, geometry: Geometry, place: Place, crew: tuple[str, ...], *, settled: bool
) -> list[Ghost]:
    """Of a crew of two the other one goes along, in their own lane."""
    found = []
    for lane in crew:
        if lane != place.lane and lane in board.lane_ids:
            piece = Piece("", lane, place.start, place.minutes)
            along = Place(lane, place.start, place.minutes)
            found += [
                Ghost(area, None, settled) for _, area in _areas(board, geometry, (piece,), piece, along)
            ]
    return found


def _areas(
    board: Board, geometry: Geometry, pieces: Pieces, piece: Piece, place: Place
) -> Iterator[tuple[bool, QRectF]]:
    """Where one thing would stand on each day that it touches, and whether that is the last of them."""
    first = piece is pieces[0]
    start = place.start if first else (piece.start or 0) + place.start - (pieces[0].start or 0)
    minutes = place.minutes if first else piece.minutes
    together = len({one.lane for one in pieces}) == 1
    lane = place.lane if first or together else piece.lane
    if lane not in board.lane_ids:
        return
    top, bottom = geometry.inner(board.lane_ids.index(lane))
    spans = geometry.spans(moment_of(start), moment_of(start + minutes))
    for number, (_, left, right) in enumerate(spans):
        yield number == len(spans) - 1, QRectF(left, top, max(4.0, right - left - 1), bottom - top)
