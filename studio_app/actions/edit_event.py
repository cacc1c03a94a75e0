"""What an appointment's event says and whom it invites, in words of its own; or as the template says again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from studio_app.actions.agents import LONGEST, is_address
from studio_app.actions.book_order import LONGEST_ADDRESS
from studio_app.actions.changing import OrderDone, order_done, refuse_stale
from studio_app.actions.event_text import (
    LONGEST_DESCRIPTION,
    LONGEST_TITLE,
    Templates,
    calendar_event,
    text_warnings,
)
from studio_app.actions.ports import Reading, Store
from studio_app.actions.step import Changed, write_step
from studio_app.actions.telling import Deed, whom_to_tell
from studio_app.actions.visits import refuse_cancelled
from studio_app.actions.wording import street
from studio_app.domain.appointment import Appointment, OwnWords, State
from studio_app.domain.calendar_event import CalendarEvent, Guest, Notify
from studio_app.domain.changes import Changes
from studio_app.domain.order import Order
from studio_app.domain.studio import Studio
from studio_app.errors import BadInput

MOST_GUESTS = 50


@dataclass(frozen=True, slots=True)
class EditEvent:
    """What the event is to say.

    Attributes:
        own: Words of its own, whole; None is all as the template says, with nobody else invited.
        version: Of the appointment that was seen; None takes whatever is there.
        notify: Whom the calendar tells; None tells those of the last time.
    """

    appointment: str
    own: OwnWords | None
    version: int | None = None
    notify: Notify | None = None


@dataclass(frozen=True, slots=True)
class ReloadEventText:
    """Title, text and location are to be those of the template again; guests stay as they are."""

    appointment: str
    version: int | None = None
    notify: Notify | None = None


@dataclass(frozen=True, slots=True)
class EventWords:
    """What an event says, for the place where it is edited.

    Attributes:
        template: As the template says it, with those invited whom the appointment invites anyway.
        event: As it is to be, with its own words.
        own: Its own words; None where it has none.
        problems: What is wrong with the template, one sentence each.
    """

    template: CalendarEvent
    event: CalendarEvent
    own: OwnWords | None
    problems: tuple[str, ...] = ()


def read_event(store: Store, now: datetime, appointment: str) -> EventWords:
    """What the event of an appointment says. Raises NotFound."""
    with store.reading() as reading:
        item = reading.appointment(appointment)
        studio = reading.studio(now, also=[item.id])
        order = reading.order(item.order) if item.order else None
        return event_words(reading, studio, item, order)


def event_words(reading: Reading, studio: Studio, item: Appointment, order: Order | None) -> EventWords:
    """The same of an appointment that is read already."""
    agent = reading.agent(order.agent) if order else None
    templates = Templates.stored(reading)
    problems = text_warnings(reading, studio, order, agent, [replace(item, state=State.CONFIRMED)])
    template, event = (
        calendar_event("", shown, studio, order, agent, templates)
        for shown in (replace(item, own=None), item)
    )
    return EventWords(template, event, item.own, problems)


def edit_event(store: Store, now: datetime, actor: str, command: EditEvent) -> OrderDone:
    """Give an event words and guests of its own.

    Raises:
        BadInput: a text is too long, or a guest has no address.
        StaleVersion, NotFound, KnownError: it was changed, isn't there, or was cancelled.
    """
    own = checked_words(command.own) if command.own else None
    edit = _Edit(command.appointment, command.version, command.notify, "changed the event of", lambda _: own)
    return _save(store, now, actor, edit)


def reload_event_text(store: Store, now: datetime, actor: str, command: ReloadEventText) -> OrderDone:
    """Let the template speak again; raises as `edit_event` does."""

    def reloaded(own: OwnWords | None) -> OwnWords | None:
        return OwnWords(guests=own.guests, without=own.without) if own else None

    did = "reloaded the text of the event of"
    return _save(
        store, now, actor, _Edit(command.appointment, command.version, command.notify, did, reloaded)
    )


@dataclass(frozen=True, slots=True)
class _Edit:
    appointment: str
    version: int | None
    notify: Notify | None
    did: str
    wanted: Callable[[OwnWords | None], OwnWords | None]


def _save(store: Store, now: datetime, actor: str, edit: _Edit) -> OrderDone:
    with store.writing() as writing:
        before = writing.appointment(edit.appointment)
        refuse_stale(before, edit.version)
        refuse_cancelled(before)
        own = edit.wanted(before.own)
        after = replace(before, own=None if own == OwnWords() else own)
        order = writing.order(before.order) if before.order else None
        if after == before:
            return OrderDone(
                changes=Changes(), say="It says so already.", order=order, appointments=(before,)
            )
        notify = whom_to_tell(writing, actor, Deed.CHANGE, edit.notify)
        written = write_step(writing, now, actor, [Changed(edit.did, after, before)], (), notify)
    say = (
        f"Changed the event of {street(after)}."
        if own
        else f"The event of {street(after)} follows the template."
    )
    return order_done(written, order, say, f"change of the event of {street(after)}", notify)


def checked_words(own: OwnWords) -> OwnWords:
    """The words, tidied. Raises BadInput."""
    title = " ".join(own.title.split()) if own.title is not None else None
    if title == "":
        raise BadInput("title", "is missing")
    location = " ".join(own.location.split()) if own.location is not None else None
    longest = (
        ("title", title, LONGEST_TITLE),
        ("description", own.description, LONGEST_DESCRIPTION),
        ("location", location, LONGEST_ADDRESS),
    )
    for key, text, limit in longest:
        if text is not None and len(text) > limit:
            raise BadInput(key, f"is longer than {limit} characters")
    without = tuple(dict.fromkeys(email.strip() for email in own.without))
    return OwnWords(title, own.description, location, _guests(own.guests), without)


def _guests(guests: tuple[Guest, ...]) -> tuple[Guest, ...]:
    """Each once. Raises BadInput."""
    found: dict[str, Guest] = {}
    for number, guest in enumerate(guests):
        email = guest.email.strip()
        if not is_address(email):
            raise BadInput(f"guests[{number}]", f'"{email[:LONGEST]}" is no e-mail address')
        found.setdefault(email.casefold(), Guest(" ".join(guest.name.split())[:LONGEST], email))
    if len(found) > MOST_GUESTS:
        raise BadInput("guests", f"are more than {MOST_GUESTS}")
    return tuple(found.values())
