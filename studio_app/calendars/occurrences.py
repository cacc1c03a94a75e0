"""Every occurrence of a calendar's events in a window: recurrence with its exceptions and moved instances."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vDatetime, vDDDTypes
from recurring_ical_events import CalendarQuery

from studio_app.calendars.ics_text import Unreadable, described, many
from studio_app.calendars.window import When, begin_of, is_in_window
from studio_app.domain.timespan import DateSpan, Span

DAY = timedelta(days=1)

SECONDS_APART = {
    "HOURLY": 3600,
    "DAILY": 86_400,
    "WEEKLY": 7 * 86_400,
    "MONTHLY": 28 * 86_400,
    "YEARLY": 365 * 86_400,
}
MOST_STEPS = 600_000
"""Steps of a rule up to the end of the window: each hour for sixty years. No calendar program makes more."""

MOST_OCCURRENCES = 200_000

_EXACTLY, _AT_LEAST = "X-STUDIO-DESK-EXACTLY", "X-STUDIO-DESK-AT-LEAST"
"""Carry an event's length in seconds through the expansion, which counts in wall time."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time at which an event happens.

    Attributes:
        is_itself: It begins when the event itself does, from which a series repeats.
    """

    event: Event
    when: When
    is_itself: bool = True


def occurrences_in(
    calendar: Calendar, span: Span, zone: ZoneInfo, on_step: Callable[[], None] = lambda: None
) -> Iterator[Occurrence]:
    """The occurrences that share time with a window; those without length that lie in it too.

    Args:
        calendar: As `busy_calendars_in` gives it.
        span: The window. All-day events count in `zone`.
        zone: The zone of times that name none.
        on_step: Called before each series; may raise to end the work.

    Raises:
        Unreadable: an event contradicts itself or repeats without bound; it is named.
    """
    for series in _series(calendar):
        on_step()
        try:
            for event in series:
                _settle(event, zone)
            if len(series) == 1 and not _recurs(series[0]):
                found = [Occurrence(series[0], _when(series[0]))]
            else:
                found = _expanded(series, span, zone)
        except Unreadable:
            raise
        except Exception as error:
            # Whatever a library trips over, the calendar is unknown.
            problem = str(error) or type(error).__name__
            raise Unreadable(f"can't be understood: {described(series[0])}: {problem}") from error
        yield from (item for item in found if is_in_window(item.when, span, zone))


def _series(calendar: Calendar) -> list[list[Event]]:
    """Events by UID; an event of the same UID that is neither an exception nor a newer version stands alone."""
    groups: dict[str, list[Event]] = {}
    strays: list[list[Event]] = []
    for number, event in enumerate(calendar.events):
        groups.setdefault(str(event.get("UID") or f"without id {number}"), []).append(event)
    for group in groups.values():
        masters = [event for event in group if "RECURRENCE-ID" not in event]
        newest = max((_sequence(event) for event in masters), default=0)
        for extra in [event for event in masters if _sequence(event) == newest][1:]:
            group.remove(extra)
            strays.append([extra])
    return [*groups.values(), *strays]


def _sequence(event: Event) -> int:
    return max((int(number) for number in many(event, "SEQUENCE")), default=0)


def _recurs(event: Event) -> bool:
    return any(name in event for name in ("RRULE", "RDATE", "RECURRENCE-ID"))


def _settle(event: Event, zone: ZoneInfo) -> None:
    """Give an event an explicit end, times without a zone that of their owner, and rules an end in UTC."""
    start = _one(event, "DTSTART", required=True)
    if not isinstance(start, datetime):
        event["DTEND"] = vDDDTypes(_last_date(event, start))
    else:
        given = set(event)
        start = start.replace(tzinfo=zone) if start.tzinfo is None else start
        end = _end_time(event, start, zone)
        event["DTSTART"], event["DTEND"] = vDDDTypes(start), vDDDTypes(end)
        if not any(isinstance(moment, tuple) for moment in _rdates(event)):
            seconds = (end.astimezone(UTC) - start.astimezone(UTC)).total_seconds()
            event[_AT_LEAST if "DTEND" in given else _EXACTLY] = str(int(seconds))
    event.pop("DURATION", None)
    for rule in many(event, "RRULE"):
        _settle_until(rule, start)


def _one(event: Event, name: str, *, required: bool = False) -> Any:
    values = many(event, name)
    if len(values) > 1 or (required and not values):
        raise Unreadable(f"can't be understood: {described(event)} has {len(values) or 'no'} {name}")
    return values[0].dt if values else None


def _last_date(event: Event, start: date) -> date:
    """The end of an all-day event, exclusive; at least a day, as programs that write less mean a day."""
    end, duration = _one(event, "DTEND"), _one(event, "DURATION")
    if isinstance(end, datetime):
        raise Unreadable(f"can't be understood: {described(event)} starts on a date and ends at a time")
    if end is None:
        end = start + timedelta(days=-(-duration // DAY)) if duration else start + DAY
    if end < start:
        raise Unreadable(f"can't be understood: {described(event)} ends before it starts")
    return max(end, start + DAY)  # type: ignore[no-any-return]


def _end_time(event: Event, start: datetime, zone: ZoneInfo) -> datetime:
    end, duration = _one(event, "DTEND"), _one(event, "DURATION")
    if end is None:
        # Days are those of the calendar, hours and minutes exact: RFC 5545, 3.3.6.
        days = timedelta(days=duration.days) if duration else timedelta(0)
        rest = duration - days if duration else timedelta(0)
        end = ((start + days).astimezone(UTC) + rest).astimezone(start.tzinfo)
    if not isinstance(end, datetime):
        raise Unreadable(f"can't be understood: {described(event)} starts at a time and ends on a date")
    if end.tzinfo is None:
        if start.tzinfo is not zone:
            raise Unreadable(f"can't be understood: {described(event)} has a zone only where it starts")
        end = end.replace(tzinfo=zone)
    if end.astimezone(UTC) < start.astimezone(UTC):
        raise Unreadable(f"can't be understood: {described(event)} ends before it starts")
    return end


def _settle_until(rule: Any, start: date) -> None:
    """Say in UTC until when a rule holds. A date, or a time without zone, is one on the wall of the event.

    recurring-ical-events would take them for UTC and lose the last occurrences west of Greenwich.
    """
    if not isinstance(start, datetime):
        return
    until = next(iter(rule.get("UNTIL", ())), None)
    if until is None:
        return
    if not isinstance(until, datetime):
        until = datetime(until.year, until.month, until.day, 23, 59, 59, tzinfo=start.tzinfo)
    elif until.tzinfo is None:
        until = until.replace(tzinfo=start.tzinfo)
    rule["UNTIL"] = [vDatetime(until.astimezone(UTC)).dt]


def _expanded(series: list[Event], span: Span, zone: ZoneInfo) -> list[Occurrence]:
    for event in series:
        _refuse_endless(event, span)
    calendar = Calendar()
    calendar.subcomponents = list(series)
    first, last = span.start.astimezone(zone) - 2 * DAY, span.end.astimezone(zone) + 2 * DAY
    found = CalendarQuery(calendar).between(first, last)
    if len(found) > MOST_OCCURRENCES:
        raise Unreadable(f"repeats too often: {described(series[0])}")
    own = {begin_of(_when(event)) for event in series if "RECURRENCE-ID" not in event}
    times = ((event, _when(event)) for event in found)
    return [Occurrence(event, when, begin_of(when) in own) for event, when in times]


def _refuse_endless(event: Event, span: Span) -> None:
    start = event.get("DTSTART").dt
    begins = (
        start.astimezone(UTC)
        if isinstance(start, datetime)
        else datetime(start.year, start.month, start.day, tzinfo=UTC)
    )
    for rule in many(event, "RRULE"):
        frequency = str(next(iter(rule.get("FREQ", ())), "")).upper()
        apart = SECONDS_APART.get(frequency)
        if apart is None or (span.end - begins).total_seconds() / apart > MOST_STEPS:
            raise Unreadable(
                f"repeats too often: {described(event)}, {frequency.lower() or 'without a rule'}"
            )


def _rdates(event: Event) -> list[Any]:
    return [each.dt for value in many(event, "RDATE") for each in value.dts]


def _when(event: Event) -> When:
    start, end = event.get("DTSTART").dt, event.get("DTEND").dt
    if not isinstance(start, datetime):
        return DateSpan(start, end)
    first, last = start.astimezone(UTC), end.astimezone(UTC)
    if _EXACTLY in event:
        last = first + timedelta(seconds=int(event.get(_EXACTLY)))
    elif _AT_LEAST in event:
        # RFC 5545, 3.8.5.3: each instance has the exact length of the first. Programs that count on the wall instead
        # differ in the night of a clock change; the longer of the two surely covers it.
        last = max(last, first + timedelta(seconds=int(event.get(_AT_LEAST))))
    return Span(first, max(first, last))
