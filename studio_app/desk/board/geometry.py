"""Instants, lanes and pixels of the board, both ways. Pure.

Time runs to the right on the wall clock of the shown days, which share one axis (`week.geometry`): on nights of a clock
change each instant keeps a place of its own. Several days stand side by side, each with the same hours.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from studio_app.desk.board.ground import minute_on
from studio_app.desk.board.hand import Spot
from studio_app.desk.week.geometry import Axis

NAMES_WIDTH = 200
HOURS_SEEN = 12
"""Hours of one day that fill the width, as the design has them."""
LEAST_HOUR, MOST_HOUR = 8.0, 400.0
LEAST_DAY_HOUR = 56.0
LEAST_LANE, MOST_LANE = 36, 96
DAY_GAP = 8
"""Pixels between days."""
SCROLL_ZONE = 28
"""Pixels at an edge in which a held block scrolls the board."""
EARLY, LATE = 7, 19
"""The hours of the usual day on the wall."""


@dataclass(frozen=True, slots=True)
class Window:
    """The stretch of the axis that every day shows, in axis minutes."""

    first: int
    last: int

    @property
    def minutes(self) -> int:
        """Its length."""
        return self.last - self.first


@dataclass(frozen=True, slots=True)
class Geometry:
    """Where things are on the lanes' canvas; pixels are device-independent, from its top left.

    Attributes:
        axis: The days.
        window: What of each day is shown.
        width, height: Of the canvas.
        lanes: How many there are.
        zoom: 1.0 is as designed.
        scroll_x, scroll_y: Pixels that are scrolled away.
    """

    axis: Axis
    window: Window
    width: int
    height: int
    lanes: int
    zoom: float = 1.0
    scroll_x: float = 0.0
    scroll_y: float = 0.0

    # ------------------------------------------------------------ across

    @property
    def hour_width(self) -> float:
        """Pixels an hour."""
        days = len(self.axis.columns)
        if days <= 1:
            return min(max(LEAST_DAY_HOUR, self.width / HOURS_SEEN) * self.zoom, MOST_HOUR)
        room = (self.width - (days - 1) * DAY_GAP) / max(1, days)
        return min(max(LEAST_HOUR, room * 60 / max(60, self.window.minutes)) * self.zoom, MOST_HOUR)

    @property
    def day_width(self) -> float:
        """Pixels of one day, without the gap to the next."""
        return self.window.minutes * self.hour_width / 60

    @property
    def content_width(self) -> float:
        """Pixels of all days."""
        count = len(self.axis.columns)
        return count * self.day_width + max(0, count - 1) * DAY_GAP

    def left(self, index: int) -> float:
        """Where a day begins."""
        return index * (self.day_width + DAY_GAP) - self.scroll_x

    def x(self, index: int, axis: float) -> float:
        """Pixels of an axis minute of a day; times outside of the window mean its edges."""
        inside = min(max(axis, self.window.first), self.window.last)
        return self.left(index) + (inside - self.window.first) * self.hour_width / 60

    def span(self, index: int, start: datetime, end: datetime) -> tuple[float, float] | None:
        """Left and right pixel of a half-open span within a day; None where it is on others or outside the window."""
        column = self.axis.columns[index]
        if end <= column.start or start >= column.end:
            return None
        low, high = self.x(index, column.axis(start)), self.x(index, column.axis_end(end))
        return (low, high) if high > low else None

    def spans(self, start: datetime, end: datetime) -> list[tuple[int, float, float]]:
        """The days that a span touches, with its left and right pixel on each."""
        found = ((index, self.span(index, start, end)) for index in range(len(self.axis.columns)))
        return [(index, *span) for index, span in found if span is not None]

    # ------------------------------------------------------------ down

    @property
    def lane_height(self) -> int:
        """Pixels of a lane: all fit where they can, and none is too low to be read."""
        share = self.height // max(1, self.lanes)
        return min(max(LEAST_LANE, share), MOST_LANE)

    @property
    def content_height(self) -> int:
        """Pixels of all lanes."""
        return self.lane_height * self.lanes

    def top(self, lane: int) -> float:
        """Where a lane begins."""
        return lane * self.lane_height - self.scroll_y

    def lane_at(self, y: float) -> int | None:
        """The lane at a height."""
        lane = int((y + self.scroll_y) // self.lane_height)
        return lane if 0 <= lane < self.lanes and y + self.scroll_y >= 0 else None

    def inner(self, lane: int) -> tuple[float, float]:
        """Upper and lower edge of the room for blocks in a lane."""
        air = min(10, max(3, self.lane_height // 10))
        return self.top(lane) + air, self.top(lane) + self.lane_height - air

    def visible_lanes(self) -> range:
        """The lanes of which something is seen."""
        first = int(self.scroll_y // self.lane_height)
        last = -(-int(self.scroll_y + self.height) // self.lane_height)
        return range(max(0, first), min(self.lanes, last + 1))

    # ------------------------------------------------------------ scroll and zoom

    @property
    def max_scroll_x(self) -> float:
        """The furthest to the right."""
        return max(0.0, self.content_width - self.width)

    @property
    def max_scroll_y(self) -> float:
        """The furthest down."""
        return max(0.0, float(self.content_height - self.height))

    def scrolled(self, x: float, y: float) -> Geometry:
        """The same, scrolled to a place that there is."""
        return replace(
            self,
            scroll_x=min(max(0.0, x), self.max_scroll_x),
            scroll_y=min(max(0.0, y), self.max_scroll_y),
        )

    def zoomed(self, zoom: float, x: float) -> Geometry:
        """Hours made wider; what is at `x` stays there."""
        share = (x + self.scroll_x) / max(1.0, self.content_width)
        grown = replace(self, zoom=min(max(1.0, zoom), 4.0))
        return grown.scrolled(share * grown.content_width - x, self.scroll_y)

    def opened_early(self) -> Geometry:
        """Scrolled to the usual morning of the first day."""
        return self.scrolled((EARLY * 60 - self.window.first) * self.hour_width / 60, self.scroll_y)

    def pull(self, x: float, y: float) -> tuple[int, int]:
        """Where a held block at a point wants to scroll: -1, 0 or 1 across and down."""
        across = _pull(x, self.width, self.scroll_x, self.max_scroll_x)
        return across, _pull(max(0.0, y), self.height, self.scroll_y, self.max_scroll_y)

    # ------------------------------------------------------------ both

    def day_at(self, x: float) -> int:
        """The day that is nearest to a place across."""
        index = int((x + self.scroll_x) // (self.day_width + DAY_GAP))
        return min(max(0, index), len(self.axis.columns) - 1)

    def minute_at(self, x: float) -> int:
        """Whole minutes since 1970 at a place across; beside a day its edge, in a void the instant before it."""
        index = self.day_at(x)
        axis = self.window.first + (x - self.left(index)) * 60 / self.hour_width
        return minute_on(self.axis.columns[index], min(max(axis, self.window.first), self.window.last - 1))

    def spot_at(self, x: float, y: float, lanes: tuple[str, ...]) -> Spot | None:
        """Where a hand at a point is; None beside the lanes."""
        lane = self.lane_at(y)
        if lane is None or lane >= len(lanes) or not 0 <= y <= self.height:
            return None
        return Spot(lanes[lane], self.minute_at(x))


def _pull(at: float, length: int, scroll: float, most: float) -> int:
    if 0 <= at < SCROLL_ZONE and scroll > 0:
        return -1
    return 1 if at > length - SCROLL_ZONE and scroll < most else 0


def window_of(axis: Axis, spans: Iterable[tuple[datetime, datetime]]) -> Window:
    """What of each day is shown: all of a single one; of several the usual hours and whatever lies beside them."""
    if len(axis.columns) <= 1:
        return Window(0, axis.length)
    first, last = EARLY * 60, LATE * 60
    for start, end in spans:
        for column in axis.columns:
            if column.start < end and start < column.end:
                first = min(first, int(column.axis(max(start, column.start))))
                last = max(last, int(-(-column.axis_end(min(end, column.end)) // 1)))
    return Window(first // 60 * 60, min(axis.length, -(-last // 60) * 60))
