"""Photographers' calendars read through a connector, as the actions do it."""

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from studio_app.calendars.connector import CalendarReader
from studio_app.domain.calendar_item import Errand, Pull, Whose
from studio_app.domain.calendar_source import CalendarSource
from studio_app.domain.outside_event import OutsideEvent
from studio_app.domain.timespan import Span
from studio_app.engine.blocking import event_span
from studio_app.errors import CalendarUnavailable
from studio_app.patience import Patience

NEW_YORK = "America/New_York"
SUMMER = Span(datetime(2026, 6, 1, tzinfo=UTC), datetime(2026, 7, 1, tzinfo=UTC))
OWNER = "ana@studio.test"


def pulled(
    reader: CalendarReader,
    source: CalendarSource,
    known: Mapping[str, str] | None = None,
    *,
    span: Span = SUMMER,
    titles: bool = True,
    patience: Patience | None = None,
) -> Pull:
    """What one calendar answered; raises the error that it was answered by."""
    errand = Errand(source, span, titles, lambda: known or {})
    ((answered, answer),) = reader.pull([errand], patience or Patience(30))
    assert answered == source
    if isinstance(answer, CalendarUnavailable):
        raise answer
    return answer


def read_all(
    reader: CalendarReader,
    source: CalendarSource,
    span: Span = SUMMER,
    owner: str = OWNER,
    zone: str = NEW_YORK,
    ours: Collection[str] = (),
) -> list[OutsideEvent]:
    """All events of a calendar that was never read before, by start."""
    whose = Whose(source.photographer, source.name, owner, zone, frozenset(ours))
    found = reader.occurrences(pulled(reader, source, span=span).items, span, whose)
    return in_order([event for events in found.values() for event in events], zone)


def in_order(events: Iterable[OutsideEvent], zone: str = NEW_YORK) -> list[OutsideEvent]:
    """Events by start."""
    return sorted(events, key=lambda item: event_span(item, ZoneInfo(zone))[0])
