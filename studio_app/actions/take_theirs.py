"""Take over what somebody changed by hand about an event of ours: the appointment becomes what the calendar says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from studio_app.actions.changing import write_allowed
from studio_app.actions.confirming import NotAllowed, Wish, offering_others, reason_given
from studio_app.actions.differences import difference_of
from studio_app.actions.done import Done, Reason
from studio_app.actions.moving import Asked, decide_all
from studio_app.actions.ports import Reading, Store, Writing
from studio_app.actions.restore_appointments import undo_of
from studio_app.actions.step import Changed, Written, at_once
from studio_app.actions.visits import visit_of
from studio_app.actions.wording import street, where_and_when
from studio_app.actions.writing_plan import base_of, decided
from studio_app.domain.appointment import Appointment, OwnWords, State
from studio_app.domain.calendar_event import CalendarEvent, Notify, StoredEvent
from studio_app.domain.changes import Changes, Kind
from studio_app.domain.difference import Aspect, Difference, says_the_same
from studio_app.domain.outbox import OutboxEntry, WriteState
from studio_app.domain.studio import Studio
from studio_app.engine.visits import LONGEST_VISIT
from studio_app.errors import KnownError, StaleVersion

_TIMES = frozenset({Aspect.TIME, Aspect.RESTORED})

DID = "took the calendar's version of"
"""As the history says it."""


@dataclass(frozen=True, slots=True)
class TakeTheirs:
    """Which appointment.

    Attributes:
        etag: Of the event that was seen, "" where it was deleted; None takes whatever is there.
        overrule: Why staff take a time over that the rules forbid; "" where they don't.
    """

    appointment: str
    etag: str | None = None
    overrule: str = ""


@dataclass(frozen=True, slots=True)
class Undecided:
    """An event that somebody changed by hand, with what it takes to decide about it."""

    entry: OutboxEntry
    difference: Difference
    base: CalendarEvent | None

    @property
    def theirs(self) -> StoredEvent | None:
        """As the calendar holds it."""
        return self.difference.theirs


def take_theirs(store: Store, now: datetime, actor: str, command: TakeTheirs) -> Done:
    """Make an appointment what its event in the calendar says.

    Another time is asked of the rules, within the transaction that writes; a deleted event cancels the appointment; other
    words and missing guests become its own. What the program itself changed meanwhile stays. Nothing is written over the
    event but what follows from it, and nobody is told again. A series becomes a single event, as an appointment is one.

    Raises:
        Refused: the rules forbid the time, with the next openings.
        StaleVersion: it was changed again since it was seen.
        KnownError: there is nothing to decide, or the event can be no appointment.
        NotFound: the appointment is gone.
    """
    why = reason_given(command.overrule)
    with offering_others(), store.writing() as writing:
        studio = writing.studio(now, also=[command.appointment])
        found = undecided(writing, studio, command.appointment, command.etag)
        before = writing.appointment(command.appointment)
        changed = _decided(studio, before, found, now, why)
        written = _apply(writing, studio, now, actor, found, changed)
    after = written.appointments[0].after
    return Done(
        changes=written.changes.joined(Changes(frozenset({Kind.CALENDARS, Kind.OUTBOX}))),
        say=_said(studio, after),
        undo=undo_of(f"taking over {street(after)} from the calendar", written, Notify.EVERYONE),
    )


def could_take(store: Store, now: datetime, appointment: str) -> Reason | None:
    """Why their version of an event can't be taken over without overruling; None where it can.

    Raises:
        KnownError: there is nothing to decide, or the event can be no appointment.
        NotFound: the appointment is gone.
    """
    with store.reading() as reading:
        studio = reading.studio(now, also=[appointment])
        found = undecided(reading, studio, appointment, None)
        before = reading.appointment(appointment)
    try:
        _decided(studio, before, found, now, "")
    except NotAllowed as refusal:
        return refusal.reasons[0]
    return None


def undecided(reading: Reading, studio: Studio, appointment: str, etag: str | None) -> Undecided:
    """What there is to decide about an appointment's event.

    Raises:
        StaleVersion: it was changed again since the event with that etag was seen.
        KnownError: nothing.
    """
    entry = next(iter(reading.outbox([appointment])), None)
    row = next(iter(reading.seen([entry.event])), None) if entry else None
    if entry is None or row is None or entry.state is not WriteState.DIFFERS:
        raise KnownError("There is nothing to decide about this appointment any more.")
    there = row.stored.etag if row.stored else ""
    if etag is not None and etag != there:
        raise StaleVersion("The event")
    difference = difference_of(reading, studio, entry, row.stored)
    if difference is None:
        raise KnownError(
            "Both versions are the same by now.", "The difference goes away with the next reading."
        )
    return Undecided(entry, difference, base_of(entry, difference.ours))


def _apply(
    writing: Writing, studio: Studio, now: datetime, actor: str, found: Undecided, changed: Changed
) -> Written:
    """Write the appointment that became what its event says. What the program changed itself is still owed."""
    ours, base = found.difference.ours, found.base
    owes_more = ours is not None and base is not None and not says_the_same(ours, base)
    state = WriteState.WAITING if owes_more else WriteState.WRITTEN
    writing.settle(decided(found.entry, found.theirs, base, ours, state))
    if found.theirs is None:
        writing.see((), gone=[found.entry.event])
    return write_allowed(writing, studio, now, actor, [changed], (), Notify.NOBODY, at_once)


def _decided(studio: Studio, before: Appointment, found: Undecided, now: datetime, why: str) -> Changed:
    """The appointment as it becomes. Raises NotAllowed where the rules forbid it."""
    theirs, aspects = found.theirs, found.difference.aspects
    if aspects == {Aspect.REPEATS}:
        raise KnownError(
            "An appointment can\N{RIGHT SINGLE QUOTATION MARK}t repeat.",
            "Keep ours; what is to repeat needs an event of its own.",
        )
    if theirs is None or (Aspect.TIME not in aspects and found.difference.ours is not None):
        return Changed(DID, as_theirs(before, found), before)
    span = theirs.event.span if aspects & _TIMES else before.span
    if not 1 <= span.minutes <= LONGEST_VISIT:
        raise KnownError("The event's length in the calendar is none of an appointment.", "Keep yours.")
    visit = replace(visit_of(studio, before), minutes=span.minutes)
    (moved,) = decide_all(studio, now, [Asked(before, Wish(visit, span.start, before.crew))], why)
    return replace(moved, did=DID, after=as_theirs(moved.after, found))


def as_theirs(appointment: Appointment, found: Undecided) -> Appointment:
    """The appointment with what differs taken over; the rules are not asked."""
    theirs, aspects = found.theirs, found.difference.aspects
    if theirs is None:
        return replace(appointment, state=State.CANCELLED, hold_until=None, reason="deleted in the calendar")
    event, own = theirs.event, appointment.own or OwnWords()
    if Aspect.TITLE in aspects:
        own = replace(own, title=event.title)
    if Aspect.TEXT in aspects:
        own = replace(own, description=event.description)
    if Aspect.LOCATION in aspects:
        own = replace(own, location=event.location)
    if Aspect.GUESTS in aspects:
        own = _without(own, found)
    span = event.span if aspects & _TIMES else appointment.span
    return replace(appointment, span=span, own=own if own != OwnWords() else None)


def _without(own: OwnWords, found: Undecided) -> OwnWords:
    """Those who were invited and removed by hand are not invited again."""
    assert found.theirs is not None
    there = {guest.email.casefold() for guest in found.theirs.event.guests}
    ours = found.difference.ours.guests if found.difference.ours else ()
    removed = {guest.email.casefold() for guest in ours} - there
    if found.base is not None:
        removed &= {guest.email.casefold() for guest in found.base.guests}
    return replace(
        own,
        guests=tuple(guest for guest in own.guests if guest.email.casefold() not in removed),
        without=tuple(dict.fromkeys((*own.without, *sorted(removed)))),
    )


def _said(studio: Studio, after: Appointment) -> str:
    if after.state is State.CANCELLED:
        return f"Cancelled, as its event was deleted: {where_and_when(studio, after)}."
    return f"Took over from the calendar: {where_and_when(studio, after)}."
