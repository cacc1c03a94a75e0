"""Events as Google gives them, read as the program does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from studio_app.calendars.google.events import events_in
from studio_app.calendars.google.items import item_of
from studio_app.domain.calendar_item import Whose
from studio_app.domain.outside_event import OutsideEvent
from studio_app.domain.timespan import Span

NEW_YORK = "America/New_York"
OWNER = "ana@example.com"
ME = {"email": OWNER, "self": True}
"""Ana among the guests of an event in her own calendar."""

SUMMER = Span(datetime(2026, 6, 1, tzinfo=UTC), datetime(2026, 8, 1, tzinfo=UTC))

JSON = dict[str, Any]


def timed(text: str, zone: str = NEW_YORK) -> JSON:
    """A start or an end, such as `2026-06-16T09:00:00-04:00`."""
    return {"dateTime": text, "timeZone": zone}


def moment(text: str | JSON | None, zone: str) -> JSON | None:
    """A time, or a whole day."""
    if not isinstance(text, str):
        return text
    return timed(text, zone) if "T" in text else {"date": text}


def google_event(
    start: str | JSON | None = "2026-06-16T09:00:00-04:00",
    end: str | JSON | None = "2026-06-16T10:00:00-04:00",
    *rule: str,
    event_id: str = "dentist",
    zone: str = NEW_YORK,
    **fields: Any,
) -> JSON:
    """An event, timed or of whole days, as `events.list` gives it; None takes a field away."""
    made: JSON = {
        "kind": "calendar#event",
        "id": event_id,
        "etag": f'"{event_id}-1"',
        "status": "confirmed",
        "summary": "Dentist",
        "iCalUID": f"{event_id}@google.com",
        "start": moment(start, zone),
        "end": moment(end, zone),
        "eventType": "default",
    }
    if rule:
        made["recurrence"] = list(rule)
    return {name: value for name, value in (made | fields).items() if value is not None}


def exception(series: JSON, original: str, **fields: Any) -> JSON:
    """A changed occurrence of a series; `original` in UTC, or a date."""
    compact = original.replace("-", "").replace(":", "")
    zone = series["start"].get("timeZone", "")
    begun = {"date": original} if "T" not in original else timed(original, zone)
    made = series | {
        "id": f"{series['id']}_{compact}",
        "recurringEventId": series["id"],
        "originalStartTime": begun,
    }
    made.pop("recurrence", None)
    if "T" in original:
        length = _at(series["end"]) - _at(series["start"])
        at = datetime.fromisoformat(original)
        made |= {"start": timed(at.isoformat(), zone), "end": timed((at + length).isoformat(), zone)}
    return made | fields


def _at(when: JSON) -> datetime:
    return datetime.fromisoformat(when["dateTime"])


def cancelled(series: JSON, original: str) -> JSON:
    """A deleted occurrence: Google is sure of these fields only."""
    made = exception(series, original, status="cancelled")
    return {name: made[name] for name in ("id", "status", "recurringEventId", "originalStartTime")}


def read(
    *events: JSON,
    span: Span = SUMMER,
    zone: str = NEW_YORK,
    owner: str = OWNER,
    titles: bool = True,
    ours: Sequence[str] = (),
    ours_at: Sequence[Span] = (),
) -> list[OutsideEvent]:
    """What Google's events mean for Ana, by start."""
    whose = Whose("ana", "Google", owner, zone, frozenset(ours), tuple(ours_at))
    found = events_in([item_of(event, titles=titles, zone=zone) for event in events], span, whose)
    return sorted((each for group in found.values() for each in group), key=_start)


def _start(event: OutsideEvent) -> str:
    return (event.when.start if isinstance(event.when, Span) else event.when.first).isoformat()


def times(events: Sequence[OutsideEvent]) -> list[str]:
    """The times of events, as `06-16 13:00/14:00` in UTC, or `2026-06-16/2026-06-17` for dates."""
    return [
        f"{item.when.start:%m-%d %H:%M}/{item.when.end:%H:%M}"
        if isinstance(item.when, Span)
        else f"{item.when.first}/{item.when.end}"
        for item in events
    ]


def one(event: JSON) -> OutsideEvent:
    """What a single event means."""
    (found,) = read(event)
    return found


def spring(year: int = 2026) -> Span:
    """March, with the night in which the clocks go forward."""
    return Span(datetime(year, 3, 1, tzinfo=UTC), datetime(year, 4, 1, tzinfo=UTC))


def day(text: str) -> date:
    return date.fromisoformat(text)
