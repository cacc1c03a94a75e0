"""The shown week, cut into days and laid out: what the painter draws and what the mouse can hit. Pure.

Built once for each change of the data; painting, scrolling and hovering only read it. Equal content of a day means
equal pixels, so a column that compares equal is not painted again.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from itertools import zip_longest

from studio_app.desk.week.geometry import Axis, Column
from studio_app.desk.week.layout import Band, Item, Mark, Place, arrange, bands
from studio_app.desk.week.model import Block, BlockKind, Cell, Day, Openings, Span, Week

LEAST_MINUTES = 15
"""A shorter block is drawn, and kept clear, as if it took this long: it has to be seen and hit."""
APART_PIXELS = 18
"""A step at least this high shows each start as a cell of its own; lower ones join to bands."""


@dataclass(frozen=True, slots=True)
class PlacedBlock:
    """A block, or the part of it that falls on one day.

    Attributes:
        begins, ends: Whether its first and last instant are on this day.
    """

    block: Block
    place: Place
    begins: bool = True
    ends: bool = True


@dataclass(frozen=True, slots=True)
class Shut:
    """A stretch of the axis on which nothing can be: the studio is closed, or the clock skips it."""

    start: float
    end: float
    text: str


@dataclass(frozen=True)
class DayContent:
    """One column: everything that is painted into its picture, in axis minutes."""

    blocks: tuple[PlacedBlock, ...]
    marks: tuple[Mark, ...]
    shut: tuple[Shut, ...]
    skipped: tuple[Shut, ...]

    def bands(self, *, apart: bool) -> tuple[Band, ...]:
        """The offered starts as they are drawn."""
        return self._alone if apart else self._joined

    @cached_property
    def _alone(self) -> tuple[Band, ...]:
        return bands(self.marks, tuple(each.place for each in self.blocks), apart=True)

    @cached_property
    def _joined(self) -> tuple[Band, ...]:
        return bands(self.marks, tuple(each.place for each in self.blocks), apart=False)


@dataclass(frozen=True, slots=True)
class Content:
    """All columns, with the offered starts by time."""

    axis: Axis
    days: tuple[DayContent, ...]
    cells: tuple[Cell, ...]
    starts: tuple[datetime, ...]

    def cell_at(self, moment: datetime) -> Cell | None:
        """The offered start that is exactly then."""
        place = bisect_left(self.starts, moment)
        if place < len(self.starts) and self.starts[place] == moment:
            return self.cells[place]
        return None

    def cell_over(self, moment: datetime) -> Cell | None:
        """The offered start whose cell covers an instant; the latest, where cells of presets overlap."""
        place = bisect_right(self.starts, moment)
        for cell in self.cells[max(0, place - 3) : place][::-1]:
            if moment < cell.end:
                return cell
        return None


def lay_out(axis: Axis, week: Week, openings: Openings) -> Content:
    """Cut a week into days and give everything its place."""
    shown = (axis.columns[0].start, axis.columns[-1].end) if axis.columns else None
    cells = tuple(cell for cell in openings.cells if shown is not None and shown[0] <= cell.start < shown[1])
    starts = tuple(cell.start for cell in cells)
    days = tuple(
        _day(
            axis,
            column,
            day,
            week,
            cells[bisect_left(starts, column.start) : bisect_left(starts, column.end)],
        )
        for column, day in zip(axis.columns, week.days, strict=True)
    )
    return Content(axis, days, cells, starts)


def _day(axis: Axis, column: Column, day: Day, week: Week, cells: Sequence[Cell]) -> DayContent:
    marks = tuple(_marks(column, cells))
    # The two blocks of a crew may carry one id; the layout needs them apart.
    parts: dict[str, Block] = {}
    for block in week.blocks:
        if block.start < column.end and column.start < block.end:
            parts[block.id if block.id not in parts else f"{block.id} {len(parts)}"] = block
    items = [_item(column, key, block) for key, block in parts.items()]
    placed = (
        PlacedBlock(
            block=(block := parts[place.item.id]),
            place=place,
            begins=block.start >= column.start,
            ends=block.end <= column.end,
        )
        for place in arrange(items, marks)
    )
    return DayContent(
        # Busy times from outside lie below the studio's own.
        blocks=tuple(sorted(placed, key=lambda each: each.block.kind is not BlockKind.BUSY)),
        marks=marks,
        shut=tuple(
            _shut(column, span) for span in day.closed if span.start < column.end and column.start < span.end
        ),
        skipped=tuple(
            Shut(start, end, week.phrases.skipped if end - start >= LEAST_MINUTES else "")
            for start, end in column.voids(axis.length)
        ),
    )


def _marks(column: Column, cells: Sequence[Cell]) -> Iterator[Mark]:
    """Cells on the axis; one that reaches into the next ends where that begins."""
    following = [cell.start for cell in cells[1:]]
    for cell, after in zip_longest(cells, following):
        end = cell.end if after is None or cell.end <= after else after
        yield Mark(column.axis(cell.start), column.axis_end(end), cell.count, cell.text)


def _item(column: Column, key: str, block: Block) -> Item:
    start = column.axis(block.start)
    end = column.axis_end(block.end)
    if end < start + LEAST_MINUTES:
        end = start + LEAST_MINUTES
    return Item(key, start, end)


def _shut(column: Column, span: Span) -> Shut:
    return Shut(column.axis(span.start), column.axis_end(span.end), span.text)


def cells_apart(step_min: int, hour_height: float) -> bool:
    """Whether a step is high enough for a cell of its own."""
    return step_min * hour_height / 60 >= APART_PIXELS


def cell_extent(content: Content, week: Week, moment: datetime) -> tuple[datetime, datetime]:
    """From when to when the cell of a start reaches: its own end if it is offered, else one step."""
    cell = content.cell_at(moment)
    return (moment, cell.end) if cell is not None else (moment, moment + timedelta(minutes=week.step_min))
