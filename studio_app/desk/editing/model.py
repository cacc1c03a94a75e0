"""What the sheet holds: an appointment and its order as they are, as they are wanted, and what follows from that. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from studio_app.actions.read_appointment import Editable
from studio_app.actions.telling import Deed
from studio_app.desk.booking.model import KnownAddress
from studio_app.desk.looking import Look
from studio_app.desk.wording import Wording, wording_of
from studio_app.domain.appointment import Appointment, OwnWords, State
from studio_app.domain.calendar_event import CalendarEvent, Guest, Notify
from studio_app.domain.pin import PlaceSource
from studio_app.domain.place import Place
from studio_app.domain.wishes import NO_WISHES, Wishes
from studio_app.engine import Failure
from studio_app.engine.suggesting import Suggestion


class Part(StrEnum):
    """The parts of the sheet."""

    TIME = "time"
    SERVICES = "services"
    ADDRESS = "address"
    EVENT = "event"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What stands in the sheet.

    Attributes:
        start: None while no time is chosen.
        minutes: As somebody typed it; None follows services and size where the studio lets lengths follow.
        apart: Services that are taken off get an appointment of their own instead of being given up.
        follow: Whether the length follows.
        place_text: Where the address is, as typed; "" as it is known.
        title, description, location: Words of the event's own; None as the template says.
        bad: What can't be read, one sentence, by the field it stands in.
    """

    start: datetime | None = None
    minutes: int | None = None
    crew: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    apart: bool = False
    follow: bool = True
    address: str = ""
    place_text: str = ""
    square_feet: float | None = None
    title: str | None = None
    description: str | None = None
    location: str | None = None
    guests: tuple[Guest, ...] = ()
    without: tuple[str, ...] = ()
    due: date | None = None
    wishes: Wishes = NO_WISHES
    notes: str = ""
    bad: tuple[tuple[str, str], ...] = ()

    @property
    def own(self) -> OwnWords:
        """The event's own words."""
        return OwnWords(self.title, self.description, self.location, self.guests, self.without)

    def with_problem(self, name: str, problem: str) -> Wanted:
        """The same with a field that can't be read; "" where it can."""
        others = tuple(pair for pair in self.bad if pair[0] != name)
        return replace(self, bad=(*others, (name, problem)) if problem else others)


_FIELDS: Mapping[Part, tuple[str, ...]] = {
    Part.TIME: ("start", "minutes", "crew"),
    Part.SERVICES: ("services",),
    Part.ADDRESS: ("address", "place_text", "square_feet"),
    Part.EVENT: ("title", "description", "location", "guests", "without"),
    Part.ORDER: ("due", "wishes", "notes"),
}


@dataclass(frozen=True, eq=False)
class Weighed:
    """What follows from what is wanted, as the openings lane worked it out.

    Attributes:
        after: The appointment as it would be; None where that can't be.
        failures: Every rule that stands in the way, by photographer of its crew.
        look: Everybody's own answer for the time; None without one.
        minutes: The length, where there is no appointment yet.
        further: What stands in the way of the order's other appointments, a sentence each.
        problem: Why it can't be, one sentence.
        event: The event as it would be written; None without an appointment.
        template: The same without words of its own.
        place: Of the address; None where it isn't known.
        source: Who says where it is; None where it stays as it was.
        zones: Ids of the zones that it lies in.
        crew_size: How many go.
        offers: The best openings, where a time is still to be chosen.
    """

    wanted: Wanted
    after: Appointment | None = None
    failures: Mapping[str, tuple[Failure, ...]] = field(default_factory=dict)
    look: Look | None = None
    further: tuple[str, ...] = ()
    problem: str = ""
    event: CalendarEvent | None = None
    template: CalendarEvent | None = None
    place: Place | None = None
    source: PlaceSource | None = None
    zones: frozenset[str] = frozenset()
    crew_size: int = 1
    minutes: int = 0
    offers: tuple[Suggestion, ...] = ()

    @property
    def stands(self) -> bool:
        """Whether a rule stands in the way."""
        return any(self.failures.values()) or bool(self.further)

    @property
    def overrulable(self) -> bool:
        """Whether staff may do it all the same: onto an appointment of the studio's own they may not."""
        return not any(failure.ours for found in self.failures.values() for failure in found)


def wanted_of(found: Editable) -> Wanted:
    """What is there, as it stands in the sheet at first."""
    item, order = found.item, found.order
    own = (item.own if item else None) or OwnWords()
    return Wanted(
        start=item.span.start if item else None,
        crew=item.crew if item else (),
        services=item.services if item else order.open,
        follow=found.choices.length_follows,
        address=order.property.address,
        square_feet=order.property.square_feet,
        title=own.title,
        description=own.description,
        location=own.location,
        guests=own.guests,
        without=own.without,
        due=order.due,
        wishes=order.wishes,
        notes=order.notes,
    )


