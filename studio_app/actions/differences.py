"""What people changed by hand about the program's events, and who will not come: both versions, and words for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from studio_app.actions.owed_event import owed_event
from studio_app.actions.ports import Reading
from studio_app.actions.wording import street
from studio_app.actions.writing_plan import base_of
from studio_app.domain.appointment import Appointment, State
from studio_app.domain.calendar_event import CalendarEvent, Seen, StoredEvent
from studio_app.domain.difference import Aspect, Difference, conflict
from studio_app.domain.outbox import OutboxEntry, WriteState
from studio_app.domain.outside_event import Response
from studio_app.domain.studio import Studio
from studio_app.engine.wording import listed, moment

Answers = Mapping[str, Mapping[str, Response]]
"""What guests answered: by appointment, then by e-mail address in lower case."""


@dataclass(frozen=True, slots=True)
class Decline:
    """A photographer of the crew who answered no to a confirmed appointment that is still to come."""

    appointment: str
    photographer: str


def differences(
    reading: Reading, studio: Studio, writes: Iterable[OutboxEntry] | None = None
) -> dict[str, Difference]:
    """The events that differ, by appointment; our version is worked out as it should be now.

    Args:
        reading: The database.
        studio: As it was read there.
        writes: Outbox entries among which to look; those that differ are read where left out.
    """
    entries = reading.differing() if writes is None else writes
    differing = [entry for entry in entries if entry.state is WriteState.DIFFERS]
    seen = {row.event: row for row in reading.seen([entry.event for entry in differing])} if differing else {}
    found: dict[str, Difference] = {}
    for entry in differing:
        row = seen.get(entry.event)
        difference = difference_of(reading, studio, entry, row.stored) if row else None
        if difference:
            found[entry.appointment] = difference
    return found


def difference_of(
    reading: Reading, studio: Studio, entry: OutboxEntry, theirs: StoredEvent | None
) -> Difference | None:
    """Both versions of one event; None where nobody need decide any more."""
    ours = owed_event(reading, studio, entry)
    event = theirs.event if theirs else None
    aspects = conflict(base_of(entry, ours), ours, event)
    return Difference(entry.appointment, ours, theirs, aspects) if aspects else None


def answers_by_appointment(
    writes: Iterable[OutboxEntry], seen: Iterable[Seen]
) -> dict[str, Mapping[str, Response]]:
    """What the guests of each appointment answered, as far as anybody did."""
    of_event = {row.event: row.stored.answers for row in seen if row.stored and row.stored.answers}
    return {entry.appointment: of_event[entry.event] for entry in writes if entry.event in of_event}


def declines(studio: Studio, answers: Answers, now: datetime) -> tuple[Decline, ...]:
    """Which photographers will not come to what is still to come, by start."""
    found = []
    for key, given in answers.items():
        appointment = studio.appointments.get(key)
        if appointment is None or appointment.state is not State.CONFIRMED or appointment.span.end <= now:
            continue
        found += [
            (appointment.span.start, Decline(key, person.id))
            for person in studio.photographers
            if person.id in appointment.crew and given.get(person.email.casefold()) is Response.DECLINED
        ]
    return tuple(decline for _, decline in sorted(found, key=lambda each: each[0]))


# ---------------------------------------------------------------- words


def difference_words(studio: Studio, difference: Difference) -> str:
    """`55 Summit Avenue was moved in the calendar from Tue 16 Jun 9:30 to Tue 16 Jun 11:00.`"""
    where = _where(studio, difference)
    done = [
        words
        for aspect in Aspect
        if aspect in difference.aspects
        for words in [_done(studio, difference, aspect)]
    ]
    return f"{where} {listed(done)} in the calendar."


def decline_words(studio: Studio, decline: Decline) -> str:
    """`Ana declined 55 Summit Avenue on Tue 16 Jun 9:30.`"""
    person = studio.photographer_by_id[decline.photographer]
    appointment = studio.appointments[decline.appointment]
    when = moment(appointment.span.start, studio.settings.timezone, studio.settings.speech)
    return f"{person.name} declined {street(appointment)} on {when}."


def _where(studio: Studio, difference: Difference) -> str:
    appointment = studio.appointments.get(difference.appointment)
    if appointment is not None:
        return _named(studio, appointment)
    event = _event(difference)
    return event.title if event else difference.appointment


def _named(studio: Studio, appointment: Appointment) -> str:
    return f"{street(appointment)} ({moment(appointment.span.start, studio.settings.timezone, studio.settings.speech)})"


def _event(difference: Difference) -> CalendarEvent | None:
    return difference.ours or (difference.theirs.event if difference.theirs else None)


def _done(studio: Studio, difference: Difference, aspect: Aspect) -> str:
    if aspect is Aspect.TIME and difference.theirs:
        span, zone = difference.theirs.event.span, studio.settings.timezone
        ours = difference.ours
        if difference.theirs.event.is_all_day:
            return "was made all-day"
        if ours and ours.span.start == span.start:
            return f"was changed to {span.minutes} minutes"
        return f"was moved to {moment(span.start, zone, studio.settings.speech)}"
    return {
        Aspect.DELETED: "was deleted",
        Aspect.TIME: "was moved",
        Aspect.REPEATS: "was made to repeat",
        Aspect.TITLE: "got another title",
        Aspect.TEXT: "got another text",
        Aspect.LOCATION: "got another place",
        Aspect.GUESTS: "lost a guest",
        Aspect.RESTORED: "was brought back",
    }[aspect]
