"""Calendars as rows, and back: sources, items, accounts, events of ours, the outbox, and what the studio decided."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import Row

from studio_app.domain.account import Account, FoundCalendar
from studio_app.domain.calendar_event import CalendarEvent, Guest, Notify, Seen, StoredEvent
from studio_app.domain.calendar_item import CalendarItem
from studio_app.domain.calendar_rules import CalendarRules
from studio_app.domain.calendar_source import CalendarSource, Trouble
from studio_app.domain.outbox import OutboxEntry, Task, WriteState
from studio_app.domain.outside_event import Response
from studio_app.domain.timespan import Span
from studio_app.storage.convert_setup import Values

_SAME = (
    "id",
    "kind",
    "address",
    "name",
    "read_at",
    "problem",
    "cursor",
    "account",
    "failing_since",
)
"""Attributes of a source that are columns as they are."""

# ---------------------------------------------------------------- sources and their items


def source_values(source: CalendarSource) -> Values:
    """A row of `calendar_sources`, without its position."""
    return primary_values(source) | {"photographer": source.photographer}


def primary_values(source: CalendarSource) -> Values:
    """A row of `primary_calendar`, without its number."""
    window = source.window
    return {name: getattr(source, name) for name in _SAME} | {
        "trouble": source.trouble.value,
        "window_start": window.start if window else None,
        "window_end": window.end if window else None,
    }


def source_of(row: Row[Any]) -> CalendarSource:
    """The source of a row of `calendar_sources`."""
    return _source(row, row.photographer)


def primary_of(row: Row[Any]) -> CalendarSource:
    """The source of a row of `primary_calendar`."""
    return _source(row, "")


def _source(row: Row[Any], photographer: str) -> CalendarSource:
    window = None if row.window_start is None else Span(row.window_start, row.window_end)
    same = {name: getattr(row, name) for name in _SAME}
    return CalendarSource(**same, photographer=photographer, trouble=Trouble(row.trouble), window=window)


def item_values(item: CalendarItem, number: int, source: str) -> Values:
    """A row of `calendar_items`."""
    return {
        "number": number,
        "source": source,
        "id": item.id,
        "series": item.series,
        "etag": item.etag,
        "text": item.text,
    }


def item_of(row: Row[Any]) -> CalendarItem:
    """The item of that row."""
    return CalendarItem(row.id, row.series, row.etag, row.text)


# ---------------------------------------------------------------- accounts and rules


def account_values(account: Account) -> Values:
    """A row of `accounts`, without its position."""
    return {
        "id": account.id,
        "kind": account.kind,
        "login": account.login,
        "server": account.server,
        "details": dict(account.details),
        "calendars": [asdict(calendar) for calendar in account.calendars],
    }


def account_of(row: Row[Any]) -> Account:
    """The account of that row."""
    calendars = tuple(FoundCalendar(**calendar) for calendar in row.calendars)
    return Account(row.id, row.kind, row.login, row.server, row.details, calendars)


def rules_value(rules: CalendarRules) -> str:
    """The rules as a setting."""
    return json.dumps(asdict(rules), sort_keys=True)


def rules_of(stored: str) -> CalendarRules:
    """The rules of that setting; what it doesn't say is as by default."""
    values = json.loads(stored) if stored else {}
    names = [field.name for field in fields(CalendarRules)]
    return CalendarRules(**{name: values[name] for name in names if name in values})


# ---------------------------------------------------------------- events of ours


def calendar_event_value(event: CalendarEvent | None) -> Values | None:
    """An event as JSON."""
    if event is None:
        return None
    return {
        "id": event.id,
        "appointment": event.appointment,
        "start": event.span.start.isoformat(),
        "end": event.span.end.isoformat(),
        "zone": event.zone.key,
        "title": event.title,
        "description": event.description,
        "location": event.location,
        "guests": [[guest.name, guest.email] for guest in event.guests],
    } | ({"repeats": True} if event.repeats else {})


def calendar_event_of(stored: Mapping[str, Any] | None) -> CalendarEvent | None:
    """The event of that JSON."""
    if stored is None:
        return None
    return CalendarEvent(
        id=stored["id"],
        appointment=stored["appointment"],
        span=Span(datetime.fromisoformat(stored["start"]), datetime.fromisoformat(stored["end"])),
        zone=_zone(stored["zone"]),
        title=stored["title"],
        description=stored["description"],
        location=stored["location"],
        guests=tuple(Guest(name, email) for name, email in stored["guests"]),
        repeats=stored.get("repeats", False),
    )


def _zone(key: str | None) -> ZoneInfo:
    # An event that others wrote may be in a zone that only some computers know; its instants are right in any.
    try:
        return ZoneInfo(key or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def seen_values(seen: Seen) -> Values:
    """A row of `seen`."""
    stored = seen.stored and {
        "event": calendar_event_value(seen.stored.event),
        "etag": seen.stored.etag,
        "answers": {email: answer.value for email, answer in seen.stored.answers.items()},
    }
    return {"event": seen.event, "stored": stored, "at": seen.at}


def seen_of(row: Row[Any]) -> Seen:
    """What was seen of that row."""
    if row.stored is None:
        return Seen(row.event, None, row.at)
    event = calendar_event_of(row.stored["event"])
    assert event is not None
    answers = {email: Response(answer) for email, answer in row.stored["answers"].items()}
    return Seen(row.event, StoredEvent(event, row.stored["etag"], answers), row.at)


# ---------------------------------------------------------------- outbox


def outbox_values(entry: OutboxEntry) -> Values:
    """A row of `outbox`, without its number."""
    values = {name: getattr(entry, name) for name in OutboxEntry.__dataclass_fields__}
    return values | {
        "task": entry.task.value,
        "state": entry.state.value,
        "wrote": calendar_event_value(entry.wrote),
        "tried": calendar_event_value(entry.tried),
        "notify": entry.notify.value,
    }


def outbox_of(row: Row[Any]) -> OutboxEntry:
    """The entry of that row."""
    values = {name: getattr(row, name) for name in OutboxEntry.__dataclass_fields__}
    return OutboxEntry(
        **values
        | {
            "task": Task(row.task),
            "state": WriteState(row.state),
            "wrote": calendar_event_of(row.wrote),
            "tried": calendar_event_of(row.tried),
            "notify": Notify(row.notify),
        }
    )
