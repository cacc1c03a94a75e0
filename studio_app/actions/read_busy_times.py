"""Read photographers' outside calendars into the studio."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from studio_app.actions.done import Done
from studio_app.actions.ports import BusyReader, Reading, Store, Writing
from studio_app.domain.calendar_source import CalendarSource
from studio_app.domain.changes import Changes, Kind
from studio_app.domain.kept_days import kept_days
from studio_app.domain.outside_event import OutsideEvent
from studio_app.domain.photographer import Photographer
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import Span
from studio_app.errors import CalendarUnavailable, NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class BusyTimesRead(Done):
    """The sources as they are now; those with a `problem` failed."""

    sources: tuple[CalendarSource, ...]

    @property
    def failed(self) -> tuple[CalendarSource, ...]:
        """The sources that could not be read."""
        return tuple(source for source in self.sources if source.problem)


@dataclass(frozen=True, slots=True)
class _Errand:
    """One source to be read, with what the reader must know."""

    source: CalendarSource
    owner: Photographer
    zone: str


def read_busy_times(
    store: Store, now: datetime, busy: BusyReader, people: Collection[str] | None = None
) -> BusyTimesRead:
    """Read the calendars of some photographers, or of all, and store what they hold.

    A calendar that can't be read keeps its old events and its problem, and makes its photographer unknown, not free.
    The reading itself is done outside of any transaction.

    Raises:
        NotFound: there is no studio.
    """
    with store.reading() as reading:
        wanted = [source for source in reading.sources() if people is None or source.photographer in people]
        if not wanted:
            return BusyTimesRead(changes=Changes(), say="No calendars to read.", sources=())
        studio = reading.studio(now)
        ours = _our_events(reading, studio)
    span = kept_days(studio.settings, now)
    read = [_read(busy, errand, span, ours, now) for errand in _errands(studio, wanted)]
    with store.writing() as writing:
        kept = [source for source, events in read if _store(writing, source, events)]
    problems = tuple(source.problem for source in kept if source.problem)
    return BusyTimesRead(
        changes=Changes(frozenset({Kind.EVENTS})),
        say=f"Read {len(kept) - len(problems)} of {len(kept)} calendars.",
        warnings=problems,
        sources=tuple(kept),
    )


def _errands(studio: Studio, sources: Sequence[CalendarSource]) -> list[_Errand]:
    known = studio.photographer_by_id
    found = [(source, known[source.photographer]) for source in sources if source.photographer in known]
    return [
        _Errand(source, owner, (owner.timezone or studio.settings.timezone).key) for source, owner in found
    ]


def _our_events(reading: Reading, studio: Studio) -> frozenset[str]:
    """Ids of the events that the program wrote: their copies in a photographer's calendar don't count twice."""
    return frozenset(entry.event for entry in reading.outbox(studio.appointments))


def _read(
    busy: BusyReader, errand: _Errand, span: Span, ours: frozenset[str], now: datetime
) -> tuple[CalendarSource, Sequence[OutsideEvent] | None]:
    """The source as it is now, and its events; None where they are unknown."""
    source = errand.source
    try:
        events = busy.read(source, span, errand.owner.email, errand.zone, ours)
    except CalendarUnavailable as error:
        return replace(source, problem=str(error)), None
    return replace(source, problem="", read_at=now), events


def _store(writing: Writing, source: CalendarSource, events: Sequence[OutsideEvent] | None) -> bool:
    """Store one source; says whether it is still there to be stored."""
    stored = next((other for other in writing.sources() if other.id == source.id), None)
    if stored is None or stored.photographer != source.photographer or stored.address != source.address:
        return False  # removed or changed while it was read
    try:
        if events is not None:
            writing.replace_events(source.id, events)
        writing.save_source(source)
    except NotFound:
        return False
    return True
