"""How actions name what they did: sentences for people, values for the history. Plain text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from studio_app.domain.appointment import Appointment, OwnWords, State
from studio_app.domain.order import Order, street_of
from studio_app.domain.place import Place
from studio_app.domain.studio import Studio
from studio_app.domain.wishes import DayPart, Wishes
from studio_app.engine import Failure
from studio_app.engine.wording import listed, moment


def where_and_when(studio: Studio, appointment: Appointment) -> str:
    """`55 Summit Avenue on Tue 16 Jun 9:30`."""
    when = moment(appointment.span.start, studio.settings.timezone, studio.settings.speech)
    return f"{street(appointment)} on {when}"


def street(appointment: Appointment) -> str:
    """The beginning of the address, which is how people speak of an appointment; else its id."""
    return street_of(appointment.address) or appointment.id


def names(studio: Studio, crew: Iterable[str]) -> str:
    """`Ana and Ben`."""
    people = studio.photographer_by_id
    return listed([people[key].name if key in people else key for key in crew])


def recorded(appointment: Appointment) -> dict[str, object]:
    """What the history keeps of an appointment."""
    found: dict[str, object] = {
        "start": appointment.span.start.isoformat(),
        "end": appointment.span.end.isoformat(),
        "crew": list(appointment.crew),
        "state": appointment.state.value,
        "services": list(appointment.services),
        "address": appointment.address,
    }
    if appointment.state is State.HOLD and appointment.hold_until:
        found["hold_until"] = appointment.hold_until.isoformat()
    if appointment.own:
        found["event"] = _own(appointment.own)
    if appointment.no_show:
        found["no_show"] = True
    return found


def recorded_order(order: Order) -> dict[str, object]:
    """What the history keeps of an order."""
    return {
        "agent": order.agent,
        "address": order.property.address,
        "place": _place(order.property.place),
        "square_feet": order.property.square_feet,
        "services": list(order.services),
        "packages": list(order.packages),
        "notes": order.notes,
        "due": order.due.isoformat() if order.due else None,
        "wishes": _wishes(order.wishes),
        "without a time": list(order.open),
        "cancelled": order.cancelled,
    }


def _own(own: OwnWords) -> dict[str, object]:
    texts = {"title": own.title, "description": own.description, "location": own.location}
    found: dict[str, object] = {key: text for key, text in texts.items() if text is not None}
    if own.guests:
        found["guests"] = [guest.email for guest in own.guests]
    if own.without:
        found["without"] = list(own.without)
    return found


def _place(place: Place | None) -> list[float] | None:
    return [place.lat, place.lon] if place else None


def _wishes(wishes: Wishes) -> dict[str, object]:
    """Only what is wished for."""
    found: dict[str, object] = {
        "part of the day": "" if wishes.part is DayPart.ANY else wishes.part.value,
        "photographers": list(wishes.photographers),
        "weekdays": [day.key for day in sorted(wishes.weekdays)],
        "not before": wishes.not_before.isoformat() if wishes.not_before else "",
        "text": wishes.text,
    }
    return {name: value for name, value in found.items() if value}


def overruled(failures: Mapping[str, Iterable[Failure]]) -> list[dict[str, str]]:
    """The rules that staff overruled, for the history."""
    return [
        {"photographer": key, "code": failure.code.value, "text": failure.text}
        for key, found in failures.items()
        for failure in found
    ]
