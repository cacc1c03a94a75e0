"""Read photographers' outside calendars into the studio."""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache, partial
from zoneinfo import ZoneInfo

from studio_app.actions.calendar_trouble import tripped, troubled, well
from studio_app.actions.done import Done
from studio_app.actions.our_events import OurEvents
from studio_app.actions.ports import BusyReader, Reading, Store, Writing
from studio_app.actions.reading_plan import (
    Expansion,
    expansion,
    is_suddenly_empty,
    not_believed,
    read_span,
)
from studio_app.domain.calendar_item import CalendarItem, Errand, Pull, Whose
from studio_app.domain.calendar_source import CalendarSource
from studio_app.domain.changes import Changes, Kind
from studio_app.domain.outside_event import OutsideEvent
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import Span
from studio_app.errors import CalendarOffline, CalendarUnavailable, NotFound
from studio_app.patience import Patience

log = logging.getLogger(__name__)

ROUND_SECONDS = 60.0
"""How long a round of reading may take where nobody says otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BusyTimesRead(Done):
    """What was read.

    Attributes:
        sources: Those that are still there, as they are now; those with a `problem` are in trouble.
        unread: Why some could not be read this time, by id.
        overtaken: Ids of those that somebody else read, changed or removed meanwhile; theirs stays.
    """

    sources: tuple[CalendarSource, ...]
    unread: Mapping[str, CalendarUnavailable] = field(default_factory=dict)
    overtaken: frozenset[str] = frozenset()

    @property
    def failed(self) -> tuple[CalendarSource, ...]:
        """The sources that are in trouble."""
        return tuple(source for source in self.sources if source.problem)


@dataclass(frozen=True, slots=True)
class Terms:
    """How calendars are to be read.

    Attributes:
        people: Ids of the photographers whose calendars are read; None for all.
        sources: Ids of calendars; None for all of those people.
        known_stays: A calendar that can't be reached just now keeps its state, as somebody waits for a quick answer.
        believed: Ids of calendars that a person says are really empty.
    """

    people: Collection[str] | None = None
    sources: Collection[str] | None = None
    known_stays: bool = False
    believed: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class _Before:
    """What was stored before the calendars were asked."""

    studio: Studio
    sources: Mapping[str, CalendarSource]
    ours: OurEvents
    span: Span
    titles: bool

    @classmethod
    def of(cls, reading: Reading, now: datetime, terms: Terms) -> _Before:
        studio, rules = reading.studio(now), reading.calendar_rules()
        wanted = {source.id: source for source in reading.sources() if _is_wanted(source, terms)}
        return cls(
            studio,
            wanted,
            OurEvents.of(reading, studio),
            read_span(studio.settings, rules, now),
            rules.titles,
        )

    def zone(self, source: CalendarSource) -> ZoneInfo:
        return self.studio.photographer_by_id[source.photographer].timezone or self.studio.settings.timezone

    def whose(self, source: CalendarSource) -> Whose:
        owner = self.studio.photographer_by_id[source.photographer]
        zone = self.zone(source).key
        return Whose(owner.id, source.name, owner.email, zone, self.ours.ids, self.ours.times(owner))


@dataclass(frozen=True, slots=True)
class _Read:
    """One calendar that was read: as it is then, and what is stored with it. Nothing where it only says how it is."""

    before: CalendarSource
    after: CalendarSource
    pull: Pull | None = None
    events: Mapping[str, Sequence[OutsideEvent]] = field(default_factory=dict)
    error: CalendarUnavailable | None = None

    @property
    def is_new(self) -> bool:
        """Whether events may have changed."""
        return self.pull is not None and (self.pull.whole or bool(self.events))


def read_busy_times(
    store: Store,
    now: datetime,
    busy: BusyReader,
    people: Collection[str] | None = None,
    patience: Patience | None = None,
    *,
    terms: Terms | None = None,
) -> BusyTimesRead:
    """Read on in the calendars of some photographers, or of all, and store what they hold.

    A calendar that can't be read keeps its old events and says why; it makes its photographer unknown, not free: at once
    where it must not be trusted, else when its last reading is too old. Reading and writing out recurring events is done
    outside of any transaction; what another desk read or changed meanwhile stays.

    Raises:
        NotFound: there is no studio.
    """
    terms = terms or Terms(people)
    with store.reading() as reading:
        if not any(_is_wanted(source, terms) for source in reading.sources()):
            return BusyTimesRead(changes=Changes(), say="No calendars to read.", sources=())
        before = _Before.of(reading, now, terms)
    errands = [_errand(store, source, before) for source in before.sources.values()]
    kept: list[CalendarSource] = []
    quiet: list[_Read] = []
    unread: dict[str, CalendarUnavailable] = {}
    for asked, answer in busy.pull(errands, patience or Patience(ROUND_SECONDS)):
        source = before.sources[asked.id]
        read = _read(store, busy, before, source, answer, now, terms)
        if read.error:
            unread[source.id] = read.error
        if read.is_new:
            kept += _stored(store, [read], before)
        else:
            quiet.append(read)
    fresh = bool(kept)
    kept += _stored(store, quiet, before)
    overtaken = before.sources.keys() - {source.id for source in kept}
    return replace(_done(kept, before, fresh), unread=unread, overtaken=frozenset(overtaken))


def _is_wanted(source: CalendarSource, terms: Terms) -> bool:
    of_people = terms.people is None or source.photographer in terms.people
    return of_people and (terms.sources is None or source.id in terms.sources)


def _errand(store: Store, source: CalendarSource, before: _Before) -> Errand:
    @cache
    def known() -> Mapping[str, str]:
        with store.reading() as reading:
            return reading.etags(source.id)

    if source.window and before.span.start < source.window.start:
        source = replace(source, cursor="")  # what was over may count again, and is not kept
    return Errand(source, before.span, before.titles, known)


def _read(
    store: Store,
    busy: BusyReader,
    before: _Before,
    source: CalendarSource,
    answer: Pull | CalendarUnavailable,
    now: datetime,
    terms: Terms,
) -> _Read:
    """What an answer comes to."""
    if isinstance(answer, CalendarUnavailable):
        return _failed(source, answer, now, terms)

    @cache
    def items() -> dict[str, CalendarItem]:
        with store.reading() as reading:
            return {item.id: item for item in reading.items(source.id)}

    thinned = partial(_thinned, busy, source.kind, before=before.span.start)
    plan = expansion(answer, items, is_new_window=source.window != before.span, thinned=thinned)
    try:
        events = _written_out(busy, source.kind, plan, before.span, before.whose(source))
    except CalendarUnavailable as error:
        return _failed(source, error, now, terms)
    if plan.is_new and source.id not in terms.believed and not any(events.values()):
        rest = {item.series for item in items().values()} - plan.series
        with store.reading() as reading:
            lost = [] if rest and not plan.pull.whole else reading.events_of(source.id)
        if is_suddenly_empty(answer, items(), lost, before.span, before.zone(source)):
            return _Read(source, not_believed(source, now))
    cursor = "" if plan.is_partial else answer.cursor
    after = replace(well(source, now), cursor=cursor, window=before.span)
    return _Read(source, after, plan.pull, events)


def _written_out(
    busy: BusyReader, kind: str, plan: Expansion, span: Span, whose: Whose
) -> dict[str, Sequence[OutsideEvent]]:
    """The events of the series that changed; none for one that is gone.

    Raises:
        CalendarUnavailable: an item can't be understood.
    """
    if not plan.items:
        return dict.fromkeys(plan.series, ())
    try:
        found = busy.occurrences(kind, plan.items, span, whose)
    except CalendarUnavailable:
        raise
    except Exception as error:
        log.exception("writing out a calendar of %s failed", whose.photographer)
        raise tripped(error) from error
    return {series: found.get(series, ()) for series in plan.series}


def _thinned(
    busy: BusyReader, kind: str, items: Sequence[CalendarItem], before: datetime
) -> Sequence[CalendarItem]:
    """What says less without what is over; nothing where that can't be told."""
    try:
        return busy.thinned(kind, items, before)
    except Exception:
        log.exception("a calendar could not be made shorter")
        return ()


