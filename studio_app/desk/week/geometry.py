"""Instants and pixels of a grid of days, both ways. Pure.

The vertical axis is the wall clock, shared by all days, in axis minutes from the top. On the days on which clocks
change the axis keeps every instant at a place of its own:

- *Clocks forward*: the hour that is skipped stays empty on that day (`Column.voids`); nothing can be hit there.
- *Clocks back*: the axis gets the repeated hour twice, one below the other, for the whole week (`Repeat`). The
  changing day uses both; on other days the second is void. So the night's blocks keep their true length, a pixel
  never means two instants, and the other hours stay level across the week.

Positions are computed from instants and back in floating axis minutes; nothing is read from painted pixels.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from studio_app.domain.wall_time import MINUTES_A_DAY, day_start

MIN_HOUR_HEIGHT = 28.0
MAX_HOUR_HEIGHT = 240.0
ZOOM_STEP = 1.25

# Room around the blocks of a column, pixels: the line on the left, then air.
_AIR_LEFT, _AIR_RIGHT = 3, 4


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a day on which the clock runs evenly; all in minutes.

    Attributes:
        elapsed: Since the day's first instant.
        wall: On the wall, after midnight.
        axis: From the top of the axis.
    """

    elapsed: int
    wall: int
    axis: int
    length: int


@dataclass(frozen=True, slots=True)
class Repeat:
    """Wall minutes that one day has twice; the axis has a second row of them at `axis`.

    Attributes:
        day: Date of the clock change.
        wall: First repeated minute after midnight.
        length: Minutes that clocks go back.
        name: Short name of the zone's time in the second row ("EST").
    """

    day: date
    wall: int
    length: int
    name: str

    @property
    def at(self) -> int:
        """The wall minute before which the second row is put in."""
        return self.wall + self.length


