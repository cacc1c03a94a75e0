"""Read the calendars of those concerned once more before something is confirmed: what appeared since blocks."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from studio_app.actions.ports import BusyReader, Store
from studio_app.actions.read_busy_times import BusyTimesRead, Terms, read_busy_times
from studio_app.domain.studio import Studio
from studio_app.engine.wording import moment
from studio_app.errors import NotSignedInHere
from studio_app.patience import Patience

FRESH_SECONDS = 3.0
"""How long a caller on the phone waits for it."""

_MOST_RACES = 3


def read_afresh(
    store: Store,
    now: datetime,
    busy: BusyReader,
    people: Collection[str] | None = None,
    patience: Patience | None = None,
) -> tuple[str, ...]:
    """Read the calendars of some photographers, or of all, at once and for three seconds at most.

    One that can't be reached in that time counts as it was read before, as long as that is not too old; the rules
    refuse who is unknown. It need not be in the transaction that confirms, nor in its lane.

    Returns:
        What was not read and counts all the same, one sentence each.
    """
    limit = patience or Patience(FRESH_SECONDS)
    terms = Terms(people, known_stays=True)
    read = read_busy_times(store, now, busy, terms=terms, patience=limit)
    for _ in range(_MOST_RACES):
        if not read.overtaken or limit.is_over:
            break
        # A round that began earlier was stored first, so that what appeared since may be missing in it.
        terms = replace(terms, sources=read.overtaken)
        read = _joined(read, read_busy_times(store, now, busy, terms=terms, patience=limit))
    return _late(store, now, read) if read.unread else ()


def _joined(first: BusyTimesRead, second: BusyTimesRead) -> BusyTimesRead:
    return replace(
        second, sources=(*first.sources, *second.sources), unread={**first.unread, **second.unread}
    )


def _late(store: Store, now: datetime, read: BusyTimesRead) -> tuple[str, ...]:
    """Whose calendar could not be read, and counts as it was read before."""
    with store.reading() as reading:
        studio, limit = reading.studio(now), reading.calendar_rules().limit
    found = []
    for source in read.sources:
        error = read.unread.get(source.id)
        if error is None or isinstance(error, NotSignedInHere) or not source.is_known(now, limit):
            continue
        when = (
            moment(source.read_at, studio.settings.timezone, studio.settings.speech) if source.read_at else ""
        )
        found.append(
            f"{_name(studio, source.photographer)}’s calendar could not be read just now; it counts as of {when}."
        )
    return tuple(found)


def _name(studio: Studio, photographer: str) -> str:
    person = studio.photographer_by_id.get(photographer)
    return person.name if person else photographer
