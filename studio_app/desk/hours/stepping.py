"""The keyboard's place among the hours of a week, and what its steps do to them. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from studio_app.desk.hours.spans import LEAST, Days, joined, with_day, with_span, without_span
from studio_app.domain.wall_time import MINUTES_A_DAY


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where the keyboard is: a day, and which of its hours; -1 on a day without."""

    day: int = 0
    place: int = -1

    def within(self, days: Days) -> Cursor:
        """The nearest place that there is."""
        count = len(days[self.day])
        return Cursor(self.day, min(max(self.place, 0), count - 1))

    def other_day(self, days: Days, way: int) -> Cursor:
        """The same time of the day before (-1) or after (1), or the bar that is nearest to it."""
        day = min(max(self.day + way, 0), 6)
        here = days[self.day][self.place] if self.place >= 0 else (0, 0)
        nearest = min(range(len(days[day])), key=lambda at: abs(sum(days[day][at]) - sum(here)), default=-1)
        return Cursor(day, nearest)

    def other_bar(self, days: Days, way: int) -> Cursor:
        """The hours before or after on the same day."""
        return Cursor(self.day, self.place + way).within(days)

    def at(self, days: Days, minute: int) -> Cursor:
        """The hours of the same day that hold a minute, else the nearest."""
        spans = days[self.day]
        nearest = min(
            range(len(spans)),
            key=lambda place: max(spans[place][0] - minute, minute - spans[place][1], 0),
            default=-1,
        )
        return Cursor(self.day, nearest)


Stepped = tuple[Days, Cursor]


def moved(days: Days, cursor: Cursor, minutes: int) -> Stepped:
    """The hours moved within their day; those that they reach become one with them."""
    if cursor.place < 0:
        return days, cursor
    start, end = days[cursor.day][cursor.place]
    minutes = min(max(minutes, -start), MINUTES_A_DAY - end)
    return _put(days, cursor, (start + minutes, end + minutes))


def moved_day(days: Days, cursor: Cursor, way: int) -> Stepped:
    """The hours on the day before or after."""
    to = cursor.day + way
    if cursor.place < 0 or not 0 <= to <= 6:
        return days, cursor
    span = days[cursor.day][cursor.place]
    after = with_span(without_span(days, cursor.day, cursor.place), to, span)
    return after, Cursor(to).at(after, span[0])


def stretched(days: Days, cursor: Cursor, minutes: int) -> Stepped:
    """The end later or earlier."""
    if cursor.place < 0:
        return days, cursor
    start, end = days[cursor.day][cursor.place]
    return _put(days, cursor, (start, min(max(end + minutes, start + LEAST), MINUTES_A_DAY)))


def started(days: Days, cursor: Cursor, minutes: int) -> Stepped:
    """The beginning later or earlier."""
    if cursor.place < 0:
        return days, cursor
    start, end = days[cursor.day][cursor.place]
    return _put(days, cursor, (max(0, min(start + minutes, end - LEAST)), end))


def _put(days: Days, cursor: Cursor, span: tuple[int, int]) -> Stepped:
    spans = days[cursor.day]
    others = (*spans[: cursor.place], *spans[cursor.place + 1 :])
    after = with_day(days, cursor.day, joined((*others, span)))
    return after, cursor.at(after, span[0])