def _failed(source: CalendarSource, error: CalendarUnavailable, now: datetime, terms: Terms) -> _Read:
    stays = terms.known_stays and isinstance(error, CalendarOffline)
    return _Read(source, source if stays else troubled(source, error, now), error=error)


def _stored(store: Store, found: Sequence[_Read], before: _Before) -> list[CalendarSource]:
    """Store what was read; returns the calendars that are still there to be stored.

    What was read with titles is not, where somebody wants none any more.
    """
    if not found:
        return []
    with store.writing() as writing:
        if before.titles and not writing.calendar_rules().titles:
            return []
        return [read.after for read in found if _store(writing, read)]


def _store(writing: Writing, read: _Read) -> bool:
    if read.pull is None and read.after == read.before:
        return True
    try:
        return writing.take_pull(read.before, read.after, read.pull or Pull(), read.events)
    except NotFound:
        return False


def _done(kept: Sequence[CalendarSource], before: _Before, fresh: bool) -> BusyTimesRead:
    by_id = {source.id: source for source in kept}
    sources = tuple(by_id[key] for key in before.sources if key in by_id)
    problems = tuple(source.problem for source in sources if source.problem)
    kinds = {Kind.CALENDARS} | ({Kind.EVENTS} if fresh else set())
    return BusyTimesRead(
        changes=Changes(frozenset(kinds)),
        say=f"Read {len(sources) - len(problems)} of {len(sources)} calendars."
        if sources
        else "Another desk read the calendars meanwhile.",
        warnings=problems,
        sources=sources,
    )
