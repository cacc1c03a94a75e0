"""What somebody changed in the calendar about an event of ours."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from studio_app.domain.calendar_event import CalendarEvent, StoredEvent


class Aspect(StrEnum):
    """What of an event differs."""

    DELETED = "deleted"
    TIME = "time"
    TITLE = "title"
    TEXT = "text"
    LOCATION = "location"
    GUESTS = "guests"


@dataclass(frozen=True, slots=True)
class Difference:
    """Both versions of one appointment's event.

    Attributes:
        ours: As the program wants it; None where it wants none.
        theirs: As the calendar holds it; None where it was deleted there.
        aspects: What differs, against what the program wrote last.
    """

    appointment: str
    ours: CalendarEvent | None
    theirs: StoredEvent | None
    aspects: frozenset[Aspect]


def aspects_changed(wrote: CalendarEvent, found: CalendarEvent | None) -> frozenset[Aspect]:
    """What was changed outside since the program wrote an event; empty where nothing that the program says was.

    Guests whom others added are none of ours; those whom the program invited and others removed are.
    """
    if found is None:
        return frozenset({Aspect.DELETED})
    there = {guest.email.casefold() for guest in found.guests}
    compared = {
        Aspect.TIME: wrote.span == found.span,
        Aspect.TITLE: wrote.title.split() == found.title.split(),
        Aspect.TEXT: wrote.description.split() == found.description.split(),
        Aspect.LOCATION: wrote.location.split() == found.location.split(),
        Aspect.GUESTS: all(guest.email.casefold() in there for guest in wrote.guests),
    }
    return frozenset(aspect for aspect, same in compared.items() if not same)
