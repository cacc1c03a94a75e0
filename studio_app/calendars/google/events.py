"""Items of Google calendars to the events they stand for: series written out, with their exceptions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from time import monotonic
from zoneinfo import ZoneInfo

from studio_app.calendars.google.items import Kept, Malformed, Moment, hashed, not_understood, read_item
from studio_app.calendars.google.recurrence import DAY, Home, starts_in, zone_named
from studio_app.calendars.ours import stands_for_ours, without_ours
from studio_app.calendars.over import MARGIN, days_in, rule_is_over
from studio_app.calendars.window import When, begin_of, is_in_window, start_in
from studio_app.domain.calendar_item import CalendarItem, Whose
from studio_app.domain.outside_event import EventStatus, OutsideEvent, Response
from studio_app.domain.timespan import DateSpan, Span

MOST_SECONDS = 60.0
"""What one calendar may take to be written out, so that a strange one can't hold up the others."""


def events_in(
    items: Sequence[CalendarItem],
    span: Span,
    whose: Whose,
    clock: Callable[[], float] = monotonic,
) -> dict[str, Sequence[OutsideEvent]]:
    """The events of whole series within a window, by series, each by start; a series without any has an empty list.

    Args:
        items: As `items.item_of` and `items.merged_item` give them.
        span: The window; all-day events count in the photographer's zone.
        whose: The photographer.
        clock: Counts seconds, for the time limit.

    Raises:
        CalendarUnavailable: an item can't be understood; it is named.
    """
    zone, deadline = ZoneInfo(whose.zone), clock() + MOST_SECONDS
    groups: dict[str, list[CalendarItem]] = defaultdict(list)
    for item in items:
        groups[item.series].append(item)
    found: dict[str, Sequence[OutsideEvent]] = {}
    for name, group in groups.items():
        title = ""
        try:
            kept = {item.id: read_item(item.text) for item in group}
            title = next((each.title for each in kept.values() if each.title), "")
            events = [_event(each, when, whose) for each, when in _series(kept, span, zone, whose)]
        except (Malformed, ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
            words = str(error) if isinstance(error, Malformed) else "can’t be understood"
            raise not_understood(title or name, words) from error
        if clock() > deadline:
            raise not_understood(
                title or name, "and those before it repeat so that they take too long to read"
            )
        found[name] = sorted(events, key=lambda event: start_in(event.when, zone))
    return found


def thinned(items: Iterable[CalendarItem], before: datetime) -> list[CalendarItem]:
    """The items of series that ended before an instant, without what they said; see `connector.CalendarReader`."""
    groups: dict[str, list[CalendarItem]] = defaultdict(list)
    for item in items:
        if item.text:
            groups[item.series].append(item)
    found: list[CalendarItem] = []
    last = (before - MARGIN).date()
    for group in groups.values():
        try:
            is_over = all(_is_over(read_item(item.text), last) for item in group)
        except (Malformed, ValueError, TypeError, KeyError, AttributeError, OverflowError):
            continue  # whoever writes it out says what is wrong
        if is_over:
            found += [replace(item, text="") for item in group]
    return found


def _is_over(kept: Kept, last: date) -> bool:
    """Whether a day is after all of an event, or of a series. An exception has no rule of its own."""
    moments = [each.at for each in (kept.start, kept.end, kept.original) if each is not None]
    if kept.is_merged or not moments or max(map(_day, moments)) > last:
        return False
    if not kept.rule or kept.original is not None:
        return True
    start, end = _given(kept)
    took = _day(end.at) - _day(start.at)
    wall = start.at if isinstance(start.at, datetime) else datetime.combine(start.at, time.min)
    if isinstance(start.at, datetime):
        wall = Home(wall, zone_named(start.zone)).start
    return all(_line_is_over(line, wall, last - took) for line in kept.rule)


def _line_is_over(line: str, start: datetime, last: date) -> bool:
    head, _, value = line.strip().partition(":")
    match head.partition(";")[0].upper():
        case "RRULE":
            return rule_is_over(value, start, last)
        case "RDATE":
            return max(days_in(value)) <= last
        case name:
            return name in ("EXRULE", "EXDATE")


def _day(at: date) -> date:
    return at.date() if isinstance(at, datetime) else at


def _series(kept: dict[str, Kept], span: Span, zone: ZoneInfo, whose: Whose) -> Iterator[tuple[Kept, When]]:
    """Each occurrence of a series in the window with what is known of it."""
    instead = {each.original.at for each in kept.values() if each.original is not None}
    own = {begin_of(_when(each)) for each in kept.values() if each.original is None and not each.is_merged}
    for name, each in kept.items():
        if each.status is EventStatus.CANCELLED:
            continue
        times = _starts(each, span, zone, instead) if each.rule and each.original is None else [_when(each)]
        for when in times:
            for part in _parts(each, when, whose):
                if is_in_window(part, span, zone) and not _is_ours(name, each, part, whose, own):
                    yield each, part


def _is_ours(name: str, kept: Kept, when: When, whose: Whose, own: set[date]) -> bool:
    """Whether the program wrote it: guests' copies have the id, or the iCalendar id, of the studio's event."""
    return any(
        stands_for_ours(uid, when, whose, is_itself=begin_of(when) in own)
        for uid in (name, kept.uid.removesuffix("@google.com"))
    )


def _parts(kept: Kept, when: When, whose: Whose) -> Iterator[When]:
    """A free/busy time without the time of the program's own appointments, which are in it without a name."""
    if kept.is_merged and isinstance(when, Span):
        yield from without_ours(when, whose.ours_at)
    else:
        yield when


# ---------------------------------------------------------------- times


def _when(kept: Kept) -> When:
    start, end = _given(kept)
    if isinstance(start.at, datetime) and isinstance(end.at, datetime):
        return Span(start.at, end.at)
    return DateSpan(start.at, max(end.at, start.at + DAY))


def _given(kept: Kept) -> tuple[Moment, Moment]:
    if kept.start is None or kept.end is None:
        raise Malformed("has no start or no end")
    return kept.start, kept.end


def _starts(kept: Kept, span: Span, zone: ZoneInfo, instead: set[date | datetime]) -> Iterator[When]:
    """The occurrences that the rule gives, but for those that something else stands for."""
    start, end = _given(kept)
    if isinstance(start.at, datetime) and isinstance(end.at, datetime):
        yield from _timed(kept, start.at, end.at, span, instead)
    else:
        yield from _whole_days(kept, span, zone, instead)


def _timed(
    kept: Kept, start: datetime, end: datetime, span: Span, instead: set[date | datetime]
) -> Iterator[Span]:
    home = Home(start, zone_named(kept.start.zone if kept.start else ""))
    exact, on_wall = end - start, home.on_wall(end) - home.start
    for at in starts_in(kept.rule, home, span.start - max(exact, on_wall) - DAY, span.end + DAY):
        if at not in instead:
            # Calendars differ in the night of a clock change; the longer of both surely covers it.
            last = home.at(home.on_wall(at) + on_wall)
            yield Span(at, max(at, last, at + exact))


def _whole_days(kept: Kept, span: Span, zone: ZoneInfo, instead: set[date | datetime]) -> Iterator[DateSpan]:
    days = _when(kept)
    assert isinstance(days, DateSpan)
    length = days.end - days.first
    home = Home(datetime.combine(days.first, time.min), None)
    first, last = (at.astimezone(zone).replace(tzinfo=None) for at in (span.start, span.end))
    for at in starts_in(kept.rule, home, first - length - DAY, last + DAY):
        if at.date() not in instead:
            yield DateSpan(at.date(), at.date() + length)


# ---------------------------------------------------------------- what it means


def _event(kept: Kept, when: When, whose: Whose) -> OutsideEvent:
    return OutsideEvent(
        photographer=whose.photographer,
        when=when,
        title=kept.title,
        show_as=kept.show_as,
        status=kept.status,
        response=_response(kept, whose),
        kind=kept.kind,
        calendar=whose.calendar,
    )


def _response(kept: Kept, whose: Whose) -> Response | None:
    if kept.answer is not None or not whose.owner_email.strip():
        return kept.answer
    return kept.answers.get(hashed(whose.owner_email))
