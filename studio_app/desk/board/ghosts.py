"""What is shown of a hand: where each thing that is held, or was just dropped, would stand, and what it says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF

from studio_app.desk.board.geometry import Geometry
from studio_app.desk.board.ground import moment_of
from studio_app.desk.board.hand import Piece, Place
from studio_app.desk.board.holding import Holding
from studio_app.desk.board.model import Board
from studio_app.desk.board.words import GhostWords, ghost_words
from studio_app.desk.people import names_apart
from studio_app.engine.placing import Put

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
    names = dict(zip(board.lane_ids, names_apart([lane.face for lane in board.lanes]), strict=True))
    title = title_of(board, state.pieces)
    return ghost_words(title, board.as_week, names, state.pieces, state.place, holding.verdict, state.edge)


def ghosts_of(board: Board, geometry: Geometry, holding: Holding) -> list[Ghost]:
    """What is held or was just dropped, where it would stand; the one in the hand last, so that it lies on top."""
    found: list[Ghost] = []
    for drop in holding.pending:
        span = moment_of(drop.place.start), moment_of(drop.place.end)
        words = GhostWords(title_of(board, drop.pieces), (board.wording.times(*span, board.zone),))
        if drop is holding.pending[-1]:
            found += _others(board, geometry, drop.place, drop.pieces, holding.puts, settled=True)
        found += _ghosts(board, geometry, drop.pieces, drop.place, words, settled=True)
    state = holding.state
    if state.is_held and state.place is not None:
        words_now = words_of(board, holding)
        verdict, answer = holding.verdict, holding.answer
        if verdict is not None and answer is not None:
            puts = answer.puts(state.place, verdict)
            found += _others(board, geometry, state.place, state.pieces, puts, settled=False)
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
    board: Board, geometry: Geometry, place: Place, pieces: Pieces, puts: Sequence[Put], *, settled: bool
) -> list[Ghost]:
    """Of a crew of two the other one goes along, in their own lane."""
    found = []
    for number, (piece, put) in enumerate(zip(pieces, puts, strict=False)):
        own, start, minutes = _where(pieces, piece, place)
        for lane in put.crew:
            if lane != own and lane in board.lane_ids:
                along = Piece(f"along {number}", lane, start, minutes)
                areas = _areas(board, geometry, (along,), along, Place(lane, start, minutes))
                found += [Ghost(area, None, settled) for _, area in areas]
    return found


def _where(pieces: Pieces, piece: Piece, place: Place) -> tuple[str, int, int]:
    """Lane, start and minutes of one thing when the first one is put to a place."""
    if piece is pieces[0]:
        return place.lane, place.start, place.minutes
    together = len({one.lane for one in pieces}) == 1
    start = (piece.start or 0) + place.start - (pieces[0].start or 0)
    return place.lane if together else piece.lane, start, piece.minutes


def _areas(
    board: Board, geometry: Geometry, pieces: Pieces, piece: Piece, place: Place
) -> Iterator[tuple[bool, QRectF]]:
    """Where one thing would stand on each day that it touches, and whether that is the last of them."""
    lane, start, minutes = _where(pieces, piece, place)
    if lane not in board.lane_ids:
        return
    top, bottom = geometry.inner(board.lane_ids.index(lane))
    spans = geometry.spans(moment_of(start), moment_of(start + minutes))
    for number, (_, left, right) in enumerate(spans):
        yield number == len(spans) - 1, QRectF(left, top, max(4.0, right - left - 1), bottom - top)
