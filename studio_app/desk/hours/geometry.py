"""Where the days and their hours stand, and what is under the mouse; device-independent pixels. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from studio_app.desk.hours.spans import Days
from studio_app.domain.wall_time import MINUTES_A_DAY

ROW, TRACK = 30, 22
"""Pixels from day to day, and the height of a track."""
USUAL_FIRST, USUAL_LAST = 6 * 60, 21 * 60
"""Minutes after midnight that are shown where nothing lies outside of them."""
_GRIP, _LEAST_BODY = 6.0, 10.0
"""Pixels at each end of a bar that stretch it; what stays of it to be moved by."""
_LEAST_BAR = 4.0


class Part(Enum):
    """What of the hours is held."""

    BODY = "body"
    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class Spot:
    """Under the mouse: a day, a minute of it (also beyond what is shown), and the bar there, if any.

    Attributes:
        place: Which of the day's hours; -1 for none.
    """

    day: int
    minute: float
    place: int = -1
    part: Part = Part.BODY


@dataclass(frozen=True, slots=True)
class Frame:
    """How a week lies on a widget.

    Attributes:
        left, width: The tracks.
        first, last: Minutes at their ends.
    """

    left: float
    width: float
    first: int = USUAL_FIRST
    last: int = USUAL_LAST

    def x_of(self, minute: float) -> float:
        """Where a minute is."""
        return self.left + (minute - self.first) * self.width / (self.last - self.first)

    def minute_at(self, x: float) -> float:
        """The minute at a place, 0 to 1440; beyond the track it goes on as fast."""
        minute = self.first + (x - self.left) * (self.last - self.first) / max(1.0, self.width)
        return min(max(minute, 0.0), float(MINUTES_A_DAY))

    def top_of(self, day: int) -> float:
        """The top of a day's track."""
        return day * ROW + (ROW - TRACK) / 2

    def day_at(self, y: float) -> int:
        """The day of a height; the first and last go on for ever."""
        return min(max(int(y // ROW), 0), 6)

    def bar(self, start: int, end: int) -> tuple[float, float]:
        """Left and right of hours, as far as they are shown; never too narrow to be seen."""
        left = max(self.x_of(start), self.left)
        right = min(self.x_of(end), self.left + self.width)
        return (left, right) if right - left >= _LEAST_BAR else (left, left + _LEAST_BAR)

    def spot(self, x: float, y: float, days: Days) -> Spot:
        """What is at a point. Ends of bars stretch them; where two bars are close the nearer end counts."""
        day, minute = self.day_at(y), self.minute_at(x)
        found: tuple[float, int, Part] | None = None
        for place, (start, end) in enumerate(days[day]):
            left, right = self.bar(start, end)
            inside = min(_GRIP, max(0.0, (right - left - _LEAST_BODY) / 2))
            for part, edge in ((Part.START, left), (Part.END, right)):
                inner = x - edge if part is Part.START else edge - x
                away = abs(x - edge)
                if -_GRIP / 2 <= inner <= max(inside, 0.5) and (found is None or away < found[0]):
                    found = (away, place, part)
            if found is None and left <= x <= right:
                found = (0.0, place, Part.BODY)
        return Spot(day, minute) if found is None else Spot(day, minute, found[1], found[2])


def frame_for(days: Days, left: float, width: float) -> Frame:
    """The frame in which all hours of a week are seen: whole hours, never fewer than the usual ones."""
    starts = [start for spans in days for start, _ in spans]
    ends = [end for spans in days for _, end in spans]
    first = min([USUAL_FIRST, *(start // 60 * 60 for start in starts)])
    last = max([USUAL_LAST, *(-(-end // 60) * 60 for end in ends)])
    return Frame(left, width, first, last)
