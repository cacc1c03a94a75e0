"""What the import of a studio file would change, before it is taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from studio_app.actions.import_studio import without_photographer
from studio_app.actions.ports import Store
from studio_app.actions.setup_words import Recorded, recorded_changes
from studio_app.domain.appointment import Appointment, State
from studio_app.domain.outside_event import OutsideEvent
from studio_app.domain.own_fields import with_own_fields
from studio_app.domain.setup import LISTS, ListChange, SetupChange, difference
from studio_app.domain.studio import Studio
from studio_app.errors import NotFound


@dataclass(frozen=True, slots=True)
class Part:
    """What becomes of one list of the set-up; names in the order of the lists.

    Attributes:
        key: `services`, `packages`, `zones` or `photographers`.
        changed: Names with what differs, before and after, in plain values.
    """

    key: str
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[tuple[str, Recorded], ...] = ()
    moved: bool = False

    @property
    def nothing(self) -> bool:
        """Whether all of it stays."""
        return not (self.added or self.removed or self.changed or self.moved)


@dataclass(frozen=True, slots=True)
class Visits:
    """What becomes of appointments.

    Attributes:
        lost: Those still to come that are not in the file, by start; their events are removed from the calendar.
    """

    added: int = 0
    removed: int = 0
    changed: int = 0
    lost: tuple[Appointment, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What an import would do.

    Attributes:
        name: Of the studio in the file.
        first: There is no studio yet, so nothing is lost.
        rules: What differs in the studio's rules; None where nothing does.
        events: How many outside events are stored and are in the file.
        other_events: How many of those in the file are not stored so.
        calendars: Names of photographers whose calendars would no longer be read.
    """

    name: str
    first: bool
    rules: Recorded | None = None
    parts: tuple[Part, ...] = ()
    visits: Visits = Visits()
    events: tuple[int, int] = (0, 0)
    other_events: int = 0
    calendars: tuple[str, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether the file is what is stored."""
        visits, (before, after) = self.visits, self.events
        if self.first or visits.added or visits.removed or visits.changed:
            return False
        same = before == after and not self.other_events
        return same and self.rules is None and all(part.nothing for part in self.parts)


def preview_import(store: Store, now: datetime, studio: Studio) -> ImportPreview:
    """Compare a studio file with what is stored."""
    with store.reading() as reading:
        try:
            stored = reading.whole_studio()
        except NotFound:
            return _first(studio)
        lost = without_photographer(studio, reading.sources())
    change = difference(stored.setup, with_own_fields(studio.setup, stored.setup))
    names = dict.fromkeys(stored.photographer_by_id[source.photographer].name for source in lost)
    before, after = _events(stored), _events(studio)
    return ImportPreview(
        studio.settings.name,
        first=False,
        rules=next(recorded_changes(SetupChange(change.settings), studio.setup)) if change.settings else None,
        parts=tuple(_part(key, getattr(change, key), stored, studio) for key in LISTS),
        visits=_visits(stored, studio, now),
        events=(before.total(), after.total()),
        other_events=(after - before).total(),
        calendars=tuple(names),
    )


def _first(studio: Studio) -> ImportPreview:
    return ImportPreview(
        studio.settings.name,
        first=True,
        parts=tuple(Part(key, tuple(item.name for item in getattr(studio, key))) for key in LISTS),
        visits=Visits(len(studio.appointments)),
        events=(0, _events(studio).total()),
    )


def _part(key: str, change: ListChange[Any], stored: Studio, studio: Studio) -> Part:
    return Part(
        key,
        tuple(item.name for item in change.added),
        tuple(item.name for item in change.removed),
        tuple((new.name, _recorded(key, old, new, stored, studio)) for old, new in change.changed),
        bool(
            change.order_before and change.order_after and set(change.order_before) == set(change.order_after)
        ),
    )


def _recorded(key: str, old: Any, new: Any, stored: Studio, studio: Studio) -> Recorded:
    """What differs in one thing; each by itself, since the history tells some of them together."""
    only: dict[str, Any] = {key: ListChange((old,), (new,))}
    return next(recorded_changes(SetupChange(**only), studio.setup))


def _visits(stored: Studio, studio: Studio, now: datetime) -> Visits:
    old, new = stored.appointments, studio.appointments
    both = old.keys() & new.keys()
    lost = [
        item
        for key, item in old.items()
        if key not in new and item.state in (State.CONFIRMED, State.HOLD) and item.span.end > now
    ]
    return Visits(
        len(new.keys() - old.keys()),
        len(old.keys() - new.keys()),
        sum(_told(old[key]) != _told(new[key]) for key in both),
        tuple(sorted(lost, key=lambda item: (item.span.start, item.id))),
    )


def _told(item: Appointment) -> Sequence[object]:
    """What a studio file says of an appointment."""
    return (item.crew, item.span, item.state, item.hold_until, item.services, item.place, item.assigned_at)


def _events(studio: Studio) -> Counter[OutsideEvent]:
    """What a studio file says of them."""
    return Counter(replace(event, calendar="") for event in studio.events())
