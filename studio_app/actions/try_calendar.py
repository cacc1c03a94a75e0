"""Test a connection: read one calendar at once and say what came."""

from __future__ import annotations

from dataclasses import replace

from studio_app.actions.calendar_trouble import said_of
from studio_app.actions.choose_primary import named
from studio_app.actions.done import Done
from studio_app.actions.ports import BusyReader, PrimaryCalendar, Store
from studio_app.actions.read_busy_times import Terms, read_busy_times
from studio_app.actions.read_primary import read_primary
from studio_app.domain.calendar_source import CalendarSource
from studio_app.domain.clock import Clock
from studio_app.engine.wording import counted
from studio_app.errors import NotFound
from studio_app.patience import Patience

SECONDS = 30.0
"""How long somebody who looks at it waits."""


def try_calendar(
    store: Store,
    clock: Clock,
    primary: PrimaryCalendar,
    busy: BusyReader,
    source_id: str,
    patience: Patience | None = None,
    *,
    believe_empty: bool = False,
) -> Done:
    """Read one calendar now, a photographer's or the primary one, keep what came, and say how it went.

    Args:
        store, clock, primary, busy: Of the desk.
        source_id: The calendar's.
        patience: Half a minute where left out.
        believe_empty: That it is empty all of a sudden is no reason for doubt.

    Raises:
        NotFound: it is not connected any more.
    """
    source = source_of(store, source_id)
    if source.photographer:
        return _read(store, clock, busy, source, patience or Patience(SECONDS), believe_empty=believe_empty)
    read = read_primary(store, clock, primary, believe_empty=believe_empty)
    return replace(read, say=read.source.problem or f"{named(source)} answers. {read.say}")


def source_of(store: Store, source_id: str) -> CalendarSource:
    """A calendar, the primary one too. Raises NotFound."""
    with store.reading() as reading:
        found = next((each for each in (reading.primary(), *reading.sources()) if each.id == source_id), None)
    if found is None:
        raise NotFound("The calendar is not connected any more.")
    return found


def _read(
    store: Store,
    clock: Clock,
    busy: BusyReader,
    source: CalendarSource,
    patience: Patience,
    *,
    believe_empty: bool,
) -> Done:
    ids = {source.id}
    terms = Terms(sources=ids, believed=ids if believe_empty else ())
    times = read_busy_times(store, clock(), busy, None, patience, terms=terms)
    error = times.unread.get(source.id)
    problem = said_of(error) if error else next((each.problem for each in times.failed), "")
    with store.reading() as reading:
        number = len(reading.events_of(source.id))
    return replace(times, say=problem or f"{named(source)} answers: {counted(number, 'event')}.")
