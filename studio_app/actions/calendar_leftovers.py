"""Events that stand in a calendar that is no longer the primary one: removed there as soon as it can be reached.

The appointments have new events in the new calendar, so that nobody is told that anything was cancelled.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from studio_app.actions.calendar_trouble import said_of, tripped
from studio_app.actions.ports import CalendarOpener, Reading, Store, Writing
from studio_app.domain.calendar_event import Notify
from studio_app.domain.calendar_source import CalendarSource
from studio_app.errors import CalendarUnavailable, KnownError

_SETTING = "calendar_leftovers"

log = logging.getLogger(__name__)

MOST_AT_ONCE = 50
"""How many are removed in one round, so that it ends."""


@dataclass(frozen=True, slots=True)
class Leftover:
    """One event that is to be removed from a calendar, whatever it says there by now."""

    source: CalendarSource
    event: str


def leave(writing: Writing, found: Iterable[Leftover]) -> None:
    """Note events that are to be removed."""
    _keep(writing, [*leftovers(writing), *found])


def forget_leftovers(writing: Writing, account: str) -> int:
    """Nothing is removed any more from the calendars of an account that nobody can reach; returns how many events stay."""
    found = leftovers(writing)
    kept = [item for item in found if item.source.account != account]
    _keep(writing, kept)
    return len(found) - len(kept)


def leftovers(reading: Reading) -> list[Leftover]:
    """The events that are still to be removed."""
    try:
        rows = json.loads(reading.setting(_SETTING) or "[]")
        return [
            Leftover(
                CalendarSource("", "", row["kind"], row["address"], row["name"], account=row["account"]),
                row["event"],
            )
            for row in rows
        ]
    except (ValueError, TypeError, KeyError):
        return []  # of a newer program


def remove_leftovers(store: Store, opener: CalendarOpener) -> tuple[str, ...]:
    """Remove what is left in former calendars; returns why something could not be removed, one sentence each."""
    with store.reading() as reading:
        waiting = leftovers(reading)
    done: set[Leftover] = set()
    problems: dict[CalendarSource, str] = {}
    for item in waiting:
        if item.source in problems or len(done) >= MOST_AT_ONCE:
            continue
        try:
            opener.open(item.source).remove(item.event, None, Notify.NOBODY)
        except CalendarUnavailable as error:
            problems[item.source] = (
                f"{_named(item.source)} still holds events of the studio. {said_of(error)}"
            )
            continue
        except KnownError as error:
            log.info("event %s stays in %s: %s", item.event, item.source.address, error)
        except Exception as error:
            log.exception("removing an event from a calendar of before failed")
            problems[item.source] = (
                f"{_named(item.source)} still holds events of the studio. {said_of(tripped(error))}"
            )
            continue
        done.add(item)
    if done:
        with store.writing() as writing:
            _keep(writing, [item for item in leftovers(writing) if item not in done])
    return tuple(problems.values())


def _keep(writing: Writing, items: Sequence[Leftover]) -> None:
    rows = [
        {
            "kind": item.source.kind,
            "address": item.source.address,
            "name": item.source.name,
            "account": item.source.account,
            "event": item.event,
        }
        for item in items
    ]
    text = json.dumps(rows) if rows else ""
    if text != writing.setting(_SETTING):
        writing.set_setting(_SETTING, text)


def _named(source: CalendarSource) -> str:
    return source.name or "The calendar of before"
