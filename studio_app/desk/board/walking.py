"""Where arrow keys lead from block to block. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from studio_app.desk.board.model import Board
from studio_app.desk.week.model import Block


class Arrow(Enum):
    """What a key asks for."""

    LEFT = "left"
    RIGHT = "right"
    UP = "up"
    DOWN = "down"
    FIRST = "first"
    LAST = "last"


def walk(board: Board, here: str, arrow: Arrow) -> Block | None:
    """The block that a key leads to; None where there is none that way.

    Sideways through a lane, up and down to the block of the next lane that has any which begins nearest in time.
    """
    lanes = [lane.blocks for lane in board.lanes]
    number = next((n for n, blocks in enumerate(lanes) if any(b.id == here for b in blocks)), None)
    if number is None:
        return next((blocks[0] for blocks in lanes if blocks), None)
    blocks = lanes[number]
    place = next(n for n, block in enumerate(blocks) if block.id == here)
    if arrow in (Arrow.FIRST, Arrow.LAST):
        return blocks[0 if arrow is Arrow.FIRST else -1]
    if arrow in (Arrow.LEFT, Arrow.RIGHT):
        beside = place + (1 if arrow is Arrow.RIGHT else -1)
        return blocks[beside] if 0 <= beside < len(blocks) else None
    others = lanes[number + 1 :] if arrow is Arrow.DOWN else lanes[number - 1 :: -1] if number else []
    return _nearest(next((found for found in others if found), ()), blocks[place])


def _nearest(blocks: Sequence[Block], to: Block) -> Block | None:
    return min(blocks, key=lambda block: abs(block.start - to.start), default=None)