@dataclass(frozen=True, slots=True)
class Column:
    """One day on the axis.

    Attributes:
        start, end: The day's first instant and the next day's, UTC.
        pieces: In order of time; between them are voids.
        plain: A day of 24 hours on an axis of 24 hours, as nearly all are: axis and elapsed minutes are the same.
    """

    date: date
    start: datetime
    end: datetime
    pieces: tuple[Piece, ...]
    plain: bool = False

    def axis(self, moment: datetime) -> float:
        """Axis minutes of an instant; instants outside the day mean its edges."""
        elapsed = (moment - self.start) / _MINUTE
        if self.plain and elapsed >= 0:
            return elapsed if elapsed < MINUTES_A_DAY else float(MINUTES_A_DAY)
        for piece in self.pieces:
            if elapsed < piece.elapsed + piece.length:
                return piece.axis + max(0.0, elapsed - piece.elapsed)
        last = self.pieces[-1]
        return float(last.axis + last.length)

    def axis_end(self, moment: datetime) -> float:
        """Axis minutes of an instant at which something ends: above a void, not below it."""
        elapsed = (moment - self.start) / _MINUTE
        if self.plain and elapsed >= 0:
            return elapsed if elapsed < MINUTES_A_DAY else float(MINUTES_A_DAY)
        place = float(self.pieces[0].axis)
        for piece in self.pieces:
            if elapsed <= piece.elapsed:
                return place
            place = piece.axis + min(float(piece.length), elapsed - piece.elapsed)
        return place

    def at(self, axis: float) -> tuple[Piece, float] | None:
        """The piece at an axis minute and the minutes into it; None in a void."""
        for piece in self.pieces:
            if piece.axis <= axis < piece.axis + piece.length:
                return piece, axis - piece.axis
        return None

    def voids(self, length: int) -> Iterator[tuple[int, int]]:
        """The stretches of an axis of `length` minutes that this day does not have."""
        place = 0
        for piece in self.pieces:
            if piece.axis > place:
                yield place, piece.axis
            place = piece.axis + piece.length
        if place < length:
            yield place, length

    def step(self, axis: float, step_min: int) -> datetime | None:
        """The start of the step at an axis minute, steps counted on the wall from midnight; None in a void."""
        found = self.at(axis)
        if found is None:
            return None
        piece, into = found
        wall = piece.wall + int(into)
        start = max(piece.wall, wall - wall % step_min)
        return self.start + timedelta(minutes=piece.elapsed + start - piece.wall)

    def steps(self, step_min: int) -> tuple[datetime, ...]:
        """Every step start of the day, in order of time."""
        found: list[datetime] = []
        for piece in self.pieces:
            first = -(-piece.wall // step_min) * step_min
            found.extend(
                self.start + timedelta(minutes=piece.elapsed + wall - piece.wall)
                for wall in range(first, piece.wall + piece.length, step_min)
            )
        return tuple(found)


_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Mark:
    """A line across the axis: a whole or a half hour. `name` is the zone's short name in a repeated row."""

    axis: int
    wall: int
    name: str = ""

    @property
    def is_hour(self) -> bool:
        """Whether it is a whole hour."""
        return self.wall % 60 == 0


@dataclass(frozen=True, slots=True)
class Axis:
    """The shown days on their common axis.

    Attributes:
        length: Minutes from top to bottom: 1440, more in a week whose clocks go back.
    """

    zone: ZoneInfo
    columns: tuple[Column, ...]
    length: int
    marks: tuple[Mark, ...]

    def column_of(self, moment: datetime) -> int | None:
        """Which column an instant falls into."""
        for index, column in enumerate(self.columns):
            if column.start <= moment < column.end:
                return index
        return None


@lru_cache(maxsize=256)
def axis_of(zone: ZoneInfo, days: tuple[date, ...]) -> Axis:
    """The axis of some days in a zone."""
    walls = {day: _wall_pieces(zone, day) for day in days}
    repeats = sorted(_repeats(zone, walls), key=lambda each: each.at)
    columns = tuple(_column(zone, day, walls[day], repeats) for day in days)
    length = MINUTES_A_DAY + sum(each.length for each in repeats)
    return Axis(zone, columns, length, tuple(sorted(_marks(repeats), key=lambda mark: mark.axis)))


def _wall_pieces(zone: ZoneInfo, day: date) -> tuple[Piece, ...]:
    """The day cut at its clock changes; places on the axis are not known yet."""
    start, end = day_start(zone, day), day_start(zone, day + timedelta(days=1))
    length = (end - start) // _MINUTE
    cuts = [0, *_changes(zone, start, 0, length), length]
    pieces = []
    for begin, finish in pairwise(cuts):
        local = (start + timedelta(minutes=begin)).astimezone(zone)
        # A day that begins by a change at midnight may begin on the evening before, in wall time.
        wall = local.hour * 60 + local.minute if local.date() == day else 0
        pieces.append(Piece(elapsed=begin, wall=wall, axis=0, length=finish - begin))
    return tuple(pieces)


def _changes(zone: ZoneInfo, start: datetime, begin: int, end: int) -> list[int]:
    """Minutes after `start` at which the clock changes; found by halving, as zones do not list them."""

    def offset(minute: int) -> timedelta | None:
        return (start + timedelta(minutes=minute)).astimezone(zone).utcoffset()

    if end <= begin or offset(begin) == offset(end - 1):
        return []
    if end - begin == 2:
        return [begin + 1]
    middle = (begin + end) // 2
    # The halves share a minute, so that a change between them is seen.
    return [*_changes(zone, start, begin, middle + 1), *_changes(zone, start, middle, end)]


def _repeats(zone: ZoneInfo, walls: dict[date, tuple[Piece, ...]]) -> Iterator[Repeat]:
    for day, pieces in walls.items():
        for before, after in pairwise(pieces):
            back = before.wall + before.length - after.wall
            if back > 0:
                moment = day_start(zone, day) + timedelta(minutes=after.elapsed)
                yield Repeat(day, after.wall, back, moment.astimezone(zone).tzname() or "")


def _column(zone: ZoneInfo, day: date, walls: Sequence[Piece], repeats: Sequence[Repeat]) -> Column:
    others = [each for each in repeats if each.day != day]
    placed: list[Piece] = []
    own = 0
    previous: Piece | None = None
    for piece in walls:
        if previous is not None:
            own += max(0, previous.wall + previous.length - piece.wall)
        previous = piece
        end = piece.wall + piece.length
        cuts = [piece.wall, *(each.at for each in others if piece.wall < each.at < end), end]
        for begin, finish in pairwise(cuts):
            shift = own + sum(each.length for each in others if each.at <= begin)
            placed.append(Piece(piece.elapsed + begin - piece.wall, begin, begin + shift, finish - begin))
    plain = placed == [Piece(0, 0, 0, MINUTES_A_DAY)]
    return Column(day, day_start(zone, day), day_start(zone, day + timedelta(days=1)), tuple(placed), plain)


def _marks(repeats: Sequence[Repeat]) -> Iterator[Mark]:
    for wall in range(0, MINUTES_A_DAY + 1, 30):
        yield Mark(wall + sum(each.length for each in repeats if each.at <= wall), wall)
    for each in repeats:
        before = sum(other.length for other in repeats if other.at < each.at)
        first = -(-each.wall // 30) * 30
        for wall in range(first, each.at, 30):
            yield Mark(each.at + before + wall - each.wall, wall, each.name)


@dataclass(frozen=True, slots=True)
class Geometry:
    """Where things are on a canvas; pixels are device-independent and measured from the canvas' top left.

    Attributes:
        axis: The days.
        width: Of the canvas.
        labels: Width of the hours on the left.
        hour_height: Pixels an hour.
        top: Air above the first line, so that its label is whole.
        scroll: Pixels that are scrolled away above.
        height: Of the canvas.
    """

    axis: Axis
    width: int
    height: int
    labels: int = 56
    hour_height: float = 60.0
    top: int = 8
    scroll: float = 0.0

    # ------------------------------------------------------------ down the axis

    def y(self, axis_minute: float) -> float:
        """Pixels of an axis minute on the canvas; negative when scrolled away."""
        return self.top + axis_minute * self.hour_height / 60 - self.scroll

    def axis_minute(self, y: float) -> float:
        """The axis minute at a height on the canvas."""
        return (y + self.scroll - self.top) * 60 / self.hour_height

    @property
    def content_height(self) -> float:
        """Pixels of the whole axis with air above and below."""
        return self.axis.length * self.hour_height / 60 + 2 * self.top

    @property
    def max_scroll(self) -> float:
        """The furthest that can be scrolled."""
        return max(0.0, self.content_height - self.height)

    def visible(self) -> tuple[float, float]:
        """The first and last axis minute on the canvas."""
        return self.axis_minute(0), self.axis_minute(self.height)

    def scrolled(self, scroll: float) -> Geometry:
        """The same, scrolled to a place that there is."""
        return replace(self, scroll=min(max(0.0, scroll), self.max_scroll))

    def zoomed(self, factor: float, y: float) -> Geometry:
        """Hours made taller by a factor, within limits; what is at height `y` stays there."""
        height = min(max(MIN_HOUR_HEIGHT, self.hour_height * factor), MAX_HOUR_HEIGHT)
        minute = self.axis_minute(y)
        grown = replace(self, hour_height=height)
        return grown.scrolled(self.top + minute * height / 60 - y)

    # ------------------------------------------------------------ across the days

    def left(self, index: int) -> int:
        """Left edge of a column, where its line is; `left(len(columns))` is the right edge of the last."""
        share = (self.width - self.labels) / max(1, len(self.axis.columns))
        return round(self.labels + index * share)

    def inner(self, index: int) -> tuple[int, int]:
        """Left and right edge of the room for blocks in a column."""
        return self.left(index) + _AIR_LEFT, self.left(index + 1) - _AIR_RIGHT

    def column_at(self, x: float) -> int | None:
        """The column at a place across; None over the hours and outside."""
        if not self.labels <= x < self.width:
            return None
        count = len(self.axis.columns)
        return next((index for index in range(count) if x < self.left(index + 1)), None)

    # ------------------------------------------------------------ both

    def moment_at(self, x: float, y: float, step_min: int) -> datetime | None:
        """The start of the step under a point; None beside the days and in voids."""
        index = self.column_at(x)
        if index is None:
            return None
        return self.axis.columns[index].step(self.axis_minute(y), step_min)

    def extent(self, index: int, start: datetime, end: datetime) -> tuple[float, float]:
        """Upper and lower pixel of a half-open span within a column; empty when it lies outside."""
        column = self.axis.columns[index]
        if end <= column.start or start >= column.end:
            edge = self.y(column.axis(start))
            return edge, edge
        return self.y(column.axis(start)), self.y(column.axis_end(end))
