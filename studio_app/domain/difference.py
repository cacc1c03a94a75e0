"""What somebody changed in the calendar about an event of ours."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from studio_app.domain.calendar_event import CalendarEvent, StoredEvent


class Aspect(StrEnum):
    """What of an event differs."""

    DELETED = "deleted"
    TIME = "time"
    REPEATS = "repeats"  # it is a series now
    TITLE = "title"
    TEXT = "text"
    LOCATION = "location"
    GUESTS = "guests"
    RESTORED = "restored"  # the program had removed it


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
        Aspect.REPEATS: wrote.repeats == found.repeats,
        Aspect.TITLE: wrote.title.split() == found.title.split(),
        Aspect.TEXT: wrote.description.split() == found.description.split(),
        Aspect.LOCATION: wrote.location.split() == found.location.split(),
        Aspect.GUESTS: all(guest.email.casefold() in there for guest in wrote.guests),
    }
    return frozenset(aspect for aspect, same in compared.items() if not same)


def conflict(
    base: CalendarEvent | None, ours: CalendarEvent | None, found: CalendarEvent | None
) -> frozenset[Aspect]:
    """What somebody changed in the calendar that the program wants otherwise; empty where nobody need decide.

    Args:
        base: As the program wrote it last; None where that is not known.
        ours: As the program wants it now; None where it wants none.
        found: As it is; None where it is not there.
    """
    if ours is None or found is None:
        if found is None:
            return frozenset({Aspect.DELETED}) if ours is not None and base is not None else frozenset()
        return aspects_changed(base, found) if base is not None else frozenset({Aspect.RESTORED})
    wanted = aspects_changed(ours, found)
    if base is None:
        return wanted
    changed = (aspects_changed(base, found) & wanted) - {Aspect.GUESTS}
    return changed | ({Aspect.GUESTS} if _missing(base, ours, found) else frozenset())


def accepted(found: CalendarEvent, *ours: CalendarEvent | None) -> CalendarEvent:
    """An event as it was found, with none but the guests whom the program knows: the others are nobody's to remove."""
    known = {guest.email.casefold() for event in ours if event for guest in event.guests}
    return replace(found, guests=tuple(guest for guest in found.guests if guest.email.casefold() in known))


def says_the_same(one: CalendarEvent, other: CalendarEvent) -> bool:
    """Whether two events of the program would look alike in a calendar."""
    return not aspects_changed(one, other) and not aspects_changed(other, one)


def has_landed(tried: CalendarEvent, before: CalendarEvent | None, found: CalendarEvent) -> bool:
    """Whether what is found is what a write of the program made of an event that it knew as `before`."""
    wanted = {guest.email.casefold() for guest in tried.guests}
    gone = {guest.email.casefold() for guest in before.guests} - wanted if before else set()
    there = {guest.email.casefold() for guest in found.guests}
    return not aspects_changed(tried, found) and gone.isdisjoint(there)


def _missing(base: CalendarEvent, ours: CalendarEvent, found: CalendarEvent) -> bool:
    """Whether somebody who was invited, and still is to be, is no longer there."""
    there = {guest.email.casefold() for guest in found.guests}
    invited = {guest.email.casefold() for guest in base.guests}
    wanted = {guest.email.casefold() for guest in ours.guests}
    return not (invited & wanted) <= there
