"""Decide how old a reading may be, whether titles are kept, and what becomes of changes made outside."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import datetime

from studio_app.actions.done import Done
from studio_app.actions.ports import Store, Writing
from studio_app.domain.calendar_item import Pull
from studio_app.domain.calendar_rules import CalendarRules
from studio_app.domain.calendar_source import Trouble
from studio_app.domain.changes import Changes, Kind
from studio_app.domain.history import HistoryEntry
from studio_app.errors import BadInput

MOST_STALE_MINUTES = 24 * 60
MOST_KEEP_DAYS = 366

FAILING = "The calendar can\N{RIGHT SINGLE QUOTATION MARK}t be understood. It is read again by itself."
"""Instead of what a calendar was in trouble for."""

_CHANGES = Changes(frozenset({Kind.CALENDARS, Kind.EVENTS, Kind.STUDIO}))


@dataclass(frozen=True, slots=True)
class EditCalendarRules:
    """The rules as they are to be."""

    rules: CalendarRules


@dataclass(frozen=True, slots=True)
class RulesBack:
    """The undo; see `done.Undo`. Titles that were dropped come back with the next reading."""

    name: str
    rules: CalendarRules

    def run(self, store: Store, now: datetime, actor: str) -> Done:
        """Put the rules back."""
        done = edit_calendar_rules(store, now, actor, EditCalendarRules(self.rules))
        return replace(done, say=f"Undone: {self.name}.")


def edit_calendar_rules(store: Store, now: datetime, actor: str, command: EditCalendarRules) -> Done:
    """Change the rules of calendars. Without titles, those that are kept are dropped at once.

    Raises:
        BadInput: a number is out of bounds.
    """
    rules = command.rules
    if not 1 <= rules.stale_minutes <= MOST_STALE_MINUTES:
        raise BadInput("stale_minutes", f"must be 1 to {MOST_STALE_MINUTES}")
    if not 0 <= rules.keep_days <= MOST_KEEP_DAYS:
        raise BadInput("keep_days", f"must be 0 to {MOST_KEEP_DAYS}")
    with store.writing() as writing:
        before = writing.calendar_rules()
        if before == rules:
            return Done(changes=Changes(), say="Nothing was changed.")
        writing.save_calendar_rules(rules)
        if before.titles != rules.titles:
            _read_anew(writing, titles=rules.titles)
        writing.record(
            HistoryEntry(
                now, actor, "changed the rules of calendars", before=asdict(before), after=asdict(rules)
            )
        )
    name = "the rules of calendars"
    return Done(changes=_CHANGES, say="Changed the rules of calendars.", undo=RulesBack(name, before))


def _read_anew(writing: Writing, *, titles: bool) -> None:
    """Have every calendar read from its beginning; what is known stays until then, without titles where none are to
    be kept."""
    for source in writing.sources():
        if not titles and source.trouble is Trouble.FAILING:
            source = replace(source, problem=FAILING)  # noqa: PLW2901  its words may name an event
            writing.save_source(source)
        if source.read_at is None:
            continue
        events = writing.events_of(source.id)
        kept = events if titles else [replace(event, title="") for event in events]
        after = replace(source, cursor="", window=None)
        # What was read lies in one series without items, which the next reading replaces.
        writing.take_pull(source, after, Pull(whole=True), {"": kept})