def parts_of(found: Editable) -> tuple[Part, ...]:
    """What can be changed of it."""
    if found.item is not None and found.item.state is State.CANCELLED:
        return (Part.ADDRESS, Part.ORDER)
    if not found.order.id:
        return (Part.TIME, Part.SERVICES, Part.EVENT)
    if found.item is None:
        return (Part.TIME, Part.SERVICES, Part.ADDRESS, Part.ORDER)
    return tuple(Part)


def changed_parts(found: Editable, wanted: Wanted) -> tuple[Part, ...]:
    """The parts in which something is otherwise, in their order."""
    before = _compared(wanted_of(found), found)
    after = _compared(wanted, found)
    return tuple(
        part
        for part, names in _FIELDS.items()
        if any(getattr(before, name) != getattr(after, name) for name in names)
    )


def _compared(wanted: Wanted, found: Editable) -> Wanted:
    """What makes no difference left out."""
    item = found.item
    length = item.span.minutes if item else None
    follows = wanted.follow and set(wanted.services) != set(item.services if item else ())
    return replace(
        wanted,
        minutes=None if wanted.minutes == length and not follows else wanted.minutes,
        crew=tuple(sorted(wanted.crew)),
        services=tuple(sorted(wanted.services)),
        address=" ".join(wanted.address.split()),
        place_text=wanted.place_text.strip(),
        notes=wanted.notes.strip(),
        without=tuple(sorted(wanted.without)),
    )


def rebased(before: Editable, after: Editable, wanted: Wanted) -> Wanted:
    """What is wanted on top of what somebody else changed meanwhile: what was not touched here follows."""
    old, new = wanted_of(before), wanted_of(after)
    untouched = {
        each.name: getattr(new, each.name)
        for each in fields(Wanted)
        if each.name != "bad" and getattr(wanted, each.name) == getattr(old, each.name)
    }
    return replace(wanted, **untouched)


def deed_of(found: Editable, wanted: Wanted) -> Deed:
    """For which it is remembered who is told."""
    if found.item is None:
        return Deed.BOOK
    return Deed.MOVE if wanted.start != found.item.span.start else Deed.CHANGE


def telling(found: Editable, wanted: Wanted) -> Notify:
    """Who was told the last time that such a thing was done."""
    return found.tell.get(deed_of(found, wanted), Notify.EVERYONE)


def minutes_of(found: Editable, wanted: Wanted, weighed: Weighed | None) -> int:
    """The length that is shown, in minutes."""
    if wanted.minutes is not None:
        return wanted.minutes
    if weighed is not None and weighed.after is not None:
        return weighed.after.span.minutes
    if found.item is not None:
        return found.item.span.minutes
    return weighed.minutes if weighed is not None else 0


def end_of(found: Editable, wanted: Wanted, weighed: Weighed | None) -> datetime | None:
    """When it would be over; None without a time."""
    if wanted.start is None:
        return None
    return wanted.start + timedelta(minutes=minutes_of(found, wanted, weighed))


@dataclass(frozen=True, eq=False)
class SheetState:
    """What the sheet shows.

    Attributes:
        weighed: The last answer; it may be one to an earlier question.
        known: Addresses that are completed.
        refused: Why saving was refused, one sentence each; empty where it wasn't, or something was changed since.
        overrulable: Staff may do it all the same.
        saving: Whom it waits for; "" while nothing is saved.
        stale: Somebody else changed the same meanwhile.
        attempt: Words of what was refused; "" for saving.
    """

    found: Editable
    wanted: Wanted
    today: date
    weighed: Weighed | None = None
    known: tuple[KnownAddress, ...] = ()
    refused: tuple[str, ...] = ()
    overrulable: bool = False
    saving: str = ""
    stale: bool = False
    attempt: str = ""

    @property
    def wording(self) -> Wording:
        """How the studio says dates and times."""
        return wording_of(self.found.studio.settings.speech)

    @property
    def zone(self) -> ZoneInfo:
        """The studio's zone."""
        return self.found.studio.settings.timezone

    @property
    def changed(self) -> tuple[Part, ...]:
        """Where something is otherwise."""
        return changed_parts(self.found, self.wanted)

    @property
    def judged(self) -> bool:
        """Whether the rules look at what is changed."""
        asked = {Part.TIME, Part.SERVICES, Part.ADDRESS}
        return bool(asked.intersection(self.changed))

    @property
    def answer(self) -> Weighed | None:
        """The answer to what stands there now; None while it is worked out."""
        return self.weighed if self.weighed is not None and self.weighed.wanted == self.wanted else None
