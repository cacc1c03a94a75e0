"""What may be written over an event that stands in the calendar already; one rule for every kind of calendar.

Three versions are compared: the event as it should be, as the calendar holds it, and as the program knew it last.
"""

from __future__ import annotations

from dataclasses import replace

from studio_app.domain.calendar_event import CalendarEvent, StoredEvent, Written
from studio_app.domain.difference import aspects_changed
from studio_app.errors import EventChanged


def may_create(last: Written | None) -> None:
    """Whether an event may be written that is not there.

    Raises:
        EventChanged: it was there, and somebody deleted it.
    """
    if last is not None:
        raise EventChanged


def to_change(wanted: CalendarEvent, stored: StoredEvent, last: Written | None) -> CalendarEvent | None:
    """What to write over an event, with the guests whom others invited; None where it is as wanted already.

    Args:
        wanted: As it should be.
        stored: As it is.
        last: As the program knew it last; None where it should not be there yet.

    Raises:
        EventChanged: somebody changed it, or another event has its id.
    """
    merged = _with_foreign_guests(wanted, stored.event, last)
    if last is not None and last.etag == stored.etag:
        return None if stored.event == merged else merged
    if _says(stored.event, merged, last):
        return None
    if last is None or _was_changed(stored.event, last):
        raise EventChanged
    return merged


def may_remove(stored: StoredEvent, last: Written | None) -> None:
    """Whether an event may be removed.

    Raises:
        EventChanged: somebody changed it.
    """
    if last is not None and last.etag != stored.etag and _was_changed(stored.event, last):
        raise EventChanged


def _with_foreign_guests(wanted: CalendarEvent, stored: CalendarEvent, last: Written | None) -> CalendarEvent:
    """Guests stay whom neither this version nor the last one of the program invited."""
    if last is None or last.event is None:
        return wanted
    ours = {guest.email.casefold() for guest in (*wanted.guests, *last.event.guests)}
    foreign = tuple(guest for guest in stored.guests if guest.email.casefold() not in ours)
    return replace(wanted, guests=wanted.guests + foreign) if foreign else wanted


def _says(stored: CalendarEvent, wanted: CalendarEvent, last: Written | None) -> bool:
    """Whether an event says all that is wanted, and invites nobody whom the program invited once and no longer does."""
    if aspects_changed(wanted, stored):
        return False
    if last is None:
        return True  # whoever else is invited was so by others; many servers invite the organizer
    return {guest.email.casefold() for guest in stored.guests} == {
        guest.email.casefold() for guest in wanted.guests
    }


def _was_changed(stored: CalendarEvent, last: Written) -> bool:
    """Whether what the program wrote was changed; guests' answers and what others added don't count."""
    return last.event is None or bool(aspects_changed(last.event, stored))
