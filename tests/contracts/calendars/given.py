"""Events of a photographer in words of no calendar, and as iCalendar and Google write them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from studio_app.domain.outside_event import Response
from tests.support.calendar_reading import OWNER

BOSS = "boss@else.test"

When = tuple[datetime, datetime] | tuple[date, date]


@dataclass(frozen=True)
class Given:
    """One event; times carry their zone.

    Attributes:
        uid: In characters that Google takes for an id.
        rule: An RRULE.
        skipped: Starts of occurrences that do not happen.
        moved: By the start that the rule gives, when they happen instead.
        called_off: Starts of occurrences that were cancelled one by one.
        answer: Of the calendar's owner, to somebody else's invitation.
    """

    uid: str
    when: When
    title: str = "Dentist"
    free: bool = False
    tentative: bool = False
    private: bool = False
    rule: str = ""
    skipped: tuple[date, ...] = ()
    moved: Mapping[date, When] = field(default_factory=dict)
    called_off: tuple[date, ...] = ()
    answer: Response | None = None


# ---------------------------------------------------------------- iCalendar


def ical(*events: Given) -> str:
    """A calendar with these events."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//by hand//EN"]
    for event in events:
        lines += _component(event, event.when, _rule_lines(event))
        for original, when in event.moved.items():
            lines += _component(event, when, [_dated("RECURRENCE-ID", original)])
        for original in event.called_off:
            lines += _component(
                event, (original, original), [_dated("RECURRENCE-ID", original), "STATUS:CANCELLED"]
            )
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def _component(event: Given, when: When, more: Iterable[str]) -> list[str]:
    lines = [
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        "DTSTAMP:20260101T000000Z",
        f"SUMMARY:{event.title}",
        _dated("DTSTART", when[0]),
        _dated("DTEND", when[1]),
        f"TRANSP:{'TRANSPARENT' if event.free else 'OPAQUE'}",
        *more,
    ]
    if event.tentative:
        lines.append("STATUS:TENTATIVE")
    if event.private:
        lines.append("CLASS:PRIVATE")
    if event.answer:
        answer = event.answer.value.upper().replace("_", "-")
        lines += [f"ORGANIZER:mailto:{BOSS}", f"ATTENDEE;PARTSTAT={answer}:mailto:{OWNER}"]
    return [*lines, "END:VEVENT"]


def _rule_lines(event: Given) -> list[str]:
    lines = [f"RRULE:{event.rule}"] if event.rule else []
    return lines + [_dated("EXDATE", start) for start in event.skipped]


def _dated(name: str, when: date) -> str:
    if not isinstance(when, datetime):
        return f"{name};VALUE=DATE:{when:%Y%m%d}"
    if when.tzinfo is UTC:
        return f"{name}:{when:%Y%m%dT%H%M%SZ}"
    return f"{name};TZID={_zone(when)}:{when:%Y%m%dT%H%M%S}"


def _zone(when: datetime) -> str:
    return when.tzinfo.key if isinstance(when.tzinfo, ZoneInfo) else "UTC"


# ---------------------------------------------------------------- Google


def at_google(event: Given) -> list[dict[str, Any]]:
    """The event and its exceptions as Google keeps them."""
    master = _resource(event, event.when) | {"id": event.uid}
    if event.rule:
        skipped = [_dated("EXDATE", start) for start in event.skipped]
        master["recurrence"] = [f"RRULE:{event.rule}", *skipped]
    exceptions = [
        _exception(event, original) | _resource(event, when) for original, when in event.moved.items()
    ]
    called_off = [_exception(event, original) | {"status": "cancelled"} for original in event.called_off]
    return [master, *exceptions, *called_off]


def _resource(event: Given, when: When) -> dict[str, Any]:
    made: dict[str, Any] = {"summary": event.title, "start": _moment(when[0]), "end": _moment(when[1])}
    if event.free:
        made["transparency"] = "transparent"
    if event.tentative:
        made["status"] = "tentative"
    if event.private:
        made["visibility"] = "private"
    if event.answer:
        head, _, tail = event.answer.value.partition("_")
        made["organizer"] = {"email": BOSS}
        made["attendees"] = [
            {"email": BOSS, "responseStatus": "accepted", "organizer": True},
            {"email": OWNER, "responseStatus": head + tail.capitalize(), "self": True},
        ]
    return made


def _exception(event: Given, original: date) -> dict[str, Any]:
    in_utc = original.astimezone(UTC) if isinstance(original, datetime) else original
    suffix = f"{in_utc:%Y%m%dT%H%M%SZ}" if isinstance(original, datetime) else f"{in_utc:%Y%m%d}"
    return {
        "id": f"{event.uid}_{suffix}",
        "iCalUID": f"{event.uid}@google.com",
        "recurringEventId": event.uid,
        "originalStartTime": _moment(original),
    }


def _moment(when: date) -> dict[str, str]:
    if isinstance(when, datetime):
        return {"dateTime": when.isoformat(), "timeZone": _zone(when)}
    return {"date": when.isoformat()}
