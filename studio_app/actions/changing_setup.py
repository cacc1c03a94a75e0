"""Change what managers decide, checked by the rules of the studio file, with a way back.

Every action on settings, services, packages, zones and photographers ends here. What two people change at the same time
is merged field by field, and days off date by date; of the same the second one is told to look again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from studio_app import exchange
from studio_app.actions.agents import is_address
from studio_app.actions.calendar_writes import owe
from studio_app.actions.done import Done
from studio_app.actions.import_studio import connect_again
from studio_app.actions.ports import Store, Writing
from studio_app.actions.setup_words import Recorded, recorded_changes
from studio_app.actions.telling import waiting_time
from studio_app.domain.appointment import State
from studio_app.domain.calendar_source import CalendarSource
from studio_app.domain.changes import Changes, Kind
from studio_app.domain.colours import Given, with_colours_kept, without_given
from studio_app.domain.history import HistoryEntry
from studio_app.domain.kept_dates import with_dates_kept
from studio_app.domain.outside_event import OutsideEvent
from studio_app.domain.photographer import Photographer
from studio_app.domain.service import Package, Service
from studio_app.domain.setup import Setup, SetupChange, difference
from studio_app.engine.wording import counted
from studio_app.errors import BadInput, KnownError

_CHANGES = Changes(frozenset({Kind.STUDIO}))
_PEOPLE_CHANGES = Changes(frozenset({Kind.STUDIO, Kind.CALENDARS, Kind.EVENTS, Kind.OUTBOX}))


_NOTHING = Recorded()


@dataclass(frozen=True, slots=True)
class Words:
    """What is said of a change.

    Attributes:
        did: A verb phrase for the history.
        name: What an undo takes back.
        also: What the history tells beside the set-up.
    """

    did: str
    name: str
    also: Recorded = _NOTHING


@dataclass(frozen=True, slots=True)
class RestoreSetup:
    """The undo of a change; see `done.Undo`.

    Attributes:
        change: What leads back.
        did: What it says of itself in the history, where it is no undo.
        lost: Calendars that went with photographers who were removed.
        events: Outside events of theirs that no calendar brings again.
        given: Colours that the change gave, so that nobody else's changed with it.
    """

    name: str
    change: SetupChange
    lost: tuple[CalendarSource, ...] = ()
    events: tuple[OutsideEvent, ...] = ()
    given: Given = ()

    def run(self, store: Store, now: datetime, actor: str) -> Done:
        """Take the change back, field by field.

        Raises:
            StaleVersion: somebody changed the same since.
            KnownError: what it would remove is in use by now.
        """
        with store.writing() as writing:
            undo = self.put_back(writing, now, actor)
        return Done(changes=_touched(self.change), say=f"Undone: {self.name}.", undo=undo)

    def put_back(
        self, writing: Writing, now: datetime, actor: str, also: Recorded = _NOTHING
    ) -> RestoreSetup:
        """The same within a transaction, with what else is told of it; its own way back.

        Raises:
            StaleVersion: somebody changed the same since.
            KnownError: what it would remove is in use by now.
        """
        words = Words(f"undid: {self.name}", self.name, also)
        undo = change_within(writing, now, actor, self.change, words, self.given)
        connect_again(writing, self.lost)
        writing.add_loose_events(self.events)
        return undo


@dataclass(frozen=True, slots=True)
class _Gone:
    """What goes with photographers who are removed."""

    sources: tuple[CalendarSource, ...] = ()
    events: tuple[OutsideEvent, ...] = field(default_factory=tuple)


def change_setup(
    store: Store, now: datetime, actor: str, wanted: SetupChange, *, did: str, name: str, say: str = ""
) -> Done:
    """Change the set-up.

    Args:
        wanted: What is to be otherwise, as `domain.setup.difference` gives it.
        did: A verb phrase for the history, such as `changed the working hours of Ana`.
        name: What an undo takes back, in words that follow "Undo: ", such as `working hours of Ana`.
        say: One sentence for who did it; `did` as a sentence where left out.

    Raises:
        BadInput: something could not stand in a studio file, a name is empty or an e-mail address is none.
        StaleVersion: somebody changed the same meanwhile.
        KnownError: what is to be removed is in use.
        NotFound: there is no studio.
    """
    if wanted.nothing:
        return Done(changes=Changes(), say="Nothing was changed.")
    with store.writing() as writing:
        undo = change_within(writing, now, actor, wanted, Words(did, name))
    if undo.change.nothing:
        return Done(changes=Changes(), say="Somebody else changed it to the same meanwhile.")
    return Done(changes=_touched(wanted), say=say or f"{did[0].upper()}{did[1:]}.", undo=undo)


def change_within(
    writing: Writing,
    now: datetime,
    actor: str,
    wanted: SetupChange,
    words: Words,
    taken_back: Given | None = None,
) -> RestoreSetup:
    """Change the set-up in a transaction that does more than that; see `change_setup`. Returns the way back.

    Args:
        taken_back: Colours that go with what is undone; None where nothing is.
    """
    shown = writing.setup()
    before = without_given(shown, taken_back or ())
    asked = wanted.applied(before)
    applied = with_dates_kept(before, asked) if taken_back is None else asked
    after, given = with_colours_kept(shown, applied, taken_back or ())
    _check_names(after, wanted)
    exchange.check_setup(after, wanted)
    _refuse_removal_in_use(writing, wanted)
    gone = _gone(writing, wanted.photographers.removed)
    for source in gone.sources:
        writing.remove_source(source.id)
    writing.save_setup(after)
    _follow(writing, before, after, wanted, now)
    changed = difference(before, applied)  # what was merged into it by others is no part of it
    entries = [*recorded_changes(difference(before, asked), asked)] or [_NOTHING] * bool(words.also.after)
    for place, entry in enumerate(entries):
        more = _NOTHING if place else words.also
        both = {**entry.before, **more.before}, {**entry.after, **more.after}
        writing.record(HistoryEntry(now, actor, words.did, before=both[0], after=both[1]))
    return RestoreSetup(words.name, changed.reversed(), gone.sources, gone.events, given)


def _touched(change: SetupChange) -> Changes:
    return _CHANGES if change.photographers.nothing and change.settings is None else _PEOPLE_CHANGES


def _check_names(after: Setup, change: SetupChange) -> None:
    """What the desk asks for beyond the studio file: things have names, and guests can be invited."""
    for what in ("services", "packages", "zones", "photographers"):
        changed = {item.id for item in getattr(change, what).after}
        for place, item in enumerate(getattr(after, what)):
            if item.id in changed and not item.name.strip():
                raise BadInput(f"{what}[{place}].name", "is missing")
            if isinstance(item, Photographer) and item.id in changed:
                _check_address(item, f"{what}[{place}].email")
    if change.settings and not after.settings.name.strip():
        raise BadInput("studio.name", "is missing")


def _check_address(person: Photographer, path: str) -> None:
    if person.email and not is_address(person.email):
        raise BadInput(path, f'"{person.email[:80]}" is no e-mail address')


def _refuse_removal_in_use(writing: Writing, change: SetupChange) -> None:
    kept = "so it stays known.", "Stop offering it instead."
    stays = (
        "so they stay in the team.",
        "Stop offering them for bookings instead, or hand the appointments over first.",
    )
    _refuse_used(change.photographers.removed, writing.times_booked, "goes to", "appointment", stays)
    _refuse_used(change.services.removed, writing.times_sold, "was booked", "time", kept)
    _refuse_used(change.packages.removed, writing.times_ordered, "was ordered", "time", kept)


def _refuse_used(
    removed: Iterable[Photographer | Service | Package],
    times: Callable[[], Mapping[str, int]],
    verb: str,
    noun: str,
    rest: tuple[str, str],
) -> None:
    """Refuse the removal of what is in use, counted only where something is removed at all."""
    items = list(removed)
    used = times() if items else {}
    for item in items:
        if used.get(item.id):
            so, advice = rest
            raise KnownError(f"{item.name} {verb} {counted(used[item.id], noun)}, {so}", advice)


def _gone(writing: Writing, people: Iterable[Photographer]) -> _Gone:
    keys = {person.id for person in people}
    if not keys:
        return _Gone()
    sources = tuple(source for source in writing.sources() if source.photographer in keys)
    events = [event for key in sorted(keys) for event in writing.loose_events(key)]
    return _Gone(sources, tuple(events))


def _follow(writing: Writing, before: Setup, after: Setup, change: SetupChange, now: datetime) -> None:
    """What hangs on a photographer's zone and address: all-day events are written out anew, and guests are invited
    anew to what is still to come."""
    old = {person.id: person for person in before.photographers}
    moved = before.settings.timezone != after.settings.timezone
    anew = {
        person.id
        for person in after.photographers
        if person.id in old
        and (
            person.timezone != old[person.id].timezone
            or person.email != old[person.id].email
            or (moved and person.timezone is None)
        )
    }
    for source in writing.sources():
        if source.photographer in anew:
            writing.save_source(replace(source, window=None))
    invited = {
        new.id for was, new in change.photographers.changed if (was.email, was.name) != (new.email, new.name)
    }
    if not invited:
        return
    wait = waiting_time(writing)
    for appointment in writing.studio(now).appointments.values():
        confirmed = appointment.state is State.CONFIRMED and appointment.span.end > now
        if confirmed and invited.intersection(appointment.crew):
            owe(writing, appointment, now, wait=wait)
