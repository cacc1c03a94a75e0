"""Whether what is wanted would work: asked in the openings lane, with the rules that saving asks. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from studio_app import engine
from studio_app.actions.change_appointment import ChangeAppointment, as_wanted, order_as_wanted, resized
from studio_app.actions.change_property import moved_with
from studio_app.actions.confirming import move_request
from studio_app.actions.event_text import calendar_event
from studio_app.actions.judging import Proposed, stands_against
from studio_app.actions.order_visits import order_request, visits_for
from studio_app.actions.place_ports import Locator
from studio_app.actions.read_appointment import Editable
from studio_app.actions.visits import visit_of
from studio_app.desk.editing.model import Wanted, Weighed
from studio_app.desk.error_words import sentence_of
from studio_app.desk.looking import Look
from studio_app.desk.wording import wording_of
from studio_app.domain.appointment import Appointment, OwnWords, State
from studio_app.domain.calendar_event import CalendarEvent
from studio_app.domain.order import Order, Property, street_of
from studio_app.domain.pin import PlaceSource
from studio_app.domain.place import Place
from studio_app.domain.timespan import Span
from studio_app.domain.wall_time import local_date
from studio_app.engine import Failure
from studio_app.engine.asked import Asked
from studio_app.engine.coverage import zones_at
from studio_app.engine.ranking import ranks_in_week
from studio_app.engine.suggesting import Suggestion, suggest
from studio_app.errors import KnownError

NEW = "\n"
"""Id of an appointment that is not there yet; no id contains a line break."""


@dataclass(frozen=True, eq=False)
class Question:
    """What is wanted of what."""

    found: Editable
    wanted: Wanted
    now: datetime


def weigh(question: Question, locator: Locator) -> Weighed:
    """Whether it works, and what follows from it."""
    found, wanted = question.found, question.wanted
    place, source = place_of(found, wanted, locator)
    zones = zones_at(found.studio.zones, place) if place and found.studio.zones else frozenset()
    offers = _offers(question)
    size, minutes = _needed(question)
    weighed = Weighed(
        wanted, place=place, source=source, zones=zones, crew_size=size, minutes=minutes, offers=offers
    )
    try:
        return _weighed(question, weighed)
    except KnownError as error:
        return replace(weighed, problem=sentence_of(error))


def place_of(found: Editable, wanted: Wanted, locator: Locator) -> tuple[Place | None, PlaceSource | None]:
    """Where the address is: as it is known while it stays, else as typed; and who says so, where that is news."""
    text = wanted.place_text.strip()
    known = found.order.property
    if not text and " ".join(wanted.address.split()) == known.address:
        return known.place, None
    text = text or wanted.address.strip()
    there = locator.found(text) if text else None
    return (there.place, there.source) if there else (None, None)


def command_of(found: Editable, wanted: Wanted, place: Place | None) -> ChangeAppointment:
    """All that is wanted otherwise, as one command."""
    item, order = found.item, found.order
    assert item is not None
    services = wanted.services if set(wanted.services) != set(item.services) else None
    taken_off = tuple(key for key in item.services if key not in wanted.services)
    wanted_property = Property(" ".join(wanted.address.split()), place, wanted.square_feet)
    noted = replace(order, due=wanted.due, wishes=wanted.wishes, notes=wanted.notes)
    return ChangeAppointment(
        item.id,
        start=wanted.start if wanted.start != item.span.start else None,
        crew=wanted.crew if set(wanted.crew) != set(item.crew) else None,
        minutes=wanted.minutes,
        services=services,
        waits=taken_off if wanted.apart else (),
        property=wanted_property if order.id and wanted_property != order.property else None,
        own=wanted.own if wanted.own != (item.own or OwnWords()) else None,
        order=noted if order.id and noted != order else None,
        follow=wanted.follow,
        version=item.version,
    )


# ---------------------------------------------------------------- parts


def _weighed(question: Question, weighed: Weighed) -> Weighed:
    found, wanted, now = question.found, question.wanted, question.now
    studio = found.studio
    order, after = _after(question, weighed.place)
    if after is None:
        return weighed
    proposed = [Proposed("changed", after, found.item)]
    follow = wanted.follow and resized(found.order, order)
    coming = [item for item in found.others if item.span.end > now]
    if found.item is not None and order.property != found.order.property:
        proposed += moved_with(studio, found.order, order, coming, follow, now)
    against: Mapping[str, Mapping[str, tuple[Failure, ...]]] = {}
    if after.state in (State.CONFIRMED, State.HOLD) and after.crew:
        against = stands_against(studio, now, proposed)
    return replace(
        weighed,
        after=after,
        failures=against.get(after.id, {}),
        look=_look(question, after),
        further=tuple(_further(question, proposed[1:], against)),
        event=_event(found, order, after),
        template=_event(found, order, replace(after, own=None)),
    )


def _after(question: Question, place: Place | None) -> tuple[Order, Appointment | None]:
    """Order and appointment as they would be."""
    found, wanted, now = question.found, question.wanted, question.now
    item = found.item
    if item is None:
        return found.order, _added(question)
    command = command_of(found, wanted, place)
    order = order_as_wanted(found.studio, found.order, found.others, item, command)
    return order, as_wanted(found.studio, found.order, order, item, command, wanted.follow, now)


def _offers(question: Question) -> tuple[Suggestion, ...]:
    """The best openings of what has no time, or none that counts any more."""
    found, wanted, now = question.found, question.wanted, question.now
    item, studio, order = found.item, found.studio, found.order
    if item is not None and item.blocks_at(now):
        return ()
    if item is not None:
        request, visit = move_request(studio, item, now, now), visit_of(studio, item)
        return suggest(studio, request, visit, order.wishes, order.due) if visit.services else ()
    visits = visits_for(studio, order, wanted.services, now)
    request = order_request(studio, order, now, wanted.services)
    return suggest(studio, request, visits[0], order.wishes, order.due) if len(visits) == 1 else ()


def _needed(question: Question) -> tuple[int, int]:
    """How many go, and for how many minutes by the studio's list."""
    found = question.found
    if found.item is not None:
        return len(found.item.crew), found.item.span.minutes
    visits = visits_for(found.studio, found.order, question.wanted.services, question.now)
    return (visits[0].crew_size, visits[0].minutes) if visits else (1, 0)


