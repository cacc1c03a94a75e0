"""What the hand makes of the hours of a week: always sorted and apart from each other. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from studio_app.domain.wall_time import MINUTES_A_DAY
from studio_app.domain.working_hours import WallSpans, WeekHours

Days = tuple[WallSpans, ...]
"""Seven days of spans, Monday first."""
NO_DAYS: Days = ((),) * 7
WORKDAYS, ALL_DAYS = tuple(range(5)), tuple(range(7))
LEAST = 5
"""Minutes that hours take at least."""
BREAK = 60
"""Minutes between two halves of hours that are split."""
USUAL = (9 * 60, 17 * 60)


def week_of(days: Days) -> WeekHours | None:
    """The week of seven days; None where no day has hours, which is not set."""
    mon, tue, wed, thu, fri, sat, sun = days
    return WeekHours((mon, tue, wed, thu, fri, sat, sun)) if any(days) else None


def joined(spans: Iterable[tuple[int, int]]) -> WallSpans:
    """Spans in order, those that overlap or touch made one, and cut to the day."""
    made: list[tuple[int, int]] = []
    for start, end in sorted((max(0, start), min(end, MINUTES_A_DAY)) for start, end in spans):
        if end <= start:
            continue
        if made and start <= made[-1][1]:
            made[-1] = (made[-1][0], max(made[-1][1], end))
        else:
            made.append((start, end))
    return tuple(made)


def with_day(days: Days, day: int, spans: WallSpans) -> Days:
    """The week with other hours on a day."""
    return (*days[:day], spans, *days[day + 1 :])


def with_span(days: Days, day: int, span: tuple[int, int]) -> Days:
    """The week with hours added on a day."""
    return with_day(days, day, joined((*days[day], span)))


def without_span(days: Days, day: int, place: int) -> Days:
    """The week without one of the hours of a day."""
    return with_day(days, day, (*days[day][:place], *days[day][place + 1 :]))


def split(spans: WallSpans, place: int, at: int, gap: int = BREAK, step: int = 15) -> WallSpans:
    """Hours in two halves with a break around a minute; unchanged where they are too short for two."""
    start, end = spans[place]
    gap = min(gap, (end - start) // 3 // LEAST * LEAST)
    if gap < LEAST:
        return spans
    half = round((at - gap / 2) / step) * step
    first = min(max(half, start + LEAST), end - gap - LEAST)
    return (*spans[:place], (start, first), (first + gap, end), *spans[place + 1 :])


def copied(days: Days, day: int, to: Iterable[int]) -> Days:
    """The week in which other days have the hours of one."""
    wanted = set(to)
    return tuple(days[day] if each in wanted else spans for each, spans in enumerate(days))


def place_for_more(spans: WallSpans) -> tuple[int, int] | None:
    """Where new hours would begin on a day: the usual ones on an empty day, else two after the last, else two before
    the first; None where there is no room."""
    if not spans:
        return USUAL
    after, before = spans[-1][1] + BREAK, spans[0][0] - BREAK
    if after + LEAST <= MINUTES_A_DAY:
        return after, min(after + 2 * 60, MINUTES_A_DAY)
    return (max(0, before - 2 * 60), before) if before >= LEAST else None
