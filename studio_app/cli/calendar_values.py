"""Calendars as JSON values; times in the studio's offset. Addresses that open a calendar are not shown whole."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from studio_app import exchange
from studio_app.actions.calendar_states import CalendarStates, PrimaryState, SourceState
from studio_app.actions.differences import difference_words
from studio_app.actions.sync_calendars import Synced
from studio_app.domain.account import Account
from studio_app.domain.calendar_event import CalendarEvent
from studio_app.domain.calendar_source import CalendarSource, Freshness
from studio_app.domain.difference import Difference

Json = dict[str, Any]


def states(found: CalendarStates) -> Json:
    """All calendars, the primary one first."""
    rules = found.rules
    return {
        "calendars": [_primary(found), *(_row(row, found) for row in found.rows)],
        "accounts": [account(each) for each in found.accounts],
        "rules": {
            "stale_minutes": rules.stale_minutes,
            "titles": rules.titles,
            "keep_days": rules.keep_days,
            "take_free_moves": rules.take_free_moves,
        },
    }


def calendar(found: CalendarStates, source_id: str) -> Json | None:
    """One calendar; None where it is not connected any more."""
    if found.primary.source.id == source_id:
        return _primary(found)
    return next((_row(row, found) for row in found.rows if row.source.id == source_id), None)


def account(found: Account) -> Json:
    """An account with the calendars that it sees."""
    return {
        "id": found.id,
        "kind": found.kind,
        "login": found.login,
        "server": found.server or None,
        "calendars": [
            {
                "address": each.address,
                "name": each.name,
                "writable": each.writable,
                "titles": each.titles,
                "main": each.main,
            }
            for each in found.calendars
        ],
    }


def round_(done: Synced, found: CalendarStates) -> Json:
    """What a round came to."""
    written = done.written
    zone = found.studio.settings.timezone
    return {
        "pushed": {
            "written": [entry.appointment for entry in written.written],
            "waiting": [entry.appointment for entry in written.waiting],
            "failed": [entry.appointment for entry in written.failed],
        },
        "pulled": {
            "primary": done.primary.error is None and not done.primary.source.problem,
            "read": len(done.busy.sources)
            - len({*done.busy.unread, *(each.id for each in done.busy.failed)}),
            "calendars": len(found.rows),
        },
        "taken": [each.say for each in done.taken],
        "declined": list(done.primary.declined_words),
        "differs": [_difference(each, found, zone) for each in done.differences.values()],
        "problems": list(done.problems),
        "calendars": states(found)["calendars"],
        "say": done.say,
    }


def _difference(found: Difference, at: CalendarStates, zone: ZoneInfo) -> Json:
    theirs = found.theirs.event if found.theirs else None
    return {
        "appointment": found.appointment,
        "what": sorted(aspect.value for aspect in found.aspects),
        "say": difference_words(at.studio, found),
        "ours": _event(found.ours, zone),
        "theirs": _event(theirs, zone),
    }


def _event(event: CalendarEvent | None, zone: ZoneInfo) -> Json | None:
    if event is None:
        return None
    return {
        "event": event.id,
        "start": exchange.time_text(event.span.start, zone),
        "end": exchange.time_text(event.span.end, zone),
        "title": event.title,
        "description": event.description,
        "location": event.location,
        "guests": [guest.email for guest in event.guests],
    }


def _primary(found: CalendarStates) -> Json:
    state: PrimaryState = found.primary
    return {
        **_source(state.source, state.freshness, state.login, found),
        "events": state.written,
        "ignored": {},
        "waiting": state.waiting,
        "failed": state.failed,
        "differs": state.differing,
    }


def _row(row: SourceState, found: CalendarStates) -> Json:
    return {
        **_source(row.source, row.freshness, row.login, found),
        "events": row.events,
        "ignored": {why.value: number for why, number in row.ignored.items()},
    }


def _source(source: CalendarSource, freshness: Freshness, login: str, found: CalendarStates) -> Json:
    zone = found.studio.settings.timezone
    return {
        "id": source.id,
        "primary": not source.photographer,
        "photographer": source.photographer or None,
        "kind": source.kind,
        "name": source.name or None,
        "address": source.shown_address or None,
        "account": login or None,
        "state": freshness.value,
        "read_at": exchange.time_text(source.read_at, zone) if source.read_at else None,
        "problem": source.problem or None,
    }