def _added(question: Question) -> Appointment | None:
    """The appointment that would be added; None where there is no time or no one appointment yet."""
    found, wanted = question.found, question.wanted
    visits = visits_for(found.studio, found.order, wanted.services, question.now)
    if not visits:
        raise KnownError("Tick what is to be done.")
    if len(visits) > 1:
        raise KnownError(f"They need {len(visits)} appointments. Add them one by one.")
    (visit,) = visits
    if wanted.start is None:
        raise KnownError("Type a date and a time.")
    if wanted.crew and len(wanted.crew) != visit.crew_size:
        raise KnownError(f"Choose {'one photographer' if visit.crew_size == 1 else 'two photographers'}.")
    minutes = visit.minutes if wanted.minutes is None else wanted.minutes
    return Appointment(
        NEW,
        wanted.crew,
        Span(wanted.start, wanted.start + timedelta(minutes=minutes)),
        services=visit.services,
        place=found.order.property.place,
        part=visit.part,
        address=found.order.property.address,
        order=found.order.id,
    )


def _look(question: Question, after: Appointment) -> Look:
    """Everybody's own answer for the time."""
    studio, at = question.found.studio, after.span.start
    request = move_request(studio, after, at, question.now)
    visit = replace(visit_of(studio, after), crew_size=1)
    asked = Asked.of(studio, request, visit)
    answers = engine.explain(studio, request, at, (visit,))[0].photographers
    ranks = ranks_in_week(asked.studio, local_date(asked.zone, at))
    plans = {person.id: engine.day_plan(asked, person, at) for person in asked.people}
    return Look(studio, request, visit, 0, at, answers, ranks, after.crew, plans)


def _further(
    question: Question,
    proposed: list[Proposed],
    against: Mapping[str, Mapping[str, tuple[Failure, ...]]],
) -> Iterator[str]:
    """What the new address does to the order's other appointments."""
    studio = question.found.studio
    words = wording_of(studio.settings.speech)
    zone = studio.settings.timezone
    today = local_date(zone, question.now)
    for item in proposed:
        for key, failures in against.get(item.after.id, {}).items():
            if failures:
                when = words.moment(item.after.span.start, zone, today)
                yield f"{when}: {studio.photographer_by_id[key].name}, {failures[0].text}"


def _event(found: Editable, order: Order, after: Appointment) -> CalendarEvent | None:
    if found.item is None:
        return None
    known = order if order.id else None
    return calendar_event("", after, found.studio, known, found.agent, found.templates)


def title_of(found: Editable) -> str:
    """What the sheet is about: the street."""
    address = found.item.address if found.item else ""
    address = address or found.order.property.address
    return street_of(address) or address or (found.item.id if found.item else found.order.id)
