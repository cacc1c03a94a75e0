"""Items of iCalendar text to the events they stand for; files, feeds and CalDAV keep their items so."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from zoneinfo import ZoneInfo

from studio_app.calendars.busy import free_busy_times, outside_event
from studio_app.calendars.ics_text import Unreadable, busy_calendars
from studio_app.calendars.occurrences import occurrences_in
from studio_app.calendars.ours import stands_for_ours
from studio_app.calendars.window import start_in
from studio_app.domain.calendar_item import CalendarItem, Whose
from studio_app.domain.outside_event import OutsideEvent
from studio_app.domain.timespan import Span
from studio_app.errors import CalendarUnavailable

MOST_SECONDS = 60.0
"""What one calendar may take to be written out, so that a strange one can't hold up the others."""

log = logging.getLogger(__name__)


def written_out(
    items: Sequence[CalendarItem],
    span: Span,
    whose: Whose,
    named: Callable[[CalendarItem], str],
    clock: Callable[[], float] = time.monotonic,
) -> dict[str, Sequence[OutsideEvent]]:
    """The events of whole series within a span, by series, each by start.

    Args:
        items: Their texts are as `ics_text.busy_text` gives them.
        span: The window.
        whose: The photographer.
        named: An item in words, for an error.
        clock: Counts seconds, for the time limit.

    Raises:
        CalendarUnavailable: an item can't be understood; it is named.
    """
    deadline = clock() + MOST_SECONDS

    def on_step() -> None:
        if clock() > deadline:
            raise Unreadable("takes too long to read")

    zone = ZoneInfo(whose.zone)
    found: dict[str, list[OutsideEvent]] = {}
    for item in items:
        try:
            found.setdefault(item.series, []).extend(_events_in(item.text, span, whose, on_step))
        except Unreadable as error:
            log.info("unreadable calendar item %s", item.id)  # the error may name the event's title
            raise CalendarUnavailable(
                f"{named(item)} {error}.",
                "Correct it or choose another calendar; until then its photographer counts as unknown.",
            ) from error
    return {
        series: sorted(events, key=lambda event: start_in(event.when, zone))
        for series, events in found.items()
    }


def _events_in(text: str, span: Span, whose: Whose, on_step: Callable[[], None]) -> Iterator[OutsideEvent]:
    zone = ZoneInfo(whose.zone)
    for calendar in busy_calendars(text):
        for found in occurrences_in(calendar, span, zone, on_step):
            uid = str(found.event.get("UID", ""))
            if not stands_for_ours(uid, found.when, whose, is_itself=found.is_itself):
                yield outside_event(found.event, found.when, whose)
        for part in calendar.walk("VFREEBUSY"):
            yield from free_busy_times(part, span, zone, whose)
