"""The lanes laid out: which part of a lane's height each block gets, and where the hand's answers are shown. Pure.

Built once for each change of the data. Equal content of a lane means equal pixels, so a lane that compares equal is not
painted again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from studio_app.desk.board.geometry import window_of
from studio_app.desk.board.model import Board, Lane
from studio_app.desk.week.content import LEAST_MINUTES, PlacedBlock, Shut
from studio_app.desk.week.geometry import Axis, Column, axis_of
from studio_app.desk.week.layout import Item, arrange
from studio_app.desk.week.model import Block, BlockKind, Span


@dataclass(frozen=True, slots=True)
class Connector:
    """A drive on the axis of a day.

    Attributes:
        clear: Until where the line is free of blocks; its words stand before that.
        is_short: There is less time than the drive takes.
    """

    start: float
    end: float
    clear: float
    minutes: int
    is_short: bool


@dataclass(frozen=True, slots=True)
class DayContent:
    """One lane on one day, in axis minutes. The places of blocks are shares of the lane's height."""

    blocks: tuple[PlacedBlock, ...] = ()
    drives: tuple[Connector, ...] = ()
    off: tuple[Shut, ...] = ()
    rest: tuple[Shut, ...] = ()
    skipped: tuple[Shut, ...] = ()


@dataclass(frozen=True, slots=True)
class LaneContent:
    """One lane: everything that is painted into its picture."""

    days: tuple[DayContent, ...]


class Content:
    """All lanes; each is laid out when it is first looked at, as most of many are never seen.

    Attributes:
        axis: The days.
        window: What of each day is shown.
    """

    def __init__(self, board: Board) -> None:
        self.axis = axis_of(board.zone, board.days)
        timed = [
            (block.start, block.end)
            for lane in board.lanes
            for block in lane.blocks
            if block.kind is not BlockKind.BUSY
        ]
        self.window = window_of(self.axis, timed)
        self._board = board
        self._lanes: dict[int, LaneContent] = {}

    def lane(self, number: int) -> LaneContent:
        """One lane, counted from the top."""
        if number not in self._lanes:
            board, axis = self._board, self.axis
            lane = board.lanes[number]
            days = tuple(_day(axis, column, lane, board) for column in axis.columns)
            self._lanes[number] = LaneContent(days)
        return self._lanes[number]


def _day(axis: Axis, column: Column, lane: Lane, board: Board) -> DayContent:
    parts = {
        block.id: block for block in lane.blocks if block.start < column.end and column.start < block.end
    }
    placed = tuple(
        PlacedBlock(
            block=(block := parts[place.item.id]),
            place=place,
            begins=block.start >= column.start,
            ends=block.end <= column.end,
        )
        for place in arrange([_item(column, block) for block in parts.values()])
    )
    return DayContent(
        blocks=tuple(sorted(placed, key=lambda each: each.block.kind is not BlockKind.BUSY)),
        drives=tuple(_connectors(column, lane, list(parts.values()))),
        off=tuple(_shut(column, lane.off)),
        rest=tuple(_shut(column, lane.rest)),
        skipped=tuple(
            Shut(start, end, board.phrases.skipped if end - start >= LEAST_MINUTES else "")
            for start, end in column.voids(axis.length)
        ),
    )


def _item(column: Column, block: Block) -> Item:
    start, end = column.axis(block.start), column.axis_end(block.end)
    return Item(block.id, start, max(end, start + LEAST_MINUTES))


def _connectors(column: Column, lane: Lane, blocks: Sequence[Block]) -> Iterator[Connector]:
    for drive in lane.drives:
        if not column.start <= drive.start < column.end:
            continue
        following = min((b.start for b in blocks if drive.start <= b.start < drive.end), default=drive.end)
        yield Connector(
            column.axis(drive.start),
            column.axis_end(drive.end),
            column.axis_end(following),
            drive.minutes,
            drive.is_short,
        )


def _shut(column: Column, spans: Sequence[Span]) -> Iterator[Shut]:
    for span in spans:
        if span.start < column.end and column.start < span.end:
            yield Shut(column.axis(span.start), column.axis_end(span.end), span.text)
