"""Hours of a week, spans of time and places in a studio file."""

from __future__ import annotations

from studio_app.domain.place import Place
from studio_app.domain.timespan import Span
from studio_app.domain.wall_time import Weekday, format_wall
from studio_app.domain.working_hours import WallSpans, WeekHours
from studio_app.exchange.containers import Keys, Members, each, items, pair
from studio_app.exchange.fields import moment, number, refuse, text, wall, wall_end
from studio_app.exchange.wording import quoted

WEEKDAYS = {day.key: day for day in Weekday}
WEEK = Keys((), WEEKDAYS)
SPAN = Keys(("start", "end"))
MOST_SPANS = 48
"""Of one day: one each half hour. Every one is an interval for each photographer and date that is asked for."""
PLACE = Keys(("lat", "lon"))
latitude = number(-90, 90)
longitude = number(-180, 180)


def read_place(raw: object) -> Place:
    """A place with latitude and longitude in degrees."""
    members = PLACE.of(raw)
    return Place(float(members.read("lat", latitude)), float(members.read("lon", longitude)))


def read_weekday(raw: object) -> Weekday:
    """A weekday by its name in the file."""
    found = text(raw)
    if found not in WEEKDAYS:
        refuse(f"{quoted(found)} is none of {', '.join(WEEKDAYS)}")
    return WEEKDAYS[found]


def read_week(raw: object) -> WeekHours:
    """Hours of a week, by weekday."""
    days = WEEK.of(raw).all(read_hours)
    return WeekHours.of({WEEKDAYS[key]: spans for key, spans in days.items()})


def read_hours(raw: object) -> WallSpans:
    """Hours of one day: sorted, disjoint, each end after its start; they may touch."""
    if len(items(raw)) > MOST_SPANS:
        refuse(f"has more than {MOST_SPANS} spans")
    before = 0

    def follows(raw_span: object) -> tuple[int, int]:
        nonlocal before
        start, end = _wall_span(raw_span)
        if start < before:
            refuse(f"starts before {format_wall(before)}, the end of the hours before")
        before = end
        return start, end

    return tuple(each(follows)(raw))


_pair_of_walls = pair("a start and an end", wall, wall_end)


def _wall_span(raw: object) -> tuple[int, int]:
    start, end = _pair_of_walls(raw)
    takes_time(start, end)
    return start, end


def takes_time(start: int, end: int) -> None:
    """Refuse wall times where the end is not after the start. Raises BadInput."""
    if end <= start:
        refuse("end is before start" if end < start else "end is not after start")


def span_of(members: Members) -> Span:
    """The span between the members `start` and `end`, which takes time."""
    start, end = members.read("start", moment), members.read("end", moment)
    if end <= start:
        refuse("end is before start" if end < start else "end is not after start")
    return Span(start, end)


def read_span(raw: object) -> Span:
    """An object of a start and an end."""
    return span_of(SPAN.of(raw))
